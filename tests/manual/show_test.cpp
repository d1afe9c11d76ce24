// One declaration told whole, as text and as JSON.
#include <nlohmann/json.hpp>

#include "engine/manual/article/reads.h"
#include "engine/manual/manual.h"
#include "engine/source/render.h"
#include "tests/agreement/run.h"
#include "tests/manual/loaded.h"
#include "tests/support/golden.h"

using namespace jurat;
using namespace jurat::test;

namespace {

const std::string kPacks = "tests/manual/packs";

}  // namespace

TEST_CASE("every kind of declaration as text and JSON") {
  const auto loaded = load(kPacks);
  for (const std::string name : {"brakes_tested", "accident_reported", "tests_needed", "fine_ceiling", "fee",
                                 "speed_tests", "seizure_costs", "ten_thousand_robots", "care"}) {
    INFO(name);
    const checked::DeclarationId id = loaded->declaration("robots/" + name);
    checkGolden("tests/manual/golden/show_" + name + ".txt",
                declarationText(*loaded->program, loaded->sources, id, {}));
    checkGolden("tests/manual/golden/show_" + name + ".json",
                declarationJson(*loaded->program, loaded->sources, id, {}));
  }
  checkGolden("tests/manual/golden/show_brakes_tested_zh.txt",
              declarationText(*loaded->program, loaded->sources, loaded->declaration("robots/brakes_tested"),
                              {.language = Language::Chinese}));
}

TEST_CASE("an amount for one option shows the values of its row") {
  const auto loaded = load(kPacks);
  const checked::DeclarationId id = loaded->declaration("robots/fine_ceiling");
  const ChoiceId per = loaded->program->declarations[id].per;
  const std::string text =
      declarationText(*loaded->program, loaded->sources, id,
                      {.option = loaded->program->vocabulary.choices[per].find("heavy")});
  INFO(text);
  CHECK(text.find("robots/fine_ceiling[heavy]") != std::string::npos);
  CHECK(text.find("fixed: EUR 100 000, share: 2 % of") != std::string::npos);
  CHECK(text.find("fee.basic") == std::string::npos);
}

TEST_CASE("text keeps to its width, and hostile text shows no control characters") {
  for (const std::string& root : {kPacks, std::string("rules")}) {
    const auto loaded = load(root);
    // Of the shipped packs a part: each looks through all of them for who mentions it.
    const std::size_t part = agreement::isShortened() ? 71 : 11;
    const std::size_t stride = root == kPacks ? 1 : part;
    for (std::size_t i = 0; i < loaded->program->declarations.size(); i += stride) {
      const checked::DeclarationId id = loaded->program->declarations.idAt(i);
      const std::string text = declarationText(*loaded->program, loaded->sources, id, {});
      std::size_t begin = 0;
      for (std::size_t end = text.find('\n'); end != std::string::npos; end = text.find('\n', begin)) {
        const std::string line = text.substr(begin, end - begin);
        // A word that is longer than what is left of the line stands for itself.
        const bool breakable = line.find(' ', line.find_first_not_of(' ')) != std::string::npos;
        if (breakable) CHECK_MESSAGE(displayWidth(line) <= 100, loaded->program->id(id), ": ", line);
        begin = end + 1;
      }
      CHECK(text.find('\x1b') == std::string::npos);
    }
  }
}

TEST_CASE("who reads and who is read agree, for every declaration of the shipped packs") {
  const auto loaded = load("rules");
  const checked::Program& program = *loaded->program;
  std::size_t arrows = 0;
  // A shortened run takes every seventh: each looks through all of them for its readers.
  const std::size_t stride = agreement::isShortened() ? 7 : 1;
  for (std::size_t i = 0; i < program.declarations.size(); i += stride) {
    const checked::DeclarationId id = program.declarations.idAt(i);
    const manual::Reads direct = manual::readsOf(program.declarations[id]);
    const manual::Reads all = manual::allReadsOf(program, id);
    for (const checked::DeclarationId each : direct.declarations) {
      const auto readers = manual::readersOf(program, each);
      CHECK(std::find(readers.begin(), readers.end(), id) != readers.end());
      CHECK(std::binary_search(all.declarations.begin(), all.declarations.end(), each));
      ++arrows;
    }
    CHECK_FALSE(std::binary_search(all.declarations.begin(), all.declarations.end(), id));
    CHECK(std::includes(all.facts.begin(), all.facts.end(), direct.facts.begin(), direct.facts.end()));
  }
  CHECK(arrows > 50);
}

TEST_CASE("JSON is the same in all languages and always parses") {
  const auto loaded = load(kPacks);
  for (std::size_t i = 0; i < loaded->program->declarations.size(); ++i) {
    const checked::DeclarationId id = loaded->program->declarations.idAt(i);
    const std::string english = declarationJson(*loaded->program, loaded->sources, id, {});
    CHECK(english == declarationJson(*loaded->program, loaded->sources, id, {.language = Language::Chinese}));
    const auto parsed = nlohmann::json::parse(english);
    CHECK(parsed["id"] == loaded->program->id(id));
    CHECK(parsed["tests"].is_array());
  }
}
