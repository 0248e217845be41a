// Where sys.stdout and sys.stderr go.
#pragma once

#include <cstdint>

#include "channel.h"
#include "flet_embed.h"

namespace flet_embed {

// Interpreter thread, between programs. `channel`: for FE_OUTPUT_CHANNEL, with one reference for Python's side; else
// null.
void set_output(fe_output where, Channel *channel);

// GIL; waits without it, bounded. Never fails: what nobody can take is dropped.
void write_output(int stream, const uint8_t *data, size_t bytes);

}  // namespace flet_embed
