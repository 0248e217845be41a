#pragma once

#include "python_api.h"

namespace flet_embed {

// Makes ChannelError and adds it to `_flet_embed`. raise_channel_error() and its kin are in python_end.h.
[[nodiscard]] bool add_channel_error(PyObject *module);

}  // namespace flet_embed
