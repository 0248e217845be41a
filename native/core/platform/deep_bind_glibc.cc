// Node exports OpenSSL, zlib and more, and extension modules of Python would bind to them. RTLD_DEEPBIND prevents that
// (rule 6) and has a trap: an executable that is not position independent holds *copies* of some variables of its
// libraries (copy relocations), which everybody else uses. A library opened with DEEPBIND finds the unused original
// instead: `environ` is null there, `timezone` 0, and `std::cout` was never constructed. So the originals are given
// sensible contents.
#include <dlfcn.h>
#include <time.h>

#include <cstdlib>
#include <cstring>
#include <ostream>

#include "dynamic_library.h"

namespace flet_embed {
namespace {

struct Twin {
  void *original;
  void *used;
};

// Both addresses of a variable of `library`; equal (or null): nothing to mend.
Twin twin(void *library, const char *name) { return {dlsym(library, name), dlsym(RTLD_DEFAULT, name)}; }

bool differs(const Twin &variable) {
  return variable.original != nullptr && variable.used != nullptr && variable.original != variable.used;
}

// A copy of its own, leaked: whoever later changes the environment would pull the shared one away.
char **copy_environment(char **environment) {
  size_t count = 0;
  while (environment != nullptr && environment[count] != nullptr) ++count;
  char **copy = static_cast<char **>(std::calloc(count + 1, sizeof(char *)));
  for (size_t i = 0; copy != nullptr && i < count; ++i) copy[i] = strdup(environment[i]);
  return copy;
}

void mend_libc() {
  void *libc = dlopen("libc.so.6", RTLD_LAZY | RTLD_NOLOAD);
  if (libc == nullptr) return;
  if (const Twin variable = twin(libc, "environ"); differs(variable)) {
    *static_cast<char ***>(variable.original) = copy_environment(*static_cast<char ***>(variable.used));
  }
  tzset();
  if (const Twin variable = twin(libc, "timezone"); differs(variable)) {
    std::memcpy(variable.original, variable.used, sizeof(long));
  }
  if (const Twin variable = twin(libc, "daylight"); differs(variable)) {
    std::memcpy(variable.original, variable.used, sizeof(int));
  }
  if (const Twin variable = twin(libc, "tzname"); differs(variable)) {
    std::memcpy(variable.original, variable.used, 2 * sizeof(char *));
  }
}

// Constructs a stream of libstdc++ on the buffer of the one that everybody else uses, with the library's own
// constructor.
template <typename Stream>
void mend_stream(void *library, const char *name, const char *constructor) {
  const Twin variable = twin(library, name);
  if (!differs(variable)) return;
  using Construct = void (*)(void *, std::streambuf *);
  const auto construct = reinterpret_cast<Construct>(dlsym(library, constructor));
  if (construct != nullptr) construct(variable.original, static_cast<Stream *>(variable.used)->rdbuf());
}

void mend_libstdcxx() {
  void *library = dlopen("libstdc++.so.6", RTLD_LAZY | RTLD_NOLOAD);
  if (library == nullptr) return;
  constexpr char kOstream[] = "_ZNSoC1EPSt15basic_streambufIcSt11char_traitsIcEE";
  mend_stream<std::ostream>(library, "_ZSt4cout", kOstream);
  mend_stream<std::ostream>(library, "_ZSt4cerr", kOstream);
  mend_stream<std::ostream>(library, "_ZSt4clog", kOstream);
}

}  // namespace

bool deep_bind_possible() {
  for (const char *const name : {"__asan_init", "__msan_init", "__tsan_init"}) {
    if (global_symbol(name) != nullptr) return false;
  }
  return true;
}

void prepare_deep_bind() {
  static bool done = false;  // only the interpreter thread comes here
  if (done) return;
  done = true;
  mend_libc();
  mend_libstdcxx();
}

}  // namespace flet_embed
