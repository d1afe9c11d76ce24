#include "engine/cli/completion/candidates.h"

#include <algorithm>
#include <optional>
#include <set>
#include <string_view>

#include "engine/cli/command.h"
#include "engine/cli/completion/known.h"

namespace jurat {
namespace {

enum class Kind : std::uint8_t { Nothing, Files, Folders, Packs, Rules, Codes, Named };

struct Placeholder {
  std::string_view name;
  Kind kind;
};

// What is typed for each placeholder of the table of commands. A word that only its author knows is Nothing.
constexpr Placeholder kPlaceholders[] = {
    {"PROFILE", Kind::Files},   {"PATH", Kind::Files},
    {"FILE", Kind::Files},      {"DIR", Kind::Folders},
    {"PACK", Kind::Packs},      {"RULE", Kind::Rules},
    {"CODE", Kind::Codes},      {"NAME[=FILE]", Kind::Named},
    {"DAY", Kind::Nothing},     {"ENTITY", Kind::Nothing},
    {"HASH", Kind::Nothing},    {"ID", Kind::Nothing},
    {"N", Kind::Nothing},       {"NAME", Kind::Nothing},
    {"PATTERN", Kind::Nothing}, {"PATH=VALUE", Kind::Nothing},
    {"PERCENT", Kind::Nothing}, {"REF", Kind::Nothing},
    {"TEXT", Kind::Nothing},    {"PATH=LOW..HIGH", Kind::Nothing},
};

// A placeholder that is not in the table is taken for a file, as shells do on their own.
Kind kindOf(const std::string& placeholder) {
  for (const Placeholder& row : kPlaceholders) {
    if (row.name == placeholder) return row.kind;
  }
  return Kind::Files;
}

bool isFlag(const CommandOption& option) { return std::holds_alternative<bool Arguments::*>(option.into); }

bool repeats(const CommandOption& option) {
  return std::holds_alternative<std::vector<std::string> Arguments::*>(option.into);
}

bool isOption(const std::string& word) { return word.rfind('-', 0) == 0 && word != "-"; }

// The first sentence or half of it: what fits beside a word.
std::string inShort(const std::string& about) { return about.substr(0, about.find_first_of(";\n")); }

class Completion {
 public:
  explicit Completion(const Arguments& arguments) : words_(arguments.words), arguments_(arguments) {
    if (words_.empty()) words_.emplace_back();
  }

  Candidates find() {
    const std::size_t at = takeCommand();
    if (command_) {
      takeWords(at);
      atTheEnd();
    }
    return std::move(out_);
  }

 private:
  const std::string& typed() const { return words_.back(); }

  void offer(const std::string& word, const std::string& about) {
    if (word.rfind(typed(), 0) == 0) out_.words.push_back({word, inShort(about)});
  }

  // The command of the words, and where its own words begin; without one, the names that may stand there.
  std::size_t takeCommand() {
    const bool in_first = words_.size() == 1;
    for (const CommandGroup& group : commandGroups()) {
      if (!in_first && words_.front() == group.name) return takeSecond(group.name);
    }
    for (const Command& command : commands()) {
      if (!in_first && command.name == words_.front()) command_ = command;
    }
    if (in_first) offerFirst();
    return 1;
  }

  void offerFirst() {
    std::set<std::string> groups;
    for (const Command& command : commands()) {
      const std::string first = command.name.substr(0, command.name.find(' '));
      if (first == command.name) {
        offer(first, command.about);
      } else if (groups.insert(first).second) {
        for (const CommandGroup& group : commandGroups()) {
          if (group.name == first) offer(first, group.about);
        }
      }
    }
    if (isOption(typed())) {
      offer("--help", "what jurat does");
      offer("--version", "the versions of the engine and of what it reads and writes");
    }
  }

  std::size_t takeSecond(const std::string& group) {
    for (const Command& command : commands()) {
      if (command.name.rfind(group + " ", 0) != 0) continue;
      const std::string second = command.name.substr(group.size() + 1);
      if (words_.size() == 2) offer(second, command.about);
      if (words_.size() > 2 && words_[1] == second) command_ = command;
    }
    if (words_.size() == 2 && isOption(typed())) offer("--help", "what its commands are");
    return 2;
  }

  const CommandOption* optionNamed(const std::string& name) const {
    for (const CommandOption& option : options_) {
      if (option.name == name) return &option;
    }
    return nullptr;
  }

  // Whether the word behind an option is its value.
  static bool takesNext(const CommandOption& option, const std::string& next) {
    if (isFlag(option)) return false;
    if (option.alone.empty()) return true;
    return std::find(option.alone.begin(), option.alone.end(), next) != option.alone.end() ||
           (!isOption(next) && next.find('=') != std::string::npos);
  }

  // All words but the last: which options are given, how many arguments, which one waits for its value.
  void takeWords(std::size_t at) {
    options_ = joined({command_->options, commonOptions()});
    for (; at + 1 < words_.size(); ++at) {
      const std::string& word = words_[at];
      if (!isOption(word)) {
        ++arguments_given_;
        continue;
      }
      const std::size_t equals = word.find('=');
      const CommandOption* option = optionNamed(word.substr(0, equals));
      if (!option) continue;
      given_.insert(option->name);
      std::string value = equals == std::string::npos ? "" : word.substr(equals + 1);
      const bool last = at + 2 == words_.size();
      if (equals != std::string::npos || isFlag(*option)) {
        // It has its value, or none.
      } else if (last && !option->alone.empty() && !isOption(typed())) {
        may_take_ = option;
      } else if (takesNext(*option, words_[at + 1])) {
        if (last) waiting_ = option;
        value = words_[++at];
      }
      if (option->name == "--rules-path" && !value.empty()) arguments_.rules_path.push_back(value);
    }
  }

  void atTheEnd() {
    if (waiting_) return values(*waiting_, "");
    if (may_take_) values(*may_take_, "");
    const std::size_t equals = typed().find('=');
    if (isOption(typed()) && equals != std::string::npos) {
      const CommandOption* option = optionNamed(typed().substr(0, equals));
      if (option && !isFlag(*option)) values(*option, typed().substr(0, equals + 1));
      return;
    }
    if (isOption(typed())) {
      for (const CommandOption& option : options_) {
        if (isOption(option.name) && (repeats(option) || given_.count(option.name) == 0))
          offer(option.name, option.about);
      }
      offer("--help", "its page");
      return;
    }
    argument();
  }

  // The arguments stand in their order; the last one may take several words.
  void argument() {
    std::size_t index = 0;
    for (const CommandOption& option : options_) {
      if (isOption(option.name)) continue;
      if (index == arguments_given_ || repeats(option)) return values(option, "");
      ++index;
    }
  }

  void values(const CommandOption& option, std::string before) {
    if (option.commas) before = beforeLastComma(before);
    for (const std::string& choice : option.choices) {
      if (!option.commas || !standsIn(before, choice)) offer(before + choice, "");
    }
    if (!option.choices.empty()) return;
    switch (kindOf(option.value)) {
      case Kind::Nothing:
        return;
      case Kind::Files:
        return paths(PathKind::Files, std::move(before));
      case Kind::Folders:
        return paths(PathKind::Folders, std::move(before));
      case Kind::Packs:
        for (const Candidate& pack : knownPacks(arguments_)) offer(before + pack.word, pack.about);
        return paths(PathKind::Folders, std::move(before));
      case Kind::Rules:
        for (const Candidate& rule : knownRules(arguments_, typed().substr(before.size())))
          offer(before + rule.word, rule.about);
        return;
      case Kind::Codes:
        for (const Candidate& code : knownCodes()) offer(before + code.word, code.about);
        return;
      case Kind::Named:
        return named(option, std::move(before));
    }
  }

  // NAME or NAME=FILE.
  void named(const CommandOption& option, std::string before) {
    const std::size_t equals = typed().find('=', before.size());
    if (equals != std::string::npos) return paths(PathKind::Files, typed().substr(0, equals + 1));
    for (const std::string& name : option.names) {
      offer(before + name, "");
      offer(before + name + "=", "to a file");
    }
  }

  std::string beforeLastComma(const std::string& before) const {
    const std::size_t comma = typed().rfind(',');
    return comma == std::string::npos ? before : typed().substr(0, comma + 1);
  }

  static bool standsIn(const std::string& list, const std::string& word) {
    const std::size_t at = list.find(word + ",");
    return at != std::string::npos && (at == 0 || list[at - 1] == ',' || list[at - 1] == '=');
  }

  void paths(PathKind kind, std::string before) {
    out_.paths = kind;
    out_.before = std::move(before);
  }

  std::vector<std::string> words_;
  Arguments arguments_;
  std::optional<Command> command_;
  std::vector<CommandOption> options_;
  std::set<std::string> given_;
  std::size_t arguments_given_ = 0;
  const CommandOption* waiting_ = nullptr;   // the last word is its value
  const CommandOption* may_take_ = nullptr;  // or may be, for it can stand alone
  Candidates out_;
};

}  // namespace

Candidates candidatesFor(const Arguments& arguments) { return Completion(arguments).find(); }

}  // namespace jurat
