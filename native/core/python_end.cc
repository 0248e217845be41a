#include "python_end.h"

#include <algorithm>

#include "python_loop_bell.h"
#include "python_message.h"
#include "python_wait.h"
#include "python_waiter.h"

namespace flet_embed {
namespace {

// Messages that a handler gets before the loop may do something else.
constexpr int kHandlerBatch = 64;

}  // namespace

std::vector<PythonEnd *> &open_python_ends() {
  static std::vector<PythonEnd *> &ends = *new std::vector<PythonEnd *>;
  return ends;
}

PythonEnd::PythonEnd(Channel *channel) : channel_(channel) {
  channel->python_end = this;
  open_python_ends().push_back(this);
}

PythonEnd::~PythonEnd() {
  channel_->python_end = nullptr;
  channel_->python_release();
}

void PythonEnd::release() {
  if (--references_ == 0) delete this;
}

// ---- sending

bool PythonEnd::push(PyObject *data, bool transfer, bool *pushed) {
  *pushed = false;
  OutgoingMessage message;
  if (!message.take(data, transfer, channel_)) return false;
  fe_status status = channel_->python_can_send(message.bytes());  // before any allocation
  if (status == FE_OK) {
    if (!message.prepare()) return false;
    // Preparing a large one let other threads run.
    status = channel_->python_can_send(message.bytes());
  }
  if (status == FE_FULL) {
    channel_->count_python_wait();
    return true;
  }
  if (status != FE_OK) {
    raise_channel_error(status, channel_);
    return false;
  }
  message.push(channel_);
  *pushed = true;
  return true;
}

bool PythonEnd::try_send(PyObject *data, bool transfer, bool *sent) {
  dispose_python_garbage();
  if (!line_.empty()) {
    *sent = false;
    const fe_status status = channel_->python_can_send(0);
    if (status == FE_OK || status == FE_FULL) return true;
    raise_channel_error(status, channel_);
    return false;
  }
  return push(data, transfer, sent);
}

bool PythonEnd::send_sync(PyObject *data, bool transfer, double timeout) {
  bool pushed = false;
  if (!try_send(data, transfer, &pushed)) return false;
  if (pushed) return true;
  // The bytes are taken at the call: what the caller could change meanwhile is copied.
  PyObject *held = data;
  uint64_t bytes;
  {
    Py_buffer view;
    if (py.PyObject_GetBuffer(data, &view, PyBUF_SIMPLE) != 0) return false;
    bytes = static_cast<uint64_t>(view.len);
    const bool immutable = reinterpret_cast<PyObject *>(data->ob_type) == py.PyBytes_Type;
    held = transfer || immutable ? py_new_ref(data)
                                 : py.PyBytes_FromStringAndSize(static_cast<const char *>(view.buf), view.len);
    py.PyBuffer_Release(&view);
    if (held == nullptr) return false;
  }
  const PyRef keep(held);
  uint64_t ticket = 0;
  if (!wait_turn(bytes, nullptr, &ticket)) return false;
  retain();
  PythonWait wait(timeout);
  bool ok = false;
  for (;;) {
    const bool first = line_.front().ticket == ticket;
    if (first) {
      if (!push(held, transfer, &pushed)) break;
      if (pushed) {
        ok = true;
        break;
      }
    } else if (const fe_status status = channel_->python_can_send(0); status != FE_OK && status != FE_FULL) {
      raise_channel_error(status, channel_);
      break;
    }
    const uint32_t seen = channel_->python_word.read();
    channel_->python_bell.announce(kWantSpaceThread | kWantStateThread);
    const fe_status again = channel_->python_can_send(bytes);
    if (again == FE_FULL || (again == FE_OK && line_.front().ticket != ticket)) {
      if (!wait.sleep(channel_->python_word, seen)) break;
    }
  }
  const auto place = find(ticket);
  if (place != line_.end()) leave(place);
  release();
  return ok;
}

bool PythonEnd::wait_turn(uint64_t bytes, PyObject *future, uint64_t *ticket) {
  const fe_status status = channel_->python_can_send(bytes);
  if (status != FE_OK && status != FE_FULL) {
    raise_channel_error(status, channel_);
    return false;
  }
  if (line_.size() >= channel_->options.capacity) {
    raise_channel_error(FE_FULL, channel_);
    return false;
  }
  *ticket = next_ticket_++;
  if (future != nullptr) py.Py_IncRef(future);
  line_.push_back({*ticket, bytes, future, false});
  if (future != nullptr && bell_ != nullptr) {
    channel_->python_bell.announce(kWantSpaceLoop | kWantStateLoop);
    if (line_.size() == 1 && channel_->python_can_send(bytes) != FE_FULL) bell_->core()->ring();
  }
  return true;
}

bool PythonEnd::finish_send(uint64_t ticket, PyObject *data, bool transfer) {
  const auto place = find(ticket);
  if (place == line_.end() || place != line_.begin()) {
    py.PyErr_SetString(py.PyExc_RuntimeError, "finish_send: it is not this ticket's turn");
    return false;
  }
  bool pushed = false;
  const bool ok = push(data, transfer, &pushed);
  if (ok && !pushed) {
    py.PyErr_SetString(py.PyExc_RuntimeError, "finish_send: the message is larger than announced");
  }
  const auto again = find(ticket);  // push() may have let other threads run
  if (again != line_.end()) leave(again);
  return ok && pushed;
}

void PythonEnd::leave_line(uint64_t ticket) {
  const auto place = find(ticket);
  if (place != line_.end()) leave(place);
}

std::deque<Sender>::iterator PythonEnd::find(uint64_t ticket) {
  return std::find_if(line_.begin(), line_.end(), [&](const Sender &sender) { return sender.ticket == ticket; });
}

void PythonEnd::leave(std::deque<Sender>::iterator place) {
  const bool was_first = place == line_.begin();
  PyObject *future = place->future;
  line_.erase(place);
  if (was_first) wake_first();
  if (future != nullptr) py.Py_DecRef(future);
}

void PythonEnd::wake_first() {
  if (line_.empty()) return;
  if (line_.front().future == nullptr) {
    channel_->python_word.wake_all();
  } else if (bell_ != nullptr) {
    bell_->core()->ring();
  }
}

// ---- receiving

PyObject *PythonEnd::take() {
  dispose_python_garbage();
  if (Slot *slot = channel_->python_front()) return take_front(channel_, slot);
  if (channel_->destroyed()) {
    raise_channel_error(FE_CHANNEL_DESTROYED, channel_);
    return nullptr;
  }
  return py_none();
}

PyObject *PythonEnd::take_batch(int64_t limit, PyObject *first) {
  dispose_python_garbage();
  PyRef batch(py.PyList_New(0));
  if (!batch) return nullptr;
  int64_t count = 0;
  if (first != nullptr) {
    if (py.PyList_Append(batch.get(), first) != 0) return nullptr;
    ++count;
  }
  for (; count < limit; ++count) {
    Slot *slot = channel_->python_front();
    if (slot == nullptr) break;
    const PyRef message(take_front(channel_, slot));
    if (message && py.PyList_Append(batch.get(), message.get()) == 0) continue;
    // No memory for another one: what is taken is not lost for that.
    if (count == 0) return nullptr;
    py.PyErr_Clear();
    break;
  }
  if (count == 0 && channel_->destroyed()) {
    raise_channel_error(FE_CHANNEL_DESTROYED, channel_);
    return nullptr;
  }
  return batch.give();
}

PyObject *PythonEnd::receive_sync(double timeout) {
  dispose_python_garbage();
  if (thread_reads_ || reader_ != nullptr) {
    raise_channel_error(FE_CHANNEL_BUSY, channel_);
    return nullptr;
  }
  thread_reads_ = true;
  retain();
  PythonWait wait(timeout);
  PyObject *message = nullptr;
  for (;;) {
    if (Slot *slot = channel_->python_front()) {
      message = take_front(channel_, slot);
      break;
    }
    if (channel_->destroyed() || channel_->python_ended()) {
      if (channel_->destroyed()) {
        raise_channel_error(FE_CHANNEL_DESTROYED, channel_);
      } else {
        message = py_none();
      }
      break;
    }
    const uint32_t seen = channel_->python_word.read();
    channel_->python_bell.announce(kWantReadableThread | kWantStateThread);
    if (channel_->python_front() != nullptr || channel_->destroyed() || channel_->python_ended()) continue;
    if (!wait.sleep(channel_->python_word, seen)) break;
  }
  thread_reads_ = false;
  release();
  return message;
}

PyObject *PythonEnd::wait_readable(PyObject *loop) {
  if (thread_reads_ || (reader_ != nullptr && !waiter_done(reader_))) {
    raise_channel_error(FE_CHANNEL_BUSY, channel_);
    return nullptr;
  }
  if (reader_ != nullptr) {  // cancelled
    py.Py_DecRef(reader_);
    reader_ = nullptr;
  }
  channel_->python_bell.announce(kWantReadableLoop | kWantStateLoop);
  if (channel_->python_front() != nullptr || channel_->destroyed() || channel_->python_ended()) return py_none();
  PyObject *waiter = make_waiter(loop);
  if (waiter != nullptr) reader_ = py_new_ref(waiter);
  return waiter;
}

// ---- the end

void PythonEnd::close() {
  channel_->python_close();
  if (!line_.empty()) {
    channel_->python_word.wake_all();
    if (bell_ != nullptr) bell_->core()->ring();
  }
}

bool PythonEnd::wait_closed(PyObject *future) {
  closers_.push_back(py_new_ref(future));
  channel_->python_bell.announce(kWantStateLoop);
  if ((channel_->destroyed() || channel_->both_closed()) && bell_ != nullptr) bell_->core()->ring();
  return true;
}

bool PythonEnd::close_sync(double timeout) {
  close();
  retain();
  PythonWait wait(timeout);
  bool ok = false;
  for (;;) {
    if (channel_->both_closed()) {
      ok = true;
      break;
    }
    if (channel_->destroyed()) {
      raise_channel_error(FE_CHANNEL_DESTROYED, channel_);
      break;
    }
    const uint32_t seen = channel_->python_word.read();
    channel_->python_bell.announce(kWantStateThread);
    if (channel_->destroyed() || channel_->both_closed()) continue;
    if (!wait.sleep(channel_->python_word, seen)) {
      if (wait.expired()) destroy(FE_TIMEOUT, "the other side did not close the channel in time");
      break;
    }
  }
  release();
  return ok;
}

void PythonEnd::destroy(fe_status reason, const std::string &text) {
  channel_->destroy(reason, text);
  static_cast<void>(channel_->python_front());  // drops what was queued for us
}

// ---- the loop

void PythonEnd::bind(LoopBell *bell) {
  if (bell_ == bell) return;
  if (bell_ != nullptr) bell_->remove(this);
  bell_ = bell;
  channel_->loop_bell.store(bell != nullptr ? bell->core() : nullptr, std::memory_order_release);
  if (bell != nullptr) {
    bell->add(this);
    bell->core()->ring();
  }
}

void PythonEnd::set_handler(PyObject *callable) {
  PyObject *old = handler_;
  handler_ = callable != nullptr ? py_new_ref(callable) : nullptr;
  if (old != nullptr) py.Py_DecRef(old);
  if (handler_ == nullptr) return;
  channel_->python_bell.announce(kWantReadableLoop);
  if (bell_ != nullptr) bell_->core()->ring();
}

Progress PythonEnd::process() {
  bool did = false;
  if (reader_ != nullptr) {
    channel_->python_bell.announce(kWantReadableLoop | kWantStateLoop);
    if (channel_->python_front() != nullptr || channel_->destroyed() || channel_->python_ended()) {
      const PyRef waiter(reader_);
      reader_ = nullptr;
      // What it then finds, message, end or error, it takes itself.
      if (!resolve_waiter(waiter.get())) return Progress::failed;
      did = true;
    }
  }
  if (handler_ != nullptr && process_handler()) did = true;
  if (!line_.empty() && process_line()) did = true;
  if (!closers_.empty()) {
    channel_->python_bell.announce(kWantStateLoop);
    if (channel_->destroyed() || channel_->both_closed()) {
      std::vector<PyObject *> closers;
      closers.swap(closers_);
      const PyRef error(channel_->destroyed() ? make_channel_error(FE_CHANNEL_DESTROYED, channel_) : nullptr);
      for (PyObject *future : closers) {
        if (error) {
          fail_future(future, error.get());
        } else {
          resolve_future(future);
        }
        py.Py_DecRef(future);
      }
      did = true;
    }
  }
  return did ? Progress::some : Progress::none;
}

bool PythonEnd::process_handler() {
  if (in_handler_) return false;  // a handler that runs the loop again
  channel_->python_bell.announce(kWantReadableLoop);
  in_handler_ = true;
  retain();
  int count = 0;
  while (count < kHandlerBatch && handler_ != nullptr) {
    Slot *slot = channel_->python_front();
    if (slot == nullptr) break;
    ++count;
    const PyRef handler(py_new_ref(handler_));
    const PyRef message(take_front(channel_, slot));
    const PyRef result(message ? py.PyObject_CallFunctionObjArgs(handler.get(), message.get(), nullptr) : nullptr);
    if (!result) py.PyErr_WriteUnraisable(handler.get());
  }
  in_handler_ = false;
  release();
  return count != 0;
}

bool PythonEnd::process_line() {
  channel_->python_bell.announce(kWantSpaceLoop | kWantStateLoop);
  const fe_status ended = channel_->python_can_send(0);
  if (ended != FE_OK && ended != FE_FULL) {
    const PyRef error(make_channel_error(ended, channel_));
    bool did = false;
    for (auto place = line_.begin(); place != line_.end();) {
      if (place->future == nullptr) {
        ++place;
        continue;
      }
      const PyRef future(place->future);
      place = line_.erase(place);
      fail_future(future.get(), error.get());
      did = true;
    }
    if (!line_.empty()) channel_->python_word.wake_all();
    return did;
  }
  Sender &first = line_.front();
  if (first.future == nullptr || first.granted || channel_->python_can_send(first.bytes) == FE_FULL) return false;
  first.granted = true;
  resolve_future(first.future);
  return true;
}

void PythonEnd::abandon() {
  retain();
  bind(nullptr);
  set_handler(nullptr);
  if (reader_ != nullptr) py.Py_DecRef(reader_);
  reader_ = nullptr;
  for (PyObject *future : closers_) py.Py_DecRef(future);
  closers_.clear();
  for (auto place = line_.begin(); place != line_.end();) {
    if (place->future == nullptr) {
      ++place;
      continue;
    }
    py.Py_DecRef(place->future);
    place = line_.erase(place);
  }
  channel_->python_word.wake_all();
  auto &ends = open_python_ends();
  const auto self = std::find(ends.begin(), ends.end(), this);
  if (self != ends.end()) {
    ends.erase(self);
    --references_;  // the list's; ours from above is still there
  }
  release();
}

}  // namespace flet_embed
