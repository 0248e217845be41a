// The floor itself: Node's event loop and a C++ thread hand a message to and fro through rings, with the doorbells that
// the product uses: uv_async_t towards the loop; a futex or an eventfd with epoll towards the thread. No JavaScript in
// between.
#include <atomic>
#include <cstdlib>
#include <cstring>
#include <string>
#include <thread>
#include <vector>

#include "floor_addon.h"
#include "line.h"
#include "nanoseconds.h"
#include "sleepers.h"
#include "uv_abi.h"

namespace flet_embed::bench {
namespace {

// Wakes the event loop; the loop «sleeps» by returning from its callback.
struct LoopSleeper {
  void wake() {
    std::atomic_thread_fence(std::memory_order_seq_cst);  // as in native/node/host_bell.cc
    uv_async_send(async);
  }
  uv_async_s *async = nullptr;
};

uv_handle_s *handle_of(uv_async_s *async) { return reinterpret_cast<uv_handle_s *>(async); }

class Echo {
 public:
  virtual ~Echo() {
    napi_delete_reference(env, done);
    std::free(back.sleeper().async);
  }

  [[nodiscard]] bool open() {
    uv_loop_s *loop = nullptr;
    auto *async = static_cast<uv_async_s *>(std::calloc(1, uv_handle_size(kUvAsync)));
    if (async == nullptr || napi_get_uv_event_loop(env, &loop) != napi_ok) std::abort();
    if (uv_async_init(loop, async, [](uv_async_s *handle) {
          static_cast<Echo *>(uv_handle_get_data(handle_of(handle)))->rung();
        }) != 0) {
      return false;
    }
    uv_handle_set_data(handle_of(async), this);
    back.sleeper().async = async;
    samples.reserve(count);
    start_thread();
    if (back.arm()) std::abort();
    from = now_ns();
    send();
    return true;
  }

  napi_env env = nullptr;
  napi_ref done = nullptr;
  size_t bytes = 0;
  uint64_t warm_up = 0;
  uint64_t count = 0;

 protected:
  virtual void start_thread() = 0;
  virtual void send() = 0;

  Line<LoopSleeper> back;
  uint8_t message[Slot::kInlineBytes] = {};
  std::thread thread;

 private:
  void rung() {
    std::atomic_thread_fence(std::memory_order_seq_cst);  // as in native/node/host_bell.cc
    do {
      while (back.take(message)) {
        const uint64_t to = now_ns();
        if (trips++ >= warm_up) samples.push_back(sample_ns(from, to));
        if (trips == warm_up + count) return finish();
        from = now_ns();
        send();
      }
    } while (back.arm());
  }

  void finish() {
    thread.join();
    uv_close(handle_of(back.sleeper().async), [](uv_handle_s *handle) {
      auto *echo = static_cast<Echo *>(uv_handle_get_data(handle));
      echo->report();
      delete echo;
    });
  }

  void report() {
    napi_handle_scope scope = nullptr;
    napi_open_handle_scope(env, &scope);
    void *data = nullptr;
    napi_value buffer = nullptr;
    napi_value array = nullptr;
    napi_value callback = nullptr;
    napi_value receiver = nullptr;
    napi_create_arraybuffer(env, samples.size() * sizeof(uint32_t), &data, &buffer);
    std::memcpy(data, samples.data(), samples.size() * sizeof(uint32_t));
    napi_create_typedarray(env, napi_uint32_array, samples.size(), buffer, 0, &array);
    napi_get_reference_value(env, done, &callback);
    napi_get_global(env, &receiver);
    napi_make_callback(env, nullptr, receiver, callback, 1, &array, nullptr);
    napi_close_handle_scope(env, scope);
  }

  std::vector<uint32_t> samples;
  uint64_t trips = 0;
  uint64_t from = 0;
};

template <class Sleeper>
class EchoWith final : public Echo {
 protected:
  void start_thread() override {
    thread = std::thread([this] {
      uint8_t received[Slot::kInlineBytes];
      for (uint64_t i = 0; i < warm_up + count; ++i) {
        there_.receive(received);
        if (!back.send(received, bytes)) std::abort();
      }
    });
  }
  void send() override {
    if (!there_.send(message, bytes)) std::abort();
  }

 private:
  Line<Sleeper> there_;
};

Echo *make_echo(const std::string &sleeper) {
  if (sleeper == "futex") return new EchoWith<FutexSleeper>;
#ifdef __linux__
  if (sleeper == "eventfd") return new EchoWith<EventSleeper>;
#endif
  return nullptr;
}

}  // namespace

napi_value RoundTrips(napi_env env, napi_callback_info info) {
  napi_value values[5];
  size_t arguments = 5;
  char sleeper[16] = {};
  uint32_t bytes = 0;
  uint32_t warm_up = 0;
  uint32_t count = 0;
  napi_get_cb_info(env, info, &arguments, values, nullptr, nullptr);
  Echo *echo = nullptr;
  if (napi_get_value_string_utf8(env, values[0], sleeper, sizeof sleeper, nullptr) == napi_ok &&
      napi_get_value_uint32(env, values[1], &bytes) == napi_ok && bytes <= Slot::kInlineBytes &&
      napi_get_value_uint32(env, values[2], &warm_up) == napi_ok &&
      napi_get_value_uint32(env, values[3], &count) == napi_ok) {
    echo = make_echo(sleeper);
  }
  if (echo == nullptr) {
    napi_throw_type_error(env, nullptr, "Expected (futex or eventfd, at most 104 bytes, warm-up, count, callback)");
    return nullptr;
  }
  echo->env = env;
  echo->bytes = bytes;
  echo->warm_up = warm_up;
  echo->count = count;
  napi_create_reference(env, values[4], 1, &echo->done);
  if (!echo->open()) {
    delete echo;
    napi_throw_error(env, nullptr, "The event loop takes no more handles");
  }
  return nullptr;
}

}  // namespace flet_embed::bench
