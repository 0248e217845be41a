#include <linux/futex.h>
#include <sys/syscall.h>
#include <time.h>
#include <unistd.h>

#include <climits>

#include "wait_word.h"

namespace flet_embed {

static_assert(sizeof(std::atomic<uint32_t>) == 4, "a futex is four bytes");

void WaitWord::wait(uint32_t seen, int64_t timeout_ns) {
  timespec limit{};
  if (timeout_ns >= 0) {
    limit.tv_sec = static_cast<time_t>(timeout_ns / 1000000000);
    limit.tv_nsec = static_cast<long>(timeout_ns % 1000000000);
  }
  syscall(SYS_futex, reinterpret_cast<uint32_t *>(&value_), FUTEX_WAIT_PRIVATE, seen,
          timeout_ns >= 0 ? &limit : nullptr, nullptr, 0);
}

void WaitWord::wake_all() {
  value_.fetch_add(1, std::memory_order_seq_cst);
  syscall(SYS_futex, reinterpret_cast<uint32_t *>(&value_), FUTEX_WAKE_PRIVATE, INT_MAX, nullptr, nullptr, 0);
}

}  // namespace flet_embed
