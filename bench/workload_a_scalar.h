// Workload A by the scalar machine, a company at a time.
#pragma once
#include <optional>
#include <string>
#include <string_view>
#include <utility>
#include <vector>

#include "bench/workload_a_rules.h"
#include "engine/batch/records.h"
#include "engine/evaluate/amounts.h"
#include "engine/evaluate/verdict.h"

namespace jurat::bench {

class Scalar {
 public:
  explicit Scalar(const Workload& of) : of_(of), machine_(of.rules), reader_(of.rules, of.options.as_of) {}

  Profile read(std::string_view line) {
    std::optional<Profile> profile = reader_.profile({.text = line, .name = "data"});
    if (!profile) stop(reader_.complaints());
    return *std::move(profile);
  }

  // The answers as the machine gives them, kept until the next company.
  void evaluate(const Profile& profile) {
    machine_.start(profile, of_.options.as_of);
    root_ = machine_.instancesOf(of_.company).front();
    is_sme_ = machine_.result(of_.is_sme, root_).can;
    size_ = machine_.result(of_.size_class, root_);
    systems_.clear();
    for (const InstanceId system : machine_.instancesOf(of_.system)) {
      System& out = systems_.emplace_back();
      for (const std::uint32_t rule : of_.prohibitions)
        out.outcomes.push_back(answerOf(machine_, of_.rules->rules[rule], system).outcome);
      out.listed = machine_.result(of_.listed, system).can;
      out.high_risk = machine_.result(of_.high_risk, system).can;
    }
    amounts_.clear();
    for (const AmountCode& amount : of_.rules->amounts) {
      std::uint32_t cause = 0;
      const AmountResult result = amountFrom(machine_, amount, root_, cause);
      const bool single = result.determined() && result.bounds.size() == 1 && result.bounds[0].most_low;
      amounts_.push_back(single ? result.bounds[0].most_low : std::nullopt);
    }
  }

  void write(const Profile& profile, std::string& out) const {
    Line line(out);
    const Answer* name = profile.answer(root_, of_.rules->vocabulary().facts[of_.name]);
    const auto* text = name ? std::get_if<std::string>(&name->value) : nullptr;
    line.begin(text ? *text : "");
    line.outcome("", "is_sme", truthWord(is_sme_));
    line.outcome("", "size_class", sizeWord());
    std::size_t at = 0;
    for (const InstanceId system : machine_.instancesOf(of_.system)) {
      const std::string& id = profile.instances[system].id;
      const System& answers = systems_[at++];
      for (std::size_t i = 0; i < answers.outcomes.size(); ++i)
        line.outcome(id, of_.prohibition_names[i], outcomeText(answers.outcomes[i]));
      line.outcome(id, "listed_in_annex_iii", truthWord(answers.listed));
      line.outcome(id, "high_risk", truthWord(answers.high_risk));
    }
    line.amounts();
    for (std::size_t i = 0; i < amounts_.size(); ++i)
      line.amount(of_.tiers[i], amounts_[i] ? amounts_[i]->text() : "");
    line.end();
  }

 private:
  std::string_view sizeWord() const {
    if (!size_.is(kValue) || (size_.may & (size_.may - 1)) != 0) return "unknown";
    return of_.sizes[static_cast<std::size_t>(__builtin_ctzll(size_.may))];
  }

  struct System {
    std::vector<Outcome> outcomes;
    std::uint8_t listed = 0, high_risk = 0;
  };
  const Workload& of_;
  Machine machine_;
  batch::RecordReader reader_;
  InstanceId root_{kNoId};
  std::uint8_t is_sme_ = 0;
  Slot size_;
  std::vector<System> systems_;
  std::vector<std::optional<Number>> amounts_;
};

}  // namespace jurat::bench
