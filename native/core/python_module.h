// The built-in modules. Registered before the interpreter is initialised.
#pragma once

#include "python_api.h"

namespace flet_embed {

PyObject *make_flet_embed_module();
PyObject *make_dart_bridge_module();
// The program ended: its bridges are gone.
void forget_bridges();

}  // namespace flet_embed
