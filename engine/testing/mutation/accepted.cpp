// Lists of accepted mutants.
#include "engine/source/diagnostic.h"
#include "engine/source/source_map.h"
#include "engine/testing/mutation/mutation.h"

namespace jurat {
namespace {

std::string_view trimmed(std::string_view text) {
  const std::size_t begin = text.find_first_not_of(" \t\r");
  if (begin == std::string_view::npos) return {};
  return text.substr(begin, text.find_last_not_of(" \t\r") - begin + 1);
}

}  // namespace

std::vector<AcceptedMutant> readAccepted(const SourceFile& file, PackId pack, Diagnostics& diagnostics) {
  std::vector<AcceptedMutant> out;
  const std::string_view whole = file.text;
  for (std::size_t begin = 0; begin < whole.size();) {
    const std::size_t end = std::min(whole.find('\n', begin), whole.size());
    const std::string_view line = trimmed(whole.substr(begin, end - begin));
    const Span place = file.span(begin, end);
    begin = end + 1;
    if (line.empty() || line.front() == '#') continue;
    const std::size_t bar = line.rfind(" | ");
    const std::string_view id = trimmed(line.substr(0, bar));
    const std::string_view reason =
        bar == std::string_view::npos ? std::string_view() : trimmed(line.substr(bar + 3));
    if (id.empty() || reason.empty()) {
      diagnostics.report({.code = "J0531",
                          .message = "an accepted mutant needs its name and a reason",
                          .primary = {place, "no reason behind ` | `"},
                          .help = "write `NAME: CHANGE | why no test can tell`, with name and change as "
                                  "`jurat test --mutate` prints them"});
      continue;
    }
    out.push_back({pack, std::string(id), std::string(reason), place});
  }
  return out;
}

}  // namespace jurat
