// For systems without a public futex (macOS, Windows). Not run on either so far.
#include <chrono>
#include <condition_variable>
#include <mutex>

#include "wait_word.h"

namespace flet_embed {
namespace {

// One lock for all words: sleeping and waking are rare next to sending. Leaked on purpose: threads may sleep at exit.
struct Lot {
  std::mutex mutex;
  std::condition_variable changed;
};

Lot &lot() {
  static Lot &instance = *new Lot;
  return instance;
}

}  // namespace

void WaitWord::wait(uint32_t seen, int64_t timeout_ns) {
  std::unique_lock<std::mutex> lock(lot().mutex);
  const auto differs = [&] { return value_.load(std::memory_order_seq_cst) != seen; };
  if (timeout_ns < 0) {
    lot().changed.wait(lock, differs);
  } else {
    lot().changed.wait_for(lock, std::chrono::nanoseconds(timeout_ns), differs);
  }
}

void WaitWord::wake_all() {
  {
    std::lock_guard<std::mutex> lock(lot().mutex);
    value_.fetch_add(1, std::memory_order_seq_cst);
  }
  lot().changed.notify_all();
}

}  // namespace flet_embed
