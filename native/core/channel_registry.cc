#include "channel_registry.h"

#include <mutex>
#include <unordered_map>

#include "handle_table.h"
#include "host.h"

namespace flet_embed {
namespace {

constexpr uint32_t kMaxChannels = 1u << 16;

// Leaked, so that threads which outlive main() never meet a destroyed map.
struct Registry {
  std::mutex mutex;
  std::unordered_map<std::string, Channel *> by_name;
  std::unordered_map<int64_t, Channel *> by_port;
  // Ports are never used twice in a process: what an old app sends late must find nobody.
  int64_t next_port = 1;
};

Registry &registry() {
  static Registry &instance = *new Registry;
  return instance;
}

HandleTable<Channel, kMaxChannels> g_handles;

// false: out of range.
bool resolve(const WantedOptions &wanted, ChannelOptions *options) {
  if (wanted.capacity > Ring::kMaxCapacity) return false;
  if (wanted.capacity != 0) options->capacity = wanted.capacity;
  if (wanted.high_water_mark != 0) options->high_water_mark = wanted.high_water_mark;
  if (wanted.max_message_bytes != 0) options->max_message_bytes = wanted.max_message_bytes;
  return true;
}

bool agrees(const WantedOptions &wanted, const ChannelOptions &options) {
  return (wanted.capacity == 0 || wanted.capacity == options.capacity) &&
         (wanted.high_water_mark == 0 || wanted.high_water_mark == options.high_water_mark) &&
         (wanted.max_message_bytes == 0 || wanted.max_message_bytes == options.max_message_bytes);
}

// With the lock held; *out has one reference, which becomes the registry's.
fe_status make(const std::string &name, int64_t port, const WantedOptions &wanted, Channel **out) {
  ChannelOptions options;
  if (!resolve(wanted, &options)) return FE_INVALID_ARGUMENT;
  *out = Channel::create(name, port, options);
  return *out == nullptr ? FE_OUT_OF_MEMORY : FE_OK;
}

fe_status give_to_host(Channel *channel, Host *host) {
  if (!g_handles.add(channel)) return FE_LIMIT;
  channel->host_opened(host);
  host->channels.push_back(channel);
  return FE_OK;
}

}  // namespace

fe_status registry_open_for_host(Host *host, const std::string &name, const WantedOptions &wanted, Channel **out) {
  std::lock_guard<std::mutex> lock(registry().mutex);
  const auto found = registry().by_name.find(name);
  if (found != registry().by_name.end()) {
    Channel *channel = found->second;
    if (channel->host_open()) return FE_CHANNEL_EXISTS;
    if (!agrees(wanted, channel->options)) return FE_CHANNEL_OPTIONS;
    *out = channel;
    const fe_status status = give_to_host(channel, host);
    if (status == FE_OK) channel->ring_python(kWantLoop | kWantThread);
    return status;
  }
  fe_status status = make(name, 0, wanted, out);
  if (status != FE_OK) return status;
  status = give_to_host(*out, host);
  if (status != FE_OK) {
    (*out)->release();
    return status;
  }
  registry().by_name.emplace(name, *out);
  return FE_OK;
}

fe_status registry_open_bridge(Host *host, const WantedOptions &wanted, Channel **out) {
  std::lock_guard<std::mutex> lock(registry().mutex);
  const int64_t port = registry().next_port;
  fe_status status = make("bridge:" + std::to_string(port), port, wanted, out);
  if (status != FE_OK) return status;
  status = give_to_host(*out, host);
  if (status != FE_OK) {
    (*out)->release();
    return status;
  }
  ++registry().next_port;
  registry().by_port.emplace(port, *out);
  return FE_OK;
}

fe_status registry_open_private(Host *host, const WantedOptions &wanted, Channel **out) {
  std::lock_guard<std::mutex> lock(registry().mutex);
  fe_status status = make("output", 0, wanted, out);
  if (status != FE_OK) return status;
  status = give_to_host(*out, host);
  (*out)->release();  // no name: the registry keeps nothing
  return status;
}

Channel *registry_find(uint64_t handle) { return g_handles.find(handle); }
void registry_remove_handle(Channel *channel) { g_handles.remove(channel); }

fe_status registry_open_for_python(const std::string &name, const WantedOptions &wanted, Channel **out) {
  std::lock_guard<std::mutex> lock(registry().mutex);
  const auto found = registry().by_name.find(name);
  if (found != registry().by_name.end()) {
    Channel *channel = found->second;
    if (channel->python_open()) return FE_CHANNEL_EXISTS;
    if (!agrees(wanted, channel->options)) return FE_CHANNEL_OPTIONS;
    channel->python_opened();
    *out = channel;
    return FE_OK;
  }
  const fe_status status = make(name, 0, wanted, out);
  if (status != FE_OK) return status;
  registry().by_name.emplace(name, *out);
  (*out)->python_opened();
  return FE_OK;
}

Channel *registry_find_bridge(int64_t port) {
  std::lock_guard<std::mutex> lock(registry().mutex);
  const auto found = registry().by_port.find(port);
  if (found == registry().by_port.end()) return nullptr;
  found->second->retain();
  return found->second;
}

void registry_open_bridge_for_python(Channel *channel) {
  std::lock_guard<std::mutex> lock(registry().mutex);
  channel->python_opened();
}

void registry_forget(Channel *channel) {
  {
    std::lock_guard<std::mutex> lock(registry().mutex);
    if (channel->port != 0) {
      const auto found = registry().by_port.find(channel->port);
      if (found == registry().by_port.end() || found->second != channel) return;
      registry().by_port.erase(found);
    } else {
      const auto found = registry().by_name.find(channel->name);
      if (found == registry().by_name.end() || found->second != channel) return;
      registry().by_name.erase(found);
    }
  }
  channel->release();
}

void registry_program_began() {
  std::lock_guard<std::mutex> lock(registry().mutex);
  for (const auto &[name, channel] : registry().by_name) channel->set_program_exited(false);
  for (const auto &[port, channel] : registry().by_port) channel->set_program_exited(false);
}

void registry_program_exited() {
  std::lock_guard<std::mutex> lock(registry().mutex);
  for (const auto &[name, channel] : registry().by_name) channel->set_program_exited(true);
  for (const auto &[port, channel] : registry().by_port) channel->set_program_exited(true);
}

}  // namespace flet_embed
