// Days and moments in the forms of other countries and of running text.
#include <algorithm>
#include <array>
#include <cstdio>
#include <vector>

#include "engine/syntax/antlr/slips.h"

namespace jurat {

using grammar::JuratLexer;

namespace {

constexpr std::array<std::string_view, 12> kMonths = {"january",   "february", "march",    "april",
                                                      "may",       "june",     "july",     "august",
                                                      "september", "october",  "november", "december"};

std::string lower(std::string_view text) {
  std::string out(text);
  for (char& c : out) {
    if (c >= 'A' && c <= 'Z') c = static_cast<char>(c - 'A' + 'a');
  }
  return out;
}

// 1 to 12, or 0: a month is written out or by its first three letters.
int monthOf(std::string_view word) {
  const std::string name = lower(word);
  for (std::size_t i = 0; i < kMonths.size(); ++i) {
    if (name == kMonths[i] || name == kMonths[i].substr(0, 3)) return static_cast<int>(i) + 1;
  }
  return 0;
}

bool isOrdinal(std::string_view word) { return word == "st" || word == "nd" || word == "rd" || word == "th"; }

// The numbers of at most four digits in a text, in order.
std::vector<int> numbersIn(std::string_view text) {
  std::vector<int> out;
  bool inside = false;
  for (const char c : text) {
    const bool digit = c >= '0' && c <= '9';
    if (digit && !inside) out.push_back(0);
    if (digit && out.back() < 10'000) out.back() = out.back() * 10 + (c - '0');
    inside = digit;
  }
  return out;
}

std::string isoDay(int year, int month, int day) {
  std::array<char, 40> text{};
  std::snprintf(text.data(), text.size(), "%04d-%02d-%02d", year, month, day);
  return text.data();
}

bool isDateDash(std::string_view sign) {
  return sign == "\u2010" || sign == "\u2011" || sign == "\u2012" || sign == "\u2013" || sign == "\u2014" ||
         sign == "\u2212";
}

bool isYear(int number) { return number >= 1'000 && number <= 9'999; }

}  // namespace

bool Slips::date(Index at) {
  if (type(at) != JuratLexer::NUMBER) return false;
  return signDate(at) || wordDate(at) || chineseDate(at);
}

// 31/03/2026, 31.03.2026, 2026–03–31; the signs touch the numbers.
bool Slips::signDate(Index at) {
  Index last = at;
  std::size_t signs = 0;
  for (Index i = touching(at); i != kNone; i = touching(i)) {
    const bool separator = is(i, JuratLexer::SLASH) || is(i, JuratLexer::DOT) ||
                           (is(i, JuratLexer::UNEXPECTED) && isDateDash(text(i)));
    if (separator) {
      if (++signs > 2) return false;
    } else if (is(i, JuratLexer::NUMBER)) {
      last = i;
    } else {
      break;
    }
  }
  if (signs == 0 || last == at) return false;
  const std::vector<int> parts = numbersIn(written(at, last));
  const std::string whole = written(at, last);
  if (parts.size() != 3 || whole.find_first_of("_eE") != std::string::npos) return false;
  if (isYear(parts[0])) return day(at, last, {parts[0], parts[1], parts[2]});
  if (!isYear(parts[2])) return false;
  if (parts[0] <= 12 && parts[1] <= 12 && parts[0] != parts[1] && whole.find('.') == std::string::npos) {
    unsure(at, last, {parts[2], parts[1], parts[0]});
    return true;
  }
  if (parts[1] > 12) return day(at, last, {parts[2], parts[0], parts[1]});
  return day(at, last, {parts[2], parts[1], parts[0]});
}

// 31 March 2026, 1st March 2026, March 31, 2026
bool Slips::wordDate(Index at) {
  const auto behindDay = [&](Index number) {
    Index behind = next(number);
    if (is(behind, JuratLexer::ID) && isOrdinal(text(behind))) behind = next(behind);
    if (is(behind, JuratLexer::DOT) || is(behind, JuratLexer::COMMA)) behind = next(behind);
    return behind;
  };
  Day found;
  Index year = kNone;
  if (digits(at, 1, 2)) {
    const Index month = behindDay(at);
    if (!is(month, JuratLexer::ID) || monthOf(text(month)) == 0) return false;
    year = next(month);
    if (is(year, JuratLexer::COMMA)) year = next(year);
    found = {0, monthOf(text(month)), numbersIn(text(at)).front()};
  } else {
    if (!is(at, JuratLexer::ID) || monthOf(text(at)) == 0 || !digits(next(at), 1, 2)) return false;
    year = behindDay(next(at));
    found = {0, monthOf(text(at)), numbersIn(text(next(at))).front()};
  }
  if (!digits(year, 4, 4)) return false;
  found.year = numbersIn(text(year)).front();
  return day(at, year, found);
}

// 2026年3月31日, which the lexer takes for a number with a unit
bool Slips::chineseDate(Index at) {
  const Index rest = touching(at);
  if (!digits(at, 4, 4) || !is(rest, JuratLexer::ID)) return false;
  const std::string_view word = text(rest);
  const bool dated = word.starts_with("\u5e74") && word.find("\u6708") != std::string_view::npos &&
                     (word.ends_with("\u65e5") || word.ends_with("\u53f7"));
  const std::vector<int> parts = numbersIn(written(at, rest));
  return dated && parts.size() == 3 && day(at, rest, {parts[0], parts[1], parts[2]});
}

bool Slips::day(Index first, Index last, const Day& found) {
  if (found.month < 1 || found.month > 12 || found.day < 1 || found.day > 31 || !isYear(found.year))
    return false;
  const std::string iso = isoDay(found.year, found.month, found.day);
  replace("J0012", "`" + written(first, last) + "` is not how a date is written", cover(first, last), iso);
  merge(first, last, JuratLexer::DATE, iso);
  return true;
}

// 03/04/2026 is a day of April in one country and of March in another.
void Slips::unsure(Index first, Index last, const Day& found) {
  const auto said = [](const Day& day) {
    std::string month(kMonths[static_cast<std::size_t>(day.month - 1)]);
    month[0] = static_cast<char>(month[0] - 'a' + 'A');
    return "`" + isoDay(day.year, day.month, day.day) + "` for " + std::to_string(day.day) + " " + month;
  };
  report("J0012", "`" + written(first, last) + "` can be two days", cover(first, last),
         "write the year first: " + said(found) + ", or " + said({found.year, found.day, found.month}),
         std::nullopt);
  merge(first, last, JuratLexer::DATE, isoDay(found.year, found.month, found.day));
}

// 2026-03-02 09:00Z
bool Slips::spacedMoment(Index at) {
  const Index hour = next(at);
  if (!digits(hour, 2, 2) || !is(touching(hour), JuratLexer::COLON)) return false;
  Index last = hour;
  for (Index i = touching(hour); i != kNone; i = touching(i)) {
    const bool part = is(i, JuratLexer::COLON) || is(i, JuratLexer::NUMBER) || is(i, JuratLexer::PLUS) ||
                      is(i, JuratLexer::MINUS) || text(i) == "Z";
    if (!part) break;
    last = i;
  }
  const std::string moment = std::string(text(at)) + "T" + written(hour, last);
  const bool zoned = moment.ends_with('Z') || moment.find('+') != std::string::npos ||
                     std::count(moment.begin(), moment.end(), '-') > 2;
  if (zoned) {
    replace("J0012", "day and time are joined by `T`", cover(at, last), moment);
  } else {
    report("J0012", "day and time are joined by `T`, and say of which time zone they are", cover(at, last),
           "write `" + moment + "Z` for UTC, or the offset, as in `" + moment + "+01:00`", std::nullopt);
  }
  merge(at, last, JuratLexer::MOMENT, zoned ? moment : moment + "Z");
  return true;
}

}  // namespace jurat
