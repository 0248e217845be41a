// A channel: two rings, two doorbells, and one word that says who has opened, closed or destroyed what.
//
// Functions with `host_` belong to the host's thread, those with `python_` to whoever holds the GIL; the rest to any
// thread. This file knows no Python: what waits on Python's side hangs behind `bell` and `python_word`.
#pragma once

#include <atomic>
#include <cstdint>
#include <mutex>
#include <string>

#include "bell.h"
#include "block.h"
#include "doorbell.h"
#include "flet_embed.h"
#include "garbage.h"
#include "ring.h"
#include "timings.h"
#include "wait_word.h"

namespace flet_embed {

class Host;

struct ChannelOptions {
  static constexpr uint32_t kCapacity = 1024;
  static constexpr uint64_t kHighWaterMark = 16u << 20;
  static constexpr uint64_t kMaxMessageBytes = 256u << 20;
  uint32_t capacity = kCapacity;
  uint64_t high_water_mark = kHighWaterMark;
  uint64_t max_message_bytes = kMaxMessageBytes;
};

// What sleepers wait for (Doorbell::announce). Loop: ring the bell; Thread: wake the word.
enum : uint32_t {
  kWantReadableLoop = 1,
  kWantReadableThread = 2,
  kWantSpaceLoop = 4,
  kWantSpaceThread = 8,
  kWantStateLoop = 16,
  kWantStateThread = 32,
  kWantLoop = kWantReadableLoop | kWantSpaceLoop | kWantStateLoop,
  kWantThread = kWantReadableThread | kWantSpaceThread | kWantStateThread,
  // The host's doorbell uses FE_EVENT_READABLE and FE_EVENT_WRITABLE.
};

// Slot::flags
enum : uint32_t { kSlotTransferred = 1 };

class Channel : public Garbage {
 public:
  // References: one per open side, one per event in a host's queue, one in the registry while the name is taken.
  [[nodiscard]] static Channel *create(std::string name, int64_t port, const ChannelOptions &options);
  void retain() { references_.fetch_add(1, std::memory_order_relaxed); }
  void release();

  uint64_t id = 0;  // the host's handle
  const std::string name;
  const int64_t port;  // 0: not a bridge
  const ChannelOptions options;

  // ---- state, any thread
  [[nodiscard]] bool host_open() const { return has(kHostOpen); }
  [[nodiscard]] bool python_open() const { return has(kPythonOpen); }
  [[nodiscard]] bool host_closed() const { return has(kHostClosed); }
  [[nodiscard]] bool python_closed() const { return has(kPythonClosed); }
  [[nodiscard]] bool destroyed() const { return has(kDestroyed); }
  [[nodiscard]] bool both_closed() const { return (state() & kBothClosed) == kBothClosed; }
  [[nodiscard]] bool host_released() const { return has(kHostReleased); }
  [[nodiscard]] bool program_exited() const { return has(kProgramExited); }
  // After destroyed() was seen.
  [[nodiscard]] fe_status reason() const { return reason_; }
  [[nodiscard]] const std::string &reason_text() const { return reason_text_; }

  // ---- the sides
  [[nodiscard]] Host *host() const { return host_.load(std::memory_order_acquire); }  // null: not opened there yet
  void host_opened(Host *host);                                                       // under the registry's lock
  void python_opened();                                                               // under the registry's lock
  void host_close();
  void python_close();
  void destroy(fe_status reason, const std::string &text);
  // The program ended without opening this channel (true), or the next one begins (false).
  void set_program_exited(bool exited);
  void host_release();
  void python_release();

  // ---- host's thread
  [[nodiscard]] fe_status host_try_send(const void *data, size_t bytes);
  [[nodiscard]] fe_status host_try_send_block(Block *block, size_t bytes);
  size_t host_receive(fe_message *messages, size_t capacity);
  void host_taken(size_t count);
  [[nodiscard]] uint32_t host_arm(uint32_t bits, uint64_t want_bytes);
  [[nodiscard]] bool host_ended();
  [[nodiscard]] fe_status host_record_times(bool on);
  // The messages from number `first` on that have been taken and are still known; see fe_channel_times().
  size_t host_times(fe_direction direction, uint64_t first, fe_message_times *out, size_t capacity) const;

  // ---- Python's side, GIL held
  [[nodiscard]] fe_status python_can_send(uint64_t bytes);  // FE_OK, FE_FULL or why never
  void python_push_copy(const void *data, size_t bytes,
                        Block *prepared);              // after python_can_send(); prepared: may be null
  void python_push_block(Block *block, size_t bytes);  // takes the reference
  [[nodiscard]] Slot *python_front();                  // null: nothing now
  void python_pop();                                   // the front's place is free
  [[nodiscard]] bool python_ended();
  void count_python_wait() { sent_by_python_.waits.fetch_add(1, std::memory_order_relaxed); }

  // Sleepers of Python announce here, then look again, then sleep.
  Doorbell python_bell;
  WaitWord python_word;
  std::atomic<Bell *> loop_bell{nullptr};
  // Wakes whoever of `wants` has announced itself.
  void ring_python(uint32_t wants);

  void get_info(fe_channel_info *info);              // the host's thread
  void get_statistics(fe_channel_info *info) const;  // `sent` and `received` only; any thread

  // ---- Host's event queue (host.cc)
  std::atomic<uint32_t> host_bits{0};
  std::atomic<bool> host_queued{false};
  Channel *next_ready = nullptr;

  // Whatever Python's side keeps with the channel (python_end.h); GIL.
  void *python_end = nullptr;

 private:
  enum : uint32_t {
    kHostOpen = 1,
    kPythonOpen = 2,
    kHostClosed = 4,
    kPythonClosed = 8,
    kBothClosed = kHostClosed | kPythonClosed,
    kDestroyed = 16,
    kHostReleased = 32,
    kProgramExited = 64,
    kReasonTaken = 128,
  };
  struct Counters {
    std::atomic<uint64_t> rings{0};
    std::atomic<uint64_t> waits{0};
  };

  Channel(std::string name, int64_t port, const ChannelOptions &options);
  ~Channel();
  [[nodiscard]] uint32_t state() const { return state_.load(std::memory_order_seq_cst); }
  [[nodiscard]] bool has(uint32_t bit) const { return (state() & bit) != 0; }
  void state_changed();
  void ring_host(uint32_t bits);
  void closed_one_side(uint32_t now);
  void drop(Ring &ring);
  // Null while nobody records.
  [[nodiscard]] Timings *timings() const {
    Timings *timings = timings_.load(std::memory_order_acquire);
    return timings != nullptr && timings->on.load(std::memory_order_relaxed) ? timings : nullptr;
  }
  void publish(Ring &ring, uint64_t bytes);

  std::atomic<uint32_t> references_{1};
  std::atomic<uint32_t> state_{0};
  fe_status reason_ = FE_OK;
  std::string reason_text_;
  std::atomic<Host *> host_{nullptr};
  Ring to_python_;
  Ring to_host_;
  Doorbell host_bell_;
  Counters sent_by_host_;
  Counters sent_by_python_;
  // Made by the first fe_channel_record_times(), gone with the channel: Python's threads may be looking at it.
  std::atomic<Timings *> timings_{nullptr};
};

}  // namespace flet_embed
