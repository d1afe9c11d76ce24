#include "engine/cli/commands/replay.h"

#include <algorithm>

#include "engine/advice/timeline/policy_over_time.h"
#include "engine/check/check.h"
#include "engine/cli/commands/outputs.h"
#include "engine/evaluate/evaluate.h"
#include "engine/evidence/evidence.h"
#include "engine/gate/waivers.h"
#include "engine/packs/openings.h"
#include "engine/packs/outline.h"
#include "engine/packs/reading.h"
#include "engine/source/read.h"
#include "engine/syntax/parse.h"

namespace jurat {
namespace {

std::optional<AsOf> asOfFrom(const std::string& text) {
  if (const std::optional<Date> day = parseDate(text)) return AsOf{*day, std::nullopt};
  if (const std::optional<Moment> moment = parseMoment(text))
    return AsOf{TimeZone::utc().dayOf(*moment), moment};
  return std::nullopt;
}

bool whole(const std::optional<std::vector<KeptFile>>& files) {
  if (!files) return false;
  for (const KeptFile& file : *files) {
    if (!file.bytes) return false;
  }
  return true;
}

// What the look at evidence found then; files of today say nothing on it.
void noteProofs(const std::vector<std::string>& words, Profile& profile) {
  std::size_t next = 0;
  for (Answer& answer : profile.answers) {
    if (!evidenceOf(answer)) continue;
    const std::optional<Proof> proof = next < words.size() ? proofFromWord(words[next]) : std::nullopt;
    if (proof) answer.proof = *proof;
    ++next;
  }
}

}  // namespace

Replay::Replay(const Record& record, const Arguments& arguments) : session_(arguments) {
  made_ = readInputs(record) && loadRules(*record.rules) && readPolicy(record.policy) && evaluateAll();
}

bool Replay::readInputs(const Record& record) {
  const std::string run = "run " + std::to_string(static_cast<std::int64_t>(record.entry.id));
  if (!whole(record.profiles) || !whole(record.rules)) {
    complain(run +
             " was recorded without its inputs, or they were forgotten: `check --ledger-keep inputs` keeps "
             "them");
    return false;
  }
  const std::optional<RunSettings> settings = record.settings ? readSettings(*record.settings) : std::nullopt;
  if (!settings || !asOfFrom(settings->as_of)) {
    complain(run +
             " does not say how it was asked for: it was recorded by a version that did not keep that, or "
             "it was forgotten");
    return false;
  }
  settings_ = *settings;
  for (const KeptFile& file : *record.profiles) {
    const SourceFile* source = addSource(session_.sources, file.name, *file.bytes, session_.diagnostics);
    std::optional<ProfileText> text = source ? profileText(session_, *source, settings_.input) : std::nullopt;
    if (text) texts_.push_back(std::move(*text));
  }
  return true;
}

bool Replay::loadRules(const std::vector<KeptFile>& files) {
  Diagnostics own;
  std::vector<std::shared_ptr<const ast::File>> trees;
  for (const KeptFile& file : files) {
    const SourceFile* source = addSource(session_.sources, file.name, *file.bytes, own);
    if (!source || outlineOf(source->text).only_tests) continue;
    std::shared_ptr<const ast::File> head = setAside(*source);
    trees.push_back(head ? std::move(head) : parse(*source, own, session_.limits));
  }
  std::shared_ptr<const checked::Program> program;
  if (!own.hasErrors()) program = check(std::move(trees), own, session_.limits, Tests::LeftOut);
  if (program) rules_ = compile(program);
  if (rules_) return true;
  session_.diagnostics.append(own);
  session_.printDiagnostics();
  complain("the rules of that run do not load in this version");
  return false;
}

// The head of a pack of which that run read no more; null for any other file.
std::shared_ptr<const ast::File> Replay::setAside(const SourceFile& source) const {
  const std::vector<std::string>& aside = settings_.set_aside;
  if (aside.empty() || outlineOf(source.text).head_end == std::string::npos) return nullptr;
  Diagnostics unread;
  std::shared_ptr<const ast::File> head = parseHead(source, unread, session_.limits);
  const bool is = head && std::find(aside.begin(), aside.end(), idText(head->pack)) != aside.end();
  return is ? head : nullptr;
}

bool Replay::evaluateAll() {
  std::vector<std::size_t> of;
  AskedKeys unread;
  for (const std::string& key : settings_.unread) {
    const std::size_t dot = key.find('.');
    const bool outermost = dot == std::string::npos;
    unread[outermost ? "" : key.substr(0, dot)].insert(outermost ? key : key.substr(dot + 1));
  }
  profiles_ = bindProfiles(
      session_, texts_, *rules_, [&unread]() -> const AskedKeys& { return unread; }, &of);
  const EvaluateOptions options{
      .as_of = asOfFrom(settings_.as_of).value(), .named = settings_.packs, .reasons = Reasons::All};
  Machine machine(rules_, session_.limits);
  for (std::size_t i = 0; i < profiles_.size(); ++i) {
    if (i < settings_.proofs.size()) noteProofs(settings_.proofs[i], profiles_[i]);
    assessments_.push_back(evaluate(machine, profiles_[i], options));
  }
  if (assessments_.empty()) {
    session_.printDiagnostics();
    complain("the profiles of that run do not load in this version");
    return false;
  }
  judgeAll();
  return true;
}

// Waivers and baseline as they were then.
bool Replay::readPolicy(const std::optional<std::vector<KeptFile>>& files) {
  for (const std::string& name : {settings_.waivers, settings_.baseline}) {
    if (name.empty()) continue;
    const KeptFile* kept = nullptr;
    for (std::size_t i = 0; files && i < files->size(); ++i) {
      if ((*files)[i].name == name && (*files)[i].bytes) kept = &(*files)[i];
    }
    const SourceFile* source =
        kept ? addSource(session_.sources, name, *kept->bytes, session_.diagnostics) : nullptr;
    if (!source) {
      complain("`" + name + "`, which judged that run, was not kept");
      return false;
    }
    if (name == settings_.waivers) waivers_ = readWaivers(*source, session_.limits, session_.diagnostics);
    if (name == settings_.baseline) baseline_ = readBaseline(*source, session_.limits, session_.diagnostics);
  }
  return !session_.printDiagnostics();
}

std::vector<JudgedProfile> Replay::judged() const {
  std::vector<JudgedProfile> judged;
  for (std::size_t i = 0; i < assessments_.size(); ++i) {
    const std::vector<std::string> names =
        i < settings_.judged.size() ? settings_.judged[i] : std::vector<std::string>{};
    judged.push_back({.assessment = &assessments_[i],
                      .by_waivers = names.size() == 2 ? names[0] : assessments_[i].profile_name,
                      .by_baseline = names.size() == 2 ? names[1] : assessments_[i].profile_name});
  }
  return judged;
}

std::vector<Timeline> Replay::timelines() const {
  return timelinesOf(rules_, profiles_,
                     {.from = {}, .to = {}, .named = settings_.packs, .limits = session_.limits}, judged(),
                     {.waivers = waivers_.get(), .baseline = baseline_ ? &*baseline_ : nullptr});
}

void Replay::judgeAll() {
  GatePolicy policy{.options = gateOptions(),
                    .levels = {},
                    .waivers = waivers_,
                    .baseline = baseline_ ? &*baseline_ : nullptr,
                    .no_grow = settings_.no_grow};
  for (const std::vector<std::string>& level : settings_.levels) {
    if (level.size() == 2)
      policy.levels.push_back({level[0], levelFromWord(level[1]).value_or(Level::Fail), {}});
  }
  verdict_ = gate(judged(), policy);
}

// Words that this version does not know leave the default, and the comparison then says what came of it.
GateOptions Replay::gateOptions() const {
  GateOptions gate;
  gate.fail_on.clear();
  gate.strengths.clear();
  for (const std::string& word : settings_.fail_on) {
    if (const std::optional<Outcome> outcome = outcomeFromWord(word)) gate.fail_on.push_back(*outcome);
  }
  for (const std::string& word : settings_.strength) {
    if (const std::optional<checked::Strength> strength = strengthFromWord(word))
      gate.strengths.push_back(*strength);
  }
  gate.min_severity = severityFromWord(settings_.min_severity).value_or(gate.min_severity);
  return gate;
}

std::string Replay::report(const ReportFormat& format) const {
  // Programs read English whatever people asked for.
  const std::size_t column = settings_.language == "zh" && format.name != "json" ? 1 : 0;
  GateResult verdict = verdict_;
  for (const std::vector<std::string>& change : settings_.changes) {
    if (change.size() == 2) verdict.policy.push_back(verbatim(change[column]));
  }
  RunReport report{.parts = {}, .gate = verdict, .rules = *rules_, .sources = session_.sources};
  const std::vector<Timeline> dates =
      showsDates(format, profiles_.size()) ? timelines() : std::vector<Timeline>{};
  for (std::size_t i = 0; i < assessments_.size(); ++i)
    report.parts.push_back({&assessments_[i], &verdict.views[i], dates.empty() ? nullptr : &dates[i]});
  ReportOptions wording = wordingOf(session_);
  wording.language = languageFromCode(settings_.language).value_or(wording.language);
  wording.width = settings_.width;
  wording.today = settings_.today;
  wording.directory = settings_.directory;
  return format.write(report, wording);
}

}  // namespace jurat
