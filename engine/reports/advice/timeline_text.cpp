// The dates to come as a list by day.
#include <algorithm>
#include <set>
#include <string>
#include <utility>
#include <vector>

#include "engine/reports/advice/timeline_entries.h"
#include "engine/reports/advice/timeline_report.h"
#include "engine/reports/advice/timeline_words.h"
#include "engine/reports/layout.h"
#include "engine/reports/paths.h"
#include "engine/source/render.h"

namespace jurat {
namespace {

constexpr std::size_t kScreen = 40;  // lines of days, where not all are asked for

class Page {
 public:
  Page(const Timeline& timeline, const ReportOptions& options, bool all)
      : timeline_(timeline), options_(options), all_(all) {}

  std::string run() {
    head();
    list(false);
    const bool draft = std::any_of(timeline_.changes.begin(), timeline_.changes.end(),
                                   [](const DateChange& each) { return notYetLaw(each.status); });
    if (draft) {
      out_ += "\n" + bold(words(Phrase::ComingDraft)) + "\n";
      out_ += wrapped("  ", words(Phrase::ComingDraftNote), options_.width);
      list(true);
    }
    foot();
    return std::move(out_);
  }

 private:
  std::string words(const Message& message) const { return printable(say(message, options_.language)); }
  std::string bold(const std::string& text) const {
    return options_.color ? "\x1b[1m" + text + "\x1b[0m" : text;
  }

  void head() {
    const std::string name = timeline_.company.empty() ? timeline_.profile_name : timeline_.company;
    out_ += spread(headline(name, options_.width), words(Phrase::ComingHead), options_.width);
    out_ += wrapped("",
                    words({Phrase::ReportHead,
                           {verbatim(pathFrom(timeline_.profile_name, options_.directory)),
                            verbatim(options_.engine_version)}}),
                    options_.width);
    const Message span(Phrase::ComingSpan,
                       {verbatim(toText(timeline_.from)), verbatim(toText(timeline_.to))});
    std::set<Date> days;
    for (const DateChange& each : timeline_.changes) days.insert(each.day);
    const Message count =
        days.empty() ? Message(Phrase::ComingNothing)
                     : Message(Phrase::ComingCount, {number(timeline_.changes.size()), number(days.size())});
    out_ += wrapped("", words({Phrase::Labelled, {span, count}}), options_.width);
  }

  bool shown(const DateChange& change, bool draft) {
    if (notYetLaw(change.status) != draft) return false;
    if (all_ || concernsAnybody(change)) return true;
    ++quiet_;
    return false;
  }

  void list(bool draft) {
    std::size_t at = 0;
    const std::vector<DateChange>& changes = timeline_.changes;
    while (at < changes.size()) {
      const Date day = changes[at].day;
      std::vector<ComingEntry> entries;
      for (; at < changes.size() && changes[at].day == day; ++at) {
        if (shown(changes[at], draft))
          addEntry(
              changes[at], options_.language, [this](const Message& text) { return words(text); }, entries);
      }
      if (!entries.empty()) this->day(day, entries);
    }
  }

  void day(Date day, const std::vector<ComingEntry>& entries) {
    std::size_t left_out = 0;
    bool headed = false;
    for (const ComingEntry& entry : entries) {
      if (!all_ && lines_ >= kScreen) {
        left_out += entry.changes;
        continue;
      }
      if (!headed) {
        const auto away = static_cast<std::size_t>(day.days - timeline_.from.days);
        out_ += "\n" + spread(bold(toText(day)), words({Phrase::ComingInDays, {number(away)}}),
                              options_.width + (options_.color ? 8 : 0));
        headed = true;
        ++lines_;
      }
      write(entry);
    }
    more_ += left_out;
  }

  void write(const ComingEntry& entry) {
    const DateChange& first = *entry.first;
    Message title = verbatim(titleText(first, options_.language));
    const std::size_t before = out_.size();
    out_ += wrapped("  ", words(title), options_.width);
    const std::string cites = citesOf(first);
    Message law = verbatim(first.id);
    if (!cites.empty()) law = {Phrase::Aside, {law, verbatim(cites)}};
    out_ += wrapped("    ", words(law), options_.width);
    out_ += wrapped("    ", entry.reason, options_.width);
    for (const ComingState& each : entry.states) out_ += wrapped("    ", words(lineOf(each)), options_.width);
    lines_ += static_cast<std::size_t>(
        std::count(out_.begin() + static_cast<std::ptrdiff_t>(before), out_.end(), '\n'));
  }

  void foot() {
    const auto note = [&](const Message& message) { out_ += wrapped("", words(message), options_.width); };
    if (more_ + quiet_ + timeline_.more > 0 || timeline_.cut_short) out_ += "\n";
    if (more_ > 0) note({Phrase::ComingMore, {number(more_)}});
    if (quiet_ > 0) note({Phrase::ComingQuiet, {number(quiet_)}});
    if (timeline_.more > 0) note({Phrase::ComingBeyond, {number(timeline_.more)}});
    if (timeline_.cut_short) note(Phrase::ComingCut);
  }

  const Timeline& timeline_;
  const ReportOptions& options_;
  bool all_;
  std::string out_;
  std::size_t lines_ = 0, more_ = 0, quiet_ = 0;
};

}  // namespace

std::string timelineText(const Timeline& timeline, const ReportOptions& options, bool all) {
  return Page(timeline, options, all).run();
}

}  // namespace jurat
