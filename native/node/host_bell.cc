/* Threads: see host_bell.h. The one file that knows how Node's event loop is woken. */
#include "host_bell.h"

#include <atomic>
#include <cstdlib>
#include <new>

#include "uv_abi.h"

namespace flet_embed::node {

namespace {

uv_handle_s *AsHandle(uv_async_s *async) { return reinterpret_cast<uv_handle_s *>(async); }

}  // namespace

HostBell::HostBell(uv_async_s *async, Callback on_ring, void *context)
    : async_(async), on_ring_(on_ring), context_(context) {}

HostBell::~HostBell() { std::free(async_); }

HostBell *HostBell::Open(napi_env env, Callback on_ring, void *context) {
  uv_loop_s *loop = nullptr;
  if (napi_get_uv_event_loop(env, &loop) != napi_ok || loop == nullptr) return nullptr;
  auto *async = static_cast<uv_async_s *>(std::calloc(1, uv_handle_size(kUvAsync)));
  if (async == nullptr) return nullptr;
  if (uv_async_init(loop, async, OnAsync) != 0) {
    std::free(async);
    return nullptr;
  }
  uv_unref(AsHandle(async));  // rule 4
  auto *bell = new (std::nothrow) HostBell(async, on_ring, context);
  if (bell == nullptr) {
    uv_close(AsHandle(async), [](uv_handle_s *handle) { std::free(handle); });
    return nullptr;
  }
  uv_handle_set_data(AsHandle(async), bell);
  return bell;
}

void HostBell::Ring() {
  // libuv skips the wake-up when its own «pending» flag is set, and older versions read that flag relaxed. Without this
  // fence the read could overtake the publication of what the ring is about: the loop would have looked before it was
  // there, and would not be woken again. The other half stands in OnAsync().
  std::atomic_thread_fence(std::memory_order_seq_cst);
  uv_async_send(async_);
}

void HostBell::OnAsync(uv_async_s *async) {
  std::atomic_thread_fence(std::memory_order_seq_cst);
  auto *bell = static_cast<HostBell *>(uv_handle_get_data(AsHandle(async)));
  bell->on_ring_(bell->context_);
}

void HostBell::Ref() { uv_ref(AsHandle(async_)); }

void HostBell::Unref() { uv_unref(AsHandle(async_)); }

void HostBell::Close(Callback on_closed) {
  on_closed_ = on_closed;
  uv_close(AsHandle(async_), [](uv_handle_s *handle) {
    auto *bell = static_cast<HostBell *>(uv_handle_get_data(handle));
    const Callback closed = bell->on_closed_;
    void *const context = bell->context_;
    delete bell;  // rule 3: libuv is done with the memory
    closed(context);
  });
}

}  // namespace flet_embed::node
