#include "interpreter.h"

#include <chrono>
#include <new>

#include "channel.h"
#include "channel_registry.h"
#include "dynamic_library.h"
#include "garbage.h"
#include "host.h"
#include "native_thread.h"
#include "process_end.h"
#include "program_run.h"
#include "python_api.h"
#include "python_end.h"
#include "python_output.h"
#include "python_wait.h"

namespace flet_embed {
namespace {

// CPython overflows smaller stacks before its own recursion limit (512 KiB always, 4 MiB with a limit of 10,000).
constexpr size_t kStackBytes = 16u << 20;
// Of a thread that only asks Python to stop.
constexpr size_t kStopStackBytes = 8u << 20;
// A program whose host is gone is cancelled, then interrupted, then waited for this long by the next start().
constexpr auto kOrphanCancel = std::chrono::milliseconds(500);
constexpr auto kOrphanPatience = std::chrono::milliseconds(5000);

struct StopRequest {
  Interpreter *interpreter;
  fe_stop_stage stage;
  uint64_t program;
};

}  // namespace

Interpreter &Interpreter::instance() {
  static Interpreter &interpreter = *new Interpreter;
  return interpreter;
}

fe_status Interpreter::start(Host *host, const StartOptions &options, Channel *output, uint64_t *runtime) {
  std::unique_lock<std::mutex> lock(mutex_);
  if (owner_ != nullptr) return FE_RUNTIME_EXISTS;
  if (state_ == State::kDone || finalising_) return FE_RUNTIME_STOPPED;
  if (initialised_) {
    const auto wanted = list_candidates(options.python, options.folder);
    const bool same_python = options.python.empty() || (!wanted.empty() && wanted.front().path == candidate_) ||
                             options.python == python_.executable || options.python == python_.prefix;
    if (!same_python || options.isolated != started_with_.isolated || options.deep_bind != started_with_.deep_bind) {
      return FE_RUNTIME_CONFIG;
    }
  }
  host->retain();
  owner_ = host;
  *runtime = ++runtime_;
  taken_up_ = false;
  options_ = options;
  output_ = output;
  output_handle_ = output != nullptr ? output->id : 0;
  failure_ = FE_OK;
  error_.clear();
  if (state_ == State::kNone) {
    library_pin(reinterpret_cast<const void *>(&fe_abi_version));
    set_python_nudge(&Interpreter::nudge);
    if (!start_native_thread([](void *self) { static_cast<Interpreter *>(self)->thread_main(); }, this, kStackBytes)) {
      owner_ = nullptr;
      host->release();
      return FE_OUT_OF_MEMORY;
    }
    state_ = State::kStarting;
  } else if (state_ == State::kFailed) {
    state_ = State::kStarting;
  }
  command_ = Command::kStart;
  changed_.notify_all();
  return FE_OK;
}

fe_status Interpreter::run(uint64_t runtime, const Program &program, uint64_t *number) {
  std::lock_guard<std::mutex> lock(mutex_);
  if (!owns(runtime)) return FE_INVALID_HANDLE;
  if (!taken_up_ || state_ == State::kRunning || command_ != Command::kNone) return FE_BUSY;
  if (state_ != State::kIdle) return FE_RUNTIME_STOPPED;
  program_ = program;
  end_ = ProgramEnd();
  stop_report_.clear();
  *number = ++program_number_;
  registry_program_began();  // here and not on the interpreter thread: from now on it is worth waiting
  state_ = State::kRunning;
  command_ = Command::kRun;
  changed_.notify_all();
  return FE_OK;
}

fe_status Interpreter::release(uint64_t runtime) {
  std::lock_guard<std::mutex> lock(mutex_);
  if (!owns(runtime)) return FE_INVALID_HANDLE;
  if (state_ == State::kRunning || state_ == State::kStarting || !taken_up_) return FE_BUSY;
  owner_->release();
  owner_ = nullptr;
  return FE_OK;
}

void Interpreter::host_gone(Host *host) {
  std::lock_guard<std::mutex> lock(mutex_);
  if (owner_ != host) return;
  owner_->release();
  owner_ = nullptr;
  // A worker may end because the process does, and then nobody will call fe_process_exit_sync().
  if (initialised_) end_process_with_interpreter();
  if (state_ == State::kRunning) stop_orphan();
}

// ---- stopping. Each request gets a thread of its own, since it must wait for the GIL and nobody else may.

void Interpreter::ask_to_stop(fe_stop_stage stage) {
  // Not std::thread: CPython may end a thread that asks for the GIL, and its frames would not survive that.
  auto *request = new (std::nothrow) StopRequest{this, stage, program_number_};
  const auto serve = [](void *argument) {
    const StopRequest wanted = *static_cast<StopRequest *>(argument);
    delete static_cast<StopRequest *>(argument);
    wanted.interpreter->stop_now(wanted.stage, wanted.program);
  };
  if (request != nullptr && !start_native_thread(serve, request, kStopStackBytes)) delete request;
}

void Interpreter::stop_now(fe_stop_stage stage, uint64_t program) {
  {
    std::lock_guard<std::mutex> lock(mutex_);
    if (state_ != State::kRunning || program_number_ != program || !initialised_) return;
    ++stopping_;
  }
  const PyGILState_STATE gil = py.PyGILState_Ensure();
  const std::string report = request_program_stop(stage);
  py.PyGILState_Release(gil);
  std::lock_guard<std::mutex> lock(mutex_);
  stop_report_ = report;
  --stopping_;
  changed_.notify_all();
}

void Interpreter::stop_orphan() {
  orphan_ = program_number_;
  // One host's program at a time is an orphan: its number says which.
  (void)start_native_thread([](void *self) { static_cast<Interpreter *>(self)->stop_orphan_now(); }, this,
                            kStopStackBytes);
}

void Interpreter::stop_orphan_now() {
  std::unique_lock<std::mutex> lock(mutex_);
  const uint64_t number = orphan_;
  const auto ended = [&](std::chrono::milliseconds patience) {
    return changed_.wait_for(lock, patience, [&] { return state_ != State::kRunning || program_number_ != number; });
  };
  const auto stop = [&](fe_stop_stage stage) {
    lock.unlock();
    stop_now(stage, number);
    lock.lock();
  };
  stop(FE_STOP_CANCEL);
  if (ended(kOrphanCancel)) return;
  stop(FE_STOP_RAISE);
  if (ended(kOrphanPatience)) return;
  stop(FE_STOP_REPORT);
  // Whoever waits to take the interpreter up learns that it cannot.
  if (owner_ != nullptr && !taken_up_ && state_ == State::kRunning && program_number_ == number) {
    finish_start(FE_BUSY, "the program of the runtime's previous owner does not stop:\n" + stop_report_);
  }
}

fe_status Interpreter::request_stop(uint64_t runtime, fe_stop_stage stage) {
  std::lock_guard<std::mutex> lock(mutex_);
  if (!owns(runtime)) return FE_INVALID_HANDLE;
  if (state_ == State::kRunning) ask_to_stop(stage);
  return FE_OK;
}

// ---- the interpreter thread

void Interpreter::thread_main() {
  std::unique_lock<std::mutex> lock(mutex_);
  PyThreadState *parked = nullptr;  // initialised: our thread state while the GIL is free
  for (;;) {
    changed_.wait(lock, [&] { return command_ != Command::kNone || (tidy_ && initialised_); });
    const Command command = command_;
    command_ = Command::kNone;
    tidy_ = false;
    lock.unlock();
    if (parked != nullptr) py.PyEval_RestoreThread(parked);
    if (parked != nullptr) dispose_python_garbage();
    switch (command) {
      case Command::kStart:
        do_start();
        break;
      case Command::kRun:
        lock.lock();
        do_run(lock);
        lock.unlock();
        break;
      case Command::kFinalise:
        lock.lock();
        do_finalise(lock);
        // It does not end (rule 2): libraries, OpenSSL for one, clean up in every ending thread that used them, and the
        // thread that waited for us is in exit() by now, where the same libraries clean up for the process.
        for (;;) changed_.wait(lock);
      case Command::kNone:
        break;
    }
    lock.lock();
    if (initialised_) {
      lock.unlock();
      parked = py.PyEval_SaveThread();
      lock.lock();
    }
  }
}

void Interpreter::do_start() {
  StartOptions options;
  Channel *output;
  bool initialised;
  {
    std::lock_guard<std::mutex> lock(mutex_);
    options = options_;
    output = output_;
    output_ = nullptr;
    initialised = initialised_;
  }
  fe_status status = FE_OK;
  std::string error;
  StartedPython started;
  std::string candidate;
  if (!initialised) {
    const auto candidates = list_candidates(options.python, options.folder);
    PythonLocation location;
    status = locate_python(candidates, &location, &error);
    if (status == FE_OK) {
      for (const PythonCandidate &each : candidates) {
        if (each.found_by == location.found_by) candidate = each.path;
      }
      status = start_python(options, location, &started, &error);
    }
    if (status == FE_OK) {
      end_process_with_interpreter();
      std::lock_guard<std::mutex> lock(mutex_);
      initialised_ = true;
      python_ = started;
      candidate_ = candidate;
      started_with_ = options;
      initialised = true;
    }
  }
  if (initialised) set_output(options.output, output);
  if (status == FE_OK) status = configure_python(options, &error);
  std::lock_guard<std::mutex> lock(mutex_);
  if (output != nullptr && !initialised) output->python_release();
  finish_start(status, error);
}

// With the lock held.
void Interpreter::finish_start(fe_status status, const std::string &error) {
  failure_ = status;
  error_ = error;
  taken_up_ = true;
  if (state_ != State::kRunning) state_ = initialised_ ? State::kIdle : State::kFailed;
  changed_.notify_all();
  if (owner_ != nullptr) owner_->post_runtime();
}

void Interpreter::do_run(std::unique_lock<std::mutex> &lock) {
  const Program program = program_;
  lock.unlock();
  const ProgramEnd end = run_program(program);
  lock.lock();
  end_ = end;
  lock.unlock();
  end_program(end);
  lock.lock();
  // A thread that is in Python to stop this program must be out of it: it would stop the next one, or finalising would
  // end it there.
  while (stopping_ != 0) {
    lock.unlock();
    PyThreadState *state = py.PyEval_SaveThread();
    lock.lock();
    changed_.wait(lock, [&] { return stopping_ == 0; });
    lock.unlock();
    py.PyEval_RestoreThread(state);
    lock.lock();
  }
  state_ = State::kIdle;
  changed_.notify_all();
  if (owner_ != nullptr) owner_->post_runtime();
}

void Interpreter::do_finalise(std::unique_lock<std::mutex> &lock) {
  lock.unlock();
  const bool ready = ready_to_finalise();
  if (ready) {
    set_python_nudge(nullptr);
    py.Py_FinalizeEx();
  } else {
    py.PyEval_SaveThread();
  }
  lock.lock();
  if (ready) {
    initialised_ = false;
    state_ = State::kDone;
  }
  changed_.notify_all();
}

// The reclaiming thread: Python has garbage of ours.
void Interpreter::nudge() {
  Interpreter &self = instance();
  ring_all_bells();
  std::lock_guard<std::mutex> lock(self.mutex_);
  if (self.state_ == State::kIdle) {
    self.tidy_ = true;
    self.changed_.notify_all();
  }
}

// ---- the end of the process

bool Interpreter::alive() {
  std::lock_guard<std::mutex> lock(mutex_);
  return initialised_ || state_ == State::kStarting;
}

bool Interpreter::finalise_sync(uint32_t timeout_ms) {
  std::unique_lock<std::mutex> lock(mutex_);
  if (!initialised_) return state_ != State::kStarting;
  if (!finalising_) {
    finalising_ = true;
    if (state_ == State::kRunning) ask_to_stop(FE_STOP_CANCEL);
    command_ = Command::kFinalise;
    changed_.notify_all();
  }
  changed_.wait_for(lock, std::chrono::milliseconds(timeout_ms), [&] { return state_ == State::kDone; });
  return state_ == State::kDone;
}

}  // namespace flet_embed
