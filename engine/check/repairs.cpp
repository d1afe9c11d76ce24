#include "engine/check/repairs.h"

#include <algorithm>
#include <array>
#include <optional>
#include <span>
#include <utility>

#include "engine/base/nearest.h"
#include "engine/check/context.h"
#include "engine/values/type.h"

namespace jurat::checking {
namespace {

// What people call currencies that have another code, and the codes that are mistyped most.
struct CurrencyName {
  std::string_view name;
  std::string_view code;
};
constexpr auto kCurrencyNames = std::to_array<CurrencyName>({{"EURO", "EUR"},
                                                             {"EUROS", "EUR"},
                                                             {"RMB", "CNY"},
                                                             {"YUAN", "CNY"},
                                                             {"YEN", "JPY"},
                                                             {"POUND", "GBP"},
                                                             {"GPB", "GBP"},
                                                             {"POUNDS", "GBP"},
                                                             {"UKP", "GBP"},
                                                             {"STG", "GBP"},
                                                             {"SFR", "CHF"},
                                                             {"EUR", "EUR"},
                                                             {"USD", "USD"},
                                                             {"US", "USD"},
                                                             {"CNY", "CNY"},
                                                             {"GBP", "GBP"},
                                                             {"JPY", "JPY"},
                                                             {"CHF", "CHF"}});

std::string upper(std::string_view text) {
  std::string out(text);
  std::transform(out.begin(), out.end(), out.begin(),
                 [](char c) { return c >= 'a' && c <= 'z' ? static_cast<char>(c - 'a' + 'A') : c; });
  return out;
}

std::optional<std::string> meantCurrency(std::string_view written) {
  const std::string code = upper(written);
  if (isCurrency(code)) return code;
  std::vector<std::string_view> names;
  for (const CurrencyName& each : kCurrencyNames) names.push_back(each.name);
  const std::optional<std::string> near = nearest(code, std::span<const std::string_view>(names));
  if (!near) return std::nullopt;
  const auto* const found = std::find_if(kCurrencyNames.begin(), kCurrencyNames.end(),
                                         [&](const CurrencyName& each) { return each.name == *near; });
  return std::string(found->code);
}

void offerPercentage(Diagnostic& diagnostic, Span place, const std::string& text) {
  const std::optional<Number> number = Number::parse(text);
  const bool fraction = number && number->sign() != 0 && *number < Number(1);
  const std::optional<Number> hundredfold = fraction ? multiply(*number, Number(100)) : std::nullopt;
  if (!hundredfold) return offer(diagnostic, place, text + "%");
  diagnostic.help = "write `" + hundredfold->text() + "%` if this is a share of one, else `" + text + "%`";
}

void offerQuantity(Diagnostic& diagnostic, Span place, const std::string& text, const Type& type,
                   const Vocabulary& vocabulary) {
  std::vector<std::string> written;
  for (const Unit& each : vocabulary.units) {
    if (raw(each.base) == type.id) written.push_back(text + " " + each.name);
  }
  if (written.size() == 1) return offer(diagnostic, place, written.front());
  const std::vector<std::string_view> names(written.begin(), written.end());
  diagnostic.help = "write " + listed(names);
}

// Digits as Chinese law counts its articles, up to 99.
std::string inChinese(std::string_view citation) {
  static constexpr std::array<std::string_view, 10> kDigits = {"",   "一", "二", "三", "四",
                                                               "五", "六", "七", "八", "九"};
  std::string out;
  for (std::size_t at = 0; at < citation.size();) {
    std::size_t end = at;
    while (end < citation.size() && citation[end] >= '0' && citation[end] <= '9') ++end;
    const std::size_t length = end - at;
    if (length == 0 || length > 2) {
      out += citation.substr(at, std::max<std::size_t>(length, 1));
      at += std::max<std::size_t>(length, 1);
      continue;
    }
    const auto tens = static_cast<std::size_t>(length == 2 ? citation[at] - '0' : 0);
    if (tens > 1) out += kDigits[tens];
    if (tens > 0) out += "十";
    out += kDigits[static_cast<std::size_t>(citation[end - 1] - '0')];
    at = end;
  }
  return out;
}

}  // namespace

void suggest(Diagnostic& diagnostic, std::string_view written, const std::vector<std::string_view>& known,
             std::string otherwise) {
  // What is known under this very name was not meant: it is of another kind than its place.
  std::vector<std::string_view> others;
  std::copy_if(known.begin(), known.end(), std::back_inserter(others),
               [&](std::string_view each) { return each != written; });
  const std::optional<std::string> guess = nearest(written, std::span<const std::string_view>(others));
  diagnostic.help = guess ? "did you mean " + quoted(*guess) + "?" : std::move(otherwise);
  if (guess) diagnostic.fix = Fix{diagnostic.primary.span, *guess};
}

void offer(Diagnostic& diagnostic, std::string replacement) {
  offer(diagnostic, diagnostic.primary.span, std::move(replacement));
}

void offer(Diagnostic& diagnostic, Span place, std::string replacement) {
  diagnostic.help = "write " + quoted(replacement);
  diagnostic.fix = Fix{place, std::move(replacement)};
}

void offerNumberAs(Diagnostic& diagnostic, Span place, std::string_view digits, const Type& type,
                   const Vocabulary& vocabulary) {
  const std::string text(digits);
  switch (type.kind) {
    case TypeKind::Percentage:
      return offerPercentage(diagnostic, place, text);
    case TypeKind::Money:
      if (type.id != 0) return offer(diagnostic, place, currencyCode(type.id) + " " + text);
      diagnostic.help = "write its currency before it, as in `EUR " + text + "`";
      return;
    case TypeKind::Quantity:
      return offerQuantity(diagnostic, place, text, type, vocabulary);
    case TypeKind::Period:
      diagnostic.help = "say what it counts: `" + text + " days`, `" + text + " weeks`, `" + text +
                        " months` or `" + text + " years`";
      return;
    default:
      return;
  }
}

void suggestDay(Diagnostic& diagnostic, std::string_view written) {
  const std::string year(written.substr(0, 4)), month(written.substr(5, 2)), day(written.substr(8, 2));
  const std::string turned = year + "-" + day + "-" + month;
  if (month > "12" && parseDate(turned)) return offer(diagnostic, turned);
  int last = 31;
  while (last > 0 && !parseDate(year + "-" + month + "-" + std::to_string(last))) --last;
  diagnostic.help = last == 0 ? "a year has twelve months: write year, month and day, as in `2026-08-02`"
                              : "the month has " + std::to_string(last) + " days: write `" + year + "-" +
                                    month + "-" + std::to_string(last) + "`, or the day that is meant";
}

std::string literalText(const ast::Expr& written) {
  const std::string text(written.text);
  switch (written.kind) {
    case ast::ExprKind::Number:
    case ast::ExprKind::DateLiteral:
    case ast::ExprKind::MomentLiteral:
      return text;
    case ast::ExprKind::Percent:
      return text + "%";
    case ast::ExprKind::MoneyLiteral:
      return std::string(written.name.text) + " " + text;
    case ast::ExprKind::UnitLiteral:
      return text + " " + std::string(written.name.text);
    default:
      return {};
  }
}

std::vector<std::string> otherForms(std::string_view citation) {
  static constexpr std::array<std::array<std::string_view, 4>, 6> kHeads = {
      {{"Article", "Art.", "Art", "Artikel"},
       {"Section", "Sec.", "\u00a7", "Sect."},
       {"Paragraph", "Para.", "para.", "No."},
       {"Annex", "Appendix", "Anhang", "ANNEX"},
       {"Recital", "Rec.", "recital", "Erwgr."},
       {"Chapter", "Ch.", "Kapitel", "chapter"}}};
  std::vector<std::string> out;
  for (const auto& family : kHeads) {
    for (const std::string_view head : family) {
      if (!citation.starts_with(head)) continue;
      std::string_view rest = citation.substr(head.size());
      if (!rest.empty() && rest.front() != ' ' && (rest.front() < '0' || rest.front() > '9')) continue;
      while (!rest.empty() && rest.front() == ' ') rest.remove_prefix(1);
      for (const std::string_view other : family) out.push_back(std::string(other) + " " + std::string(rest));
    }
  }
  const std::string numerals = inChinese(citation);
  if (numerals != citation) out.push_back(numerals);
  return out;
}

std::string exampleOf(const Type& type, const Vocabulary& vocabulary) {
  switch (type.kind) {
    case TypeKind::YesNo:
    case TypeKind::Judgement:
      return "write `yes` or `no`";
    case TypeKind::Integer:
    case TypeKind::Decimal:
      return "write a number, as in `35_000`";
    case TypeKind::Percentage:
      return "write a percentage, as in `7%`";
    case TypeKind::Money:
      return "write money, as in `" + (type.id == 0 ? "EUR" : currencyCode(type.id)) + " 35_000`";
    case TypeKind::Quantity:
      return "write a number and a unit, as in `10 " + vocabulary.units[static_cast<UnitId>(type.id)].name +
             "`";
    case TypeKind::Date:
      return "write a day, as in `2026-08-02`";
    case TypeKind::Moment:
      return "write a day with its time, as in `2026-08-02T09:30Z`";
    case TypeKind::Period:
      return "write a period, as in `18 months`";
    case TypeKind::Text:
      return "write a text in quotes";
    default:
      return {};
  }
}

void suggestCurrency(Diagnostic& diagnostic, std::string_view written) {
  const std::optional<std::string> meant = meantCurrency(written);
  diagnostic.help = meant ? "did you mean " + quoted(*meant) + "?" : "write a code such as `EUR` or `USD`";
  if (meant) diagnostic.fix = Fix{diagnostic.primary.span, *meant};
}

}  // namespace jurat::checking
