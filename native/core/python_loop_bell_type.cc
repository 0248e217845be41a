// The Python type of LoopBell. Reads arguments; LoopBell does the work.
#include <new>

#include "python_arguments.h"
#include "python_loop_bell.h"
#include "python_types.h"

namespace flet_embed {
namespace {

struct LoopBellObject {
  PyObject head;
  LoopBell *bell;
};

PyTypeObject *g_type = nullptr;

LoopBell *bell_of(PyObject *self) { return reinterpret_cast<LoopBellObject *>(self)->bell; }

PyObject *create(PyTypeObject *type, PyObject *, PyObject *) {
  PyObject *object = py.PyType_GenericAlloc(type, 0);
  if (object != nullptr) reinterpret_cast<LoopBellObject *>(object)->bell = new LoopBell(object);
  return object;
}

void deallocate(PyObject *self) {
  delete bell_of(self);
  free_object(self);
}

PyObject *fileno(PyObject *self, PyObject *) {
  return py.PyLong_FromLongLong(bell_of(self)->core()->descriptor().read);
}

PyObject *select(PyObject *self, PyObject *const *args, Py_ssize_t count) {
  if (!check_count("select", count, 0, 1)) return nullptr;
  if (count == 0 || args[0] == py._Py_NoneStruct) return bell_of(self)->select(0, false);
  const double timeout = py.PyFloat_AsDouble(args[0]);
  if (timeout == -1 && py.PyErr_Occurred() != nullptr) return nullptr;
  return bell_of(self)->select(timeout, true);
}

PyMethodDef g_select = {"select", fast(select), METH_FASTCALL, "The selector's wait, with the doorbell in it."};

PyObject *hook(PyObject *self, PyObject *const *args, Py_ssize_t count) {
  int64_t selector = 0;
  if (!check_count("hook", count, 3, 3) || !read_integer(args[0], 0, &selector)) return nullptr;
  if (!bell_of(self)->hook(static_cast<int>(selector), args[1], args[2])) return nullptr;
  return py.PyCFunction_NewEx(&g_select, self, nullptr);
}

PyObject *dispatch(PyObject *self, PyObject *) { return bell_of(self)->dispatch() ? py_none() : nullptr; }

PyObject *wait(PyObject *self, PyObject *argument) {
  double timeout = -1;
  if (!read_timeout(argument, &timeout)) return nullptr;
  const int rung = bell_of(self)->wait(timeout);
  return rung < 0 ? nullptr : py.PyBool_FromLong(rung);
}

PyObject *ring(PyObject *self, PyObject *) {
  bell_of(self)->core()->ring();
  return py_none();
}

PyObject *close(PyObject *self, PyObject *) {
  bell_of(self)->close();
  return py_none();
}

PyMethodDef g_methods[] = {
    {"fileno", fileno, METH_NOARGS, nullptr},
    {"hook", fast(hook), METH_FASTCALL, nullptr},
    {"dispatch", dispatch, METH_NOARGS, nullptr},
    {"wait", wait, METH_O, nullptr},
    {"ring", ring, METH_NOARGS, nullptr},
    {"close", close, METH_NOARGS, nullptr},
    {nullptr, nullptr, 0, nullptr},
};
PyType_Slot g_slots[] = {
    {Py_tp_new, reinterpret_cast<void *>(create)},
    {Py_tp_dealloc, reinterpret_cast<void *>(deallocate)},
    {Py_tp_methods, g_methods},
    {Py_tp_doc, const_cast<char *>("Wakes one asyncio event loop.")},
    {0, nullptr},
};
PyType_Spec g_spec = {"_flet_embed.LoopBell", sizeof(LoopBellObject), 0, Py_TPFLAGS_DEFAULT, g_slots};

}  // namespace

LoopBell *loop_bell_of(PyObject *object) {
  if (object->ob_type == g_type) return bell_of(object);
  py.PyErr_SetString(py.PyExc_TypeError, "expected a LoopBell");
  return nullptr;
}

bool add_loop_bell_type(PyObject *module) {
  PyObject *type = py.PyType_FromSpec(&g_spec);
  g_type = reinterpret_cast<PyTypeObject *>(type);
  return type != nullptr && py.PyModule_AddObjectRef(module, "LoopBell", type) == 0;
}

}  // namespace flet_embed
