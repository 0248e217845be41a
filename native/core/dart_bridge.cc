// The built-in module `dart_bridge`, as Flet uses it on phones: byte packets between ports and handlers.
//
// A port is a bridge that the host has opened. Its handler runs on the thread of the event loop it was registered from
// (Flet registers inside its loop); without a running loop, on a thread that flet_embed starts for it. Packets that
// came before the handler wait in the bridge, in order.
#include <string>
#include <unordered_map>
#include <vector>

#include "channel_registry.h"
#include "python_arguments.h"
#include "python_end.h"
#include "python_loop_bell.h"
#include "python_module.h"
#include "python_output.h"

namespace flet_embed {
namespace {

// GIL. The ends that this program has touched; each entry holds a reference.
std::unordered_map<int64_t, PythonEnd *> &ends() {
  static auto &map = *new std::unordered_map<int64_t, PythonEnd *>;
  return map;
}

// Borrowed; null: the host has no such port (any more).
PythonEnd *find_end(int64_t port) {
  const auto found = ends().find(port);
  if (found != ends().end()) return found->second;
  Channel *channel = registry_find_bridge(port);
  if (channel == nullptr) return nullptr;
  registry_open_bridge_for_python(channel);  // takes a reference for Python's side
  channel->release();
  PythonEnd *end = new PythonEnd(channel);
  end->retain();
  ends().emplace(port, end);
  return end;
}

bool read_port(PyObject *object, int64_t *port) {
  *port = py.PyLong_AsLongLong(object);
  return *port != -1 || py.PyErr_Occurred() == nullptr;
}

// Binds the end to the loop that runs here, or to a thread of its own.
bool bind_to_loop(PythonEnd *end) {
  const PyRef module(py.PyImport_ImportModule("flet_embed.event_loop"));
  if (!module) return false;
  const PyRef object(py.PyObject_CallMethod(module.get(), "bell_for_handlers", nullptr));
  if (!object) return false;
  LoopBell *bell = loop_bell_of(object.get());
  if (bell == nullptr) return false;
  end->bind(bell);
  return true;
}

PyObject *set_enqueue_handler_func(PyObject *, PyObject *const *args, Py_ssize_t count) {
  int64_t port = 0;
  if (!check_count("set_enqueue_handler_func", count, 2, 2) || !read_port(args[0], &port)) return nullptr;
  const bool remove = args[1] == py._Py_NoneStruct;
  if (!remove && py.PyCallable_Check(args[1]) == 0) {
    py.PyErr_SetString(py.PyExc_TypeError, "set_enqueue_handler_func() expected a callable or None as its handler");
    return nullptr;
  }
  if (remove) {
    const auto found = ends().find(port);
    if (found != ends().end()) found->second->set_handler(nullptr);
    return py_none();
  }
  PythonEnd *end = find_end(port);
  if (end == nullptr) {
    py.PyErr_SetString(
        py.PyExc_RuntimeError,
        ("dart_bridge: the host has no port " + std::to_string(port) + "; it opens one with bridge()").c_str());
    return nullptr;
  }
  if (!bind_to_loop(end)) return nullptr;
  end->set_handler(args[1]);
  return py_none();
}

PyObject *send_bytes(PyObject *, PyObject *const *args, Py_ssize_t count) {
  int64_t port = 0;
  if (!check_count("send_bytes", count, 2, 2) || !read_port(args[0], &port)) return nullptr;
  PythonEnd *end = port == 0 ? nullptr : find_end(port);
  if (end == nullptr) {
    py.PyErr_SetString(py.PyExc_RuntimeError, ("dart_bridge: nobody listens on port " + std::to_string(port)).c_str());
    return nullptr;
  }
  if (end->send_sync(args[1], false, -1)) return py_new_ref(py._Py_TrueStruct);
  if (py.PyErr_ExceptionMatches(py.PyExc_Exception) == 0) return nullptr;  // a stop, raised in this thread
  PyObject *type = nullptr;
  PyObject *value = nullptr;
  PyObject *traceback = nullptr;
  py.PyErr_Fetch(&type, &value, &traceback);
  const std::string why = py_text(value);
  if (type != nullptr) py.Py_DecRef(type);
  if (value != nullptr) py.Py_DecRef(value);
  if (traceback != nullptr) py.Py_DecRef(traceback);
  py.PyErr_SetString(py.PyExc_RuntimeError, ("dart_bridge: " + why).c_str());
  return nullptr;
}

// GIL. Callables that want to hear of new ports, oldest first.
std::vector<PyObject *> &restart_handlers() {
  static auto &handlers = *new std::vector<PyObject *>;
  return handlers;
}

PyObject *add_session_restart_handler(PyObject *, PyObject *callable) {
  if (py.PyCallable_Check(callable) == 0) {
    py.PyErr_SetString(py.PyExc_TypeError, "add_session_restart_handler() expected a callable");
    return nullptr;
  }
  restart_handlers().push_back(py_new_ref(callable));
  return py_none();
}

PyObject *native_log_write(PyObject *, PyObject *const *args, Py_ssize_t count) {
  int64_t is_stderr = 0;
  std::string text;
  if (!check_count("_native_log_write", count, 2, 2) || !read_integer(args[0], 0, &is_stderr) ||
      !read_text(args[1], &text)) {
    return nullptr;
  }
  if (text.empty() || text.back() != '\n') text += '\n';
  write_output(is_stderr != 0 ? 2 : 1, reinterpret_cast<const uint8_t *>(text.data()), text.size());
  return py.PyErr_Occurred() == nullptr ? py_none() : nullptr;
}

PyMethodDef g_methods[] = {
    {"set_enqueue_handler_func", fast(set_enqueue_handler_func), METH_FASTCALL,
     "set_enqueue_handler_func(port, handler): installs the receiver of a port, or removes it with None."},
    {"send_bytes", fast(send_bytes), METH_FASTCALL,
     "send_bytes(port, payload) -> True: one packet to the client; waits with the GIL released while it is slow."},
    {"add_session_restart_handler", add_session_restart_handler, METH_O,
     "add_session_restart_handler(callable): called with {'protocol': port, 'exit': port} when the client moves."},
    {"_native_log_write", fast(native_log_write), METH_FASTCALL, nullptr},
    {nullptr, nullptr, 0, nullptr},
};
PyModuleDef g_module = {{{1, nullptr}, nullptr, 0, nullptr},
                        "dart_bridge",
                        "Byte packets between Python and the client that embeds it.",
                        -1,
                        g_methods,
                        nullptr,
                        nullptr,
                        nullptr,
                        nullptr};

}  // namespace

PyObject *make_dart_bridge_module() { return py.PyModule_Create2(&g_module, PYTHON_API_VERSION); }

void forget_bridges() {
  for (const auto &[port, end] : ends()) end->release();
  ends().clear();
  for (PyObject *handler : restart_handlers()) py.Py_DecRef(handler);
  restart_handlers().clear();
}

}  // namespace flet_embed
