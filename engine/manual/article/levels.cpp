#include "engine/manual/article/levels.h"

namespace jurat::manual {
namespace {

using checked::Branch;
using checked::Declaration;
using checked::DutyKind;
using checked::Expr;

class Levels {
 public:
  Levels(const Declaration& declaration, const Reading& reading)
      : declaration_(declaration), reading_(reading) {}

  Level version(const checked::Version& source) {
    level_.from = source.from;
    level_.until = source.until;
    code(Label::EffectiveFrom, source.effective_from);
    code(Label::EffectiveUntil, source.effective_until);
    for (const Expr* each : source.applies_when) code(Label::Applies, each);
    code(Label::When, source.eligible_when);
    stated(source.general);
    addExceptions(source.general);
    return std::move(level_);
  }

 private:
  Level exception(const Branch& source, const std::vector<Branch>& siblings) {
    level_.name = source.name;
    level_.from = source.from;
    level_.until = source.until;
    code(Label::When, source.when);
    for (const std::uint32_t each : source.overrides) words(Label::Overrides, siblings[each].name);
    for (const std::string& slot : restated(source)) words(Label::Restates, slot);
    for (std::string& each : citesOf(source.cites, declaration_, reading_))
      words(Label::Law, std::move(each));
    stated(source);
    addExceptions(source);
    return std::move(level_);
  }

  void addExceptions(const Branch& source) {
    for (const Branch& each : source.exceptions)
      level_.exceptions.push_back(Levels(declaration_, reading_).exception(each, source.exceptions));
  }

  void words(Label label, std::string text) { level_.lines.push_back({label, plain(std::move(text))}); }

  void code(Label label, const Expr* expression) {
    if (expression != nullptr) level_.lines.push_back({label, passageOf(*expression, reading_)});
  }

  // What the level says for itself, in the order in which a statute would.
  void stated(const Branch& branch) {
    duty(branch);
    value(branch);
    if (branch.due != nullptr) {
      Passage text = branch.due_before ? plain("before ") : Passage{};
      append(text, passageOf(*branch.due, reading_));
      level_.lines.push_back({Label::Due, std::move(text)});
    }
    for (const checked::Exposure& each : branch.exposes) level_.lines.push_back(exposure(each));
    for (const checked::Note& each : branch.notes) {
      Line line{Label::Note, plain(each.text.in(reading_.language))};
      if (each.when != nullptr) line.parts.push_back({Label::When, passageOf(*each.when, reading_)});
      level_.lines.push_back(std::move(line));
    }
    // A record is read for what it is worth as a source; elsewhere only a doubt is worth a line.
    if (!branch.confidence.plain()) {
      words(Label::Confidence, wordOf(branch.confidence, reading_.language));
    } else if (declaration_.kind == checked::DeclarationKind::Statement) {
      words(Label::Confidence, std::string(say(Word::Official, reading_.language)));
    }
  }

  void duty(const Branch& branch) {
    switch (branch.duty) {
      case DutyKind::None:
        return;
      case DutyKind::Requires:
        return code(declaration_.control ? Label::MetWhen : Label::Requires, branch.duty_expr);
      case DutyKind::Forbids:
        return code(Label::Forbids, branch.duty_expr);
      case DutyKind::DoneOn:
        return code(Label::DoneOn, branch.duty_expr);
      case DutyKind::Permits:
        return words(Label::Permits, std::string(say(Word::FallsAway, reading_.language)));
    }
  }

  void value(const Branch& branch) {
    code(Label::Equals, branch.equals);
    code(Label::AtLeast, branch.at_least);
    code(Label::AtMost, branch.at_most);
    for (const checked::Bound& each : branch.alternatives) {
      Line line{Label::Alternatives, plain(each.label)};
      const auto part = [&](Label label, const Expr* bound) {
        if (bound != nullptr) line.parts.push_back({label, passageOf(*bound, reading_)});
      };
      part(Label::Equals, each.equals);
      part(Label::AtLeast, each.at_least);
      part(Label::AtMost, each.at_most);
      level_.lines.push_back(std::move(line));
    }
  }

  static bool statesValue(const Branch& branch) {
    return branch.equals != nullptr || branch.at_least != nullptr || branch.at_most != nullptr ||
           !branch.alternatives.empty();
  }

  // Slots by the names that language.md gives them.
  static std::vector<std::string> restated(const Branch& branch) {
    std::vector<std::string> slots;
    if (branch.duty != DutyKind::None) slots.emplace_back("duty");
    if (statesValue(branch)) slots.emplace_back("value");
    if (branch.due != nullptr) slots.emplace_back("due");
    if (!branch.exposes.empty()) slots.emplace_back("exposes");
    return slots;
  }

  Line exposure(const checked::Exposure& source) const {
    const checked::Program& program = reading_.program;
    const Declaration& amount = program.declarations[source.amount];
    Line line{Label::Exposes};
    line.text = plain((source.party == EntityId{kNoId} ? source.party_text
                                                       : program.vocabulary.entities[source.party].name) +
                      " " + std::string(say(Word::To, reading_.language)) + " ");
    line.text.push_back({amount.name, anchorOf(program, source.amount)});
    Reading told = reading_;
    if (source.option != nullptr) {
      append(line.text, plain("["));
      append(line.text, passageOf(*source.option, reading_));
      append(line.text, plain("]"));
      if (const auto* option = std::get_if<OptionValue>(&source.option->value);
          option != nullptr && source.option->kind == checked::ExprKind::Constant)
        told.per = option->index;
    }
    line.parts.push_back({Label::Each, plain(source.once ? "once" : "each")});
    if (source.when != nullptr) line.parts.push_back({Label::When, passageOf(*source.when, reading_)});
    if (source.from != nullptr) line.parts.push_back({Label::From, passageOf(*source.from, reading_)});
    for (const checked::Version& version : amount.versions) ceilings(version.general, "", told, line.parts);
    return line;
  }

  // The amount itself, general case first, each exception behind its name.
  static void ceilings(const Branch& branch, const std::string& name, const Reading& told,
                       std::vector<Line>& out) {
    const auto add = [&](Label label, const Expr* bound, const std::string& limb) {
      if (bound == nullptr) return;
      const std::string front = name + (name.empty() || limb.empty() ? "" : ", ") + limb;
      Passage text = front.empty() ? Passage{} : plain(front + ": ");
      append(text, passageOf(*bound, told));
      out.push_back({label, std::move(text)});
    };
    const auto bounds = [&](const auto& from, const std::string& limb) {
      add(Label::Equals, from.equals, limb);
      add(Label::AtLeast, from.at_least, limb);
      add(Label::AtMost, from.at_most, limb);
    };
    bounds(branch, "");
    for (const checked::Bound& each : branch.alternatives) bounds(each, each.label);
    for (const Branch& each : branch.exceptions)
      ceilings(each, name.empty() ? each.name : name + ", " + each.name, told, out);
  }

  const Declaration& declaration_;
  const Reading& reading_;
  Level level_;
};

}  // namespace

Level levelOf(const checked::Version& version, const Declaration& declaration, const Reading& reading) {
  return Levels(declaration, reading).version(version);
}

}  // namespace jurat::manual
