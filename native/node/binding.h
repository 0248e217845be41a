/*
 * Every function that the addon exports: one for each function of flet_embed.h under the same name, but for
 * fe_host_poll (Host calls it) and fe_block_{data,size,retain} (an ArrayBuffer says it). None decides anything.
 *
 * A call fails by an exception whose `code` is that of the fe_status; only the trySend functions return the status.
 */
#ifndef FLET_EMBED_NODE_BINDING_H
#define FLET_EMBED_NODE_BINDING_H

#include <flet_embed.h>
#include <node_api.h>

#include <cstdint>

#define FLET_EMBED_NODE_FUNCTIONS(XX)                \
  XX(abiVersion, AbiVersion)                         \
  XX(statusCode, StatusCode)                         \
  XX(statusMessage, StatusMessage)                   \
  XX(processExitSync, ProcessExitSync)               \
  XX(hostCreate, HostCreate)                         \
  XX(hostDestroy, HostDestroy)                       \
  XX(hostRef, HostRef)                               \
  XX(hostUnref, HostUnref)                           \
  XX(runtimeStart, RuntimeStart)                     \
  XX(runtimeGetInfo, RuntimeGetInfo)                 \
  XX(runtimeRelease, RuntimeRelease)                 \
  XX(runtimeOutput, RuntimeOutput)                   \
  XX(runtimeText, RuntimeText)                       \
  XX(programRun, ProgramRun)                         \
  XX(programRequestStop, ProgramRequestStop)         \
  XX(blockAllocate, BlockAllocate)                   \
  XX(blockCopy, BlockCopy)                           \
  XX(blockOf, BlockOf)                               \
  XX(blockRelease, BlockRelease)                     \
  XX(bufferDetach, BufferDetach)                     \
  XX(channelOpen, ChannelOpen)                       \
  XX(bridgeOpen, BridgeOpen)                         \
  XX(channelTrySend, ChannelTrySend)                 \
  XX(channelTrySendBlock, ChannelTrySendBlock)       \
  XX(channelTrySendTransfer, ChannelTrySendTransfer) \
  XX(channelReceive, ChannelReceive)                 \
  XX(channelTaken, ChannelTaken)                     \
  XX(channelArm, ChannelArm)                         \
  XX(channelClose, ChannelClose)                     \
  XX(channelDestroy, ChannelDestroy)                 \
  XX(channelRelease, ChannelRelease)                 \
  XX(channelGetInfo, ChannelGetInfo)                 \
  XX(channelReason, ChannelReason)                   \
  XX(clockNs, ClockNs)                               \
  XX(channelRecordTimes, ChannelRecordTimes)         \
  XX(channelTimes, ChannelTimes)

namespace flet_embed::node {

class Host;

#define XX(name, function) napi_value function(napi_env env, napi_callback_info info);
FLET_EMBED_NODE_FUNCTIONS(XX)
#undef XX

/* A channel of this host as JavaScript holds it; its events carry `index`. */
napi_value WrapChannel(napi_env env, Host *host, fe_channel channel, uint32_t index);

}  // namespace flet_embed::node

#endif
