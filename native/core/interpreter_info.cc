// What a host can ask about the interpreter.
#include "host.h"
#include "interpreter.h"

namespace flet_embed {

fe_status Interpreter::get_info(uint64_t runtime, fe_runtime_info *info) {
  std::lock_guard<std::mutex> lock(mutex_);
  if (!owns(runtime)) return FE_INVALID_HANDLE;
  if (!taken_up_) {
    info->state = FE_RUNTIME_STATE_STARTING;
  } else if (failure_ != FE_OK) {
    info->state = FE_RUNTIME_STATE_FAILED;
  } else {
    info->state = state_ == State::kRunning ? FE_RUNTIME_STATE_RUNNING : FE_RUNTIME_STATE_IDLE;
  }
  info->status = failure_;
  info->program = program_number_;
  info->program_running = state_ == State::kRunning;
  info->program_stopped = end_.stopped;
  info->program_has_error = end_.has_error;
  info->program_code = end_.code;
  return FE_OK;
}

uint64_t Interpreter::output_handle(uint64_t runtime) {
  std::lock_guard<std::mutex> lock(mutex_);
  return owns(runtime) ? output_handle_ : 0;
}

std::string Interpreter::text(uint64_t runtime, fe_text which) {
  std::lock_guard<std::mutex> lock(mutex_);
  if (!owns(runtime)) return "";
  switch (which) {
    case FE_TEXT_VERSION:
      return python_.version;
    case FE_TEXT_EXECUTABLE:
      return python_.executable;
    case FE_TEXT_PREFIX:
      return python_.prefix;
    case FE_TEXT_LIBRARY:
      return python_.library;
    case FE_TEXT_FOUND_BY:
      return python_.found_by;
    case FE_TEXT_ERROR:
      return error_;
    case FE_TEXT_PROGRAM_ERROR_TYPE:
      return end_.error_type;
    case FE_TEXT_PROGRAM_ERROR_MESSAGE:
      return end_.error_message;
    case FE_TEXT_PROGRAM_TRACEBACK:
      return end_.traceback;
    case FE_TEXT_STOP_REPORT:
      return stop_report_;
  }
  return "";
}

}  // namespace flet_embed
