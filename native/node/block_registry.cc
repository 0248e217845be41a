/* Threads: see block_registry.h. */
#include "block_registry.h"

#include <cstring>

#include "status_error.h"

namespace flet_embed::node {

napi_value BlockRegistry::Export(napi_env env, fe_block *block, size_t bytes) {
  if (bytes == 0) return Copy(env, block, 0);
  uint8_t *const data = fe_block_data(block);
  auto *entry = new Entry{this, block, bytes};
  napi_value buffer = nullptr;
  if (napi_create_external_arraybuffer(env, data, bytes, Finalize, entry, &buffer) != napi_ok) {
    delete entry;
    return Copy(env, block, bytes);
  }
  Reference();
  // A block that came back before the ArrayBuffer it left in was finalised has an entry already: the newer one counts.
  entries_[data] = entry;
  return buffer;
}

napi_value BlockRegistry::Copy(napi_env env, fe_block *block, size_t bytes) {
  void *data = nullptr;
  napi_value buffer = nullptr;
  const napi_status status = napi_create_arraybuffer(env, bytes, &data, &buffer);
  if (status == napi_ok && bytes > 0) std::memcpy(data, fe_block_data(block), bytes);
  fe_block_release(block);
  if (status == napi_ok) return buffer;
  ThrowStatus(env, FE_OUT_OF_MEMORY);
  return nullptr;
}

/* After the ArrayBuffer was collected, detached, or its environment ended. */
void BlockRegistry::Finalize(napi_env, void *data, void *hint) {
  auto *entry = static_cast<Entry *>(hint);
  BlockRegistry *const registry = entry->registry;
  const auto found = registry->entries_.find(data);
  if (found != registry->entries_.end() && found->second == entry) registry->entries_.erase(found);
  fe_block_release(entry->block);
  delete entry;
  registry->Unreference();
}

fe_block *BlockRegistry::Find(const void *data, size_t bytes) const {
  const auto found = entries_.find(data);
  return found != entries_.end() && found->second->bytes == bytes ? found->second->block : nullptr;
}

void BlockRegistry::Unreference() {
  if (--references_ == 0) delete this;
}

}  // namespace flet_embed::node
