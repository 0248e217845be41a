/* fe_runtime_* and fe_program_*. On the environment's thread; none of these waits for Python. */
#include <napi.h>

#include <new>
#include <string>
#include <vector>

#include "arguments.h"
#include "binding.h"
#include "host.h"
#include "status_error.h"
#include "text.h"

namespace flet_embed::node {

namespace {

/* An array of JavaScript strings as C strings. */
class Strings {
 public:
  explicit Strings(const Napi::Value &value) {
    const auto array = value.As<Napi::Array>();
    for (uint32_t i = 0; i < array.Length(); ++i) strings_.push_back(array.Get(i).ToString().Utf8Value());
    for (const std::string &string : strings_) pointers_.push_back(string.c_str());
  }
  const char *const *data() const { return pointers_.data(); }
  size_t size() const { return pointers_.size(); }

 private:
  std::vector<std::string> strings_;
  std::vector<const char *> pointers_;
};

/* A string, or null. */
class OptionalString {
 public:
  explicit OptionalString(const Napi::Value &value) : given_(value.IsString()) {
    if (given_) string_ = value.ToString().Utf8Value();
  }
  const char *get() const { return given_ ? string_.c_str() : nullptr; }

 private:
  bool given_;
  std::string string_;
};

/* The core may be gone already (handles.h): only this memory. */
void FinalizeRuntime(napi_env, void *data, void *) {
  auto *handle = static_cast<RuntimeHandle *>(data);
  handle->host->Unreference();
  delete handle;
}

}  // namespace

/*
 * runtimeStart(host, { python, folder, packagePath, path, env, isolated, noDeepBind, output, switchInterval, busyPollUs
 * }): runtime. Every member is given; `python` and `folder` may be null.
 */
napi_value RuntimeStart(napi_env env, napi_callback_info info) {
  const Arguments<2> arguments(env, info);
  auto *host = arguments.Unwrapped<Host>(0);
  if (host == nullptr) return nullptr;
  const Napi::Object object = Napi::Value(env, arguments[1]).ToObject();
  const OptionalString python(object.Get("python"));
  const OptionalString folder(object.Get("folder"));
  const std::string package_path = object.Get("packagePath").ToString().Utf8Value();
  const Strings path(object.Get("path"));
  const Strings variables(object.Get("env"));

  fe_runtime_options options{};
  options.size = sizeof(options);
  options.python = python.get();
  options.folder = folder.get();
  options.package_path = package_path.c_str();
  options.path = path.data();
  options.path_count = path.size();
  options.env = variables.data();
  options.env_count = variables.size();
  options.isolated = object.Get("isolated").ToBoolean();
  options.no_deep_bind = object.Get("noDeepBind").ToBoolean();
  options.output = static_cast<fe_output>(object.Get("output").ToNumber().Uint32Value());
  options.switch_interval = object.Get("switchInterval").ToNumber().DoubleValue();
  options.busy_poll_us = object.Get("busyPollUs").ToNumber().Uint32Value();

  auto *handle = new (std::nothrow) RuntimeHandle{{}, host};
  if (handle == nullptr) {
    ThrowStatus(env, FE_OUT_OF_MEMORY);
    return nullptr;
  }
  if (!Check(env, fe_runtime_start(host->handle(), &options, &handle->runtime))) {
    delete handle;
    return nullptr;
  }
  host->Reference();
  return Wrap(env, handle, FinalizeRuntime);
}

/* runtimeGetInfo(runtime): { state, status, program, programRunning, programStopped, programHasError, programCode } */
napi_value RuntimeGetInfo(napi_env env, napi_callback_info info) {
  const Arguments<1> arguments(env, info);
  const auto *handle = arguments.Unwrapped<RuntimeHandle>(0);
  fe_runtime_info runtime{};
  runtime.size = sizeof(runtime);
  if (handle == nullptr || !Check(env, fe_runtime_get_info(handle->runtime, &runtime))) return nullptr;
  Napi::Object result = Napi::Object::New(env);
  result.Set("state", static_cast<double>(runtime.state));
  result.Set("status", static_cast<double>(runtime.status));
  result.Set("program", static_cast<double>(runtime.program));
  result.Set("programRunning", runtime.program_running);
  result.Set("programStopped", runtime.program_stopped);
  result.Set("programHasError", runtime.program_has_error);
  result.Set("programCode", static_cast<double>(runtime.program_code));
  return result;
}

/* runtimeRelease(runtime) */
napi_value RuntimeRelease(napi_env env, napi_callback_info info) {
  const Arguments<1> arguments(env, info);
  const auto *handle = arguments.Unwrapped<RuntimeHandle>(0);
  if (handle != nullptr) Check(env, fe_runtime_release(handle->runtime));
  return nullptr;
}

/* runtimeOutput(runtime, index): channel */
napi_value RuntimeOutput(napi_env env, napi_callback_info info) {
  const Arguments<2> arguments(env, info);
  const auto *handle = arguments.Unwrapped<RuntimeHandle>(0);
  uint32_t index = 0;
  fe_channel channel{};
  if (handle == nullptr || !arguments.Uint32(1, &index)) return nullptr;
  if (!Check(env, fe_runtime_output(handle->runtime, &channel))) return nullptr;
  return WrapChannel(env, handle->host, channel, index);
}

/* runtimeText(runtime, which): string */
napi_value RuntimeText(napi_env env, napi_callback_info info) {
  const Arguments<2> arguments(env, info);
  const auto *handle = arguments.Unwrapped<RuntimeHandle>(0);
  uint32_t which = 0;
  if (handle == nullptr || !arguments.Uint32(1, &which)) return nullptr;
  const fe_runtime runtime = handle->runtime;
  return Text(env, [=](char *buffer, size_t capacity) {
    return fe_runtime_text(runtime, static_cast<fe_text>(which), buffer, capacity);
  });
}

/* programRun(runtime, kind, target, args: string[], env: string[]): number of the program */
napi_value ProgramRun(napi_env env, napi_callback_info info) {
  const Arguments<5> arguments(env, info);
  const auto *handle = arguments.Unwrapped<RuntimeHandle>(0);
  uint32_t kind = 0;
  if (handle == nullptr || !arguments.Uint32(1, &kind)) return nullptr;
  const std::string target = Napi::Value(env, arguments[2]).ToString().Utf8Value();
  const Strings args(Napi::Value(env, arguments[3]));
  const Strings variables(Napi::Value(env, arguments[4]));
  fe_program_options options{};
  options.size = sizeof(options);
  options.kind = static_cast<fe_program_kind>(kind);
  options.target = target.c_str();
  options.args = args.data();
  options.args_count = args.size();
  options.env = variables.data();
  options.env_count = variables.size();
  uint64_t program = 0;
  if (!Check(env, fe_program_run(handle->runtime, &options, &program))) return nullptr;
  return Napi::Number::New(env, static_cast<double>(program));
}

/* programRequestStop(runtime, stage) */
napi_value ProgramRequestStop(napi_env env, napi_callback_info info) {
  const Arguments<2> arguments(env, info);
  const auto *handle = arguments.Unwrapped<RuntimeHandle>(0);
  uint32_t stage = 0;
  if (handle == nullptr || !arguments.Uint32(1, &stage)) return nullptr;
  Check(env, fe_program_request_stop(handle->runtime, static_cast<fe_stop_stage>(stage)));
  return nullptr;
}

}  // namespace flet_embed::node
