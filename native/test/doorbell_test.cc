// No wake-up is ever lost: rings of capacity one, so that every message is a sleep and a wake-up.
// Usage: doorbell_test [round trips]. A lost wake-up hangs; ctest's time limit turns that into a failure.
#include "doorbell.h"

#include <thread>

#include "check.h"
#include "ring.h"
#include "wait_word.h"

using namespace flet_embed;

namespace {

constexpr uint32_t kReadable = 1;

struct Lane {
  Ring ring;
  Doorbell bell;
  WaitWord word;
};

void send(Lane &lane) {
  CHECK(lane.ring.has_room(0));
  lane.ring.back().bytes = 0;
  lane.ring.publish(0);
  if (lane.bell.claim(kReadable) != 0) lane.word.wake_all();
}

void receive(Lane &lane) {
  while (lane.ring.available() == 0) {
    const uint32_t seen = lane.word.read();
    lane.bell.announce(kReadable);
    if (lane.ring.available() != 0) {
      lane.bell.withdraw(kReadable);
      break;
    }
    lane.word.wait(seen, -1);
  }
  lane.ring.receive(1);
  lane.ring.take(1);
}

}  // namespace

int main(int argc, char **argv) {
  const long count = argc > 1 ? std::atol(argv[1]) : 100000;
  CASE("a message into an empty ring always wakes the consumer");
  Lane there;
  Lane back;
  CHECK(there.ring.init(1, 1) && back.ring.init(1, 1));
  std::thread other([&] {
    for (long i = 0; i < count; ++i) {
      receive(there);
      send(back);
    }
  });
  for (long i = 0; i < count; ++i) {
    send(there);
    receive(back);
  }
  other.join();
  CHECK_EQUAL(there.ring.taken(), static_cast<uint64_t>(count));
}
