// «Wake me when it happens»: the one place that decides whether a wake-up is needed. Standard library only (rule 9).
//
// A sleeper announces what it waits for, then looks once more, then sleeps. A ringer changes the world, then looks
// whether anybody has announced. Without a total order both could miss: the sleeper's announcement and the ringer's
// change may each still be on their way when the other looks. So all four steps are sequentially consistent operations
// on atomics:
//
//   sleeper:  announce()  ; read the condition        ringer:  change the condition ; claim()
//
// At least one of them sees the other. Bare fences would do the same, but ThreadSanitizer does not know them. (The
// changes are Ring::publish, Ring::take and the channel's state word; all seq_cst for this reason.)
//
// claim() hands every announcement to exactly one ringer, which coalesces rings: after the first message nobody rings
// again until the sleeper announces anew.
#pragma once

#include <atomic>
#include <cstdint>

namespace flet_embed {

class Doorbell {
 public:
  // Sleeper: «ring for these». Look at the condition afterwards.
  void announce(uint32_t wants) { wants_.fetch_or(wants, std::memory_order_seq_cst); }

  // Sleeper: «no longer». Harmless if a ringer was faster: that ring is a spurious one.
  void withdraw(uint32_t wants) { wants_.fetch_and(~wants, std::memory_order_seq_cst); }

  // Ringer, after the change: which of `happened` the sleeper waits for. Non-zero: the caller must ring.
  [[nodiscard]] uint32_t claim(uint32_t happened) {
    if ((wants_.load(std::memory_order_seq_cst) & happened) == 0) return 0;
    return wants_.fetch_and(~happened, std::memory_order_seq_cst) & happened;
  }

 private:
  alignas(64) std::atomic<uint32_t> wants_{0};
};

}  // namespace flet_embed
