/* fe_channel_* and fe_bridge_open: opening, the end, and what is known about a channel. On the environment's thread. */
#include <napi.h>

#include <mutex>
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

/* Handles that were given back, of all environments. They are used again, and never freed: see Arguments::Channel. */
struct HandlePool {
  std::mutex mutex;
  std::vector<ChannelHandle *> free;
};

HandlePool &Pool() {
  static HandlePool &instance = *new HandlePool;
  return instance;
}

ChannelHandle *TakeHandle() {
  std::lock_guard<std::mutex> lock(Pool().mutex);
  if (Pool().free.empty()) return new (std::nothrow) ChannelHandle{};
  ChannelHandle *handle = Pool().free.back();
  Pool().free.pop_back();
  return handle;
}

/* The core may be gone already (handles.h): only this memory. */
void FinalizeChannel(napi_env, void *data, void *) {
  auto *handle = static_cast<ChannelHandle *>(data);
  handle->host->Unreference();
  *handle = {};
  std::lock_guard<std::mutex> lock(Pool().mutex);
  Pool().free.push_back(handle);
}

fe_channel_options OptionsFrom(const Napi::Object &object) {
  fe_channel_options options{};
  options.size = sizeof(options);
  options.capacity = object.Get("capacity").ToNumber().Uint32Value();
  options.high_water_mark = static_cast<uint64_t>(object.Get("highWaterMark").ToNumber().Int64Value());
  options.max_message_bytes = static_cast<uint64_t>(object.Get("maxMessageBytes").ToNumber().Int64Value());
  return options;
}

double *WriteStatistics(double *out, const fe_direction_statistics &statistics) {
  for (const uint64_t value :
       {statistics.messages, statistics.bytes, statistics.rings, statistics.waits, statistics.dropped}) {
    *out++ = static_cast<double>(value);
  }
  return out;
}

}  // namespace

napi_value WrapChannel(napi_env env, Host *host, fe_channel channel, uint32_t index) {
  ChannelHandle *handle = TakeHandle();
  if (handle == nullptr) {
    fe_channel_release(channel);
    ThrowStatus(env, FE_OUT_OF_MEMORY);
    return nullptr;
  }
  *handle = {channel, host};
  host->Reference();
  host->AddChannel(channel, index);
  return Wrap(env, handle, FinalizeChannel);
}

/* channelOpen(host, name, options: { capacity, highWaterMark, maxMessageBytes }, index): channel. 0: not chosen. */
napi_value ChannelOpen(napi_env env, napi_callback_info info) {
  const Arguments<4> arguments(env, info);
  auto *host = arguments.Unwrapped<Host>(0);
  uint32_t index = 0;
  if (host == nullptr || !arguments.Uint32(3, &index)) return nullptr;
  const std::string name = Napi::Value(env, arguments[1]).ToString().Utf8Value();
  const fe_channel_options options = OptionsFrom(Napi::Value(env, arguments[2]).ToObject());
  fe_channel channel{};
  if (!Check(env, fe_channel_open(host->handle(), name.c_str(), &options, &channel))) return nullptr;
  return WrapChannel(env, host, channel, index);
}

/* bridgeOpen(host, options, index): channel. scratch[0] is the port. */
napi_value BridgeOpen(napi_env env, napi_callback_info info) {
  const Arguments<3> arguments(env, info);
  auto *host = arguments.Unwrapped<Host>(0);
  uint32_t index = 0;
  if (host == nullptr || !arguments.Uint32(2, &index)) return nullptr;
  const fe_channel_options options = OptionsFrom(Napi::Value(env, arguments[1]).ToObject());
  fe_channel channel{};
  int64_t port = 0;
  if (!Check(env, fe_bridge_open(host->handle(), &options, &channel, &port))) return nullptr;
  arguments.environment().scratch[0] = static_cast<double>(port);
  return WrapChannel(env, host, channel, index);
}

/* channelClose(channel) */
napi_value ChannelClose(napi_env env, napi_callback_info info) {
  const Arguments<1> arguments(env, info);
  const auto *handle = arguments.Unwrapped<ChannelHandle>(0);
  if (handle != nullptr) Check(env, fe_channel_close(handle->channel));
  return nullptr;
}

/* channelDestroy(channel, reason: status, message) */
napi_value ChannelDestroy(napi_env env, napi_callback_info info) {
  const Arguments<3> arguments(env, info);
  const auto *handle = arguments.Unwrapped<ChannelHandle>(0);
  uint32_t reason = 0;
  if (handle == nullptr || !arguments.Uint32(1, &reason)) return nullptr;
  const std::string message = Napi::Value(env, arguments[2]).ToString().Utf8Value();
  Check(env, fe_channel_destroy(handle->channel, static_cast<fe_status>(reason), message.c_str()));
  return nullptr;
}

/* channelRelease(channel) */
napi_value ChannelRelease(napi_env env, napi_callback_info info) {
  const Arguments<1> arguments(env, info);
  const auto *handle = arguments.Unwrapped<ChannelHandle>(0);
  if (handle == nullptr || !handle->host->alive()) return nullptr;
  handle->host->RemoveChannel(handle->channel);
  Check(env, fe_channel_release(handle->channel));
  return nullptr;
}

/*
 * channelGetInfo(channel): flags. 1 peer open, 2 self closed, 4 peer closed, 8 destroyed, 16 ended. scratch: reason,
 * capacity, highWaterMark, maxMessageBytes, then messages, bytes, rings, waits and dropped of sent and of received.
 */
napi_value ChannelGetInfo(napi_env env, napi_callback_info info) {
  const Arguments<1> arguments(env, info);
  const auto *handle = arguments.Unwrapped<ChannelHandle>(0);
  fe_channel_info channel{};
  channel.size = sizeof(channel);
  if (handle == nullptr || !Check(env, fe_channel_get_info(handle->channel, &channel))) return nullptr;
  double *out = arguments.environment().scratch;
  *out++ = channel.reason;
  *out++ = channel.capacity;
  *out++ = static_cast<double>(channel.high_water_mark);
  *out++ = static_cast<double>(channel.max_message_bytes);
  out = WriteStatistics(out, channel.sent);
  WriteStatistics(out, channel.received);
  const uint32_t flags = (channel.peer_open ? 1u : 0u) | (channel.self_closed ? 2u : 0u) |
                         (channel.peer_closed ? 4u : 0u) | (channel.destroyed ? 8u : 0u) | (channel.ended ? 16u : 0u);
  return Napi::Number::New(env, flags);
}

/* channelReason(channel): string */
napi_value ChannelReason(napi_env env, napi_callback_info info) {
  const Arguments<1> arguments(env, info);
  const auto *handle = arguments.Unwrapped<ChannelHandle>(0);
  if (handle == nullptr) return nullptr;
  const fe_channel channel = handle->channel;
  return Text(env, [=](char *buffer, size_t capacity) { return fe_channel_reason(channel, buffer, capacity); });
}

}  // namespace flet_embed::node
