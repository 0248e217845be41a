// A bounded queue of messages between one producer and one consumer. Includes nothing but the standard library (rule
// 9), so that it can be tested under ThreadSanitizer on its own.
//
//        taken          received            pushed
//          |               |                  |
//   ...free|  held by the  |  in the queue    |free...
//          |  consumer     |                  |
//
// A message occupies its place from publish() until take(): the bounds count pushed - taken, so a consumer that has
// received a batch but not yet used it still holds the producer back. Because of that, a slot's inline bytes stay valid
// until take().
//
// Threads: push side (has_room, back, publish) producer only; receive side (available, at, receive, take) consumer
// only. On Python's side «one thread» means «whoever holds the GIL».
#pragma once

#include <atomic>
#include <cstddef>
#include <cstdint>
#include <cstdlib>

namespace flet_embed {

struct Slot {
  static constexpr size_t kInlineBytes = 104;
  uint64_t bytes;
  void *owner;  // null: the message is in `data`; else the owner of its memory, this slot's until received
  uint32_t flags;
  uint32_t reserved;
  uint8_t data[kInlineBytes];
};
static_assert(sizeof(Slot) == 128, "a slot is two cache lines");

class Ring {
 public:
  static constexpr uint32_t kMaxCapacity = 1u << 20;

  Ring() = default;
  ~Ring() { std::free(slots_); }
  Ring(const Ring &) = delete;
  Ring &operator=(const Ring &) = delete;

  // Before any other call; false: no memory. The pages of unused slots cost nothing, since calloc maps them untouched.
  [[nodiscard]] bool init(uint32_t capacity, uint64_t high_water_mark) {
    uint64_t slots = 1;
    while (slots < capacity) slots <<= 1;
    slots_ = static_cast<Slot *>(std::calloc(slots, sizeof(Slot)));
    mask_ = slots - 1;
    capacity_ = capacity;
    high_water_mark_ = high_water_mark;
    return slots_ != nullptr;
  }

  // ---- producer

  // True when a message of `bytes` may be published now. One larger than the mark is admitted when the queue is empty.
  [[nodiscard]] bool has_room(uint64_t bytes) {
    if (fits(bytes)) return true;
    // taken_ before taken_bytes_: the consumer stores them the other way round, so bytes are never older than the
    // count.
    cached_taken_ = taken_.load(std::memory_order_seq_cst);
    cached_taken_bytes_ = taken_bytes_.load(std::memory_order_acquire);
    return fits(bytes);
  }

  // The slot to fill; only after has_room().
  [[nodiscard]] Slot &back() { return slots_[pushed_.load(std::memory_order_relaxed) & mask_]; }

  // seq_cst: the first half of the doorbell's promise (doorbell.h).
  void publish(uint64_t bytes) {
    pushed_bytes_.store(pushed_bytes_.load(std::memory_order_relaxed) + bytes, std::memory_order_relaxed);
    pushed_.store(pushed_.load(std::memory_order_relaxed) + 1, std::memory_order_seq_cst);
  }

  // ---- consumer

  // Messages that can be received now.
  [[nodiscard]] uint64_t available() {
    if (cached_pushed_ == received_) cached_pushed_ = pushed_.load(std::memory_order_seq_cst);
    return cached_pushed_ - received_;
  }

  // The `index`-th message not yet received; index < available().
  [[nodiscard]] Slot &at(uint64_t index) { return slots_[(received_ + index) & mask_]; }

  void receive(uint64_t count) { received_ += count; }

  // Messages received so far: the number of the next one.
  [[nodiscard]] uint64_t received() const { return received_; }

  // Frees the places of the `count` oldest received messages; returns how many that were.
  uint64_t take(uint64_t count) {
    const uint64_t taken = taken_.load(std::memory_order_relaxed);
    if (count > received_ - taken) count = received_ - taken;
    uint64_t bytes = taken_bytes_.load(std::memory_order_relaxed);
    for (uint64_t i = 0; i < count; ++i) bytes += slots_[(taken + i) & mask_].bytes;
    taken_bytes_.store(bytes, std::memory_order_release);
    taken_.store(taken + count, std::memory_order_seq_cst);
    return count;
  }

  // ---- any thread; each a moment's truth

  [[nodiscard]] uint64_t pushed() const { return pushed_.load(std::memory_order_seq_cst); }
  [[nodiscard]] uint64_t pushed_bytes() const { return pushed_bytes_.load(std::memory_order_relaxed); }
  [[nodiscard]] uint64_t taken() const { return taken_.load(std::memory_order_seq_cst); }

 private:
  [[nodiscard]] bool fits(uint64_t bytes) const {
    const uint64_t messages = pushed_.load(std::memory_order_relaxed) - cached_taken_;
    if (messages >= capacity_) return false;
    if (messages == 0) return true;
    const uint64_t held = pushed_bytes_.load(std::memory_order_relaxed) - cached_taken_bytes_;
    return held <= high_water_mark_ && bytes <= high_water_mark_ - held;
  }

  // Written once by init().
  Slot *slots_ = nullptr;
  uint64_t mask_ = 0;
  uint64_t capacity_ = 0;
  uint64_t high_water_mark_ = 0;

  // The producer's cache line: its indices and its copy of the consumer's.
  alignas(64) std::atomic<uint64_t> pushed_{0};
  std::atomic<uint64_t> pushed_bytes_{0};
  uint64_t cached_taken_ = 0;
  uint64_t cached_taken_bytes_ = 0;

  // The consumer's.
  alignas(64) std::atomic<uint64_t> taken_{0};
  std::atomic<uint64_t> taken_bytes_{0};
  uint64_t received_ = 0;
  uint64_t cached_pushed_ = 0;
};

}  // namespace flet_embed
