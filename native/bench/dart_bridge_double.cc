#include "dart_bridge_double.h"

#include <cstdlib>
#include <cstring>

#include "python_arguments.h"

#ifndef _WIN32
#include <dlfcn.h>
#endif

namespace flet_embed::bench {
namespace {

// GIL. The one that the module's functions speak to.
DartBridgeDouble *g_double = nullptr;

class WithGil {
 public:
  WithGil() : state_(py.PyGILState_Ensure()) {}
  ~WithGil() { py.PyGILState_Release(state_); }
  WithGil(const WithGil &) = delete;
  WithGil &operator=(const WithGil &) = delete;

 private:
  PyGILState_STATE state_;
};

bool read_port(PyObject *object, int64_t *port) {
  *port = py.PyLong_AsLongLong(object);
  return *port != -1 || py.PyErr_Occurred() == nullptr;
}

bool is_open() {
  if (g_double != nullptr) return true;
  py.PyErr_SetString(py.PyExc_RuntimeError, "the double of dart_bridge is closed");
  return false;
}

PyObject *set_enqueue_handler_func(PyObject *, PyObject *const *args, Py_ssize_t count) {
  int64_t port = 0;
  if (!check_count("set_enqueue_handler_func", count, 2, 2) || !read_port(args[0], &port) || !is_open()) return nullptr;
  return g_double->set_handler(port, args[1] == py._Py_NoneStruct ? nullptr : args[1]);
}

PyObject *send_bytes(PyObject *, PyObject *const *args, Py_ssize_t count) {
  int64_t port = 0;
  if (!check_count("send_bytes", count, 2, 2) || !read_port(args[0], &port) || !is_open()) return nullptr;
  return g_double->send(port, args[1]);
}

PyMethodDef g_methods[] = {
    {"set_enqueue_handler_func", fast(set_enqueue_handler_func), METH_FASTCALL, nullptr},
    {"send_bytes", fast(send_bytes), METH_FASTCALL, nullptr},
    {nullptr, nullptr, 0, nullptr},
};
PyModuleDef g_module = {
    {{1, nullptr}, nullptr, 0, nullptr}, "dart_bridge", nullptr, -1, g_methods, nullptr, nullptr, nullptr, nullptr};

// The Python that the product has loaded, with global symbols.
void *loaded_python() {
#ifdef _WIN32
  return nullptr;
#else
  return dlopen(nullptr, RTLD_LAZY);
#endif
}

}  // namespace

bool DartBridgeDouble::open(const char *module_name) {
  void *const library = loaded_python();
  if (library == nullptr || !load_python_api(library).empty() || py.Py_IsInitialized() == 0) return false;
  const WithGil gil;
  const PyRef module(py.PyModule_Create2(&g_module, PYTHON_API_VERSION));
  const PyRef sys(py.PyImport_ImportModule("sys"));
  const PyRef modules(sys ? py.PyObject_GetAttrString(sys.get(), "modules") : nullptr);
  const PyRef done(module && modules
                       ? py.PyObject_CallMethod(modules.get(), "__setitem__", "sO", module_name, module.get())
                       : nullptr);
  if (!done) {
    py.PyErr_WriteUnraisable(nullptr);
    return false;
  }
  g_double = this;
  return true;
}

int DartBridgeDouble::enqueue(int64_t port, const void *data, size_t bytes) {
  const WithGil gil;
  const auto found = handlers_.find(port);
  if (found == handlers_.end()) return -1;
  // Whatever the handler does, it stays until it returns.
  const PyRef handler(py_new_ref(found->second));
  const PyRef payload(py.PyBytes_FromStringAndSize(static_cast<const char *>(data), static_cast<Py_ssize_t>(bytes)));
  const PyRef result(payload ? py.PyObject_CallFunctionObjArgs(handler.get(), payload.get(), nullptr) : nullptr);
  if (!result) py.PyErr_WriteUnraisable(handler.get());
  return 0;
}

std::vector<Packet> DartBridgeDouble::take() {
  std::vector<Packet> taken;
  const std::lock_guard lock(mutex_);
  taken.swap(packets_);
  return taken;
}

void DartBridgeDouble::close() {
  {
    const WithGil gil;
    for (const auto &[port, handler] : handlers_) py.Py_DecRef(handler);
    handlers_.clear();
    g_double = nullptr;
  }
  for (const Packet &packet : take()) std::free(packet.data);
}

PyObject *DartBridgeDouble::set_handler(int64_t port, PyObject *callable) {
  if (const auto found = handlers_.find(port); found != handlers_.end()) {
    py.Py_DecRef(found->second);
    handlers_.erase(found);
  }
  if (callable != nullptr) handlers_.emplace(port, py_new_ref(callable));
  return py_none();
}

PyObject *DartBridgeDouble::send(int64_t port, PyObject *payload) {
  Py_buffer view;
  if (py.PyObject_GetBuffer(payload, &view, PyBUF_SIMPLE) != 0) return nullptr;
  const auto bytes = static_cast<size_t>(view.len);
  auto *const data = static_cast<uint8_t *>(std::malloc(bytes == 0 ? 1 : bytes));
  if (data == nullptr) {
    py.PyBuffer_Release(&view);
    return py.PyErr_NoMemory();
  }
  std::memcpy(data, view.buf, bytes);
  py.PyBuffer_Release(&view);
  {
    const std::lock_guard lock(mutex_);
    packets_.push_back({port, data, bytes});
  }
  wake_();
  return py_new_ref(py._Py_TrueStruct);
}

}  // namespace flet_embed::bench
