/*
 * What JavaScript holds of the core: externals with a type tag, so that a wrong or made-up one is a TypeError, never a
 * crash.
 *
 * Everything here belongs to the environment's thread. The structs are freed by the externals' finalisers, which only
 * free this memory: they may run after fe_host_destroy(), when the core must not be called any more.
 */
#ifndef FLET_EMBED_NODE_HANDLES_H
#define FLET_EMBED_NODE_HANDLES_H

#include <flet_embed.h>
#include <node_api.h>

namespace flet_embed::node {

class Host; /* host.h; an external itself */

struct RuntimeHandle {
  static constexpr napi_type_tag kTag = {0x6d1c9b0e5f7a42d1u, 0x9a3e6c11d2b84f02u};
  static constexpr const char *kExpected = "Expected the handle of a runtime but received something else.";
  fe_runtime runtime;
  Host *host; /* counted */
};

struct ChannelHandle {
  static constexpr napi_type_tag kTag = {0x6d1c9b0e5f7a42d1u, 0x9a3e6c11d2b84f03u};
  static constexpr const char *kExpected = "Expected the handle of a channel but received something else.";
  fe_channel channel;
  Host *host; /* counted */
};

struct BlockHandle {
  static constexpr napi_type_tag kTag = {0x6d1c9b0e5f7a42d1u, 0x9a3e6c11d2b84f04u};
  static constexpr const char *kExpected = "Expected the handle of a block but received something else.";
  fe_block *block; /* one reference, or nullptr once it was given away */
  size_t bytes;
};

/* nullptr, with a TypeError pending, unless `value` is a handle of this kind. */
template <class Handle>
Handle *Unwrap(napi_env env, napi_value value) {
  bool tagged = false;
  void *handle = nullptr;
  if (napi_check_object_type_tag(env, value, &Handle::kTag, &tagged) == napi_ok && tagged &&
      napi_get_value_external(env, value, &handle) == napi_ok) {
    return static_cast<Handle *>(handle);
  }
  bool pending = false;
  if (napi_is_exception_pending(env, &pending) == napi_ok && !pending) {
    napi_throw_type_error(env, "ERR_INVALID_ARG_TYPE", Handle::kExpected);
  }
  return nullptr;
}

/* Hands the struct to JavaScript; `finalize` frees it. nullptr, with an exception pending, when that fails. */
template <class Handle>
napi_value Wrap(napi_env env, Handle *handle, napi_finalize finalize) {
  napi_value external = nullptr;
  if (napi_create_external(env, handle, finalize, nullptr, &external) != napi_ok) {
    finalize(env, handle, nullptr);
    napi_throw_error(env, nullptr, "The handle could not be created.");
    return nullptr;
  }
  if (napi_type_tag_object(env, external, &Handle::kTag) != napi_ok) return nullptr;
  return external;
}

}  // namespace flet_embed::node

#endif
