#include "python_arguments.h"

namespace flet_embed {

bool check_count(const char *function, Py_ssize_t given, Py_ssize_t least, Py_ssize_t most) {
  if (given >= least && given <= most) return true;
  const std::string range =
      least == most ? std::to_string(least) : std::to_string(least) + " to " + std::to_string(most);
  const std::string text =
      std::string(function) + "() takes " + range + " arguments but " + std::to_string(given) + " were given";
  py.PyErr_SetString(py.PyExc_TypeError, text.c_str());
  return false;
}

bool read_text(PyObject *object, std::string *out) {
  Py_ssize_t size = 0;
  const char *text = py.PyUnicode_AsUTF8AndSize(object, &size);
  if (text == nullptr) return false;
  out->assign(text, static_cast<size_t>(size));
  return true;
}

bool read_integer(PyObject *object, int64_t least, int64_t *out) {
  const long long value = py.PyLong_AsLongLong(object);
  if (value == -1 && py.PyErr_Occurred() != nullptr) return false;
  if (value < least) {
    py.PyErr_SetString(
        py.PyExc_ValueError,
        ("expected at least " + std::to_string(least) + " but received " + std::to_string(value)).c_str());
    return false;
  }
  *out = value;
  return true;
}

bool read_flag(PyObject *object, bool *out) {
  const int value = py.PyObject_IsTrue(object);
  *out = value == 1;
  return value >= 0;
}

bool read_timeout(PyObject *object, double *out) {
  if (object == py._Py_NoneStruct) {
    *out = -1;
    return true;
  }
  *out = py.PyFloat_AsDouble(object);
  if (*out == -1 && py.PyErr_Occurred() != nullptr) return false;
  if (*out < 0) *out = 0;
  return true;
}

}  // namespace flet_embed
