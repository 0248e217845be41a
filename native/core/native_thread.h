// A detached thread with a stack of a chosen size, which std::thread cannot ask for.
#pragma once

#include <cstddef>

namespace flet_embed {

// False: the system has no thread to give.
[[nodiscard]] bool start_native_thread(void (*function)(void *), void *argument, size_t stack_bytes);

}  // namespace flet_embed
