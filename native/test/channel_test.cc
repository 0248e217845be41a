// The channel over the C ABI on one side and Python's operations (without Python) on the other.
#include <string>
#include <thread>

#include "c_loop.h"
#include "python_side.h"

namespace {

fe_channel open(CLoop &loop, const char *name, const fe_channel_options *options = nullptr) {
  fe_channel channel;
  CHECK_EQUAL(fe_channel_open(loop.host, name, options, &channel), FE_OK);
  return channel;
}

fe_channel_info info_of(fe_channel channel) {
  fe_channel_info info{};
  info.size = sizeof info;
  CHECK_EQUAL(fe_channel_get_info(channel, &info), FE_OK);
  return info;
}

std::string next(PythonSide &python) {
  std::string text = "(end)";
  static_cast<void>(python.receive(
      [&](const uint8_t *data, size_t bytes) { text.assign(reinterpret_cast<const char *>(data), bytes); }));
  return text;
}

void either_side_first() {
  CASE("messages sent before the other side exists arrive in order");
  CLoop loop;
  const fe_channel channel = open(loop, "early");
  CHECK_EQUAL(fe_channel_try_send(channel, "one", 3), FE_OK);
  CHECK_EQUAL(fe_channel_try_send(channel, "", 0), FE_OK);
  CHECK_EQUAL(fe_channel_try_send(channel, std::string(200, 'x').data(), 200), FE_OK);
  PythonSide python("early");
  CHECK(next(python) == "one");
  CHECK(next(python).empty());
  CHECK(next(python) == std::string(200, 'x'));
}

void names() {
  CASE("a name can be opened once per side; other options are refused; it is free again after both closed");
  CLoop loop;
  const fe_channel_options four{sizeof(fe_channel_options), 4, 0, 0};
  const fe_channel channel = open(loop, "name", &four);
  fe_channel second;
  CHECK_EQUAL(fe_channel_open(loop.host, "name", nullptr, &second), FE_CHANNEL_EXISTS);
  flet_embed::Channel *python = nullptr;
  CHECK_EQUAL(flet_embed::registry_open_for_python("name", {8, 0, 0}, &python), FE_CHANNEL_OPTIONS);
  {
    PythonSide side("name");
    CHECK_EQUAL(side->options.capacity, 4u);
    side->python_close();
    CHECK_EQUAL(fe_channel_close(channel), FE_OK);
  }
  static_cast<void>(open(loop, "name", nullptr));
}

void bounds() {
  CASE("the bound is exact and counts what is not yet taken, in both directions");
  CLoop loop;
  const fe_channel_options options{sizeof(fe_channel_options), 2, 0, 100};
  const fe_channel channel = open(loop, "bounds", &options);
  PythonSide python("bounds");
  CHECK_EQUAL(fe_channel_try_send(channel, "a", 1), FE_OK);
  CHECK_EQUAL(fe_channel_try_send(channel, "b", 1), FE_OK);
  CHECK_EQUAL(fe_channel_try_send(channel, "c", 1), FE_FULL);
  CHECK_EQUAL(fe_channel_arm(channel, FE_EVENT_WRITABLE, 1), 0u);
  CHECK(next(python) == "a");
  loop.wait_for(channel, FE_EVENT_WRITABLE);
  CHECK_EQUAL(fe_channel_try_send(channel, "c", 1), FE_OK);
  CHECK_EQUAL(fe_channel_try_send(channel, std::string(101, 'x').data(), 101), FE_MESSAGE_TOO_LARGE);

  CHECK_EQUAL(python.send("1", 1), FE_OK);
  CHECK_EQUAL(python.send("2", 1), FE_OK);
  CHECK_EQUAL(python->python_can_send(1), FE_FULL);
  fe_message messages[2];
  CHECK_EQUAL(fe_channel_receive(channel, messages, 2), 2u);
  CHECK_EQUAL(python->python_can_send(1), FE_FULL);
  CHECK_EQUAL(messages[0].data[0], '1');
  CHECK_EQUAL(fe_channel_taken(channel, 1), FE_OK);
  CHECK_EQUAL(python->python_can_send(1), FE_OK);
}

void half_close() {
  CASE("what was queued before a close is delivered, then comes the end; receiving goes on");
  CLoop loop;
  const fe_channel channel = open(loop, "half");
  PythonSide python("half");
  CHECK_EQUAL(fe_channel_try_send(channel, "last", 4), FE_OK);
  CHECK_EQUAL(fe_channel_close(channel), FE_OK);
  CHECK_EQUAL(fe_channel_try_send(channel, "no", 2), FE_CHANNEL_CLOSED);
  CHECK(next(python) == "last");
  CHECK(next(python) == "(end)");
  CHECK_EQUAL(python.send("still", 5), FE_OK);
  python->python_close();
  fe_message message;
  CHECK_EQUAL(fe_channel_receive(channel, &message, 1), 1u);
  CHECK(info_of(channel).ended);
}

void destroy_ends_waits() {
  CASE("destroy ends a wait for space at once, on the other thread, and says why");
  CLoop loop;
  const fe_channel_options options{sizeof(fe_channel_options), 1, 0, 0};
  const fe_channel channel = open(loop, "destroy", &options);
  PythonSide python("destroy");
  std::thread waiting([&] {
    CHECK_EQUAL(python.send("1", 1), FE_OK);
    CHECK_EQUAL(python.send("2", 1), FE_CHANNEL_DESTROYED);
    CHECK(python->reason_text() == "enough");
  });
  while (fe_channel_arm(channel, FE_EVENT_READABLE, 0) == 0) loop.wait_for(channel, FE_EVENT_READABLE);
  CHECK_EQUAL(fe_channel_destroy(channel, FE_CHANNEL_DESTROYED, "enough"), FE_OK);
  waiting.join();
  const fe_channel_info info = info_of(channel);
  CHECK(info.destroyed);
  CHECK_EQUAL(info.received.dropped, 1u);
}

void host_gone() {
  CASE("a host that ends destroys its channels; Python's wait ends; stale handles are refused");
  CLoop loop;
  const fe_channel channel = open(loop, "gone");
  PythonSide python("gone");
  std::thread waiting([&] { CHECK(next(python) == "(end)"); });
  loop.close();
  waiting.join();
  CHECK_EQUAL(python->reason(), FE_HOST_GONE);
  CHECK_EQUAL(fe_channel_try_send(channel, "x", 1), FE_INVALID_HANDLE);
  CHECK_EQUAL(fe_channel_receive(channel, nullptr, 0), 0u);
}

void blocks_move() {
  CASE("a block goes through without a copy, and only a successful send takes the reference");
  CLoop loop;
  const fe_channel_options options{sizeof(fe_channel_options), 1, 0, 0};
  const fe_channel channel = open(loop, "blocks", &options);
  PythonSide python("blocks");
  fe_block *block = nullptr;
  CHECK_EQUAL(fe_block_allocate(1 << 20, &block), FE_OK);
  const uint8_t *where = fe_block_data(block);
  fe_block_retain(block);
  CHECK_EQUAL(fe_channel_try_send_block(channel, block, 1 << 20), FE_OK);
  CHECK_EQUAL(fe_channel_try_send_block(channel, block, 1 << 20), FE_FULL);
  CHECK_EQUAL(block->references.load(), 2u);
  CHECK(python.receive([&](const uint8_t *data, size_t bytes) {
    CHECK(data == where);
    CHECK_EQUAL(bytes, size_t{1} << 20);
  }));
  CHECK_EQUAL(block->references.load(), 1u);
  fe_block_release(block);
}

void bridges() {
  CASE("every bridge has a port of its own, never 0, never one that was used before");
  CLoop loop;
  fe_channel first;
  fe_channel second;
  int64_t first_port = 0;
  int64_t second_port = 0;
  CHECK_EQUAL(fe_bridge_open(loop.host, nullptr, &first, &first_port), FE_OK);
  CHECK_EQUAL(fe_channel_release(first), FE_OK);
  CHECK_EQUAL(fe_bridge_open(loop.host, nullptr, &second, &second_port), FE_OK);
  CHECK(first_port > 0 && second_port > first_port);
  CHECK(flet_embed::registry_find_bridge(first_port) == nullptr);
}

}  // namespace

int main() {
  either_side_first();
  names();
  bounds();
  half_close();
  destroy_ends_waits();
  host_gone();
  blocks_move();
  bridges();
}
