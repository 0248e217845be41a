// Loading shared libraries, per platform.
#pragma once

#include <string>

namespace flet_embed {

// Opens libpython with global symbols, for good. `deep_bind`: its own dependencies win over the host executable's
// exports (glibc only, ignored elsewhere). Null: *error says why.
[[nodiscard]] void *library_open_python(const std::string &path, bool deep_bind, std::string *error);
// Whether the file is for another kind of processor than this process: not every loader says so.
[[nodiscard]] bool library_is_foreign(const std::string &path);
[[nodiscard]] void *library_symbol(void *library, const char *name);
// A symbol that anything in the process offers globally; null: none.
[[nodiscard]] void *global_symbol(const char *name);
// Keeps the library that contains `address` (this addon) loaded until the process ends: the interpreter thread runs in
// it.
void library_pin(const void *address);
// Whether this process may bind deeply at all: the runtimes of sanitizers end a process that tries.
[[nodiscard]] bool deep_bind_possible();
// Before libpython is opened with `deep_bind`: mends what the host executable's copy relocations would break.
void prepare_deep_bind();

}  // namespace flet_embed
