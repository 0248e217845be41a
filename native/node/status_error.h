/* A status of the core as a JavaScript Error with `code`. lib/errors.ts turns it into an EmbedError at the caller. */
#ifndef FLET_EMBED_NODE_STATUS_ERROR_H
#define FLET_EMBED_NODE_STATUS_ERROR_H

#include <flet_embed.h>
#include <node_api.h>

namespace flet_embed::node {

inline void ThrowStatus(napi_env env, fe_status status) {
  bool pending = false;
  if (napi_is_exception_pending(env, &pending) != napi_ok || pending) return;
  napi_throw_error(env, fe_status_code(status), fe_status_message(status));
}

/* True for FE_OK; else the error is pending. */
inline bool Check(napi_env env, fe_status status) {
  if (status == FE_OK) return true;
  ThrowStatus(env, status);
  return false;
}

}  // namespace flet_embed::node

#endif
