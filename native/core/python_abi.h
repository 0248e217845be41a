// The part of CPython's stable ABI (3.11 and later) that the core uses, declared here instead of including Python.h:
// one compiled binary serves every CPython, and building it needs no Python headers. Everything is looked up in the
// loaded libpython (python_api.cc); nothing is linked. test/python_abi_test.cc compares each declaration with a real
// Python.h.
#pragma once

#include <cstddef>
#include <cstdint>
#include <cstdio>

#ifndef Py_PYTHON_H  // the test includes the real one first

using Py_ssize_t = std::ptrdiff_t;
struct PyTypeObject;
struct PyThreadState;
struct PyModuleDef;
struct PyObject {  // the head of every object; only ob_type is ever read
  Py_ssize_t ob_refcnt;
  PyTypeObject *ob_type;
};
enum PyGILState_STATE { PyGILState_LOCKED, PyGILState_UNLOCKED };

using PyCFunction = PyObject *(*)(PyObject *, PyObject *);
using destructor = void (*)(PyObject *);
using visitproc = int (*)(PyObject *, void *);

struct PyMethodDef {
  const char *ml_name;
  PyCFunction ml_meth;
  int ml_flags;
  const char *ml_doc;
};
struct PyGetSetDef {
  const char *name;
  PyObject *(*get)(PyObject *, void *);
  int (*set)(PyObject *, PyObject *, void *);
  const char *doc;
  void *closure;
};
struct PyModuleDef_Base {
  PyObject ob_base;
  PyObject *(*m_init)();
  Py_ssize_t m_index;
  PyObject *m_copy;
};
struct PyModuleDef {
  PyModuleDef_Base m_base;
  const char *m_name;
  const char *m_doc;
  Py_ssize_t m_size;
  PyMethodDef *m_methods;
  void *m_slots;
  int (*m_traverse)(PyObject *, int (*)(PyObject *, void *), void *);
  int (*m_clear)(PyObject *);
  void (*m_free)(void *);
};
struct PyType_Slot {
  int slot;
  void *pfunc;
};
struct PyType_Spec {
  const char *name;
  int basicsize;
  int itemsize;
  unsigned int flags;
  PyType_Slot *slots;
};
struct Py_buffer {
  void *buf;
  PyObject *obj;
  Py_ssize_t len;
  Py_ssize_t itemsize;
  int readonly;
  int ndim;
  char *format;
  Py_ssize_t *shape;
  Py_ssize_t *strides;
  Py_ssize_t *suboffsets;
  void *internal;
};

#define METH_KEYWORDS 0x0002
#define METH_NOARGS 0x0004
#define METH_O 0x0008
#define METH_FASTCALL 0x0080
#define METH_VARARGS 0x0001
#define Py_TPFLAGS_DEFAULT 0UL
#define Py_TPFLAGS_DISALLOW_INSTANTIATION (1UL << 7)
#define Py_TPFLAGS_HAVE_GC (1UL << 14)
#define Py_bf_getbuffer 1
#define Py_bf_releasebuffer 2
#define Py_sq_length 45
#define Py_tp_clear 51
#define Py_tp_dealloc 52
#define Py_tp_doc 56
#define Py_tp_iter 62
#define Py_tp_iternext 63
#define Py_tp_methods 64
#define Py_tp_new 65
#define Py_tp_traverse 71
#define Py_tp_getset 73
#define Py_am_await 77
#define PyBUF_SIMPLE 0
#define PyBUF_WRITABLE 0x0001
#define Py_file_input 257
#define PYTHON_API_VERSION 1013

#endif  // Py_PYTHON_H

// name, result, parameters
#define FE_PYTHON_FUNCTIONS(XX)                                                       \
  XX(Py_IncRef, void, (PyObject *))                                                   \
  XX(Py_DecRef, void, (PyObject *))                                                   \
  XX(Py_GetVersion, const char *, ())                                                 \
  XX(Py_IsInitialized, int, ())                                                       \
  XX(Py_FinalizeEx, int, ())                                                          \
  XX(Py_CompileString, PyObject *, (const char *, const char *, int))                 \
  XX(Py_AddPendingCall, int, (int (*)(void *), void *))                               \
  XX(PyEval_EvalCode, PyObject *, (PyObject *, PyObject *, PyObject *))               \
  XX(PyEval_SaveThread, PyThreadState *, ())                                          \
  XX(PyEval_RestoreThread, void, (PyThreadState *))                                   \
  XX(PyGILState_Ensure, PyGILState_STATE, ())                                         \
  XX(PyGILState_Release, void, (PyGILState_STATE))                                    \
  XX(PyThreadState_SetAsyncExc, int, (unsigned long, PyObject *))                     \
  XX(PyThread_get_thread_ident, unsigned long, ())                                    \
  XX(PyImport_AppendInittab, int, (const char *, PyObject *(*)()))                    \
  XX(PyImport_ImportModule, PyObject *, (const char *))                               \
  XX(PyModule_Create2, PyObject *, (PyModuleDef *, int))                              \
  XX(PyModule_AddObjectRef, int, (PyObject *, const char *, PyObject *))              \
  XX(PyType_FromSpec, PyObject *, (PyType_Spec *))                                    \
  XX(PyType_GenericAlloc, PyObject *, (PyTypeObject *, Py_ssize_t))                   \
  XX(PyObject_Free, void, (void *))                                                   \
  XX(PyObject_GC_UnTrack, void, (void *))                                             \
  XX(PyObject_GC_Del, void, (void *))                                                 \
  XX(PyObject_Call, PyObject *, (PyObject *, PyObject *, PyObject *))                 \
  XX(PyObject_GetAttrString, PyObject *, (PyObject *, const char *))                  \
  XX(PyObject_SetAttrString, int, (PyObject *, const char *, PyObject *))             \
  XX(PyObject_CallFunctionObjArgs, PyObject *, (PyObject *, ...))                     \
  XX(PyObject_CallMethodObjArgs, PyObject *, (PyObject *, PyObject *, ...))           \
  XX(PyObject_CallFunction, PyObject *, (PyObject *, const char *, ...))              \
  XX(PyObject_CallMethod, PyObject *, (PyObject *, const char *, const char *, ...))  \
  XX(PyObject_Size, Py_ssize_t, (PyObject *))                                         \
  XX(PyObject_IsTrue, int, (PyObject *))                                              \
  XX(PyObject_Str, PyObject *, (PyObject *))                                          \
  XX(PyObject_IsInstance, int, (PyObject *, PyObject *))                              \
  XX(PyObject_GetBuffer, int, (PyObject *, Py_buffer *, int))                         \
  XX(PyBuffer_FillInfo, int, (Py_buffer *, PyObject *, void *, Py_ssize_t, int, int)) \
  XX(PyBuffer_IsContiguous, int, (const Py_buffer *, char))                           \
  XX(PyBuffer_Release, void, (Py_buffer *))                                           \
  XX(PyMemoryView_FromObject, PyObject *, (PyObject *))                               \
  XX(PyCallable_Check, int, (PyObject *))                                             \
  XX(PyCFunction_NewEx, PyObject *, (PyMethodDef *, PyObject *, PyObject *))          \
  XX(PyBytes_FromStringAndSize, PyObject *, (const char *, Py_ssize_t))               \
  XX(PyBytes_AsString, char *, (PyObject *))                                          \
  XX(PyBytes_Size, Py_ssize_t, (PyObject *))                                          \
  XX(PyUnicode_FromString, PyObject *, (const char *))                                \
  XX(PyUnicode_DecodeUTF8, PyObject *, (const char *, Py_ssize_t, const char *))      \
  XX(PyUnicode_FromStringAndSize, PyObject *, (const char *, Py_ssize_t))             \
  XX(PyUnicode_InternFromString, PyObject *, (const char *))                          \
  XX(PyUnicode_AsUTF8AndSize, const char *, (PyObject *, Py_ssize_t *))               \
  XX(PyLong_FromLongLong, PyObject *, (long long))                                    \
  XX(PyLong_AsLongLong, long long, (PyObject *))                                      \
  XX(PyLong_AsUnsignedLong, unsigned long, (PyObject *))                              \
  XX(PyFloat_AsDouble, double, (PyObject *))                                          \
  XX(PyFloat_FromDouble, PyObject *, (double))                                        \
  XX(PyBool_FromLong, PyObject *, (long))                                             \
  XX(PyList_New, PyObject *, (Py_ssize_t))                                            \
  XX(PyList_Append, int, (PyObject *, PyObject *))                                    \
  XX(PyList_Size, Py_ssize_t, (PyObject *))                                           \
  XX(PyTuple_Pack, PyObject *, (Py_ssize_t, ...))                                     \
  XX(PyTuple_GetItem, PyObject *, (PyObject *, Py_ssize_t))                           \
  XX(PyTuple_Size, Py_ssize_t, (PyObject *))                                          \
  XX(PyDict_New, PyObject *, ())                                                      \
  XX(PyDict_GetItemWithError, PyObject *, (PyObject *, PyObject *))                   \
  XX(PyDict_SetItemString, int, (PyObject *, const char *, PyObject *))               \
  XX(PyErr_SetString, void, (PyObject *, const char *))                               \
  XX(PyErr_SetObject, void, (PyObject *, PyObject *))                                 \
  XX(PyErr_SetNone, void, (PyObject *))                                               \
  XX(PyErr_NoMemory, PyObject *, ())                                                  \
  XX(PyErr_Occurred, PyObject *, ())                                                  \
  XX(PyErr_Clear, void, ())                                                           \
  XX(PyErr_Fetch, void, (PyObject **, PyObject **, PyObject **))                      \
  XX(PyErr_NormalizeException, void, (PyObject **, PyObject **, PyObject **))         \
  XX(PyErr_Restore, void, (PyObject *, PyObject *, PyObject *))                       \
  XX(PyErr_ExceptionMatches, int, (PyObject *))                                       \
  XX(PyErr_WriteUnraisable, void, (PyObject *))                                       \
  XX(PyErr_NewExceptionWithDoc, PyObject *, (const char *, const char *, PyObject *, PyObject *))

// Objects: name, and whether the symbol is the object itself (0) or a pointer to it (1).
#define FE_PYTHON_OBJECTS(XX)    \
  XX(_Py_NoneStruct, 0)          \
  XX(_Py_TrueStruct, 0)          \
  XX(_Py_FalseStruct, 0)         \
  XX(PyBytes_Type, 0)            \
  XX(PyExc_BufferError, 1)       \
  XX(PyExc_Exception, 1)         \
  XX(PyExc_KeyboardInterrupt, 1) \
  XX(PyExc_RuntimeError, 1)      \
  XX(PyExc_SystemError, 1)       \
  XX(PyExc_SystemExit, 1)        \
  XX(PyExc_TimeoutError, 1)      \
  XX(PyExc_TypeError, 1)         \
  XX(PyExc_ValueError, 1)
