#include "garbage.h"

#include <mutex>
#include <thread>

#include "wait_word.h"

namespace flet_embed {
namespace {

// A stack that any thread pushes to and one thread empties whole: no ABA, since nothing is popped singly.
class Heap {
 public:
  void push(Garbage *piece) {
    Garbage *head = head_.load(std::memory_order_relaxed);
    do {
      piece->next_garbage = head;
    } while (!head_.compare_exchange_weak(head, piece, std::memory_order_seq_cst, std::memory_order_relaxed));
  }

  [[nodiscard]] bool empty() const { return head_.load(std::memory_order_relaxed) == nullptr; }

  bool dispose_all() {
    Garbage *piece = head_.exchange(nullptr, std::memory_order_seq_cst);
    const bool any = piece != nullptr;
    while (piece != nullptr) {
      Garbage *next = piece->next_garbage;
      piece->dispose(piece);
      piece = next;
    }
    return any;
  }

 private:
  std::atomic<Garbage *> head_{nullptr};
};

Heap g_reclaimed;
Heap g_python;
WaitWord g_word;
std::atomic<bool> g_started{false};
std::atomic<void (*)()> g_nudge{nullptr};

// Detached: it sleeps until the process ends, and the end does not wait for it.
void reclaim_forever() {
  for (;;) {
    const uint32_t seen = g_word.read();
    if (g_reclaimed.dispose_all()) continue;
    if (!g_python.empty()) {
      if (auto nudge = g_nudge.load(std::memory_order_acquire)) nudge();
    }
    g_word.wait(seen, -1);
  }
}

void wake() {
  if (!g_started.exchange(true, std::memory_order_acq_rel)) std::thread(reclaim_forever).detach();
  g_word.wake_all();
}

}  // namespace

void discard(Garbage *piece) {
  g_reclaimed.push(piece);
  wake();
}

void discard_to_python(Garbage *piece) {
  g_python.push(piece);
  wake();
}

void dispose_python_garbage() {
  if (!g_python.empty()) g_python.dispose_all();
}

void set_python_nudge(void (*nudge)()) { g_nudge.store(nudge, std::memory_order_release); }

}  // namespace flet_embed
