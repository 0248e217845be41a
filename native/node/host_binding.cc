/* fe_host_*, and what concerns the whole process. On the environment's thread. */
#include "arguments.h"
#include "binding.h"
#include "host.h"
#include "status_error.h"

namespace flet_embed::node {

/* hostCreate(onEvents: (count) => void, events: Uint32Array): host. See Host::Create. */
napi_value HostCreate(napi_env env, napi_callback_info info) {
  const Arguments<2> arguments(env, info);
  Host *host = Host::Create(env, arguments[0], arguments[1]);
  if (host == nullptr) return nullptr;
  return Wrap(env, host, [](napi_env, void *data, void *) { static_cast<Host *>(data)->Unreference(); });
}

/* hostDestroy(host) */
napi_value HostDestroy(napi_env env, napi_callback_info info) {
  const Arguments<1> arguments(env, info);
  auto *host = arguments.Unwrapped<Host>(0);
  if (host != nullptr) host->End();
  return nullptr;
}

/* hostRef(host), hostUnref(host): whether the host keeps the event loop alive. At first it does not. */
napi_value HostRef(napi_env env, napi_callback_info info) {
  const Arguments<1> arguments(env, info);
  const auto *host = arguments.Unwrapped<Host>(0);
  if (host != nullptr && host->alive()) host->bell()->Ref();
  return nullptr;
}

napi_value HostUnref(napi_env env, napi_callback_info info) {
  const Arguments<1> arguments(env, info);
  const auto *host = arguments.Unwrapped<Host>(0);
  if (host != nullptr && host->alive()) host->bell()->Unref();
  return nullptr;
}

/* processExitSync(timeoutMs, exitCode) */
napi_value ProcessExitSync(napi_env env, napi_callback_info info) {
  const Arguments<2> arguments(env, info);
  uint32_t timeout = 0;
  double code = 0;
  if (arguments.Uint32(0, &timeout) && arguments.Double(1, &code)) {
    fe_process_exit_sync(timeout, static_cast<int>(code));
  }
  return nullptr;
}

/* abiVersion(): number */
napi_value AbiVersion(napi_env env, napi_callback_info) {
  napi_value result = nullptr;
  napi_create_uint32(env, fe_abi_version(), &result);
  return result;
}

/* statusCode(status): string */
napi_value StatusCode(napi_env env, napi_callback_info info) {
  const Arguments<1> arguments(env, info);
  uint32_t status = 0;
  napi_value result = nullptr;
  if (!arguments.Uint32(0, &status)) return nullptr;
  napi_create_string_utf8(env, fe_status_code(static_cast<fe_status>(status)), NAPI_AUTO_LENGTH, &result);
  return result;
}

/* statusMessage(status): string */
napi_value StatusMessage(napi_env env, napi_callback_info info) {
  const Arguments<1> arguments(env, info);
  uint32_t status = 0;
  napi_value result = nullptr;
  if (!arguments.Uint32(0, &status)) return nullptr;
  napi_create_string_utf8(env, fe_status_message(static_cast<fe_status>(status)), NAPI_AUTO_LENGTH, &result);
  return result;
}

}  // namespace flet_embed::node
