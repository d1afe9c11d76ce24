// Exceptions beside each other: conditions that say the same, and conditions that can never be met.
#include <algorithm>
#include <map>

#include "engine/check/context.h"
#include "engine/check/expressions/guards.h"

namespace jurat::checking {
namespace {

using checked::Branch;
using checked::CompareOp;
using checked::Expr;
using checked::ExprKind;

std::uint64_t mix(std::uint64_t hash, std::uint64_t part) {
  hash ^= part + 0x9E3779B97F4A7C15u + (hash << 6) + (hash >> 2);
  return (hash ^ (hash >> 31)) * 0xBF58476D1CE4E5B9u;
}

CompareOp turned(CompareOp op) {
  switch (op) {
    case CompareOp::Less:
      return CompareOp::GreaterEqual;
    case CompareOp::LessEqual:
      return CompareOp::Greater;
    case CompareOp::GreaterEqual:
      return CompareOp::Less;
    case CompareOp::Greater:
      return CompareOp::LessEqual;
    case CompareOp::Equal:
      return CompareOp::Equal;
  }
  return op;
}

// A condition in a form in which the order of `and` and `or`, double `not`, and the way of writing them no
// longer matter; equal numbers for equal conditions.
class NormalForm {
 public:
  static std::uint64_t of(const Expr& condition, bool truth) {
    switch (condition.kind) {
      case ExprKind::Not:
        return of(*condition.args[0], !truth);
      case ExprKind::And:
      case ExprKind::Or:
      case ExprKind::AllOf:
      case ExprKind::AnyOf:
      case ExprKind::NoneOf:
        return joined(condition, truth);
      case ExprKind::Compare:
        return compared(condition, truth);
      default:
        return mix(fingerprint(condition), truth ? 1 : 2);
    }
  }

  // The parts that must all hold for the condition to hold.
  static void parts(const Expr& condition, bool truth, std::vector<std::pair<const Expr*, bool>>& out) {
    if (condition.kind == ExprKind::Not) return parts(*condition.args[0], !truth, out);
    if (!isJoin(condition.kind) || !isAll(condition.kind, truth)) {
      out.emplace_back(&condition, truth);
      return;
    }
    const bool inner = condition.kind == ExprKind::NoneOf ? !truth : truth;
    for (const Expr* each : condition.args) parts(*each, inner, out);
    for (const checked::Limb& each : condition.limbs) parts(*each.value, inner, out);
  }

 private:
  static bool isJoin(ExprKind kind) {
    return kind == ExprKind::And || kind == ExprKind::Or || kind == ExprKind::AllOf ||
           kind == ExprKind::AnyOf || kind == ExprKind::NoneOf;
  }
  // Whether all operands are asked for: `not (a or b)` asks for both to be false.
  static bool isAll(ExprKind kind, bool truth) {
    const bool all = kind == ExprKind::And || kind == ExprKind::AllOf || kind == ExprKind::NoneOf;
    return all == truth;
  }

  static std::uint64_t joined(const Expr& condition, bool truth) {
    const bool all = isAll(condition.kind, truth);
    const bool inner = condition.kind == ExprKind::NoneOf ? !truth : truth;
    std::vector<std::uint64_t> operands;
    collect(condition, inner, all, operands);
    std::sort(operands.begin(), operands.end());
    operands.erase(std::unique(operands.begin(), operands.end()), operands.end());
    if (operands.size() == 1) return operands.front();
    std::uint64_t hash = all ? 11 : 13;
    for (const std::uint64_t each : operands) hash = mix(hash, each);
    return hash;
  }

  static void collect(const Expr& condition, bool inner, bool all, std::vector<std::uint64_t>& out) {
    const auto take = [&](const Expr& operand) {
      const Expr* at = &operand;
      bool truth = inner;
      while (at->kind == ExprKind::Not) {
        at = at->args[0];
        truth = !truth;
      }
      if (isJoin(at->kind) && isAll(at->kind, truth) == all) {
        collect(*at, at->kind == ExprKind::NoneOf ? !truth : truth, all, out);
      } else {
        out.push_back(of(*at, truth));
      }
    };
    for (const Expr* each : condition.args) take(*each);
    for (const checked::Limb& each : condition.limbs) take(*each.value);
  }

  static std::uint64_t compared(const Expr& condition, bool truth) {
    const bool equal = condition.op == CompareOp::Equal;
    const CompareOp op = truth || equal ? condition.op : turned(condition.op);
    std::uint64_t hash = mix(17, static_cast<std::uint64_t>(op));
    hash = mix(hash, fingerprint(*condition.args[0]));
    hash = mix(hash, fingerprint(*condition.args[1]));
    return equal && !truth ? mix(hash, 2) : hash;
  }
};

bool overlap(const Branch& a, const Branch& b) {
  const Date a_from = a.from.value_or(kFirstDate), a_until = a.until.value_or(kLastDate);
  const Date b_from = b.from.value_or(kFirstDate), b_until = b.until.value_or(kLastDate);
  return a_from <= b_until && b_from <= a_until;
}

void contradiction(const Context& context, const Branch& branch) {
  std::vector<std::pair<const Expr*, bool>> parts;
  NormalForm::parts(*branch.when, true, parts);
  std::map<std::uint64_t, const Expr*> held;
  for (const auto& [part, truth] : parts) held.emplace(NormalForm::of(*part, truth), part);
  for (const auto& [part, truth] : parts) {
    const auto other = held.find(NormalForm::of(*part, !truth));
    if (other == held.end()) continue;
    context.report({.code = "J0405",
                    .message = "the condition of the exception " + quoted(branch.name) + " can never be met",
                    .primary = {part->span, "this is asked for"},
                    .secondary = {{other->second->span, "and so is its opposite"}},
                    .help = "take one of the two out"});
    return;
  }
}

void level(const Context& context, const Branch& branch) {
  std::map<std::uint64_t, std::vector<const Branch*>> seen;
  for (const Branch& each : branch.exceptions) {
    if (each.when != nullptr) {
      std::vector<const Branch*>& same = seen[NormalForm::of(*each.when, true)];
      for (const Branch* first : same) {
        if (!overlap(*first, each)) continue;
        context.report({.code = "J0404",
                        .message = "the exceptions " + quoted(first->name) + " and " + quoted(each.name) +
                                   " have the same condition",
                        .primary = {each.when->span, "asked for again here"},
                        .secondary = {{first->when->span, "asked for first here"}},
                        .help = "join them into one exception, or change one of the conditions"});
        break;
      }
      same.push_back(&each);
      contradiction(context, each);
    }
    level(context, each);
  }
}

}  // namespace

void checkSiblings(Context& context) {
  for (const checked::Declaration& declaration : context.program.declarations) {
    for (const checked::Version& version : declaration.versions) level(context, version.general);
  }
}

}  // namespace jurat::checking
