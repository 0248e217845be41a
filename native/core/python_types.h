// The types of `_flet_embed`; each add_… makes one and adds it to the module. GIL.
#pragma once

#include "python_api.h"

namespace flet_embed {

class PythonEnd;

[[nodiscard]] bool add_block_type(PyObject *module);
[[nodiscard]] bool add_channel_type(PyObject *module);
// Takes over the end's reference. Null: error set.
[[nodiscard]] PyObject *make_channel_object(PythonEnd *end);

// Frees the object and gives up its type: the end of every deallocator of a heap type.
inline void free_object(PyObject *self) {
  PyObject *type = reinterpret_cast<PyObject *>(self->ob_type);
  py.PyObject_Free(self);
  py.Py_DecRef(type);
}

}  // namespace flet_embed
