// A host's events: coalesced, complete, and silent after its end.
#include <atomic>
#include <thread>

#include "c_loop.h"
#include "python_side.h"

namespace {

void invalid_arguments() {
  CASE("bad arguments are refused");
  fe_host host;
  CHECK_EQUAL(fe_host_create(nullptr, &host), FE_INVALID_ARGUMENT);
  CHECK_EQUAL(fe_host_destroy({12345}), FE_INVALID_HANDLE);
  CHECK_EQUAL(fe_host_poll({12345}, nullptr, 0), 0u);
  fe_channel channel;
  CHECK_EQUAL(fe_channel_open({12345}, "x", nullptr, &channel), FE_INVALID_HANDLE);
  CLoop loop;
  const fe_channel_options huge{sizeof(fe_channel_options), 1u << 30, 0, 0};
  CHECK_EQUAL(fe_channel_open(loop.host, "x", &huge, &channel), FE_INVALID_ARGUMENT);
}

void rings_are_coalesced() {
  CASE("many messages ring once until the host has polled");
  struct Counter {
    std::atomic<int> rings{0};
  } counter;
  const fe_host_options options{sizeof(fe_host_options), [](void *self) { ++static_cast<Counter *>(self)->rings; },
                                &counter};
  fe_host host;
  CHECK_EQUAL(fe_host_create(&options, &host), FE_OK);
  fe_channel channel;
  CHECK_EQUAL(fe_channel_open(host, "coalesce", nullptr, &channel), FE_OK);
  PythonSide python("coalesce");
  fe_event events[8];
  while (fe_host_poll(host, events, 8) == 8) {
  }
  counter.rings = 0;
  CHECK_EQUAL(fe_channel_arm(channel, FE_EVENT_READABLE, 0), 0u);
  for (int i = 0; i < 100; ++i) CHECK_EQUAL(python.send("x", 1), FE_OK);
  CHECK_EQUAL(counter.rings.load(), 1);
  CHECK_EQUAL(fe_host_poll(host, events, 8), 1u);
  CHECK_EQUAL(events[0].channel.id, channel.id);
  CHECK_EQUAL(events[0].bits & FE_EVENT_READABLE, static_cast<uint32_t>(FE_EVENT_READABLE));
  CHECK_EQUAL(fe_host_destroy(host), FE_OK);
  const int rings = counter.rings;
  CHECK_EQUAL(python.send("x", 1), FE_CHANNEL_DESTROYED);
  CHECK_EQUAL(counter.rings.load(), rings);
}

void many_channels() {
  CASE("events of many channels all arrive, whatever the capacity of poll");
  CLoop loop;
  constexpr int kChannels = 50;
  fe_channel channels[kChannels];
  for (int i = 0; i < kChannels; ++i) {
    CHECK_EQUAL(fe_channel_open(loop.host, ("many" + std::to_string(i)).c_str(), nullptr, &channels[i]), FE_OK);
  }
  for (int i = 0; i < kChannels; ++i) {
    PythonSide python("many" + std::to_string(i));
  }
  int seen = 0;
  fe_event events[3];
  for (size_t count = 3; count == 3;) {
    count = fe_host_poll(loop.host, events, 3);
    seen += static_cast<int>(count);
  }
  CHECK_EQUAL(seen, kChannels);
}

}  // namespace

int main() {
  invalid_arguments();
  rings_are_coalesced();
  many_channels();
}
