// Deadlines that roll forward: which parts of a `due` are periods whose last day moves to a working day.
// Regulation 1182/71, Art. 3(4): what is counted forwards in days or more rolls; hours, periods counted
// backwards from an event and days that somebody named do not.
#include <map>

#include "engine/check/context.h"

namespace jurat::checking {
namespace {

using checked::Branch;
using checked::Expr;
using checked::ExprKind;

// What a day or moment is, for rolling.
enum class Counted : std::uint8_t {
  Nothing,  // `none`: goes with either
  Yes,      // the end of a period in days or more
  No,       // a named day, hours, or counted backwards
  Mixed,    // now one, now the other
  Unclear,  // a moment and a period that may be in hours or in days
};

Counted both(Counted a, Counted b) {
  if (a == b || b == Counted::Nothing) return a;
  if (a == Counted::Nothing) return b;
  return a == Counted::Unclear || b == Counted::Unclear ? Counted::Unclear : Counted::Mixed;
}

class Roller {
 public:
  explicit Roller(Context& context) : context_(context) {}

  void run() {
    for (checked::Declaration& declaration : context_.program.declarations) {
      const DeclarationId calendar = context_.program.packs[declaration.pack].rolls_in;
      if (declaration.kind != checked::DeclarationKind::Rule || calendar == DeclarationId{kNoId}) continue;
      for (const checked::Version& version : declaration.versions) deadlines(version.general, calendar);
    }
    if (rolling_.empty()) return;
    for (Expr& node : context_.program.nodes) {
      if (const auto found = rolling_.find(&node); found != rolling_.end()) node.rolls_in = found->second;
    }
  }

 private:
  void deadlines(const Branch& branch, DeclarationId calendar) {
    if (branch.due != nullptr && !branch.due_before) roll(*branch.due, calendar);
    for (const Branch& each : branch.exceptions) deadlines(each, calendar);
  }

  void roll(const Expr& day, DeclarationId calendar) {
    switch (counted(day)) {
      case Counted::Nothing:
      case Counted::No:
        return;
      case Counted::Yes:
        rolling_.emplace(&day, calendar);
        return;
      case Counted::Unclear:
      case Counted::Mixed:
        break;
    }
    // The earlier or later of several: each of them rolls by itself.
    if (day.kind == ExprKind::Highest || day.kind == ExprKind::Lowest) {
      for (const checked::Limb& each : day.limbs) roll(*each.value, calendar);
      return;
    }
    const bool mixed = counted(day) == Counted::Mixed;
    context_.report(
        {.code = "J0352",
         .message = mixed
                        ? "only part of this deadline is counted, so it cannot be told when it rolls forward"
                        : "it is not written here whether this period is in hours, which never roll forward",
         .primary = {day.span, mixed ? "sometimes a period, sometimes a day that is named"
                                     : "from a moment, by a period that is not written out"},
         .secondary = {{context_.program.packs[packOf(calendar)].span, "deadlines are said to roll forward"}},
         .help = mixed ? "count in the `due` itself, with an exception for the day that is named"
                       : "write the period out, as in `aware_at + 72 hours` or `aware_at + 15 days`"});
  }

  PackId packOf(DeclarationId calendar) const {
    for (std::size_t i = 0; i < context_.program.packs.size(); ++i) {
      const PackId id = context_.program.packs.idAt(i);
      if (context_.program.packs[id].rolls_in == calendar) return id;
    }
    return {};
  }

  Counted counted(const Expr& day) {
    switch (day.kind) {
      case ExprKind::Constant:
        return day.type.kind == TypeKind::None || std::holds_alternative<NoneValue>(day.value)
                   ? Counted::Nothing
                   : Counted::No;
      case ExprKind::DatePlus:
        if (day.type.kind == TypeKind::Date) return Counted::Yes;
        return day.args[1]->kind == ExprKind::Constant ? Counted::No : Counted::Unclear;
      case ExprKind::Highest:
      case ExprKind::Lowest: {
        Counted all = Counted::Nothing;
        for (const checked::Limb& each : day.limbs) all = both(all, counted(*each.value));
        return all;
      }
      case ExprKind::HighestOver:
      case ExprKind::LowestOver:
        return counted(*day.args[0]);
      case ExprKind::Definition:
        return ofDefinition(day.declaration);
      default:
        return Counted::No;
    }
  }

  // INVARIANT: definitions do not read each other in a circle (orderDeclarations), and their chains are
  // short.
  Counted ofDefinition(DeclarationId id) {
    const auto [known, fresh] = known_.emplace(raw(id), Counted::Nothing);
    if (!fresh) return known->second;
    Counted all = Counted::Nothing;
    for (const checked::Version& version : context_.program.declarations[id].versions)
      all = both(all, ofBranch(version.general));
    return known_[raw(id)] = all;
  }

  Counted ofBranch(const Branch& branch) {
    Counted all = branch.equals == nullptr ? Counted::Nothing : counted(*branch.equals);
    for (const Branch& each : branch.exceptions) all = both(all, ofBranch(each));
    return all;
  }

  Context& context_;
  std::map<const Expr*, DeclarationId> rolling_;  // looked up only
  std::map<std::uint32_t, Counted> known_;
};

}  // namespace

void rollDeadlines(Context& context) { Roller(context).run(); }

}  // namespace jurat::checking
