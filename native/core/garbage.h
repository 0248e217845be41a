// Memory that the releasing thread must not free itself: large blocks released by a host (rule 1), and whatever belongs
// to Python. Each piece carries its own list node, so that letting go of it allocates nothing and cannot fail.
#pragma once

#include <atomic>

namespace flet_embed {

struct Garbage {
  Garbage *next_garbage = nullptr;
  void (*dispose)(Garbage *self) = nullptr;
};

// Any thread: hands a piece to the reclaiming thread, which disposes of it soon. Never blocks.
void discard(Garbage *piece);

// Any thread: hands a piece to Python; disposed of under the GIL at the next chance (dispose_python_garbage).
void discard_to_python(Garbage *piece);

// Interpreter side, GIL held. Cheap when there is nothing.
void dispose_python_garbage();

// Called by the reclaiming thread when Python has garbage: makes some Python thread call dispose_python_garbage() soon.
// Set once, by the interpreter, when it has started.
void set_python_nudge(void (*nudge)());

}  // namespace flet_embed
