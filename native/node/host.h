/*
 * A host of the core (fe_host) in one JavaScript environment: its doorbell, and the way of its events into JavaScript.
 *
 * Lifetime rules; the code cites them.
 *  1. Everything here happens on the environment's thread, but for the ring, which only touches the bell.
 *  2. End() comes once: from hostDestroy, or from the environment's cleanup hook (process exit, worker termination).
 * First fe_host_destroy(), after which nobody rings, then the bell is closed. Neither waits for Python.
 *  3. The cleanup hook is asynchronous, since the event loop must run once more to let go of the bell: it is removed
 * when the bell has closed, which is what the environment waits for.
 *  4. The memory is counted: the external, every channel and runtime handle and the open bell hold one reference each.
 *     Externals may outlive the cleanup hook; after End() they find `alive()` false and leave the core alone.
 */
#ifndef FLET_EMBED_NODE_HOST_H
#define FLET_EMBED_NODE_HOST_H

#include <flet_embed.h>
#include <node_api.h>

#include <cstddef>
#include <cstdint>
#include <unordered_map>

#include "host_bell.h"

namespace flet_embed::node {

class Host {
 public:
  static constexpr napi_type_tag kTag = {0x6d1c9b0e5f7a42d1u, 0x9a3e6c11d2b84f01u};
  static constexpr const char *kExpected = "Expected the handle of a host but received something else.";

  /*
   * `on_events(count)` is called with `count` pairs (index of a channel, bits) in `events`, a Uint32Array. The
   * runtime's own events have the index kRuntimeIndex. nullptr with an exception pending: refused by the core, or no
   * event loop.
   */
  static Host *Create(napi_env env, napi_value on_events, napi_value events);
  static constexpr uint32_t kRuntimeIndex = 0xffffffffu;

  void End();
  bool alive() const { return alive_; }
  fe_host handle() const { return handle_; }
  HostBell *bell() const { return bell_; }

  /* Events of this channel carry `index` from now on. */
  void AddChannel(fe_channel channel, uint32_t index) { channels_[channel.id] = index; }
  void RemoveChannel(fe_channel channel) { channels_.erase(channel.id); }

  void Reference() { ++references_; }
  void Unreference();

  Host(const Host &) = delete;
  Host &operator=(const Host &) = delete;

 private:
  explicit Host(napi_env env) : env_(env) {}
  ~Host() = default;

  void Dispatch();
  bool Call(uint32_t count);

  const napi_env env_;
  fe_host handle_{};
  HostBell *bell_ = nullptr;
  bool alive_ = false;
  uint32_t references_ = 1;
  napi_ref on_events_ = nullptr;
  napi_ref events_reference_ = nullptr;
  uint32_t *events_ = nullptr; /* the memory of the Uint32Array, which events_reference_ keeps */
  size_t capacity_ = 0;        /* in pairs */
  napi_async_cleanup_hook_handle hook_ = nullptr;
  std::unordered_map<uint64_t, uint32_t> channels_;
};

}  // namespace flet_embed::node

#endif
