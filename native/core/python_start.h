// Loads and initialises CPython. Interpreter thread only (rule 2).
#pragma once

#include <string>
#include <vector>

#include "flet_embed.h"
#include "python_location.h"

namespace flet_embed {

// What a host asks for; a copy of fe_runtime_options.
struct StartOptions {
  std::string python, folder, package_path;
  std::vector<std::string> path, env;
  bool isolated = false;
  bool deep_bind = true;
  fe_output output = FE_OUTPUT_INHERIT;
  double switch_interval = 0;
  uint32_t busy_poll_us = 0;
};

struct StartedPython {
  std::string version;  // "3.11.7"
  std::string executable, prefix, library, found_by;
};

// Once per process. On success the calling thread holds the GIL and is Python's main thread.
[[nodiscard]] fe_status start_python(const StartOptions &options, const PythonLocation &location, StartedPython *out,
                                     std::string *error);
// With the GIL, at the first start and whenever the parked interpreter is taken up: what may differ each time.
[[nodiscard]] fe_status configure_python(const StartOptions &options, std::string *error);

// The type, text and traceback of the error that is set; clears it. GIL.
[[nodiscard]] std::string describe_python_error();

}  // namespace flet_embed
