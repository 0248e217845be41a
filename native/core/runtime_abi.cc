// The C face of the runtime and its programs. Copies arguments, finds objects; no logic.
#include "channel_registry.h"
#include "flet_embed.h"
#include "host.h"
#include "interpreter.h"
#include "process_end.h"
#include "runtime.h"
#include "text_copy.h"

using namespace flet_embed;

namespace flet_embed {
void runtime_host_gone(Host *host) { Interpreter::instance().host_gone(host); }
}  // namespace flet_embed

namespace {

std::string text_or_empty(const char *text) { return text != nullptr ? text : ""; }

std::vector<std::string> copy_list(const char *const *texts, size_t count) {
  std::vector<std::string> copy;
  for (size_t i = 0; texts != nullptr && i < count; ++i) copy.emplace_back(text_or_empty(texts[i]));
  return copy;
}

}  // namespace

extern "C" {

fe_status fe_runtime_start(fe_host handle, const fe_runtime_options *options, fe_runtime *out) {
  Host *host = find_host(handle.id);
  if (host == nullptr) return FE_INVALID_HANDLE;
  if (options == nullptr || out == nullptr || options->size < sizeof(fe_runtime_options) ||
      options->package_path == nullptr || options->output < FE_OUTPUT_INHERIT || options->output > FE_OUTPUT_CHANNEL) {
    return FE_INVALID_ARGUMENT;
  }
  StartOptions start;
  start.python = text_or_empty(options->python);
  start.folder = text_or_empty(options->folder);
  start.package_path = options->package_path;
  start.path = copy_list(options->path, options->path_count);
  start.env = copy_list(options->env, options->env_count);
  start.isolated = options->isolated;
  start.deep_bind = !options->no_deep_bind;
  start.output = options->output;
  start.switch_interval = options->switch_interval;
  start.busy_poll_us = options->busy_poll_us;
  Channel *output = nullptr;
  if (options->output == FE_OUTPUT_CHANNEL) {
    const fe_status status = registry_open_private(host, {}, &output);
    if (status != FE_OK) return status;
    output->python_opened();
  }
  const fe_status status = Interpreter::instance().start(host, start, output, &out->id);
  if (status != FE_OK && output != nullptr) {
    output->python_release();
    fe_channel_release({output->id});
  }
  return status;
}

fe_status fe_runtime_get_info(fe_runtime runtime, fe_runtime_info *info) {
  if (info == nullptr || info->size < sizeof(fe_runtime_info)) return FE_INVALID_ARGUMENT;
  return Interpreter::instance().get_info(runtime.id, info);
}

fe_status fe_runtime_release(fe_runtime runtime) { return Interpreter::instance().release(runtime.id); }

fe_status fe_runtime_output(fe_runtime runtime, fe_channel *out) {
  if (out == nullptr) return FE_INVALID_ARGUMENT;
  out->id = Interpreter::instance().output_handle(runtime.id);
  return out->id != 0 ? FE_OK : FE_INVALID_HANDLE;
}

size_t fe_runtime_text(fe_runtime runtime, fe_text which, char *buffer, size_t capacity) {
  return copy_text(Interpreter::instance().text(runtime.id, which), buffer, capacity);
}

fe_status fe_program_run(fe_runtime runtime, const fe_program_options *options, uint64_t *out_program) {
  if (options == nullptr || out_program == nullptr || options->size < sizeof(fe_program_options) ||
      options->target == nullptr || options->kind < FE_PROGRAM_SCRIPT || options->kind > FE_PROGRAM_CODE) {
    return FE_INVALID_ARGUMENT;
  }
  Program program;
  program.kind = options->kind;
  program.target = options->target;
  program.args = copy_list(options->args, options->args_count);
  program.env = copy_list(options->env, options->env_count);
  return Interpreter::instance().run(runtime.id, program, out_program);
}

fe_status fe_program_request_stop(fe_runtime runtime, fe_stop_stage stage) {
  if (stage < FE_STOP_CANCEL || stage > FE_STOP_REPORT) return FE_INVALID_ARGUMENT;
  return Interpreter::instance().request_stop(runtime.id, stage);
}

void fe_process_exit_sync(uint32_t timeout_ms, int exit_code) {
  if (Interpreter::instance().finalise_sync(timeout_ms)) return;
  remember_exit_code(exit_code);
  end_process_with_interpreter();
}

}  // extern "C"
