// Workload A by the scalar machine, a company at a time.
#pragma once
#include <optional>
#include <string>
#include <string_view>
#include <utility>
#include <vector>

#include "bench/workload_a_rules.h"
#include "engine/batch/records.h"
#include "engine/evaluate/answer_machine.h"

namespace jurat::bench {

class Scalar {
 public:
  explicit Scalar(const Workload& of)
      : of_(of), machine_(of.rules, of.options), reader_(of.rules, of.options.as_of) {}

  Profile read(std::string_view line) {
    std::optional<Profile> profile = reader_.profile({.text = line, .name = "data"});
    if (!profile) stop(reader_.complaints());
    return *std::move(profile);
  }

  // The form that the machine computes with; the profile must outlive it.
  Company prepared(const Profile& profile) { return machine_.prepared(profile); }

  // The answers as the machine gives them, kept until the next company.
  void evaluate(const Profile& profile) { keep(machine_.answer(profile)); }
  void evaluate(const Company& company) { keep(machine_.answer(company)); }

  void keep(const CompanyAnswers& answers) {
    root_ = machine_.instancesOf(of_.company).front();
    is_sme_ = machine_.result(of_.is_sme, root_).can;
    size_ = machine_.result(of_.size_class, root_);
    systems_.clear();
    for (const InstanceId system : machine_.instancesOf(of_.system)) {
      System& out = systems_.emplace_back();
      out.listed = machine_.result(of_.listed, system).can;
      out.high_risk = machine_.result(of_.high_risk, system).can;
    }
    answers_ = &answers;
  }

  void write(const Profile& profile, std::string& out) const {
    Line line(out);
    const Answer* name = profile.answer(root_, of_.rules->vocabulary().facts[of_.name]);
    const auto* text = name ? std::get_if<std::string>(&name->value) : nullptr;
    line.begin(text ? *text : "");
    line.outcome("", "is_sme", truthWord(is_sme_));
    line.outcome("", "size_class", sizeWord());
    std::size_t at = 0, next = 0;
    for (const InstanceId system : machine_.instancesOf(of_.system)) {
      const std::string& id = profile.instances[system].id;
      const System& answers = systems_[at++];
      // Subject by subject, as the machine lists them.
      for (; next < answers_->rules.size() && answers_->rules[next].subject == system; ++next) {
        const RuleResult& rule = answers_->rules[next];
        line.outcome(id, of_.prohibition_names[rule.rule], outcomeText(rule.answer.outcome));
      }
      line.outcome(id, "listed_in_annex_iii", truthWord(answers.listed));
      line.outcome(id, "high_risk", truthWord(answers.high_risk));
    }
    line.amounts();
    for (const AmountValue& amount : answers_->amounts) line.amount(of_.tiers[amount.amount], figure(amount));
    line.end();
  }

 private:
  std::string_view sizeWord() const {
    if (!size_.is(kValue) || (size_.may & (size_.may - 1)) != 0) return "unknown";
    return of_.sizes[static_cast<std::size_t>(__builtin_ctzll(size_.may))];
  }

  // Empty when it is not known.
  std::string figure(const AmountValue& amount) const {
    if (!amount.in_force || amount.maybe_in_force || amount.bounds != 1) return "";
    const BoundResult& bound = answers_->bounds[amount.first_bound];
    const AmountSide& most = bound.most;
    const bool failed = bound.least.error || bound.least.may_fail || most.error || most.may_fail;
    return !bound.least.has && !failed && most.low && most.low == most.high ? most.low->text() : "";
  }

  struct System {
    std::uint8_t listed = 0, high_risk = 0;
  };
  const Workload& of_;
  AnswerMachine machine_;
  const CompanyAnswers* answers_ = nullptr;
  batch::RecordReader reader_;
  InstanceId root_{kNoId};
  std::uint8_t is_sme_ = 0;
  Slot size_;
  std::vector<System> systems_;
};

}  // namespace jurat::bench
