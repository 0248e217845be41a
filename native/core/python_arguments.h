// Arguments of our Python functions (METH_FASTCALL). Each reader returns false with a Python error set.
#pragma once

#include <cstdint>
#include <string>

#include "python_api.h"

namespace flet_embed {

// «name() takes 1 to 3 arguments but 4 were given»
[[nodiscard]] bool check_count(const char *function, Py_ssize_t given, Py_ssize_t least, Py_ssize_t most);
[[nodiscard]] bool read_text(PyObject *object, std::string *out);
[[nodiscard]] bool read_integer(PyObject *object, int64_t least, int64_t *out);
[[nodiscard]] bool read_flag(PyObject *object, bool *out);
// Seconds; None becomes -1.
[[nodiscard]] bool read_timeout(PyObject *object, double *out);

// A METH_FASTCALL function in a method table.
using FastFunction = PyObject *(*)(PyObject *, PyObject *const *, Py_ssize_t);
[[nodiscard]] inline PyCFunction fast(FastFunction function) {
  return reinterpret_cast<PyCFunction>(reinterpret_cast<void (*)()>(function));
}

// The same with METH_KEYWORDS: `names` is a tuple of the last arguments' names, or null.
using FastKeywordFunction = PyObject *(*)(PyObject *, PyObject *const *, Py_ssize_t, PyObject *names);
[[nodiscard]] inline PyCFunction fast(FastKeywordFunction function) {
  return reinterpret_cast<PyCFunction>(reinterpret_cast<void (*)()>(function));
}

}  // namespace flet_embed
