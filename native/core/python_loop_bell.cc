#include "python_loop_bell.h"

#include <algorithm>
#include <chrono>
#include <climits>
#include <cmath>
#include <new>

#include "garbage.h"
#include "loop_wait.h"
#include "python_arguments.h"
#include "python_end.h"
#include "python_wait.h"
#include "timings.h"

namespace flet_embed {
namespace {

// Waits on end without a turn of the loop.
constexpr int kWaits = 256;

}  // namespace

LoopBell::~LoopBell() {
  close();
  if (original_select_ != nullptr) py.Py_DecRef(original_select_);
  if (loop_state_ != nullptr) py.Py_DecRef(loop_state_);
  Bell::give_back(core_);
}

void LoopBell::add(PythonEnd *end) {
  ends_.push_back(end);
  py.Py_IncRef(object_);
}

void LoopBell::remove(PythonEnd *end) {
  const auto place = std::find(ends_.begin(), ends_.end(), end);
  if (place == ends_.end()) return;
  ends_.erase(place);
  py.Py_DecRef(object_);  // perhaps the last
}

Progress LoopBell::process() {
  dispose_python_garbage();
  Progress all = Progress::none;
  // By index: what runs inside may bind and unbind ends.
  for (size_t i = 0; i < ends_.size(); ++i) {
    PythonEnd *end = ends_[i];
    end->retain();
    const Progress progress = end->process();
    end->release();
    if (progress == Progress::failed) {
      core_->ring();  // for the others, should the loop run again
      return progress;
    }
    if (progress == Progress::some) all = progress;
  }
  return all;
}

bool LoopBell::dispatch() {
  event_descriptor_clear(core_->descriptor());
  // The loop's own wait ended before this, nobody knows when.
  WakeStamp stamp;
  stamp.woken();
  stamp.ready();
  for (;;) {
    core_->clear_rung();
    const Progress progress = process();
    if (progress != Progress::none) {
      // There may be more. Come back through the loop, so that it stays fair.
      core_->prepare_to_sleep();
      core_->ring();
      return progress != Progress::failed;
    }
    core_->prepare_to_sleep();
    if (!core_->peek_rung()) return true;
    core_->awake();
  }
}

bool LoopBell::hook(int selector, PyObject *select, PyObject *state) {
  if (!loop_wait_supported() || core_->descriptor().read < 0 || !loop_wait_join(selector, core_->descriptor().read)) {
    py.PyErr_SetString(py.PyExc_RuntimeError, "this loop's selector cannot be joined");
    return false;
  }
  selector_ = selector;
  original_select_ = py_new_ref(select);
  loop_state_ = py_new_ref(state);
  return true;
}

// What BaseEventLoop._run_once looks at between two waits: callbacks that are ready, timers, and a stop. Attributes
// that are not there, in a Python to come, mean that the loop has its turn each time.
bool LoopBell::loop_is_idle() const {
  if (loop_state_ == nullptr) return false;  // closed meanwhile
  static PyObject *ready_name = py.PyUnicode_InternFromString("_ready");
  static PyObject *scheduled_name = py.PyUnicode_InternFromString("_scheduled");
  static PyObject *stopping_name = py.PyUnicode_InternFromString("_stopping");
  PyObject *ready = py.PyDict_GetItemWithError(loop_state_, ready_name);
  PyObject *scheduled = py.PyDict_GetItemWithError(loop_state_, scheduled_name);
  const bool idle = ready != nullptr && scheduled != nullptr && py.PyObject_Size(ready) == 0 &&
                    py.PyObject_Size(scheduled) == 0 &&
                    py.PyDict_GetItemWithError(loop_state_, stopping_name) == py._Py_FalseStruct;
  if (py.PyErr_Occurred() != nullptr) py.PyErr_Clear();
  return idle;
}

PyObject *LoopBell::select(double timeout, bool bounded) {
  int milliseconds = -1;
  if (bounded) {
    // Rounded up, as Python's own selector does: waking early would spin until the timer is due.
    const double exact = std::ceil(timeout * 1e3);
    milliseconds = exact <= 0 ? 0 : exact >= INT_MAX ? INT_MAX : static_cast<int>(exact);
  }
  // Rule 10: a loop that has nothing to do but to come back at once is spared the turn. An exception that was raised in
  // this thread surfaces only where bytecode runs, so that an interrupt has to get there; it comes with the GIL, which
  // is held from this look at the counter to the clearing of the bell that is rung with it.
  const uint32_t interrupts = python_interrupts();
  for (int waits = 1;; ++waits) {
    if (selector_ < 0) {
      return bounded ? py.PyObject_CallFunction(original_select_, "d", timeout)
                     : py.PyObject_CallFunctionObjArgs(original_select_, py._Py_NoneStruct, nullptr);
    }
    bool others = false;
    const Progress progress = wait_in_loop(milliseconds, &others);
    if (progress == Progress::failed) return nullptr;
    if (others) return py.PyObject_CallFunction(original_select_, "i", 0);
    if (progress == Progress::none || bounded || waits == kWaits || interrupts != python_interrupts() ||
        !loop_is_idle()) {
      return py.PyList_New(0);
    }
  }
}

Progress LoopBell::wait_in_loop(int milliseconds, bool *others) {
  const int selector = selector_;
  const int descriptor = core_->descriptor().read;
  core_->clear_rung();
  const Progress progress = process();
  if (progress == Progress::failed) return progress;
  if (progress == Progress::some || milliseconds == 0) {
    *others = loop_wait(selector, descriptor, 0);
    return progress;
  }
  WakeStamp stamp;
  {
    const WithoutGil released;
    if (const uint32_t spin = busy_poll(); spin != 0) {
      const auto until = std::chrono::steady_clock::now() + std::chrono::microseconds(spin);
      while (!core_->peek_rung() && std::chrono::steady_clock::now() < until) {
      }
    }
    core_->prepare_to_sleep();
    *others = loop_wait(selector, descriptor, core_->peek_rung() ? 0 : milliseconds);
    core_->awake();
    stamp.woken();
  }
  stamp.ready();
  return process();
}

int LoopBell::wait(double timeout) {
  PythonWait wait(timeout);
  for (;;) {
    const uint32_t seen = core_->word().read();
    core_->prepare_to_sleep();
    if (selector_ == kClosed) return 0;
    if (!core_->peek_rung() && !wait.sleep(core_->word(), seen)) {
      core_->awake();
      if (!wait.expired()) return -1;
      py.PyErr_Clear();
      return 0;
    }
    core_->awake();
    if (!core_->peek_rung()) continue;
    // Only now, and before whatever the caller does about it: a ring since the last dispatch() must not be forgotten.
    core_->clear_rung();
    return 1;
  }
}

void LoopBell::close() {
  // Ends that are still bound lose their loop; what waits there is resolved by nobody, as with any closed loop. Each
  // holds a reference to the Python object, and so does the caller of close(): it lives until we return.
  while (!ends_.empty()) ends_.back()->bind(nullptr);
  if (selector_ >= 0) loop_wait_leave(selector_, core_->descriptor().read);
  selector_ = kClosed;
  if (loop_state_ != nullptr) py.Py_DecRef(loop_state_);
  loop_state_ = nullptr;
  core_->ring();
}

}  // namespace flet_embed
