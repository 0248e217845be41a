#include "python_wait.h"

#include <atomic>

#include "bell.h"
#include "garbage.h"
#include "python_end.h"
#include "timings.h"

namespace flet_embed {
namespace {

std::atomic<uint32_t> g_interrupts{0};
std::atomic<uint32_t> g_busy_poll{0};

}  // namespace

void set_busy_poll(uint32_t microseconds) { g_busy_poll.store(microseconds, std::memory_order_relaxed); }
uint32_t busy_poll() { return g_busy_poll.load(std::memory_order_relaxed); }

void interrupt_python_waits() {
  g_interrupts.fetch_add(1, std::memory_order_seq_cst);
  for (PythonEnd *end : open_python_ends()) end->channel()->python_word.wake_all();
  ring_all_bells();
}

uint32_t python_interrupts() { return g_interrupts.load(std::memory_order_relaxed); }

bool surface_interrupt() {
  // CPython delivers asynchronous exceptions where bytecode begins; so begin some.
  static PyObject *nothing = py.Py_CompileString("None", "<flet_embed>", Py_file_input);
  const PyRef globals(py.PyDict_New());
  if (nothing == nullptr || !globals) return false;
  const PyRef result(py.PyEval_EvalCode(nothing, globals.get(), globals.get()));
  return static_cast<bool>(result);
}

PythonWait::PythonWait(double timeout) : bounded_(timeout >= 0) {
  if (!bounded_) return;
  constexpr double kLongest = 1e9;  // seconds; more would overflow the clock
  const auto length = std::chrono::duration<double>(timeout < kLongest ? timeout : kLongest);
  deadline_ = std::chrono::steady_clock::now() + std::chrono::duration_cast<std::chrono::nanoseconds>(length);
}

bool PythonWait::sleep(WaitWord &word, uint32_t seen) {
  const uint32_t interrupts = g_interrupts.load(std::memory_order_seq_cst);
  int64_t left = -1;
  if (bounded_) {
    left = std::chrono::duration_cast<std::chrono::nanoseconds>(deadline_ - std::chrono::steady_clock::now()).count();
    if (left <= 0) {
      expired_ = true;
      py.PyErr_SetString(py.PyExc_TimeoutError, "the wait did not end in time");
      return false;
    }
  }
  WakeStamp stamp;
  {
    const WithoutGil released;
    bool changed = false;
    if (const uint32_t spin = busy_poll(); spin != 0) {
      const auto until = std::chrono::steady_clock::now() + std::chrono::microseconds(spin);
      while (!(changed = word.read() != seen) && std::chrono::steady_clock::now() < until) {
      }
    }
    if (!changed) word.wait(seen, left);
    stamp.woken();
  }
  stamp.ready();
  dispose_python_garbage();
  return interrupts == g_interrupts.load(std::memory_order_seq_cst) || surface_interrupt();
}

}  // namespace flet_embed
