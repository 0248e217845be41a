// The interpreter thread: the one thread that initialises CPython, runs programs and finalises it (rule 2, L1).
//
//            start()                 run()
//   NONE ───────────► STARTING ───► IDLE ⇄ RUNNING        FAILED: nothing was initialised, start() may be tried again
//                         │           │  owner gone: parked, until start() takes it up
//                         └─► FAILED  └─ finalise ─► DONE
//
// Public functions: any thread; none takes the GIL or waits for Python, but finalise_sync().
#pragma once

#include <condition_variable>
#include <cstdint>
#include <mutex>
#include <string>
#include <vector>

#include "python_start.h"

namespace flet_embed {

class Channel;
class Host;

struct Program {
  fe_program_kind kind = FE_PROGRAM_SCRIPT;
  std::string target;
  std::vector<std::string> args;
  std::vector<std::string> env;
};

struct ProgramEnd {
  int32_t code = 0;
  bool stopped = false;
  bool has_error = false;
  std::string error_type, error_message, traceback;
};

class Interpreter {
 public:
  // The only one; leaked.
  [[nodiscard]] static Interpreter &instance();

  // Gives `host` the runtime and begins to start it, or to take up the parked one. `output`: Python's side of the
  // output channel, with one reference, or null.
  [[nodiscard]] fe_status start(Host *host, const StartOptions &options, Channel *output, uint64_t *runtime);
  [[nodiscard]] fe_status run(uint64_t runtime, const Program &program, uint64_t *number);
  [[nodiscard]] fe_status request_stop(uint64_t runtime, fe_stop_stage stage);
  [[nodiscard]] fe_status release(uint64_t runtime);
  [[nodiscard]] fe_status get_info(uint64_t runtime, fe_runtime_info *info);
  [[nodiscard]] std::string text(uint64_t runtime, fe_text which);
  // The host's handle of the output channel; 0: none.
  [[nodiscard]] uint64_t output_handle(uint64_t runtime);
  void host_gone(Host *host);

  // Asks the program to stop and finalises, for at most `timeout_ms`. True: CPython is finalised, or never was
  // initialised.
  [[nodiscard]] bool finalise_sync(uint32_t timeout_ms);
  // CPython is initialised and not finalised.
  [[nodiscard]] bool alive();

 private:
  enum class State { kNone, kStarting, kIdle, kRunning, kFailed, kDone };
  enum class Command { kNone, kStart, kRun, kFinalise };

  Interpreter() = default;
  void thread_main();
  void do_start();
  void do_run(std::unique_lock<std::mutex> &lock);
  void do_finalise(std::unique_lock<std::mutex> &lock);
  void finish_start(fe_status status, const std::string &error);
  void ask_to_stop(fe_stop_stage stage);
  void stop_orphan();
  void stop_orphan_now();
  void stop_now(fe_stop_stage stage, uint64_t program);
  [[nodiscard]] bool owns(uint64_t runtime) const { return owner_ != nullptr && runtime_ == runtime; }
  static void nudge();

  std::mutex mutex_;  // guards all below; never held while anything waits for Python
  std::condition_variable changed_;
  State state_ = State::kNone;
  Command command_ = Command::kNone;
  bool tidy_ = false;
  bool finalising_ = false;
  Host *owner_ = nullptr;  // with a reference
  uint64_t runtime_ = 0;
  bool taken_up_ = false;  // the present owner's start() has been answered
  StartOptions options_;
  Channel *output_ = nullptr;  // until the interpreter thread has taken it
  uint64_t output_handle_ = 0;
  bool initialised_ = false;
  std::string candidate_;  // the candidate that was started, to compare with later wishes
  StartOptions started_with_;
  StartedPython python_;
  fe_status failure_ = FE_OK;
  std::string error_;
  Program program_;
  uint64_t program_number_ = 0;
  uint64_t orphan_ = 0;    // the newest program whose host has gone
  uint32_t stopping_ = 0;  // threads that are in Python to stop a program
  ProgramEnd end_;
  std::string stop_report_;
};

}  // namespace flet_embed
