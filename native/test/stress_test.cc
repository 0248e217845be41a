// Messages of random size in both directions at once between a C host and Python's side of a channel, each checked for
// content and order. Usage: stress_test [messages per direction] [large ones of 100 MB per direction] [seed]
#include <cmath>
#include <cstdlib>
#include <thread>
#include <vector>

#include "c_loop.h"
#include "python_side.h"

namespace {

constexpr size_t kMost = 64 * 1024;
constexpr size_t kLarge = 100u << 20;

// The same on both sides, so that the receiver knows every size and byte beforehand.
class Plan {
 public:
  Plan(uint64_t seed, uint64_t count, uint64_t large) : state_(seed), count_(count), large_(large) {}

  size_t next_size() {
    const uint64_t index = index_++;
    if (large_ != 0 && index % (count_ / (large_ + 1) + 1) == count_ / (large_ + 1)) return kLarge;
    const double unit = static_cast<double>(random() >> 11) * 0x1.0p-53;
    return static_cast<size_t>(std::exp(unit * std::log(kMost + 1.0))) - 1;
  }
  [[nodiscard]] uint64_t index() const { return index_; }

 private:
  uint64_t random() {  // splitmix64
    uint64_t z = (state_ += 0x9e3779b97f4a7c15);
    z = (z ^ (z >> 30)) * 0xbf58476d1ce4e5b9;
    z = (z ^ (z >> 27)) * 0x94d049bb133111eb;
    return z ^ (z >> 31);
  }
  uint64_t state_;
  uint64_t count_;
  uint64_t large_;
  uint64_t index_ = 0;
};

// A pattern that depends on the message's number: its ends and some bytes between are compared.
uint8_t byte_at(uint64_t index, size_t at) { return static_cast<uint8_t>(index * 31 + at * 7 + (at >> 8)); }

void fill(uint8_t *data, uint64_t index, size_t bytes) {
  for (size_t i = 0; i < bytes; ++i) data[i] = byte_at(index, i);
}

void verify(const uint8_t *data, uint64_t index, size_t bytes, size_t expected) {
  CHECK_EQUAL(bytes, expected);
  const size_t step = bytes / 61 + 1;
  for (size_t i = 0; i < bytes; i += step) CHECK_EQUAL(data[i], byte_at(index, i));
  if (bytes != 0) CHECK_EQUAL(data[bytes - 1], byte_at(index, bytes - 1));
}

}  // namespace

int main(int argc, char **argv) {
  const uint64_t count = argc > 1 ? std::strtoull(argv[1], nullptr, 10) : 100000;
  const uint64_t large = argc > 2 ? std::strtoull(argv[2], nullptr, 10) : 0;
  const uint64_t seed = argc > 3 ? std::strtoull(argv[3], nullptr, 10) : 1;
  std::printf("  %llu messages each way, seed %llu\n", static_cast<unsigned long long>(count),
              static_cast<unsigned long long>(seed));

  CLoop loop;
  fe_channel channel;
  CHECK_EQUAL(fe_channel_open(loop.host, "stress", nullptr, &channel), FE_OK);
  PythonSide python("stress");

  std::thread sender([&] {
    Plan plan(seed + 1, count, large);
    std::vector<uint8_t> buffer(large != 0 ? kLarge : kMost);
    while (plan.index() < count) {
      const uint64_t index = plan.index();
      const size_t bytes = plan.next_size();
      fill(buffer.data(), index, bytes);
      CHECK_EQUAL(python.send(buffer.data(), bytes), FE_OK);
    }
    python->python_close();
  });
  std::thread receiver([&] {
    Plan plan(seed, count, large);
    for (;;) {
      const uint64_t index = plan.index();
      const bool more =
          python.receive([&](const uint8_t *data, size_t bytes) { verify(data, index, bytes, plan.next_size()); });
      if (!more) break;
    }
    CHECK_EQUAL(plan.index(), count);
  });

  Plan out(seed, count, large);
  Plan in(seed + 1, count, large);
  std::vector<uint8_t> buffer(large != 0 ? kLarge : kMost);
  size_t pending = 0;
  bool has_pending = false;
  bool closed = false;
  for (;;) {
    // Send until full.
    bool full = false;
    while (!full && (has_pending || out.index() < count)) {
      if (!has_pending) {
        const uint64_t index = out.index();
        pending = out.next_size();
        fill(buffer.data(), index, pending);
        has_pending = true;
      }
      const fe_status status = fe_channel_try_send(channel, buffer.data(), pending);
      CHECK(status == FE_OK || status == FE_FULL);
      full = status == FE_FULL;
      has_pending = full;
    }
    if (!has_pending && !closed) {
      CHECK_EQUAL(fe_channel_close(channel), FE_OK);
      closed = true;
    }
    fe_message messages[64];
    const size_t got = fe_channel_receive(channel, messages, 64);
    for (size_t i = 0; i < got; ++i) {
      const uint64_t index = in.index();
      verify(messages[i].data, index, messages[i].bytes, in.next_size());
      if (messages[i].block != nullptr) fe_block_release(messages[i].block);
    }
    if (got != 0) {
      CHECK_EQUAL(fe_channel_taken(channel, got), FE_OK);
      continue;
    }
    fe_channel_info info{};
    info.size = sizeof info;
    CHECK_EQUAL(fe_channel_get_info(channel, &info), FE_OK);
    if (info.ended && closed) break;
    uint32_t wants = FE_EVENT_READABLE;
    if (has_pending) wants |= FE_EVENT_WRITABLE;
    if (info.ended && !has_pending) continue;
    if (fe_channel_arm(channel, wants, pending) == 0) loop.wait_for(channel, wants | FE_EVENT_STATE);
  }
  CHECK_EQUAL(in.index(), count);
  sender.join();
  receiver.join();
}
