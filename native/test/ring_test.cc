// The ring by itself: order, exact bounds, and places that stay held until taken.
#include "ring.h"

#include <cstring>
#include <thread>

#include "check.h"

using flet_embed::Ring;
using flet_embed::Slot;

namespace {

bool push(Ring &ring, uint64_t value, uint64_t bytes = 8) {
  if (!ring.has_room(bytes)) return false;
  Slot &slot = ring.back();
  slot.bytes = bytes;
  slot.owner = nullptr;
  std::memcpy(slot.data, &value, sizeof value);
  ring.publish(bytes);
  return true;
}

uint64_t value_at(Ring &ring, uint64_t index) {
  uint64_t value;
  std::memcpy(&value, ring.at(index).data, sizeof value);
  return value;
}

void bounds_count_messages_until_they_are_taken() {
  CASE("a place stays held while its message is received but not taken");
  Ring ring;
  CHECK(ring.init(3, 1 << 20));
  for (uint64_t i = 0; i < 3; ++i) CHECK(push(ring, i));
  CHECK(!push(ring, 3));
  CHECK_EQUAL(ring.available(), 3u);
  ring.receive(3);
  CHECK(!push(ring, 3));
  CHECK_EQUAL(ring.take(1), 1u);
  CHECK(push(ring, 3));
  CHECK(!push(ring, 4));
  CHECK_EQUAL(ring.take(9), 2u);
}

void bounds_count_bytes() {
  CASE("bytes are bounded exactly; a larger message is admitted when the queue is empty");
  Ring ring;
  CHECK(ring.init(100, 10));
  CHECK(push(ring, 1, 25));
  ring.receive(ring.available());
  ring.take(100);
  CHECK(push(ring, 1, 6));
  CHECK(push(ring, 2, 4));
  CHECK(!push(ring, 3, 1));
  CHECK(push(ring, 3, 0));
  CHECK(!push(ring, 4, UINT64_MAX));
}

void inline_bytes_stay_until_taken() {
  CASE("inline bytes of a received message are not overwritten before take()");
  Ring ring;
  CHECK(ring.init(2, 1 << 20));
  CHECK(push(ring, 41) && push(ring, 42));
  CHECK_EQUAL(ring.available(), 2u);
  const Slot &first = ring.at(0);
  ring.receive(2);
  CHECK(!push(ring, 43));
  uint64_t value;
  std::memcpy(&value, first.data, sizeof value);
  CHECK_EQUAL(value, 41u);
}

void two_threads_keep_order() {
  CASE("two threads: every message arrives once, in order");
  constexpr uint64_t kCount = 300000;
  Ring ring;
  CHECK(ring.init(64, 64 * 8));
  std::thread producer([&] {
    for (uint64_t i = 0; i < kCount;) {
      if (push(ring, i)) {
        ++i;
      } else {
        std::this_thread::yield();
      }
    }
  });
  for (uint64_t next = 0; next < kCount;) {
    const uint64_t count = ring.available();
    if (count == 0) std::this_thread::yield();
    for (uint64_t i = 0; i < count; ++i) CHECK_EQUAL(value_at(ring, i), next++);
    ring.receive(count);
    ring.take(count);
  }
  producer.join();
  CHECK_EQUAL(ring.pushed(), kCount);
  CHECK_EQUAL(ring.taken(), kCount);
}

}  // namespace

int main() {
  bounds_count_messages_until_they_are_taken();
  bounds_count_bytes();
  inline_bytes_stay_until_taken();
  two_threads_keep_order();
}
