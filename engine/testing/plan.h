// Tests of rule files, read once: the worlds they give and what they ask of each, ready to be put to any rule
// set that was compiled from the same declarations.
#pragma once
#include <memory>
#include <string>
#include <utility>
#include <vector>

#include "engine/check/check.h"
#include "engine/evaluate/machine.h"
#include "engine/syntax/ast.h"

namespace jurat {

class SourceMap;

// What a column of `cases` or an expectation asks for, resolved.
struct Aim {
  TestTarget target;
  std::string text;  // as written
  InstanceId subject{kNoId};
};

// One expectation; that of a `cases` cell is written out.
struct Question {
  Aim aim;
  ast::Expect expect;
  std::string of_case;  // the row's label
};

// One start of the machine, and everything asked of it.
struct Situation {
  std::shared_ptr<const Profile> profile;
  AsOf as_of;
  std::vector<Assumption> assumptions;
  std::vector<std::pair<InstanceId, std::string>> names{};  // what the `given` call their elements
  std::vector<Question> questions{};
};

struct PlannedTest {
  PackId pack{};
  const ast::Declaration* source = nullptr;
  std::string title;
  std::vector<Situation> situations;
  bool faulty = false;  // something in it was reported; what stands before that is planned all the same
};

// Reads one test. What is wrong with it (a name that does not exist, facts that do not type, nothing
// expected) is reported.
PlannedTest planTest(const checked::Program& program, const checked::Test& test, const SourceMap& sources,
                     Diagnostics& diagnostics);

}  // namespace jurat
