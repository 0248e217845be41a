#include "python_location.h"

#include <sys/stat.h>
#include <unistd.h>

#include <cstdlib>

#include "child_process.h"

namespace flet_embed {
namespace {

constexpr int kProbeTimeoutMs = 30000;

// Asks a Python about itself: one «name=value» a line. Its own mapped library comes first, since that is the one that
// its executable really uses; a static executable maps none, and then the build's own names are looked for.
constexpr char kProbe[] = R"py(
import os, sys
def say(name, value): print(name + "=" + str(value).replace("\n", "\\n"))
say("version", sys.version)
say("hex", sys.hexversion)
say("executable", sys.executable)
say("free_threaded", int("t" in getattr(sys, "abiflags", "")))
if sys.version_info >= (3, 11):
    import sysconfig
    found = []
    try:
        with open("/proc/self/maps") as maps:
            for line in maps:
                path = line.split(None, 5)[-1].strip()
                if os.path.basename(path).startswith("libpython3.") and path not in found: found.append(path)
    except OSError: pass
    get = sysconfig.get_config_var
    say("free_threaded", int(bool(get("Py_GIL_DISABLED"))))
    names = [n for n in (get("INSTSONAME"), get("LDLIBRARY"), get("PY3LIBRARY")) if n and not n.endswith(".a")]
    names += ["libpython%d.%d.so.1.0" % sys.version_info[:2], "libpython%d.%d.dylib" % sys.version_info[:2]]
    folders = [get("LIBDIR"), os.path.join(get("LIBDIR") or "", get("MULTIARCH") or ""), get("LIBPL"),
               os.path.join(sys.base_prefix, "lib"), get("PYTHONFRAMEWORKPREFIX")]
    for folder in folders:
        for name in names:
            path = os.path.join(folder or "", name)
            if folder and name != "libpython3.so" and os.path.isfile(path) and path not in found: found.append(path)
    for path in found: say("library", path)
    say("wanted", " or ".join(dict.fromkeys(names)))
)py";

bool is_folder(const std::string &path) {
  struct stat info;
  return stat(path.c_str(), &info) == 0 && S_ISDIR(info.st_mode);
}

bool is_file(const std::string &path) {
  struct stat info;
  return stat(path.c_str(), &info) == 0 && S_ISREG(info.st_mode);
}

std::string absolute(const std::string &path) {
  if (path.empty() || path[0] == '/') return path;
  char folder[4096];
  return getcwd(folder, sizeof folder) != nullptr ? std::string(folder) + "/" + path : path;
}

std::string environment(const char *name) {
  const char *value = std::getenv(name);
  return value != nullptr ? value : "";
}

std::string search_path(const std::string &name) {
  const std::string path = environment("PATH");
  for (size_t begin = 0; begin <= path.size();) {
    size_t end = path.find(':', begin);
    if (end == std::string::npos) end = path.size();
    const std::string candidate = absolute(path.substr(begin, end - begin) + "/" + name);
    if (is_file(candidate) && access(candidate.c_str(), X_OK) == 0) return candidate;
    begin = end + 1;
  }
  return "";
}

// What to run for a candidate; empty: *why says what is missing.
std::string executable_of(const std::string &path, std::string *why) {
  if (path.find('/') == std::string::npos && !is_folder(path) && !is_file(path)) {
    const std::string found = search_path(path);
    if (found.empty()) *why = "no such command on PATH";
    return found;
  }
  const std::string whole = absolute(path);
  if (is_folder(whole)) {
    for (const char *name : {"/bin/python", "/bin/python3"}) {
      if (is_file(whole + name)) return whole + name;
    }
    struct stat link;
    const bool dangling =
        lstat((whole + "/bin/python").c_str(), &link) == 0 || lstat((whole + "/bin/python3").c_str(), &link) == 0;
    *why = dangling ? "its bin/python is a link to a Python that is gone: make the virtual environment anew"
                    : "a folder without bin/python: neither a virtual environment nor a Python home";
    return "";
  }
  if (is_file(whole)) return whole;
  *why = "no such file";
  return "";
}

struct Probe {
  std::string version, executable, wanted;
  std::vector<std::string> libraries;
  unsigned long hex = 0;
  bool free_threaded = false;
};

Probe parse(const std::string &output) {
  Probe probe;
  for (size_t begin = 0; begin < output.size();) {
    size_t end = output.find('\n', begin);
    if (end == std::string::npos) end = output.size();
    const std::string line = output.substr(begin, end - begin);
    begin = end + 1;
    const size_t equals = line.find('=');
    if (equals == std::string::npos) continue;
    const std::string name = line.substr(0, equals);
    std::string value = line.substr(equals + 1);
    for (size_t at; (at = value.find("\\n")) != std::string::npos;) value.replace(at, 2, "\n");
    if (name == "version") probe.version = value;
    if (name == "hex") probe.hex = std::strtoul(value.c_str(), nullptr, 10);
    if (name == "executable") probe.executable = value;
    if (name == "free_threaded") probe.free_threaded = probe.free_threaded || value == "1";
    if (name == "library") probe.libraries.push_back(value);
    if (name == "wanted") probe.wanted = value;
  }
  return probe;
}

std::string first_line(const std::string &text) { return text.substr(0, text.find('\n')); }

std::string last_line(std::string text) {
  while (!text.empty() && text.back() == '\n') text.pop_back();
  return text.substr(text.rfind('\n') + 1);
}

fe_status examine(const PythonCandidate &candidate, PythonLocation *out, std::string *why) {
  const std::string executable = executable_of(candidate.path, why);
  if (executable.empty()) {
    const bool broken = is_folder(absolute(candidate.path));
    return broken ? FE_PYTHON_BROKEN : FE_PYTHON_NOT_FOUND;
  }
  const ChildResult child = run_child({executable, "-I", "-S", "-c", kProbe}, kProbeTimeoutMs);
  if (!child.started) {
    *why = "cannot be run: " + child.errors;
    return child.errors.find("Exec format") != std::string::npos ? FE_PYTHON_ARCHITECTURE : FE_PYTHON_BROKEN;
  }
  if (child.timed_out) {
    *why = "did not answer within 30 s";
    return FE_PYTHON_BROKEN;
  }
  const Probe probe = parse(child.output);
  if (child.exit_code != 0 || probe.version.empty() || probe.executable.empty()) {
    const std::string said = last_line(child.errors);
    *why = said.empty() ? "is not a Python (it ended with code " + std::to_string(child.exit_code) + ")" : said;
    return FE_PYTHON_BROKEN;
  }
  if (probe.hex < 0x030b0000) {
    *why = "is Python " + first_line(probe.version) + "; 3.11 or later is needed";
    return FE_PYTHON_TOO_OLD;
  }
  if (probe.free_threaded) {
    *why = "is a free-threaded build (" + first_line(probe.version) + "); use one with the GIL";
    return FE_PYTHON_FREE_THREADED;
  }
  if (probe.libraries.empty()) {
    *why = "is linked statically and has no shared library (" + probe.wanted +
           "); install it (Debian: apt install libpython" + std::to_string((probe.hex >> 24) & 0xff) + "." +
           std::to_string((probe.hex >> 16) & 0xff) + "; pyenv: PYTHON_CONFIGURE_OPTS=--enable-shared pyenv install)";
    return FE_PYTHON_NOT_SHARED;
  }
  *out = {probe.executable, probe.libraries.front(), probe.version, candidate.found_by};
  return FE_OK;
}

}  // namespace

std::vector<PythonCandidate> list_candidates(const std::string &python, const std::string &folder) {
  if (!python.empty()) return {{python, "option", true}};
  if (const std::string value = environment("FLET_EMBED_PYTHON"); !value.empty()) {
    return {{value, "FLET_EMBED_PYTHON", true}};
  }
  std::vector<PythonCandidate> candidates;
  if (const std::string value = environment("VIRTUAL_ENV"); !value.empty()) {
    candidates.push_back({value, "VIRTUAL_ENV", false});
  }
  if (!folder.empty() && is_folder(folder + "/.venv")) candidates.push_back({folder + "/.venv", ".venv", false});
  if (const std::string here = absolute(".venv"); is_folder(here) && here != folder + "/.venv") {
    candidates.push_back({here, ".venv", false});
  }
  if (const std::string found = search_path("python3"); !found.empty()) candidates.push_back({found, "PATH", false});
  return candidates;
}

fe_status locate_python(const std::vector<PythonCandidate> &candidates, PythonLocation *out, std::string *error) {
  std::string tried;
  fe_status first = FE_PYTHON_NOT_FOUND;
  for (const PythonCandidate &candidate : candidates) {
    std::string why;
    const fe_status status = examine(candidate, out, &why);
    if (status == FE_OK) return FE_OK;
    if (first == FE_PYTHON_NOT_FOUND) first = status;
    tried += "\n  " + candidate.path + " (" + candidate.found_by + "): " + why;
  }
  *error = std::string(fe_status_message(first)) + ". Tried:";
  *error += tried.empty() ? "\n  python3 (PATH): no such command" : tried;
  *error +=
      "\nExpected CPython 3.11 or later with its shared library. Pass { python: '…' } or set FLET_EMBED_PYTHON to an "
      "executable or a virtual environment; `python3 -m venv .venv` makes one here.";
  return first;
}

}  // namespace flet_embed
