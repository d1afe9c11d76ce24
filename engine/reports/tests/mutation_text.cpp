// Mutation as a person reads it: scores, and for each survivor what a test would have to ask.
#include <algorithm>

#include "engine/reports/layout.h"
#include "engine/reports/tests/test_report.h"
#include "engine/source/render.h"
#include "engine/source/source_map.h"

namespace jurat {
namespace {

std::string right(const std::string& text, std::size_t width) {
  return std::string(text.size() < width ? width - text.size() : 0, ' ') + text;
}

std::string row(const std::string& name, std::size_t width, const MutationCount& count) {
  const std::size_t tenths = count.perMille();
  const bool none = count.killed + count.survived == 0;
  std::string text = padded(name, width);
  text += right(none ? "-" : std::to_string(tenths / 10) + "." + std::to_string(tenths % 10) + " %", 9);
  for (const std::size_t one : {count.killed, count.survived, count.accepted, count.equivalent})
    text += right(std::to_string(one), 12);
  return text + "\n";
}

std::string indented(const std::string& text, std::size_t by) {
  std::string out;
  for (std::size_t begin = 0; begin < text.size();) {
    const std::size_t end = std::min(text.find('\n', begin), text.size());
    out += std::string(by, ' ') + printable(text.substr(begin, end - begin)) + "\n";
    begin = end + 1;
  }
  return out;
}

std::string survivor(const MutantResult& mutant, const SourceMap& sources) {
  std::string text = "  " + sources.placeText(mutant.place) + "\n    " + printable(mutant.id) +
                     (mutant.untested ? " (no test touches it)" : "") + "\n";
  if (!mutant.telling) return text;
  text += indented(mutant.telling->fragment, 6);
  std::string changed = mutant.telling->mutant;
  for (std::size_t at = changed.find('\n'); at != std::string::npos; at = changed.find('\n', at))
    changed.replace(at, 1, ", ");
  text += "      the change makes it " + printable(changed) + "\n";
  return mutant.telling->assumes
             ? text + "      (only definitions that are assumed tell; perhaps no profile does)\n"
             : text;
}

}  // namespace

std::string mutationText(const MutationReport& report, const checked::Program& program,
                         const SourceMap& sources) {
  std::size_t widest = 8;
  for (const PackId pack : report.packs) widest = std::max(widest, program.packs[pack].id.size());
  std::string text = padded("mutation", widest) + right("score", 9);
  for (const char* head : {"killed", "survived", "accepted", "equivalent"}) text += right(head, 12);
  text += "\n";
  for (const PackId pack : report.packs) text += row(program.packs[pack].id, widest, report.count(pack));
  if (report.packs.size() > 1) text += row("together", widest, report.count());
  std::string survivors, accepted;
  for (const MutantResult& mutant : report.mutants) {
    if (mutant.fate == Fate::Survived) survivors += survivor(mutant, sources);
    if (mutant.fate == Fate::Accepted) {
      accepted += "  " + sources.placeText(mutant.place) + "\n    " + printable(mutant.id) + "\n      " +
                  printable(mutant.reason) + "\n";
    }
  }
  if (!survivors.empty()) text += "\nno test notices\n" + survivors;
  if (!accepted.empty()) text += "\naccepted\n" + accepted;
  if (report.count().equivalent > 0)
    text +=
        "\nequivalent: as far as the boundary grid of its rule shows, no profile tells such a change apart\n";
  return text;
}

}  // namespace jurat
