/*
 * The addon's entry: called once for every JavaScript environment that loads it, on that environment's thread.
 *
 * The module itself stays loaded until the process ends (the core sees to that), since Python's threads run in it.
 * There is nothing to construct or destruct when it is loaded or the process ends.
 */
#include <node_api.h>

#include <new>

#include "binding.h"
#include "environment.h"

namespace flet_embed::node {

namespace {

struct Export {
  const char *name;
  napi_callback function;
};

constexpr Export kExports[] = {
#define XX(name, function) {#name, function},
    FLET_EMBED_NODE_FUNCTIONS(XX)
#undef XX
};

void DeleteEnvironment(napi_env, void *data, void *) {
  auto *environment = static_cast<Environment *>(data);
  environment->blocks->Unreference();
  delete environment;
}

/* The Float64Array, which the exports object holds for as long as the environment lives. */
bool ExportScratch(napi_env env, napi_value exports, Environment *environment) {
  void *memory = nullptr;
  napi_value buffer = nullptr;
  napi_value scratch = nullptr;
  napi_ref keep = nullptr;  // never deleted: the addon may be asked for its exports again, or they may be tampered with
  constexpr size_t bytes = Environment::kScratch * sizeof(double);
  if (napi_create_arraybuffer(env, bytes, &memory, &buffer) != napi_ok ||
      napi_create_typedarray(env, napi_float64_array, Environment::kScratch, buffer, 0, &scratch) != napi_ok ||
      napi_create_reference(env, buffer, 1, &keep) != napi_ok) {
    return false;
  }
  environment->scratch = static_cast<double *>(memory);
  return napi_set_named_property(env, exports, "scratch", scratch) == napi_ok;
}

napi_value Initialize(napi_env env, napi_value exports) {
  auto *environment = new (std::nothrow) Environment{};
  if (environment == nullptr) return nullptr;
  environment->blocks = BlockRegistry::Create();
  if (napi_set_instance_data(env, environment, DeleteEnvironment, nullptr) != napi_ok) {
    DeleteEnvironment(env, environment, nullptr);
    return nullptr;
  }
  if (!ExportScratch(env, exports, environment)) return nullptr;
  for (const Export &entry : kExports) {
    napi_value function = nullptr;
    if (napi_create_function(env, entry.name, NAPI_AUTO_LENGTH, entry.function, environment, &function) != napi_ok ||
        napi_set_named_property(env, exports, entry.name, function) != napi_ok) {
      return nullptr;
    }
  }
  return exports;
}

}  // namespace

}  // namespace flet_embed::node

NAPI_MODULE_INIT(/* napi_env env, napi_value exports */) { return flet_embed::node::Initialize(env, exports); }
