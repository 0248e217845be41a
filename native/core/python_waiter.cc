#include "python_waiter.h"

#include <cstdint>

#include "python_arguments.h"
#include "python_types.h"

namespace flet_embed {
namespace {

enum class State : uint8_t { pending, done, cancelled };

struct WaiterObject {
  PyObject head;
  PyObject *loop;
  PyObject *callback;  // of the task; null: nobody awaits it yet, or it was called
  PyObject *context;   // the task's
  PyObject *message;   // of the cancellation, or null
  State state;
  bool blocking;  // asyncio's sign that this is a future which was just awaited
};

PyTypeObject *g_type = nullptr;

WaiterObject *self_of(PyObject *self) { return reinterpret_cast<WaiterObject *>(self); }

void put(PyObject *&place, PyObject *owned) {
  PyObject *old = place;
  place = owned;
  if (old != nullptr) py.Py_DecRef(old);
}

int traverse(PyObject *self, visitproc visit, void *argument) {
  WaiterObject *waiter = self_of(self);
  for (PyObject *object : {reinterpret_cast<PyObject *>(self->ob_type), waiter->loop, waiter->callback, waiter->context,
                           waiter->message}) {
    if (object == nullptr) continue;
    if (const int result = visit(object, argument); result != 0) return result;
  }
  return 0;
}

int clear(PyObject *self) {
  WaiterObject *waiter = self_of(self);
  put(waiter->loop, nullptr);
  put(waiter->callback, nullptr);
  put(waiter->context, nullptr);
  put(waiter->message, nullptr);
  return 0;
}

void deallocate(PyObject *self) {
  py.PyObject_GC_UnTrack(self);
  clear(self);
  PyObject *type = reinterpret_cast<PyObject *>(self->ob_type);
  py.PyObject_GC_Del(self);
  py.Py_DecRef(type);
}

// ---- the future's side

PyObject *await(PyObject *self) { return py_new_ref(self); }

// Sets asyncio.CancelledError.
void raise_cancelled(const WaiterObject *waiter) {
  static PyObject *type = nullptr;
  if (type == nullptr) {
    const PyRef module(py.PyImport_ImportModule("asyncio"));
    if (module) type = py.PyObject_GetAttrString(module.get(), "CancelledError");
    if (type == nullptr) return;  // with the import's error
  }
  if (waiter->message != nullptr) {
    py.PyErr_SetObject(type, waiter->message);
  } else {
    py.PyErr_SetNone(type);
  }
}

// A step of `await waiter`: itself while it is pending, then the end of the iteration.
PyObject *next(PyObject *self) {
  WaiterObject *waiter = self_of(self);
  if (waiter->state == State::cancelled) raise_cancelled(waiter);
  if (waiter->state != State::pending) return nullptr;
  if (waiter->blocking) {
    py.PyErr_SetString(py.PyExc_RuntimeError, "await wasn't used with future");
    return nullptr;
  }
  waiter->blocking = true;
  return py_new_ref(self);
}

PyObject *get_blocking(PyObject *self, void *) { return py.PyBool_FromLong(self_of(self)->blocking ? 1 : 0); }

int set_blocking(PyObject *self, PyObject *value, void *) {
  const int truth = value == nullptr ? 0 : py.PyObject_IsTrue(value);
  if (truth < 0) return -1;
  self_of(self)->blocking = truth != 0;
  return 0;
}

PyObject *get_loop(PyObject *self, PyObject *) {
  PyObject *loop = self_of(self)->loop;
  return loop == nullptr ? py_none() : py_new_ref(loop);
}

// The loop's call_soon(callback, waiter, context=context).
bool call_soon(PyObject *self) {
  WaiterObject *waiter = self_of(self);
  const PyRef callback(waiter->callback);
  const PyRef context(waiter->context);
  waiter->callback = waiter->context = nullptr;
  if (!callback || waiter->loop == nullptr) return true;
  const PyRef method(py.PyObject_GetAttrString(waiter->loop, "call_soon"));
  const PyRef arguments(py.PyTuple_Pack(2, callback.get(), self));
  const PyRef keywords(py.PyDict_New());
  if (!method || !arguments || !keywords) return false;
  if (context && py.PyDict_SetItemString(keywords.get(), "context", context.get()) != 0) return false;
  const PyRef handle(py.PyObject_Call(method.get(), arguments.get(), keywords.get()));
  return static_cast<bool>(handle);
}

// add_done_callback(callback, *, context=None)
PyObject *add_done_callback(PyObject *self, PyObject *const *args, Py_ssize_t count, PyObject *names) {
  const Py_ssize_t named = names == nullptr ? 0 : py.PyTuple_Size(names);
  if (!check_count("add_done_callback", count, 1, 1) || !check_count("add_done_callback", named, 0, 1)) return nullptr;
  WaiterObject *waiter = self_of(self);
  if (waiter->callback != nullptr) {
    py.PyErr_SetString(py.PyExc_RuntimeError, "one task waits already");
    return nullptr;
  }
  waiter->callback = py_new_ref(args[0]);
  put(waiter->context, named == 1 && args[1] != py._Py_NoneStruct ? py_new_ref(args[1]) : nullptr);
  if (waiter->state != State::pending && !call_soon(self)) return nullptr;
  return py_none();
}

PyObject *remove_done_callback(PyObject *self, PyObject *) {
  WaiterObject *waiter = self_of(self);
  const long removed = waiter->callback != nullptr ? 1 : 0;
  put(waiter->callback, nullptr);
  put(waiter->context, nullptr);
  return py.PyLong_FromLongLong(removed);
}

// cancel(msg=None)
PyObject *cancel(PyObject *self, PyObject *const *args, Py_ssize_t count, PyObject *names) {
  const Py_ssize_t named = names == nullptr ? 0 : py.PyTuple_Size(names);
  if (!check_count("cancel", count + named, 0, 1)) return nullptr;
  WaiterObject *waiter = self_of(self);
  if (waiter->state != State::pending) return py.PyBool_FromLong(0);
  waiter->state = State::cancelled;
  waiter->blocking = false;
  if (count + named == 1 && args[0] != py._Py_NoneStruct) put(waiter->message, py_new_ref(args[0]));
  return call_soon(self) ? py.PyBool_FromLong(1) : nullptr;
}

PyObject *result(PyObject *self, PyObject *) {
  const WaiterObject *waiter = self_of(self);
  if (waiter->state == State::done) return py_none();
  if (waiter->state == State::cancelled) {
    raise_cancelled(waiter);
  } else {
    py.PyErr_SetString(py.PyExc_RuntimeError, "the waiter is not resolved yet");
  }
  return nullptr;
}

PyObject *done(PyObject *self, PyObject *) { return py.PyBool_FromLong(waiter_done(self) ? 1 : 0); }
PyObject *cancelled(PyObject *self, PyObject *) {
  return py.PyBool_FromLong(self_of(self)->state == State::cancelled ? 1 : 0);
}

PyMethodDef g_methods[] = {
    {"get_loop", get_loop, METH_NOARGS, nullptr},
    {"add_done_callback", fast(add_done_callback), METH_FASTCALL | METH_KEYWORDS, nullptr},
    {"remove_done_callback", remove_done_callback, METH_O, nullptr},
    {"cancel", fast(cancel), METH_FASTCALL | METH_KEYWORDS, nullptr},
    {"cancelled", cancelled, METH_NOARGS, nullptr},
    {"done", done, METH_NOARGS, nullptr},
    {"result", result, METH_NOARGS, nullptr},
    {nullptr, nullptr, 0, nullptr},
};
PyGetSetDef g_getters[] = {
    {"_asyncio_future_blocking", get_blocking, set_blocking, nullptr, nullptr},
    {nullptr, nullptr, nullptr, nullptr, nullptr},
};
PyType_Slot g_slots[] = {
    {Py_tp_dealloc, reinterpret_cast<void *>(deallocate)},
    {Py_tp_traverse, reinterpret_cast<void *>(traverse)},
    {Py_tp_clear, reinterpret_cast<void *>(clear)},
    {Py_am_await, reinterpret_cast<void *>(await)},
    {Py_tp_iter, reinterpret_cast<void *>(await)},
    {Py_tp_iternext, reinterpret_cast<void *>(next)},
    {Py_tp_methods, g_methods},
    {Py_tp_getset, g_getters},
    {Py_tp_doc, const_cast<char *>("What a task awaits that waits to receive.")},
    {0, nullptr},
};
PyType_Spec g_spec = {"_flet_embed.Waiter", sizeof(WaiterObject), 0,
                      Py_TPFLAGS_DEFAULT | Py_TPFLAGS_HAVE_GC | Py_TPFLAGS_DISALLOW_INSTANTIATION, g_slots};

// As the loop's own handles do: what is no reason to end the loop is told to its exception handler.
bool tell_loop(PyObject *loop) {
  if (py.PyErr_ExceptionMatches(py.PyExc_KeyboardInterrupt) != 0 ||
      py.PyErr_ExceptionMatches(py.PyExc_SystemExit) != 0) {
    return false;
  }
  PyObject *type = nullptr;
  PyObject *value = nullptr;
  PyObject *traceback = nullptr;
  py.PyErr_Fetch(&type, &value, &traceback);
  py.PyErr_NormalizeException(&type, &value, &traceback);
  const PyRef keep_type(type);
  const PyRef keep_value(value);
  const PyRef keep_traceback(traceback);
  const PyRef facts(py.PyDict_New());
  const PyRef message(py.PyUnicode_FromString("Exception in the callback of a task that waited to receive"));
  if (!facts || !message) return false;
  py.PyDict_SetItemString(facts.get(), "message", message.get());
  py.PyDict_SetItemString(facts.get(), "exception", value);
  const PyRef told(py.PyObject_CallMethod(loop, "call_exception_handler", "O", facts.get()));
  return static_cast<bool>(told);
}

}  // namespace

PyObject *make_waiter(PyObject *loop) {
  PyObject *object = py.PyType_GenericAlloc(g_type, 0);
  if (object != nullptr) self_of(object)->loop = py_new_ref(loop);
  return object;
}

bool waiter_done(PyObject *waiter) { return self_of(waiter)->state != State::pending; }

bool resolve_waiter(PyObject *self) {
  WaiterObject *waiter = self_of(self);
  if (waiter->state != State::pending) return true;
  waiter->state = State::done;
  waiter->blocking = false;
  const PyRef callback(waiter->callback);
  const PyRef context(waiter->context);
  waiter->callback = waiter->context = nullptr;
  if (!callback) return true;
  static PyObject *run = py.PyUnicode_InternFromString("run");
  const PyRef result(context ? py.PyObject_CallMethodObjArgs(context.get(), run, callback.get(), self, nullptr)
                             : py.PyObject_CallFunctionObjArgs(callback.get(), self, nullptr));
  return result || tell_loop(waiter->loop);
}

bool add_waiter_type(PyObject *module) {
  PyObject *type = py.PyType_FromSpec(&g_spec);
  g_type = reinterpret_cast<PyTypeObject *>(type);
  return type != nullptr && py.PyModule_AddObjectRef(module, "Waiter", type) == 0;
}

}  // namespace flet_embed
