// The end of the process (rule 8).
#pragma once

namespace flet_embed {

// From now on an exit() that finds CPython alive ends the process at once, with exit()'s own code: no destructor of any
// library runs under a running Python. Called when Python has started, and again when the process is about to end, so
// that it comes before whatever was registered in between.
void end_process_with_interpreter();
// The code that exit() will be called with, for systems where its handlers cannot ask.
void remember_exit_code(int code);

}  // namespace flet_embed
