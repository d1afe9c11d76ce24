// BlockCheck: the steps of one block, each against what the machine takes for granted when it runs it;
// private to engine/bundle.
//
// A slot is known by how its value is held and by its type; so the same walk that proves that operands stand
// before their step proves that no step reads a text where a number lies, or an element of another entity.
#pragma once
#include <cstdint>
#include <vector>

#include "engine/bundle/checks.h"

namespace jurat::bundle {

// What a slot is known to hold.
struct Held {
  Repr repr = Repr::Truth;
  Type type{};  // of a verdict none
};

// What is known of the blocks that were checked before: of each that another may ask for its result.
struct Known {
  std::vector<Held> results;
  std::vector<std::uint32_t> depths;  // how many blocks ask each other in turn, at most
  std::uint64_t budget = 0;           // steps that may yet be looked at
};

class BlockCheck {
 public:
  BlockCheck(Checks& checks, Known& known, BlockId id, const BlockCheck* parent);

  void run();

  const Held& slot(std::uint32_t at) const { return held_[at]; }
  std::size_t size() const { return held_.size(); }
  std::uint32_t depth() const { return depth_; }

 private:
  bool that(bool good, const char* otherwise) { return checks_.that(good, otherwise); }
  void step(const Step& step);
  Held read(const Step& step);
  Held moved(const Step& step);
  Held list(const Step& step);
  Held condition(const Step& step);
  Held level(const Step& step);
  Held table(const Step& step);

  // Slots that the step reads; false when they are not there.
  bool before(std::uint32_t slot);
  bool truth(std::uint32_t slot);
  bool ordered(std::uint32_t slot);
  bool operands(const Step& step, Repr repr);
  EntityId entityAt(std::uint32_t up);
  // A block that stands before this one and is asked for an element of `about` (kNoId: for none).
  bool asks(std::uint32_t block, EntityId about);
  bool option(std::uint32_t slot, ChoiceId choice);
  bool masks(std::uint32_t index, const Type& type, bool one);
  const Type& typeOf(const Step& step);
  void nested(BlockId block, EntityId element);
  void levels();

  Checks& checks_;
  Known& known_;
  BlockId id_;
  const BlockCode& code_;
  const BlockCheck* parent_;
  std::uint32_t depth_ = 0;    // of the blocks it asks
  std::uint32_t nesting_ = 0;  // blocks around it
  std::vector<Held> held_;
};

}  // namespace jurat::bundle
