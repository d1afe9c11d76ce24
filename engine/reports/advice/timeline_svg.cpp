// The dates to come as a picture: a lane a pack, a mark a day.
#include <algorithm>
#include <iterator>
#include <map>
#include <set>
#include <string>
#include <utility>
#include <vector>

#include "engine/reports/advice/timeline_report.h"
#include "engine/reports/advice/timeline_words.h"
#include "engine/reports/layout.h"
#include "engine/source/render.h"

namespace jurat {
namespace {

constexpr std::int64_t kWidth = 960, kLeft = 240, kRight = 24, kTop = 48, kLane = 32, kFoot = 32;
constexpr std::int64_t kNarrow = 5, kMiddle = 7, kWidest = 9;  // radius of a mark
constexpr std::size_t kLanes = 40;        // drawn; the rest is counted in the description
constexpr std::size_t kTitlesShown = 8;   // named at one mark, and more where it has more days
constexpr std::size_t kDaysShown = 24;    // named at one mark
constexpr std::size_t kNameColumns = 30;  // of a lane's name

// What nobody should be given unseen, such as what XML has no place for, stands by its number.
std::string escaped(std::string_view text) {
  std::string out;
  for (const char c : printable(text)) {
    if (c == '&') {
      out += "&amp;";
    } else if (c == '<') {
      out += "&lt;";
    } else if (c == '>') {
      out += "&gt;";
    } else if (c == '"') {
      out += "&quot;";
    } else {
      out += c;
    }
  }
  return out;
}

// What happens on one day.
struct Mark {
  std::size_t changes = 0;
  std::vector<std::string> titles;
};
using Marks = std::map<Date, Mark>;
struct Lane {
  Marks law, draft;
};
using Lanes = std::map<std::string, Lane>;  // by pack

constexpr std::string_view kStyle =
    "<style>.t{font:13px sans-serif;fill:#1b1b1b}.g{stroke:#c8c8c8}.m{fill:#005a9c;stroke:#005a9c}"
    ".d{fill:none;stroke:#005a9c;stroke-width:2;stroke-dasharray:3 2}"
    "@media (prefers-color-scheme:dark){.t{fill:#f0f0f0}.g{stroke:#5a5a5a}.m{fill:#7ec0ff;stroke:#7ec0ff}"
    ".d{stroke:#7ec0ff}}</style>\n";

class Picture {
 public:
  // `number`: of the part of a page that it stands in; 0: it stands alone, with a style of its own.
  Picture(const Timeline& timeline, const ReportOptions& options, std::size_t number)
      : timeline_(timeline), options_(options), number_(number), end_(timeline.to) {}

  std::string run() {
    std::set<Date> days;
    std::size_t changes = 0;
    for (const DateChange& change : timeline_.changes) {
      if (!concernsAnybody(change)) continue;
      ++changes;
      days.insert(change.day);
      add(change);
    }
    // As far as there is something to see: up to the year after the last mark.
    if (!days.empty()) {
      const std::optional<Date> end = makeDate(split(*days.rbegin()).year + 2, 1, 1);
      if (end) end_ = std::min(end_, *end);
    }
    const auto lanes = static_cast<std::int64_t>(std::min(lanes_.size(), kLanes));
    height_ = kTop + lanes * kLane + kFoot;
    head(changes, days.size());
    axis();
    std::int64_t row = 0;
    for (const auto& [pack, days_of] : lanes_) {
      if (row < lanes) lane(pack, days_of, row);
      ++row;
    }
    return out_ + "</svg>\n";
  }

 private:
  std::string words(const Message& message) const { return say(message, options_.language); }
  std::string id(const char* name) const {
    return number_ > 0 ? std::string(name) + "-" + std::to_string(number_) : name;
  }

  void head(std::size_t changes, std::size_t days) {
    const Message about(
        Phrase::ComingPicture,
        {verbatim(toText(timeline_.from)), verbatim(toText(timeline_.to)), number(changes), number(days)});
    const std::string size = std::to_string(kWidth) + " " + std::to_string(height_);
    const std::string title = id("coming-title"), description = id("coming-desc");
    out_ = "<svg xmlns=\"http://www.w3.org/2000/svg\"";
    if (number_ > 0) out_ += " class=\"coming\"";
    out_ +=
        " viewBox=\"0 0 " + size + "\" role=\"img\" aria-labelledby=\"" + title + " " + description + "\">\n";
    const std::string name = timeline_.company.empty() ? timeline_.profile_name : timeline_.company;
    out_ += "<title id=\"" + title + "\">" + escaped(name) + ": " + escaped(words(Phrase::ComingHead)) +
            "</title>\n<desc id=\"" + description + "\">" + escaped(words(about)) + "\n" +
            escaped(noAdvice(options_.language)) + "</desc>\n";
    if (number_ == 0) out_ += kStyle;
  }

  void add(const DateChange& change) {
    Lane& lane = lanes_[change.pack];
    Mark& mark = (notYetLaw(change.status) ? lane.draft : lane.law)[change.day];
    ++mark.changes;
    const std::string& title = titleText(change, options_.language);
    if (std::find(mark.titles.begin(), mark.titles.end(), title) == mark.titles.end())
      mark.titles.push_back(title);
  }

  std::int64_t at(Date day) const {
    const std::int64_t span = std::max(1, end_.days - timeline_.from.days);
    return kLeft + (kWidth - kLeft - kRight) * (day.days - timeline_.from.days) / span;
  }

  void text(std::int64_t x, std::int64_t y, const std::string& said, const std::string& more = "") {
    out_ += "<text class=\"t\" x=\"" + std::to_string(x) + "\" y=\"" + std::to_string(y) + "\"" + more + ">" +
            escaped(said) + "</text>\n";
  }

  // A line at the beginning of each year, or of as many as there is room for.
  void axis() {
    const int first = split(timeline_.from).year, last = split(end_).year;
    constexpr int kMostYears = 14;
    const int every = std::max(1, (last - first) / kMostYears + 1);
    for (int year = first + 1; year <= last; year += every) {
      const std::optional<Date> day = makeDate(year, 1, 1);
      if (!day) continue;
      const std::string x = std::to_string(at(*day));
      out_ += "<path class=\"g\" d=\"M" + x + " " + std::to_string(kTop - 8) + "V" +
              std::to_string(height_ - kFoot) + "\"/>\n";
      text(at(*day), kTop - 16, std::to_string(year), " text-anchor=\"middle\"");
    }
    text(kLeft, height_ - 10, toText(timeline_.from));
    text(kWidth - kRight, height_ - 10, toText(end_), " text-anchor=\"end\"");
  }

  // What is not yet law stands above what is.
  void lane(const std::string& pack, const Lane& lane, std::int64_t row) {
    const std::int64_t y = kTop + row * kLane + kLane / 2;
    text(8, y + 4, cut(pack, kNameColumns));
    const bool both = !lane.law.empty() && !lane.draft.empty();
    const std::int64_t apart = both ? kMiddle : 0, widest = both ? kMiddle : kWidest;
    marks(lane.law, false, y + apart, widest);
    marks(lane.draft, true, y - apart, widest);
  }

  // Days so near to each other that their marks would cover one another share one.
  void marks(const Marks& marks, bool draft, std::int64_t y, std::int64_t widest) {
    for (auto from = marks.begin(); from != marks.end();) {
      auto until = from;
      std::size_t changes = 0;
      for (; until != marks.end() && (until == from || at(until->first) - at(from->first) < 2 * kWidest);
           ++until)
        changes += until->second.changes;
      const std::int64_t radius = changes > 9 ? kWidest : changes > 2 ? kMiddle : kNarrow;
      std::string said = titles(from, until);
      if (draft) said = words({Phrase::ComingNotLaw, {verbatim(said)}});
      out_ += std::string("<circle class=\"") + (draft ? "d" : "m") + "\" cx=\"" +
              std::to_string(at(from->first)) + "\" cy=\"" + std::to_string(y) + "\" r=\"" +
              std::to_string(std::min(radius, widest)) + "\"><title>" + escaped(said) + "</title></circle>\n";
      from = until;
    }
  }

  // Each day by its first title, then as many others as there is room for, the first days' first.
  std::string titles(Marks::const_iterator from, Marks::const_iterator until) const {
    const auto days = static_cast<std::size_t>(std::distance(from, until));
    std::size_t spare = kTitlesShown - std::min(days, kTitlesShown), more = 0, day = 0;
    std::string said;
    for (; from != until; ++from, ++day) {
      const std::vector<std::string>& all = from->second.titles;
      std::size_t shown = 0;
      if (day < kDaysShown) {
        shown = 1 + std::min(spare, all.size() - 1);
        spare -= std::min(spare, shown - 1);
        said += (said.empty() ? "" : "\n") + toText(from->first);
      }
      for (std::size_t i = 0; i < shown; ++i) said += "\n" + all[i];
      more += all.size() - shown;
    }
    return more > 0 ? said + "\n" + words({Phrase::AndMore, {number(more)}}) : said;
  }

  const Timeline& timeline_;
  const ReportOptions& options_;
  std::size_t number_;
  Date end_;  // of the picture
  Lanes lanes_;
  std::int64_t height_ = 0;
  std::string out_;
};

}  // namespace

std::string timelineSvg(const Timeline& timeline, const ReportOptions& options) {
  return Picture(timeline, options, 0).run();
}

std::string timelinePicture(const Timeline& timeline, const ReportOptions& options, std::size_t number) {
  return Picture(timeline, options, number).run();
}

}  // namespace jurat
