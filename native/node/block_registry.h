/*
 * Which of an environment's ArrayBuffers are blocks of the core, found by their address.
 *
 * JavaScript holds a block as an external ArrayBuffer and nothing else. An address is in the table only as long as an
 * ArrayBuffer lives there, so it cannot be mistaken for foreign memory. The environment's thread only.
 */
#ifndef FLET_EMBED_NODE_BLOCK_REGISTRY_H
#define FLET_EMBED_NODE_BLOCK_REGISTRY_H

#include <flet_embed.h>
#include <node_api.h>

#include <cstddef>
#include <cstdint>
#include <unordered_map>

namespace flet_embed::node {

class BlockRegistry {
 public:
  static BlockRegistry *Create() { return new BlockRegistry; }

  /*
   * An ArrayBuffer over the first `bytes` of the block, whose reference it takes over in any case. A copy where
   * external buffers are forbidden (Electron). nullptr with an exception pending when there is no memory.
   */
  napi_value Export(napi_env env, fe_block *block, size_t bytes);

  /* The block that these bytes are, as a whole; no reference. nullptr: ordinary memory of JavaScript. */
  fe_block *Find(const void *data, size_t bytes) const;

  void Reference() { ++references_; }
  void Unreference();

 private:
  struct Entry {
    BlockRegistry *registry; /* counted: an ArrayBuffer may be finalised after the environment's own data */
    fe_block *block;
    size_t bytes;
  };

  BlockRegistry() = default;
  ~BlockRegistry() = default;
  static void Finalize(napi_env env, void *data, void *hint);
  static napi_value Copy(napi_env env, fe_block *block, size_t bytes);

  std::unordered_map<const void *, Entry *> entries_;
  uint32_t references_ = 1;
};

}  // namespace flet_embed::node

#endif
