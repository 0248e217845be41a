/* fe_block_*: memory of the core in JavaScript's hands. On the environment's thread; none of these waits or frees. */
#include <cstring>
#include <new>

#include "arguments.h"
#include "binding.h"
#include "status_error.h"

namespace flet_embed::node {

namespace {

void FinalizeBlock(napi_env, void *data, void *) {
  auto *handle = static_cast<BlockHandle *>(data);
  if (handle->block != nullptr) fe_block_release(handle->block);
  delete handle;
}

/* Takes over one reference. */
napi_value WrapBlock(napi_env env, fe_block *block, size_t bytes) {
  auto *handle = new (std::nothrow) BlockHandle{block, bytes};
  if (handle == nullptr) {
    fe_block_release(block);
    ThrowStatus(env, FE_OUT_OF_MEMORY);
    return nullptr;
  }
  return Wrap(env, handle, FinalizeBlock);
}

}  // namespace

/* blockAllocate(bytes): ArrayBuffer */
napi_value BlockAllocate(napi_env env, napi_callback_info info) {
  const Arguments<1> arguments(env, info);
  double bytes = 0;
  fe_block *block = nullptr;
  if (!arguments.Double(0, &bytes)) return nullptr;
  if (!Check(env, fe_block_allocate(static_cast<size_t>(bytes), &block))) return nullptr;
  return arguments.environment().blocks->Export(env, block, static_cast<size_t>(bytes));
}

/* blockCopy(bytes: Uint8Array): block. A copy that a channel can take over later. */
napi_value BlockCopy(napi_env env, napi_callback_info info) {
  const Arguments<1> arguments(env, info);
  void *data = nullptr;
  size_t bytes = 0;
  fe_block *block = nullptr;
  if (!arguments.Bytes(0, &data, &bytes)) return nullptr;
  if (!Check(env, fe_block_allocate(bytes, &block))) return nullptr;
  if (bytes > 0) std::memcpy(fe_block_data(block), data, bytes);
  return WrapBlock(env, block, bytes);
}

/* blockOf(buffer: ArrayBuffer): block | undefined. The block that this buffer is, if it is one; both hold it then. */
napi_value BlockOf(napi_env env, napi_callback_info info) {
  const Arguments<1> arguments(env, info);
  void *data = nullptr;
  size_t bytes = 0;
  if (!arguments.Buffer(0, &data, &bytes)) return nullptr;
  fe_block *block = arguments.environment().blocks->Find(data, bytes);
  if (block == nullptr) return nullptr;
  fe_block_retain(block);
  return WrapBlock(env, block, bytes);
}

/* blockRelease(block) */
napi_value BlockRelease(napi_env env, napi_callback_info info) {
  const Arguments<1> arguments(env, info);
  auto *handle = arguments.Unwrapped<BlockHandle>(0);
  if (handle == nullptr || handle->block == nullptr) return nullptr;
  fe_block_release(handle->block);
  handle->block = nullptr;
  return nullptr;
}

/* bufferDetach(buffer: ArrayBuffer): boolean. False: this one cannot be detached. */
napi_value BufferDetach(napi_env env, napi_callback_info info) {
  const Arguments<1> arguments(env, info);
  napi_value result = nullptr;
  napi_get_boolean(env, napi_detach_arraybuffer(env, arguments[0]) == napi_ok, &result);
  return result;
}

}  // namespace flet_embed::node
