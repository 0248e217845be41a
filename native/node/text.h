/* Texts of the core, which copies into a buffer and says how long the whole text is, as JavaScript strings. */
#ifndef FLET_EMBED_NODE_TEXT_H
#define FLET_EMBED_NODE_TEXT_H

#include <napi.h>

#include <cstddef>
#include <string>

namespace flet_embed::node {

/* `copy(buffer, capacity)` as in fe_runtime_text. Asked again while the text is longer than there was room for. */
template <class Copy>
napi_value Text(napi_env env, Copy copy) {
  std::string text(255, '\0');
  size_t length = 0;
  while ((length = copy(text.data(), text.size() + 1)) > text.size()) text.assign(length, '\0');
  return Napi::String::New(env, text.data(), length);
}

}  // namespace flet_embed::node

#endif
