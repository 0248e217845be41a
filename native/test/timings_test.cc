// The times of messages, as fe_channel_times() tells them.
#include "timings.h"

#include <array>
#include <thread>

#include "c_loop.h"
#include "python_side.h"

namespace {

using Rows = std::array<fe_message_times, 16>;

fe_channel open(CLoop &loop, const char *name) {
  fe_channel channel;
  CHECK_EQUAL(fe_channel_open(loop.host, name, nullptr, &channel), FE_OK);
  return channel;
}

void send_to_python(fe_channel channel) { CHECK_EQUAL(fe_channel_try_send(channel, "x", 1), FE_OK); }

void take_in_python(PythonSide &python) {
  CHECK(python.receive([](const uint8_t *, size_t) {}));
}

void off_by_default() {
  CASE("nothing is known of messages that were pushed while nobody recorded");
  CLoop loop;
  const fe_channel channel = open(loop, "off");
  PythonSide python("off");
  Rows rows;
  send_to_python(channel);
  take_in_python(python);
  CHECK_EQUAL(fe_channel_times(channel, FE_TO_PYTHON, 0, rows.data(), rows.size()), 0u);
  send_to_python(channel);
  CHECK_EQUAL(fe_channel_record_times(channel, true), FE_OK);
  take_in_python(python);
  send_to_python(channel);
  take_in_python(python);
  CHECK_EQUAL(fe_channel_record_times(channel, false), FE_OK);
  send_to_python(channel);
  take_in_python(python);
  CHECK_EQUAL(fe_channel_times(channel, FE_TO_PYTHON, 0, rows.data(), rows.size()), 1u);
  CHECK_EQUAL(rows[0].number, 2u);
  CHECK(!flet_embed::is_recording());
}

void both_directions() {
  CASE("each message has its row in its direction; one that nobody has taken yet ends the list");
  CLoop loop;
  const fe_channel channel = open(loop, "both");
  PythonSide python("both");
  CHECK_EQUAL(fe_channel_record_times(channel, true), FE_OK);
  const uint64_t before = fe_clock_ns();
  for (int i = 0; i < 3; ++i) send_to_python(channel);
  CHECK_EQUAL(python.send("y", 1), FE_OK);
  take_in_python(python);
  take_in_python(python);
  fe_event events[4];
  static_cast<void>(fe_host_poll(loop.host, events, 4));
  fe_message message;
  CHECK_EQUAL(fe_channel_receive(channel, &message, 1), 1u);
  const uint64_t after = fe_clock_ns();

  Rows rows;
  CHECK_EQUAL(fe_channel_times(channel, FE_TO_PYTHON, 0, rows.data(), rows.size()), 2u);
  for (uint64_t i = 0; i < 2; ++i) {
    CHECK_EQUAL(rows[i].number, i);
    CHECK(before <= rows[i].pushed_ns && rows[i].pushed_ns <= rows[i].taken_ns && rows[i].taken_ns <= after);
  }
  CHECK_EQUAL(fe_channel_times(channel, FE_TO_PYTHON, 1, rows.data(), 1), 1u);
  CHECK_EQUAL(rows[0].number, 1u);
  CHECK_EQUAL(fe_channel_times(channel, FE_TO_HOST, 0, rows.data(), rows.size()), 1u);
  CHECK(rows[0].pushed_ns <= rows[0].woken_ns && rows[0].woken_ns == rows[0].ready_ns);
  CHECK(rows[0].ready_ns <= rows[0].taken_ns);
}

void the_newest() {
  CASE("of more messages than there are rows the newest are known");
  CLoop loop;
  const fe_channel channel = open(loop, "newest");
  PythonSide python("newest");
  CHECK_EQUAL(fe_channel_record_times(channel, true), FE_OK);
  constexpr uint64_t kCount = flet_embed::DirectionTimings::kRows + 10;
  for (uint64_t i = 0; i < kCount; ++i) {
    send_to_python(channel);
    take_in_python(python);
  }
  Rows rows;
  CHECK_EQUAL(fe_channel_times(channel, FE_TO_PYTHON, 0, rows.data(), rows.size()), rows.size());
  CHECK_EQUAL(rows[0].number, 10u);
}

void gone_with_the_channel() {
  CASE("a channel that goes while it records ends its recording");
  {
    CLoop loop;
    CHECK_EQUAL(fe_channel_record_times(open(loop, "gone"), true), FE_OK);
    CHECK(flet_embed::is_recording());
  }
  while (flet_embed::is_recording()) std::this_thread::yield();  // the reclaiming thread's work
}

void while_messages_come() {
  CASE("rows can be read while the other side writes them");
  CLoop loop;
  const fe_channel channel = open(loop, "busy");
  CHECK_EQUAL(fe_channel_record_times(channel, true), FE_OK);
  constexpr uint64_t kMessages = 50'000;
  std::thread producer([] {
    PythonSide python("busy");
    for (uint64_t i = 0; i < kMessages; ++i) CHECK_EQUAL(python.send("y", 1), FE_OK);
    python->python_close();
    while (!python->both_closed() && !python->destroyed()) std::this_thread::yield();
  });
  uint64_t received = 0;
  uint64_t next = 0;
  fe_message messages[64];
  Rows rows;
  while (received < kMessages) {
    const size_t count = fe_channel_receive(channel, messages, 64);
    received += count;
    CHECK_EQUAL(fe_channel_taken(channel, count), FE_OK);
    const size_t known = fe_channel_times(channel, FE_TO_HOST, next, rows.data(), rows.size());
    for (size_t i = 0; i < known; ++i) {
      CHECK(rows[i].number >= next && rows[i].number < received);
      CHECK(rows[i].pushed_ns != 0 && rows[i].pushed_ns <= rows[i].taken_ns);
      next = rows[i].number + 1;
    }
    if (count == 0) std::this_thread::yield();
  }
  CHECK(next != 0);
  CHECK_EQUAL(fe_channel_close(channel), FE_OK);
  producer.join();
}

void refused() {
  CASE("a stale handle and a made-up direction are answered");
  CLoop loop;
  const fe_channel channel = open(loop, "refused");
  Rows rows;
  CHECK_EQUAL(fe_channel_times(channel, static_cast<fe_direction>(7), 0, rows.data(), rows.size()), 0u);
  CHECK_EQUAL(fe_channel_times(channel, FE_TO_HOST, 0, nullptr, 1), 0u);
  CHECK_EQUAL(fe_channel_release(channel), FE_OK);
  CHECK_EQUAL(fe_channel_record_times(channel, true), FE_INVALID_HANDLE);
  CHECK_EQUAL(fe_channel_times(channel, FE_TO_HOST, 0, rows.data(), rows.size()), 0u);
}

}  // namespace

int main() {
  off_by_default();
  both_directions();
  the_newest();
  gone_with_the_channel();
  while_messages_come();
  refused();
}
