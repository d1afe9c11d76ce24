// What a fact decides, as a list of the values at which something changes.
#include <algorithm>
#include <set>
#include <string>
#include <utility>
#include <vector>

#include "engine/reports/advice/range_words.h"
#include "engine/reports/layout.h"
#include "engine/reports/paths.h"
#include "engine/reports/words.h"
#include "engine/source/render.h"

namespace jurat {
namespace {

constexpr std::size_t kSubjectsShown = 4;  // named beside one change
constexpr std::size_t kDecidersShown = 3;  // at one breakpoint

// Changes of one norm at one value that become the same.
struct Entry {
  const RangeItem* item = nullptr;
  std::string text;
  std::vector<std::string> subjects;
};

class Page {
 public:
  Page(const Range& range, const RuleSet& rules, const SourceMap& sources, const ReportOptions& options)
      : range_(range), rules_(rules), options_(options), paths_(sources, options) {}

  std::string run() {
    head();
    const bool inside = range_.today && range_.low <= *range_.today && *range_.today <= range_.high;
    const std::size_t today = inside ? range_.pieceOf(*range_.today) : 0;
    for (std::size_t i = 0; i <= range_.breakpoints.size(); ++i) {
      if (inside && i == today) out_ += "\n" + words(todayText(range_, rules_)) + "\n";
      if (i < range_.breakpoints.size()) breakpoint(i);
    }
    stakes();
    foot();
    return std::move(out_);
  }

 private:
  std::string words(const Message& message) const { return printable(say(message, options_.language)); }
  std::string bold(const std::string& text) const {
    return options_.color ? "\x1b[1m" + text + "\x1b[0m" : text;
  }
  void line(std::string_view indent, const Message& message) {
    out_ += wrapped(indent, words(message), options_.width);
  }
  Message value(const Number& at) const { return verbatim(valueOf(range_, rules_, at)); }

  void head() {
    const std::string& name = range_.company.empty() ? range_.profile_name : range_.company;
    out_ += spread(headline(name, options_.width), words(Phrase::RangeHead), options_.width);
    line("",
         {Phrase::ReportHead,
          {verbatim(pathFrom(range_.profile_name, options_.directory)), verbatim(options_.engine_version)}});
    Message about(Phrase::Apposition, {{Phrase::RangeVariable, {verbatim(range_.path)}},
                                       {Phrase::RangeSpan, {value(range_.low), value(range_.high)}}});
    line("", {Phrase::Semicolon, {std::move(about), todayText(range_, rules_)}});
    std::size_t changes = 0;
    for (const Breakpoint& each : range_.breakpoints) changes += each.changes.size();
    line("", range_.breakpoints.empty()
                 ? Message(range_.complete() ? Phrase::RangeNothing : Phrase::RangeNothingSeen)
                 : Message(Phrase::RangeCount, {number(range_.breakpoints.size()), number(changes)}));
  }

  void breakpoint(std::size_t index) {
    const Breakpoint& at = range_.breakpoints[index];
    std::vector<Entry> entries;
    for (const std::size_t i : at.changes) {
      const RangeItem& item = range_.items[i];
      const RangeState &before = item.on(index), &after = item.on(index + 1);
      if (!concernsAnybody(item, before, after)) {
        ++quiet_;
        continue;
      }
      add(item, words(becomesText(range_, rules_, item, before, after)), entries);
    }
    if (entries.empty()) return;
    Message where = value(at.at);
    if (!at.exact) where = {Phrase::RangeAbout, {std::move(where)}};
    out_ +=
        "\n" + bold(words({at.above ? Phrase::RangeAbove : Phrase::RangeFrom, {std::move(where)}})) + "\n";
    for (const Entry& entry : entries) write(entry);
    deciders(at);
  }

  static void add(const RangeItem& item, std::string text, std::vector<Entry>& entries) {
    auto entry = std::find_if(entries.begin(), entries.end(), [&](const Entry& each) {
      return each.item->id == item.id && each.text == text;
    });
    if (entry == entries.end()) {
      entries.push_back({.item = &item, .text = std::move(text), .subjects = {}});
      entry = entries.end() - 1;
    }
    entry->subjects.push_back(item.subject_id);
  }

  static Message law(const std::string& id, const std::vector<std::string>& cites) {
    std::string text;
    for (const std::string& cite : cites) text += (text.empty() ? "" : "; ") + cite;
    return text.empty() ? verbatim(id) : Message(Phrase::Aside, {verbatim(id), verbatim(text)});
  }

  void write(const Entry& entry) {
    line("  ", verbatim(titleText(*entry.item, options_.language)));
    line("    ", law(entry.item->id, entry.item->cites));
    std::vector<Message> named;
    for (const std::string& subject : entry.subjects) {
      if (named.size() < kSubjectsShown) named.push_back(verbatim(subject));
    }
    Message subjects(Phrase::Enumeration, std::move(named));
    if (entry.subjects.size() > kSubjectsShown)
      subjects = {Phrase::ListAndMore, {subjects, number(entry.subjects.size() - kSubjectsShown)}};
    line("    ", {Phrase::Labelled, {std::move(subjects), verbatim(entry.text)}});
  }

  void deciders(const Breakpoint& at) {
    std::set<std::string> laws;  // each once, with the first of its places
    for (const RangeDecider& each : at.deciders) {
      if (!laws.insert(each.id).second || laws.size() > kDecidersShown) continue;
      Message text = law(each.id, each.cites);
      if (const std::optional<Spot> spot = paths_.begin(each.span))
        text = {Phrase::Apposition,
                {std::move(text), verbatim(std::string(spot->path) + ":" + std::to_string(spot->line))}};
      line("  " + words({Phrase::LabelOf, {Phrase::RangeDecides}}), text);
    }
    if (laws.size() > kDecidersShown) line("  ", {Phrase::AndMore, {number(laws.size() - kDecidersShown)}});
  }

  void stakes() {
    const Stakes stakes(range_);
    if (stakes.amounts().empty()) return;
    out_ += "\n" + bold(words(Phrase::RangeHeadingStakes)) + "\n";
    for (const std::size_t amount : stakes.amounts()) {
      const RangeItem& item = range_.items[amount];
      line("  ", verbatim(titleText(item, options_.language)));
      line("    ", {Phrase::Apposition, {law(item.id, item.cites), verbatim(item.subject_id)}});
      const std::vector<Stake> all = stakes.of(amount);
      std::string next;
      for (std::size_t i = 0, first = 0; i < all.size(); ++i) {
        const std::string now = i == 0 ? stakeText(all[i]) : std::move(next);
        next = i + 1 < all.size() ? stakeText(all[i + 1]) : std::string();
        // A formula that is not told gives way to another beneath the same words.
        const bool more = i + 1 < all.size();
        const bool told = all[i].states.empty() || tellsFigures(range_, *all[i].amount);
        if (more && next == now && told) continue;
        const Stake same{all[first].first, all[i].last, {}, nullptr};
        line("    ", {Phrase::Labelled, {pieceText(range_, rules_, stakes.piece(same)), verbatim(now)}});
        first = i + 1;
      }
    }
  }

  std::string stakeText(const Stake& stake) const {
    if (stake.states.empty()) return words(Phrase::RangeNotExposed);
    std::vector<Message> named;
    for (const ExposureState each : stake.states) named.emplace_back(phraseOf(each));
    return words({Phrase::Apposition,
                  {figuresText(range_, rules_, *stake.amount), {Phrase::Enumeration, std::move(named)}}});
  }

  void foot() {
    if (quiet_ == 0 && range_.unclear == 0 && !range_.cut_short) return;
    out_ += "\n";
    if (quiet_ > 0) line("", {Phrase::RangeQuiet, {number(quiet_)}});
    if (range_.unclear > 0) line("", {Phrase::RangeUnclear, {number(range_.unclear), apart()}});
    if (range_.cut_short) line("", Phrase::RangeCut);
  }

  // Between days there are days.
  Message apart() const {
    if (range_.type.kind == TypeKind::Date) return {Phrase::Days, {verbatim(range_.resolution.grouped())}};
    return value(range_.resolution);
  }

  const Range& range_;
  const RuleSet& rules_;
  const ReportOptions& options_;
  Paths paths_;
  std::string out_;
  std::size_t quiet_ = 0;
};

}  // namespace

std::string rangeText(const Range& range, const RuleSet& rules, const SourceMap& sources,
                      const ReportOptions& options) {
  return Page(range, rules, sources, options).run();
}

}  // namespace jurat
