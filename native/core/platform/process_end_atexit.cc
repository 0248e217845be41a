// Systems without on_exit (musl, macOS, Windows): an atexit handler does not learn the code, so fe_process_exit_sync()
// has to leave it here. Not run on these systems so far.
#include <atomic>
#include <cstdlib>

#include "interpreter.h"
#include "process_end.h"

namespace flet_embed {
namespace {

std::atomic<int> g_code{0};

void leave() {
  if (Interpreter::instance().alive()) std::_Exit(g_code.load());
}

}  // namespace

void remember_exit_code(int code) { g_code.store(code); }

void end_process_with_interpreter() { std::atexit(leave); }

}  // namespace flet_embed
