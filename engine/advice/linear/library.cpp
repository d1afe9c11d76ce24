#include "engine/advice/linear/library.h"

#include <dlfcn.h>

#include <optional>

namespace jurat::linear {
namespace {

std::optional<SolverLibrary> load() {
  // Few of its functions are ever called: those that are not need not be found.
  void* handle = ::dlopen("libz3.so.4", RTLD_LAZY | RTLD_LOCAL);
  if (!handle) return std::nullopt;
  SolverLibrary library;
#define JURAT_Z3_LOAD(name)                                                        \
  library.name = reinterpret_cast<decltype(library.name)>(::dlsym(handle, #name)); \
  if (!library.name) return std::nullopt;
  JURAT_Z3_FUNCTIONS(JURAT_Z3_LOAD)
#undef JURAT_Z3_LOAD
  return library;
}

}  // namespace

const SolverLibrary* solverLibrary() {
  static const std::optional<SolverLibrary> library = load();
  return library ? &*library : nullptr;
}

}  // namespace jurat::linear
