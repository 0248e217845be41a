#include "floor_addon.h"

namespace {

void Export(napi_env env, napi_value exports, const char *name, napi_callback callback) {
  napi_value function = nullptr;
  napi_create_function(env, name, NAPI_AUTO_LENGTH, callback, nullptr, &function);
  napi_set_named_property(env, exports, name, function);
}

}  // namespace

NAPI_MODULE_INIT() {
  using namespace flet_embed::bench;
  Export(env, exports, "roundTrips", RoundTrips);
  Export(env, exports, "copyTwice", CopyTwice);
  Export(env, exports, "sinkOpen", SinkOpen);
  Export(env, exports, "sinkSend", SinkSend);
  Export(env, exports, "sinkClose", SinkClose);
  return exports;
}
