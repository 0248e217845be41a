// `_flet_embed.LoopBell`: connects one asyncio loop with the ends that are bound to it. GIL; the loop's thread, but for
// ring.
#pragma once

#include <cstdint>
#include <vector>

#include "bell.h"
#include "python_api.h"

namespace flet_embed {

class PythonEnd;
enum class Progress : uint8_t;

// The C++ part of the Python object; lives as long as it.
class LoopBell {
 public:
  explicit LoopBell(PyObject *object) : object_(object), core_(Bell::acquire()) {}
  ~LoopBell();

  [[nodiscard]] Bell *core() const { return core_; }
  [[nodiscard]] PyObject *object() const { return object_; }  // borrowed; ends hold a reference while bound
  void add(PythonEnd *end);
  void remove(PythonEnd *end);

  // Everything that can be done now, once around.
  [[nodiscard]] Progress process();
  [[nodiscard]] bool dispatch();  // false: Python error
  // `state`: the loop's attributes. False: Python error.
  [[nodiscard]] bool hook(int selector, PyObject *select, PyObject *state);
  [[nodiscard]] PyObject *select(double timeout, bool bounded);
  [[nodiscard]] int wait(double timeout);  // 1 rung, 0 timed out, -1 error
  void close();

 private:
  // Waits once and does what can be done; *others: something else of the loop's is ready.
  [[nodiscard]] Progress wait_in_loop(int milliseconds, bool *others);
  // The loop would do nothing but wait again.
  [[nodiscard]] bool loop_is_idle() const;

  static constexpr int kNoSelector = -1;
  static constexpr int kClosed = -2;

  PyObject *object_;
  Bell *core_;
  std::vector<PythonEnd *> ends_;
  int selector_ = kNoSelector;
  PyObject *original_select_ = nullptr;
  PyObject *loop_state_ = nullptr;  // a dict
};

// Null with TypeError set: not a LoopBell.
[[nodiscard]] LoopBell *loop_bell_of(PyObject *object);
[[nodiscard]] bool add_loop_bell_type(PyObject *module);

}  // namespace flet_embed
