#include "engine/testing/mutation/exchanges.h"

namespace jurat {

using checked::CompareOp;
using checked::ExprKind;

std::optional<CompareOp> besideOp(CompareOp op) {
  switch (op) {
    case CompareOp::Less:
      return CompareOp::LessEqual;
    case CompareOp::LessEqual:
      return CompareOp::Less;
    case CompareOp::GreaterEqual:
      return CompareOp::Greater;
    case CompareOp::Greater:
      return CompareOp::GreaterEqual;
    case CompareOp::Equal:
      return std::nullopt;
  }
  return std::nullopt;
}

std::string_view opText(CompareOp op) {
  switch (op) {
    case CompareOp::Less:
      return "<";
    case CompareOp::LessEqual:
      return "<=";
    case CompareOp::GreaterEqual:
      return ">=";
    case CompareOp::Greater:
      return ">";
    case CompareOp::Equal:
      return "=";
  }
  return "";
}

std::optional<ExprKind> besideKind(ExprKind kind) {
  switch (kind) {
    case ExprKind::And:
      return ExprKind::Or;
    case ExprKind::Or:
      return ExprKind::And;
    case ExprKind::AllOf:
      return ExprKind::AnyOf;
    case ExprKind::AnyOf:
      return ExprKind::AllOf;
    case ExprKind::Highest:
      return ExprKind::Lowest;
    case ExprKind::Lowest:
      return ExprKind::Highest;
    case ExprKind::HighestOver:
      return ExprKind::LowestOver;
    case ExprKind::LowestOver:
      return ExprKind::HighestOver;
    case ExprKind::AnyHas:
      return ExprKind::EveryHas;
    case ExprKind::EveryHas:
      return ExprKind::AnyHas;
    default:
      return std::nullopt;
  }
}

// The keyword of what is exchanged, as it is written there.
std::pair<std::string, std::string> junctionWords(ExprKind kind, std::string_view text) {
  switch (kind) {
    case ExprKind::And:
      return {"and", "or"};
    case ExprKind::Or:
      return {"or", "and"};
    case ExprKind::AllOf:
      return {"all of", "any of"};
    case ExprKind::AnyOf:
      return {"any of", "all of"};
    case ExprKind::AnyHas:
      return {"any", "every"};
    case ExprKind::EveryHas:
      return {"every", "any"};
    default:
      break;
  }
  const std::pair<std::string, std::string> pairs[] = {
      {"higher", "lower"}, {"highest", "lowest"}, {"later", "earlier"}, {"latest", "earliest"}};
  const std::string word(text.substr(0, text.find_first_of(" \n{")));
  for (const auto& [one, other] : pairs) {
    if (word == one) return {one, other};
    if (word == other) return {other, one};
  }
  return {word, "its opposite"};
}

}  // namespace jurat
