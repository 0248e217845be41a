// The double of `dart_bridge` for bench/systems/channels/dart-bridge.mjs. All functions run on the environment's
// thread.
//
//   open(module: string, onmessage: (port: number, data: Uint8Array) => void)   the runtime must have been started
//   enqueue(port: number, data: Uint8Array): 0 | -1
//   close()
#include <node_api.h>

#include <atomic>
#include <cstdlib>
#include <cstring>

#include "dart_bridge_double.h"
#include "uv_abi.h"

namespace flet_embed::bench {
namespace {

// From here on memory is handed over instead of copied.
constexpr size_t kExternal = 4096;

struct Host {
  napi_env env = nullptr;
  napi_ref onmessage = nullptr;
  uv_async_s *async = nullptr;
};

Host g_host;
DartBridgeDouble *g_bridge = nullptr;

uv_handle_s *handle_of(uv_async_s *async) { return reinterpret_cast<uv_handle_s *>(async); }

void wake() {
  std::atomic_thread_fence(std::memory_order_seq_cst);  // as in native/node/host_bell.cc
  uv_async_send(g_host.async);
}

napi_value buffer_of(napi_env env, const Packet &packet) {
  napi_value memory = nullptr;
  napi_value array = nullptr;
  if (packet.bytes < kExternal) {
    void *copy = nullptr;
    napi_create_arraybuffer(env, packet.bytes, &copy, &memory);
    if (packet.bytes > 0) std::memcpy(copy, packet.data, packet.bytes);
    std::free(packet.data);
  } else {
    napi_create_external_arraybuffer(
        env, packet.data, packet.bytes, [](napi_env, void *data, void *) { std::free(data); }, nullptr, &memory);
  }
  napi_create_typedarray(env, napi_uint8_array, packet.bytes, memory, 0, &array);
  return array;
}

void deliver(uv_async_s *) {
  std::atomic_thread_fence(std::memory_order_seq_cst);  // as in native/node/host_bell.cc
  napi_env env = g_host.env;
  for (const Packet &packet : g_bridge->take()) {
    napi_handle_scope scope = nullptr;
    napi_value receiver = nullptr;
    napi_value callback = nullptr;
    napi_value values[2] = {};
    napi_open_handle_scope(env, &scope);
    napi_get_global(env, &receiver);
    napi_get_reference_value(env, g_host.onmessage, &callback);
    napi_create_int64(env, packet.port, &values[0]);
    values[1] = buffer_of(env, packet);
    napi_make_callback(env, nullptr, receiver, callback, 2, values, nullptr);
    napi_close_handle_scope(env, scope);
    if (g_bridge == nullptr) return;  // closed by what was called
  }
}

// Nobody wakes the loop any more.
void forget() {
  delete g_bridge;
  g_bridge = nullptr;
  napi_delete_reference(g_host.env, g_host.onmessage);
  uv_close(handle_of(g_host.async), [](uv_handle_s *handle) { std::free(handle); });
}

napi_value Open(napi_env env, napi_callback_info info) {
  napi_value values[2] = {};
  size_t arguments = 2;
  char module[64] = {};
  uv_loop_s *loop = nullptr;
  napi_get_cb_info(env, info, &arguments, values, nullptr, nullptr);
  if (g_bridge != nullptr || napi_get_value_string_utf8(env, values[0], module, sizeof module, nullptr) != napi_ok ||
      napi_create_reference(env, values[1], 1, &g_host.onmessage) != napi_ok ||
      napi_get_uv_event_loop(env, &loop) != napi_ok) {
    napi_throw_type_error(env, nullptr, "Expected a module's name and a function, and no open bridge");
    return nullptr;
  }
  g_host.env = env;
  g_host.async = static_cast<uv_async_s *>(std::calloc(1, uv_handle_size(kUvAsync)));
  if (g_host.async == nullptr || uv_async_init(loop, g_host.async, deliver) != 0) std::abort();
  uv_unref(handle_of(g_host.async));
  g_bridge = new DartBridgeDouble(wake);
  if (!g_bridge->open(module)) {
    forget();
    napi_throw_error(env, nullptr, "Expected a Python that runs in this process");
  }
  return nullptr;
}

napi_value Enqueue(napi_env env, napi_callback_info info) {
  napi_value values[2] = {};
  napi_value result = nullptr;
  size_t arguments = 2;
  int64_t port = 0;
  void *data = nullptr;
  size_t bytes = 0;
  napi_typedarray_type type = napi_int8_array;
  napi_get_cb_info(env, info, &arguments, values, nullptr, nullptr);
  if (g_bridge == nullptr || napi_get_value_int64(env, values[0], &port) != napi_ok ||
      napi_get_typedarray_info(env, values[1], &type, &bytes, &data, nullptr, nullptr) != napi_ok ||
      type != napi_uint8_array) {
    napi_throw_type_error(env, nullptr, "Expected an open bridge, a port and a Uint8Array");
    return nullptr;
  }
  napi_create_int32(env, g_bridge->enqueue(port, data, bytes), &result);
  return result;
}

napi_value Close(napi_env, napi_callback_info) {
  if (g_bridge == nullptr) return nullptr;
  g_bridge->close();
  forget();
  return nullptr;
}

void Export(napi_env env, napi_value exports, const char *name, napi_callback callback) {
  napi_value function = nullptr;
  napi_create_function(env, name, NAPI_AUTO_LENGTH, callback, nullptr, &function);
  napi_set_named_property(env, exports, name, function);
}

}  // namespace
}  // namespace flet_embed::bench

NAPI_MODULE_INIT() {
  using namespace flet_embed::bench;
  Export(env, exports, "open", Open);
  Export(env, exports, "enqueue", Enqueue);
  Export(env, exports, "close", Close);
  return exports;
}
