/*
 * The doorbell of a JavaScript environment: wakes its event loop from any thread.
 *
 * Lifetime rules; the code cites them.
 *  1. Open, Ref, Unref and Close are called on the environment's thread; Ring is called from every thread.
 *  2. Whoever rings must have stopped before Close is called: fe_host_destroy() returns only when no ring is under way
 * (L5).
 *  3. libuv owns the handle's memory until the close callback; nothing else frees it.
 *  4. A bell opens unreferenced: by itself it never keeps the process alive.
 */
#ifndef FLET_EMBED_NODE_HOST_BELL_H
#define FLET_EMBED_NODE_HOST_BELL_H

#include <node_api.h>

struct uv_async_s;

namespace flet_embed::node {

class HostBell {
 public:
  using Callback = void (*)(void *context);

  /* `on_ring(context)` is called on the environment's thread, by its event loop, outside of JavaScript and without a
   * handle scope. nullptr: the environment has no event loop, or there is no memory. */
  static HostBell *Open(napi_env env, Callback on_ring, void *context);

  void Ring(); /* [any] Coalesced: several rings may become one call. */
  void Ref();
  void Unref();

  /* Deletes the bell once the event loop lets go of the handle, and calls `on_closed(context)` at that moment. */
  void Close(Callback on_closed);

  HostBell(const HostBell &) = delete;
  HostBell &operator=(const HostBell &) = delete;

 private:
  HostBell(uv_async_s *async, Callback on_ring, void *context);
  ~HostBell();

  static void OnAsync(uv_async_s *async);

  uv_async_s *const async_;
  const Callback on_ring_;
  void *const context_;
  Callback on_closed_ = nullptr;
};

}  // namespace flet_embed::node

#endif
