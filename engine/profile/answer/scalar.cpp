#include "engine/profile/answer/scalar.h"

#include <algorithm>

#include "engine/base/ascii.h"
#include "engine/base/match.h"
#include "engine/base/nearest.h"
#include "engine/profile/datum.h"

namespace jurat {
namespace {

constexpr std::string_view kYes[] = {"yes", "Yes", "YES", "true", "True", "TRUE"};
constexpr std::string_view kNo[] = {"no", "No", "NO", "false", "False", "FALSE"};

template <std::size_t N>
bool among(std::string_view text, const std::string_view (&words)[N]) {
  return std::find(std::begin(words), std::end(words), text) != std::end(words);
}

std::string lower(std::string_view text) {
  std::string out(text);
  for (char& c : out) {
    if (c >= 'A' && c <= 'Z') c = static_cast<char>(c - 'A' + 'a');
  }
  return out;
}

// What people write in a cell that they do not want to answer.
bool isShrug(std::string_view text) {
  constexpr std::string_view kShrugs[] = {"",    "n/a",       "n.a.", "na",  "not applicable",
                                          "-",   "--",        "?",    "tbd", "tba",
                                          "nil", "not known", "null", "~",   "#n/a"};
  std::string bare = lower(text);
  bare.erase(0, bare.find_first_not_of(' ') == std::string::npos ? bare.size() : bare.find_first_not_of(' '));
  while (!bare.empty() && bare.back() == ' ') bare.pop_back();
  return among(bare, kShrugs);
}

std::string labelOf(const Fact& fact, const Vocabulary& vocabulary) {
  return tick(fact.name) + " asks for " + typeText(fact.type, vocabulary);
}

std::optional<Value> bindYesNo(const Scalar& scalar) {
  if (const std::optional<bool> read = readYesNo(scalar.datum.text)) return *read;
  return scalar.fault("J0620", tick(scalar.datum.text) + " is neither yes nor no",
                      "write `yes`, `no` or `unknown`, or leave it out");
}

// 2025-1-5, 2025/01/05 and 2025.01.05 can be one day only; 01/02/2025 could be two.
std::string dayHelp(std::string_view text) {
  int parts[3] = {0, 0, 0};
  std::size_t part = 0;
  for (const char c : text) {
    if (isDigit(c)) {
      parts[part] = parts[part] < 100'000 ? parts[part] * 10 + (c - '0') : parts[part];
    } else if ((c == '-' || c == '/' || c == '.') && part < 2) {
      ++part;
    } else {
      return "write year-month-day, as in `2026-11-23`";
    }
  }
  const std::optional<Date> day =
      part == 2 && parts[0] > 999 ? makeDate(parts[0], parts[1], parts[2]) : std::nullopt;
  return day ? "write `" + toText(*day) + "`" : "write year-month-day, as in `2026-11-23`";
}

bool looksLikeDay(std::string_view text) {
  if (text.size() != 10) return false;
  for (std::size_t i = 0; i < text.size(); ++i) {
    if (i == 4 || i == 7 ? text[i] != '-' : (text[i] < '0' || text[i] > '9')) return false;
  }
  return true;
}

std::optional<Value> bindDate(const Scalar& scalar) {
  const std::string& text = scalar.datum.text;
  if (const std::optional<Date> day = parseDate(text)) return *day;
  if (parseMoment(text)) {
    return scalar.fault("J0625", tick(text) + " has a time, but a day is asked for",
                        "write `" + text.substr(0, 10) + "`");
  }
  if (looksLikeDay(text)) {
    return scalar.fault("J0625", tick(text) + " is not a day of the calendar",
                        "look the day up; it does not exist");
  }
  return scalar.fault("J0625", tick(text) + " is not a day", dayHelp(text));
}

std::optional<Value> bindMoment(const Scalar& scalar) {
  const std::string& text = scalar.datum.text;
  if (const std::optional<Moment> moment = parseMoment(text)) return *moment;
  if (parseDate(text)) {
    return scalar.fault("J0626", tick(text) + " is a day, but a day with its time is asked for",
                        "add time and offset, as in `" + text + "T10:00Z` or `" + text + "T10:00+02:00`");
  }
  if (parseMoment(text + "Z")) {
    return scalar.fault("J0626", tick(text) + " does not say in which time zone",
                        "add the offset, as in `" + text + "Z` or `" + text + "+02:00`");
  }
  return scalar.fault("J0626", tick(text) + " is not a day with its time",
                      "write it as in `2026-11-23T10:00Z`");
}

std::optional<Value> bindPeriod(const Scalar& scalar) {
  const std::string& text = scalar.datum.text;
  if (const std::optional<Period> period = parsePeriod(text)) return *period;
  const bool bare = Number::parse(text).has_value();
  return scalar.fault("J0627", tick(text) + (bare ? " does not say of what" : " is not a period"),
                      bare ? "write `" + text + " months`, `" + text + " days` or another unit"
                           : "write it as in `18 months`, `2 weeks` or `72 hours`");
}

std::optional<Value> wholeGroup(const Scalar& scalar, const Choice& choice, std::uint32_t group) {
  std::vector<std::string> parts;
  for (const std::uint32_t option : choice.lowest) {
    if (choice.under(option, group)) parts.push_back(choice.options[option].name);
  }
  return scalar.fault("J0628",
                      tick(scalar.datum.text) + " stands for several options of `" + choice.name + "`",
                      "name what applies: " + listed(parts));
}

std::optional<Value> bindChoice(const Scalar& scalar) {
  const std::string& text = scalar.datum.text;
  const ChoiceId id = static_cast<ChoiceId>(scalar.fact.type.id);
  const Choice& choice = scalar.binding.vocabulary.choices[id];
  if (const std::optional<std::uint32_t> option = scalar.binding.option(id, text)) {
    const auto& lowest = choice.lowest;
    // Rules ask for what stands under it: to take the whole for an answer would say no to each part.
    if (!std::binary_search(lowest.begin(), lowest.end(), *option))
      return wholeGroup(scalar, choice, *option);
    // A set is not opened here: the caller gathers its options.
    return OptionValue{*option};
  }
  std::vector<std::string> names;
  for (const Option& option : choice.options) {
    names.push_back(option.name);
    if (lower(option.label.en) == lower(text)) {
      return scalar.fault("J0628", tick(text) + " is not the name of an option",
                          "write `" + option.name + "`");
    }
  }
  const std::optional<std::string> near = nearest(text, names);
  return scalar.fault("J0628", tick(text) + " is not an option of `" + choice.name + "`",
                      near ? "did you mean `" + *near + "`?" : "write " + listed(names));
}

std::optional<Value> bindPractice(const Scalar& scalar) {
  const std::string& text = scalar.datum.text;
  std::vector<std::string> states;
  for (std::size_t i = 0; i < std::size(kPracticeStates); ++i) {
    if (kPracticeStates[i] == text) return OptionValue{static_cast<std::uint32_t>(i)};
    states.emplace_back(kPracticeStates[i]);
  }
  if (readYesNo(text)) {
    return scalar.fault("J0632", tick(text) + " is not enough: a practice has a state",
                        "write " + listed(states) + " (with a reason)");
  }
  const std::optional<std::string> near = nearest(text, states);
  return scalar.fault(
      "J0632", tick(text) + " is not the state of a practice",
      near ? "did you mean `" + *near + "`?" : "write " + listed(states) + " (with a reason)");
}

std::optional<Value> bindWords(const Scalar& scalar) {
  const std::string& text = scalar.datum.text;
  if (text.find_first_not_of(" \t\r\n") == std::string::npos) {
    return scalar.fault("J0629", "the text is blank",
                        "write the text, or `unknown`, or leave it out if it is not answered");
  }
  if (scalar.fact.name == "lei" && scalar.fact.standard.find("17442") != std::string::npos && !isLei(text)) {
    return scalar.fault("J0636", tick(text) + " is not a legal entity identifier",
                        "it has 20 letters and digits, the last two being check digits (ISO 17442)");
  }
  return text;
}

std::optional<Value> bindRef(const Scalar& scalar) {
  const std::string& text = scalar.datum.text;
  if (text.empty())
    return scalar.fault("J0629", "the id is blank", "write the id of a record of this profile");
  scalar.binding.named_ids.push_back(
      {static_cast<EntityId>(scalar.fact.type.id), text, scalar.fact.name, scalar.datum.span});
  return text;
}

// Help that is one replacement for the whole answer and nothing else: "write `X`", of options "did you mean
// `X`?".
std::optional<std::string> replacementIn(std::string_view help, TypeKind kind) {
  const bool named = kind == TypeKind::Choice || kind == TypeKind::Practice;
  for (const auto& [before, behind] :
       {std::pair<std::string_view, std::string_view>{"write `", "`"}, {"did you mean `", "`?"}}) {
    if (!help.starts_with(before) || !help.ends_with(behind) || (before != "write `" && !named)) continue;
    const std::string_view inner = help.substr(before.size(), help.size() - before.size() - behind.size());
    if (inner.find('`') == std::string_view::npos) return std::string(inner);
  }
  return std::nullopt;
}

}  // namespace

std::nullopt_t Scalar::fault(std::string code, std::string message, std::string help) const {
  const std::string& text = datum.text;
  if (fact.type.kind != TypeKind::Text) {
    const std::string neighbour = binding.neighbour(text, fact);
    const bool spaced = !text.empty() && (text.front() == ' ' || text.back() == ' ');
    if (!neighbour.empty()) {
      help = neighbour;
    } else if (isShrug(text)) {
      const bool none = fact.type.or_none || fact.type.event;
      help = std::string("write ") + (none ? "`none` for what does not exist, " : "") +
             "`unknown` for what nobody can tell, or leave it out";
    } else if (spaced) {
      help = "delete the spaces around it";
    }
  }
  Diagnostic diagnostic{.code = std::move(code),
                        .message = std::move(message),
                        .primary = {datum.span, labelOf(fact, binding.vocabulary)},
                        .help = std::move(help)};
  // What stood in quotes, or is a number of JSON, cannot be replaced by bare words.
  const bool bare = !datum.json_number && datum.span.end - datum.span.begin == text.size();
  const std::optional<std::string> replacement = replacementIn(diagnostic.help, fact.type.kind);
  if (bare && replacement) diagnostic.fix = Fix{datum.span, *replacement};
  binding.faults.report(std::move(diagnostic));
  return std::nullopt;
}

std::optional<Value> bindScalar(const Scalar& scalar) {
  switch (scalar.fact.type.kind) {
    case TypeKind::YesNo:
      return bindYesNo(scalar);
    case TypeKind::Integer:
    case TypeKind::Decimal:
      return bindNumber(scalar);
    case TypeKind::Percentage:
      return bindPercentage(scalar);
    case TypeKind::Money:
      return bindMoney(scalar);
    case TypeKind::Quantity:
      return bindQuantity(scalar);
    case TypeKind::Date:
      return bindDate(scalar);
    case TypeKind::Moment:
      return bindMoment(scalar);
    case TypeKind::Period:
      return bindPeriod(scalar);
    case TypeKind::Text:
      return bindWords(scalar);
    case TypeKind::Choice:
      return bindChoice(scalar);
    case TypeKind::Practice:
      return bindPractice(scalar);
    case TypeKind::Ref:
      return bindRef(scalar);
    // A judgement and evidence have forms of their own; the rest are types of expressions, not of facts.
    case TypeKind::Judgement:
    case TypeKind::Evidence:
    case TypeKind::Currency:
    case TypeKind::Error:
    case TypeKind::None:
      return std::nullopt;
  }
  return std::nullopt;
}

std::optional<Date> bindDay(const Datum& datum, std::string_view what, Binding& binding) {
  const std::optional<Date> day = datum.kind == DatumKind::Scalar ? parseDate(datum.text) : std::nullopt;
  if (day) return day;
  const std::string written = datum.kind == DatumKind::Scalar ? tick(datum.text) : "this";
  binding.faults.report({.code = "J0625",
                         .message = written + " is not a day",
                         .primary = {datum.span, tick(what) + " asks for a day"},
                         .help = dayHelp(datum.text)});
  return std::nullopt;
}

std::optional<std::string> bindText(const Datum& datum, std::string_view what, Binding& binding) {
  const bool blank = datum.text.find_first_not_of(" \t\r\n") == std::string::npos;
  if (datum.kind == DatumKind::Scalar && !blank) return datum.text;
  binding.faults.report({.code = "J0629",
                         .message = tick(what) + " asks for a text",
                         .primary = {datum.span, "this is none"},
                         .help = "write it in words, or leave it out"});
  return std::nullopt;
}

std::optional<bool> readYesNo(std::string_view text) {
  if (among(text, kYes)) return true;
  if (among(text, kNo)) return false;
  return std::nullopt;
}

std::optional<int> compareValues(const Value& a, const Value& b) {
  const auto order = [](const auto& x, const auto& y) { return x < y ? -1 : y < x ? 1 : 0; };
  if (const auto* x = std::get_if<Number>(&a)) {
    if (const auto* y = std::get_if<Number>(&b)) return order(*x, *y);
  }
  if (const auto* x = std::get_if<Date>(&a)) {
    if (const auto* y = std::get_if<Date>(&b)) return order(*x, *y);
  }
  if (const auto* x = std::get_if<Moment>(&a)) {
    if (const auto* y = std::get_if<Moment>(&b)) return order(*x, *y);
  }
  if (const auto* x = std::get_if<Period>(&a)) {
    const auto* y = std::get_if<Period>(&b);
    if (!y) return std::nullopt;
    switch (compare(*x, *y)) {
      case PeriodOrder::Less:
        return -1;
      case PeriodOrder::Equal:
        return 0;
      case PeriodOrder::Greater:
        return 1;
      case PeriodOrder::Unknown:
        return std::nullopt;
    }
  }
  if (const auto* x = std::get_if<Money>(&a)) {
    const auto* y = std::get_if<Money>(&b);
    const auto* plain = std::get_if<Number>(&b);
    // Zero is zero in every currency: `money at least 0` needs no rate.
    if (y && (x->currency == y->currency || y->amount.sign() == 0)) return order(x->amount, y->amount);
    if (plain && plain->sign() == 0) return x->amount.sign();
  }
  return std::nullopt;
}

bool isLei(std::string_view text) {
  if (text.size() != 20) return false;
  int remainder = 0;
  for (const char c : text) {
    if (isDigit(c)) {
      remainder = (remainder * 10 + (c - '0')) % 97;
    } else if (c >= 'A' && c <= 'Z') {
      remainder = (remainder * 100 + (c - 'A' + 10)) % 97;
    } else {
      return false;
    }
  }
  return isDigit(text[18]) && isDigit(text[19]) && remainder == 1;
}

}  // namespace jurat
