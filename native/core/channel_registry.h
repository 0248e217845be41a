// Which channels exist: by name and by bridge port, and by handle. Opening is rare and takes a lock; sending never
// does. The lock is never held while anything waits, so a host may take it (rule 1).
#pragma once

#include <cstdint>
#include <string>
#include <vector>

#include "channel.h"

namespace flet_embed {

// 0 in a field: not chosen.
struct WantedOptions {
  uint32_t capacity = 0;
  uint64_t high_water_mark = 0;
  uint64_t max_message_bytes = 0;
};

// The host's thread. On FE_OK the host's side is open and has a handle.
[[nodiscard]] fe_status registry_open_for_host(Host *host, const std::string &name, const WantedOptions &wanted,
                                               Channel **out);
[[nodiscard]] fe_status registry_open_bridge(Host *host, const WantedOptions &wanted, Channel **out);
// A channel without a name that only the core opens on Python's side (output lines).
[[nodiscard]] fe_status registry_open_private(Host *host, const WantedOptions &wanted, Channel **out);
[[nodiscard]] Channel *registry_find(uint64_t handle);
void registry_remove_handle(Channel *channel);

// GIL held.
[[nodiscard]] fe_status registry_open_for_python(const std::string &name, const WantedOptions &wanted, Channel **out);
// With a reference of the caller's; null: no such port (any more).
[[nodiscard]] Channel *registry_find_bridge(int64_t port);
// Opens Python's side of a bridge.
void registry_open_bridge_for_python(Channel *channel);

// Any thread: the name or port is free for a new channel.
void registry_forget(Channel *channel);

// Marks every channel whose other side a program could still have opened. Before the program runs, and after.
void registry_program_began();
void registry_program_exited();

}  // namespace flet_embed
