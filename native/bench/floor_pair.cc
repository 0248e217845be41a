// floor_pair <futex|eventfd|spin> <bytes> <warm-up> <count>
//
// Two C++ threads hand a message to and fro. Writes the duration of each of the `count` round trips to the standard
// output, as a 32-bit number of nanoseconds in the machine's byte order.
#include <cstdio>
#include <cstdlib>
#include <cstring>
#include <thread>
#include <vector>

#include "line.h"
#include "nanoseconds.h"
#include "sleepers.h"

namespace flet_embed::bench {
namespace {

template <class Sleeper>
int run(size_t bytes, uint64_t warm_up, uint64_t count) {
  Line<Sleeper> there;
  Line<Sleeper> back;
  std::thread answering([&] {
    uint8_t message[Slot::kInlineBytes];
    for (uint64_t i = 0; i < warm_up + count; ++i) {
      there.receive(message);
      if (!back.send(message, bytes)) std::abort();
    }
  });
  std::vector<uint32_t> samples;
  samples.reserve(count);
  uint8_t message[Slot::kInlineBytes] = {};
  for (uint64_t i = 0; i < warm_up + count; ++i) {
    const uint64_t from = now_ns();
    if (!there.send(message, bytes)) std::abort();
    back.receive(message);
    if (i >= warm_up) samples.push_back(sample_ns(from, now_ns()));
  }
  answering.join();
  return std::fwrite(samples.data(), sizeof(uint32_t), samples.size(), stdout) == samples.size() ? 0 : 1;
}

int usage() {
  std::fputs("usage: floor_pair <futex|eventfd|spin> <bytes, at most 104> <warm-up> <count>\n", stderr);
  return 2;
}

}  // namespace
}  // namespace flet_embed::bench

int main(int argc, char **argv) {
  using namespace flet_embed::bench;
  if (argc != 5) return usage();
  const size_t bytes = std::strtoul(argv[2], nullptr, 10);
  const uint64_t warm_up = std::strtoul(argv[3], nullptr, 10);
  const uint64_t count = std::strtoul(argv[4], nullptr, 10);
  if (bytes > flet_embed::Slot::kInlineBytes) return usage();
  if (std::strcmp(argv[1], "futex") == 0) return run<FutexSleeper>(bytes, warm_up, count);
  if (std::strcmp(argv[1], "spin") == 0) return run<SpinSleeper>(bytes, warm_up, count);
#ifdef __linux__
  if (std::strcmp(argv[1], "eventfd") == 0) return run<EventSleeper>(bytes, warm_up, count);
#endif
  return usage();
}
