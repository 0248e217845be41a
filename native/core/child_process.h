// Running a short-lived program and reading what it says. Blocks: for the interpreter thread only.
#pragma once

#include <string>
#include <vector>

namespace flet_embed {

struct ChildResult {
  bool started = false;
  int exit_code = -1;  // -1: ended by a signal or killed
  bool timed_out = false;
  std::string output;
  std::string errors;  // standard error, or why it could not be started
};

// `arguments[0]` is the file to run. Killed after `timeout_ms`. At most 1 MiB of each stream is kept.
[[nodiscard]] ChildResult run_child(const std::vector<std::string> &arguments, int timeout_ms);

}  // namespace flet_embed
