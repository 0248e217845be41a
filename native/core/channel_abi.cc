// The C face of hosts and channels: finds the object behind a handle and says no to what does not exist. No logic.
#include <new>

#include "channel.h"
#include "channel_registry.h"
#include "flet_embed.h"
#include "handle_table.h"
#include "host.h"
#include "runtime.h"
#include "text_copy.h"
#include "timings.h"

using namespace flet_embed;

namespace {

constexpr uint32_t kMaxHosts = 1u << 12;
HandleTable<Host, kMaxHosts> g_hosts;

WantedOptions wanted_from(const fe_channel_options *options) {
  if (options == nullptr) return {};
  return {options->capacity, options->high_water_mark, options->max_message_bytes};
}

}  // namespace

namespace flet_embed {
Host *find_host(uint64_t id) { return g_hosts.find(id); }
}  // namespace flet_embed

extern "C" {

fe_status fe_host_create(const fe_host_options *options, fe_host *out) {
  if (options == nullptr || out == nullptr || options->size < sizeof(fe_host_options) || options->ring == nullptr) {
    return FE_INVALID_ARGUMENT;
  }
  Host *host = new (std::nothrow) Host(*options);
  if (host == nullptr) return FE_OUT_OF_MEMORY;
  if (!g_hosts.add(host)) {
    host->release();
    return FE_LIMIT;
  }
  out->id = host->id;
  return FE_OK;
}

fe_status fe_host_destroy(fe_host handle) {
  Host *host = g_hosts.find(handle.id);
  if (host == nullptr) return FE_INVALID_HANDLE;
  g_hosts.remove(host);
  runtime_host_gone(host);
  for (Channel *channel : host->channels) {
    // A channel that both sides have closed ended well; whatever else was open did not.
    if (!channel->both_closed()) channel->destroy(FE_HOST_GONE, fe_status_message(FE_HOST_GONE));
    registry_remove_handle(channel);
    channel->host_release();
  }
  host->channels.clear();
  host->silence();
  host->release();
  return FE_OK;
}

size_t fe_host_poll(fe_host handle, fe_event *events, size_t capacity) {
  Host *host = g_hosts.find(handle.id);
  return host == nullptr || events == nullptr || capacity == 0 ? 0 : host->poll(events, capacity);
}

fe_status fe_channel_open(fe_host handle, const char *name, const fe_channel_options *options, fe_channel *out) {
  Host *host = g_hosts.find(handle.id);
  if (host == nullptr) return FE_INVALID_HANDLE;
  if (name == nullptr || out == nullptr) return FE_INVALID_ARGUMENT;
  Channel *channel = nullptr;
  const fe_status status = registry_open_for_host(host, name, wanted_from(options), &channel);
  if (status == FE_OK) out->id = channel->id;
  return status;
}

fe_status fe_bridge_open(fe_host handle, const fe_channel_options *options, fe_channel *out, int64_t *out_port) {
  Host *host = g_hosts.find(handle.id);
  if (host == nullptr) return FE_INVALID_HANDLE;
  if (out == nullptr || out_port == nullptr) return FE_INVALID_ARGUMENT;
  Channel *channel = nullptr;
  const fe_status status = registry_open_bridge(host, wanted_from(options), &channel);
  if (status == FE_OK) {
    out->id = channel->id;
    *out_port = channel->port;
  }
  return status;
}

fe_status fe_channel_try_send(fe_channel handle, const void *data, size_t bytes) {
  Channel *channel = registry_find(handle.id);
  if (channel == nullptr) return FE_INVALID_HANDLE;
  if (data == nullptr && bytes != 0) return FE_INVALID_ARGUMENT;
  return channel->host_try_send(data, bytes);
}

fe_status fe_channel_try_send_block(fe_channel handle, fe_block *block, size_t bytes) {
  Channel *channel = registry_find(handle.id);
  if (channel == nullptr) return FE_INVALID_HANDLE;
  if (block == nullptr || bytes > block->bytes) return FE_INVALID_ARGUMENT;
  return channel->host_try_send_block(block, bytes);
}

size_t fe_channel_receive(fe_channel handle, fe_message *messages, size_t capacity) {
  Channel *channel = registry_find(handle.id);
  return channel == nullptr || messages == nullptr ? 0 : channel->host_receive(messages, capacity);
}

fe_status fe_channel_taken(fe_channel handle, size_t count) {
  Channel *channel = registry_find(handle.id);
  if (channel == nullptr) return FE_INVALID_HANDLE;
  channel->host_taken(count);
  return FE_OK;
}

uint32_t fe_channel_arm(fe_channel handle, uint32_t bits, uint64_t want_bytes) {
  Channel *channel = registry_find(handle.id);
  return channel == nullptr ? bits : channel->host_arm(bits, want_bytes);
}

fe_status fe_channel_close(fe_channel handle) {
  Channel *channel = registry_find(handle.id);
  if (channel == nullptr) return FE_INVALID_HANDLE;
  channel->host_close();
  return FE_OK;
}

fe_status fe_channel_destroy(fe_channel handle, fe_status reason, const char *message) {
  Channel *channel = registry_find(handle.id);
  if (channel == nullptr) return FE_INVALID_HANDLE;
  channel->destroy(reason, message != nullptr ? message : fe_status_message(reason));
  return FE_OK;
}

fe_status fe_channel_release(fe_channel handle) {
  Channel *channel = registry_find(handle.id);
  if (channel == nullptr) return FE_INVALID_HANDLE;
  if (!channel->both_closed()) channel->destroy(FE_HOST_GONE, "the host let go of the channel without closing it");
  registry_remove_handle(channel);
  Host *host = channel->host();
  for (size_t i = 0; i < host->channels.size(); ++i) {
    if (host->channels[i] != channel) continue;
    host->channels.erase(host->channels.begin() + static_cast<std::ptrdiff_t>(i));
    break;
  }
  channel->host_release();
  return FE_OK;
}

fe_status fe_channel_get_info(fe_channel handle, fe_channel_info *info) {
  Channel *channel = registry_find(handle.id);
  if (channel == nullptr) return FE_INVALID_HANDLE;
  if (info == nullptr || info->size < sizeof(fe_channel_info)) return FE_INVALID_ARGUMENT;
  channel->get_info(info);
  return FE_OK;
}

size_t fe_channel_reason(fe_channel handle, char *buffer, size_t capacity) {
  Channel *channel = registry_find(handle.id);
  return copy_text(channel != nullptr && channel->destroyed() ? channel->reason_text() : "", buffer, capacity);
}

uint64_t fe_clock_ns(void) { return clock_ns(); }

fe_status fe_channel_record_times(fe_channel handle, bool on) {
  Channel *channel = registry_find(handle.id);
  return channel == nullptr ? FE_INVALID_HANDLE : channel->host_record_times(on);
}

size_t fe_channel_times(fe_channel handle, fe_direction direction, uint64_t first, fe_message_times *out,
                        size_t capacity) {
  Channel *channel = registry_find(handle.id);
  if (channel == nullptr || out == nullptr || (direction != FE_TO_PYTHON && direction != FE_TO_HOST)) return 0;
  return channel->host_times(direction, first, out, capacity);
}

}  // extern "C"
