// When the newest messages of a channel passed the places on their way. Costs one look at a null pointer per message
// until somebody asks for it, then a few readings of the clock. Includes nothing but the standard library (rule 9).
#pragma once

#include <array>
#include <atomic>
#include <chrono>
#include <cstdint>

namespace flet_embed {

[[nodiscard]] inline uint64_t clock_ns() {
  const auto now = std::chrono::steady_clock::now().time_since_epoch();
  return static_cast<uint64_t>(std::chrono::duration_cast<std::chrono::nanoseconds>(now).count());
}

// In nanoseconds of clock_ns().
struct MessageTimes {
  uint64_t pushed;  // the sender has it in the queue
  uint64_t woken;   // the consumer's thread came out of its last wait; earlier than `pushed`: it was awake
  uint64_t ready;   // and could use what it had waited for: Python's thread has the GIL
  uint64_t taken;   // the consumer has it
};

// One direction. Rows are overwritten by the message that comes kRows later. Threads: the producer calls pushed(), the
// consumer taken(), any one thread read().
class DirectionTimings {
 public:
  static constexpr uint64_t kRows = 4096;

  // Before the message is published: whoever takes it finds its row.
  void pushed(uint64_t number) {
    Row &row = rows_[number % kRows];
    row.mark.store(kWriting);  // read() sees what it reads change
    row.taken.store(0);
    row.pushed.store(clock_ns());
    row.mark.store(number);
  }

  void taken(uint64_t number, uint64_t woken, uint64_t ready) {
    Row &row = rows_[number % kRows];
    if (row.mark.load() != number) return;  // recording began after it was pushed, or its row is another's already
    row.woken.store(woken);
    row.ready.store(ready);
    row.taken.store(clock_ns());
  }

  enum class Found { kNothing, kOnItsWay, kAll };

  // kNothing: it was pushed while nobody recorded, or its row is another's.
  [[nodiscard]] Found read(uint64_t number, MessageTimes *times) const {
    const Row &row = rows_[number % kRows];
    if (row.mark.load() != number) return Found::kNothing;
    times->taken = row.taken.load();
    times->pushed = row.pushed.load();
    times->woken = row.woken.load();
    times->ready = row.ready.load();
    if (row.mark.load() != number) return Found::kNothing;
    return times->taken == 0 ? Found::kOnItsWay : Found::kAll;
  }

 private:
  // Sequentially consistent: what read() relies on, and what ThreadSanitizer can follow.
  static constexpr uint64_t kWriting = UINT64_MAX;
  struct Row {
    std::atomic<uint64_t> mark{kWriting};
    std::atomic<uint64_t> pushed{0};
    std::atomic<uint64_t> woken{0};
    std::atomic<uint64_t> ready{0};
    std::atomic<uint64_t> taken{0};
  };
  std::array<Row, kRows> rows_;
};

struct Timings {
  std::atomic<bool> on{false};
  DirectionTimings to_python;
  DirectionTimings to_host;
};

// How many channels record. Waits read the clock only while there is one.
inline std::atomic<uint32_t> recording_channels{0};
[[nodiscard]] inline bool is_recording() { return recording_channels.load(std::memory_order_relaxed) != 0; }

// The last time that a thread of Python came out of a wait of ours. Written and read with the GIL held.
struct PythonWake {
  std::atomic<uint64_t> woken{0};
  std::atomic<uint64_t> ready{0};
};
inline PythonWake python_wake;

// Stands around one wait of a Python thread: woken() without the GIL, ready() with it.
class WakeStamp {
 public:
  void woken() {
    if (is_recording()) at_ = clock_ns();
  }
  void ready() const {
    if (at_ == 0) return;
    python_wake.woken.store(at_, std::memory_order_relaxed);
    python_wake.ready.store(clock_ns(), std::memory_order_relaxed);
  }

 private:
  uint64_t at_ = 0;
};

}  // namespace flet_embed
