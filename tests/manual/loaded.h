// A program as commands load it: packs of the tests, or those that are shipped.
#pragma once
#include <memory>
#include <string>
#include <vector>

#include "engine/check/check.h"
#include "engine/source/diagnostic.h"
#include "engine/source/source_map.h"

namespace jurat::test {

struct Loaded {
  SourceMap sources;
  Diagnostics diagnostics;
  std::shared_ptr<const checked::Program> program;

  PackId pack(const std::string& id) const;
  checked::DeclarationId declaration(const std::string& id) const;  // "robots/brakes_tested"
};

// `root`: from the project's root; all packs below it when `ids` is empty. Fails the test when they do not
// check.
std::unique_ptr<Loaded> load(const std::string& root, std::vector<std::string> ids = {});

}  // namespace jurat::test
