// The built-in module `_flet_embed` (python/flet_embed/_flet_embed.pyi is its contract).
#include "python_module.h"

#include "channel_registry.h"
#include "python_arguments.h"
#include "python_end.h"
#include "python_errors.h"
#include "python_loop_bell.h"
#include "python_message.h"
#include "python_output.h"
#include "python_types.h"
#include "python_waiter.h"

namespace flet_embed {
namespace {

PyObject *open_channel(PyObject *, PyObject *const *args, Py_ssize_t count) {
  std::string name;
  int64_t capacity = 0;
  int64_t high_water_mark = 0;
  int64_t max_message_bytes = 0;
  if (!check_count("open_channel", count, 4, 4) || !read_text(args[0], &name) || !read_integer(args[1], 0, &capacity) ||
      !read_integer(args[2], 0, &high_water_mark) || !read_integer(args[3], 0, &max_message_bytes)) {
    return nullptr;
  }
  if (name.empty() || capacity > Ring::kMaxCapacity) {
    py.PyErr_SetString(py.PyExc_ValueError, "expected a name, and a capacity of at most 1,048,576 messages");
    return nullptr;
  }
  Channel *channel = nullptr;
  const WantedOptions wanted{static_cast<uint32_t>(capacity), static_cast<uint64_t>(high_water_mark),
                             static_cast<uint64_t>(max_message_bytes)};
  const fe_status status = registry_open_for_python(name, wanted, &channel);
  if (status != FE_OK) {
    raise_channel_error_text(status, "channel '" + name + "': " + fe_status_message(status));
    return nullptr;
  }
  PythonEnd *end = new PythonEnd(channel);
  end->retain();
  return make_channel_object(end);
}

PyObject *allocate(PyObject *, PyObject *argument) {
  int64_t bytes = 0;
  if (!read_integer(argument, 0, &bytes)) return nullptr;
  Block *block = block_allocate(static_cast<size_t>(bytes));
  if (block == nullptr) return py.PyErr_NoMemory();
  PyObject *object = make_block_object(block, static_cast<size_t>(bytes));
  block_release(block);
  return object;
}

PyObject *write_output_function(PyObject *, PyObject *const *args, Py_ssize_t count) {
  int64_t stream = 0;
  Py_buffer view;
  if (!check_count("write_output", count, 2, 2) || !read_integer(args[0], 1, &stream)) return nullptr;
  if (py.PyObject_GetBuffer(args[1], &view, PyBUF_SIMPLE) != 0) return nullptr;
  write_output(static_cast<int>(stream), static_cast<const uint8_t *>(view.buf), static_cast<size_t>(view.len));
  py.PyBuffer_Release(&view);
  return py.PyErr_Occurred() == nullptr ? py_none() : nullptr;
}

PyObject *raise_in_thread(PyObject *, PyObject *const *args, Py_ssize_t count) {
  if (!check_count("raise_in_thread", count, 2, 2)) return nullptr;
  const unsigned long thread = py.PyLong_AsUnsignedLong(args[0]);
  if (py.PyErr_Occurred() != nullptr) return nullptr;
  return py.PyBool_FromLong(py.PyThreadState_SetAsyncExc(thread, args[1]) > 0);
}

PyObject *release_blocks(PyObject *, PyObject *) {
  dispose_python_garbage();
  return py_none();
}

PyMethodDef g_methods[] = {
    {"open_channel", fast(open_channel), METH_FASTCALL, nullptr},
    {"allocate", allocate, METH_O, nullptr},
    {"write_output", fast(write_output_function), METH_FASTCALL, nullptr},
    {"raise_in_thread", fast(raise_in_thread), METH_FASTCALL, nullptr},
    {"release_blocks", release_blocks, METH_NOARGS, nullptr},
    {nullptr, nullptr, 0, nullptr},
};
PyModuleDef g_module = {{{1, nullptr}, nullptr, 0, nullptr},
                        "_flet_embed",
                        "The native interface under flet_embed.",
                        -1,
                        g_methods,
                        nullptr,
                        nullptr,
                        nullptr,
                        nullptr};

}  // namespace

PyObject *make_flet_embed_module() {
  PyObject *module = py.PyModule_Create2(&g_module, PYTHON_API_VERSION);
  if (module == nullptr) return nullptr;
  if (add_channel_error(module) && add_block_type(module) && add_loop_bell_type(module) && add_waiter_type(module) &&
      add_channel_type(module)) {
    return module;
  }
  py.Py_DecRef(module);
  return nullptr;
}

}  // namespace flet_embed
