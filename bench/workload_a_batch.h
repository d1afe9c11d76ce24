// Workload A by the batch machine, a block of companies at a time.
#pragma once
#include <algorithm>
#include <array>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "bench/rows.h"
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
      auto& pieces = said_.emplace_back();
      for (std::size_t i = 0; i < kOutcomes; ++i)
        pieces[i] = Piece("." + name + "\":\"" + std::string(outcomeText(static_cast<Outcome>(i))) + "\"");
    }
    for (std::size_t i = 0; i < kTruths; ++i) {
      const std::string said = "\":\"" + std::string(truthWord(kTruthOf[i])) + "\"";
      is_sme_[i] = Piece("\"is_sme" + said + ",\"size_class\":\"");
      listed_[i] = Piece(".listed_in_annex_iii" + said);
      high_risk_[i] = Piece(".high_risk" + said);
    }
    for (const std::string_view size : of.sizes) sizes_.emplace_back(std::string(size) + "\"");
    sizes_.emplace_back("unknown\"");
    for (const std::string& tier : of.tiers) tiers_.emplace_back("\"" + tier + "\":");
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

  void write(const batch::Columns& columns, Rows& out) const {
    const batch::ElementTable& roots = columns.tables[of_.company];
    const batch::Column& names = roots.facts[of_.rules->vocabulary().facts[of_.name].slot];
    constexpr std::size_t kOfCompany = 5;  // pieces
    for (std::size_t company = 0; company < columns.companies; ++company) {
      const std::uint32_t root = roots.first[company];
      const std::string* const name =
          names.can[root] & kValue ? &textOf(batch::slotAt(names, root)) : nullptr;
      char* to = put(out.open(kOfCompany * Piece::kRoom + (name ? name->size() : 0)), begin_);
      if (name) to = put(to, std::string_view(*name));
      to = put(to, outcomes_);
      to = put(to, is_sme_[truthAt(0, root)]);
      out.close(put(to, sizes_[sizeAt(root)]));
      writeSystems(columns, company, out);
      to = put(out.open((answers_.amounts.size() + 1) * (2 * Piece::kRoom + kMostDigits)), amounts_);
      for (const batch::AmountAnswers& amount : answers_.amounts) {
        if (&amount != answers_.amounts.data()) *to++ = ',';
        to = writeAmount(amount, root, put(to, tiers_[amount.amount]));
      }
      out.close(put(to, end_));
    }
  }
  std::size_t settled() const { return settled_; }

 private:
  static constexpr std::size_t kTruths = 3;
  static constexpr std::array<std::uint8_t, kTruths> kTruthOf = {kYes, kNo, kYes | kNo};

  void writeSystems(const batch::Columns& columns, std::size_t company, Rows& out) const {
    const batch::ElementTable& systems = columns.tables[of_.system];
    for (std::uint32_t system = systems.first[company]; system < systems.first[company + 1]; ++system) {
      const Piece subject(",\"", columns.idOf(of_.system, system));
      char* to = out.open((answers_.rules.size() + 2) * 2 * Piece::kRoom);
      for (std::size_t i = 0; i < answers_.rules.size(); ++i) {
        const Outcome outcome = answers_.rules[i].outcome[system];
        to = put(put(to, subject), said_[i][static_cast<std::size_t>(outcome)]);
      }
      to = put(put(to, subject), listed_[truthAt(2, system)]);
      out.close(put(put(to, subject), high_risk_[truthAt(3, system)]));
    }
  }
  std::size_t truthAt(std::size_t definition, std::size_t lane) const {
    const batch::Column& value = answers_.definitions[definition].value;
    const std::uint8_t can = value.can[value.at(lane)] & (kYes | kNo | kError);
    return can == kYes ? 0 : can == kNo ? 1 : 2;
  }
  std::size_t sizeAt(std::size_t lane) const {
    const batch::Column& size = answers_.definitions[1].value;
    const std::uint64_t options = size.may[size.at(lane)];
    const bool single =
        (size.can[size.at(lane)] & batch::kPossible) == kValue && (options & (options - 1)) == 0;
    return single ? static_cast<std::size_t>(__builtin_ctzll(options)) : of_.sizes.size();
  }
  // Those that settle() left to the scalar machine stand apart, in the order of lanes.
  static std::string scalarText(const batch::AmountAnswers& amount, std::size_t lane) {
    const auto before = [](const auto& each, std::size_t wanted) { return each.first < wanted; };
    const auto at = std::lower_bound(amount.by_scalar.begin(), amount.by_scalar.end(), lane, before);
    const AmountResult& result = at->second;
    if (!result.determined() || result.bounds.size() != 1 || !result.bounds[0].most_low) return "\"unknown\"";
    return result.bounds[0].most_low->text();
  }
  char* writeAmount(const batch::AmountAnswers& amount, std::size_t lane, char* to) const {
    constexpr std::uint8_t kSettled = batch::kHas | batch::kHasLow | batch::kHasHigh;
    if (amount.escaped[lane]) return put(to, Piece(scalarText(amount, lane)));
    const batch::SideAnswers& most = amount.bounds[0].most;
    const bool single = most.state[lane] == kSettled && most.low[lane] == most.high[lane];
    return single ? putNumber(to, most.low[lane], most.scale) : put(to, unknown_);
  }

  const Workload& of_;
  batch::BlockMachine machine_;
  Machine scalar_;
  batch::RecordReader reader_;
  batch::Answers answers_;
  // What is written, in pieces: what is known beforehand stands together.
  const Piece begin_{"{\"id\":\""}, outcomes_{"\",\"outcomes\":{"}, amounts_{"},\"amounts\":{"}, end_{"}}\n"};
  const Piece unknown_{"\"unknown\""};
  std::vector<std::array<Piece, kOutcomes>> said_;  // by rule and outcome
  std::array<Piece, kTruths> is_sme_, listed_, high_risk_;
  std::vector<Piece> sizes_;  // by option; the last: not known
  std::vector<Piece> tiers_;  // by amount
  std::size_t settled_ = 0;
};

}  // namespace jurat::bench
