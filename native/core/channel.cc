#include "channel.h"

#include <cstring>
#include <new>
#include <utility>

#include "channel_registry.h"
#include "host.h"

namespace flet_embed {

Channel::Channel(std::string name_, int64_t port_, const ChannelOptions &options_)
    : name(std::move(name_)), port(port_), options(options_) {
  dispose = [](Garbage *self) { delete static_cast<Channel *>(self); };
}

Channel::~Channel() {
  drop(to_python_);
  drop(to_host_);
  if (timings()) recording_channels.fetch_sub(1, std::memory_order_relaxed);
  delete timings_.load(std::memory_order_relaxed);
  if (Host *host = host_.load(std::memory_order_acquire)) host->release();
}

Channel *Channel::create(std::string name, int64_t port, const ChannelOptions &options) {
  Channel *channel = new (std::nothrow) Channel(std::move(name), port, options);
  if (channel == nullptr) return nullptr;
  if (!channel->to_python_.init(options.capacity, options.high_water_mark) ||
      !channel->to_host_.init(options.capacity, options.high_water_mark)) {
    delete channel;
    return nullptr;
  }
  return channel;
}

void Channel::release() {
  // Its rings are large: the reclaiming thread frees them (rule 1).
  if (references_.fetch_sub(1, std::memory_order_acq_rel) == 1) discard(this);
}

// ---- wake-ups

void Channel::ring_python(uint32_t wants) {
  const uint32_t claimed = python_bell.claim(wants);
  if (claimed == 0) return;
  sent_by_host_.rings.fetch_add(1, std::memory_order_relaxed);
  if (claimed & kWantLoop) {
    if (Bell *bell = loop_bell.load(std::memory_order_acquire)) bell->ring();
  }
  if (claimed & kWantThread) python_word.wake_all();
}

void Channel::ring_host(uint32_t bits) {
  const uint32_t claimed = host_bell_.claim(bits);
  if (claimed == 0) return;
  sent_by_python_.rings.fetch_add(1, std::memory_order_relaxed);
  if (Host *host = host_.load(std::memory_order_acquire)) host->post(this, claimed);
}

void Channel::state_changed() {
  ring_python(kWantLoop | kWantThread);
  Host *host = host_.load(std::memory_order_acquire);
  if (host != nullptr && !host_released()) {
    host->post(this, FE_EVENT_STATE | host_bell_.claim(FE_EVENT_READABLE | FE_EVENT_WRITABLE));
  }
}

// ---- opening and the end

void Channel::host_opened(Host *host) {
  host->retain();
  host_.store(host, std::memory_order_release);
  retain();
  state_.fetch_or(kHostOpen, std::memory_order_seq_cst);
}

void Channel::python_opened() {
  retain();
  state_.fetch_or(kPythonOpen, std::memory_order_seq_cst);
  state_.fetch_and(~static_cast<uint32_t>(kProgramExited), std::memory_order_seq_cst);
  state_changed();
}

void Channel::closed_one_side(uint32_t now) {
  const uint32_t before = state_.fetch_or(now, std::memory_order_seq_cst);
  if ((before & now) != 0) return;
  if (((before | now) & kBothClosed) == kBothClosed && (before & kDestroyed) == 0) registry_forget(this);
  state_changed();
}

void Channel::host_close() { closed_one_side(kHostClosed); }
void Channel::python_close() { closed_one_side(kPythonClosed); }

void Channel::destroy(fe_status reason, const std::string &text) {
  const uint32_t before = state_.fetch_or(kReasonTaken, std::memory_order_seq_cst);
  if ((before & (kReasonTaken | kDestroyed)) != 0) return;  // the first destroyer's reason holds
  reason_ = reason;
  reason_text_ = text;
  const uint32_t then = state_.fetch_or(kDestroyed, std::memory_order_seq_cst);
  if ((then & kBothClosed) != kBothClosed) registry_forget(this);
  state_changed();
}

void Channel::set_program_exited(bool exited) {
  if (!exited) {
    state_.fetch_and(~static_cast<uint32_t>(kProgramExited), std::memory_order_seq_cst);
    return;
  }
  if (python_open()) return;
  state_.fetch_or(kProgramExited, std::memory_order_seq_cst);
  state_changed();
}

void Channel::host_release() {
  const uint32_t before = state_.fetch_or(kHostReleased, std::memory_order_seq_cst);
  if ((before & kHostReleased) != 0) return;
  drop(to_host_);
  release();
}

void Channel::python_release() {
  drop(to_python_);
  loop_bell.store(nullptr, std::memory_order_release);
  release();
}

// Consumer of `ring`, or the last reference. The places stay taken: that is what «dropped» counts.
void Channel::drop(Ring &ring) {
  while (const uint64_t count = ring.available()) {
    for (uint64_t i = 0; i < count; ++i) {
      if (void *owner = ring.at(i).owner) block_release(static_cast<Block *>(owner));
    }
    ring.receive(count);
  }
}

void Channel::publish(Ring &ring, uint64_t bytes) {
  if (Timings *const times = timings()) {
    (&ring == &to_python_ ? times->to_python : times->to_host).pushed(ring.pushed());
  }
  ring.publish(bytes);
}

// ---- host's side

fe_status Channel::host_try_send(const void *data, size_t bytes) {
  const uint32_t now = state();
  if (now & kDestroyed) return FE_CHANNEL_DESTROYED;
  if (now & kHostClosed) return FE_CHANNEL_CLOSED;
  if (bytes > options.max_message_bytes) return FE_MESSAGE_TOO_LARGE;
  if (!to_python_.has_room(bytes)) {
    sent_by_host_.waits.fetch_add(1, std::memory_order_relaxed);
    return FE_FULL;
  }
  Slot &slot = to_python_.back();
  slot.bytes = bytes;
  slot.owner = nullptr;
  slot.flags = 0;
  if (bytes <= Slot::kInlineBytes) {
    if (bytes != 0) std::memcpy(slot.data, data, bytes);
  } else {
    Block *block = block_allocate(bytes);
    if (block == nullptr) return FE_OUT_OF_MEMORY;
    std::memcpy(block->data, data, bytes);
    slot.owner = block;
  }
  publish(to_python_, bytes);
  ring_python(kWantReadableLoop | kWantReadableThread);
  return FE_OK;
}

fe_status Channel::host_try_send_block(Block *block, size_t bytes) {
  const uint32_t now = state();
  if (now & kDestroyed) return FE_CHANNEL_DESTROYED;
  if (now & kHostClosed) return FE_CHANNEL_CLOSED;
  if (bytes > options.max_message_bytes) return FE_MESSAGE_TOO_LARGE;
  if (!to_python_.has_room(bytes)) {
    sent_by_host_.waits.fetch_add(1, std::memory_order_relaxed);
    return FE_FULL;
  }
  Slot &slot = to_python_.back();
  slot.bytes = bytes;
  slot.owner = block;
  slot.flags = kSlotTransferred;
  publish(to_python_, bytes);
  ring_python(kWantReadableLoop | kWantReadableThread);
  return FE_OK;
}

size_t Channel::host_receive(fe_message *messages, size_t capacity) {
  if (destroyed()) {
    drop(to_host_);
    return 0;
  }
  uint64_t count = to_host_.available();
  if (count > capacity) count = capacity;
  for (uint64_t i = 0; i < count; ++i) {
    const Slot &slot = to_host_.at(i);
    Block *block = static_cast<Block *>(slot.owner);
    messages[i] = {block != nullptr ? block->data : slot.data, static_cast<size_t>(slot.bytes), block,
                   (slot.flags & kSlotTransferred) != 0};
  }
  if (Timings *const times = timings(); times != nullptr && count != 0) {
    const uint64_t woken = host()->polled_at();
    for (uint64_t i = 0; i < count; ++i) times->to_host.taken(to_host_.received() + i, woken, woken);
  }
  to_host_.receive(count);
  return count;
}

void Channel::host_taken(size_t count) {
  if (to_host_.take(count) != 0) ring_python(kWantSpaceLoop | kWantSpaceThread);
}

bool Channel::host_ended() {
  // State before ring: what Python published before closing is then visible.
  const uint32_t now = state();
  return (now & kPythonClosed) != 0 && to_host_.available() == 0;
}

uint32_t Channel::host_arm(uint32_t bits, uint64_t want_bytes) {
  host_bell_.announce(bits);
  uint32_t holds = 0;
  const uint32_t now = state();
  if (now & kDestroyed) holds |= FE_EVENT_READABLE;
  if (now & (kDestroyed | kHostClosed)) holds |= FE_EVENT_WRITABLE;
  if ((now & kPythonClosed) || to_host_.available() != 0) holds |= FE_EVENT_READABLE;
  if ((bits & FE_EVENT_WRITABLE) && to_python_.has_room(want_bytes)) holds |= FE_EVENT_WRITABLE;
  holds &= bits;
  if (holds != 0) host_bell_.withdraw(holds);
  return holds;
}

// ---- Python's side

fe_status Channel::python_can_send(uint64_t bytes) {
  const uint32_t now = state();
  if (now & kDestroyed) return FE_CHANNEL_DESTROYED;
  if (now & kPythonClosed) return FE_CHANNEL_CLOSED;
  if (bytes > options.max_message_bytes) return FE_MESSAGE_TOO_LARGE;
  return to_host_.has_room(bytes) ? FE_OK : FE_FULL;
}

void Channel::python_push_copy(const void *data, size_t bytes, Block *prepared) {
  Slot &slot = to_host_.back();
  slot.bytes = bytes;
  slot.owner = prepared;
  slot.flags = 0;
  if (prepared == nullptr && bytes != 0) std::memcpy(slot.data, data, bytes);
  publish(to_host_, bytes);
  ring_host(FE_EVENT_READABLE);
}

void Channel::python_push_block(Block *block, size_t bytes) {
  Slot &slot = to_host_.back();
  slot.bytes = bytes;
  slot.owner = block;
  slot.flags = kSlotTransferred;
  publish(to_host_, bytes);
  ring_host(FE_EVENT_READABLE);
}

Slot *Channel::python_front() {
  if (destroyed()) {
    drop(to_python_);
    return nullptr;
  }
  return to_python_.available() != 0 ? &to_python_.at(0) : nullptr;
}

void Channel::python_pop() {
  if (Timings *const times = timings()) {
    times->to_python.taken(to_python_.received(), python_wake.woken.load(std::memory_order_relaxed),
                           python_wake.ready.load(std::memory_order_relaxed));
  }
  to_python_.receive(1);
  to_python_.take(1);
  ring_host(FE_EVENT_WRITABLE);
}

bool Channel::python_ended() {
  const uint32_t now = state();
  return (now & kHostClosed) != 0 && to_python_.available() == 0;
}

// ---- times

fe_status Channel::host_record_times(bool on) {
  Timings *times = timings_.load(std::memory_order_relaxed);
  if (times == nullptr) {
    if (!on) return FE_OK;
    times = new (std::nothrow) Timings;
    if (times == nullptr) return FE_OUT_OF_MEMORY;
    timings_.store(times, std::memory_order_release);
  }
  if (times->on.exchange(on, std::memory_order_relaxed) == on) return FE_OK;
  if (on) {
    recording_channels.fetch_add(1, std::memory_order_relaxed);
  } else {
    recording_channels.fetch_sub(1, std::memory_order_relaxed);
  }
  return FE_OK;
}

size_t Channel::host_times(fe_direction direction, uint64_t first, fe_message_times *out, size_t capacity) const {
  const Timings *const times = timings_.load(std::memory_order_relaxed);
  if (times == nullptr) return 0;
  const bool towards_python = direction == FE_TO_PYTHON;
  const DirectionTimings &rows = towards_python ? times->to_python : times->to_host;
  const uint64_t pushed = (towards_python ? to_python_ : to_host_).pushed();
  if (pushed > first + DirectionTimings::kRows) first = pushed - DirectionTimings::kRows;
  size_t count = 0;
  MessageTimes row{};
  for (uint64_t number = first; number < pushed && count < capacity; ++number) {
    const DirectionTimings::Found found = rows.read(number, &row);
    if (found == DirectionTimings::Found::kOnItsWay) break;  // they are taken in order
    if (found == DirectionTimings::Found::kAll) out[count++] = {number, row.pushed, row.woken, row.ready, row.taken};
  }
  return count;
}

void Channel::get_info(fe_channel_info *info) {
  const uint32_t now = state();
  info->peer_open = (now & kPythonOpen) != 0;
  info->self_closed = (now & kHostClosed) != 0;
  info->peer_closed = (now & kPythonClosed) != 0;
  info->destroyed = (now & kDestroyed) != 0;
  info->ended = !info->destroyed && host_ended();
  info->reason = info->destroyed ? reason_ : (now & kProgramExited) ? FE_PROGRAM_EXITED : FE_OK;
  info->capacity = options.capacity;
  info->high_water_mark = options.high_water_mark;
  info->max_message_bytes = options.max_message_bytes;
  get_statistics(info);
}

void Channel::get_statistics(fe_channel_info *info) const {
  const bool dead = destroyed();
  const auto fill = [&](fe_direction_statistics &out, const Ring &ring, const Counters &counters) {
    out.messages = ring.pushed();
    out.bytes = ring.pushed_bytes();
    out.rings = counters.rings.load(std::memory_order_relaxed);
    out.waits = counters.waits.load(std::memory_order_relaxed);
    out.dropped = dead ? ring.pushed() - ring.taken() : 0;
  };
  fill(info->sent, to_python_, sent_by_host_);
  fill(info->received, to_host_, sent_by_python_);
}

}  // namespace flet_embed
