// What a send costs the host's thread when no Python is there: a C++ thread takes the messages, another one burns CPU.
#include <atomic>
#include <cstdint>
#include <thread>

#include "floor_addon.h"
#include "line.h"
#include "sleepers.h"

namespace flet_embed::bench {
namespace {

class Sink {
 public:
  Sink()
      : taking_([this] { take(); }), burning_([this] {
          while (!stop_.load(std::memory_order_relaxed)) {
          }
        }) {}

  [[nodiscard]] bool send(const void *data, size_t bytes) { return line_.send(data, bytes); }

  uint64_t close() {
    stop_.store(true, std::memory_order_seq_cst);
    line_.sleeper().wake();
    taking_.join();
    burning_.join();
    return taken_;
  }

 private:
  void take() {
    uint8_t message[Slot::kInlineBytes];
    for (;;) {
      while (line_.take(message)) ++taken_;
      const uint32_t seen = line_.sleeper().prepare();
      // What was sent before the stop is taken: the look at the ring comes after the look at the flag.
      const bool stopping = stop_.load(std::memory_order_seq_cst);
      if (line_.arm()) continue;
      if (stopping) return;
      line_.sleeper().sleep(seen);
    }
  }

  std::atomic<bool> stop_{false};
  Line<FutexSleeper> line_;
  uint64_t taken_ = 0;
  std::thread taking_;
  std::thread burning_;
};

Sink *g_sink = nullptr;

}  // namespace

napi_value SinkOpen(napi_env env, napi_callback_info) {
  if (g_sink != nullptr) {
    napi_throw_error(env, nullptr, "Expected no open sink");
    return nullptr;
  }
  g_sink = new Sink;
  return nullptr;
}

napi_value SinkSend(napi_env env, napi_callback_info info) {
  napi_value value = nullptr;
  napi_value result = nullptr;
  size_t arguments = 1;
  napi_typedarray_type type = napi_int8_array;
  void *data = nullptr;
  size_t bytes = 0;
  napi_get_cb_info(env, info, &arguments, &value, nullptr, nullptr);
  if (g_sink == nullptr || napi_get_typedarray_info(env, value, &type, &bytes, &data, nullptr, nullptr) != napi_ok ||
      type != napi_uint8_array || bytes > Slot::kInlineBytes) {
    napi_throw_type_error(env, nullptr, "Expected an open sink and a Uint8Array of at most 104 bytes");
    return nullptr;
  }
  napi_get_boolean(env, g_sink->send(data, bytes), &result);
  return result;
}

napi_value SinkClose(napi_env env, napi_callback_info) {
  napi_value result = nullptr;
  if (g_sink == nullptr) return nullptr;
  napi_create_double(env, static_cast<double>(g_sink->close()), &result);
  delete g_sink;
  g_sink = nullptr;
  return result;
}

}  // namespace flet_embed::bench
