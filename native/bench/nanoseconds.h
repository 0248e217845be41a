// The clock of the floors.
#pragma once

#include <chrono>
#include <cstdint>

namespace flet_embed::bench {

[[nodiscard]] inline uint64_t now_ns() {
  const auto since = std::chrono::steady_clock::now().time_since_epoch();
  return static_cast<uint64_t>(std::chrono::duration_cast<std::chrono::nanoseconds>(since).count());
}

// A duration as the samples hold it; more than four seconds count as four.
[[nodiscard]] inline uint32_t sample_ns(uint64_t from, uint64_t to) {
  const uint64_t length = to - from;
  return length < UINT32_MAX ? static_cast<uint32_t>(length) : UINT32_MAX;
}

}  // namespace flet_embed::bench
