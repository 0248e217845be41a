#include <unistd.h>

#include <cstdlib>

#include "interpreter.h"
#include "process_end.h"

namespace flet_embed {
namespace {

void leave(int status, void *) {
  if (Interpreter::instance().alive()) _exit(status);
}

}  // namespace

void remember_exit_code(int) {}

void end_process_with_interpreter() { on_exit(leave, nullptr); }

}  // namespace flet_embed
