/* Arguments of the exported functions. JavaScript (lib/) has validated them: what is wrong here is a bug of ours. */
#ifndef FLET_EMBED_NODE_ARGUMENTS_H
#define FLET_EMBED_NODE_ARGUMENTS_H

#include <node_api.h>

#include <cstddef>
#include <cstdint>

#include "environment.h"
#include "handles.h"

namespace flet_embed::node {

template <size_t Count>
class Arguments {
 public:
  Arguments(napi_env env, napi_callback_info info) : env_(env) {
    size_t count = Count;
    void *data = nullptr;
    napi_get_cb_info(env, info, &count, values_, nullptr, &data);  // missing ones are undefined
    environment_ = static_cast<Environment *>(data);
  }

  napi_value operator[](size_t index) const { return values_[index]; }
  Environment &environment() const { return *environment_; }

  /* nullptr with a TypeError pending. */
  template <class Handle>
  Handle *Unwrapped(size_t index) const {
    return Unwrap<Handle>(env_, values_[index]);
  }

  /*
   * As Unwrapped<ChannelHandle>, which costs as much as all the rest of a call, for the functions that run once per
   * message. The memory of a channel's handle never becomes anything else (FinalizeChannel), so that its address says
   * enough.
   */
  ChannelHandle *Channel(size_t index) const {
    void *handle = nullptr;
    if (napi_get_value_external(env_, values_[index], &handle) == napi_ok && handle != nullptr &&
        handle == environment_->known_channel) {
      return static_cast<ChannelHandle *>(handle);
    }
    auto *channel = Unwrapped<ChannelHandle>(index);
    if (channel != nullptr) environment_->known_channel = channel;
    return channel;
  }

  bool Uint32(size_t index, uint32_t *out) const {
    return napi_get_value_uint32(env_, values_[index], out) == napi_ok || Refuse("Expected a number.");
  }

  bool Double(size_t index, double *out) const {
    return napi_get_value_double(env_, values_[index], out) == napi_ok || Refuse("Expected a number.");
  }

  /* The bytes of a Uint8Array. A null pointer when there are none. */
  bool Bytes(size_t index, void **data, size_t *bytes) const {
    napi_typedarray_type type = napi_int8_array;
    if (napi_get_typedarray_info(env_, values_[index], &type, bytes, data, nullptr, nullptr) != napi_ok ||
        type != napi_uint8_array) {
      return Refuse("Expected a Uint8Array.");
    }
    return true;
  }

  bool Buffer(size_t index, void **data, size_t *bytes) const {
    return napi_get_arraybuffer_info(env_, values_[index], data, bytes) == napi_ok ||
           Refuse("Expected an ArrayBuffer.");
  }

 private:
  bool Refuse(const char *message) const {
    bool pending = false;
    if (napi_is_exception_pending(env_, &pending) == napi_ok && !pending) {
      napi_throw_type_error(env_, "ERR_INVALID_ARG_TYPE", message);
    }
    return false;
  }

  napi_env env_;
  napi_value values_[Count];
  Environment *environment_ = nullptr;
};

}  // namespace flet_embed::node

#endif
