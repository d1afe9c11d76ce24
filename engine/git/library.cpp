#include "engine/git/library.h"

#include <dlfcn.h>

#include <optional>

namespace jurat {
namespace {

// No file outside the repository configures anything.
bool setUp(const GitLibrary& library) {
  if (library.git_libgit2_init() < 0) return false;
  for (const int level :
       {GIT_CONFIG_LEVEL_SYSTEM, GIT_CONFIG_LEVEL_XDG, GIT_CONFIG_LEVEL_GLOBAL, GIT_CONFIG_LEVEL_PROGRAMDATA})
    library.git_libgit2_opts(GIT_OPT_SET_SEARCH_PATH, level, "");
  // Who owns the folder matters to programs that run what its configuration says. We run nothing, and build
  // servers check out as one user and run as another.
  library.git_libgit2_opts(GIT_OPT_SET_OWNER_VALIDATION, 0);
  return true;
}

std::optional<GitLibrary> load() {
  void* handle = ::dlopen("libgit2.so." LIBGIT2_SOVERSION, RTLD_NOW | RTLD_LOCAL);
  if (!handle) return std::nullopt;
  GitLibrary library;
#define JURAT_GIT_LOAD(name)                                                       \
  library.name = reinterpret_cast<decltype(library.name)>(::dlsym(handle, #name)); \
  if (!library.name) return std::nullopt;
  JURAT_GIT_FUNCTIONS(JURAT_GIT_LOAD)
#undef JURAT_GIT_LOAD
  if (!setUp(library)) return std::nullopt;
  return library;
}

}  // namespace

const GitLibrary* gitLibrary() {
  static const std::optional<GitLibrary> library = load();
  return library ? &*library : nullptr;
}

}  // namespace jurat
