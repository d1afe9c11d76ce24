#include <algorithm>
#include <utility>

#include "engine/advice/timeline/timeline.h"
#include "engine/check/check.h"
#include "engine/compile/rule_set.h"
#include "engine/embed/jurat.h"
#include "engine/evaluate/evaluate.h"
#include "engine/packs/packs.h"
#include "engine/profile/profile.h"
#include "engine/reports/formats.h"
#include "engine/source/diagnostic.h"
#include "engine/source/read.h"
#include "engine/source/source_map.h"
#include "jurat_version.h"

namespace jurat::engine {

struct Rules::Compiled {
  SourceMap sources;
  std::shared_ptr<const RuleSet> rules;
  std::vector<std::string> named;  // see From::packs
  AskedKeys others;                // what the packs that are not loaded ask of profiles
};

namespace {

static_assert(static_cast<int>(Outcome::Error) == static_cast<int>(jurat::Outcome::Error),
              "the outcomes are those of the engine, in its order");

Outcome outward(jurat::Outcome outcome) { return static_cast<Outcome>(outcome); }

std::vector<Complaint> outward(const Diagnostics& diagnostics, const SourceMap& sources) {
  std::vector<Complaint> out;
  for (const Diagnostic& each : diagnostics.sorted()) {
    Complaint complaint{.error = each.level == DiagnosticLevel::Error,
                        .code = each.code,
                        .message = each.message,
                        .help = each.help};
    if (const std::optional<Place> place = sources.place(each.primary.span)) {
      complaint.file = place->file;
      complaint.line = place->line;
      complaint.column = place->column;
    }
    out.push_back(std::move(complaint));
  }
  return out;
}

std::string severityText(checked::Severity severity) {
  switch (severity) {
    case checked::Severity::Low:
      return "low";
    case checked::Severity::Medium:
      return "medium";
    case checked::Severity::High:
      return "high";
    case checked::Severity::Critical:
      return "critical";
  }
  return {};
}

std::string strengthText(checked::Strength strength) {
  switch (strength) {
    case checked::Strength::Must:
      return "must";
    case checked::Strength::Should:
      return "should";
    case checked::Strength::Voluntary:
      return "voluntary";
    case checked::Strength::Aspirational:
      return "aspirational";
  }
  return {};
}

Finding outward(const jurat::Finding& inner, const SourceMap& sources) {
  Finding out{.rule = inner.id,
              .title = inner.title.en,
              .subject = inner.subject_path,
              .outcome = outward(inner.outcome),
              .could_be = {},
              .missing = {},
              .cites = inner.cites,
              .severity = severityText(inner.severity),
              .strength = strengthText(inner.strength),
              .due = inner.due,
              .due_certain = !inner.due_open};
  for (const jurat::Outcome each : inner.could_be) out.could_be.push_back(outward(each));
  for (const Missing& each : inner.missing) out.missing.push_back(each.path.empty() ? each.name : each.path);
  if (const std::optional<Place> place = sources.place(inner.profile_place)) {
    out.line = place->line;
    out.column = place->column;
  }
  return out;
}

std::optional<AsOf> dayOf(const std::string& text) {
  if (const std::optional<Date> day = parseDate(text)) return AsOf{*day, std::nullopt};
  if (const std::optional<Moment> moment = parseMoment(text))
    return AsOf{TimeZone::utc().dayOf(*moment), moment};
  return std::nullopt;
}

Complaint wrongRequest(std::string message, std::string help) {
  return {.code = {}, .message = std::move(message), .help = std::move(help)};
}

// What is wrong with a request before its profile is read; nothing when all is well.
std::optional<Complaint> faultOf(const Request& request) {
  if (!dayOf(request.as_of)) {
    return wrongRequest("`" + request.as_of + "` is no day of the calendar",
                        "give `as_of` as YYYY-MM-DD, or as a moment with its zone");
  }
  for (const std::string& format : request.reports) {
    if (!reportFormat(format))
      return wrongRequest("there is no format `" + format + "`", "`jurat check --help` lists the formats");
  }
  return std::nullopt;
}

// A framework that a profile asks for and that is not there would be a duty that nobody looked at.
void reportUnloaded(const Profile& profile, const RuleSet& rules, Diagnostics& diagnostics) {
  const auto& packs = rules.program->packs;
  for (std::size_t i = 0; i < profile.frameworks.size(); ++i) {
    const std::string& id = profile.frameworks[i];
    if (std::any_of(packs.begin(), packs.end(), [&](const checked::Pack& pack) { return pack.id == id; }))
      continue;
    diagnostics.report({.code = "J0190",
                        .message = "the pack `" + id + "` is not loaded",
                        .primary = {profile.framework_spans[i], "asked for here"},
                        .help = "name it when the rules are loaded (From::frameworks)"});
  }
}

// The profile of a request, added to the sources; nothing when it does not load (complained about).
std::optional<Profile> profileOf(const Request& request, const RuleSet& rules, const AskedKeys& others,
                                 SourceMap& sources, std::vector<Complaint>& complaints) {
  const Limits limits;
  if (request.profile.size() > limits.profile_bytes) {
    complaints.push_back(wrongRequest("the profile is larger than 32 MiB", "check its parts one by one"));
    return std::nullopt;
  }
  Diagnostics diagnostics;
  std::optional<Profile> profile;
  if (const SourceFile* source = addSource(sources, request.name, request.profile, diagnostics))
    profile = readProfile(*source, std::nullopt, rules.vocabulary(), limits, diagnostics,
                          [&others]() -> const AskedKeys& { return others; });
  if (profile) reportUnloaded(*profile, rules, diagnostics);
  complaints = outward(diagnostics, sources);
  if (diagnostics.hasErrors()) return std::nullopt;
  if (profile) profile->name = request.name;
  return profile;
}

}  // namespace

struct Loader {
  static Loaded load(const From& from) {
    const Limits limits;
    PackLibrary library(limits);
    for (const std::string& root : from.roots) library.addRoot(root);
    auto compiled = std::make_shared<Rules::Compiled>();
    compiled->named = from.packs;
    std::vector<std::string> ids = from.packs.empty() ? defaultPacks(library, limits) : from.packs;
    Diagnostics diagnostics;
    if (ids.empty()) {
      diagnostics.report({.code = "J0190",
                          .message = "there is no pack in force below the roots",
                          .help = "a root is the folder in which packs lie by their path"});
    }
    ids.insert(ids.end(), from.frameworks.begin(), from.frameworks.end());
    LoadedPacks packs =
        loadPacks(library, ids, compiled->sources, diagnostics, limits, Reading::WithoutTests);
    std::shared_ptr<const checked::Program> program;
    if (!diagnostics.hasErrors())
      program = jurat::check(std::move(packs.files), diagnostics, limits, Tests::LeftOut);
    Loaded loaded{.complaints = outward(diagnostics, compiled->sources)};
    if (!program) return loaded;
    compiled->others = askedKeys(library, packs.ids, limits);
    compiled->rules = compile(program);
    loaded.rules = Rules(std::move(compiled));
    return loaded;
  }
};

namespace {

// The dates to come, where a report shows them.
std::optional<Timeline> datesOf(const std::vector<std::string>& formats,
                                const std::shared_ptr<const RuleSet>& rules, const Profile& profile,
                                const TimelineOptions& options) {
  const bool shown = std::any_of(formats.begin(), formats.end(), [](const std::string& format) {
    return showsDates(*reportFormat(format), 1);
  });
  return shown ? std::optional(timelineOf(rules, profile, options)) : std::nullopt;
}

}  // namespace

Loaded load(const From& from) { return Loader::load(from); }

std::string_view version() { return kVersion; }

std::string_view word(Outcome outcome) { return outcomeWord(static_cast<jurat::Outcome>(outcome)); }

std::vector<std::string> Rules::packs() const {
  std::vector<std::string> out;
  for (const checked::Pack& pack : compiled_->rules->program->packs)
    out.push_back(pack.id + " " + pack.version);
  std::sort(out.begin(), out.end());
  return out;
}

Answer Rules::check(const Request& request) const {
  Answer answer;
  if (std::optional<Complaint> fault = faultOf(request)) {
    answer.exit_code = static_cast<int>(ExitCode::Usage);
    answer.complaints.push_back(std::move(*fault));
    return answer;
  }
  const RuleSet& rules = *compiled_->rules;
  // The profile stands behind the rules in a map of its own: checks at once know nothing of each other.
  SourceMap sources = compiled_->sources;
  const std::optional<Profile> profile =
      profileOf(request, rules, compiled_->others, sources, answer.complaints);
  if (!profile) {
    answer.exit_code = static_cast<int>(ExitCode::NotLoaded);
    return answer;
  }
  Machine machine(compiled_->rules, Limits{});
  const Assessment assessment = evaluate(machine, *profile,
                                         {.as_of = dayOf(request.as_of).value(),
                                          .named = compiled_->named,
                                          .reasons = request.reports.empty() ? Reasons::Open : Reasons::All});
  const GateResult verdict = gate({&assessment}, {});
  answer.exit_code = static_cast<int>(verdict.code);
  for (const jurat::Finding& each : assessment.findings) answer.findings.push_back(outward(each, sources));
  const std::optional<Timeline> timeline = datesOf(
      request.reports, compiled_->rules, *profile,
      {.from = assessment.as_of.day, .to = comingUntil(assessment.as_of.day), .named = compiled_->named});
  const RunReport report{.parts = {{&assessment, &verdict.views.front(), timeline ? &*timeline : nullptr}},
                         .gate = verdict,
                         .rules = rules,
                         .sources = sources};
  const ReportOptions wording{.engine_version = std::string(kVersion)};
  for (const std::string& format : request.reports)
    answer.reports.push_back({format, reportFormat(format)->write(report, wording)});
  return answer;
}

}  // namespace jurat::engine
