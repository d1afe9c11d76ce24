// Workload A by the batch machine, a block of companies at a time.
#pragma once
#include <algorithm>
#include <array>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "bench/workload_a_rules.h"
#include "engine/batch/answers.h"
#include "engine/batch/records.h"

namespace jurat::bench {

class Batch {
 public:
  explicit Batch(const Workload& of)
      : of_(of),
        machine_(of.rules, of.options.as_of),
        scalar_(of.rules),
        reader_(of.rules, of.options.as_of) {
    reader_.alsoRead(of.name);
    for (const std::string& name : of.prohibition_names) {
      auto& words = said_.emplace_back();
      for (std::size_t i = 0; i < kOutcomes; ++i)
        words[i] = "." + name + "\":\"" + std::string(outcomeText(static_cast<Outcome>(i))) + "\"";
    }
  }

  void read(const std::vector<std::string_view>& lines, batch::Columns& out) {
    reader_.start(out);
    for (const std::string_view line : lines) {
      if (!reader_.add({.text = line, .name = "data"})) stop(reader_.complaints());
    }
    reader_.finish();
  }

  // `lines` are those of the block, for companies that columns do not settle.
  void evaluate(const batch::Columns& columns, const std::vector<std::string_view>& lines) {
    machine_.start(columns);
    batch::answer(machine_, of_.options, answers_, {of_.is_sme, of_.size_class, of_.listed, of_.high_risk});
    std::optional<Profile> profile;
    settled_ += batch::settle(
        scalar_, columns, of_.options,
        [&](std::size_t company) -> const Profile& {
          profile = reader_.profile({.text = lines[company], .name = "data"});
          if (!profile) stop(reader_.complaints());
          return *profile;
        },
        answers_);
  }

  void write(const batch::Columns& columns, std::string& out) const {
    const batch::ElementTable &roots = columns.tables[of_.company], &systems = columns.tables[of_.system];
    const batch::Column& names = roots.facts[of_.rules->vocabulary().facts[of_.name].slot];
    for (std::size_t company = 0; company < columns.companies; ++company) {
      const std::uint32_t root = roots.first[company];
      Line line(out);
      line.begin(names.can[root] & kValue ? textOf(batch::slotAt(names, root)) : std::string());
      line.outcome("", "is_sme", truthAt(0, root));
      line.outcome("", "size_class", sizeWord(root));
      for (std::uint32_t system = systems.first[company]; system < systems.first[company + 1]; ++system) {
        const std::string_view id = columns.idOf(of_.system, system);
        for (std::size_t i = 0; i < answers_.rules.size(); ++i)
          line.whole(id, said_[i][static_cast<std::size_t>(answers_.rules[i].outcome[system])]);
        line.outcome(id, "listed_in_annex_iii", truthAt(2, system));
        line.outcome(id, "high_risk", truthAt(3, system));
      }
      line.amounts();
      std::array<char, 48> buffer;
      for (const batch::AmountAnswers& amount : answers_.amounts)
        line.amount(of_.tiers[amount.amount], amountText(amount, root, buffer));
      line.end();
    }
  }
  std::size_t settled() const { return settled_; }

 private:
  std::string_view truthAt(std::size_t definition, std::size_t lane) const {
    const batch::Column& value = answers_.definitions[definition].value;
    return truthWord(value.can[value.at(lane)]);
  }
  std::string_view sizeWord(std::size_t lane) const {
    const Slot size = batch::slotAt(answers_.definitions[1].value, lane);
    if (!size.is(kValue) || (size.may & (size.may - 1)) != 0) return "unknown";
    return of_.sizes[static_cast<std::size_t>(__builtin_ctzll(size.may))];
  }
  // Those that settle() left to the scalar machine stand apart, in the order of lanes.
  static std::string_view scalarText(const batch::AmountAnswers& amount, std::size_t lane,
                                     std::array<char, 48>& buffer) {
    const auto before = [](const auto& each, std::size_t wanted) { return each.first < wanted; };
    const auto at = std::lower_bound(amount.by_scalar.begin(), amount.by_scalar.end(), lane, before);
    const AmountResult& result = at->second;
    if (!result.determined() || result.bounds.size() != 1 || !result.bounds[0].most_low) return "";
    const std::string text = result.bounds[0].most_low->text();
    return {buffer.data(), text.copy(buffer.data(), buffer.size())};
  }
  static std::string_view amountText(const batch::AmountAnswers& amount, std::size_t lane,
                                     std::array<char, 48>& buffer) {
    constexpr std::uint8_t kSettled = batch::kHas | batch::kHasLow | batch::kHasHigh;
    if (amount.escaped[lane]) return scalarText(amount, lane, buffer);
    const batch::SideAnswers& most = amount.bounds[0].most;
    const bool single = most.state[lane] == kSettled && most.low[lane] == most.high[lane];
    return single ? digits(most.low[lane], most.scale, buffer) : std::string_view();
  }

  const Workload& of_;
  batch::BlockMachine machine_;
  Machine scalar_;
  batch::RecordReader reader_;
  batch::Answers answers_;
  std::vector<std::array<std::string, kOutcomes>> said_;  // by rule and outcome, as it is written
  std::size_t settled_ = 0;
};

}  // namespace jurat::bench
