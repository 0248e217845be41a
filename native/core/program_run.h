// One run of a program, between Python and the core. Interpreter thread, GIL held.
#pragma once

#include <string>

#include "interpreter.h"

namespace flet_embed {

[[nodiscard]] ProgramEnd run_program(const Program &program);
// What its end means for the channels. Whoever they belong to may ask at once why the program failed.
void end_program(const ProgramEnd &end);
// Any Python thread, GIL held: flet_embed._bootstrap.request_stop(stage); returns its report.
[[nodiscard]] std::string request_program_stop(fe_stop_stage stage);
// True: no other Python thread lives, finalising is safe. Also runs what must run at the end of the process.
[[nodiscard]] bool ready_to_finalise();

}  // namespace flet_embed
