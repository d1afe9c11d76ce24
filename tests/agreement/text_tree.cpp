#include "tests/agreement/text_tree.h"

namespace jurat::generated {

std::string Text::text() const {
  std::string out = own;
  for (const Text& part : parts) out += part.text();
  return out;
}

std::string plainest(Kind kind) {
  switch (kind) {
    case Kind::Bool:
      return "yes";
    case Kind::Integer:
      return "1";
    case Kind::Decimal:
      return "1.5";
    case Kind::Percent:
      return "10%";
    case Kind::Euro:
      return "EUR 1";
    case Kind::Flop:
      return "1 FLOP";
    case Kind::Day:
      return "2024-01-31";
    case Kind::Time:
      return "2024-01-31T12:00Z";
    case Kind::Span:
      return "1 days";
    case Kind::Words:
      return "\"alpha\"";
    case Kind::Cash:
    case Kind::One:
    case Kind::Many:
    case Kind::Evidence:
    case Kind::Judgement:
    case Kind::Practice:
    case Kind::Item:
    case Kind::Other:
      break;
  }
  return "";
}

}  // namespace jurat::generated
