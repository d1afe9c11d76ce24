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
constexpr double kDecades = 1000;          // between the ends of such an axis

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

// Near enough to draw with.
double near(const Number& at) {
  std::string text = at.text();
  if (text.find('/') != std::string::npos) text = at.fixed(6);
  double out = 0;
  std::from_chars(text.data(), text.data() + text.size(), out);
  return out;
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
      : range_(range), rules_(rules), options_(options), amounts_(exposedAmounts(range)) {
    const double low = near(range.low), high = near(range.high);
    logarithmic_ = range.type.kind != TypeKind::Date && low > 0 && high / low >= kDecades;
  }

  std::string run() {
    const std::size_t drawn = std::min(amounts_.size(), kAmounts);
    for (std::size_t i = 0; i < drawn; ++i) measure(amounts_[i]);
    height_ = kTop + kPlot + 48 + static_cast<std::int64_t>(std::max<std::size_t>(drawn, 1)) * kLegend;
    head();
    axes();
    for (std::size_t i = 0; i < drawn; ++i) amount(i);
    today();
    if (drawn == 0) text(kLeft, kTop + kPlot + 56, words(Phrase::RangeNoStakes));
    return out_ + "</svg>\n";
  }

 private:
  std::string words(const Message& message) const { return say(message, options_.language); }
  Message value(const Number& at) const { return verbatim(valueOf(range_, rules_, at)); }

  void head() {
    Message about(Phrase::RangePicture, {verbatim(range_.path), value(range_.low), value(range_.high),
                                         number(range_.breakpoints.size())});
    std::string said = words(about);
    for (const std::size_t each : amounts_) {
      const RangeItem& item = range_.items[each];
      said += "\n" + titleText(item, options_.language);
      for (std::size_t piece = 0; piece <= range_.breakpoints.size(); ++piece) {
        if (exposureOn(range_, each, piece).empty()) continue;
        said += "\n" + words({Phrase::Labelled,
                              {pieceText(range_, rules_, range_.piece(piece)),
                               figuresText(range_, rules_, item.on(piece))}});
      }
    }
    const std::string& name = range_.company.empty() ? range_.profile_name : range_.company;
    const std::string size = std::to_string(kWidth) + " " + std::to_string(height_);
    out_ = "<svg xmlns=\"http://www.w3.org/2000/svg\" viewBox=\"0 0 " + size +
           "\" role=\"img\" aria-labelledby=\"range-title range-desc\">\n<title id=\"range-title\">" +
           escaped(name) + ": " + escaped(words(Phrase::RangeHead)) + "</title>\n<desc id=\"range-desc\">" +
           escaped(said) + "</desc>\n" + std::string(kStyle);
    text(kLeft, 20, words({Phrase::RangeVariable, {verbatim(range_.path)}}));
  }

  std::int64_t across(double at) const {
    const double low = near(range_.low), high = near(range_.high);
    const double part = logarithmic_ ? std::log(at / low) / std::log(high / low) : (at - low) / (high - low);
    return kLeft + std::llround(part * static_cast<double>(kWidth - kLeft - kRight));
  }
  std::int64_t up(double at) const {
    return kTop + kPlot - std::llround(at / std::max(highest_, 1e-9) * static_cast<double>(kPlot));
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

  void measure(std::size_t amount) {
    for (std::size_t piece = 0; piece <= range_.breakpoints.size(); ++piece) {
      if (exposureOn(range_, amount, piece).empty()) continue;
      const Range::Piece at = range_.piece(piece);
      for (const RangeBound& bound : range_.items[amount].on(piece).bounds) {
        const auto [low, high] = sides(bound);
        for (const RangeLine* line : {low, high}) {
          if (line) highest_ = std::max({highest_, near(line->at(at.from)), near(line->at(at.to))});
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
    figure(highest_ / 2);
    text(kLeft - 8, kTop + kPlot, "0", " text-anchor=\"end\"");
    std::int64_t row = 0;
    std::size_t labelled = 0;
    for (const Breakpoint& each : range_.breakpoints) {
      const std::int64_t x = across(near(each.at));
      const std::string said = words({each.above ? Phrase::RangeAbove : Phrase::RangeFrom, {value(each.at)}});
      path("g", "M" + std::to_string(x) + " " + std::to_string(kTop) + "V" + floor, said);
      if (labelled++ >= kLabels) continue;
      text(x + 3, kTop + 12 + 16 * row, valueOf(range_, rules_, each.at));
      row = (row + 1) % kLabelRows;
    }
  }

  void figure(double at) {
    if (at <= 0) return;
    const Number whole(std::llround(at));
    const std::string unit = amounts_.empty() ? "" : unitOf(amounts_.front());
    text(kLeft - 8, up(at) + 4, unit + whole.grouped(), " text-anchor=\"end\"");
  }
  std::string unitOf(std::size_t amount) const {
    const std::uint32_t currency = range_.items[amount].on(0).currency;
    return currency ? currencyCode(currency) + " " : std::string();
  }

  std::string point(double x, double y) const {
    return std::to_string(across(x)) + " " + std::to_string(up(y));
  }

  // The points of a line on a piece, from its first value on, or back.
  std::string along(const RangeLine& line, const Range::Piece& piece, bool back) const {
    const double from = near(piece.from), to = near(piece.to);
    const double first = near(line.at(piece.from)), last = near(line.at(piece.to));
    const int steps = logarithmic_ && line.slope.sign() != 0 ? kBends : 1;
    std::string out;
    for (int i = 0; i <= steps; ++i) {
      const double part = static_cast<double>(back ? steps - i : i) / steps;
      const double x = logarithmic_ ? from * std::pow(to / from, part) : from + (to - from) * part;
      const double y = to > from ? first + (last - first) * (x - from) / (to - from) : first;
      out += (out.empty() ? "" : "L") + point(x, y);
    }
    return out;
  }

  void amount(std::size_t index) {
    const RangeItem& item = range_.items[amounts_[index]];
    const std::string color = "c" + std::to_string(index % 4), dash = " d" + std::to_string(index / 4);
    for (std::size_t i = 0; i <= range_.breakpoints.size(); ++i) {
      if (exposureOn(range_, amounts_[index], i).empty()) continue;
      const Range::Piece piece = range_.piece(i);
      const std::string said = words(
          {Phrase::Labelled, {pieceText(range_, rules_, piece), figuresText(range_, rules_, item.on(i))}});
      for (const RangeBound& bound : item.on(i).bounds) {
        const auto [low, high] = sides(bound);
        const bool bent = (low && low->shape == Shape::Bent) || (high && high->shape == Shape::Bent);
        if (bent) continue;
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
    const std::int64_t x = across(near(*range_.today));
    const std::string said = words({Phrase::RangeToday, {value(*range_.today)}});
    path("n", "M" + std::to_string(x) + " " + std::to_string(kTop - 14) + "V" + std::to_string(kTop + kPlot),
         said);
    const bool left = x > kWidth / 2;
    text(left ? x - 4 : x + 4, kTop - 18, said, left ? " text-anchor=\"end\"" : "");
  }

  const Range& range_;
  const RuleSet& rules_;
  const ReportOptions& options_;
  std::vector<std::size_t> amounts_;
  bool logarithmic_ = false;
  double highest_ = 0;
  std::int64_t height_ = 0;
  std::string out_;
};

}  // namespace

std::string rangeSvg(const Range& range, const RuleSet& rules, const ReportOptions& options) {
  return Picture(range, rules, options).run();
}

}  // namespace jurat
