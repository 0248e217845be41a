// The ways in which a thread can sleep until it is woken: the product's own two, and none at all.
//
// prepare() before looking at the condition, sleep(what prepare() gave) after it; wake() from any thread.
#pragma once

#include <atomic>
#include <cstdint>
#include <cstdlib>

#include "event_descriptor.h"
#include "loop_wait.h"
#include "wait_word.h"

#ifdef __linux__
#include <sys/epoll.h>
#include <unistd.h>
#endif

namespace flet_embed::bench {

// What a Python thread sleeps on in `receive_sync`.
class FutexSleeper {
 public:
  [[nodiscard]] uint32_t prepare() const { return word_.read(); }
  void sleep(uint32_t seen) { word_.wait(seen, -1); }
  void wake() { word_.wake_all(); }

 private:
  WaitWord word_;
};

#ifdef __linux__
// What an asyncio loop sleeps on: an eventfd in an epoll set, edge-triggered and never read.
class EventSleeper {
 public:
  EventSleeper() : selector_(epoll_create1(EPOLL_CLOEXEC)), descriptor_(event_descriptor_create()) {
    if (selector_ < 0 || descriptor_.read < 0 || !loop_wait_join(selector_, descriptor_.read)) std::abort();
  }
  ~EventSleeper() {
    close(selector_);
    close(descriptor_.read);
  }
  EventSleeper(const EventSleeper &) = delete;
  EventSleeper &operator=(const EventSleeper &) = delete;

  [[nodiscard]] uint32_t prepare() const { return 0; }
  void sleep(uint32_t) { static_cast<void>(loop_wait(selector_, descriptor_.read, -1)); }
  void wake() { event_descriptor_signal(descriptor_); }

 private:
  int selector_;
  EventDescriptor descriptor_;
};
#endif

// Looks again and again. Two of these need two cores.
class SpinSleeper {
 public:
  [[nodiscard]] uint32_t prepare() const { return 0; }
  void sleep(uint32_t) {}
  void wake() {}
};

}  // namespace flet_embed::bench
