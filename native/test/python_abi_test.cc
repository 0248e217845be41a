// Compiles only if our declarations of the stable ABI (python_abi.h) agree with the installed Python.h.
#define Py_LIMITED_API 0x030b0000
#include <Python.h>

#include <type_traits>

// The real header's macros and types stay; python_abi.h then only brings its tables.
#include "python_abi.h"

// clang-format off
// Result and parameters, with Python's own types.
#define XX(name, result, parameters) \
  static_assert(std::is_same_v<decltype(&::name), result(*) parameters>, #name " differs from Python.h");
FE_PYTHON_FUNCTIONS(XX)
#undef XX
// clang-format on

static_assert(sizeof(PyObject) == 2 * sizeof(void *), "an object's head is a count and a type");
static_assert(offsetof(PyObject, ob_type) == sizeof(void *));
static_assert(sizeof(PyMethodDef) == 4 * sizeof(void *));
static_assert(sizeof(PyGetSetDef) == 5 * sizeof(void *));
static_assert(sizeof(PyModuleDef_Base) == 5 * sizeof(void *));
static_assert(sizeof(PyModuleDef) == 13 * sizeof(void *));
static_assert(offsetof(PyModuleDef, m_methods) == 8 * sizeof(void *));
static_assert(sizeof(PyType_Slot) == 2 * sizeof(void *));
static_assert(offsetof(PyType_Spec, slots) == 3 * sizeof(void *));
static_assert(sizeof(Py_buffer) == 10 * sizeof(void *));
static_assert(offsetof(Py_buffer, readonly) == 4 * sizeof(void *) && offsetof(Py_buffer, format) == 5 * sizeof(void *));
static_assert(METH_KEYWORDS == 0x0002 && Py_TPFLAGS_HAVE_GC == (1UL << 14));
static_assert(Py_tp_clear == 51 && Py_tp_iter == 62 && Py_tp_iternext == 63 && Py_tp_traverse == 71 &&
              Py_am_await == 77);
static_assert(METH_NOARGS == 0x0004 && METH_O == 0x0008 && METH_FASTCALL == 0x0080);
static_assert(Py_TPFLAGS_DEFAULT == 0 && Py_TPFLAGS_DISALLOW_INSTANTIATION == (1UL << 7));
static_assert(Py_bf_getbuffer == 1 && Py_bf_releasebuffer == 2 && Py_sq_length == 45 && Py_tp_dealloc == 52);
static_assert(Py_tp_doc == 56 && Py_tp_methods == 64 && Py_tp_new == 65 && Py_tp_getset == 73);
static_assert(PyBUF_SIMPLE == 0 && PyBUF_WRITABLE == 1 && Py_file_input == 257 && PYTHON_API_VERSION == 1013);
