// Rule files of a test: one text that holds one or more of them, parsed and checked as the command line does
// it.
#pragma once
#include <memory>
#include <string>
#include <string_view>
#include <vector>

#include "engine/check/check.h"
#include "engine/source/diagnostic.h"
#include "engine/source/source_map.h"
#include "engine/syntax/ast.h"

namespace jurat::test {

struct Checked {
  SourceMap sources;
  Diagnostics diagnostics;
  std::vector<std::shared_ptr<const ast::File>> files;
  std::shared_ptr<const checked::Program> program;

  std::string rendered() const;  // in the form `human`
  std::vector<std::string> codes() const;
};

// A line `# ---- NAME` begins another file of that name; what stands before the first is called
// `rules.jurat`.
std::unique_ptr<Checked> checkText(std::string_view text, const Limits& limits = {});

}  // namespace jurat::test
