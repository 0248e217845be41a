#include "program_run.h"

#include "channel_registry.h"
#include "garbage.h"
#include "python_api.h"
#include "python_end.h"
#include "python_module.h"
#include "python_wait.h"

namespace flet_embed {
namespace {

PyObject *bootstrap() { return py.PyImport_ImportModule("flet_embed._bootstrap"); }

std::string item_text(PyObject *tuple, Py_ssize_t index) {
  PyObject *item = py.PyTuple_GetItem(tuple, index);  // borrowed
  return item == nullptr || item == py._Py_NoneStruct ? "" : py_text(item);
}

ProgramEnd failed(const std::string &traceback) {
  ProgramEnd end;
  end.code = 1;
  end.has_error = true;
  end.error_type = "SystemError";
  end.error_message = "flet-embed could not run the program";
  end.traceback = traceback;
  return end;
}

// The channels that the program had opened share its fate (channel contract, «ends»).
void end_channels(const ProgramEnd &end) {
  const std::vector<PythonEnd *> ends = open_python_ends();
  for (PythonEnd *python_end : ends) {
    python_end->retain();
    if (end.code == 0 && !end.has_error) {
      python_end->close();
    } else if (!python_end->channel()->both_closed()) {
      const std::string why =
          end.has_error ? end.error_type + ": " + end.error_message : "exit code " + std::to_string(end.code);
      python_end->destroy(FE_PROGRAM_FAILED, "the program ended with " + why);
    }
    python_end->abandon();
    python_end->release();
  }
  forget_bridges();
}

}  // namespace

ProgramEnd run_program(const Program &program) {
  ProgramEnd end;
  {
    const PyRef module(bootstrap());
    const PyRef args(py_text_list(program.args));
    const PyRef env(py_text_list(program.env));
    const PyRef target(
        py.PyUnicode_FromStringAndSize(program.target.data(), static_cast<Py_ssize_t>(program.target.size())));
    const PyRef result(module && args && env && target
                           ? py.PyObject_CallMethod(module.get(), "run", "iOOO", static_cast<int>(program.kind),
                                                    target.get(), args.get(), env.get())
                           : nullptr);
    if (!result || py.PyTuple_Size(result.get()) != 5) {
      end = failed(describe_python_error());
    } else {
      end.code = static_cast<int32_t>(py.PyLong_AsLongLong(py.PyTuple_GetItem(result.get(), 0)));
      end.stopped = py.PyObject_IsTrue(py.PyTuple_GetItem(result.get(), 1)) == 1;
      end.has_error = py.PyTuple_GetItem(result.get(), 2) != py._Py_NoneStruct;
      end.error_type = item_text(result.get(), 2);
      end.error_message = item_text(result.get(), 3);
      end.traceback = item_text(result.get(), 4);
      py.PyErr_Clear();
    }
  }
  return end;
}

void end_program(const ProgramEnd &end) {
  end_channels(end);
  registry_program_exited();
  dispose_python_garbage();
}

std::string request_program_stop(fe_stop_stage stage) {
  const PyRef module(bootstrap());
  const PyRef report(module ? py.PyObject_CallMethod(module.get(), "request_stop", "i", static_cast<int>(stage))
                            : nullptr);
  if (stage != FE_STOP_REPORT) interrupt_python_waits();
  if (report) return py_text(report.get());
  return describe_python_error();
}

bool ready_to_finalise() {
  const PyRef module(bootstrap());
  const PyRef done(module ? py.PyObject_CallMethod(module.get(), "at_exit", nullptr) : nullptr);
  const PyRef ready(done ? py.PyObject_CallMethod(module.get(), "finalize_ok", nullptr) : nullptr);
  if (ready) return py.PyObject_IsTrue(ready.get()) == 1;
  py.PyErr_Clear();
  return false;
}

}  // namespace flet_embed
