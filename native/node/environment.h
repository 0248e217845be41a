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
  static constexpr size_t kScratch = kBatch + 1;

  BlockRegistry *blocks; /* counted */

  /* Memory of the exported Float64Array `scratch`, in which functions hand over numbers without creating objects. */
  double *scratch;
};

}  // namespace flet_embed::node

#endif
