#include <dlfcn.h>

#include <cstdio>
#include <cstring>

#include "dynamic_library.h"

namespace flet_embed {
namespace {

// What an ELF file says about the processor that it is for.
struct ElfMachine {
  bool known = false;
  unsigned char width = 0;
  unsigned char machine[2] = {};
};

ElfMachine read_elf_machine(const char *path) {
  ElfMachine result;
  unsigned char header[20];
  std::FILE *file = std::fopen(path, "rb");
  if (file == nullptr) return result;
  if (std::fread(header, sizeof header, 1, file) == 1 && std::memcmp(header, "\177ELF", 4) == 0) {
    result = {true, header[4], {header[18], header[19]}};
  }
  std::fclose(file);
  return result;
}

}  // namespace

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

bool library_is_foreign(const std::string &path) {
  Dl_info own;
  if (dladdr(reinterpret_cast<const void *>(&library_is_foreign), &own) == 0 || own.dli_fname == nullptr) return false;
  const ElfMachine theirs = read_elf_machine(path.c_str());
  const ElfMachine ours = read_elf_machine(own.dli_fname);
  return theirs.known && ours.known &&
         (theirs.width != ours.width || std::memcmp(theirs.machine, ours.machine, sizeof ours.machine) != 0);
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
