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

/* channelReceive's flags, as in lib/native.ts. */
constexpr uint32_t kTakeFirst = 1;
constexpr uint32_t kArm = 2;

/*
 * Memory for the small messages of a batch: a piece of the shared buffer, or a buffer of their own. `*offset` says
 * where in it. The address is asked for every time, since whoever has a message can detach its buffer.
 */
napi_value Room(napi_env env, Environment &environment, size_t bytes, size_t *offset, uint8_t **target) {
  napi_value buffer = nullptr;
  void *memory = nullptr;
  *offset = 0;
  if (bytes > Environment::kShared / 4) {
    // V8 ends the process itself when this cannot be had: at most kBatch times kOwnBuffer bytes.
    napi_create_arraybuffer(env, bytes, &memory, &buffer);
    *target = static_cast<uint8_t *>(memory);
    return buffer;
  }
  size_t length = 0;
  if (environment.shared_used + bytes > Environment::kShared ||
      napi_get_reference_value(env, environment.shared, &buffer) != napi_ok || buffer == nullptr ||
      napi_get_arraybuffer_info(env, buffer, &memory, &length) != napi_ok || length != Environment::kShared) {
    if (environment.shared != nullptr) napi_delete_reference(env, environment.shared);
    environment.shared = nullptr;
    napi_create_arraybuffer(env, Environment::kShared, &memory, &buffer);
    napi_create_reference(env, buffer, 1, &environment.shared);
    environment.shared_used = 0;
  }
  *offset = environment.shared_used;
  *target = static_cast<uint8_t *>(memory) + *offset;
  environment.shared_used += bytes;
  return buffer;
}

}  // namespace

/* channelTrySend(channel, bytes: Uint8Array): status */
napi_value ChannelTrySend(napi_env env, napi_callback_info info) {
  const Arguments<2> arguments(env, info);
  const auto *handle = arguments.Channel(0);
  void *data = nullptr;
  size_t bytes = 0;
  if (handle == nullptr || !arguments.Bytes(1, &data, &bytes)) return nullptr;
  return Number(env, fe_channel_try_send(handle->channel, data, bytes));
}

/* channelTrySendBlock(channel, block): status. On FE_OK the handle is empty. */
napi_value ChannelTrySendBlock(napi_env env, napi_callback_info info) {
  const Arguments<2> arguments(env, info);
  const auto *handle = arguments.Channel(0);
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
  const auto *handle = arguments.Channel(0);
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
 * channelReceive(channel, max, flags): undefined | ArrayBuffer | [ArrayBuffer | undefined, ...ArrayBuffer]
 *
 * scratch[0] is the number of messages, scratch[1 + i] says where the i-th is: a length n >= 0 in the first buffer,
 * each beginning at the next multiple of 8, or -k: all of the array's k-th element. scratch[1 + kBatch] is where in the
 * first buffer the first one begins. Flags save calls: 1 frees the place of the first message (fe_channel_taken), 2
 * asks for FE_EVENT_READABLE when there is none (fe_channel_arm); scratch[1] is 0 then, or 1 when it holds already: the
 * end.
 */
napi_value ChannelReceive(napi_env env, napi_callback_info info) {
  const Arguments<3> arguments(env, info);
  const auto *handle = arguments.Channel(0);
  uint32_t max = 0;
  uint32_t flags = 0;
  if (handle == nullptr || !arguments.Uint32(1, &max) || !arguments.Uint32(2, &flags)) return nullptr;
  Environment &environment = arguments.environment();

  fe_message messages[Environment::kBatch];
  const size_t most = std::min<size_t>(max, Environment::kBatch);
  size_t count = fe_channel_receive(handle->channel, messages, most);
  double *const scratch = environment.scratch;
  if (count == 0 && (flags & kArm) != 0) {
    const uint32_t holds = fe_channel_arm(handle->channel, FE_EVENT_READABLE, 0);
    if (holds != 0) count = fe_channel_receive(handle->channel, messages, most);
    scratch[1] = holds;
  }
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
  size_t offset = 0;
  if (owned < count) buffer = Room(env, environment, shared, &offset, &target);
  scratch[1 + Environment::kBatch] = static_cast<double>(offset);
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
  if ((flags & kTakeFirst) != 0) fe_channel_taken(handle->channel, 1);
  return owned > 0 ? array : buffer;
}

/* channelTaken(channel, count) */
napi_value ChannelTaken(napi_env env, napi_callback_info info) {
  const Arguments<2> arguments(env, info);
  const auto *handle = arguments.Channel(0);
  uint32_t count = 0;
  if (handle != nullptr && arguments.Uint32(1, &count)) fe_channel_taken(handle->channel, count);
  return nullptr;
}

/* channelArm(channel, bits, wantBytes): bits */
napi_value ChannelArm(napi_env env, napi_callback_info info) {
  const Arguments<3> arguments(env, info);
  const auto *handle = arguments.Channel(0);
  uint32_t bits = 0;
  double want_bytes = 0;
  if (handle == nullptr || !arguments.Uint32(1, &bits) || !arguments.Double(2, &want_bytes)) return nullptr;
  return Number(env, fe_channel_arm(handle->channel, bits, static_cast<uint64_t>(want_bytes)));
}

}  // namespace flet_embed::node
