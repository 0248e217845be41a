#include "bell.h"

#include <mutex>
#include <vector>

namespace flet_embed {
namespace {

// Leaked: bells outlive everything.
struct Pool {
  std::mutex mutex;
  std::vector<Bell *> all;
  Bell *free = nullptr;
};

Pool &pool() {
  static Pool &instance = *new Pool;
  return instance;
}

}  // namespace

Bell *Bell::acquire() {
  std::lock_guard<std::mutex> lock(pool().mutex);
  if (Bell *bell = pool().free) {
    pool().free = bell->next_free_;
    bell->clear_rung();
    return bell;
  }
  Bell *bell = new Bell;
  pool().all.push_back(bell);
  return bell;
}

void Bell::give_back(Bell *bell) {
  bell->awake();
  bell->uses_word_.store(false, std::memory_order_relaxed);
  std::lock_guard<std::mutex> lock(pool().mutex);
  bell->next_free_ = pool().free;
  pool().free = bell;
}

const EventDescriptor &Bell::descriptor() {
  if (!has_descriptor_.load(std::memory_order_relaxed)) {
    descriptor_ = event_descriptor_create();
    has_descriptor_.store(descriptor_.read >= 0, std::memory_order_release);
  }
  return descriptor_;
}

void Bell::wake() {
  if (has_descriptor_.load(std::memory_order_acquire)) event_descriptor_signal(descriptor_);
  if (uses_word_.load(std::memory_order_seq_cst)) word_.wake_all();
}

void ring_all_bells() {
  std::lock_guard<std::mutex> lock(pool().mutex);
  for (Bell *bell : pool().all) bell->ring();
}

}  // namespace flet_embed
