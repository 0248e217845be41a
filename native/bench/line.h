// One direction between two threads: the product's ring and doorbell, and a sleeper. Messages are as large as the
// receiver's buffer at most, and short enough to lie in a slot.
#pragma once

#include <cstddef>
#include <cstdint>
#include <cstdlib>
#include <cstring>

#include "doorbell.h"
#include "ring.h"

namespace flet_embed::bench {

template <class Sleeper>
class Line {
 public:
  static constexpr uint32_t kCapacity = 1024;

  Line() {
    if (!ring_.init(kCapacity, uint64_t{16} << 20)) std::abort();
  }

  // ---- producer

  [[nodiscard]] bool send(const void *data, size_t bytes) {
    if (!ring_.has_room(bytes)) return false;
    Slot &slot = ring_.back();
    slot.bytes = bytes;
    std::memcpy(slot.data, data, bytes);
    ring_.publish(bytes);
    if (doorbell_.claim(kReadable) != 0) sleeper_.wake();
    return true;
  }

  // ---- consumer

  // False: nothing now.
  [[nodiscard]] bool take(void *out) {
    if (ring_.available() == 0) return false;
    const Slot &slot = ring_.at(0);
    std::memcpy(out, slot.data, slot.bytes);
    ring_.receive(1);
    ring_.take(1);
    return true;
  }

  // «Ring for the next one»; true: there is one already, and nobody will ring.
  [[nodiscard]] bool arm() {
    doorbell_.announce(kReadable);
    if (ring_.available() == 0) return false;
    doorbell_.withdraw(kReadable);
    return true;
  }

  void receive(void *out) {
    while (!take(out)) {
      const uint32_t seen = sleeper_.prepare();
      if (!arm()) sleeper_.sleep(seen);
    }
  }

  [[nodiscard]] Sleeper &sleeper() { return sleeper_; }

 private:
  static constexpr uint32_t kReadable = 1;
  Ring ring_;
  Doorbell doorbell_;
  Sleeper sleeper_;
};

}  // namespace flet_embed::bench
