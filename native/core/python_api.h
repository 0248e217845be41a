// The functions of the loaded libpython, by their own names: `py.PyList_New(0)`. Filled once by load_python_api()
// before the interpreter is initialised, constant afterwards. Call them as CPython says: with the GIL held, unless it
// says otherwise.
#pragma once

#include <string>
#include <vector>

#include "python_abi.h"

namespace flet_embed {

struct PythonApi {
#define XX(name, result, parameters) result(*name) parameters;
  FE_PYTHON_FUNCTIONS(XX)
#undef XX
#define XX(name, indirect) PyObject *name;
  FE_PYTHON_OBJECTS(XX)
#undef XX
};

extern PythonApi py;

// Looks everything up in `library` (a dlopen handle). Empty, or the name that is missing.
[[nodiscard]] std::string load_python_api(void *library);

[[nodiscard]] inline PyObject *py_new_ref(PyObject *object) {
  py.Py_IncRef(object);
  return object;
}
[[nodiscard]] inline PyObject *py_none() { return py_new_ref(py._Py_NoneStruct); }

// A reference that is given up at the end of its scope. GIL.
class PyRef {
 public:
  explicit PyRef(PyObject *owned = nullptr) : object_(owned) {}
  ~PyRef() {
    if (object_ != nullptr) py.Py_DecRef(object_);
  }
  PyRef(const PyRef &) = delete;
  PyRef &operator=(const PyRef &) = delete;
  [[nodiscard]] PyObject *get() const { return object_; }
  [[nodiscard]] PyObject *give() {
    PyObject *object = object_;
    object_ = nullptr;
    return object;
  }
  explicit operator bool() const { return object_ != nullptr; }

 private:
  PyObject *object_;
};

// Lets other Python threads run while this one waits.
class WithoutGil {
 public:
  WithoutGil() : state_(py.PyEval_SaveThread()) {}
  ~WithoutGil() { py.PyEval_RestoreThread(state_); }
  WithoutGil(const WithoutGil &) = delete;
  WithoutGil &operator=(const WithoutGil &) = delete;

 private:
  PyThreadState *state_;
};

// The text of a str object, or of str(object); empty on failure (error cleared).
[[nodiscard]] std::string py_text(PyObject *object);
// A list of str; bytes that are no UTF-8 become lone surrogates, as in sys.argv. Null: a Python error is set.
[[nodiscard]] PyObject *py_text_list(const std::vector<std::string> &texts);

}  // namespace flet_embed
