#include "engine/evaluate/answer_machine.h"

#include <algorithm>
#include <utility>

#include "engine/evaluate/amounts.h"

namespace jurat {

AnswerMachine::AnswerMachine(std::shared_ptr<const RuleSet> rules, EvaluateOptions options, Listed listed,
                             Limits limits)
    : options_(std::move(options)),
      listed_(listed),
      machine_(rules, limits),
      prepared_(prepare(rules, options_.as_of, limits)),
      maker_(*rules),
      reckoner_(*prepared_, maker_.forms(), machine_),
      of_entity_(rules->vocabulary().entities.size()) {
  planRules();
  planAmounts();
}

void AnswerMachine::planRules() {
  const RuleSet& rules = machine_.rules();
  const checked::Program& program = *rules.program;
  rules_of_.resize(program.vocabulary.entities.size());
  guards_of_.resize(program.vocabulary.entities.size());
  std::vector<std::uint32_t> order;
  for (std::uint32_t i = 0; i < rules.rules.size(); ++i) order.push_back(i);
  const auto declaration_of = [&](std::uint32_t i) -> const checked::Declaration& {
    return program.declarations[rules.rules[i].declaration];
  };
  const auto id = [&](std::uint32_t i) -> const std::string& {
    return program.packs[declaration_of(i).pack].id;
  };
  std::stable_sort(order.begin(), order.end(),
                   [&](std::uint32_t a, std::uint32_t b) { return id(a) < id(b); });
  left_out_.resize(rules.rules.size());
  for (const std::uint32_t i : order) {
    const checked::Declaration& declaration = declaration_of(i);
    Rule rule{.index = i, .pack = declaration.pack, .version = versionOn(rules.rules[i], options_.as_of.day)};
    if (declaration.control)
      rule.catalogue = &program.vocabulary.choices[program.vocabulary.entities[declaration.subject].keyed_by];
    const Slot* dates = rule.version ? prepared_->settled(rule.version->dates) : nullptr;
    if (dates && dates->is(kNo)) rule.version = nullptr;
    if (rule.version) {
      const bool unconfirmed = rule.version->source->general.confidence.level == checked::Level::Unconfirmed;
      rule.plain = dates && dates->is(kYes) && rule.version->due == kNoId && !unconfirmed;
      rule.applies = prepared_->behind(rule.version->applies);
    }
    std::vector<Rule>& all = rules_of_[raw(declaration.subject)];
    Guards& guards = guards_of_[raw(declaration.subject)];
    const auto number = static_cast<std::uint32_t>(all.size());
    if (rule.catalogue) {
      guards.addUnguarded(number);
    } else if (rule.version) {
      guards.add(*prepared_, *rule.version, number);
      left_out_[i] = {.outcome = Outcome::NotApplicable, .possible = kNotApplicable};
    }
    all.push_back(rule);
  }
}

void AnswerMachine::planAmounts() {
  const RuleSet& rules = machine_.rules();
  for (std::uint32_t i = 0; i < rules.amounts.size(); ++i) {
    const checked::Declaration& declaration = rules.program->declarations[rules.amounts[i].declaration];
    amounts_.push_back({.index = i,
                        .pack = declaration.pack,
                        .subject = declaration.subject,
                        .version = versionOn(rules.amounts[i], options_.as_of.day)});
    Amount& amount = amounts_.back();
    if (!amount.version) continue;
    const BlockId dates = amount.version->dates;
    const Slot* settled = dates == BlockId{kNoId} ? nullptr : prepared_->settled(dates);
    amount.in_force = dates == BlockId{kNoId} || (settled && settled->is(kYes));
  }
}

const AnswerMachine::Selection& AnswerMachine::select(const Company& company) {
  const RuleSet& rules = machine_.rules();
  const bool usual = !company.asksFrameworks() && (rules.called_for.empty() || !options_.named.empty());
  if (usual && usual_) return *usual_;
  const Profile& profile = company.profile();
  asking_.frameworks = profile.frameworks;
  asking_.refused.clear();
  // Packs that are named run whether they are called for or not.
  if (options_.named.empty()) {
    for (const auto& [pack, block] : rules.called_for) {
      const std::vector<InstanceId>& asked = instancesOf(rules.blocks[block].subject);
      const bool no = !asked.empty() && result(block, asked.front()).is(kNo);
      asking_.refused.push_back(no ? 'y' : 'n');
    }
  }
  const auto known = selections_.find(asking_);
  if (known != selections_.end()) return known->second;
  const auto refused = [&](PackId pack) {
    for (std::size_t i = 0; i < asking_.refused.size(); ++i) {
      if (rules.called_for[i].first == pack && asking_.refused[i] == 'y') return true;
    }
    return false;
  };
  Selection runs(rules.program->packs.size(), 0);
  for (const PackUse& use : selectPacks(*rules.program, profile.frameworks, refused, options_))
    runs[raw(use.pack)] = use.loaded;
  const Selection& made = selections_.emplace(asking_, std::move(runs)).first->second;
  if (usual) usual_ = &made;
  return made;
}

void AnswerMachine::answerTo(const Rule& rule, InstanceId subject, RuleAnswer& out) {
  if (rule.catalogue) {
    const auto [from, until] = rule.catalogue->days(reckoner_.recordOf(subject).option);
    if (options_.as_of.day < from || until < options_.as_of.day) return;
  }
  if (!rule.version) return;
  if (rule.plain) {
    const Reckoner::Word applies = reckoner_.truthOf(rule.applies, subject);
    if (applies == kNo) {
      out.outcome = Outcome::NotApplicable;
      out.possible = kNotApplicable;
      return;
    }
    const Reckoner::Word duty =
        applies == Reckoner::kUnclear ? Reckoner::kUnclear : reckoner_.verdictOf(rule.version->duty, subject);
    // As answerUnder().
    if (duty != Reckoner::kUnclear) {
      std::uint8_t bits = Reckoner::bitsOf(duty);
      if (applies & kNo) bits |= kNotApplicable;
      out.possible = bits;
      if ((bits & (bits - 1)) == 0) {
        out.outcome = outcomeOf(bits);
      } else {
        const bool review = machine_.causes().onlyJudgement(Reckoner::causeOf(applies | duty));
        out.outcome = review ? Outcome::Review : Outcome::Undetermined;
      }
      return;
    }
  }
  out = answerUnder(reckoner_.machine(), *rule.version, subject);
}

void AnswerMachine::askRules(EntityId entity, InstanceId subject, const Selection& runs) {
  const std::vector<Rule>& rules = rules_of_[raw(entity)];
  if (rules.empty()) return;
  const std::vector<std::uint32_t>& concerning = guards_of_[raw(entity)].concerning(reckoner_, subject);
  if (listed_ == Listed::Concerning) {
    for (const std::uint32_t number : concerning) {
      const Rule& rule = rules[number];
      if (!runs[raw(rule.pack)]) continue;
      RuleResult& result = out_.rules.emplace_back();
      result.rule = rule.index;
      result.subject = subject;
      answerTo(rule, subject, result.answer);
    }
    return;
  }
  std::size_t next = 0;
  for (std::uint32_t number = 0; number < rules.size(); ++number) {
    const bool concerns = next < concerning.size() && concerning[next] == number;
    if (concerns) ++next;
    const Rule& rule = rules[number];
    if (!runs[raw(rule.pack)]) continue;
    RuleResult& result = out_.rules.emplace_back();
    result.rule = rule.index;
    result.subject = subject;
    if (concerns) {
      answerTo(rule, subject, result.answer);
    } else {
      result.answer = left_out_[rule.index];
    }
  }
}

AmountSide AnswerMachine::side(const Amount& amount, InstanceId subject, std::uint32_t slot_index, bool least,
                               AmountValue& value) {
  AmountSide out;
  if (slot_index == kNoId) return out;
  const BlockId block = amount.version->block;
  Figure figure;
  if (reckoner_.figureIn(block, subject, slot_index, figure)) {
    out.has = true;
    out.low = figure.number();
    out.high = out.low;
    if (figure.unit) value.currency = figure.unit;
    return out;
  }
  Machine& machine = reckoner_.machine();
  const Slot& slot = machine.slotOf(machine.run(block, subject), slot_index);
  if (slot.is(kNone)) return out;  // not set by the level that decides
  out.has = true;
  out.error = slot.is(kError);
  out.may_fail = slot.could(kError) && !slot.is(kError);
  if (!slot.could(kValue)) return out;
  // A side that the level which decides may not set is open in its direction.
  if (!(slot.flags & kLowOpen) && !(least && slot.could(kNone))) out.low = slot.low;
  if (!(slot.flags & kHighOpen) && !(!least && slot.could(kNone))) out.high = slot.high;
  if (slot.unit) value.currency = slot.unit;
  return out;
}

void AnswerMachine::askAmount(const Amount& amount, InstanceId subject) {
  const AmountCode& code = machine_.rules().amounts[amount.index];
  AmountValue& value = out_.amounts.emplace_back();
  value.amount = amount.index;
  value.subject = subject;
  value.currency = machine_.rules().program->declarations[code.declaration].type.id;
  value.first_bound = static_cast<std::uint32_t>(out_.bounds.size());
  if (!amount.version) return;
  if (!amount.in_force) {
    const Slot& force = result(amount.version->dates, subject);
    if (!force.could(kYes)) return;
    value.maybe_in_force = !force.single();
  }
  value.in_force = true;
  for (const BoundCode& bound : amount.version->bounds) {
    BoundResult result{.label = &bound.label, .least = {}, .most = {}};
    result.least = side(amount, subject, bound.at_least, true, value);
    result.most = side(amount, subject, bound.at_most, false, value);
    if (result.least.has || result.most.has) out_.bounds.push_back(result);
  }
  value.bounds = static_cast<std::uint32_t>(out_.bounds.size()) - value.first_bound;
}

void AnswerMachine::list(const Company& company) {
  for (std::vector<InstanceId>& of : of_entity_) of.clear();
  for (std::uint32_t i = 0; i < company.size(); ++i)
    of_entity_[raw(company.records()[i].entity)].push_back(InstanceId{i});
}

Company AnswerMachine::prepared(const Profile& profile) {
  Company company;
  maker_.make(profile, company);
  return company;
}

const CompanyAnswers& AnswerMachine::answer(const Profile& profile) {
  maker_.make(profile, company_);
  return answer(company_);
}

const CompanyAnswers& AnswerMachine::answer(const Company& company) {
  reckoner_.start(company);
  list(company);
  out_.rules.clear();
  out_.amounts.clear();
  out_.bounds.clear();
  const Selection& runs = select(company);
  for (std::uint32_t i = 0; i < company.size(); ++i)
    askRules(company.records()[i].entity, InstanceId{i}, runs);
  for (const Amount& amount : amounts_) {
    if (!runs[raw(amount.pack)]) continue;
    for (const InstanceId* root = company.rootsBegin(); root != company.rootsEnd(); ++root) {
      if (company.records()[raw(*root)].entity == amount.subject) askAmount(amount, *root);
    }
  }
  out_.steps = reckoner_.steps();
  return out_;
}

}  // namespace jurat
