#include <algorithm>
#include <array>
#include <map>
#include <regex>
#include <set>

#include "engine/manual/article/words.h"
#include "tests/coverage/rows.h"

namespace jurat::test {
namespace {

using checked::Branch;
using checked::Declaration;
using checked::DeclarationId;
using checked::DeclarationKind;

constexpr std::size_t kFew = 8;
constexpr std::string_view kReason = "Record only: ";

bool isItem(const Declaration& declaration) {
  const std::string& name = declaration.name;
  return declaration.kind == DeclarationKind::Statement && name.size() == 3 && name[0] == 's' &&
         std::all_of(name.begin() + 1, name.end(), [](char c) { return c >= '0' && c <= '9'; });
}

// What a company can meet, miss, owe or draw on, and what is only told.
bool stands(const Declaration& declaration) {
  const DeclarationKind kind = declaration.kind;
  return kind == DeclarationKind::Rule || kind == DeclarationKind::Benefit ||
         kind == DeclarationKind::Amount || kind == DeclarationKind::Statement;
}

// The citations that the options of a declaration, or the rows of its table, have of their own.
std::vector<std::string> citedByOption(const checked::Program& program, const checked::Citation& citation) {
  std::vector<std::string> out;
  if (citation.table != DeclarationId{kNoId}) {
    for (const Value& each : program.declarations[citation.table].columns[citation.column].values) {
      if (const auto* text = std::get_if<std::string>(&each)) out.push_back(*text);
    }
  }
  return out;
}

std::vector<std::string> citedByOption(const checked::Program& program, const Declaration& declaration) {
  std::vector<std::string> out;
  const ChoiceId choice =
      declaration.control ? program.vocabulary.entities[declaration.subject].keyed_by : declaration.per;
  if (choice == ChoiceId{kNoId}) return out;
  for (const Option& each : program.vocabulary.choices[choice].options) out.push_back(each.cites);
  return out;
}

// The sources of a pack to which a declaration belongs. Where each option has a citation of its own, its form
// tells the source.
class Sources {
 public:
  Sources(const checked::Program& program, const Declaration& declaration)
      : program_(program), declaration_(declaration), sources_(program.packs[declaration.pack].sources) {}

  std::set<std::uint32_t> run() {
    for (const checked::Version& version : declaration_.versions) add(version.general);
    std::erase_if(out_, [&](std::uint32_t source) {
      return source < sources_.size() && sources_[source].name == "press";
    });
    return std::move(out_);
  }

 private:
  void add(const Branch& branch) {
    for (const checked::Citation& each : branch.cites) {
      if (!each.option && each.table == DeclarationId{kNoId}) {
        out_.insert(each.source);
        continue;
      }
      const std::vector<std::string> texts =
          each.option ? citedByOption(program_, declaration_) : citedByOption(program_, each);
      if (!byForm(texts)) out_.insert(each.source);
    }
    for (const Branch& inner : branch.exceptions) add(inner);
  }

  bool byForm(const std::vector<std::string>& texts) {
    bool found = false;
    for (std::uint32_t i = 0; i < sources_.size(); ++i) {
      if (sources_[i].pattern.empty()) continue;
      const std::regex form(sources_[i].pattern);
      const bool some = std::any_of(texts.begin(), texts.end(),
                                    [&](const std::string& text) { return std::regex_match(text, form); });
      if (some) out_.insert(i);
      found = found || some;
    }
    return found;
  }

  const checked::Program& program_;
  const Declaration& declaration_;
  const std::vector<checked::Source>& sources_;
  std::set<std::uint32_t> out_;
};

class Laws {
 public:
  Laws(const Tree& tree, Faults& faults) : tree_(tree), program_(*tree.program), faults_(faults) {}

  std::string run() {
    std::string out;
    for (std::size_t i = 0; i < program_.packs.size(); ++i) {
      const PackId id = program_.packs.idAt(i);
      if (isCovered(program_.packs[id].id)) out += pack(id);
    }
    return out;
  }

 private:
  std::string pack(PackId id) {
    const checked::Pack& pack = program_.packs[id];
    std::map<std::uint32_t, std::vector<DeclarationId>> by_source;
    for (std::size_t i = 0; i < program_.declarations.size(); ++i) {
      const DeclarationId each = program_.declarations.idAt(i);
      const Declaration& declaration = program_.declarations[each];
      if (declaration.pack != id || !stands(declaration)) continue;
      for (const std::uint32_t source : Sources(program_, declaration).run())
        by_source[source].push_back(each);
    }
    if (by_source.empty()) return {};
    std::string out =
        "\n### `" + pack.id + "`: " + pack.title.en +
        "\n\nStatus: " + manual::wordOf(pack.status, Language::English) + ".\n\n" +
        "| law or instrument | rules, benefits, controls | tests | confidence | record only |\n" +
        "|---|---|---|---|---|\n";
    for (const auto& [source, declarations] : by_source) out += row(pack, source, declarations);
    return out;
  }

  std::string row(const checked::Pack& pack, std::uint32_t source, const std::vector<DeclarationId>& all) {
    const std::string law =
        source < pack.sources.size() ? pack.sources[source].title.en : std::string(pack.title.en);
    std::vector<DeclarationId> working;
    std::string reasons;
    for (const DeclarationId id : all) {
      const Declaration& each = program_.declarations[id];
      if (each.kind != DeclarationKind::Statement) working.push_back(id);
      const std::string why = each.kind == DeclarationKind::Statement ? reason(each) : "";
      if (!why.empty()) reasons += (reasons.empty() ? "`" : "<br>`") + each.name + "`: " + cell(why);
    }
    requireSeen(tree_, working, faults_);
    // The items of the article are accounted for in their own table.
    const bool item = std::any_of(all.begin(), all.end(),
                                  [&](DeclarationId id) { return isItem(program_.declarations[id]); });
    if (working.empty() && reasons.empty() && !item)
      faults_.push_back(pack.id + ": `" + law + "` has no rule, and no record says why");
    return "| " + cell(law) + " | " + listed(tree_, all) + " | " +
           (working.empty() ? "-" : std::to_string(tree_.tests(working))) + " | " + confidences(tree_, all) +
           " | " + (reasons.empty() ? "-" : reasons) + " |\n";
  }

  const Tree& tree_;
  const checked::Program& program_;
  Faults& faults_;
};

}  // namespace

std::string lawRows(const Tree& tree, Faults& faults) { return Laws(tree, faults).run(); }

namespace {

// How many controls a catalogue makes.
std::string controlsIn(const Tree& tree, const Declaration& declaration) {
  const Vocabulary& vocabulary = tree.program->vocabulary;
  return std::to_string(vocabulary.choices[vocabulary.entities[declaration.subject].keyed_by].lowest.size());
}

}  // namespace

std::string listed(const Tree& tree, const std::vector<DeclarationId>& declarations) {
  const std::array<std::string, 5> words = {"rules", "catalogues of controls", "benefits", "amounts",
                                            "records"};
  std::array<std::vector<std::string>, 5> names;
  for (const DeclarationId id : declarations) {
    const Declaration& each = tree.program->declarations[id];
    const std::size_t group = each.control                            ? 1
                              : each.kind == DeclarationKind::Rule    ? 0
                              : each.kind == DeclarationKind::Benefit ? 2
                              : each.kind == DeclarationKind::Amount  ? 3
                                                                      : 4;
    names.at(group).push_back("`" + each.name + "`" +
                              (each.control ? " (" + controlsIn(tree, each) + ")" : ""));
  }
  std::string out;
  for (std::size_t i = 0; i < names.size(); ++i) {
    const std::vector<std::string>& group = names.at(i);
    if (group.empty()) continue;
    out += (out.empty() ? "" : "; ") + words.at(i) + " " + std::to_string(group.size());
    for (std::size_t k = 0; k < group.size() && group.size() <= kFew; ++k)
      out += (k == 0 ? ": " : ", ") + group[k];
  }
  return out.empty() ? "-" : out;
}

namespace {

// That of the declaration, or of a row of the table whose citations it takes, where that is less sure.
checked::Confidence weakest(const Tree& tree, const Declaration& declaration) {
  const Branch& general = declaration.versions.front().general;
  checked::Confidence out = general.confidence;
  for (const checked::Citation& each : general.cites) {
    if (each.table == DeclarationId{kNoId}) continue;
    for (const checked::DataRow& row : tree.program->declarations[each.table].rows) {
      out.level = std::max(out.level, row.confidence.level);
      out.reading = out.reading || row.confidence.reading;
    }
  }
  return out;
}

}  // namespace

std::string confidences(const Tree& tree, const std::vector<DeclarationId>& declarations) {
  const std::array<std::string, 3> words = {"official", "secondary", "unconfirmed"};
  std::array<std::size_t, 3> counts{};
  std::size_t readings = 0;
  for (const DeclarationId id : declarations) {
    const Declaration& each = tree.program->declarations[id];
    if (each.versions.empty()) continue;
    const checked::Confidence confidence = weakest(tree, each);
    ++counts.at(static_cast<std::size_t>(confidence.level));
    readings += confidence.reading ? 1 : 0;
  }
  std::string out;
  const bool one = declarations.size() == 1;
  const auto add = [&](const std::string& word, std::size_t count) {
    if (count == 0) return;
    out += (out.empty() ? "" : ", ") + word + (one ? "" : " " + std::to_string(count));
  };
  for (std::size_t i = 0; i < words.size(); ++i) add(words.at(i), counts.at(i));
  add(readings == 1 ? "reading" : "readings", readings);
  return out.empty() ? "-" : out;
}

std::string reason(const Declaration& statement) {
  for (const checked::Version& version : statement.versions) {
    for (const checked::Note& note : version.general.notes) {
      if (note.text.en.starts_with(kReason)) return note.text.en.substr(kReason.size());
    }
  }
  return {};
}

void requireSeen(const Tree& tree, const std::vector<DeclarationId>& declarations, Faults& faults) {
  for (const DeclarationId id : declarations) {
    const std::string unseen = tree.unseen(id);
    if (unseen.empty()) continue;
    std::string fault = tree.program->id(id) + " is in no test: " + unseen;
    if (std::find(faults.begin(), faults.end(), fault) == faults.end()) faults.push_back(std::move(fault));
  }
}

std::string cell(std::string text) {
  for (std::size_t at = text.find('|'); at != std::string::npos; at = text.find('|', at + 2))
    text.insert(at, "\\");
  return text;
}

}  // namespace jurat::test
