#include <algorithm>
#include <map>
#include <sstream>

#include "engine/manual/article/words.h"
#include "tests/coverage/rows.h"

namespace jurat::test {
namespace {

using checked::Declaration;
using checked::DeclarationId;

constexpr int kItems = 46;

std::string nameOf(int item) { return std::string(item < 10 ? "s0" : "s") + std::to_string(item); }

std::map<std::string, std::vector<std::string>> readDrawnOn(const std::string& text) {
  std::map<std::string, std::vector<std::string>> out;
  std::istringstream lines(text);
  for (std::string line; std::getline(lines, line);) {
    if (line.empty() || line.front() == '#') continue;
    std::istringstream words(line);
    std::string item, word;
    words >> item;
    while (words >> word) out[item].push_back(word);
  }
  return out;
}

// "a/b[c]" is the option c of what a/b is made for.
bool hasOption(const Tree& tree, DeclarationId id, const std::string& option) {
  const Vocabulary& vocabulary = tree.program->vocabulary;
  const Declaration& declaration = tree.program->declarations[id];
  const ChoiceId choice =
      declaration.control ? vocabulary.entities[declaration.subject].keyed_by : declaration.per;
  return choice != ChoiceId{kNoId} && vocabulary.choices[choice].find(option).has_value();
}

class Items {
 public:
  Items(const Tree& tree, const std::string& drawn_on, Faults& faults)
      : tree_(tree), drawn_on_(readDrawnOn(drawn_on)), faults_(faults) {}

  std::string run() {
    std::string out =
        "| item | title | date | status | strength | record | rules, benefits, controls | tests | confidence "
        "| "
        "record only |\n|---|---|---|---|---|---|---|---|---|---|\n";
    for (int item = 1; item <= kItems; ++item) {
      if (const auto record = recordOf(nameOf(item))) out += row(nameOf(item), *record);
    }
    return out;
  }

 private:
  std::optional<DeclarationId> recordOf(const std::string& name) {
    std::vector<DeclarationId> found;
    for (std::size_t i = 0; i < tree_.program->declarations.size(); ++i) {
      const DeclarationId id = tree_.program->declarations.idAt(i);
      const Declaration& each = tree_.program->declarations[id];
      if (each.kind == checked::DeclarationKind::Statement && each.name == name) found.push_back(id);
    }
    if (found.size() == 1) return found.front();
    faults_.push_back(name + (found.empty() ? " has no record" : " has several records"));
    return std::nullopt;
  }

  std::vector<DeclarationId> linked(const std::string& item, std::string& shown) {
    std::vector<DeclarationId> out;
    for (const std::string& text : drawn_on_[item]) {
      const std::size_t bracket = text.find('[');
      const auto id = tree_.find(text.substr(0, bracket));
      const std::string option =
          bracket == std::string::npos ? "" : text.substr(bracket + 1, text.size() - bracket - 2);
      if (!id || (!option.empty() && !hasOption(tree_, *id, option))) {
        faults_.push_back(item + " is drawn on by `" + text + "`, which is nothing");
        continue;
      }
      out.push_back(*id);
      shown += (shown.empty() ? "`" : ", `") + text + "`";
    }
    return out;
  }

  std::string row(const std::string& item, DeclarationId id) {
    const Declaration& record = tree_.program->declarations[id];
    std::string shown;
    const std::vector<DeclarationId> by = linked(item, shown);
    requireSeen(tree_, by, faults_);
    const std::string why = reason(record);
    demand(item, record, by.empty(), why.empty());
    const std::string title = record.title.en + (record.title.zh.empty() ? "" : "<br>" + record.title.zh);
    return "| " + item + " | " + cell(title) + " | " + record.document_date + " | " +
           manual::wordOf(record.status, Language::English) + " | " +
           manual::wordOf(record.strength, Language::English) + " | `" + tree_.program->id(id) + "` | " +
           (shown.empty() ? "-" : shown) + " | " + (by.empty() ? "-" : std::to_string(tree_.tests(by))) +
           " | " + confidences(tree_, {id}) + " | " + (why.empty() ? "-" : cell(why)) + " |\n";
  }

  void demand(const std::string& item, const Declaration& record, bool nothing, bool no_reason) {
    const auto fault = [&](const std::string& text) { faults_.push_back(item + " " + text); };
    if (record.document_date.empty()) fault("has no date");
    if (record.status.empty()) fault("has no status");
    if (record.title.zh.empty()) fault("has no title in Chinese");
    if (record.as_stated.en.empty() || record.as_stated.zh.empty()) fault("does not say what was stated");
    if (record.as_enacted.en.empty() || record.as_enacted.zh.empty()) fault("does not say what is enacted");
    const bool aspires = record.strength == checked::Strength::Aspirational;
    if (nothing && !aspires) fault("binds or pays, but nothing is drawn on for it");
    if (nothing && no_reason) fault("is a record only and does not say why");
    if (!nothing && !no_reason) fault("is called a record only, but something is drawn on for it");
  }

  const Tree& tree_;
  std::map<std::string, std::vector<std::string>> drawn_on_;
  Faults& faults_;
};

}  // namespace

std::string itemRows(const Tree& tree, const std::string& drawn_on, Faults& faults) {
  return Items(tree, drawn_on, faults).run();
}

}  // namespace jurat::test
