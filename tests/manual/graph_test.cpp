// The graph of dependencies.
#include <set>

#include "engine/manual/manual.h"
#include "tests/manual/loaded.h"
#include "tests/support/golden.h"

using namespace jurat;
using namespace jurat::test;

TEST_CASE("the graph of a pack") {
  const auto loaded = load("tests/manual/packs");
  checkGolden("tests/manual/golden/robots.dot", dependencyGraph(*loaded->program, {loaded->pack("robots")}));
  checkGolden("tests/manual/golden/hostile.dot",
              dependencyGraph(*loaded->program, {loaded->pack("hostile")}));
}

TEST_CASE("every end of an arrow is a node, and what a pack reads of others is drawn with it") {
  const auto loaded = load("rules");
  const std::string dot = dependencyGraph(*loaded->program, {loaded->pack("eu.ai_act")});
  std::set<std::string> nodes, ends;
  std::size_t begin = 0;
  for (std::size_t end = dot.find('\n'); end != std::string::npos; end = dot.find('\n', begin)) {
    const std::string line = dot.substr(begin, end - begin);
    begin = end + 1;
    const std::size_t first = line.find('"');
    if (first == std::string::npos || line.find("subgraph") != std::string::npos) continue;
    const std::string name = line.substr(first, line.find('"', first + 1) + 1 - first);
    if (const std::size_t arrow = line.find(" -> "); arrow != std::string::npos) {
      ends.insert(name);
      ends.insert(line.substr(arrow + 4, line.size() - arrow - 5));
    } else if (line.find(" [label=") != std::string::npos) {
      nodes.insert(name);
    }
  }
  CHECK(nodes.count("\"eu.sme/is_sme\"") == 1);
  CHECK(nodes.count("\"eu.ai_act_2024/fine_ceiling\"") == 0);
  CHECK(ends.size() > 40);
  for (const std::string& each : ends) CHECK_MESSAGE(nodes.count(each) == 1, each);
}
