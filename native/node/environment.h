/*
 * What one JavaScript environment (the main thread, or a worker) keeps of the addon; any number of them may live at
 * once.
 *
 * All of it belongs to the environment's thread. Every exported function gets it as its callback data. The environment
 * deletes it last, after its cleanup hooks.
 */
#ifndef FLET_EMBED_NODE_ENVIRONMENT_H
#define FLET_EMBED_NODE_ENVIRONMENT_H

#include <node_api.h>

#include "block_registry.h"

namespace flet_embed::node {

struct Environment {
  /* The most messages that one channelReceive hands over. */
  static constexpr size_t kBatch = 256;
  static constexpr size_t kScratch = kBatch + 2;

  /* Few and small messages lie in a buffer that later ones share, since an ArrayBuffer costs more than all the rest of
   * receiving one: what a program keeps of them keeps this much alive. */
  static constexpr size_t kShared = size_t{16} << 10;

  BlockRegistry *blocks; /* counted */

  /* The channel that was asked for last: what has been found to be one once need not be checked again. */
  const void *known_channel = nullptr;

  /* Memory of the exported Float64Array `scratch`, in which functions hand over numbers without creating objects. */
  double *scratch;

  /* The ArrayBuffer of kShared bytes that small messages go to, and how far it is used. */
  napi_ref shared = nullptr;
  size_t shared_used = kShared;
};

}  // namespace flet_embed::node

#endif
