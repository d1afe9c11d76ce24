#include "engine/reports/advice/refusal_words.h"

#include <algorithm>
#include <iterator>
#include <string>
#include <string_view>

namespace jurat {
namespace {

struct Row {
  std::string_view code;
  Phrase phrase;
};

constexpr Row kRows[] = {{"J0001", Phrase::RefusedBytes},     {"J0601", Phrase::RefusedForm},
                         {"J0603", Phrase::RefusedForm},      {"J0604", Phrase::RefusedForm},
                         {"J0605", Phrase::RefusedForm},      {"J0606", Phrase::RefusedForm},
                         {"J0607", Phrase::RefusedForm},      {"J0608", Phrase::RefusedTwice},
                         {"J0609", Phrase::RefusedForm},      {"J0611", Phrase::RefusedKey},
                         {"J0612", Phrase::RefusedKey},       {"J0613", Phrase::RefusedKey},
                         {"J0614", Phrase::RefusedNothing},   {"J0615", Phrase::RefusedShape},
                         {"J0616", Phrase::RefusedNothing},   {"J0617", Phrase::RefusedTwice},
                         {"J0618", Phrase::RefusedNothing},   {"J0620", Phrase::RefusedYesNo},
                         {"J0621", Phrase::RefusedNumber},    {"J0622", Phrase::RefusedPercentage},
                         {"J0623", Phrase::RefusedMoney},     {"J0624", Phrase::RefusedQuantity},
                         {"J0625", Phrase::RefusedDay},       {"J0626", Phrase::RefusedMoment},
                         {"J0627", Phrase::RefusedPeriod},    {"J0628", Phrase::RefusedOption},
                         {"J0629", Phrase::RefusedBlank},     {"J0630", Phrase::RefusedEvidence},
                         {"J0631", Phrase::RefusedJudgement}, {"J0632", Phrase::RefusedState},
                         {"J0633", Phrase::RefusedNone},      {"J0634", Phrase::RefusedRange},
                         {"J0635", Phrase::RefusedOutside},   {"J0636", Phrase::RefusedLei},
                         {"J0637", Phrase::RefusedHuge},      {"J0639", Phrase::RefusedId},
                         {"J0640", Phrase::RefusedId},        {"J0641", Phrase::RefusedOption},
                         {"J0645", Phrase::RefusedBytes}};

// With what is possible, where the vocabulary bounds it.
Message outsideText(const Fact& fact, const Vocabulary& vocabulary) {
  const auto text = [&](const Value& value) { return verbatim(valueText(value, fact.type, vocabulary)); };
  if (fact.at_least && fact.at_most)
    return {Phrase::RefusedBetween, {text(*fact.at_least), text(*fact.at_most)}};
  if (fact.at_least) return {Phrase::RefusedLess, {text(*fact.at_least)}};
  if (fact.at_most) return {Phrase::RefusedMore, {text(*fact.at_most)}};
  return Phrase::RefusedOutside;
}

}  // namespace

Message refusalText(const Diagnostic& fault, const Fact* fact, const Vocabulary& vocabulary) {
  const auto row = std::find_if(std::begin(kRows), std::end(kRows),
                                [&](const Row& each) { return each.code == fault.code; });
  if (row == std::end(kRows)) return {Phrase::RefusedOther, {verbatim(std::string(fault.code))}};
  const Phrase phrase = row->phrase;
  if (fact == nullptr) return phrase == Phrase::RefusedShape ? Phrase::RefusedEntries : phrase;
  if (phrase == Phrase::RefusedShape && fact->type.set) return Phrase::RefusedSet;
  if (phrase == Phrase::RefusedOutside) return outsideText(*fact, vocabulary);
  // A fact with a currency of its own refuses any other before it compares.
  const bool any_currency = fact->type.kind == TypeKind::Money && fact->type.id == 0;
  return phrase == Phrase::RefusedRange && any_currency ? Phrase::RefusedRangeMoney : phrase;
}

}  // namespace jurat
