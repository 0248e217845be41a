// One wait of a Python thread inside the core: GIL released, spinning first if asked to, bounded, interruptible.
#pragma once

#include <chrono>
#include <cstdint>

#include "wait_word.h"

namespace flet_embed {

class PythonWait {
 public:
  // `timeout` in seconds; negative: none.
  explicit PythonWait(double timeout);

  // Sleeps until `word` differs from `seen`. True: look again. False: a Python error is set (TimeoutError, or what
  // another thread raised in this one).
  [[nodiscard]] bool sleep(WaitWord &word, uint32_t seen);

  [[nodiscard]] bool expired() const { return expired_; }

 private:
  bool bounded_;
  bool expired_ = false;
  std::chrono::steady_clock::time_point deadline_;
};

// GIL: waits return and let the exception surface that was raised in their thread.
void interrupt_python_waits();
// How often that was. GIL.
[[nodiscard]] uint32_t python_interrupts();

}  // namespace flet_embed
