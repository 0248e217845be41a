// Reference-counted memory of the core (L3): the carrier of messages too large for a slot, and of `allocate()`.
//
// Any thread may hold, retain and release a block. Whose memory it is decides who frees it: our own large memory goes
// to the reclaiming thread, an array that Python handed over goes back to Python.
#pragma once

#include <atomic>
#include <cstddef>
#include <cstdint>

#include "garbage.h"

struct fe_block : flet_embed::Garbage {
  std::atomic<uint32_t> references{1};
  size_t bytes = 0;
  uint8_t *data = nullptr;
  // Set for memory of Python: called under the GIL, once, when the last reference is gone; frees `this` too.
  void (*dispose_in_python)(flet_embed::Garbage *self) = nullptr;
};

namespace flet_embed {

using Block = fe_block;

// One reference, or null: no memory.
[[nodiscard]] Block *block_allocate(size_t bytes);
void block_retain(Block *block);
void block_release(Block *block);

}  // namespace flet_embed
