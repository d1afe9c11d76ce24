// The form of an answer in words.
#include <utility>

#include "engine/reports/advice/ask_report.h"
#include "engine/reports/words.h"

namespace jurat {
namespace {

constexpr std::size_t kOptionsShown = 8;  // of a choice

// What kind of answer is wanted, where its values are not named.
Texts kindOf(const Type& type) {
  switch (type.kind) {
    case TypeKind::Integer:
      return {"whole number", "整数"};
    case TypeKind::Decimal:
      return {"number", "数字"};
    case TypeKind::Percentage:
      return {"percentage", "百分比"};
    case TypeKind::Money:
      return {"amount", "金额"};
    case TypeKind::Quantity:
      return {"quantity", "数量"};
    case TypeKind::Date:
      return {"day", "日期"};
    case TypeKind::Moment:
      return {"day and time", "日期和时间"};
    case TypeKind::Period:
      return {"period", "期间"};
    case TypeKind::Choice:
      return type.set ? Texts{"any of", "多选"} : Texts{"one of", "单选"};
    case TypeKind::Evidence:
      return {"file of evidence", "证据文件"};
    case TypeKind::Ref:
      return {"the id of", "标识"};
    case TypeKind::Text:
    case TypeKind::Currency:
    case TypeKind::YesNo:
    case TypeKind::Judgement:
    case TypeKind::Practice:
    case TypeKind::None:
    case TypeKind::Error:
      break;
  }
  return {"text", "文本"};
}

// What stands behind the kind: a currency, a unit, a choice or an entity.
std::string unitOf(const Type& type, const Vocabulary& vocabulary) {
  switch (type.kind) {
    case TypeKind::Money:
      return type.id == 0 ? "" : currencyCode(type.id);
    case TypeKind::Quantity:
      return vocabulary.units[UnitId{type.id}].name;
    case TypeKind::Choice:
      return vocabulary.choices[ChoiceId{type.id}].name;
    case TypeKind::Ref:
      return vocabulary.entities[EntityId{type.id}].name;
    default:
      return "";
  }
}

// What a profile writes, behind its text where that is in another language.
Message optionText(const Option& option, Language language) {
  const std::string& label = option.label.in(language);
  if (language == Language::English || label.empty() || label == option.label.in(Language::English))
    return verbatim(option.name);
  return {Phrase::Aside, {verbatim(label), verbatim(option.name)}};
}

std::vector<Message> optionsOf(const Type& type, const Vocabulary& vocabulary, Language language) {
  std::vector<Message> names;
  if (type.kind == TypeKind::YesNo || type.kind == TypeKind::Judgement) return {Phrase::Yes, Phrase::No};
  if (type.kind == TypeKind::Practice) {
    for (const std::string_view state : kPracticeStates) names.push_back(verbatim(std::string(state)));
  }
  if (type.kind != TypeKind::Choice) return names;
  const Choice& choice = vocabulary.choices[ChoiceId{type.id}];
  if (choice.lowest.size() > kOptionsShown) return names;
  for (const std::uint32_t option : choice.lowest)
    names.push_back(optionText(choice.options[option], language));
  return names;
}

}  // namespace

// "yes or no", "deployed, pilot or retired", "any of role: importer, provider", "amount EUR, or none"
Message expectedOf(const AskedFact& fact, const Vocabulary& vocabulary, Language language) {
  if (fact.list) return Phrase::AskListType;
  const Type& type = fact.type;
  std::vector<Message> options = optionsOf(type, vocabulary, language);
  Message out;
  if (!options.empty() && !type.set) {
    out = {Phrase::Alternatives, std::move(options)};
  } else {
    const std::string unit = unitOf(type, vocabulary);
    out = verbatim(kindOf(type).in(language) + (unit.empty() ? "" : " " + unit));
    if (!options.empty()) out = {Phrase::Labelled, {out, {Phrase::Enumeration, std::move(options)}}};
  }
  const bool has_none = type.or_none || type.event;
  return has_none ? Message(Phrase::OrNone, {std::move(out)}) : out;
}

Message openAnswer(const Message& kind, const Type& type, Language language) {
  if (type.set || type.isOrdered())  // an answer may be a range
    return {Phrase::AskSaidUnknown, {kind}};
  static const Texts unknown{"; answered unknown", "；答复为未知"};
  return verbatim(say(kind, language) + unknown.in(language));
}

}  // namespace jurat
