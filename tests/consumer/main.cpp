// Links jurat::engine as another program would, through its one header: loads the packs of an installation,
// checks a profile against them, and shows what is wrong with another.
#include <jurat/jurat.h>

#include <algorithm>
#include <cstdio>
#include <fstream>
#include <iterator>

namespace {

std::string textOf(const char* path) {
  std::ifstream file(path, std::ios::binary);
  return {std::istreambuf_iterator<char>(file), std::istreambuf_iterator<char>()};
}

int show(const std::vector<jurat::engine::Complaint>& complaints) {
  for (const jurat::engine::Complaint& each : complaints)
    std::fprintf(stderr, "%s:%u:%u: %s: %s\n", each.file.c_str(), each.line, each.column, each.code.c_str(),
                 each.message.c_str());
  return 1;
}

}  // namespace

// consumer RULES PROFILE: prints the breaches; 0 when all is as the example is known to be.
int main(int count, char** words) {
  using namespace jurat::engine;
  if (count != 3) return 2;
  const Loaded loaded = load({.roots = {words[1]}, .frameworks = {"us.nist_ai_rmf"}});
  if (!loaded.rules) return show(loaded.complaints);
  const Answer answer = loaded.rules->check(
      {.profile = textOf(words[2]), .name = words[2], .as_of = "2026-11-23", .reports = {"json"}});
  if (answer.exit_code != 1) return show(answer.complaints);
  std::size_t breaches = 0;
  for (const Finding& each : answer.findings) {
    if (each.outcome != Outcome::Violated || each.strength != "must") continue;
    std::printf("%s: %s %s (line %u)\n", each.subject.c_str(), each.rule.c_str(),
                std::string(word(each.outcome)).c_str(), each.line);
    ++breaches;
  }
  const Answer broken = loaded.rules->check({.profile = "jurat: 1\ncompany: [", .as_of = "2026-11-23"});
  const bool refused = broken.exit_code == 4 && !broken.complaints.empty() && broken.findings.empty();
  std::printf("Jurat %s, %zu packs, %zu breaches\n", std::string(version()).c_str(),
              loaded.rules->packs().size(), breaches);
  return breaches > 0 && refused && answer.reports.size() == 1 ? 0 : 1;
}
