// Trying rule files out before they are written.
#pragma once
#include <string>
#include <vector>

#include "engine/cli/session.h"
#include "engine/manual/manual.h"

namespace jurat {

// How a text that is not written yet would fare beside the packs in `ids`.
enum class TriedOut { Good, TestFails, NotLoaded };

// `shown`: the folder that complaints name. What does not load is complained about in `diagnostics`.
TriedOut tryOut(Session& session, const std::vector<std::string>& ids, const std::vector<NewFile>& files,
                const std::string& pack, const std::string& shown, Diagnostics& diagnostics);

// Writes the files into a folder, which is made when it is not there; never over another file. Says on
// standard output what was written.
ExitCode writeNewFiles(const std::string& folder, const std::vector<NewFile>& files);

}  // namespace jurat
