// Workload A by the scalar machine, a company at a time.
#pragma once
#include <algorithm>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "bench/workload_a_rules.h"
#include "engine/batch/records.h"
#include "engine/evaluate/answer_machine.h"

namespace jurat::bench {

class Scalar {
 public:
  explicit Scalar(const Workload& of)
      : of_(of),
        machine_(of.rules, of.options),
        reader_(of.rules, of.options.as_of),
        is_sme_of_(declarationOf(of.is_sme)),
        size_of_(declarationOf(of.size_class)),
        listed_of_(declarationOf(of.listed)),
        high_risk_of_(declarationOf(of.high_risk)) {}

  Profile read(std::string_view line) {
    std::optional<Profile> profile = reader_.profile({.text = line, .name = "data"});
    if (!profile) stop(reader_.complaints());
    return *std::move(profile);
  }

  // The answers as the machine gives them, which keeps them until the next company.
  void evaluate(const Profile& profile) {
    answers_ = &machine_.answer(profile);
    root_ = machine_.instancesOf(of_.company).front();
    is_sme_ = machine_.value(is_sme_of_, 0, root_).can;
    size_ = machine_.value(size_of_, 0, root_);
    systems_.clear();
    for (const InstanceId system : machine_.instancesOf(of_.system))
      systems_.push_back(
          {machine_.value(listed_of_, 0, system).can, machine_.value(high_risk_of_, 0, system).can});
  }

  void write(const Profile& profile, std::string& out) const {
    Line line(out);
    const Answer* name = profile.answer(root_, of_.rules->vocabulary().facts[of_.name]);
    const auto* text = name ? std::get_if<std::string>(&name->value) : nullptr;
    line.begin(text ? *text : "");
    line.outcome("", "is_sme", truthWord(is_sme_));
    line.outcome("", "size_class", sizeWord());
    auto rule = answers_->rules.begin();  // those of a system behind those of the one before it
    std::size_t at = 0;
    for (const InstanceId system : machine_.instancesOf(of_.system)) {
      const std::string& id = profile.instances[system].id;
      for (; rule != answers_->rules.end() && rule->subject == system; ++rule)
        line.outcome(id, of_.prohibition_names[rule->rule], outcomeText(rule->answer.outcome));
      line.outcome(id, "listed_in_annex_iii", truthWord(systems_[at].listed));
      line.outcome(id, "high_risk", truthWord(systems_[at++].high_risk));
    }
    line.amounts();
    for (const AmountValue& amount : answers_->amounts)
      line.amount(of_.tiers[amount.amount], amountText(amount));
    line.end();
  }

 private:
  std::string_view sizeWord() const {
    if (!size_.is(kValue) || (size_.may & (size_.may - 1)) != 0) return "unknown";
    return of_.sizes[static_cast<std::size_t>(__builtin_ctzll(size_.may))];
  }

  checked::DeclarationId declarationOf(BlockId block) const {
    const auto& blocks = of_.rules->first_block;
    const auto at = std::find(blocks.begin(), blocks.end(), static_cast<std::uint32_t>(raw(block)));
    return checked::DeclarationId{static_cast<std::uint32_t>(at - blocks.begin())};
  }
  std::string amountText(const AmountValue& amount) const {
    if (!amount.in_force || amount.bounds != 1) return "";
    const AmountSide& most = answers_->bounds[amount.first_bound].most;
    return most.has && !most.error && !most.may_fail && most.low && most.high && *most.low == *most.high
               ? most.low->text()
               : "";
  }

  struct System {
    std::uint8_t listed = 0, high_risk = 0;
  };
  const Workload& of_;
  AnswerMachine machine_;
  batch::RecordReader reader_;
  checked::DeclarationId is_sme_of_, size_of_, listed_of_, high_risk_of_;
  const CompanyAnswers* answers_ = nullptr;
  InstanceId root_{kNoId};
  std::uint8_t is_sme_ = 0;
  Slot size_;
  std::vector<System> systems_;
};

}  // namespace jurat::bench
