#include "engine/cli/comparison.h"

#include <algorithm>
#include <mutex>

#include "engine/bundle/calling.h"
#include "engine/evaluate/evaluate.h"

namespace jurat {

void ComparedSide::evaluateAll() {
  for (const ProfileText& text : texts) {
    std::optional<Profile> profile =
        bindProfile(text.document, rules->vocabulary(), session->limits, session->diagnostics,
                    others ? others : session->otherKeys());
    if (text.faulty) profile.reset();
    if (profile) profile->name = text.source->name;
    profiles.push_back(std::move(profile));
  }
  Machine machine(rules, session->limits);
  // What is not open is explained too: an answer that made it so may be the one that changes.
  const EvaluateOptions options{.as_of = as_of, .named = session->namedPacks(), .reasons = Reasons::All};
  std::vector<Assessment*> all;
  for (const std::optional<Profile>& profile : profiles) {
    assessments.push_back(profile ? evaluate(machine, *profile, options) : Assessment());
    if (profile) all.push_back(&assessments.back());
  }
  session->leaveOutOthers(all);
}

namespace {

// What packs outside that session's run ask, and all that `other` asks: found out by the first thread that
// meets an answer to it.
OtherKeys keysBeside(Session& session, const std::shared_ptr<const RuleSet>& other) {
  struct Known {
    std::once_flag once;
    AskedKeys keys;
  };
  const auto known = std::make_shared<Known>();
  return [own = session.otherKeys(), other, known]() -> const AskedKeys& {
    std::call_once(known->once, [&] {
      if (own) known->keys = own();
      if (!other) return;
      for (const AskedKeys& pack : bundle::askedKeysOf(*other->program)) {
        for (const auto& [key, asked] : pack) known->keys[key].insert(asked.begin(), asked.end());
      }
    });
    return known->keys;
  };
}

}  // namespace

void knowEachOther(ComparedSide& before, ComparedSide& after) {
  const bool same = before.session == after.session;
  after.others = keysBeside(*after.session, same ? nullptr : before.rules);
  before.others = same ? after.others : keysBeside(*before.session, after.rules);
}

DifferenceReport compared(const ComparedSide& before, const ComparedSide& after) {
  DifferenceReport report;
  const std::size_t count = std::min(before.profiles.size(), after.profiles.size());
  for (std::size_t i = 0; i < count; ++i) {
    if (!before.profiles[i] || !after.profiles[i]) {
      ++report.not_read;
      continue;
    }
    const auto side = [i](const ComparedSide& of) {
      return Side{&of.assessments[i], &*of.profiles[i], of.rules.get(), &of.session->sources};
    };
    ComparedProfile profile{side(before), side(after), differenceOf(side(before), side(after))};
    findReasons(profile.difference, profile.before, profile.after);
    report.profiles.push_back(std::move(profile));
  }
  return report;
}

ExitCode writeDifference(const Session& session, const DifferenceReport& report,
                         const std::vector<Output>& outputs, ExitCode code) {
  if (report.profiles.empty() && report.only_before.empty() && report.only_after.empty()) return code;
  for (const Output& output : outputs) {
    const ReportOptions wording = wordingFor(session, output);
    const std::string text = output.format == "json"       ? differenceJson(report, wording)
                             : output.format == "markdown" ? differenceMarkdown(report, wording)
                                                           : differenceText(report, wording);
    if (!write(output, text)) code = worse(code, ExitCode::NotWritten);
  }
  return code;
}

const std::vector<std::string>& differenceFormats() {
  static const std::vector<std::string> formats = {"text", "json", "markdown"};
  return formats;
}

Message dayText(const AsOf& as_of) { return {Phrase::AsOf, {verbatim(asOfText(as_of))}}; }

}  // namespace jurat
