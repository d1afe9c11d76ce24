// What is at stake against a fact, as a picture: a line an amount, over the values of the fact.
#include <algorithm>
#include <charconv>
#include <cmath>
#include <string>
#include <utility>
#include <vector>

#include "engine/reports/advice/range_words.h"
#include "engine/reports/layout.h"
#include "engine/values/type.h"

namespace jurat {
namespace {

constexpr std::int64_t kWidth = 960, kLeft = 150, kRight = 40, kTop = 64, kPlot = 320, kLegend = 22;
constexpr std::size_t kAmounts = 12;       // drawn; the rest is counted in the description
constexpr std::size_t kLabels = 10;        // breakpoints with their value beside them
constexpr std::int64_t kLabelRows = 3;     // on which these stand
constexpr std::size_t kNameColumns = 100;  // of an amount
constexpr int kBends = 32;                 // points of a line that an axis of logarithms bends
constexpr std::int64_t kDecades = 1000;    // between the ends of such an axis
constexpr double kFar = 700;               // powers of e beyond which doubles are of no use

// What XML has no place for is left out.
std::string escaped(std::string_view text) {
  std::string out;
  for (const char c : text) {
    if (c == '&') {
      out += "&amp;";
    } else if (c == '<') {
      out += "&lt;";
    } else if (c == '>') {
      out += "&gt;";
    } else if (c == '"') {
      out += "&quot;";
    } else if (static_cast<unsigned char>(c) >= 0x20 || c == '\n' || c == '\t') {
      out += c;
    }
  }
  return out;
}

// A quotient near enough to draw with; it is of the size of 1.
double near(const Number& quotient) {
  const std::string text = quotient.fixed(9);
  double out = 0;
  std::from_chars(text.data(), text.data() + text.size(), out);
  return out;
}

// The part of the way from `low` to `high` at which `at` lies.
double partOf(const Number& at, const Number& low, const Number& high) {
  const std::optional<Number> way = subtract(at, low), whole = subtract(high, low);
  const std::optional<Number> part =
      way && whole && whole->sign() != 0 ? divide(*way, *whole) : std::optional<Number>();
  return part ? near(*part) : 0;
}

// The natural logarithm of a quotient that is 1 or more, however large.
double logOf(Number quotient) {
  const Number block = Number::scaled(1, 12);
  double out = 0;
  while (block < quotient) {
    quotient = divide(quotient, block).value_or(Number(1));
    out += 12 * std::log(10.0);
  }
  return out + std::log(std::max(near(quotient), 1e-9));
}

constexpr std::string_view kStyle =
    "<style>.t{font:13px sans-serif;fill:#1b1b1b}.g{stroke:#c8c8c8;fill:none}"
    ".n{stroke:#a33b00;stroke-width:2;stroke-dasharray:2 3}"
    ".l{fill:none;stroke-width:2.5}.b{stroke:none!important;opacity:.2}"
    ".c0{stroke:#005a9c;fill:#005a9c}.c1{stroke:#8a3ea8;fill:#8a3ea8}.c2{stroke:#007a4d;fill:#007a4d}"
    ".c3{stroke:#a33b00;fill:#a33b00}.l.c0,.l.c1,.l.c2,.l.c3{fill:none}"
    ".d1{stroke-dasharray:9 4}.d2{stroke-dasharray:3 3}"
    "@media (prefers-color-scheme:dark){.t{fill:#f0f0f0}.g{stroke:#5a5a5a}.n{stroke:#ffb38a}"
    ".c0{stroke:#7ec0ff;fill:#7ec0ff}.c1{stroke:#dca6f2;fill:#dca6f2}.c2{stroke:#6fdcae;fill:#6fdcae}"
    ".c3{stroke:#ffb38a;fill:#ffb38a}.l.c0,.l.c1,.l.c2,.l.c3{fill:none}}</style>\n";

class Picture {
 public:
  Picture(const Range& range, const RuleSet& rules, const ReportOptions& options)
      : range_(range), rules_(rules), options_(options), stakes_(range), amounts_(stakes_.amounts()) {
    const std::optional<Number> far = multiply(range.low, Number(kDecades));
    logarithmic_ = range.type.kind != TypeKind::Date && range.low.sign() > 0 && far && *far <= range.high;
  }

  std::string run() {
    const std::size_t drawn = std::min(amounts_.size(), kAmounts);
    for (std::size_t i = 0; i < drawn; ++i) {
      of_.push_back(stakes_.of(amounts_[i]));
      measure(of_.back());
    }
    if (lowest_ == highest_) highest_ = add(lowest_, Number(1)).value_or(Number(1));
    const std::vector<std::string> rest = notDrawn();
    height_ = kTop + kPlot + 48 + static_cast<std::int64_t>(drawn + rest.size()) * kLegend;
    head(rest);
    axes();
    for (std::size_t i = 0; i < drawn; ++i) amount(i);
    today();
    for (std::size_t i = 0; i < rest.size(); ++i)
      text(kLeft, kTop + kPlot + 52 + static_cast<std::int64_t>(drawn + i) * kLegend, rest[i]);
    return out_ + "</svg>\n";
  }

 private:
  std::string words(const Message& message) const { return say(message, options_.language); }
  Message value(const Number& at) const { return verbatim(valueOf(range_, rules_, at)); }

  static bool isBent(const RangeBound& bound) {
    const auto [low, high] = sides(bound);
    return (low && low->shape == Shape::Bent) || (high && high->shape == Shape::Bent);
  }

  // What the picture leaves out.
  std::vector<std::string> notDrawn() const {
    std::vector<std::string> out;
    if (amounts_.empty()) out.push_back(words(Phrase::RangeNoStakes));
    const auto bends = [](const Stake& stake) {
      return !stake.states.empty() &&
             std::any_of(stake.amount->bounds.begin(), stake.amount->bounds.end(), isBent);
    };
    const auto bent = std::count_if(of_.begin(), of_.end(), [&](const std::vector<Stake>& stakes) {
      return std::any_of(stakes.begin(), stakes.end(), bends);
    });
    if (bent > 0) out.push_back(words({Phrase::RangeNotDrawnBent, {number(static_cast<std::size_t>(bent))}}));
    if (amounts_.size() > of_.size())
      out.push_back(words({Phrase::RangeNotDrawn, {number(amounts_.size() - of_.size())}}));
    return out;
  }

  void head(const std::vector<std::string>& rest) {
    Message about(Phrase::RangePicture, {verbatim(range_.path), value(range_.low), value(range_.high),
                                         number(range_.breakpoints.size())});
    std::string said = words(about);
    for (std::size_t i = 0; i < of_.size(); ++i) {
      said += "\n" + titleText(range_.items[amounts_[i]], options_.language);
      for (const Stake& stake : of_[i]) {
        if (!stake.states.empty()) said += "\n" + stakeText(stake);
      }
    }
    for (const std::string& each : rest) said += "\n" + each;
    const std::string& name = range_.company.empty() ? range_.profile_name : range_.company;
    const std::string size = std::to_string(kWidth) + " " + std::to_string(height_);
    out_ = "<svg xmlns=\"http://www.w3.org/2000/svg\" viewBox=\"0 0 " + size +
           "\" role=\"img\" aria-labelledby=\"range-title range-desc\">\n<title id=\"range-title\">" +
           escaped(name) + ": " + escaped(words(Phrase::RangeHead)) + "</title>\n<desc id=\"range-desc\">" +
           escaped(said) + "</desc>\n" + std::string(kStyle);
    text(kLeft, 20, words({Phrase::RangeVariable, {verbatim(range_.path)}}));
  }

  std::string stakeText(const Stake& stake) const {
    return words(
        {Phrase::Labelled,
         {pieceText(range_, rules_, stakes_.piece(stake)), figuresText(range_, rules_, *stake.amount)}});
  }

  // Parts of the width and of the height, from the lower left.
  double across(const Number& at) const {
    if (!logarithmic_) return partOf(at, range_.low, range_.high);
    const auto log = [&](const Number& of) { return logOf(divide(of, range_.low).value_or(Number(1))); };
    return log(at) / log(range_.high);
  }
  double up(const Number& at) const { return partOf(at, lowest_, highest_); }
  static std::int64_t left(double part) {
    return kLeft + std::llround(part * static_cast<double>(kWidth - kLeft - kRight));
  }
  static std::int64_t top(double part) {
    return kTop + kPlot - std::llround(part * static_cast<double>(kPlot));
  }

  void text(std::int64_t x, std::int64_t y, const std::string& said, const std::string& more = "") {
    out_ += "<text class=\"t\" x=\"" + std::to_string(x) + "\" y=\"" + std::to_string(y) + "\"" + more + ">" +
            escaped(said) + "</text>\n";
  }
  void path(const std::string& kind, const std::string& points, const std::string& title = "") {
    out_ += "<path class=\"" + kind + "\" d=\"" + points + "\"";
    out_ += title.empty() ? "/>\n" : "><title>" + escaped(title) + "</title></path>\n";
  }

  // The sides that are drawn: what the law sets as the most, else as the least.
  static std::pair<const RangeLine*, const RangeLine*> sides(const RangeBound& bound) {
    const auto& low = bound.has_most ? bound.most_low : bound.least_low;
    const auto& high = bound.has_most ? bound.most_high : bound.least_high;
    return {low ? &*low : nullptr, high ? &*high : nullptr};
  }

  // Between which figures the picture lies; 0 is always one of them.
  void measure(const std::vector<Stake>& stakes) {
    for (const Stake& stake : stakes) {
      if (stake.states.empty()) continue;
      const Range::Piece at = stakes_.piece(stake);
      for (const RangeBound& bound : stake.amount->bounds) {
        if (isBent(bound)) continue;
        const auto [low, high] = sides(bound);
        for (const RangeLine* line : {low, high}) {
          if (!line) continue;
          for (const Number& figure : {line->at(at.from), line->at(at.to)}) {
            highest_ = std::max(highest_, figure);
            lowest_ = std::min(lowest_, figure);
          }
        }
      }
    }
  }

  void axes() {
    const std::string floor = std::to_string(kTop + kPlot), right = std::to_string(kWidth - kRight);
    path("g", "M" + std::to_string(kLeft) + " " + std::to_string(kTop) + "V" + floor + "H" + right);
    text(kLeft, kTop + kPlot + 20, valueOf(range_, rules_, range_.low));
    text(kWidth - kRight, kTop + kPlot + 20, valueOf(range_, rules_, range_.high), " text-anchor=\"end\"");
    figure(highest_);
    figure(divide(add(lowest_, highest_).value_or(highest_), Number(2)).value_or(highest_));
    figure(lowest_);
    std::int64_t row = 0;
    std::size_t labelled = 0;
    for (const Breakpoint& each : range_.breakpoints) {
      const std::int64_t x = left(across(each.at));
      const std::string said = words({each.above ? Phrase::RangeAbove : Phrase::RangeFrom, {value(each.at)}});
      path("g", "M" + std::to_string(x) + " " + std::to_string(kTop) + "V" + floor, said);
      if (labelled++ >= kLabels) continue;
      text(x + 3, kTop + 12 + 16 * row, valueOf(range_, rules_, each.at));
      row = (row + 1) % kLabelRows;
    }
  }

  void figure(const Number& at) {
    const std::string unit = amounts_.empty() || at.sign() == 0 ? "" : unitOf(amounts_.front());
    const std::int64_t lower = at == lowest_ ? 0 : 4;  // than the line beside it
    text(kLeft - 8, top(up(at)) + lower, unit + at.grouped(), " text-anchor=\"end\"");
  }
  std::string unitOf(std::size_t amount) const {
    const std::uint32_t currency = range_.items[amount].on(0).currency;
    return currency ? currencyCode(currency) + " " : std::string();
  }

  // The points of a line on a piece, from its first value on, or back.
  std::string along(const RangeLine& line, const Range::Piece& piece, bool back) const {
    const double from = across(piece.from), to = across(piece.to);
    const double first = up(line.at(piece.from)), last = up(line.at(piece.to));
    const int steps = logarithmic_ && line.slope.sign() != 0 ? kBends : 1;
    const double wide = logarithmic_ ? logOf(divide(piece.to, piece.from).value_or(Number(1))) : 0;
    std::string out;
    for (int i = 0; i <= steps; ++i) {
      const double part = static_cast<double>(back ? steps - i : i) / steps;
      // How far x itself is on its way, where its logarithm is as far as `part`.
      const double way = steps == 1 || wide <= 0 ? part
                         : wide > kFar           ? std::exp((part - 1) * wide)
                                                 : std::expm1(part * wide) / std::expm1(wide);
      out += (out.empty() ? "" : "L") + std::to_string(left(from + (to - from) * part)) + " " +
             std::to_string(top(first + (last - first) * way));
    }
    return out;
  }

  void amount(std::size_t index) {
    const RangeItem& item = range_.items[amounts_[index]];
    const std::string color = "c" + std::to_string(index % 4), dash = " d" + std::to_string(index / 4);
    for (const Stake& stake : of_[index]) {
      if (stake.states.empty()) continue;
      const Range::Piece piece = stakes_.piece(stake);
      const std::string said = stakeText(stake);
      for (const RangeBound& bound : stake.amount->bounds) {
        const auto [low, high] = sides(bound);
        if (isBent(bound)) continue;
        const bool band = low && high && (low->slope != high->slope || low->constant != high->constant);
        if (band)
          path("b " + color, "M" + along(*low, piece, false) + "L" + along(*high, piece, true) + "Z", said);
        for (const RangeLine* line : {low, high}) {
          if (line && (band || line == (high ? high : low)))
            path("l " + color + dash, "M" + along(*line, piece, false), said);
        }
      }
    }
    const std::int64_t y = kTop + kPlot + 48 + static_cast<std::int64_t>(index) * kLegend;
    path("l " + color + dash, "M" + std::to_string(kLeft) + " " + std::to_string(y) + "h40");
    text(kLeft + 50, y + 4, cut(titleText(item, options_.language), kNameColumns));
  }

  void today() {
    if (!range_.today || *range_.today < range_.low || range_.high < *range_.today) return;
    const std::int64_t x = left(across(*range_.today));
    const std::string said = words({Phrase::RangeToday, {value(*range_.today)}});
    path("n", "M" + std::to_string(x) + " " + std::to_string(kTop - 14) + "V" + std::to_string(kTop + kPlot),
         said);
    const bool before = x > kWidth / 2;
    text(before ? x - 4 : x + 4, kTop - 18, said, before ? " text-anchor=\"end\"" : "");
  }

  const Range& range_;
  const RuleSet& rules_;
  const ReportOptions& options_;
  const Stakes stakes_;
  const std::vector<std::size_t>& amounts_;
  std::vector<std::vector<Stake>> of_;  // of each amount that is drawn
  bool logarithmic_ = false;
  Number lowest_, highest_;
  std::int64_t height_ = 0;
  std::string out_;
};

}  // namespace

std::string rangeSvg(const Range& range, const RuleSet& rules, const ReportOptions& options) {
  return Picture(range, rules, options).run();
}

}  // namespace jurat
