// Portfolios as commands take them: which rules a run over many companies loads, and where its records come
// from.
#pragma once
#include <memory>
#include <string>

#include "engine/cli/session.h"
#include "engine/intake/source.h"

namespace jurat {

// Every pack that a record may call for or ask for; which of them run is decided company by company. Null:
// something did not load (said).
std::shared_ptr<const RuleSet> portfolioRules(Session& session);

// What the packs beside them ask, found out by the first thread that meets an answer to it.
OtherKeys othersForThreads(Session& session);

// The input at that path, read as the options of the session say. Null: it cannot be (said).
std::unique_ptr<intake::Source> openPortfolio(Session& session, const std::string& path,
                                              const RuleSet& rules);

// Whether a file of that name holds many companies: lines of JSON, a table, a database, packed or not.
bool isPortfolio(const std::string& path);

}  // namespace jurat
