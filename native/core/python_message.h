// Messages between Python objects and the rings. GIL.
#pragma once

#include "block.h"
#include "channel.h"
#include "python_api.h"

namespace flet_embed {

// A message as its sender gave it: either plain bytes to copy, or memory that changes hands.
class OutgoingMessage {
 public:
  OutgoingMessage() = default;
  ~OutgoingMessage();
  OutgoingMessage(const OutgoingMessage &) = delete;
  OutgoingMessage &operator=(const OutgoingMessage &) = delete;

  // False: a Python error is set. The bytes stay valid until the end of this object.
  [[nodiscard]] bool take(PyObject *data, bool transfer, const Channel *channel);
  [[nodiscard]] size_t bytes() const { return bytes_; }
  // Copies what does not fit a slot into a block, large ones without the GIL. False: a Python error is set.
  [[nodiscard]] bool prepare();
  // After prepare() and python_can_send(): into the ring, under the GIL throughout.
  void push(Channel *channel);

 private:
  const void *data_ = nullptr;
  size_t bytes_ = 0;
  bool has_view_ = false;
  Py_buffer view_;
  PyObject *exact_bytes_ = nullptr;  // borrowed from the caller
  Block *block_ = nullptr;           // what goes into the ring, once known
  bool transferred_ = false;
  PyObject *spent_view_ = nullptr;  // a memoryview to release after the push; borrowed
};

// The message at the front as bytes, or as a memoryview when it was transferred; its place is free afterwards.
// Null: a Python error is set.
[[nodiscard]] PyObject *take_front(Channel *channel, Slot *slot);

// A Python object that exports a block's memory; takes the reference. Null: error set.
[[nodiscard]] PyObject *make_block_object(Block *block, size_t bytes);
// The block under a Block object, or null.
[[nodiscard]] Block *block_of(PyObject *object);

}  // namespace flet_embed
