// Wakes one event loop of Python. The bell itself never dies: it goes back into a pool and is used again, so that a
// ring that comes late wakes a stranger once for nothing instead of touching freed memory.
//
// ring(): any thread, never blocks. All else: the loop's thread.
#pragma once

#include <atomic>
#include <cstdint>

#include "event_descriptor.h"
#include "wait_word.h"

namespace flet_embed {

class Bell {
 public:
  [[nodiscard]] static Bell *acquire();
  static void give_back(Bell *bell);

  // «I am about to sleep»: look at every condition afterwards (doorbell.h has the reason).
  void prepare_to_sleep() { sleeping_.store(true, std::memory_order_seq_cst); }
  void awake() { sleeping_.store(false, std::memory_order_relaxed); }

  void ring() {
    rung_.store(true, std::memory_order_seq_cst);
    if (sleeping_.load(std::memory_order_seq_cst) && sleeping_.exchange(false, std::memory_order_seq_cst)) wake();
  }

  // True once per run of rings; busy polling looks at it.
  [[nodiscard]] bool peek_rung() const { return rung_.load(std::memory_order_seq_cst); }
  void clear_rung() { rung_.store(false, std::memory_order_seq_cst); }

  [[nodiscard]] const EventDescriptor &descriptor();
  // A thread that waits without a descriptor sleeps on this.
  [[nodiscard]] WaitWord &word() {
    uses_word_.store(true, std::memory_order_seq_cst);
    return word_;
  }

 private:
  void wake();

  std::atomic<bool> sleeping_{false};
  std::atomic<bool> rung_{false};
  // Created on first use, then kept for good. Atomic since wake() reads it on other threads.
  std::atomic<bool> has_descriptor_{false};
  EventDescriptor descriptor_;
  std::atomic<bool> uses_word_{false};
  WaitWord word_;
  Bell *next_free_ = nullptr;
};

// Rings every bell in use, and wakes every Python thread that waits inside the core: something other than a message is
// up (a stop, the end of the process, garbage).
void ring_all_bells();

}  // namespace flet_embed
