// kqueue, poll and completion ports are left to asyncio itself.
#include "loop_wait.h"

namespace flet_embed {

bool loop_wait_supported() { return false; }
bool loop_wait_join(int, int) { return false; }
void loop_wait_leave(int, int) {}
bool loop_wait(int, int, int) { return true; }

}  // namespace flet_embed
