#include "python_api.h"

#include "dynamic_library.h"

namespace flet_embed {

PythonApi py;

std::string load_python_api(void *library) {
#define XX(name, result, parameters)                                                \
  py.name = reinterpret_cast<result(*) parameters>(library_symbol(library, #name)); \
  if (py.name == nullptr) return #name;
  FE_PYTHON_FUNCTIONS(XX)
#undef XX
#define XX(name, indirect)                                                                    \
  {                                                                                           \
    void *symbol = library_symbol(library, #name);                                            \
    if (symbol == nullptr) return #name;                                                      \
    py.name = indirect ? *static_cast<PyObject **>(symbol) : static_cast<PyObject *>(symbol); \
  }
  FE_PYTHON_OBJECTS(XX)
#undef XX
  return "";
}

std::string py_text(PyObject *object) {
  if (object == nullptr) return "";
  Py_ssize_t size = 0;
  const char *text = py.PyUnicode_AsUTF8AndSize(object, &size);
  if (text != nullptr) return std::string(text, static_cast<size_t>(size));
  py.PyErr_Clear();
  const PyRef str(py.PyObject_Str(object));
  text = str ? py.PyUnicode_AsUTF8AndSize(str.get(), &size) : nullptr;
  if (text != nullptr) return std::string(text, static_cast<size_t>(size));
  py.PyErr_Clear();
  return "";
}

PyObject *py_text_list(const std::vector<std::string> &texts) {
  PyRef list(py.PyList_New(0));
  if (!list) return nullptr;
  for (const std::string &text : texts) {
    const PyRef item(py.PyUnicode_DecodeUTF8(text.data(), static_cast<Py_ssize_t>(text.size()), "surrogateescape"));
    if (!item || py.PyList_Append(list.get(), item.get()) != 0) return nullptr;
  }
  return list.give();
}

}  // namespace flet_embed
