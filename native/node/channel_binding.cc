/*
 * fe_channel_*: one function each. On the environment's thread; none takes the GIL or waits.
 *
 * trySend, receive, taken and arm run once per message or batch: plain Node-API, no allocation of their own.
 */
#include <algorithm>
#include <cstring>

#include "arguments.h"
#include "binding.h"
#include "status_error.h"

namespace flet_embed::node {

namespace {

/* From this size on a message keeps its own memory instead of being copied into its batch's buffer. */
constexpr size_t kOwnBuffer = size_t{32} << 10;

/* Messages in a batch's buffer begin at multiples of this, so that typed arrays of any kind fit over them. */
constexpr size_t kAlignment = 8;

constexpr size_t Align(size_t bytes) { return (bytes + kAlignment - 1) & ~(kAlignment - 1); }

/* A transferred message keeps its memory however small, so that it can be transferred on. */
bool HasOwnBuffer(const fe_message &message) {
  return message.block != nullptr && message.bytes > 0 && (message.transferred || message.bytes >= kOwnBuffer);
}

napi_value Number(napi_env env, uint32_t value) {
  napi_value result = nullptr;
  napi_create_uint32(env, value, &result);
  return result;
}

/* Moves one message into the batch's buffer, or into an ArrayBuffer of its own. nullptr: copied. */
napi_value Move(napi_env env, const Environment &environment, const fe_message &message, uint8_t *target) {
  if (HasOwnBuffer(message)) return environment.blocks->Export(env, message.block, message.bytes);
  if (message.bytes > 0) std::memcpy(target, message.data, message.bytes);
  if (message.block != nullptr) fe_block_release(message.block);
  return nullptr;
}

}  // namespace

/* channelTrySend(channel, bytes: Uint8Array): status */
napi_value ChannelTrySend(napi_env env, napi_callback_info info) {
  const Arguments<2> arguments(env, info);
  const auto *handle = arguments.Unwrapped<ChannelHandle>(0);
  void *data = nullptr;
  size_t bytes = 0;
  if (handle == nullptr || !arguments.Bytes(1, &data, &bytes)) return nullptr;
  return Number(env, fe_channel_try_send(handle->channel, data, bytes));
}

/* channelTrySendBlock(channel, block): status. On FE_OK the handle is empty. */
napi_value ChannelTrySendBlock(napi_env env, napi_callback_info info) {
  const Arguments<2> arguments(env, info);
  const auto *handle = arguments.Unwrapped<ChannelHandle>(0);
  if (handle == nullptr) return nullptr;
  auto *block = arguments.Unwrapped<BlockHandle>(1);
  if (block == nullptr) return nullptr;
  if (block->block == nullptr) return Number(env, FE_INVALID_ARGUMENT);
  const fe_status status = fe_channel_try_send_block(handle->channel, block->block, block->bytes);
  if (status == FE_OK) block->block = nullptr;
  return Number(env, status);
}

/*
 * channelTrySendTransfer(channel, buffer: ArrayBuffer): status. Moves a block of ours; the buffer is detached on FE_OK,
 * and only then. FE_NOT_TRANSFERABLE: not a block.
 */
napi_value ChannelTrySendTransfer(napi_env env, napi_callback_info info) {
  const Arguments<2> arguments(env, info);
  const auto *handle = arguments.Unwrapped<ChannelHandle>(0);
  void *data = nullptr;
  size_t bytes = 0;
  if (handle == nullptr || !arguments.Buffer(1, &data, &bytes)) return nullptr;
  fe_block *block = arguments.environment().blocks->Find(data, bytes);
  if (block == nullptr) return Number(env, FE_NOT_TRANSFERABLE);
  fe_block_retain(block);
  const fe_status status = fe_channel_try_send_block(handle->channel, block, bytes);
  if (status == FE_OK) {
    napi_detach_arraybuffer(env, arguments[1]);
  } else {
    fe_block_release(block);
  }
  return Number(env, status);
}

/*
 * channelReceive(channel, max): undefined | ArrayBuffer | [ArrayBuffer | undefined, ...ArrayBuffer]
 *
 * scratch[0] is the number of messages, scratch[1 + i] says where the i-th is: a length n >= 0 in the first buffer,
 * each beginning at the next multiple of 8, or -k: all of the array's k-th element.
 */
napi_value ChannelReceive(napi_env env, napi_callback_info info) {
  const Arguments<2> arguments(env, info);
  const auto *handle = arguments.Unwrapped<ChannelHandle>(0);
  uint32_t max = 0;
  if (handle == nullptr || !arguments.Uint32(1, &max)) return nullptr;
  const Environment &environment = arguments.environment();

  fe_message messages[Environment::kBatch];
  const size_t count = fe_channel_receive(handle->channel, messages, std::min<size_t>(max, Environment::kBatch));
  double *const scratch = environment.scratch;
  scratch[0] = static_cast<double>(count);
  if (count == 0) return nullptr;

  size_t shared = 0;
  size_t owned = 0;
  for (size_t i = 0; i < count; ++i) {
    if (HasOwnBuffer(messages[i])) {
      scratch[1 + i] = -static_cast<double>(++owned);
    } else {
      scratch[1 + i] = static_cast<double>(messages[i].bytes);
      shared += Align(messages[i].bytes);
    }
  }

  napi_value buffer = nullptr;
  uint8_t *target = nullptr;
  if (owned < count) {
    void *memory = nullptr;
    // V8 ends the process itself when this cannot be had: at most kBatch times kOwnBuffer bytes.
    napi_create_arraybuffer(env, shared, &memory, &buffer);
    target = static_cast<uint8_t *>(memory);
  }
  napi_value array = nullptr;
  if (owned > 0) {
    napi_create_array_with_length(env, owned + 1, &array);
    if (buffer != nullptr) napi_set_element(env, array, 0, buffer);
  }
  uint32_t element = 0;
  for (size_t i = 0; i < count; ++i) {
    const napi_value own = Move(env, environment, messages[i], target);
    if (scratch[1 + i] < 0) {
      napi_set_element(env, array, ++element, own);
    } else {
      target += Align(messages[i].bytes);
    }
  }
  return owned > 0 ? array : buffer;
}

/* channelTaken(channel, count) */
napi_value ChannelTaken(napi_env env, napi_callback_info info) {
  const Arguments<2> arguments(env, info);
  const auto *handle = arguments.Unwrapped<ChannelHandle>(0);
  uint32_t count = 0;
  if (handle != nullptr && arguments.Uint32(1, &count)) fe_channel_taken(handle->channel, count);
  return nullptr;
}

/* channelArm(channel, bits, wantBytes): bits */
napi_value ChannelArm(napi_env env, napi_callback_info info) {
  const Arguments<3> arguments(env, info);
  const auto *handle = arguments.Unwrapped<ChannelHandle>(0);
  uint32_t bits = 0;
  double want_bytes = 0;
  if (handle == nullptr || !arguments.Uint32(1, &bits) || !arguments.Double(2, &want_bytes)) return nullptr;
  return Number(env, fe_channel_arm(handle->channel, bits, static_cast<uint64_t>(want_bytes)));
}

}  // namespace flet_embed::node
