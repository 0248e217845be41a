/* Threads: see host.h. */
#include "host.h"

#include <algorithm>
#include <new>

#include "status_error.h"

namespace flet_embed::node {

namespace {

constexpr size_t kPollCapacity = 64;

/* What JavaScript threw while no JavaScript called us: an uncaught exception, exactly as from a timer. */
void ReportException(napi_env env) {
  bool pending = false;
  napi_value error = nullptr;
  if (napi_is_exception_pending(env, &pending) != napi_ok || !pending) return;  // the environment is being terminated
  if (napi_get_and_clear_last_exception(env, &error) == napi_ok) napi_fatal_exception(env, error);
}

}  // namespace

Host *Host::Create(napi_env env, napi_value on_events, napi_value events) {
  napi_typedarray_type type = napi_int8_array;
  size_t length = 0;
  void *data = nullptr;
  napi_valuetype callable = napi_undefined;
  if (napi_typeof(env, on_events, &callable) != napi_ok || callable != napi_function ||
      napi_get_typedarray_info(env, events, &type, &length, &data, nullptr, nullptr) != napi_ok ||
      type != napi_uint32_array || length < 2) {
    napi_throw_type_error(env, "ERR_INVALID_ARG_TYPE", "Expected a function and a Uint32Array of pairs for a host.");
    return nullptr;
  }

  Host *host = new (std::nothrow) Host(env);
  if (host == nullptr) return ThrowStatus(env, FE_OUT_OF_MEMORY), nullptr;
  host->events_ = static_cast<uint32_t *>(data);
  host->capacity_ = std::min(length / 2, kPollCapacity);

  host->bell_ = HostBell::Open(env, [](void *context) { static_cast<Host *>(context)->Dispatch(); }, host);
  if (host->bell_ == nullptr) {
    delete host;
    ThrowStatus(env, FE_OUT_OF_MEMORY);
    return nullptr;
  }
  fe_host_options options{};
  options.size = sizeof(options);
  options.ring = [](void *context) { static_cast<HostBell *>(context)->Ring(); };
  options.context = host->bell_;
  const fe_status status = fe_host_create(&options, &host->handle_);
  if (status != FE_OK) {
    host->bell_->Close([](void *context) { delete static_cast<Host *>(context); });
    ThrowStatus(env, status);
    return nullptr;
  }

  host->alive_ = true;
  host->Reference();  // the open bell's, rule 4
  const auto hook = [](napi_async_cleanup_hook_handle, void *context) { static_cast<Host *>(context)->End(); };
  if (napi_create_reference(env, on_events, 1, &host->on_events_) != napi_ok ||
      napi_create_reference(env, events, 1, &host->events_reference_) != napi_ok ||
      napi_add_async_cleanup_hook(env, hook, host, &host->hook_) != napi_ok) {
    host->End();
    host->Unreference();
    ThrowStatus(env, FE_OUT_OF_MEMORY);
    return nullptr;
  }
  return host;
}

void Host::End() {
  if (!alive_) return;
  alive_ = false;
  fe_host_destroy(handle_);  // rule 2
  if (on_events_ != nullptr) napi_delete_reference(env_, on_events_);
  if (events_reference_ != nullptr) napi_delete_reference(env_, events_reference_);
  channels_.clear();
  HostBell *bell = bell_;
  bell_ = nullptr;
  bell->Close([](void *context) {
    auto *host = static_cast<Host *>(context);
    if (host->hook_ != nullptr) napi_remove_async_cleanup_hook(host->hook_);  // rule 3
    host->Unreference();
  });
}

void Host::Unreference() {
  if (--references_ == 0) delete this;
}

void Host::Dispatch() {
  if (!alive_) return;
  Reference();  // JavaScript may end the host from within
  fe_event batch[kPollCapacity];
  size_t polled = 0;
  do {
    polled = fe_host_poll(handle_, batch, capacity_);
    uint32_t count = 0;
    for (size_t i = 0; i < polled; ++i) {
      uint32_t index = kRuntimeIndex;
      if (batch[i].channel.id != 0) {
        const auto found = channels_.find(batch[i].channel.id);
        if (found == channels_.end()) continue;  // released meanwhile
        index = found->second;
      }
      events_[2 * count] = index;
      events_[2 * count + 1] = batch[i].bits;
      ++count;
    }
    if (count > 0 && !Call(count)) break;
  } while (polled == capacity_ && alive_);
  Unreference();
}

bool Host::Call(uint32_t count) {
  napi_handle_scope scope = nullptr;
  if (napi_open_handle_scope(env_, &scope) != napi_ok) return false;
  napi_value callback = nullptr;
  napi_value receiver = nullptr;
  napi_value argument = nullptr;
  // napi_make_callback and not napi_call_function: promises settled and ticks queued by the callback run at its end.
  if (napi_get_reference_value(env_, on_events_, &callback) != napi_ok || callback == nullptr ||
      napi_get_global(env_, &receiver) != napi_ok || napi_create_uint32(env_, count, &argument) != napi_ok ||
      napi_make_callback(env_, nullptr, receiver, callback, 1, &argument, nullptr) != napi_ok) {
    ReportException(env_);
  }
  napi_close_handle_scope(env_, scope);
  return alive_;
}

}  // namespace flet_embed::node
