// Which Python, and where its library is (rule 4). Runs the candidates to ask them: for the interpreter thread only.
#pragma once

#include <string>
#include <vector>

#include "flet_embed.h"

namespace flet_embed {

struct PythonCandidate {
  std::string path;      // as given: an executable, a virtual environment, a Python home
  std::string found_by;  // "option", "FLET_EMBED_PYTHON", "VIRTUAL_ENV", ".venv", "PATH"
  bool explicitly;       // somebody asked for this one: no other will do
};

struct PythonLocation {
  std::string executable;    // absolute, links not resolved: a virtual environment is recognised by it
  std::string library;       // absolute
  std::string full_version;  // sys.version, whole
  std::string found_by;
};

// In the order in which they are tried. Asks nobody, only looks at the environment and the file system.
[[nodiscard]] std::vector<PythonCandidate> list_candidates(const std::string &python, const std::string &folder);

// The first candidate that works. Else the status that fits best, and *error lists everything tried and what to do.
[[nodiscard]] fe_status locate_python(const std::vector<PythonCandidate> &candidates, PythonLocation *out,
                                      std::string *error);

}  // namespace flet_embed
