#include <sys/stat.h>

#include <cerrno>
#include <system_error>

#include "engine/ledger/ledger.h"

namespace jurat {

std::optional<std::string> defaultLedgerPath(const std::string& xdg_state_home, const std::string& home) {
  if (xdg_state_home.starts_with('/')) return xdg_state_home + "/jurat/ledger.sqlite";
  if (home.starts_with('/')) return home + "/.local/state/jurat/ledger.sqlite";
  return std::nullopt;
}

Result<Done> makeLedgerFolders(const std::string& path) {
  constexpr mode_t kOwnerOnly = 0700;
  for (std::size_t slash = path.find('/', 1); slash != std::string::npos; slash = path.find('/', slash + 1)) {
    const std::string folder = path.substr(0, slash);
    struct stat about {};
    // Looked at first: making a folder that exists on a read-only disk fails for the disk, not for the
    // folder.
    if (::stat(folder.c_str(), &about) == 0 && S_ISDIR(about.st_mode)) continue;
    if (::mkdir(folder.c_str(), kOwnerOnly) == 0) continue;
    const int error = errno;
    if (error == EEXIST && ::stat(folder.c_str(), &about) == 0 && S_ISDIR(about.st_mode)) continue;
    const std::string reason = error == EEXIST || error == ENOTDIR ? "a file is in the way"
                               : error == EACCES || error == EPERM ? "you have no permission"
                                                                   : std::generic_category().message(error);
    return IoError{"cannot make the folder `" + folder + "` for the ledger: " + reason};
  }
  return Done{};
}

}  // namespace jurat
