#include "block.h"

#include <cstdlib>
#include <new>

#include "flet_embed.h"

namespace flet_embed {
namespace {

// Above this, free() returns pages to the system and costs the more the larger the memory is (4.5 ms for 64 MiB).
constexpr size_t kLarge = 64 * 1024;

void free_block(Garbage *self) {
  Block *block = static_cast<Block *>(self);
  block->~Block();
  std::free(block);
}

}  // namespace

Block *block_allocate(size_t bytes) {
  // One allocation for node and data; data begins on a cache line for whoever computes on it. Not aligned_alloc: the C
  // library would ask for somewhat more than a freed block of the same size offers, and use none a second time.
  constexpr size_t kLine = 64;
  constexpr size_t kOverhead = sizeof(Block) + kLine;
  if (bytes > SIZE_MAX - kOverhead) return nullptr;
  void *memory = std::malloc(kOverhead + bytes);
  if (memory == nullptr) return nullptr;
  Block *block = new (memory) Block;
  block->bytes = bytes;
  const auto end = reinterpret_cast<uintptr_t>(block + 1);
  block->data = reinterpret_cast<uint8_t *>((end + kLine - 1) / kLine * kLine);
  block->dispose = free_block;
  return block;
}

void block_retain(Block *block) { block->references.fetch_add(1, std::memory_order_relaxed); }

void block_release(Block *block) {
  if (block->references.fetch_sub(1, std::memory_order_acq_rel) != 1) return;
  if (block->dispose_in_python != nullptr) {
    block->dispose = block->dispose_in_python;
    discard_to_python(block);
  } else if (block->bytes >= kLarge) {
    discard(block);
  } else {
    free_block(block);
  }
}

}  // namespace flet_embed

extern "C" fe_status fe_block_allocate(size_t bytes, fe_block **out) {
  if (out == nullptr) return FE_INVALID_ARGUMENT;
  *out = flet_embed::block_allocate(bytes);
  return *out == nullptr ? FE_OUT_OF_MEMORY : FE_OK;
}

extern "C" uint8_t *fe_block_data(fe_block *block) { return block == nullptr ? nullptr : block->data; }
extern "C" size_t fe_block_size(const fe_block *block) { return block == nullptr ? 0 : block->bytes; }
extern "C" void fe_block_retain(fe_block *block) {
  if (block != nullptr) flet_embed::block_retain(block);
}
extern "C" void fe_block_release(fe_block *block) {
  if (block != nullptr) flet_embed::block_release(block);
}
