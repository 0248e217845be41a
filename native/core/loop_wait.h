// The wait of an asyncio selector, done by us: for the doorbell and for everything else the loop watches, at once.
#pragma once

namespace flet_embed {

// False: this system's selectors cannot be joined; use a reader callback.
[[nodiscard]] bool loop_wait_supported();
// Adds our descriptor to the selector's set, edge-triggered: it never has to be read. False: errno says why.
[[nodiscard]] bool loop_wait_join(int selector, int descriptor);
void loop_wait_leave(int selector, int descriptor);
// Waits for at most `milliseconds` (-1: for ever). True: something other than `descriptor` is ready. Without the GIL.
[[nodiscard]] bool loop_wait(int selector, int descriptor, int milliseconds);

}  // namespace flet_embed
