// `_flet_embed.Waiter`: what a task awaits that waits to receive. GIL; the loop's thread.
//
// A task takes it for a future. When an `asyncio.Future` resolves, the loop makes a handle and calls the task in its
// next turn; a waiter that resolves from within the loop's own wait calls the task right there, in the task's context,
// which is where the loop is anyway: between two callbacks.
#pragma once

#include "python_api.h"

namespace flet_embed {

// For a task of `loop`. New reference; null: error set.
[[nodiscard]] PyObject *make_waiter(PyObject *loop);
[[nodiscard]] bool waiter_done(PyObject *waiter);
// Resolves it and lets its task go on, which may do anything. False: what ends a loop was raised (KeyboardInterrupt,
// SystemExit); the error is set. One that is done already is left alone.
[[nodiscard]] bool resolve_waiter(PyObject *waiter);

[[nodiscard]] bool add_waiter_type(PyObject *module);

}  // namespace flet_embed
