// Which tests speak of which declarations: in what they expect, assume or tabulate.
#pragma once
#include <map>
#include <string>
#include <vector>

#include "engine/check/program.h"

namespace jurat::manual {

struct Mention {
  std::string title;     // of the test
  std::size_t test = 0;  // index in Program::tests
  Span span;             // the test's first words
};

// For each declaration the tests that mention it, in the order of the program's tests.
std::map<checked::DeclarationId, std::vector<Mention>> mentions(const checked::Program& program);

}  // namespace jurat::manual
