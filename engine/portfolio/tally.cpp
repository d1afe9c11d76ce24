#include "engine/portfolio/tally.h"

#include <algorithm>
#include <charconv>

namespace jurat::portfolio {
namespace {

// Words between blanks, one after the other.
class Words {
 public:
  explicit Words(std::string_view text) : text_(text) {}

  std::string_view word() {
    const std::size_t begin = std::min(text_.find_first_not_of(" \n"), text_.size());
    const std::size_t end = std::min(text_.find_first_of(" \n", begin), text_.size());
    const std::string_view found = text_.substr(begin, end - begin);
    text_.remove_prefix(end);
    good = good && !found.empty();
    return found;
  }
  std::uint64_t number() {
    const std::string_view found = word();
    std::uint64_t value = 0;
    const auto read = std::from_chars(found.data(), found.data() + found.size(), value);
    good = good && read.ec == std::errc() && read.ptr == found.data() + found.size();
    return value;
  }
  std::uint64_t below(std::uint64_t limit) {
    const std::uint64_t value = number();
    good = good && value < limit;
    return good ? value : 0;
  }
  Number exact() {
    const std::optional<Number> value = Number::parse(word());
    good = good && value;
    return value.value_or(Number());
  }
  bool ended() const { return text_.find_first_not_of(" \n") == std::string_view::npos; }

  bool good = true;

 private:
  std::string_view text_;
};

constexpr std::uint64_t kStates = 4;
constexpr std::uint64_t kMostRules = 1'000'000, kMostSums = 100'000;

RuleTally readRule(Words& words) {
  RuleTally rule;
  for (std::uint64_t& count : rule.findings) count = words.number();
  const std::uint64_t sums = words.below(kMostSums);
  for (std::uint64_t k = 0; k < sums && words.good; ++k) {
    ExposureSum sum;
    sum.outcome = static_cast<Outcome>(words.below(kOutcomes));
    sum.state = static_cast<ExposureState>(words.below(kStates));
    sum.currency = static_cast<std::uint32_t>(words.below(std::uint64_t{1} << 32));
    sum.lines = words.number();
    sum.unbounded = words.number();
    sum.low = words.exact();
    sum.high = words.exact();
    rule.exposures.push_back(std::move(sum));
  }
  return rule;
}

}  // namespace

void MoneySum::addLow(const Number& more) {
  if (const std::optional<Number> sum = jurat::add(low, more)) low = *sum;
}

void MoneySum::addHigh(const Number& more) {
  const std::optional<Number> sum = jurat::add(high, more);
  if (sum) high = *sum;
  unbounded += sum ? 0 : 1;
}

void MoneySum::addLines(const MoneySum& other) {
  lines += other.lines;
  unbounded += other.unbounded;
}

ExposureSum& RuleTally::exposure(Outcome outcome, ExposureState state, std::uint32_t currency) {
  const auto found = std::find_if(exposures.begin(), exposures.end(), [&](const ExposureSum& each) {
    return each.outcome == outcome && each.state == state && each.currency == currency;
  });
  if (found != exposures.end()) return *found;
  ExposureSum& made = exposures.emplace_back();
  made.outcome = outcome;
  made.state = state;
  made.currency = currency;
  return made;
}

void Tally::add(const Tally& other) {
  records += other.records;
  refused += other.refused;
  scalar += other.scalar;
  nothing += other.nothing;
  for (std::size_t i = 0; i < kOutcomes; ++i) companies[i] += other.companies[i];
  if (rules.size() < other.rules.size()) rules.resize(other.rules.size());
  for (std::size_t i = 0; i < other.rules.size(); ++i) {
    for (std::size_t k = 0; k < kOutcomes; ++k) rules[i].findings[k] += other.rules[i].findings[k];
    for (const ExposureSum& sum : other.rules[i].exposures) {
      ExposureSum& mine = rules[i].exposure(sum.outcome, sum.state, sum.currency);
      mine.addLines(sum);
      mine.addLow(sum.low);
      mine.addHigh(sum.high);
    }
  }
  code = worse(code, other.code);
}

std::string Tally::text() const {
  std::string out;
  const auto word = [&](const std::string& text) { out += (out.empty() ? "" : " ") + text; };
  for (const std::uint64_t count : {records, refused, scalar, nothing}) word(std::to_string(count));
  word(std::to_string(static_cast<int>(code)));
  for (const std::uint64_t count : companies) word(std::to_string(count));
  word(std::to_string(rules.size()));
  for (const RuleTally& rule : rules) {
    for (const std::uint64_t count : rule.findings) word(std::to_string(count));
    word(std::to_string(rule.exposures.size()));
    for (const ExposureSum& sum : rule.exposures) {
      word(std::to_string(static_cast<int>(sum.outcome)));
      word(std::to_string(static_cast<int>(sum.state)));
      for (const std::uint64_t each : {std::uint64_t{sum.currency}, sum.lines, sum.unbounded})
        word(std::to_string(each));
      word(sum.low.text());
      word(sum.high.text());
    }
  }
  return out;
}

std::optional<Tally> Tally::parse(std::string_view text) {
  Words words(text);
  Tally tally;
  for (std::uint64_t* count : {&tally.records, &tally.refused, &tally.scalar, &tally.nothing})
    *count = words.number();
  tally.code = static_cast<ExitCode>(words.below(128));
  for (std::uint64_t& count : tally.companies) count = words.number();
  const std::uint64_t rules = words.below(kMostRules);
  for (std::uint64_t i = 0; i < rules && words.good; ++i) tally.rules.push_back(readRule(words));
  if (!words.good || !words.ended()) return std::nullopt;
  return tally;
}

}  // namespace jurat::portfolio
