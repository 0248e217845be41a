// Python's end of a channel: who waits on it, in which order, and what wakes them. Everything here needs the GIL, which
// is also what makes «one producer, one consumer» true for the rings.
//
// Senders stand in one line, threads and asyncio tasks alike, and only the first may push. That keeps the order strict
// without any hand-over: a task that was told «your turn» and is cancelled before it runs simply leaves the line.
#pragma once

#include <cstdint>
#include <deque>
#include <vector>

#include "channel.h"
#include "python_api.h"

namespace flet_embed {

class LoopBell;

// What a look at an end, or at all of a loop's, has come to.
enum class Progress : uint8_t {
  none,
  some,    // something was done
  failed,  // what ends the loop was raised: a Python error is set
};

struct Sender {
  uint64_t ticket;
  uint64_t bytes;
  PyObject *future;  // null: a thread, which wakes by the channel's word
  bool granted;      // the task was told that it is its turn
};

class PythonEnd {
 public:
  // Takes over the channel's Python-side reference. The end is in the list of open ends until the program ends.
  explicit PythonEnd(Channel *channel);
  void retain() { ++references_; }
  void release();

  [[nodiscard]] Channel *channel() const { return channel_; }

  // ---- sending. False: a Python error is set.
  [[nodiscard]] bool try_send(PyObject *data, bool transfer, bool *sent);
  [[nodiscard]] bool send_sync(PyObject *data, bool transfer, double timeout);
  [[nodiscard]] bool wait_turn(uint64_t bytes, PyObject *future, uint64_t *ticket);
  [[nodiscard]] bool finish_send(uint64_t ticket, PyObject *data, bool transfer);
  void leave_line(uint64_t ticket);

  // ---- receiving
  [[nodiscard]] PyObject *take();  // null with an error set, or a new reference; None: nothing now
  // A new list: `first` (or null), then what is there, `limit` messages altogether. An error only when it would be
  // empty.
  [[nodiscard]] PyObject *take_batch(int64_t limit, PyObject *first);
  [[nodiscard]] PyObject *receive_sync(double timeout);
  // A new Waiter for a task of `loop`, or None when there is something already. Null: a Python error is set.
  [[nodiscard]] PyObject *wait_readable(PyObject *loop);

  // ---- the end
  void close();
  [[nodiscard]] bool wait_closed(PyObject *future);
  [[nodiscard]] bool close_sync(double timeout);
  void destroy(fe_status reason, const std::string &text);

  // ---- the loop that answers this end's futures and calls its handler
  void bind(LoopBell *bell);
  [[nodiscard]] LoopBell *bell() const { return bell_; }
  void set_handler(PyObject *callable);  // dart_bridge; null: none
  // On the loop's thread: resolves what can be resolved, announces the rest. Code of the program runs inside.
  [[nodiscard]] Progress process();

  // The program ends: everything that waits here is let go of.
  void abandon();

 private:
  ~PythonEnd();
  // Pushes if there is room. False: a Python error is set; *pushed false: no room.
  [[nodiscard]] bool push(PyObject *data, bool transfer, bool *pushed);
  [[nodiscard]] bool process_handler();
  [[nodiscard]] bool process_line();
  void leave(std::deque<Sender>::iterator place);
  void wake_first();
  [[nodiscard]] std::deque<Sender>::iterator find(uint64_t ticket);

  Channel *channel_;
  int references_ = 1;
  LoopBell *bell_ = nullptr;
  PyObject *reader_ = nullptr;  // the Waiter of the one waiting task
  bool thread_reads_ = false;
  PyObject *handler_ = nullptr;
  bool in_handler_ = false;
  std::deque<Sender> line_;
  uint64_t next_ticket_ = 1;
  std::vector<PyObject *> closers_;
};

// The open ends of the running program, oldest first.
[[nodiscard]] std::vector<PythonEnd *> &open_python_ends();

// Sets ChannelError (python_errors.cc) for `channel`'s present condition or `status`.
void raise_channel_error(fe_status status, const Channel *channel);
// The same with a text of the caller's.
void raise_channel_error_text(fe_status code, const std::string &text);
// The same as an exception object, for a future. New reference.
[[nodiscard]] PyObject *make_channel_error(fe_status status, const Channel *channel);
// Future.set_result(None) / set_exception(error); a future that is done already is left alone.
void resolve_future(PyObject *future);
void fail_future(PyObject *future, PyObject *error);

// How long waits spin before they sleep, in microseconds.
void set_busy_poll(uint32_t microseconds);
[[nodiscard]] uint32_t busy_poll();

// Lets an exception that another thread raised in this one (stop) surface now. False: it did, the error is set.
[[nodiscard]] bool surface_interrupt();

}  // namespace flet_embed
