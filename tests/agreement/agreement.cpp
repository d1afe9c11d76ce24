#include "tests/agreement/agreement.h"

#include <fmt/format.h>

#include <algorithm>
#include <map>
#include <set>

#include "engine/evaluate/describe.h"
#include "engine/evaluate/steps.h"
#include "engine/syntax/parse.h"
#include "tests/agreement/reference.h"

namespace jurat::agreement {

using reference::Cause;
using reference::Possible;
using reference::Reference;

std::unique_ptr<Loaded> load(const std::string& text) {
  auto out = std::make_unique<Loaded>();
  const SourceFile& source = out->sources.add("gen/pack.jurat", text);
  std::shared_ptr<const ast::File> file = parse(source, out->diagnostics);
  if (out->diagnostics.hasErrors()) return out;
  out->program = check({file}, out->diagnostics);
  if (out->program) out->rules = compile(out->program);
  return out;
}

std::optional<Profile> readAnswers(Loaded& loaded, const std::string& text) {
  const SourceFile& source = loaded.sources.add("profile.yaml", text);
  return readProfile(source, ProfileSyntax::Yaml, loaded.program->vocabulary, {}, loaded.diagnostics);
}

AsOf parseAsOf(const std::string& text) {
  AsOf out;
  if (const std::optional<Date> day = parseDate(text)) {
    out.day = *day;
  } else if (const std::optional<Moment> moment = parseMoment(text)) {
    out.moment = *moment;
    out.day = TimeZone::utc().dayOf(*moment);
  }
  return out;
}

std::string complaints(const Loaded& loaded) {
  std::string out;
  for (const Diagnostic& each : loaded.diagnostics.sorted()) {
    if (each.level != DiagnosticLevel::Error) continue;
    out += fmt::format("{} {}: {} [{}]\n", loaded.sources.placeText(each.primary.span), each.code, each.message, loaded.sources.text(each.primary.span));
  }
  return out;
}

namespace {

std::set<Cause> causesOf(const std::vector<Missing>& missing) {
  std::set<Cause> out;
  for (const Missing& each : missing) {
    Cause cause{each.kind, raw(each.instance), raw(each.fact), each.option, ""};
    if (each.fact == FactId{kNoId}) cause.name = each.name;
    if (each.kind == Missing::Kind::Judgement && each.fact == FactId{kNoId}) cause.instance = kNoId;
    out.insert(cause);
  }
  return out;
}

std::string causeText(const Machine& machine, const Cause& cause) {
  const Vocabulary& vocabulary = machine.rules().vocabulary();
  std::string where = cause.instance == kNoId ? "" : instancePath(machine, InstanceId{cause.instance}) + ".";
  if (cause.fact != kNoId) where += vocabulary.facts[FactId{cause.fact}].name + "[" + std::to_string(cause.option) + "]";
  return fmt::format("{}:{}{}", static_cast<int>(cause.kind), where, cause.name);
}

std::string causesText(const Machine& machine, const std::set<Cause>& causes) {
  std::string out;
  for (const Cause& cause : causes) out += (out.empty() ? "" : ", ") + causeText(machine, cause);
  return "{" + out + "}";
}

std::string outcomesText(const std::set<Outcome>& outcomes) {
  std::string out;
  for (const Outcome outcome : outcomes) out += (out.empty() ? "" : ", ") + std::string(outcomeWord(outcome));
  return "{" + out + "}";
}

std::string bound(const std::optional<Number>& at) { return at ? at->text() : "open"; }

std::string kindsText(bool yes, bool no, bool value, bool none, bool error) {
  std::string out;
  for (const auto& [holds, word] : {std::pair{yes, "yes "}, std::pair{no, "no "}, std::pair{value, "value "}, std::pair{none, "none "},
                                    std::pair{error, "error "}}) {
    if (holds) out += word;
  }
  return out;
}

std::string describe(const Possible& one, reference::Form form) {
  std::string out = kindsText(one.yes, one.no, one.value, one.none, one.error);
  if (!one.value) return out;
  if (form == reference::Form::Ordered) {
    out += one.length == reference::Length::Any ? "any period" : fmt::format("{}..{}", bound(one.low), bound(one.high));
    if (one.length == reference::Length::Months) out += " months";
    if (one.currency) out += " " + currencyCode(one.currency);
  }
  if (form == reference::Form::Option || form == reference::Form::Set) out += fmt::format("may {}", fmt::join(one.may, ","));
  if (form == reference::Form::Set) out += fmt::format(" must {}", fmt::join(one.must, ","));
  return out;
}

std::string describe(const Slot& slot, reference::Form form) {
  std::string out = kindsText(slot.could(kYes), slot.could(kNo), slot.could(kValue), slot.could(kNone), slot.could(kError));
  if (!slot.could(kValue)) return out;
  if (form == reference::Form::Ordered) {
    const std::string low = slot.flags & kLowOpen ? "open" : slot.low.text(), high = slot.flags & kHighOpen ? "open" : slot.high.text();
    out += slot.flags & kAnyPeriod ? "any period" : low + ".." + high;
    if (slot.flags & kMonths && !(slot.flags & kAnyPeriod)) out += " months";
    if (slot.unit) out += " " + currencyCode(slot.unit);
  }
  const auto members = [](std::uint64_t bits) {
    std::vector<int> found;
    for (int i = 0; i < 64; ++i) {
      if (bits >> i & 1) found.push_back(i);
    }
    return fmt::format("{}", fmt::join(found, ","));
  };
  if (form == reference::Form::Option || form == reference::Form::Set) out += "may " + members(slot.may);
  if (form == reference::Form::Set) out += " must " + members(slot.must);
  return out;
}

class Comparison {
 public:
  Comparison(Machine& machine, const Profile& profile, const AsOf& as_of)
      : machine_(machine), profile_(profile), program_(*machine.rules().program), reference_(program_, profile, as_of) {}

  std::optional<std::string> run() {
    for (std::uint32_t i = 0; i < program_.declarations.size() && !found_; ++i) definition(checked::DeclarationId{i});
    for (const RuleCode& rule : machine_.rules().rules) {
      each(program_.declarations[rule.declaration].subject, [&](InstanceId subject) { compareRule(rule, subject); });
    }
    for (std::size_t i = 0; i < machine_.rules().amounts.size(); ++i) {
      const AmountCode& amount = machine_.rules().amounts[i];
      each(program_.declarations[amount.declaration].subject, [&](InstanceId subject) { compareAmount(i, subject); });
    }
    return found_;
  }

 private:
  template <typename Visit>
  void each(EntityId entity, Visit visit) {
    for (std::uint32_t i = 0; i < profile_.instances.size() && !found_; ++i) {
      if (profile_.instances[InstanceId{i}].entity == entity) visit(InstanceId{i});
    }
  }

  void differ(std::string about, const std::string& machine, const std::string& reference) {
    if (!found_) found_ = fmt::format("{}\n  machine:   {}\n  reference: {}", about, machine, reference);
  }

  void definition(checked::DeclarationId id) {
    const checked::Declaration& declaration = program_.declarations[id];
    if (declaration.kind != checked::DeclarationKind::Define) return;
    std::vector<std::uint32_t> options{kNoId};
    if (declaration.per != ChoiceId{kNoId}) options = program_.vocabulary.choices[declaration.per].lowest;
    const reference::Form form = reference::formOf(declaration.type);
    for (std::uint32_t i = 0; i < options.size(); ++i) {
      each(declaration.subject, [&](InstanceId element) {
        const Slot& slot = machine_.result(BlockId{machine_.rules().first_block[raw(id)] + i}, element);
        const Possible said = reference_.definition(id, options[i], {raw(element), kNoId, kNoId});
        const std::string about = fmt::format("define {} [{}] of {}", declaration.name, options[i], instancePath(machine_, element));
        if (describe(slot, form) != describe(said, form)) return differ(about, describe(slot, form), describe(said, form));
        const std::set<Cause> causes = causesOf(missingOf(machine_, slot.cause));
        if (causes != said.causes) differ(about + ", " + describe(said, form), causesText(machine_, causes), causesText(machine_, said.causes));
      });
    }
  }

  void compareRule(const RuleCode& rule, InstanceId subject) {
    const Finding finding = findingOf(machine_, rule, subject, false);
    const reference::RuleAnswer answer = reference_.rule(rule.declaration, rule.option, subject);
    const std::string about = finding.id + " for " + finding.subject_path;
    std::set<Outcome> could_be(finding.could_be.begin(), finding.could_be.end());
    if (could_be.empty()) could_be = {finding.outcome};
    const std::string mine = std::string(outcomeWord(finding.outcome)) + " " + outcomesText(could_be);
    const std::string other = std::string(outcomeWord(answer.outcome)) + " " + outcomesText(answer.possible);
    if (mine != other) return differ(about, mine, other);
    const std::set<Cause> causes = causesOf(finding.missing);
    if (causes != answer.causes) return differ(about + ", " + mine, causesText(machine_, causes), causesText(machine_, answer.causes));
    for (const RuleVersion& version : rule.versions) {
      const Frame* duty = machine_.ran(version.duty, subject);
      if (!duty) continue;
      for (std::size_t i = 0; i < version.exposures.size() && i < answer.exposures.size(); ++i) {
        const std::string line = describe(duty->slots[version.exposures[i].active], reference::Form::Truth);
        const std::string wanted = describe(answer.exposures[i], reference::Form::Truth);
        if (line != wanted) return differ(fmt::format("{}, exposure {}", about, i), line, wanted);
      }
    }
  }

  static std::string sideText(bool has, const std::optional<Number>& low, const std::optional<Number>& high) {
    return has ? bound(low) + ".." + bound(high) : "not set";
  }

  void compareAmount(std::size_t index, InstanceId subject) {
    const AmountCode& code = machine_.rules().amounts[index];
    const AmountResult result = amountOf(machine_, index, subject);
    const reference::AmountAnswer answer = reference_.amount(code.declaration, code.option, subject);
    const std::string about = result.id + " for " + result.subject_id;
    std::string mine = result.in_force ? "in force:" : "none", other = answer.in_force ? "in force:" : "none";
    if (result.maybe_in_force) mine += " perhaps";
    if (answer.in_force && answer.open_dates) other += " perhaps";
    for (const AmountBound& each : result.bounds) {
      mine += fmt::format(" {}[at least {} at most {}{}]", each.label, sideText(each.has_least, each.least_low, each.least_high),
                          sideText(each.has_most, each.most_low, each.most_high), each.error ? " error" : each.may_fail ? " may fail" : "");
    }
    for (const reference::BoundAnswer& each : answer.bounds) {
      other += fmt::format(" {}[at least {} at most {}{}]", each.label, sideText(each.least.has, each.least.low, each.least.high),
                           sideText(each.most.has, each.most.low, each.most.high), each.error ? " error" : each.may_fail ? " may fail" : "");
    }
    if (mine != other) return differ(about, mine, other);
    if (result.determined()) return;
    const std::set<Cause> causes = causesOf(result.missing);
    if (causes != answer.causes) differ(about + ", " + mine, causesText(machine_, causes), causesText(machine_, answer.causes));
  }

  Machine& machine_;
  const Profile& profile_;
  const checked::Program& program_;
  Reference reference_;
  std::optional<std::string> found_;
};

}  // namespace

std::optional<std::string> difference(Machine& machine, const Profile& profile, const AsOf& as_of) {
  machine.start(profile, as_of);
  return Comparison(machine, profile, as_of).run();
}

std::vector<Claim> claims(Machine& machine, const Profile& profile, const AsOf& as_of) {
  machine.start(profile, as_of);
  std::vector<Claim> out;
  const checked::Program& program = *machine.rules().program;
  for (std::uint32_t i = 0; i < profile.instances.size(); ++i) {
    const InstanceId subject{i};
    const EntityId entity = profile.instances[subject].entity;
    const std::string path = " of " + instancePath(machine, subject);
    for (const RuleCode& rule : machine.rules().rules) {
      if (program.declarations[rule.declaration].subject != entity) continue;
      const Finding finding = findingOf(machine, rule, subject, false);
      Claim claim;
      claim.about = finding.id + path;
      claim.could_be = finding.could_be.empty() ? std::vector{finding.outcome} : finding.could_be;
      out.push_back(std::move(claim));
    }
    for (std::size_t index = 0; index < machine.rules().amounts.size(); ++index) {
      if (program.declarations[machine.rules().amounts[index].declaration].subject != entity) continue;
      const AmountResult result = amountOf(machine, index, subject);
      for (const AmountBound& bound : result.bounds) {
        if (bound.error || result.maybe_in_force) continue;
        if (bound.has_least) out.push_back({result.id + path + " at least " + bound.label, {}, bound.least_low, bound.least_high, true});
        if (bound.has_most) out.push_back({result.id + path + " at most " + bound.label, {}, bound.most_low, bound.most_high, true});
      }
    }
  }
  return out;
}

std::optional<std::string> undone(const std::vector<Claim>& before, const std::vector<Claim>& after) {
  std::map<std::string, const Claim*> then;
  for (const Claim& claim : before) then[claim.about] = &claim;
  for (const Claim& now : after) {
    const auto found = then.find(now.about);
    if (found == then.end()) continue;
    const Claim& was = *found->second;
    if (now.bound) {
      // A side that is open on both ends says nothing, not even that there is a value.
      if (was.low && now.low && *now.low < *was.low) return now.about + ": from at least " + bound(was.low) + " to " + bound(now.low);
      if (was.high && now.high && *was.high < *now.high) return now.about + ": from at most " + bound(was.high) + " to " + bound(now.high);
      if ((was.low && !now.low && now.high) || (was.high && !now.high && now.low)) return now.about + ": a bound was lost";
      continue;
    }
    if (!std::includes(was.could_be.begin(), was.could_be.end(), now.could_be.begin(), now.could_be.end())) {
      return now.about + ": from " + outcomesText({was.could_be.begin(), was.could_be.end()}) + " to " +
             outcomesText({now.could_be.begin(), now.could_be.end()});
    }
  }
  return std::nullopt;
}

}  // namespace jurat::agreement
