// A host: one event loop outside Python, its pending events, and the bell that wakes it.
//
// post() and post_runtime(): any thread. All else: the host's own thread.
#pragma once

#include <atomic>
#include <cstdint>
#include <mutex>
#include <vector>

#include "flet_embed.h"

namespace flet_embed {

class Channel;

class Host {
 public:
  explicit Host(const fe_host_options &options) : ring_(options.ring), context_(options.context) {}

  uint64_t id = 0;

  void retain() { references_.fetch_add(1, std::memory_order_relaxed); }
  void release() {
    if (references_.fetch_sub(1, std::memory_order_acq_rel) == 1) delete this;
  }

  // Something happened on a channel of this host; `bits` are FE_EVENT_*.
  void post(Channel *channel, uint32_t bits);
  void post_runtime();

  size_t poll(fe_event *events, size_t capacity);
  // When that was called last, of clock_ns(); kept while a channel records its times.
  [[nodiscard]] uint64_t polled_at() const { return polled_at_; }

  // After this the ring callback is not called again (L5); waits for one that is under way, never for Python.
  void silence();

  // Channels of this host, in the order of their opening.
  std::vector<Channel *> channels;

 private:
  ~Host() = default;
  void ring();

  std::atomic<uint32_t> references_{1};
  std::atomic<bool> rung_{false};
  std::atomic<bool> runtime_event_{false};
  std::atomic<Channel *> ready_{nullptr};
  std::vector<Channel *> polled_;  // taken from ready_, not yet reported; oldest last
  std::mutex ring_mutex_;
  bool silent_ = false;
  uint64_t polled_at_ = 0;
  void (*const ring_)(void *);
  void *const context_;
};

// The host's thread; null: no such host.
[[nodiscard]] Host *find_host(uint64_t id);

}  // namespace flet_embed
