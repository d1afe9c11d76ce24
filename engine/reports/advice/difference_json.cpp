// The JSON of differences (docs/difference.schema.json).
#include "engine/reports/advice/change_words.h"
#include "engine/reports/json_document.h"
#include "engine/reports/words.h"
#include "engine/source/source_map.h"
#include "engine/values/type.h"

namespace jurat {
namespace {

constexpr int kDifferenceVersion = 1;

class DifferenceJson {
 public:
  DifferenceJson(const DifferenceReport& report, const ReportOptions& options)
      : report_(report), options_(options) {}

  std::string run() {
    beginDocument(out_, "jurat_difference", kDifferenceVersion, std::nullopt, options_);
    out_.member("before", inEnglish(report_.before));
    out_.member("after", inEnglish(report_.after));
    counts();
    if (!report_.only_before.empty()) out_.strings("only_before", report_.only_before);
    if (!report_.only_after.empty()) out_.strings("only_after", report_.only_after);
    out_.openArray("profiles");
    for (const ComparedProfile& each : report_.profiles) profile(each);
    out_.endArray();
    out_.endObject();
    return std::move(out_).text();
  }

 private:
  void counts() {
    const ChangeCounts counts = countsOf(report_);
    out_.openObject("counts");
    out_.member("profiles", report_.profiles.size());
    out_.member("profiles_not_read", report_.not_read);
    out_.member("profiles_differing", counts.differing);
    out_.member("worse", counts.worse);
    out_.member("newly_violated", counts.violated);
    out_.member("better", counts.better);
    out_.member("neither", counts.other);
    out_.member("asking_for_nothing", counts.quiet);
    out_.member("without_reason", counts.without_reason);
    out_.endObject();
  }

  void profile(const ComparedProfile& from) {
    profile_ = &from;
    const Difference& difference = from.difference;
    out_.beginObject();
    side("before", *difference.before);
    side("after", *difference.after);
    out_.openArray("answers");
    for (const AnswerChange& each : difference.answers) answer(each);
    out_.endArray();
    all("packs", difference.packs, [&](const Change<PackUse>& one) { pack(one); });
    out_.openArray("subjects");
    for (const SubjectChange& each : difference.subjects) {
      out_.beginObject();
      out_.member("path", each.path);
      out_.member("change", each.came ? "new" : "gone");
      out_.endObject();
    }
    out_.endArray();
    all("findings", difference.findings, [&](const Change<Finding>& one) { finding(one); });
    all("amounts", difference.amounts, [&](const Change<AmountResult>& one) { amount(one); });
    all("benefits", difference.benefits, [&](const Change<BenefitResult>& one) { benefit(one); });
    all("exposures", difference.exposures, [&](const Change<ExposureLine>& one) { exposure(one); });
    all("derived", difference.derived, [&](const Change<Derived>& one) { derived(one); });
    out_.endObject();
  }

  void side(std::string_view name, const Assessment& assessment) {
    out_.openObject(name);
    out_.member("profile", pathFrom(assessment.profile_name, options_.directory));
    out_.member("company", assessment.company);
    out_.member("as_of", asOfText(assessment.as_of));
    out_.endObject();
  }

  void answer(const AnswerChange& from) {
    constexpr std::string_view kKinds[] = {"answer", "list", "entry", "frameworks", "rates"};
    out_.beginObject();
    out_.member("path", from.path);
    out_.member("kind", kKinds[static_cast<std::size_t>(from.kind)]);
    out_.member("before", inEnglish(from.before));
    out_.member("after", inEnglish(from.after));
    place("place_before", profile_->before, from.place_before);
    place("place_after", profile_->after, from.place_after);
    out_.endObject();
  }

  template <typename T, typename Write>
  void all(std::string_view name, const std::vector<Change<T>>& changes, const Write& write) {
    out_.openArray(name);
    for (const Change<T>& change : changes) {
      out_.beginObject();
      write(change);
      common(change);
      out_.endObject();
    }
    out_.endArray();
  }

  // What is said of every change alike.
  template <typename T>
  void common(const Change<T>& change) {
    out_.openArray("changed");
    for (const Field field : change.fields) out_.string(fieldCode(field));
    out_.endArray();
    missing("missing_new", change.missing_new);
    missing("missing_gone", change.missing_gone);
    out_.openArray("because");
    for (const ChangeReason& reason : change.because) {
      out_.beginObject();
      out_.member("kind", reasonCode(reason.kind));
      out_.member("text", inEnglish(reasonText(reason)));
      if (!reason.name.empty()) out_.member("name", reason.name);
      if (reason.day) out_.member("day", toText(*reason.day));
      place("place_before", profile_->before, reason.place_before);
      place("place_after", profile_->after, reason.place_after);
      out_.endObject();
    }
    out_.endArray();
  }

  void missing(std::string_view name, const std::vector<const Missing*>& list) {
    std::vector<std::string> paths;
    for (const Missing* one : list) paths.push_back(one->path.empty() ? one->name : one->path);
    out_.strings(name, paths);
  }

  void place(std::string_view name, const Side& side, Span span) {
    const std::optional<Place> at = side.sources->place(span);
    if (!at) return;
    out_.openObject(name);
    out_.member("file", pathFrom(at->file, options_.directory));
    out_.member("line", at->line);
    out_.member("column", at->column);
    out_.endObject();
  }

  // Null where there is none on that side.
  template <typename T, typename Write>
  void sides(const Change<T>& change, const Write& write) {
    for (const auto& [name, one] : {std::pair("before", change.before), std::pair("after", change.after)}) {
      if (one == nullptr) {
        out_.nullMember(name);
        continue;
      }
      out_.openObject(name);
      write(*one);
      out_.endObject();
    }
  }

  void pack(const Change<PackUse>& change) {
    out_.member("id", change.one().id);
    sides(change, [&](const PackUse& one) {
      out_.member("version", one.version);
      out_.member("status", statusCode(one.status));
      out_.member("loaded", one.loaded);
    });
  }

  void finding(const Change<Finding>& change) {
    const Finding& one = change.one();
    out_.member("rule", one.id);
    textsMember(out_, "title", one.title);
    out_.member("subject", one.subject_id);
    out_.member("subject_path", one.subject_path);
    out_.member("turn", turnCode(change.turn));
    sides(change, [&](const Finding& side) {
      out_.member("outcome", outcomeWord(side.outcome));
      if (!side.could_be.empty()) {
        out_.openArray("could_be");
        for (const Outcome outcome : side.could_be) out_.string(outcomeWord(outcome));
        out_.endArray();
      }
      out_.member("severity", severityCode(side.severity));
      out_.member("strength", strengthCode(side.strength));
      out_.strings("cites", side.cites);
      if (!side.decided_by.empty()) out_.strings("decided_by", side.decided_by);
      if (!side.exceptions.empty()) out_.strings("exceptions", side.exceptions);
      if (!side.due.empty()) out_.member("due", side.due);
      if (side.due_open) out_.member("due_certain", false);
      if (side.rolled_from) out_.member("rolled_from", toText(*side.rolled_from));
      if (side.late_days) out_.member("late_days", *side.late_days);
      if (side.overdue) out_.member("overdue", true);
      if (side.next) out_.member("next", toText(*side.next));
      if (side.ended) out_.member("ended", toText(*side.ended));
      if (side.unconfirmed) out_.member("unconfirmed", true);
    });
  }

  void number(std::string_view name, const std::optional<Number>& value) {
    if (value) {
      out_.member(name, value->text());
    } else {
      out_.nullMember(name);
    }
  }

  void sum(const AmountResult& one) {
    out_.member("in_force", one.in_force);
    if (one.next) out_.member("next", toText(*one.next));
    out_.member("currency", currencyCode(one.currency));
    out_.member("determined", one.determined());
    number("ceiling", one.ceiling());
    out_.member("text", inEnglish(amountText(one)));
    out_.strings("cites", one.cites);
  }

  // Ids are of one list alone: the path tells entries of the same id apart.
  void whose(const AmountResult& one, bool is) {
    out_.member("subject", one.subject_id);
    out_.member("subject_path", pathOf(one, is ? profile_->after : profile_->before));
  }

  void amount(const Change<AmountResult>& change) {
    out_.member("id", change.one().id);
    textsMember(out_, "title", change.one().title);
    whose(change.one(), change.after != nullptr);
    sides(change, [&](const AmountResult& one) { sum(one); });
  }

  void benefit(const Change<BenefitResult>& change) {
    out_.member("benefit", change.one().amount.id);
    textsMember(out_, "title", change.one().amount.title);
    whose(change.one().amount, change.after != nullptr);
    out_.member("turn", turnCode(change.turn));
    sides(change, [&](const BenefitResult& one) {
      out_.member("outcome", benefitWord(one.outcome));
      sum(one.amount);
    });
  }

  void exposure(const Change<ExposureLine>& change) {
    const Finding& breach = findingOf(*profile_, change);
    out_.member("rule", breach.id);
    out_.member("subject", breach.subject_id);
    out_.member("subject_path", breach.subject_path);
    out_.member("party", change.one().party);
    out_.member("turn", turnCode(change.turn));
    const auto write = [&](const ExposureLine& one, const Assessment& own) {
      out_.member("state", exposureCode(one.state));
      out_.member("amount", own.amounts[one.amount].id);
      out_.member("text", inEnglish(amountText(own.amounts[one.amount])));
      out_.member("once", one.once);
      if (one.from) out_.member("from", toText(*one.from));
    };
    sides(change, [&](const ExposureLine& one) {
      write(one, &one == change.before ? *profile_->difference.before : *profile_->difference.after);
    });
  }

  void derived(const Change<Derived>& change) {
    out_.member("id", change.one().id);
    textsMember(out_, "title", change.one().title);
    out_.member("subject", change.one().subject_id);
    sides(change, [&](const Derived& one) {
      out_.member("value", inEnglish(one.value));
      out_.member("known", one.known);
      out_.strings("cites", one.cites);
    });
  }

  const DifferenceReport& report_;
  const ReportOptions& options_;
  const ComparedProfile* profile_ = nullptr;
  JsonWriter out_;
};

}  // namespace

std::string differenceJson(const DifferenceReport& report, const ReportOptions& options) {
  return DifferenceJson(report, options).run();
}

}  // namespace jurat
