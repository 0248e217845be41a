// Texts across the C ABI: copied into the caller's buffer, as snprintf does.
#pragma once

#include <cstddef>
#include <cstring>
#include <string>

namespace flet_embed {

// Always ended with a zero byte if capacity > 0; returns the whole length without it.
inline size_t copy_text(const std::string &text, char *buffer, size_t capacity) {
  if (buffer != nullptr && capacity > 0) {
    const size_t count = text.size() < capacity - 1 ? text.size() : capacity - 1;
    std::memcpy(buffer, text.data(), count);
    buffer[count] = 0;
  }
  return text.size();
}

}  // namespace flet_embed
