// Machine: runs the blocks of a RuleSet on one profile. Reused between profiles; one thread at a time.
#pragma once
#include <array>
#include <cstdint>
#include <deque>
#include <memory>
#include <optional>
#include <string>
#include <string_view>
#include <unordered_map>
#include <utility>
#include <vector>

#include "engine/base/limits.h"
#include "engine/compile/rule_set.h"
#include "engine/evaluate/assessment.h"
#include "engine/evaluate/causes.h"
#include "engine/evaluate/slot.h"

namespace jurat {

// A run of one block for one element; its slots are the trace.
struct Frame {
  const BlockCode* block = nullptr;
  const Frame* parent = nullptr;  // nested blocks: who asked
  InstanceId element{kNoId};
  Slot* slots = nullptr;
  const Slot* result = nullptr;  // the value that the block is run for
  bool assumed = false;          // a test gave the result; no other slot holds anything
  // Where steps run only when they are asked for (startForAnswers): by slot what it is, null until then. What
  // stands in `slots` is not to be read; null where the whole block was run.
  const Slot** known = nullptr;
};

// What a quantifier or aggregate looked at: one visit per element.
struct Visit {
  InstanceId element{kNoId};
  const Frame* where = nullptr;  // may be null
  const Frame* body = nullptr;   // may be null, also when the filter said no
};
// What the filter said of an element.
struct Filter {
  std::uint8_t can = 1;  // bits of a truth slot; yes where there is no filter
  std::uint32_t cause = 0, fault = 0;
};
struct Activation {
  std::vector<Visit> visits;
  std::vector<Filter> filters;  // by visit
  bool complete = true;         // every list on the way was given whole
};

// Which rows of a decision table are hit, for one element.
struct Matched {
  const TableCode* table = nullptr;
  std::vector<std::uint8_t>
      rows;                  // truth of each; 0: not looked at, because a row before it is hit for certain
  std::vector<Reach> reach;  // by column: what was known of its value
  std::uint32_t cause = 0;   // of what leaves rows open
  bool none_hit = false;     // perhaps no row is hit, and none may be
};

struct Fault {
  Message message;  // what needs no words of the case costs no memory
  Span rule_place;
  Span second_place;  // of a conflict
};

// A definition whose value a test assumes.
struct Assumption {
  checked::DeclarationId declaration{kNoId};
  std::uint32_t option = kNoId;  // index among the lowest options, 0 without `per`
  std::uint32_t output = 0;      // of a decision table: which of its results
  InstanceId subject{kNoId};     // kNoId: for every element
  Answer answer;
};

// An exchange rate, and where the profile has it from when it is not a published one.
struct Rate {
  std::optional<Number> per_base{};
  const SuppliedRate* supplied = nullptr;
};

// Why a definition has its value, for one element: made once for all that ask.
struct Explained {
  ReasonList lines;
  std::size_t count = 0;  // of all lines, those below them too
  std::size_t depth = 0;  // how far below the definition the deepest stands
  std::vector<checked::Confidence> standing{};
};

// Whether a judgement that was made still stands.
struct Judged {
  Message lapsed{};         // why it does not; empty when it does
  bool open = false;        // whether a fact it rests on has changed is open
  std::uint32_t cause = 0;  // then why
};

// Who says what a block is in place of a run of it (startAgain).
class KnownResults {
 public:
  virtual ~KnownResults() = default;
  // The value, to be copied at once; null: the block is to be run. `element` is kNoId for blocks without a
  // subject.
  virtual const Slot* resultOf(BlockId block, InstanceId element) = 0;
};

struct Prepared;
class Reckoner;

class Machine {
 public:
  explicit Machine(std::shared_ptr<const RuleSet> rules, Limits limits = {});

  // Starts over with another profile; both must outlive the next start.
  void start(const Profile& profile, const AsOf& as_of, const std::vector<Assumption>* assumptions = nullptr);

  // Likewise to be asked for answers alone (AnswerMachine): a step runs when its slot is asked for, and of
  // causes only the kind is kept. Nothing that explains may be called until the next start. `prepared` is of
  // this rule set and of that day, and outlives the next start. `reckoner`, which may be null, has started
  // with the same company and is asked first.
  void startForAnswers(const Profile& profile, const Prepared& prepared, Reckoner* reckoner = nullptr);

  // Starts over with the profile of the last start(), of which answers, and whether lists are given whole,
  // may have been changed and nothing else; at a small part of its cost. `known` is asked before any block is
  // run and must outlive the next start.
  void startAgain(KnownResults& known);

  // The frame of a block for an element, run now if it has not been. Null past Limits::steps.
  const Frame& run(BlockId block, InstanceId element) {
    if (!block_place_[raw(block)].per_element) element = InstanceId{kNoId};
    Frame*& place = frameOf(block, element);
    return place != nullptr ? *place : runNow(block, element, place);
  }
  const Slot& result(BlockId block, InstanceId element) { return *run(block, element).result; }
  // A slot of a run, whichever way it was started.
  const Slot& slotOf(const Frame& frame, std::uint32_t slot) {
    return frame.known ? demanded(frame, slot) : frame.slots[slot];
  }
  // The frame if it has run; what never ran is never explained.
  const Frame* ran(BlockId block, InstanceId element) const;

  // What was kept for the run of a definition since the start, or null.
  const Explained* explained(const Frame& frame) const {
    const auto at = explained_.find(&frame);
    return at == explained_.end() ? nullptr : &at->second;
  }
  void keepExplained(const Frame& frame, Explained explained) {
    explained_.insert_or_assign(&frame, std::move(explained));
  }

  // Every run of a block since the start, nested ones too, in order; for coverage.
  std::size_t frames() const { return frames_used_; }
  const Frame& frame(std::size_t index) const;

  const RuleSet& rules() const { return *rules_; }
  const Profile& profile() const { return *profile_; }
  // The profile's instances of an entity, in its order.
  const std::vector<InstanceId>& instancesOf(EntityId entity) const { return of_entity_[raw(entity)]; }
  const AsOf& asOf() const { return as_of_; }
  Moment asOfMoment(PackId pack) const;
  TimeZone timeZone(PackId pack) const;
  const Causes& causes() const { return causes_; }
  Causes& causesForJoining() { return causes_; }
  const Fault& fault(std::uint32_t index) const { return faults_[index - 1]; }
  const Activation& activation(const Slot& slot) const { return activations_[slot.may - 1]; }
  const Matched& match(const Slot& slot) const { return matches_[slot.may]; }
  std::uint64_t steps() const { return steps_; }
  bool stepsExceeded() const { return steps_ > limits_.steps; }
  bool factWasRead(FactId fact) const { return facts_read_[raw(fact)]; }
  // What was read up to now; from now on anew.
  std::vector<bool> takeFactsRead() {
    return std::exchange(facts_read_, std::vector<bool>(facts_read_.size(), false));
  }

  // What the profile says of a fact, as a slot; what has happened by now is judged in the pack's time zone.
  Slot factSlot(InstanceId instance, FactId fact, std::uint32_t lowest, PackId pack = PackId{kNoId});
  // What is known of a fact of an element that no list names: what its type and domain say.
  Slot unlistedSlot(FactId fact, PackId pack);
  // The same where it has been read before and is the same for every reader; null elsewhere.
  const Slot* said(InstanceId instance, FactId fact, std::uint32_t lowest) const {
    const std::uint32_t slot = said_at_[raw(fact)];
    if (slot == kNoId || isPhantom(instance)) return nullptr;
    const std::size_t place = std::size_t{answer_offset_[raw(instance)]} + slot + lowest;
    return said_start_[place] == start_ ? &said_[place] : nullptr;
  }
  // What one unit of the base of a table of rates buys on that day: as published, else as the profile says.
  Rate rate(checked::DeclarationId table, std::uint32_t currency, Date day) const;
  // Whether the judgement that `answer` gives stands: it expires, and lapses when what it rested on changes.
  Judged judged(const Answer& answer, InstanceId instance, const Fact& judgement, PackId pack);
  // The candidates of a ref slot; none when it may be any.
  std::vector<InstanceId> elements(const Slot& ref) const;
  bool isPhantom(InstanceId instance) const { return raw(instance) >= listed_; }
  EntityId phantomEntity(InstanceId instance) const { return phantomAt(instance).entity; }
  // A slot for one concrete value.
  Slot valueSlot(const Value& value, const Type& type);
  Slot answerSlot(const Answer& answer, const Type& type, InstanceId instance, FactId fact,
                  std::uint32_t lowest, PackId pack = PackId{kNoId});

 private:
  friend class Steps;
  friend class Demand;
  friend class Preparing;
  friend class Reckoner;
  static constexpr std::size_t kChunk = 2048;  // slots
  struct alignas(64) Chunk {
    std::array<Slot, kChunk> slots;
  };
  Slot* allocate(std::size_t count) {
    if (count > static_cast<std::size_t>(slots_end_ - slots_)) [[unlikely]]
      return allocateMore(count);
    return std::exchange(slots_, slots_ + count);
  }
  Slot* allocateMore(std::size_t count);
  const Frame& runNow(BlockId block, InstanceId element, Frame*& place);
  void execute(Frame& frame);
  void keep(Slot& slot) {
    if (slot.low.shared() || slot.high.shared()) [[unlikely]]
      heavy_.push_back(&slot);
  }
  std::uint32_t addFault(Fault fault);
  Frame& newFrame(const BlockCode& code, const Frame* parent, InstanceId element);
  const Frame& runNested(BlockId block, InstanceId element, const Frame& parent);
  void begin(const Profile& profile, const AsOf& as_of);
  void clear();
  // Runs a frame in the way of this start.
  void settle(Frame& frame, BlockId block) {
    if (prepared_ == nullptr) return execute(frame);
    settleForAnswers(frame, block);
  }
  void settleForAnswers(Frame& frame, BlockId block);
  // A frame of its own, of which slots can be asked for.
  const Frame& openForAnswers(BlockId block, InstanceId element);
  void makeKnown(Frame& frame);
  void moreKnown();
  void moreFrames();
  const Slot& demanded(const Frame& frame, std::uint32_t slot);
  std::uint32_t& leafOf(InstanceId instance, std::uint32_t slot) {
    LeafPlace& place = leaf_of_[answer_offset_[raw(instance)] + slot];
    if (place.start != start_) place = {start_, 0};
    return place.leaf;
  }
  // An element of which nothing is known: what a list that is not given whole may hold besides. `above` is
  // the element that would hold it, or kNoId when that is open too.
  struct Phantom {
    EntityId entity{kNoId};
    InstanceId above{kNoId};
  };
  InstanceId phantom(EntityId entity, InstanceId above);
  const Phantom& phantomAt(InstanceId instance) const { return phantoms_[raw(instance) - listed_]; }
  // Places are laid out element by element, so that a start costs nothing for blocks that are never asked
  // for.
  std::size_t placeOf(BlockId block, InstanceId element) const {
    const BlockPlace& place = block_place_[raw(block)];
    return place.per_element ? std::size_t{first_place_[raw(element)]} + place.rank : place.rank;
  }
  Frame*& frameOf(BlockId block, InstanceId element) {
    if (element != InstanceId{kNoId} && isPhantom(element)) [[unlikely]]
      return phantom_frames_[(std::uint64_t{raw(block)} << 32) | raw(element)];
    FramePlace& place = frame_of_[placeOf(block, element)];
    if (place.start != start_) {
      place.start = start_;
      place.frame = nullptr;
    }
    return place.frame;
  }
  Slot readFact(InstanceId instance, const Fact& declared, FactId fact, std::uint32_t lowest, PackId pack);
  Slot unknownSlot(const Type& type, std::uint32_t cause, const Fact* domain, PackId pack);
  Slot recordedSlot(const Recorded& then, const Fact& fact);
  std::optional<InstanceId> findReferenced(EntityId entity, const std::string& id);
  const Assumption* assumed(const BlockCode& block, InstanceId element) const;
  // Whether an entry of a list is there on the as-of day: a series holds what has happened by then.
  bool hasHappened(InstanceId element, const Entity& entity, PackId pack);
  // said(), read now if it has not been; null for what is not the same for every reader.
  const Slot* say(InstanceId instance, FactId fact, std::uint32_t lowest) {
    const std::uint32_t slot = said_at_[raw(fact)];
    if (slot == kNoId || isPhantom(instance)) [[unlikely]]
      return nullptr;
    const std::size_t place = std::size_t{answer_offset_[raw(instance)]} + slot + lowest;
    if (said_start_[place] != start_) sayNow(place, instance, fact, lowest);
    return &said_[place];
  }
  void sayNow(std::size_t place, InstanceId instance, FactId fact, std::uint32_t lowest);
  std::uint64_t storeBits(const std::vector<std::uint64_t>& words);

  std::shared_ptr<const RuleSet> rules_;
  Limits limits_;
  const Profile* profile_ = nullptr;
  std::size_t listed_ = 0;  // how many instances the profile has
  const std::vector<Assumption>* assumptions_ = nullptr;
  AsOf as_of_;
  Causes causes_;
  std::vector<Fault> faults_;
  std::deque<Activation> activations_;  // kept between profiles
  std::size_t activations_used_ = 0;
  std::deque<Matched> matches_;
  std::vector<std::unique_ptr<Frame[]>> frames_;  // in chunks, kept between profiles
  std::size_t frames_used_ = 0;
  Frame *next_frame_ = nullptr, *frames_end_ = nullptr;  // what is left of the chunk in use
  std::vector<std::unique_ptr<Chunk>> chunks_;           // slots of all frames; kept between profiles
  std::size_t chunks_used_ = 0;
  Slot *slots_ = nullptr, *slots_end_ = nullptr;  // likewise
  std::vector<Slot*> heavy_;  // those that hold memory of their own, let go before slots are written again
  std::vector<std::unique_ptr<Slot[]>> big_chunks_;
  std::vector<std::unique_ptr<const Slot*[]>> known_;  // Frame::known of all frames; kept likewise
  std::size_t known_chunks_used_ = 0;
  const Slot **next_known_ = nullptr, **known_end_ = nullptr;  // likewise
  const Prepared* prepared_ = nullptr;                         // since startForAnswers; else null
  Reckoner* reckoner_ = nullptr;                               // likewise
  KnownResults* known_results_ = nullptr;                      // since startAgain; else null
  struct BlockPlace {
    std::uint32_t rank = 0;    // among the blocks of its subject; of those without one, the place itself
    bool per_element = false;  // it has a subject: one frame for each of its elements
  };
  struct FramePlace {
    Frame* frame = nullptr;
    std::uint64_t start = 0;  // of which start it is
  };
  std::vector<BlockPlace> block_place_;
  std::uint32_t without_subject_ = 0;     // blocks
  std::vector<std::uint32_t> blocks_of_;  // by entity
  std::vector<FramePlace> frame_of_;
  std::uint64_t start_ = 0;
  std::vector<std::uint32_t> first_place_;  // of an instance, into frame_of_
  std::vector<std::vector<InstanceId>> of_entity_;
  std::vector<std::uint32_t> choice_words_;  // by choice: 64-bit words that hold its options
  std::vector<Phantom> phantoms_;            // their ids count on from those of the profile's instances
  std::unordered_map<std::uint64_t, Frame*> phantom_frames_;
  std::unordered_map<const Frame*, Explained> explained_;
  std::vector<Slot> constants_;
  std::deque<std::vector<std::uint64_t>> words_;  // big bit sets
  std::deque<std::vector<std::uint64_t>> constant_words_;
  std::vector<std::vector<InstanceId>> refs_;
  std::vector<bool> facts_read_;
  std::vector<std::uint32_t> answer_offset_;  // of an instance's first answer among those of all
  // The cause leaf of a missing answer, 0 when none was made. Of another start than this one it says nothing:
  // so a start costs nothing for answers that are not read.
  struct LeafPlace {
    std::uint64_t start = 0;
    std::uint32_t leaf = 0;
  };
  std::vector<LeafPlace> leaf_of_;
  // What the profile says of a fact, by the place of its answer, for whoever reads it again. The slots are
  // kept between profiles; those of this start hold.
  std::vector<std::uint32_t> said_at_;  // by fact: its slot; kNoId when what it says depends on the reader
  std::vector<std::uint8_t> plain_;     // by fact: yes or no, and nothing else
  std::vector<Slot> said_;
  std::vector<std::uint64_t> said_start_;
  std::vector<InstanceId> elements_;  // a stack: what walks over lists have yet to look at
  std::unordered_map<std::uint64_t, std::uint32_t> list_leaves_;  // of a list that is not given whole
  std::unordered_map<EntityId, std::vector<InstanceId>> by_id_;   // sorted by id, once a reference is read
  std::uint64_t steps_ = 0;
};

}  // namespace jurat
