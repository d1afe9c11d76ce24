// Reckoner: what an AnswerMachine is asked, reckoned in registers: a truth is a word, a figure three, and a
// step leaves nothing behind but the value of its block. What is unusual (a figure that is not known, a value
// that may be none, an error) runs as the machine's steps do, so that both say the same.
#pragma once
#include <cstdint>
#include <vector>

#include "engine/evaluate/company.h"
#include "engine/evaluate/machine.h"
#include "engine/evaluate/prepared.h"

namespace jurat {

class Reckoner {
 public:
  // A truth: its bits (kYes, kNo), above them those of its causes; a verdict likewise (kSatisfied, ...).
  using Word = std::uint32_t;
  static constexpr Word kUnclear = 0;  // may be an error, or has no such form
  static constexpr unsigned kCauses = 8;
  static std::uint8_t bitsOf(Word word) { return static_cast<std::uint8_t>(word); }
  static std::uint32_t causeOf(Word word) { return word >> kCauses; }

  // All must outlive it, and the company its last question.
  Reckoner(const Prepared& prepared, const FactForms& forms, Machine& machine);
  void start(const Company& company);
  const Company& company() const { return *company_; }
  // The machine, started for this company.
  Machine& machine() {
    if (!machine_started_) [[unlikely]]
      startMachine();
    return machine_;
  }
  std::uint64_t steps() const { return machine_.steps(); }
  const RuleSet& rules() const { return *prepared_.rules; }

  // The value of a block for an element, kNoId where it has no subject; remembered.
  Word truthOf(BlockId block, InstanceId element) {
    Known& known = knownOf(block, element);
    if (known.start != start_) reckonTruth(known, block, element);
    return known.word;
  }
  bool figureOf(BlockId block, InstanceId element, Figure& out);
  // The value as a slot, whatever it is; stands until the next start.
  const Slot& slotOf(BlockId block, InstanceId element);
  // The same where it takes none of the machine's steps; else null.
  const Slot* shortly(BlockId block, InstanceId element);
  // Of a duty; not remembered.
  Word verdictOf(BlockId block, InstanceId element);
  // A slot of a block that no element's frame holds yet; false when it is no figure for certain.
  bool figureIn(BlockId block, InstanceId element, std::uint32_t slot, Figure& out);
  // What is said of a fact: the code of the answer (Company) and the record that has it.
  std::uint8_t codeOf(InstanceId element, std::uint32_t slot) const {
    return codes_[records_[raw(element)].codes + slot];
  }
  const Company::Value& valueOf(InstanceId element, std::uint8_t code) const {
    return values_[records_[raw(element)].values + code - Company::kFirstValue];
  }
  const Company::Record& recordOf(InstanceId element) const { return records_[raw(element)]; }

 private:
  struct Known {  // of a block and an element
    std::uint32_t start = 0;
    Word word = kUnclear;  // or one more than the place in figures_, or in slots_
  };
  // Where steps run: a block for an element.
  struct Here {
    BlockId block{};
    InstanceId element{kNoId};
    const PreparedStep* steps = nullptr;
    const std::uint8_t* codes = nullptr;  // of the element
    const Frame* frame = nullptr;         // of the steps that the machine runs
  };
  // What is known of a set of options.
  struct Options {
    std::uint64_t may = 0, must = 0;
    std::uint32_t cause = 0;
  };
  static constexpr InstanceId kOpen{0xFFFFFFFE};
  static constexpr Word kEither = kYes | kNo;
  static Word open(bool yes, bool no, std::uint32_t cause) {
    const Word bits = (yes ? Word{kYes} : 0) | (no ? Word{kNo} : 0);
    return bits == kEither ? bits | (cause << kCauses) : bits;
  }

  Known& knownOf(BlockId block, InstanceId element) {
    const std::uint32_t first = element == InstanceId{kNoId} ? 0 : records_[raw(element)].first_place;
    return known_[std::size_t{first} + ranks_[raw(block)]];
  }
  Here hereOf(BlockId block, InstanceId element) const {
    const std::uint8_t* codes =
        element == InstanceId{kNoId} ? nullptr : codes_ + records_[raw(element)].codes;
    return {block, element, prepared_.steps.data() + prepared_.blocks[raw(block)].first, codes, nullptr};
  }
  std::uint32_t resultOf(BlockId block) const { return prepared_.blocks[raw(block)].result; }
  InstanceId subjectFor(BlockId block, InstanceId element) const {
    return prepared_.blocks[raw(block)].per_element ? element : InstanceId{kNoId};
  }
  bool isBrief(BlockId block) const { return prepared_.blocks[raw(block)].brief && !exceeded(); }
  bool exceeded() const { return machine_.stepsExceeded(); }
  void startMachine();
  void reckonTruth(Known& known, BlockId block, InstanceId element);

  Word truth(Here& here, std::uint32_t slot);
  Word factTruth(Here& here, std::uint32_t slot, const PreparedStep& step, std::uint8_t code);
  Word tally(Here& here, std::uint32_t slot, const PreparedStep& step);
  Word selectTruth(Here& here, std::uint32_t slot, const PreparedStep& step);
  Word compare(Here& here, std::uint32_t slot, const PreparedStep& step);
  Word compareOpen(Here& here, std::uint32_t slot, const PreparedStep& step);
  Word isOption(Here& here, std::uint32_t slot, const PreparedStep& step);
  Word isWideOption(Here& here, std::uint32_t slot, const PreparedStep& step);
  Word isGiven(Here& here, std::uint32_t slot, const PreparedStep& step);
  Word has(Here& here, std::uint32_t slot, const PreparedStep& step);
  Word nested(BlockId block, InstanceId element);
  Word verdict(Here& here, std::uint32_t slot);
  Word selectVerdict(Here& here, std::uint32_t slot, const PreparedStep& step);
  Word plainVerdict(Here& here, std::uint32_t slot);
  bool figure(Here& here, std::uint32_t slot, Figure& out);
  bool factFigure(Here& here, std::uint32_t slot, const PreparedStep& step, InstanceId element, Figure& out);
  bool product(Here& here, const PreparedStep& step, Figure& out);
  bool extreme(Here& here, const PreparedStep& step, Figure& out);
  bool options(Here& here, std::uint32_t slot, Options& out);
  bool factOptions(const PreparedStep& step, InstanceId element, Options& out) const;
  const Slot* chosen(Here& here, std::uint32_t slot);
  // The case that stands when all conditions are settled; kNoId when they are not, or none does.
  std::uint32_t pick(Here& here, const PreparedStep& step);
  // An element, or none (kNoId); kOpen when it is not certain.
  InstanceId ref(Here& here, std::uint32_t slot);
  InstanceId seriesEnd(Here& here, const PreparedStep& step);
  InstanceId previous(InstanceId element) const;
  InstanceId ancestor(InstanceId element, EntityId wanted) const;
  const Company::List* listOf(InstanceId from, const PreparedDomain& domain) const;
  // kYes, kNo; else it is not certain.
  std::uint8_t hasHappened(InstanceId element, FactId ordered_by) const;
  const Slot& plainly(Here& here, std::uint32_t slot);
  Word plainTruth(Here& here, std::uint32_t slot);
  bool plainFigure(Here& here, std::uint32_t slot, Figure& out);

  const Prepared& prepared_;
  const FactForms& forms_;
  Machine& machine_;
  const std::uint32_t* ranks_;
  std::int64_t today_ = 0;
  const Company* company_ = nullptr;
  const Company::Record* records_ = nullptr;
  const Company::Value* values_ = nullptr;
  const Company::List* lists_ = nullptr;
  const InstanceId* members_ = nullptr;
  const std::uint8_t* codes_ = nullptr;
  bool machine_started_ = false;
  std::uint32_t start_ = 0;
  std::vector<Known> known_;
  std::vector<Figure> figures_;     // that are known of this company
  std::vector<const Slot*> slots_;  // likewise what is neither truth nor figure
  std::vector<Slot> truths_;        // by word
};

}  // namespace jurat
