// A number that threads can sleep on until it changes. Linux: a futex; elsewhere a mutex and a condition.
#pragma once

#include <atomic>
#include <cstdint>

namespace flet_embed {

class WaitWord {
 public:
  // Read before looking at the condition; give it to wait().
  [[nodiscard]] uint32_t read() const { return value_.load(std::memory_order_seq_cst); }

  // Sleeps until the number is no longer `seen`, or until `timeout_ns` have passed (negative: no limit). May return
  // early.
  void wait(uint32_t seen, int64_t timeout_ns);

  // Any thread.
  void wake_all();

 private:
  std::atomic<uint32_t> value_{0};
};

}  // namespace flet_embed
