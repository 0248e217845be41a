// What `dart_bridge` does with a message, for the benchmark to measure beside what the product does: the module as Flet
// knows it, written anew, with Node's event loop in the place of Dart's.
//
// - Towards Python: the sender takes the GIL, makes a bytes object and calls the port's handler, on its own thread.
// - Towards the host: `send_bytes` copies into a queue without bound, under a lock, and wakes the loop.
//
// Two things are kinder than the original: the sender's bytes are not copied on the way to `bytes`, and all that has
// come is taken in one turn of the event loop.
#pragma once

#include <cstddef>
#include <cstdint>
#include <mutex>
#include <unordered_map>
#include <vector>

#include "python_api.h"

namespace flet_embed::bench {

struct Packet {
  int64_t port;
  uint8_t *data;  // malloc
  size_t bytes;
};

class DartBridgeDouble {
 public:
  // `wake` is called on any thread, with the GIL held, when there is something to take.
  explicit DartBridgeDouble(void (*wake)()) : wake_(wake) {}

  // Any thread without the GIL. Makes the module importable by this name. False: Python does not run here.
  [[nodiscard]] bool open(const char *module_name);

  // Any thread without the GIL. 0; -1: nobody has registered for the port.
  [[nodiscard]] int enqueue(int64_t port, const void *data, size_t bytes);

  // The host's thread.
  [[nodiscard]] std::vector<Packet> take();

  // Any thread without the GIL: forgets the handlers.
  void close();

  // The module's functions. GIL.
  [[nodiscard]] PyObject *set_handler(int64_t port, PyObject *callable);
  [[nodiscard]] PyObject *send(int64_t port, PyObject *payload);

 private:
  void (*wake_)();
  std::unordered_map<int64_t, PyObject *> handlers_;  // GIL; owns references
  std::mutex mutex_;
  std::vector<Packet> packets_;  // mutex_
};

}  // namespace flet_embed::bench
