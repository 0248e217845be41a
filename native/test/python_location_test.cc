// Every way in which a Python can be unusable has its own status and a text that says what to do.
#include "python_location.h"

#include <fcntl.h>
#include <sys/stat.h>
#include <unistd.h>

#include <cstdlib>
#include <filesystem>
#include <fstream>
#include <string>

#include "check.h"

using namespace flet_embed;
namespace fs = std::filesystem;

namespace {

fs::path g_folder;

// A stand-in for a Python: a script that prints what the probe would.
std::string fake_python(const std::string &name, const std::string &says) {
  const fs::path path = g_folder / name;
  std::ofstream(path) << "#!/bin/sh\n" << says << "\n";
  chmod(path.c_str(), 0755);
  return path;
}

fe_status locate(const std::string &python, std::string *error) {
  PythonLocation location;
  return locate_python(list_candidates(python, ""), &location, error);
}

void check_fails(const char *name, const std::string &python, fe_status expected, const char *text) {
  CASE(name);
  std::string error;
  CHECK_EQUAL(locate(python, &error), expected);
  if (error.find(text) == std::string::npos) {
    std::fprintf(stderr, "expected «%s» in:\n%s\n", text, error.c_str());
    std::abort();
  }
  CHECK(error.find(python) != std::string::npos);
  CHECK(error.find("FLET_EMBED_PYTHON") != std::string::npos);
}

}  // namespace

int main() {
  char folder[] = "/tmp/fe-location-XXXXXX";
  CHECK(mkdtemp(folder) != nullptr);
  g_folder = folder;
  const std::string answer = "echo 'version=3.12.1 (main)'; echo executable=/x/python; ";

  check_fails("no such file", folder + std::string("/nothing"), FE_PYTHON_NOT_FOUND, "no such file");
  check_fails("no such command", "no-python-of-this-name", FE_PYTHON_NOT_FOUND, "no such command on PATH");
  check_fails("a folder without a Python", folder, FE_PYTHON_BROKEN, "neither a virtual environment");
  fs::create_directories(g_folder / "venv/bin");
  fs::create_symlink("/nowhere/python3", g_folder / "venv/bin/python");
  check_fails("a virtual environment whose Python is gone", g_folder / "venv", FE_PYTHON_BROKEN, "make the virtual");
  check_fails("not a Python at all", fake_python("other", "echo hello; exit 3"), FE_PYTHON_BROKEN, "code 3");
  check_fails("a Python that fails", fake_python("fails", "echo 'ImportError: broken' >&2; exit 1"), FE_PYTHON_BROKEN,
              "ImportError: broken");
  check_fails("too old", fake_python("old", "echo 'version=3.10.1 (x)'; echo executable=/x; echo hex=50987504"),
              FE_PYTHON_TOO_OLD, "3.11 or later");
  check_fails("free-threaded", fake_python("free", answer + "echo hex=51118576; echo free_threaded=1"),
              FE_PYTHON_FREE_THREADED, "with the GIL");
  check_fails("static", fake_python("static", answer + "echo hex=51118576; echo wanted=libpython3.12.so.1.0"),
              FE_PYTHON_NOT_SHARED, "libpython3.12");
  std::ofstream(g_folder / "alien") << "\x7f"
                                       "ELF nonsense of another machine";
  chmod((g_folder / "alien").c_str(), 0755);
  check_fails("another architecture", g_folder / "alien", FE_PYTHON_ARCHITECTURE, "cannot be run");

  CASE("the search goes on after a broken implicit candidate and lists every one tried");
  setenv("VIRTUAL_ENV", (g_folder / "venv").c_str(), 1);
  setenv("PATH", folder, 1);
  unsetenv("FLET_EMBED_PYTHON");
  CHECK_EQUAL(chdir(folder), 0);
  fake_python("python3", "echo 'version=3.10.1 (x)'; echo executable=/x; echo hex=50987504");
  std::string error;
  CHECK_EQUAL(locate("", &error), FE_PYTHON_BROKEN);
  CHECK(error.find("VIRTUAL_ENV") != std::string::npos && error.find("(PATH)") != std::string::npos);
  fs::remove_all(g_folder);
}
