#include "python_start.h"

#include <cstdlib>
#include <cstring>

#include "dynamic_library.h"
#include "python_api.h"
#include "python_end.h"
#include "python_module.h"
#include "signal_guard.h"

namespace flet_embed {
namespace {

// PyConfig and PyPreConfig are outside the stable ABI and grow with every version. Only CPython looks inside; all we
// need to know is a size that is surely enough.
struct alignas(16) Opaque {
  unsigned char bytes[64 * 1024];
};

// Passed in registers or memory alike on every ABI as CPython declares it (Include/cpython/initconfig.h, 3.8 to 3.14).
struct PyStatus {
  int type;  // 0 ok, 1 error, 2 exit
  const char *function;
  const char *message;
  int exit_code;
};

// The first members of PyPreConfig, the same from 3.8 to 3.14. Only coerce_c_locale is written.
struct PreConfig {
  int config_init, parse_argv, isolated, use_environment, configure_locale, coerce_c_locale;
};

std::string message_of(const PyStatus &status) {
  std::string text = status.function != nullptr ? std::string(status.function) + ": " : "";
  return text + (status.message != nullptr ? status.message : "unknown reason");
}

template <typename Function>
Function find(void *library, const char *name) {
  return reinterpret_cast<Function>(library_symbol(library, name));
}

fe_status initialise(void *library, const StartOptions &options, const PythonLocation &location, std::string *error) {
  const auto pre_init_config = find<void (*)(void *)>(library, "PyPreConfig_InitPythonConfig");
  const auto pre_initialize = find<PyStatus (*)(const void *)>(library, "Py_PreInitialize");
  const auto init_config = find<void (*)(void *)>(library, "PyConfig_InitPythonConfig");
  const auto set_argv = find<PyStatus (*)(void *, Py_ssize_t, char *const *)>(library, "PyConfig_SetBytesArgv");
  const auto initialize = find<PyStatus (*)(const void *)>(library, "Py_InitializeFromConfig");
  const auto clear = find<void (*)(void *)>(library, "PyConfig_Clear");
  if (pre_init_config == nullptr || pre_initialize == nullptr || init_config == nullptr || set_argv == nullptr ||
      initialize == nullptr || clear == nullptr) {
    *error = location.library + " lacks the initialisation functions of CPython 3.11";
    return FE_START_FAILED;
  }

  auto pre = static_cast<Opaque *>(std::calloc(1, sizeof(Opaque)));
  auto config = static_cast<Opaque *>(std::calloc(1, sizeof(Opaque)));
  if (pre == nullptr || config == nullptr) return FE_OUT_OF_MEMORY;
  pre_init_config(pre);
  // CPython would write LC_CTYPE into the environment of the whole process.
  reinterpret_cast<PreConfig *>(pre)->coerce_c_locale = 0;
  if (options.isolated) {
    reinterpret_cast<PreConfig *>(pre)->isolated = 1;
    reinterpret_cast<PreConfig *>(pre)->use_environment = 0;
  }
  PyStatus status = pre_initialize(pre);
  std::free(pre);
  if (status.type == 0) {
    init_config(config);
    // As the executable itself would be called: from argv[0] CPython finds the virtual environment.
    std::vector<const char *> argv = {location.executable.c_str()};
    if (options.isolated) argv.push_back("-I");
    argv.push_back("-c");
    argv.push_back("pass");
    status = set_argv(config, static_cast<Py_ssize_t>(argv.size()), const_cast<char *const *>(argv.data()));
    if (status.type == 0) status = initialize(config);
    clear(config);
  }
  std::free(config);
  if (status.type == 0) return FE_OK;
  *error = "CPython " + location.full_version.substr(0, location.full_version.find(' ')) + " (" + location.executable +
           ") did not initialise: " + message_of(status);
  return FE_START_FAILED;
}

bool binds_deeply(const StartOptions &options) { return options.deep_bind && deep_bind_possible(); }

bool set(PyObject *dict, const char *name, PyObject *owned) {
  const PyRef value(owned);
  return value && py.PyDict_SetItemString(dict, name, value.get()) == 0;
}

// Puts the package into sys.modules by its path: sys.path stays that of the virtual environment. The loader's flags
// come first: what the package imports, its extension modules included, stays imported.
constexpr char kImportPackage[] = R"py(
import os, sys
if deep_bind and hasattr(os, "RTLD_DEEPBIND"):
    sys.setdlopenflags(os.RTLD_NOW | os.RTLD_DEEPBIND)
import signal
from importlib.util import module_from_spec, spec_from_file_location
if "flet_embed" not in sys.modules:
    spec = spec_from_file_location("flet_embed", package + "/flet_embed/__init__.py",
                                   submodule_search_locations=[package + "/flet_embed"])
    module = module_from_spec(spec)
    sys.modules["flet_embed"] = module
    spec.loader.exec_module(module)
)py";

bool import_package(const std::string &package_path, bool deep_bind) {
  const PyRef globals(py.PyDict_New());
  const PyRef builtins(py.PyImport_ImportModule("builtins"));
  if (!globals || !builtins) return false;
  py.PyDict_SetItemString(globals.get(), "__builtins__", builtins.get());
  if (!set(globals.get(), "package", py.PyUnicode_FromString(package_path.c_str())) ||
      !set(globals.get(), "deep_bind", py.PyBool_FromLong(deep_bind))) {
    return false;
  }
  const PyRef code(py.Py_CompileString(kImportPackage, "<flet_embed>", Py_file_input));
  const PyRef result(code ? py.PyEval_EvalCode(code.get(), globals.get(), globals.get()) : nullptr);
  return static_cast<bool>(result);
}

std::string attribute(const char *name) {
  const PyRef sys(py.PyImport_ImportModule("sys"));
  const PyRef value(sys ? py.PyObject_GetAttrString(sys.get(), name) : nullptr);
  if (!value) py.PyErr_Clear();
  return value ? py_text(value.get()) : "";
}

fe_status load(const StartOptions &options, const PythonLocation &location, void **library, std::string *error) {
  // Global symbols of an initialised CPython: another embedder, or a second copy of this addon (L1).
  const auto initialised = [] {
    const auto is_initialized = reinterpret_cast<int (*)()>(global_symbol("Py_IsInitialized"));
    return is_initialized != nullptr && is_initialized() != 0;
  };
  const auto foreign = [&] {
    *error = std::string(fe_status_message(FE_PYTHON_FOREIGN)) +
             ": another addon, or a second copy of flet-embed in node_modules. One process can hold one interpreter.";
    return FE_PYTHON_FOREIGN;
  };
  if (initialised()) return foreign();
  if (binds_deeply(options)) prepare_deep_bind();
  std::string why;
  *library = library_open_python(location.library, binds_deeply(options), &why);
  if (*library == nullptr) {
    const bool foreign_machine =
        library_is_foreign(location.library) || why.find("incompatible architecture") != std::string::npos;
    // glibc claims that such a file does not exist.
    *error = location.library + (foreign_machine
                                     ? " is for another kind of processor than this process; use a Python for this one"
                                     : " cannot be loaded: " + why);
    return foreign_machine ? FE_PYTHON_ARCHITECTURE : FE_PYTHON_BROKEN;
  }
  if (const std::string missing = load_python_api(*library); !missing.empty()) {
    *error = location.library + " lacks " + missing + ": it is not CPython 3.11 or later";
    return FE_PYTHON_MISMATCH;
  }
  if (py.Py_IsInitialized() != 0) return foreign();
  if (location.full_version != py.Py_GetVersion()) {
    *error = std::string(fe_status_message(FE_PYTHON_MISMATCH)) + ": " + location.executable + " is " +
             location.full_version + ", " + location.library + " is " + py.Py_GetVersion() +
             ". Install both from the same source.";
    return FE_PYTHON_MISMATCH;
  }
  return FE_OK;
}

}  // namespace

std::string describe_python_error() {
  PyObject *type = nullptr;
  PyObject *value = nullptr;
  PyObject *traceback = nullptr;
  py.PyErr_Fetch(&type, &value, &traceback);
  if (type == nullptr) return "unknown error";
  py.PyErr_NormalizeException(&type, &value, &traceback);
  std::string text;
  {
    const PyRef module(py.PyImport_ImportModule("traceback"));
    const PyRef lines(module ? py.PyObject_CallMethod(module.get(), "format_exception", "OOO", type, value,
                                                      traceback != nullptr ? traceback : py._Py_NoneStruct)
                             : nullptr);
    const PyRef empty(py.PyUnicode_FromString(""));
    const PyRef joined(lines && empty ? py.PyObject_CallMethod(empty.get(), "join", "O", lines.get()) : nullptr);
    text = joined ? py_text(joined.get()) : py_text(value);
  }
  py.PyErr_Clear();
  py.Py_DecRef(type);
  if (value != nullptr) py.Py_DecRef(value);
  if (traceback != nullptr) py.Py_DecRef(traceback);
  return text;
}

fe_status configure_python(const StartOptions &options, std::string *error) {
  set_busy_poll(options.busy_poll_us);
  const PyRef config(py.PyDict_New());
  const char *const outputs[] = {"inherit", "ignore", "channel"};
  const PyRef module(py.PyImport_ImportModule("flet_embed._bootstrap"));
  if (module && config && set(config.get(), "path", py_text_list(options.path)) &&
      set(config.get(), "env", py_text_list(options.env)) &&
      set(config.get(), "deep_bind", py.PyBool_FromLong(binds_deeply(options))) &&
      set(config.get(), "switch_interval", py.PyFloat_FromDouble(options.switch_interval)) &&
      set(config.get(), "output", py.PyUnicode_FromString(outputs[options.output])) &&
      set(config.get(), "executable", py.PyUnicode_FromString(attribute("executable").c_str()))) {
    const PyRef result(py.PyObject_CallMethod(module.get(), "start", "O", config.get()));
    if (result) return FE_OK;
  }
  *error = "The Python side of flet-embed did not start:\n" + describe_python_error();
  return FE_START_FAILED;
}

fe_status start_python(const StartOptions &options, const PythonLocation &location, StartedPython *out,
                       std::string *error) {
  void *library = nullptr;
  if (const fe_status status = load(options, location, &library, error); status != FE_OK) return status;
  {
    const SignalGuard guard;
    py.PyImport_AppendInittab("_flet_embed", make_flet_embed_module);
    py.PyImport_AppendInittab("dart_bridge", make_dart_bridge_module);
    if (const fe_status status = initialise(library, options, location, error); status != FE_OK) return status;
    if (!import_package(options.package_path, binds_deeply(options))) {
      *error = "The Python package of flet-embed cannot be imported from " + options.package_path + ":\n" +
               describe_python_error();
      return FE_START_FAILED;
    }
  }
  out->version = location.full_version.substr(0, location.full_version.find(' '));
  out->executable = attribute("executable");
  out->prefix = attribute("prefix");
  out->library = location.library;
  out->found_by = location.found_by;
  return FE_OK;
}

}  // namespace flet_embed
