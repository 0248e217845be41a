#include <dlfcn.h>

#include "dynamic_library.h"

namespace flet_embed {

void *library_open_python(const std::string &path, bool deep_bind, std::string *error) {
  int flags = RTLD_NOW | RTLD_GLOBAL;
#ifdef RTLD_DEEPBIND
  if (deep_bind) flags |= RTLD_DEEPBIND;
#else
  (void)deep_bind;
#endif
  void *library = dlopen(path.c_str(), flags);
  if (library == nullptr) {
    const char *why = dlerror();
    *error = why != nullptr ? why : "unknown reason";
  }
  return library;
}

void *library_symbol(void *library, const char *name) { return dlsym(library, name); }

void *global_symbol(const char *name) { return dlsym(RTLD_DEFAULT, name); }

void library_pin(const void *address) {
  Dl_info info;
  if (dladdr(address, &info) == 0 || info.dli_fname == nullptr) return;
  // Never closed: this is the pin. NOLOAD: it is loaded, else this code would not run.
  [[maybe_unused]] void *pin = dlopen(info.dli_fname, RTLD_NOW | RTLD_NOLOAD | RTLD_NODELETE);
}

}  // namespace flet_embed
