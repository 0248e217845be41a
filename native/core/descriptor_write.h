// Writing to the process's own descriptors, which the host may have made non-blocking or the reader may have closed.
#pragma once

#include <cstddef>
#include <cstdint>

namespace flet_embed {

// Writes all, waiting while the descriptor is full, as long as anything moves within `patience_ms`. False: nobody reads
// any more (closed, or stuck). Raises no signal. Called without the GIL.
bool descriptor_write(int descriptor, const uint8_t *data, size_t bytes, int patience_ms);

}  // namespace flet_embed
