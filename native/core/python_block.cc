// `_flet_embed.Block`: memory of the core as a writable buffer.
#include "python_message.h"
#include "python_types.h"

namespace flet_embed {
namespace {

struct BlockObject {
  PyObject head;
  Block *block;
  size_t bytes;  // the message may be shorter than its block
};

PyTypeObject *g_type = nullptr;

BlockObject *self_of(PyObject *self) { return reinterpret_cast<BlockObject *>(self); }

void deallocate(PyObject *self) {
  block_release(self_of(self)->block);
  free_object(self);
}

int get_buffer(PyObject *self, Py_buffer *view, int flags) {
  BlockObject *block = self_of(self);
  return py.PyBuffer_FillInfo(view, self, block->block->data, static_cast<Py_ssize_t>(block->bytes), 0, flags);
}

Py_ssize_t length(PyObject *self) { return static_cast<Py_ssize_t>(self_of(self)->bytes); }

PyType_Slot g_slots[] = {
    {Py_tp_dealloc, reinterpret_cast<void *>(deallocate)},
    {Py_bf_getbuffer, reinterpret_cast<void *>(get_buffer)},
    {Py_sq_length, reinterpret_cast<void *>(length)},
    {Py_tp_doc, const_cast<char *>("Memory of the core; exports a writable buffer of bytes.")},
    {0, nullptr},
};
PyType_Spec g_spec = {"_flet_embed.Block", sizeof(BlockObject), 0,
                      Py_TPFLAGS_DEFAULT | Py_TPFLAGS_DISALLOW_INSTANTIATION, g_slots};

}  // namespace

bool add_block_type(PyObject *module) {
  PyObject *type = py.PyType_FromSpec(&g_spec);
  g_type = reinterpret_cast<PyTypeObject *>(type);
  return type != nullptr && py.PyModule_AddObjectRef(module, "Block", type) == 0;
}

PyObject *make_block_object(Block *block, size_t bytes) {
  PyObject *object = py.PyType_GenericAlloc(g_type, 0);
  if (object == nullptr) return nullptr;
  block_retain(block);
  self_of(object)->block = block;
  self_of(object)->bytes = bytes;
  return object;
}

Block *block_of(PyObject *object) { return object->ob_type == g_type ? self_of(object)->block : nullptr; }

}  // namespace flet_embed
