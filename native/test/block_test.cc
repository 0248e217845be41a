// Blocks: references, who frees what.
#include "block.h"

#include <atomic>
#include <thread>
#include <vector>

#include "check.h"
#include "flet_embed.h"

namespace {

std::atomic<int> g_disposed{0};
std::atomic<std::thread::id> g_disposer;

}  // namespace

int main() {
  CASE("a block lives until its last reference is gone, over any number of threads");
  fe_block *block = nullptr;
  CHECK_EQUAL(fe_block_allocate(1000, &block), FE_OK);
  CHECK_EQUAL(fe_block_size(block), 1000u);
  CHECK_EQUAL(reinterpret_cast<uintptr_t>(fe_block_data(block)) % 64, 0u);
  std::vector<std::thread> threads;
  for (int i = 0; i < 4; ++i) {
    fe_block_retain(block);
    threads.emplace_back([block] {
      for (int j = 0; j < 1000; ++j) {
        fe_block_retain(block);
        fe_block_release(block);
      }
      fe_block_release(block);
    });
  }
  for (auto &thread : threads) thread.join();
  CHECK_EQUAL(block->references.load(), 1u);
  fe_block_release(block);

  CASE("an impossible size is refused, not attempted");
  CHECK_EQUAL(fe_block_allocate(SIZE_MAX - 8, &block), FE_OUT_OF_MEMORY);

  CASE("large memory is freed by another thread than the one that released it");
  struct Watched : flet_embed::Garbage {};
  Watched piece;
  piece.dispose = [](flet_embed::Garbage *) {
    g_disposer = std::this_thread::get_id();
    g_disposed = 1;
    g_disposed.notify_all();
  };
  flet_embed::discard(&piece);
  g_disposed.wait(0);
  CHECK(g_disposer.load() != std::this_thread::get_id());

  CASE("Python's memory waits for Python");
  Watched python;
  python.dispose = [](flet_embed::Garbage *) { g_disposed = 2; };
  flet_embed::discard_to_python(&python);
  CHECK_EQUAL(g_disposed.load(), 1);
  flet_embed::dispose_python_garbage();
  CHECK_EQUAL(g_disposed.load(), 2);
}
