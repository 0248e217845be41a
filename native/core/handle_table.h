// Integer handles for objects: a slot number and a serial number in one, so that a stale handle finds nothing.
#pragma once

#include <atomic>
#include <cstdint>
#include <mutex>

namespace flet_embed {

// T has a member `uint64_t id`. Constant-initialised and trivially destroyed: safe at every moment of the process's
// life.
template <typename T, uint32_t Slots>
class HandleTable {
 public:
  // Gives `object` an id; false: the table is full. Any thread.
  [[nodiscard]] bool add(T *object) {
    std::lock_guard<std::mutex> lock(mutex_);
    for (uint32_t tried = 0; tried < Slots; ++tried) {
      const uint32_t slot = (next_ + tried) % Slots;
      if (slots_[slot].load(std::memory_order_relaxed) != nullptr) continue;
      next_ = slot + 1;
      object->id = ++serial_ * Slots + slot;
      slots_[slot].store(object, std::memory_order_release);
      return true;
    }
    return false;
  }

  void remove(T *object) { slots_[object->id % Slots].store(nullptr, std::memory_order_release); }

  // On the thread that may use the object (flet_embed.h).
  [[nodiscard]] T *find(uint64_t id) const {
    T *object = slots_[id % Slots].load(std::memory_order_acquire);
    return object != nullptr && object->id == id ? object : nullptr;
  }

 private:
  std::mutex mutex_;
  uint32_t next_ = 0;
  uint64_t serial_ = 0;
  std::atomic<T *> slots_[Slots] = {};
};

}  // namespace flet_embed
