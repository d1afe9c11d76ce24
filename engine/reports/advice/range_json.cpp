// What a fact decides, for programs.
#include <string>
#include <utility>
#include <vector>

#include "engine/reports/advice/range_words.h"
#include "engine/reports/json_document.h"
#include "engine/reports/paths.h"
#include "engine/reports/words.h"

namespace jurat {
namespace {

using About = RangeItem::About;

std::string_view aboutCode(About about) {
  switch (about) {
    case About::Rule:
      return "rule";
    case About::Amount:
      return "amount";
    case About::Benefit:
      return "benefit";
  }
  return "";
}

class Writer {
 public:
  Writer(const Range& range, const RuleSet& rules, const SourceMap& sources, const ReportOptions& options)
      : range_(range), rules_(rules), options_(options), paths_(sources, options) {}

  std::string run() {
    beginDocument(out_, "jurat_range", 1, std::nullopt, options_);
    out_.member("profile", range_.profile_name);
    out_.member("company", range_.company);
    fact();
    value("from", range_.low);
    value("to", range_.high);
    if (range_.today) {
      value("today", *range_.today);
    } else {
      out_.nullMember("today");
    }
    if (!range_.today_text.empty()) out_.member("today_text", range_.today_text);
    out_.member("complete", range_.complete());
    out_.member("exact", range_.exact());
    out_.member("unclear_steps", range_.unclear);
    if (range_.unclear > 0) out_.member("resolution", range_.resolution.text());
    out_.member("evaluations", range_.looks);
    out_.openArray("pieces");
    for (std::size_t i = 0; i <= range_.breakpoints.size(); ++i) piece(range_.piece(i));
    out_.endArray();
    out_.openArray("breakpoints");
    for (std::size_t i = 0; i < range_.breakpoints.size(); ++i) breakpoint(i);
    out_.endArray();
    out_.openArray("exposures");
    const Stakes stakes(range_);
    for (const std::size_t each : stakes.amounts()) exposure(each, stakes);
    out_.endArray();
    out_.endObject();
    return std::move(out_).text();
  }

 private:
  // Days as such, all else as exact numbers.
  void value(std::string_view name, const Number& at) {
    out_.member(name, range_.type.kind == TypeKind::Date ? valueOf(range_, rules_, at) : at.text());
  }

  void fact() {
    out_.openObject("fact");
    out_.member("path", range_.path);
    out_.member("type", typeText(range_.type, rules_.vocabulary()));
    if (range_.currency) out_.member("currency", currencyCode(range_.currency));
    textsMember(out_, "question", range_.question);
    out_.endObject();
  }

  void piece(const Range::Piece& at) {
    out_.beginLine();
    out_.beginObject();
    value("from", at.from);
    out_.member("from_included", at.from_in);
    value("to", at.to);
    out_.member("to_included", at.to_in);
    out_.endObject();
    out_.endLine();
  }

  void breakpoint(std::size_t index) {
    const Breakpoint& at = range_.breakpoints[index];
    out_.beginObject();
    value("at", at.at);
    out_.member("above", at.above);
    out_.member("exact", at.exact);
    out_.openArray("decided_by");
    for (const RangeDecider& each : at.deciders) decider(each);
    out_.endArray();
    out_.openArray("changes");
    for (const std::size_t i : at.changes) {
      const RangeItem& item = range_.items[i];
      out_.beginObject();
      out_.member("about", aboutCode(item.about));
      names(item);
      if (item.about == About::Rule) out_.member("severity", severityCode(item.severity));
      state("before", item, item.on(index));
      state("after", item, item.on(index + 1));
      out_.endObject();
    }
    out_.endArray();
    out_.endObject();
  }

  void names(const RangeItem& item) {
    out_.member("id", item.id);
    textsMember(out_, "title", item.title);
    out_.member("subject", item.subject_id);
    out_.member("subject_path", item.subject_path);
    out_.member("pack", item.pack);
    out_.strings("cites", item.cites);
  }

  void decider(const RangeDecider& from) {
    out_.beginObject();
    out_.member("id", from.id);
    textsMember(out_, "title", from.title);
    out_.strings("cites", from.cites);
    if (const std::optional<Spot> spot = paths_.begin(from.span)) {
      out_.member("file", spot->path);
      out_.member("line", spot->line);
      out_.member("column", spot->column);
    }
    out_.endObject();
  }

  void state(std::string_view name, const RangeItem& item, const RangeState& of) {
    if (!of.runs) return out_.nullMember(name);
    out_.openObject(name);
    std::vector<std::string> could;
    if (item.about == About::Rule) {
      out_.member("outcome", outcomeWord(of.outcome));
      for (const Outcome each : of.could_be) could.emplace_back(outcomeWord(each));
      if (!could.empty()) out_.strings("could_be", could);
      due(item, of);
      std::vector<std::string> exposures;
      for (const RangeState::Exposure& each : of.exposures) exposures.emplace_back(exposureCode(each.state));
      if (!exposures.empty()) out_.strings("exposures", exposures);
    } else {
      if (item.about == About::Benefit) {
        out_.member("outcome", benefitWord(of.benefit));
        for (const BenefitOutcome each : of.benefit_could_be) could.emplace_back(benefitWord(each));
        if (!could.empty()) out_.strings("could_be", could);
      }
      figures(of);
    }
    out_.endObject();
  }

  void due(const RangeItem& item, const RangeState& of) {
    if (!of.due) return;
    const bool moves = of.due->moves() || of.due->follows;
    out_.member("due_moves", moves);
    if (moves) return;
    const std::int64_t at = of.due->constant.toInt64().value_or(0);
    out_.member("due", item.due_moment ? toText(Moment{at, 0}) : toText(Date{static_cast<std::int32_t>(at)}));
  }

  void figures(const RangeState& of) {
    out_.member("in_force", of.in_force);
    if (of.currency) out_.member("currency", currencyCode(of.currency));
    out_.member("text", say(figuresText(range_, rules_, of), Language::English));
    out_.openArray("bounds");
    for (const RangeBound& bound : of.bounds) {
      out_.beginObject();
      if (!bound.label.empty()) out_.member("label", bound.label);
      if (bound.error || bound.may_fail) out_.member("fails", bound.error ? "yes" : "perhaps");
      if (bound.has_least) side("at_least", bound.least_low, bound.least_high);
      if (bound.has_most) side("at_most", bound.most_low, bound.most_high);
      out_.endObject();
    }
    out_.endArray();
  }

  void side(std::string_view name, const std::optional<RangeLine>& low,
            const std::optional<RangeLine>& high) {
    out_.openObject(name);
    line("low", low);
    line("high", high);
    out_.endObject();
  }

  // At x: constant + slope * x; a day counts as its number since 1970-01-01.
  void line(std::string_view name, const std::optional<RangeLine>& from) {
    if (!from) return out_.nullMember(name);
    out_.beginLine();
    out_.openObject(name);
    if (from->shape == Shape::Bent) {
      out_.member("straight", false);
      if (from->curve.known()) curve(from->curve);
    } else {
      out_.member("constant", from->constant.text());
      out_.member("slope", from->slope.text());
      if (from->shape == Shape::Stepped) out_.member("rounded_within", from->off.text());
    }
    out_.endObject();
    out_.endLine();
  }

  void curve(const Curve& from) {
    const auto member = [&](std::string_view name, const Polynomial& of) {
      std::vector<std::string> texts;
      for (const Number& each : of) texts.push_back(each.text());
      out_.strings(name, texts);
    };
    out_.openObject("curve");
    member("top", from.top);
    member("bottom", from.bottom);
    out_.endObject();
  }

  void exposure(std::size_t amount, const Stakes& stakes) {
    const RangeItem& item = range_.items[amount];
    out_.beginObject();
    names(item);
    out_.openArray("pieces");
    for (const Stake& stake : stakes.of(amount)) {
      out_.beginObject();
      out_.member("first", stake.first);
      out_.member("last", stake.last);
      std::vector<std::string> states;
      for (const ExposureState each : stake.states) states.emplace_back(exposureCode(each));
      out_.strings("states", states);
      if (stake.amount->runs) figures(*stake.amount);
      out_.endObject();
    }
    out_.endArray();
    out_.endObject();
  }

  const Range& range_;
  const RuleSet& rules_;
  const ReportOptions& options_;
  Paths paths_;
  JsonWriter out_;
};

}  // namespace

std::string rangeJson(const Range& range, const RuleSet& rules, const SourceMap& sources,
                      const ReportOptions& options) {
  return Writer(range, rules, sources, options).run();
}

}  // namespace jurat
