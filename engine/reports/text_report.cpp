// The text report: one screen that says where one stands, then the details.
#include <algorithm>
#include <array>
#include <map>
#include <set>

#include "engine/compile/rule_set.h"
#include "engine/reports/layout.h"
#include "engine/reports/report.h"
#include "engine/reports/words.h"
#include "engine/source/render.h"
#include "engine/source/source_map.h"

namespace jurat {
namespace {

constexpr std::string_view kReset = "\x1b[0m";
constexpr std::string_view kBold = "\x1b[1m";
constexpr std::string_view kUnbroken = "\u00a0";  // a space at which no line breaks; see wrapped()
constexpr std::size_t kAskedFacts = 12;   // facts named on the first screens; the rest is counted
constexpr std::size_t kMissingShown = 4;  // of one finding

using Counts = std::array<std::size_t, kOutcomes>;

Counts countOf(const Assessment& assessment, bool must) {
  Counts counts{};
  for (const Finding& finding : assessment.findings) {
    if ((finding.strength == checked::Strength::Must) == must) ++counts[static_cast<std::size_t>(finding.outcome)];
  }
  return counts;
}

std::string couldBeText(const Finding& finding) {
  std::string text;
  for (std::size_t i = 0; i < finding.could_be.size(); ++i) {
    if (i > 0) text += i + 1 == finding.could_be.size() ? " or " : ", ";
    text += phraseOf(finding.could_be[i]);
  }
  return text;
}

class TextReport {
 public:
  TextReport(const Assessment& assessment, const RuleSet& rules, const SourceMap& sources, const ReportOptions& options)
      : assessment_(assessment), rules_(rules), sources_(sources), options_(options) {}

  std::string run() {
    head();
    for (const Outcome outcome : {Outcome::Error, Outcome::Violated, Outcome::Pending, Outcome::Review, Outcome::Undetermined}) {
      section(outcome);
    }
    status();
    amounts();
    questions();
    next();
    quiet(Outcome::Satisfied, "MET");
    quiet(Outcome::NotApplicable, "DOES NOT APPLY");
    frameworks();
    packs();
    return std::move(out_);
  }

 private:
  std::string paint(std::string_view text, std::string_view color) const {
    return options_.color ? std::string(color) + std::string(text) + std::string(kReset) : std::string(text);
  }

  void heading(std::string_view text) {
    const bool apart = out_.size() >= 2 && out_.compare(out_.size() - 2, 2, "\n\n") == 0;
    out_ += (apart ? "" : "\n") + paint(text, kBold) + "\n";
  }

  void head() {
    const std::string company = assessment_.company.empty() ? assessment_.profile_name : assessment_.company;
    std::string day = "as of " + asOfText(assessment_.as_of) + (options_.today ? " (today)" : "");
    out_ += paint(spread(printable(company), day, options_.width), kBold);
    out_ += wrapped("", "Profile " + printable(assessment_.profile_name) + ". Jurat " + options_.engine_version +
                            ". Not legal advice.", options_.width);
    out_ += '\n';
    counts("What the law demands", countOf(assessment_, true));
    const Counts others = countOf(assessment_, false);
    if (std::any_of(others.begin(), others.end(), [](std::size_t n) { return n > 0; })) counts("What it chose to follow", others);
    exposureHead();
  }

  void counts(std::string_view what, const Counts& counts) {
    std::string line;
    for (const Outcome outcome : {Outcome::Error, Outcome::Violated, Outcome::Pending, Outcome::Review, Outcome::Undetermined,
                                  Outcome::Satisfied, Outcome::NotApplicable, Outcome::NotInForce}) {
      const std::size_t count = counts[static_cast<std::size_t>(outcome)];
      if (count == 0) continue;
      if (!line.empty()) line += ", ";
      // One count is never broken over two lines.
      std::string phrase(phraseOf(outcome));
      for (std::size_t at = phrase.find(' '); at != std::string::npos; at = phrase.find(' ')) phrase.replace(at, 1, kUnbroken);
      line += std::string(signOf(outcome)) + std::string(kUnbroken) + std::to_string(count) + std::string(kUnbroken) + phrase;
    }
    if (line.empty()) line = "no rule looked at this company";
    out_ += wrapped("  " + padded(std::string(what) + ":", 26), line, options_.width);
  }

  void exposureHead() {
    const ExposureLine* worst = nullptr;
    std::size_t live = 0;
    std::optional<Number> most;
    for (const ExposureLine& line : assessment_.exposures) {
      if (line.state != ExposureState::Live) continue;
      ++live;
      const std::optional<Number> ceiling = assessment_.amounts[line.amount].ceiling();
      if (!worst || (!ceiling && most) || (ceiling && most && *most < *ceiling)) {
        worst = &line;
        most = ceiling;
      }
    }
    if (!worst) return;
    const AmountResult& amount = assessment_.amounts[worst->amount];
    std::string text = amountText(amount) + " at most for one breach";
    if (live > 1) text += "; " + std::to_string(live) + " breaches carry a ceiling of their own, never added up";
    out_ += wrapped("  " + padded("Highest fine:", 26), text, options_.width);
  }

  void section(Outcome outcome) {
    bool any = false;
    for (const Finding& finding : assessment_.findings) {
      if (finding.outcome != outcome || finding.strength != checked::Strength::Must) continue;
      if (!any) {
        std::string title(phraseOf(outcome));
        std::transform(title.begin(), title.end(), title.begin(), [](char c) { return c >= 'a' && c <= 'z' ? static_cast<char>(c - 32) : c; });
        heading(title);
      }
      any = true;
      entry(finding);
    }
  }

  std::string titleOf(const Finding& finding) const {
    const std::string& title = finding.title.in(options_.language);
    return title.empty() ? finding.id : title;
  }

  void entry(const Finding& finding) {
    const std::string sign = paint(signOf(finding.outcome), colorOf(finding.outcome));
    const std::string severity(severityWord(finding.severity));
    const std::string title = printable(titleOf(finding));
    const std::size_t room = options_.width - 4 - severity.size();
    if (displayWidth(title) <= room) {
      out_ += sign + spread(" " + title, severity, options_.width - 1);
    } else {
      out_ += sign + wrapped(" ", title + " (" + severity + ")", options_.width - 1);
    }
    line("", finding.subject_id + "  " + finding.id);
    line("law", citesOf(finding));
    if (finding.outcome == Outcome::Error) line("error", finding.fault + (finding.fault_place.known() ? ", at " + sources_.placeText(finding.fault_place) : ""));
    if (finding.outcome == Outcome::Undetermined || (finding.outcome == Outcome::Review && finding.could_be.size() > 1)) line("could be", couldBeText(finding));
    if (finding.outcome == Outcome::Review && finding.could_be.size() == 1) line("would be", couldBeText(finding) + ", but its source is not confirmed");
    deadline(finding);
    if (finding.missing.empty() || finding.outcome == Outcome::Violated) {
      why(finding);
    } else {
      missing(finding);
    }
    exposures(finding);
    for (const Texts& note : finding.notes) line("note", note.in(options_.language));
    if (finding.outcome == Outcome::Violated || finding.outcome == Outcome::Pending) line("do", finding.remedy.in(options_.language));
    out_ += '\n';
  }

  std::string citesOf(const Finding& finding) const {
    std::string text;
    const std::vector<std::string>& cites = finding.decided_by.empty() ? finding.cites : finding.decided_by;
    for (const std::string& cite : cites) text += (text.empty() ? "" : "; ") + cite;
    const std::string confidence = confidenceText(finding.confidence);
    return confidence.empty() ? text : text + "  " + confidence;
  }

  void line(std::string_view label, const std::string& text) {
    if (!text.empty()) out_ += wrapped("    " + padded(label, label.empty() ? 0 : 10), printable(text), options_.width);
  }

  void deadline(const Finding& finding) {
    if (finding.outcome == Outcome::Pending) line("due", finding.due.empty() ? "no day is set" : finding.due);
    if (finding.outcome != Outcome::Violated || finding.due.empty()) return;
    if (finding.late_days) {
      line("late", "done " + std::to_string(*finding.late_days) + " days after " + finding.due);
    } else if (finding.overdue) {
      line("overdue", "since " + finding.due);
    }
  }

  static void leaves(const Reason& reason, std::vector<const Reason*>& out) {
    if (reason.profile_place.known()) out.push_back(&reason);
    for (const Reason& child : reason.children) leaves(child, out);
  }

  // The facts that decided, with their places; the whole tree is for `explain`.
  void why(const Finding& finding) {
    std::vector<const Reason*> facts;
    leaves(finding.reason, facts);
    std::vector<std::string> seen;
    for (const Reason* fact : facts) {
      const std::string text = fact->text + " = " + fact->value;
      if (std::find(seen.begin(), seen.end(), text) != seen.end()) continue;
      seen.push_back(text);
      if (seen.size() > 6) continue;
      const std::string left = "    " + padded(seen.size() == 1 ? "because" : "", 10) + printable(text);
      out_ += spread(cut(left, options_.width), lineOf(fact->profile_place), options_.width);
    }
    if (seen.size() > 6) line("", "          and " + std::to_string(seen.size() - 6) + " more: see `jurat explain`");
  }

  // The profile is named at the head; beside a fact its line is enough.
  std::string lineOf(Span span) const {
    const std::optional<Place> place = sources_.place(span);
    return place ? "line " + std::to_string(place->line) + ":" + std::to_string(place->column) : std::string();
  }

  void missing(const Finding& finding) {
    std::size_t shown = 0;
    for (const Missing& one : finding.missing) {
      if (++shown > kMissingShown) continue;
      line(shown == 1 ? (finding.outcome == Outcome::Review ? "decide" : "unknown") : " ", missingText(one));
    }
    if (shown > kMissingShown) line(" ", "and " + std::to_string(shown - kMissingShown) + " more: see `jurat explain`");
  }

  std::string missingText(const Missing& one) const {
    switch (one.kind) {
      case Missing::Kind::Source: return one.name + " rests on a source that is not confirmed";
      case Missing::Kind::List: return one.path + (one.said_unknown ? " is not complete" : " is not given");
      case Missing::Kind::Judgement: return one.path + (one.question.en.empty() ? "" : ": " + one.question.in(options_.language));
      default: return one.path + (one.said_unknown ? " (answered unknown, or as a range)" : "");
    }
  }

  void exposures(const Finding& finding) {
    const auto index = static_cast<std::size_t>(&finding - assessment_.findings.data());
    for (const ExposureLine& exposure : assessment_.exposures) {
      if (exposure.finding != index) continue;
      const AmountResult& amount = assessment_.amounts[exposure.amount];
      std::string text = exposure.party + ": " + amountText(amount);
      if (!amount.cites.empty()) text += " (" + amount.cites.front() + ")";
      if (exposure.state == ExposureState::From) text += ", from " + toText(*exposure.from);
      if (exposure.state == ExposureState::Possible) text += ", should it come to that";
      if (exposure.state == ExposureState::Conditional) text += ", on a condition that is not known";
      if (exposure.once) text += ", once for all";
      const std::string confidence = confidenceText(amount.confidence);
      line("at stake", confidence.empty() ? text : text + " " + confidence);
    }
  }

  void status() {
    if (assessment_.derived.empty()) return;
    heading("WHAT THE COMPANY IS");
    for (const Derived& one : assessment_.derived) {
      std::string text = one.title.in(options_.language) + ": " + one.value;
      if (!one.cites.empty()) text += " (" + one.cites.front() + ")";
      std::size_t named = 0;
      for (const Missing& missing : one.missing) {
        if (++named <= kMissingShown) text += (named == 1 ? "; unknown: " : ", ") + missing.path;
      }
      out_ += wrapped("  ", printable(text), options_.width);
    }
  }

  void amounts() {
    std::vector<const AmountResult*> shown;
    for (const AmountResult& amount : assessment_.amounts) {
      if (amount.in_force || amount.next) shown.push_back(&amount);
    }
    if (shown.empty()) return;
    heading("CEILINGS AND AMOUNTS");
    for (const AmountResult* amount : shown) {
      const std::string title = amount->title.in(options_.language);
      std::string name = amount->id;
      out_ += wrapped("  ", name + (title.empty() ? "" : ": " + title), options_.width);
      std::string text = amountText(*amount);
      for (std::size_t i = 0; i < amount->cites.size(); ++i) text += (i == 0 ? " (" : "; ") + amount->cites[i];
      if (!amount->cites.empty()) text += ")";
      const std::string confidence = confidenceText(amount->confidence);
      if (!confidence.empty()) text += " " + confidence;
      out_ += wrapped("    ", text, options_.width);
      for (const Texts& note : amount->notes) out_ += wrapped("    note: ", note.in(options_.language), options_.width);
      std::size_t named = 0;
      for (const Missing& one : amount->missing) {
        if (++named <= kMissingShown) out_ += wrapped("    unknown: ", missingText(one), options_.width);
      }
      if (named > kMissingShown) out_ += wrapped("    ", "and " + std::to_string(named - kMissingShown) + " more", options_.width);
    }
  }

  // What to answer first: the facts on which most findings wait.
  void questions() {
    struct Asked {
      const Missing* missing = nullptr;
      std::size_t findings = 0;
    };
    std::map<std::string, Asked> asked;
    for (const Finding& finding : assessment_.findings) {
      if (finding.strength != checked::Strength::Must) continue;
      for (const Missing& one : finding.missing) {
        if (one.kind != Missing::Kind::Fact && one.kind != Missing::Kind::List && one.kind != Missing::Kind::Judgement) continue;
        Asked& entry = asked[one.path];
        entry.missing = &one;
        ++entry.findings;
      }
    }
    if (asked.empty()) return;
    std::vector<std::pair<std::string, Asked>> order(asked.begin(), asked.end());
    std::stable_sort(order.begin(), order.end(), [](const auto& a, const auto& b) { return a.second.findings > b.second.findings; });
    heading("WHAT TO FIND OUT");
    std::size_t shown = 0;
    for (const auto& [path, entry] : order) {
      if (++shown > kAskedFacts) break;
      const std::string waits = std::to_string(entry.findings) + (entry.findings == 1 ? " finding waits" : " findings wait");
      out_ += spread("  " + cut(printable(path), options_.width - waits.size() - 4), waits, options_.width);
      const std::string& question = entry.missing->question.in(options_.language);
      if (!question.empty()) out_ += wrapped("    ", printable(question), options_.width);
    }
    if (order.size() > kAskedFacts) out_ += "  and " + std::to_string(order.size() - kAskedFacts) + " more facts\n";
  }

  // What comes next, by day.
  void next() {
    std::map<std::string, std::vector<std::string>> days;
    for (const Finding& finding : assessment_.findings) {
      if (finding.next) days[toText(*finding.next)].push_back("takes effect: " + titleOf(finding));
      if (finding.outcome == Outcome::Pending && !finding.due.empty()) {
        days[finding.due].push_back("falls due: " + titleOf(finding) + " (" + finding.subject_id + ")");
      }
    }
    for (const ExposureLine& line : assessment_.exposures) {
      if (line.from) days[toText(*line.from)].push_back("can be fined: " + titleOf(assessment_.findings[line.finding]));
    }
    for (const AmountResult& amount : assessment_.amounts) {
      if (!amount.in_force && amount.next) days[toText(*amount.next)].push_back("takes effect: " + amount.id);
    }
    if (days.empty()) return;
    heading("WHAT COMES NEXT");
    for (auto& [day, events] : days) {
      events.erase(std::unique(events.begin(), events.end()), events.end());
      std::set<std::string> once;
      for (const std::string& event : events) {
        if (once.insert(event).second) out_ += wrapped("  " + day + "  ", printable(event), options_.width);
      }
    }
  }

  void quiet(Outcome outcome, std::string_view title) {
    // Subjects of one rule that share an outcome stand on one line.
    std::vector<std::pair<const Finding*, std::string>> lines;
    for (const Finding& finding : assessment_.findings) {
      if (finding.outcome != outcome || finding.strength != checked::Strength::Must) continue;
      const auto same = std::find_if(lines.begin(), lines.end(), [&](const auto& other) {
        return other.first->id == finding.id && other.first->excepted_by == finding.excepted_by;
      });
      if (same != lines.end()) {
        same->second += ", " + finding.subject_id;
      } else {
        lines.emplace_back(&finding, finding.subject_id);
      }
    }
    if (lines.empty()) return;
    heading(title);
    for (const auto& [finding, subjects] : lines) {
      std::string text = titleOf(*finding);
      if (!finding->cites.empty()) text += " (" + finding->cites.front() + ")";
      text += ": " + subjects;
      if (!finding->excepted_by.empty()) text += ", excepted by " + finding->excepted_by;
      if (finding->vacuous) text += ", with nothing to look at";
      out_ += wrapped("  " + std::string(signOf(outcome)) + " ", printable(text), options_.width);
    }
  }

  // Voluntary catalogues are long: gaps and deadlines by name, the rest counted.
  void frameworks() {
    std::map<std::string, std::vector<const Finding*>> by_pack;
    for (const Finding& finding : assessment_.findings) {
      if (finding.strength != checked::Strength::Must) by_pack[finding.id.substr(0, finding.id.find('/'))].push_back(&finding);
    }
    for (const auto& [pack, findings] : by_pack) {
      heading("CHOSEN: " + pack + " (" + std::string(strengthWord(findings.front()->strength)) + ")");
      Counts counts{};
      for (const Finding* finding : findings) {
        ++counts[static_cast<std::size_t>(finding->outcome)];
        const bool named = finding->outcome != Outcome::Undetermined && finding->outcome != Outcome::NotApplicable &&
                           finding->outcome != Outcome::Review && finding->outcome != Outcome::NotInForce;
        if (!named) continue;
        std::string text = std::string(phraseOf(finding->outcome)) + ": " + (finding->cites.empty() ? finding->id : finding->cites.front()) + " " + titleOf(*finding);
        if (finding->outcome == Outcome::Pending) text += ", due " + finding->due;
        out_ += wrapped("  " + paint(signOf(finding->outcome), colorOf(finding->outcome)) + " ", printable(text), options_.width + (options_.color ? 9 : 0));
      }
      for (const Outcome outcome : {Outcome::Undetermined, Outcome::Review, Outcome::NotApplicable, Outcome::NotInForce}) {
        const std::size_t count = counts[static_cast<std::size_t>(outcome)];
        if (count > 0) out_ += "  " + std::string(signOf(outcome)) + " " + std::to_string(count) + " " + std::string(phraseOf(outcome)) + "\n";
      }
    }
  }

  void packs() {
    heading("RULES USED");
    for (const PackUse& pack : assessment_.packs) {
      if (!pack.loaded) continue;
      const std::string status(statusWord(pack.status));
      const bool marked = pack.status != checked::Status::InForce && pack.status != checked::Status::Adopted;
      out_ += wrapped("  ", pack.id + " " + pack.version + (pack.title.in(options_.language).empty() ? "" : ", " + pack.title.in(options_.language)) +
                                ", " + pack.why + (marked ? " (" + status + ")" : ""), options_.width);
    }
    if (!assessment_.unread.empty()) {
      out_ += '\n';
      std::string facts;
      for (const std::string& fact : assessment_.unread) facts += (facts.empty() ? "" : ", ") + fact;
      out_ += wrapped("  ", "No loaded pack answers what follows from these facts of the profile: " + facts, options_.width);
    }
  }

  const Assessment& assessment_;
  const RuleSet& rules_;
  const SourceMap& sources_;
  const ReportOptions& options_;
  std::string out_;
};

}  // namespace

std::string textReport(const std::vector<ReportPart>& parts, const RuleSet& rules, const SourceMap& sources,
                       const ReportOptions& options) {
  std::string out;
  for (const ReportPart& part : parts) {
    if (!out.empty()) out += "\n" + std::string(options.width, '=') + "\n\n";
    out += TextReport(*part.assessment, rules, sources, options).run();
  }
  return out;
}

std::string explanationText(const Finding& finding, const Assessment& context, const RuleSet& rules,
                            const SourceMap& sources, const ReportOptions& options) {
  (void)rules;
  std::string out;
  const std::string title = finding.title.in(options.language);
  out += wrapped("", title.empty() ? finding.id : title, options.width);
  out += wrapped("", finding.id + " for " + printable(finding.subject_id) + ", as of " + asOfText(context.as_of), options.width);
  std::string cites;
  for (const std::string& cite : finding.cites) cites += (cites.empty() ? "" : "; ") + cite;
  const std::string confidence = confidenceText(finding.confidence);
  out += wrapped("", cites + (confidence.empty() ? "" : " " + confidence), options.width);
  out += wrapped("", "rule at " + sources.placeText(finding.rule_place), options.width);
  std::string verdict = std::string(signOf(finding.outcome)) + " " + std::string(phraseOf(finding.outcome));
  if (!finding.excepted_by.empty()) verdict += ", excepted by " + finding.excepted_by;
  if (!finding.due.empty()) verdict += ", due " + finding.due;
  if (finding.late_days) verdict += ", late by " + std::to_string(*finding.late_days) + " days";
  if (finding.overdue) verdict += ", overdue";
  if (finding.next) verdict += ", takes effect on " + toText(*finding.next);
  if (!finding.could_be.empty()) verdict += ": could be " + couldBeText(finding);
  if (!finding.fault.empty()) verdict += ": " + finding.fault;
  out += "\n" + wrapped("", verdict, options.width);
  for (const std::string& limb : finding.decided_by) out += wrapped("  ", limb + " met", options.width);
  out += "\n" + reasonText(finding.reason, sources, 2, options.width);
  if (!finding.missing.empty()) {
    out += "\nIt depends on\n";
    for (const Missing& one : finding.missing) {
      out += spread("  " + cut(printable(one.path), options.width - 2), one.place.known() ? sources.placeText(one.place) : "", options.width);
      if (!one.question.in(options.language).empty()) out += wrapped("    ", printable(one.question.in(options.language)), options.width);
    }
  }
  for (const ExposureLine& line : context.exposures) {
    if (&context.findings[line.finding] != &finding) continue;
    const AmountResult& amount = context.amounts[line.amount];
    out += "\n" + wrapped("", "At stake for " + line.party + ": " + amountText(amount) + " (" + std::string(exposureWord(line.state)) + ")", options.width);
  }
  return out;
}

}  // namespace jurat
