#include "engine/manual/scaffold/hints.h"

#include <array>

#include "engine/manual/article/passage.h"

namespace jurat::manual {
namespace {

constexpr std::size_t kLabelled = 40;  // options that are told with their labels; of more, the names alone

struct Hint {
  std::string_view en, zh;
};

// By TypeKind; what depends on more than the kind is left empty.
Hint plainHint(TypeKind kind) {
  switch (kind) {
    case TypeKind::YesNo:
      return {"yes or no", "yes（是）或 no（否）"};
    case TypeKind::Integer:
      return {"a whole number, such as 12", "整数，例如 12"};
    case TypeKind::Decimal:
      return {"a number, such as 412.5", "数字，例如 412.5"};
    case TypeKind::Percentage:
      return {"a percentage, such as 7%", "百分比，例如 7%"};
    case TypeKind::Money:
      return {"an amount with its currency, such as EUR 400_000_000", "带货币的金额，例如 EUR 400_000_000"};
    case TypeKind::Date:
      return {"a day, such as 2026-01-31", "日期，例如 2026-01-31"};
    case TypeKind::Moment:
      return {"a day and a time with its offset, such as 2026-01-31T09:30+01:00",
              "带时区的日期和时间，例如 2026-01-31T09:30+01:00"};
    case TypeKind::Period:
      return {"a length of time, such as 18 months, 15 days or 72 hours",
              "时长，例如 18 months（月）、15 days（天）或 72 hours（小时）"};
    case TypeKind::Text:
      return {"a text", "文本"};
    case TypeKind::Evidence:
      return {"the path of a document below this file's folder, or its URI",
              "本文件所在文件夹下的文件路径，或 URI"};
    case TypeKind::Judgement:
      return {"as a named person judged it: {value: yes, by: NAME, on: 2026-01-31}",
              "由具名人员判断：{value: yes, by: 姓名, on: 2026-01-31}"};
    case TypeKind::Practice:
      return {"not_started, planned, in_progress, implemented, or {value: not_applicable, reason: WHY}",
              "not_started（未开始）、planned（已计划）、in_progress（进行中）、implemented（已实施），或 "
              "{value: not_applicable, reason: 原因}"};
    case TypeKind::Currency:
      return {"a currency, such as EUR", "货币，例如 EUR"};
    case TypeKind::Quantity:
    case TypeKind::Choice:
    case TypeKind::Ref:
    case TypeKind::None:
    case TypeKind::Error:
      break;
  }
  return {"", ""};
}

class Hints {
 public:
  Hints(const Fact& fact, const Vocabulary& vocabulary, Language language)
      : fact_(fact), type_(fact.type), vocabulary_(vocabulary), chinese_(language == Language::Chinese) {}

  std::string run() {
    value();
    domain();
    absence();
    return std::move(out_);
  }

 private:
  std::string words(std::string_view en, std::string_view zh) const {
    return std::string(chinese_ ? zh : en);
  }

  void value() {
    if (type_.kind == TypeKind::Quantity) {
      out_ = words("a number and its unit, such as ", "数字加单位，例如 ") + quantity();
    } else if (type_.kind == TypeKind::Ref) {
      out_ = words("the id of one of ", "其中一项的 id：") + keyOf(vocabulary_, EntityId{type_.id});
    } else if (type_.kind == TypeKind::Choice) {
      out_ = type_.set ? words("any of these, as [a, b]; [] when it is none of them",
                               "下列任意几项，写作 [a, b]；都不是则写 []")
                       : words("one of these", "下列之一");
    } else if (type_.kind == TypeKind::Money && type_.id != 0) {
      const std::string code = currencyCode(type_.id);
      out_ = words("an amount in " + code + ", such as " + code + " 400_000",
                   "以 " + code + " 计的金额，例如 " + code + " 400_000");
    } else if (type_.event && type_.kind == TypeKind::Date) {
      out_ = words("the day on which it happened, such as 2026-01-31", "发生日期，例如 2026-01-31");
    } else {
      const Hint hint = plainHint(type_.kind);
      out_ = words(hint.en, hint.zh);
    }
  }

  // "1 kg; also in tonne".
  std::string quantity() const {
    const UnitId base{type_.id};
    std::string others;
    for (std::size_t i = 0; i < vocabulary_.units.size(); ++i) {
      const UnitId id = vocabulary_.units.idAt(i);
      if (id == base || vocabulary_.units[id].base != base) continue;
      others += (others.empty() ? "" : ", ") + vocabulary_.units[id].name;
    }
    const std::string example = "1e3 " + vocabulary_.units[base].name;
    return others.empty() ? example : example + words("; also in ", "；亦可用 ") + others;
  }

  void domain() {
    const auto add = [&](const std::optional<Value>& bound, std::string_view en, std::string_view zh) {
      if (bound) out_ += words("; ", "；") + words(en, zh) + valueText(*bound, type_, vocabulary_);
    };
    add(fact_.at_least, "at least ", "至少 ");
    add(fact_.at_most, "at most ", "至多 ");
  }

  void absence() {
    if (type_.event) {
      out_ += words("; none when it has not happened", "；尚未发生则写 none");
    } else if (type_.or_none || type_.kind == TypeKind::Evidence) {
      out_ += words("; none when there is none", "；没有则写 none");
    }
    if (!fact_.standard.empty()) out_ += words("; as in ", "；依据 ") + fact_.standard;
  }

  const Fact& fact_;
  const Type& type_;
  const Vocabulary& vocabulary_;
  bool chinese_;
  std::string out_;
};

}  // namespace

std::string hintOf(const Fact& fact, const Vocabulary& vocabulary, Language language) {
  return Hints(fact, vocabulary, language).run();
}

bool isLong(const Choice& choice) { return choice.options.size() > kLabelled; }

std::vector<std::string> optionHints(const Choice& choice, Language language) {
  if (isLong(choice)) {
    std::string names;
    for (const Option& each : choice.options) names += (names.empty() ? "" : ", ") + each.name;
    return {names};
  }
  const bool chinese = language == Language::Chinese;
  std::vector<std::string> lines;
  for (const Option& each : choice.options) {
    std::string line = "- " + each.name;
    const std::string& label = each.label.in(language);
    if (!label.empty()) line += (chinese ? "（" : " (") + label + (chinese ? "）" : ")");
    lines.push_back(std::move(line));
  }
  return lines;
}

}  // namespace jurat::manual
