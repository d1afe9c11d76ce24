// The dates to come for programs.
#include <optional>
#include <string>
#include <utility>

#include "engine/reports/advice/timeline_report.h"
#include "engine/reports/json_document.h"
#include "engine/reports/words.h"

namespace jurat {
namespace {

std::string_view aboutCode(DateChange::About about) {
  switch (about) {
    case DateChange::About::Rule:
      return "rule";
    case DateChange::About::Amount:
      return "amount";
    case DateChange::About::Benefit:
      return "benefit";
    case DateChange::About::Waiver:
      return "waiver";
  }
  return "";
}

class Writer {
 public:
  explicit Writer(const ReportOptions& options) : options_(options) {}

  std::string run(const Timeline& timeline) {
    beginDocument(out_, "jurat_timeline", 1, std::nullopt, options_);
    out_.member("profile", timeline.profile_name);
    out_.member("company", timeline.company);
    out_.member("from", toText(timeline.from));
    out_.member("to", toText(timeline.to));
    out_.member("complete", timeline.more == 0 && !timeline.cut_short);
    out_.member("changes_not_listed", timeline.more);
    out_.openArray("changes");
    for (const DateChange& each : timeline.changes) change(each);
    out_.endArray();
    out_.endObject();
    return std::move(out_).text();
  }

 private:
  void change(const DateChange& from) {
    out_.beginObject();
    out_.member("day", toText(from.day));
    if (from.last) out_.member("every_day_until", toText(*from.last));
    out_.member("about", aboutCode(from.about));
    out_.member("id", from.id);
    textsMember(out_, "title", from.title);
    out_.member("subject", from.subject_id);
    out_.member("subject_path", from.subject_path);
    out_.member("pack", from.pack);
    out_.member("pack_status", statusCode(from.status));
    out_.member("not_yet_law", notYetLaw(from.status));
    out_.member("reason", reasonWord(from.reason));
    if (!from.because.empty()) out_.member("because", from.because);
    if (from.last_day) out_.member("last_day", toText(*from.last_day));
    if (from.known_since) out_.member("known_since", toText(*from.known_since));
    out_.strings("cites", from.cites);
    if (from.about == DateChange::About::Rule) {
      out_.member("severity", severityCode(from.severity));
      rule("before", from.before, from.due_moment);
      rule("after", from.after, from.due_moment);
    } else if (from.about == DateChange::About::Amount) {
      amount("before", *from.amount_before);
      amount("after", *from.amount_after);
    } else if (from.about == DateChange::About::Benefit) {
      benefit("before", *from.benefit_before);
      benefit("after", *from.benefit_after);
    } else {
      out_.nullMember("before");
      out_.nullMember("after");
    }
    out_.endObject();
  }

  void rule(std::string_view name, const RuleState& state, bool moment) {
    if (!state.runs) return out_.nullMember(name);
    out_.openObject(name);
    out_.member("outcome", outcomeWord(state.outcome));
    std::vector<std::string> could;
    for (const Outcome each : state.could_be) could.emplace_back(outcomeWord(each));
    if (!could.empty()) out_.strings("could_be", could);
    if (state.due) {
      const std::int64_t at = state.due->toInt64().value_or(0);
      out_.member("due", moment ? toText(Moment{at, 0}) : toText(Date{static_cast<std::int32_t>(at)}));
    }
    if (state.due_open) out_.member("due_certain", false);
    if (!state.exposures.empty()) {
      out_.openArray("exposures");
      for (const RuleState::Exposure& each : state.exposures) {
        out_.beginObject();
        out_.member("state", exposureCode(each.state));
        if (each.from) out_.member("from", toText(*each.from));
        out_.endObject();
      }
      out_.endArray();
    }
    out_.endObject();
  }

  void amount(std::string_view name, const AmountState& state) {
    if (!state.runs) return out_.nullMember(name);
    out_.openObject(name);
    figures(state.amount);
    out_.endObject();
  }

  void benefit(std::string_view name, const BenefitState& state) {
    if (!state.runs) return out_.nullMember(name);
    out_.openObject(name);
    out_.member("outcome", benefitWord(state.outcome));
    std::vector<std::string> could;
    for (const BenefitOutcome each : state.could_be) could.emplace_back(benefitWord(each));
    if (!could.empty()) out_.strings("could_be", could);
    figures(state.amount);
    out_.endObject();
  }

  void figures(const AmountResult& amount) {
    out_.member("in_force", amount.in_force);
    out_.member("determined", amount.determined());
    out_.member("text", say(amountText(amount), Language::English));
  }

  const ReportOptions& options_;
  JsonWriter out_;
};

}  // namespace

std::string timelineJson(const Timeline& timeline, const ReportOptions& options) {
  return Writer(options).run(timeline);
}

}  // namespace jurat
