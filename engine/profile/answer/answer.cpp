#include "engine/profile/answer/answer.h"

#include <algorithm>
#include <utility>

#include "engine/base/nearest.h"
#include "engine/profile/answer/scalar.h"
#include "engine/profile/datum.h"

namespace jurat {
namespace {

class AnswerReader {
 public:
  AnswerReader(const Fact& fact, Binding& binding) : fact_(fact), binding_(binding) {}

  std::optional<Answer> read(const Datum& datum, bool inside_record);

 private:
  std::optional<Answer> null(const Datum& datum);
  std::optional<Answer> scalar(const Datum& datum, bool inside_record);
  std::optional<Answer> list(const Datum& datum);
  std::optional<Answer> record(const Datum& datum);
  std::optional<Answer> range(const Datum& datum);
  std::optional<Answer> valueRecord(const Datum& datum);
  std::optional<Answer> none(const Datum& datum);
  std::optional<Answer> given(Value value, const Datum& datum);
  std::optional<Answer> shape(const Datum& datum, std::string what, std::string help);
  std::optional<Answer> unreasoned(const Datum& datum);
  bool isWord(const Datum& datum, std::string_view word) const {
    // Quotes make a text of what would be a word.
    return datum.text == word && !(datum.quoted && fact_.type.kind == TypeKind::Text);
  }
  bool inDomain(const Value& value, const Datum& datum);
  bool origins(const Datum& record, Answer& out);
  std::string judgementForm(std::string_view value) const {
    return "write `{value: " + std::string(value) + ", by: NAME, on: YEAR-MONTH-DAY}`";
  }

  const Fact& fact_;
  Binding& binding_;
};

std::optional<Answer> AnswerReader::read(const Datum& datum, bool inside_record) {
  if (fact_.type.isError()) return std::nullopt;  // reported where it was declared
  switch (datum.kind) {
    case DatumKind::Null:
      return null(datum);
    case DatumKind::Scalar:
      return scalar(datum, inside_record);
    case DatumKind::List:
      return list(datum);
    case DatumKind::Record:
      return inside_record && fact_.type.kind != TypeKind::Evidence && !valueOf(datum, "at_least") &&
                     !valueOf(datum, "at_most")
                 ? shape(datum, "a record", "write the value itself")
                 : record(datum);
  }
  return std::nullopt;
}

std::optional<Answer> AnswerReader::null(const Datum& datum) {
  const bool none = fact_.type.or_none || fact_.type.event || fact_.type.kind == TypeKind::Evidence;
  binding_.faults.report(
      {.code = "J0614",
       .message = tick(fact_.name) + " has no value",
       .primary = {datum.span, "nothing stands here"},
       .help = none ? "write `none` if there is none, `unknown` if nobody can tell, or leave it out"
                    : "write `unknown` if nobody can tell, or leave it out"});
  return std::nullopt;
}

std::optional<Answer> AnswerReader::none(const Datum& datum) {
  if (fact_.type.or_none || fact_.type.event || fact_.type.kind == TypeKind::Evidence) {
    Answer out;
    out.state = AnswerState::None;
    out.span = datum.span;
    return out;
  }
  std::string help = "write `unknown` if nobody can tell, or leave it out";
  if (fact_.type.set) help = "write `[]` for a set without members";
  if (fact_.type.kind == TypeKind::YesNo) help = "write `no`, `unknown`, or leave it out";
  if (fact_.type.kind == TypeKind::Text) help = "write `\"none\"` if that is the text, or leave it out";
  if (fact_.type.kind == TypeKind::Practice) help = "write `not_started`, or leave it out";
  binding_.faults.report({.code = "J0633",
                          .message = tick(fact_.name) + " cannot be `none`",
                          .primary = {datum.span, "`none` says that it does not exist or has not happened"},
                          .help = std::move(help)});
  return std::nullopt;
}

std::optional<Answer> AnswerReader::scalar(const Datum& datum, bool inside_record) {
  if (isWord(datum, "none")) return none(datum);
  if (isWord(datum, "unknown")) {
    Answer out;
    out.span = datum.span;
    return out;
  }
  if (fact_.type.kind == TypeKind::Judgement) {
    const std::optional<bool> word = readYesNo(datum.text);
    const std::string neighbour = word ? std::string() : binding_.neighbour(datum.text, fact_);
    binding_.faults.report(
        {.code = "J0631",
         .message = "a judgement needs a name and a day",
         .primary = {datum.span, tick(fact_.name) + " asks for a judgement"},
         .help = neighbour.empty() ? judgementForm(word && !*word ? "no" : "yes") : neighbour});
    return std::nullopt;
  }
  if (fact_.type.kind == TypeKind::Evidence) {
    std::optional<std::string> path = bindPath(datum, fact_.name, binding_);
    if (!path) return std::nullopt;
    EvidenceValue evidence;
    evidence.path = std::move(*path);
    return given(std::move(evidence), datum);
  }
  std::optional<Value> value = bindScalar({datum, fact_, binding_});
  if (!value) return std::nullopt;
  if (fact_.type.set) {
    value = OptionSetValue{{std::get<OptionValue>(*value).index}};
  } else if (fact_.type.kind == TypeKind::Practice && !inside_record && datum.text == "not_applicable") {
    return unreasoned(datum);
  }
  return given(std::move(*value), datum);
}

std::optional<Answer> AnswerReader::unreasoned(const Datum& datum) {
  binding_.faults.report({.code = "J0632",
                          .message = "`not_applicable` needs a reason",
                          .primary = {datum.span, "of " + tick(fact_.name)},
                          .help = "write `{value: not_applicable, reason: \"...\"}`"});
  return std::nullopt;
}

std::optional<Answer> AnswerReader::given(Value value, const Datum& datum) {
  if (!inDomain(value, datum)) return std::nullopt;
  Answer out;
  out.state = AnswerState::Given;
  out.value = std::move(value);
  out.span = datum.span;
  return out;
}

bool AnswerReader::inDomain(const Value& value, const Datum& datum) {
  const auto outside = [&](const std::optional<Value>& bound, int wrong, const char* word) {
    if (!bound || compareValues(value, *bound) != wrong) return false;
    const std::string limit = valueText(*bound, fact_.type, binding_.vocabulary);
    binding_.faults.report({.code = "J0635",
                            .message = tick(datum.text) + " is outside what " + tick(fact_.name) + " can be",
                            .primary = {datum.span, "at " + std::string(word) + " " + limit},
                            .help = "write a value of at " + std::string(word) + " `" + limit + "`"});
    return true;
  };
  return !outside(fact_.at_least, -1, "least") && !outside(fact_.at_most, 1, "most");
}

std::optional<Answer> AnswerReader::shape(const Datum& datum, std::string what, std::string help) {
  binding_.faults.report({.code = "J0615",
                          .message = tick(fact_.name) + " cannot be " + what,
                          .primary = {datum.span, "it asks for " + typeText(fact_.type, binding_.vocabulary)},
                          .help = std::move(help)});
  return std::nullopt;
}

std::optional<Answer> AnswerReader::list(const Datum& datum) {
  if (!fact_.type.set) {
    const bool one = datum.items.size() == 1 && datum.items.front().kind == DatumKind::Scalar;
    return shape(datum, "a list",
                 one ? "write `" + fact_.name + ": " + datum.items.front().text.substr(0, 60) + "`"
                     : "write one value");
  }
  OptionSetValue set;
  bool good = true;
  for (const Datum& item : datum.items) {
    if (item.kind != DatumKind::Scalar) {
      shape(item, item.kind == DatumKind::Null ? "an empty entry" : "a list within a list",
            "write one option an entry");
      good = false;
      continue;
    }
    const bool word = item.text == "none" || item.text == "unknown";
    if (word && !binding_.option(static_cast<ChoiceId>(fact_.type.id), item.text)) {
      shape(item, "a list that holds " + tick(item.text),
            item.text == "none" ? "write `[]` for a set without members"
                                : "write `" + fact_.name + ": unknown`");
      good = false;
      continue;
    }
    const std::optional<Value> option = bindScalar({item, fact_, binding_});
    good = good && option;
    if (option) set.indexes.push_back(std::get<OptionValue>(*option).index);
  }
  if (!good) return std::nullopt;
  std::sort(set.indexes.begin(), set.indexes.end());
  set.indexes.erase(std::unique(set.indexes.begin(), set.indexes.end()), set.indexes.end());
  return given(std::move(set), datum);
}

std::optional<Answer> AnswerReader::record(const Datum& datum) {
  const bool has_value = valueOf(datum, "value") != nullptr;
  std::optional<Answer> out;
  if (fact_.type.kind == TypeKind::Judgement) {
    const Datum* value = valueOf(datum, "value");
    if (value && value->kind == DatumKind::Scalar && value->text == "unknown") return valueRecord(datum);
    std::optional<JudgementValue> judgement = bindJudgement(datum, fact_, binding_);
    if (judgement) out = given(std::move(*judgement), datum);
    if (out && !bindRestedOn(datum, fact_, binding_, out->rested_on)) out.reset();
  } else if (fact_.type.kind == TypeKind::Evidence && !has_value) {
    std::optional<EvidenceValue> evidence = bindEvidence(datum, binding_);
    if (evidence) out = given(std::move(*evidence), datum);
  } else if (has_value) {
    return valueRecord(datum);
  } else if (valueOf(datum, "at_least") || valueOf(datum, "at_most")) {
    out = range(datum);
  } else {
    const std::vector<std::string> known = {"value", "source", "as_of", "evidence", "at_least", "at_most"};
    for (const Datum::Entry& entry : datum.entries) {
      if (nearest(entry.key, known)) return refuseOtherKeys(datum, known, binding_), std::nullopt;
    }
    return shape(datum, "a record of these keys", "write the value, or `{value: ..., source: ...}`");
  }
  if (!out || !origins(datum, *out)) return std::nullopt;
  return out;
}

std::optional<Answer> AnswerReader::valueRecord(const Datum& datum) {
  std::vector<std::string> known = {"value", "source", "as_of", "evidence"};
  const bool practice = fact_.type.kind == TypeKind::Practice;
  if (practice) known.emplace_back("reason");
  if (fact_.type.kind == TypeKind::Judgement) known.insert(known.end(), {"by", "on", "expires"});
  refuseOtherKeys(datum, known, binding_);
  const Datum& value = *valueOf(datum, "value");
  std::optional<Answer> out;
  if (practice && value.kind == DatumKind::Scalar && value.text == "not_applicable" &&
      !valueOf(datum, "reason") && !valueOf(datum, "source")) {
    out = unreasoned(datum);
  } else {
    out = read(value, true);
  }
  if (!out || !origins(datum, *out)) return std::nullopt;
  return out;
}

// Where the answer comes from; `reason` is a practice's own word for its source.
bool AnswerReader::origins(const Datum& record, Answer& out) {
  bool good = true;
  for (const std::string_view key : {"reason", "source"}) {
    const Datum* datum = valueOf(record, key);
    if (!datum) continue;
    const std::optional<std::string> text = bindText(*datum, key, binding_);
    good = good && text;
    if (text) out.source += (out.source.empty() ? "" : "; ") + *text;
  }
  if (const Datum* datum = valueOf(record, "as_of")) {
    out.as_of = bindDay(*datum, "as_of", binding_);
    good = good && out.as_of;
  }
  if (const Datum* datum = valueOf(record, "evidence")) {
    std::optional<EvidenceValue> file = bindEvidenceBeside(*datum, binding_);
    good = good && file;
    if (file) out.evidence = std::make_shared<const EvidenceValue>(*std::move(file));
    out.evidence_span = datum->span;
  }
  return good;
}

std::optional<Answer> AnswerReader::range(const Datum& datum) {
  refuseOtherKeys(datum, {"at_least", "at_most", "source", "as_of", "evidence"}, binding_);
  if (!fact_.type.isOrdered() || fact_.type.set) {
    return shape(datum, "a range", "write one value, or `unknown`");
  }
  Answer out;
  out.state = AnswerState::Range;
  out.span = datum.span;
  const auto bound = [&](std::string_view key, std::optional<Value>& into) {
    const Datum* side = valueOf(datum, key);
    if (!side) return true;
    if (side->kind != DatumKind::Scalar) {
      shape(*side, side->kind == DatumKind::Null ? "empty here" : "bounded by that",
            "write one value, or delete `" + std::string(key) + "`");
      return false;
    }
    into = bindScalar({*side, fact_, binding_});
    return into && inDomain(*into, *side);
  };
  const bool least = bound("at_least", out.least), most = bound("at_most", out.most);
  if (!least || !most) return std::nullopt;
  if (!out.least || !out.most) return out;
  const auto* low = std::get_if<Money>(&*out.least);
  const auto* high = std::get_if<Money>(&*out.most);
  const bool mixed = low && high && low->currency != high->currency;
  if (!mixed && compareValues(*out.least, *out.most) != 1) return out;
  binding_.faults.report({.code = "J0634",
                          .message = mixed ? "the two ends of a range are in different currencies"
                                           : "the range of " + tick(fact_.name) + " holds no value",
                          .primary = {valueOf(datum, "at_most")->span, mixed ? "" : "this is less"},
                          .secondary = {{valueOf(datum, "at_least")->span, mixed ? "" : "than this"}},
                          .help = mixed ? "write both in one currency" : "exchange the two"});
  return std::nullopt;
}

}  // namespace

std::optional<Answer> bindFact(const Datum& datum, const Fact& fact, Binding& binding) {
  return AnswerReader(fact, binding).read(datum, false);
}

std::optional<Answer> bindAnswer(const Datum& datum, const Fact& fact, const Vocabulary& vocabulary,
                                 const Limits& limits, Diagnostics& diagnostics) {
  Binding binding(vocabulary, limits, diagnostics);
  std::optional<Answer> answer = bindFact(datum, fact, binding);
  return binding.faults.clean() ? answer : std::nullopt;
}

}  // namespace jurat
