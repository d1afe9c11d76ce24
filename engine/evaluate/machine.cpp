// The machine's memory and its loop.
#include "engine/evaluate/machine.h"

#include <algorithm>
#include <new>
#include <utility>

#include "engine/evaluate/demand.h"
#include "engine/evaluate/prepared.h"
#include "engine/evaluate/quick_steps.h"
#include "engine/evaluate/steps.h"

namespace jurat {
namespace {
constexpr std::size_t kFrames = 256;
constexpr std::size_t kKnown = 8192;
static_assert(kKnown >= kMostDemanded);
}  // namespace

Machine::Machine(std::shared_ptr<const RuleSet> rules, Limits limits)
    : rules_(std::move(rules)), limits_(limits) {
  const RuleSet& set = *rules_;
  constants_.reserve(set.constants.size());
  words_.clear();
  for (const auto& [value, type] : set.constants) constants_.push_back(valueSlot(value, type));
  constant_words_ = std::move(words_);
  words_.clear();
  facts_read_.assign(set.vocabulary().facts.size(), false);
  for (const Choice& choice : set.vocabulary().choices)
    choice_words_.push_back(static_cast<std::uint32_t>((choice.options.size() + 63) / 64));
  for (const Fact& fact : set.vocabulary().facts) {
    const auto moment = [](const Fact& each) {
      return each.type.event && each.type.kind == TypeKind::Moment;
    };
    // A judgement is held against what it rests on, as the pack that asks sees it.
    const bool by_pack =
        moment(fact) || std::any_of(fact.rests_on.begin(), fact.rests_on.end(),
                                    [&](FactId id) { return moment(set.vocabulary().facts[id]); });
    said_at_.push_back(by_pack ? kNoId : fact.slot);
    plain_.push_back(fact.type.kind == TypeKind::YesNo && !fact.type.or_none && !fact.type.event);
  }
  of_entity_.resize(set.vocabulary().entities.size());
  blocks_of_.resize(set.vocabulary().entities.size(), 0);
  for (const BlockCode& block : set.blocks) {
    const bool per_element = block.subject != EntityId{kNoId};
    std::uint32_t& rank = per_element ? blocks_of_[raw(block.subject)] : without_subject_;
    block_place_.push_back({rank, per_element});
    if (!block.nested) ++rank;
  }
}

void Machine::start(const Profile& profile, const AsOf& as_of, const std::vector<Assumption>* assumptions) {
  prepared_ = nullptr;
  reckoner_ = nullptr;
  causes_.summarise(false);
  begin(profile, as_of);
  assumptions_ = assumptions;
}

void Machine::startForAnswers(const Profile& profile, const Prepared& prepared, Reckoner* reckoner) {
  prepared_ = &prepared;
  reckoner_ = reckoner;
  causes_.summarise(true);
  begin(profile, prepared.as_of);
  assumptions_ = nullptr;
}

void Machine::startAgain(KnownResults& known) {
  clear();
  known_results_ = &known;
}

// What was made since the start.
void Machine::clear() {
  for (Slot* slot : heavy_) *slot = Slot{};
  heavy_.clear();
  causes_.clear();
  faults_.clear();
  activations_used_ = 0;
  matches_.clear();
  frames_used_ = 0;
  big_chunks_.clear();
  words_.clear();
  refs_.clear();
  list_leaves_.clear();
  by_id_.clear();
  chunks_used_ = known_chunks_used_ = 0;
  slots_ = slots_end_ = nullptr;
  next_known_ = known_end_ = nullptr;
  next_frame_ = frames_end_ = nullptr;
  steps_ = 0;
  ++start_;
  std::fill(facts_read_.begin(), facts_read_.end(), false);
  phantoms_.clear();
  phantom_frames_.clear();
  explained_.clear();
}

void Machine::begin(const Profile& profile, const AsOf& as_of) {
  clear();
  profile_ = &profile;
  listed_ = profile.instances.size();
  as_of_ = as_of;
  known_results_ = nullptr;
  first_place_.clear();
  answer_offset_.clear();
  std::uint32_t answers = 0, places = without_subject_;
  for (std::vector<InstanceId>& of : of_entity_) of.clear();
  for (std::uint32_t i = 0; i < listed_; ++i) {
    const Instance& instance = profile.instances[InstanceId{i}];
    of_entity_[raw(instance.entity)].push_back(InstanceId{i});
    first_place_.push_back(places);
    places += blocks_of_[raw(instance.entity)];
    answer_offset_.push_back(answers);
    answers += static_cast<std::uint32_t>(instance.answers.size());
  }
  if (said_.size() < answers) {
    leaf_of_.resize(answers);
    said_start_.resize(answers, 0);
    said_.resize(answers);
  }
  if (frame_of_.size() < places) frame_of_.resize(places);
}

Slot* Machine::allocateMore(std::size_t count) {
  if (count > kChunk) {
    big_chunks_.push_back(std::make_unique<Slot[]>(count));
    return big_chunks_.back().get();
  }
  if (chunks_used_ == chunks_.size()) chunks_.push_back(std::make_unique<Chunk>());
  slots_ = chunks_[chunks_used_++]->slots.data();
  slots_end_ = slots_ + kChunk;
  return std::exchange(slots_, slots_ + count);
}

InstanceId Machine::phantom(EntityId entity, InstanceId above) {
  if (above != InstanceId{kNoId} && isPhantom(above)) above = phantomAt(above).above;
  std::size_t at = 0;
  while (at < phantoms_.size() && (phantoms_[at].entity != entity || phantoms_[at].above != above)) ++at;
  if (at == phantoms_.size()) phantoms_.push_back({entity, above});
  return InstanceId{static_cast<std::uint32_t>(listed_ + at)};
}

void Machine::moreKnown() {
  if (known_chunks_used_ == known_.size()) known_.push_back(std::make_unique<const Slot*[]>(kKnown));
  next_known_ = known_[known_chunks_used_++].get();
  known_end_ = next_known_ + kKnown;
}

void Machine::moreFrames() {
  const std::size_t chunk = frames_used_ / kFrames;
  if (chunk == frames_.size()) frames_.push_back(std::make_unique<Frame[]>(kFrames));
  next_frame_ = frames_[chunk].get();
  frames_end_ = next_frame_ + kFrames;
}

inline Frame& Machine::newFrame(const BlockCode& code, const Frame* parent, InstanceId element) {
  if (next_frame_ == frames_end_) [[unlikely]]
    moreFrames();
  ++frames_used_;
  Frame& frame = *next_frame_++;
  Slot* slots = allocate(code.count);
  frame = {&code, parent, element, slots, slots + code.result, false, nullptr};
  return frame;
}

const Frame& Machine::runNested(BlockId block, InstanceId element, const Frame& parent) {
  Frame& frame = newFrame(rules_->blocks[block], &parent, element);
  settle(frame, block);
  return frame;
}

const Frame& Machine::frame(std::size_t index) const { return frames_[index / kFrames][index % kFrames]; }

const Frame* Machine::ran(BlockId block, InstanceId element) const {
  if (element == InstanceId{kNoId} || !isPhantom(element)) {
    const FramePlace& place = frame_of_[placeOf(block, element)];
    return place.start == start_ ? place.frame : nullptr;
  }
  const auto found = phantom_frames_.find((std::uint64_t{raw(block)} << 32) | raw(element));
  return found == phantom_frames_.end() ? nullptr : found->second;
}

const Frame& Machine::runNow(BlockId block, InstanceId element, Frame*& place) {
  const BlockCode& code = rules_->blocks[block];
  Frame& frame = newFrame(code, nullptr, element);
  place = &frame;
  if (prepared_ != nullptr) {
    settleForAnswers(frame, block);
    return frame;
  }
  if (known_results_ != nullptr) {
    if (const Slot* known = known_results_->resultOf(block, element)) {
      frame.assumed = true;
      frame.slots[code.result] = *known;
      keep(frame.slots[code.result]);
      return frame;
    }
  }
  if (const Assumption* given = assumed(code, element)) {
    const checked::Declaration& declaration = rules_->program->declarations[code.declaration];
    const bool table = declaration.kind == checked::DeclarationKind::DecisionTable;
    const Type& type = table ? declaration.decision.outputs[given->output].type : declaration.type;
    frame.assumed = true;
    for (std::uint32_t i = 0; i < code.count; ++i) frame.slots[i] = Slot{};
    frame.slots[code.result] = answerSlot(given->answer, type, element, FactId{kNoId}, 0, code.pack);
    keep(frame.slots[code.result]);
    return frame;
  }
  execute(frame);
  return frame;
}

void Machine::settleForAnswers(Frame& frame, BlockId block) {
  if (prepared_->whole[raw(block)] != 0) return execute(frame);
  makeKnown(frame);
  frame.result = &Demand(*this).value(frame, frame.block->result);
}

void Machine::makeKnown(Frame& frame) {
  const std::size_t count = frame.block->count;
  if (count > static_cast<std::size_t>(known_end_ - next_known_)) [[unlikely]]
    moreKnown();
  frame.known = std::exchange(next_known_, next_known_ + count);
  std::fill_n(frame.known, count, nullptr);
  if (stepsExceeded()) [[unlikely]] {
    // An answer cut short is never a verdict.
    *frame.slots = truthSlot(
        kError, 0, addFault({.message = Phrase::TooManySteps, .rule_place = {}, .second_place = {}}));
    std::fill_n(frame.known, count, frame.slots);
  }
}

const Frame& Machine::openForAnswers(BlockId block, InstanceId element) {
  Frame& frame = newFrame(rules_->blocks[block], nullptr, element);
  makeKnown(frame);
  return frame;
}

const Slot& Machine::demanded(const Frame& frame, std::uint32_t slot) {
  return Demand(*this).value(frame, slot);
}

void Machine::execute(Frame& frame) {
  const BlockCode& code = *frame.block;
  steps_ += code.count;
  if (stepsExceeded()) {
    // Every slot is an error that says so: an answer cut short is never a verdict.
    const std::uint32_t index =
        addFault({.message = Phrase::TooManySteps, .rule_place = {}, .second_place = {}});
    for (std::uint32_t i = 0; i < code.count; ++i) frame.slots[i] = truthSlot(kError, 0, index);
    return;
  }
  Steps steps(*this, frame);
  const Step* step = rules_->steps.data() + code.first;
  const Span* where = rules_->where.data() + code.first;
  for (std::uint32_t i = 0; i < code.count; ++i) {
    // Built in place: a slot is most of a step's cost when it is made elsewhere and moved. Nothing is left to
    // destroy under the new one (see heavy_).
    Slot* slot = &frame.slots[i];
    if (!steps.quick(step[i], slot)) ::new (static_cast<void*>(slot)) Slot(steps.run(step[i], where[i]));
    keep(*slot);
  }
}

const Assumption* Machine::assumed(const BlockCode& block, InstanceId element) const {
  if (!assumptions_ || block.nested) return nullptr;
  for (const Assumption& assumption : *assumptions_) {
    if (assumption.declaration != block.declaration) continue;
    const checked::DeclarationKind kind = rules_->program->declarations[assumption.declaration].kind;
    const bool table = kind == checked::DeclarationKind::DecisionTable;
    if (kind != checked::DeclarationKind::Define && !table) continue;
    // Each result of a table has a block of its own; that which matches the rows stands before them.
    const std::uint32_t first = rules_->first_block[raw(assumption.declaration)];
    if (table && &block != &rules_->blocks[BlockId{first + assumption.output}]) continue;
    if (assumption.option != kNoId && assumption.option != block.option) continue;
    if (assumption.subject == InstanceId{kNoId} || assumption.subject == element) return &assumption;
  }
  return nullptr;
}

std::uint32_t Machine::addFault(Fault fault) {
  faults_.push_back(std::move(fault));
  return static_cast<std::uint32_t>(faults_.size());
}

std::vector<InstanceId> Machine::elements(const Slot& ref) const {
  if (!ref.could(kValue) || ref.flags & kUnsettled) return {};
  if (ref.flags & kManyRefs) return refs_[ref.may];
  return {InstanceId{static_cast<std::uint32_t>(ref.may)}};
}

Moment Machine::asOfMoment(PackId pack) const {
  return as_of_.moment ? *as_of_.moment : timeZone(pack).endOf(as_of_.day);
}

TimeZone Machine::timeZone(PackId pack) const {
  const checked::Program& program = *rules_->program;
  return raw(pack) < program.packs.size() ? program.packs[pack].time_zone : TimeZone::utc();
}

std::uint64_t Machine::storeBits(const std::vector<std::uint64_t>& words) {
  if (words.size() <= 1) return words.empty() ? 0 : words.front();
  words_.push_back(words);
  return static_cast<std::uint64_t>(reinterpret_cast<std::uintptr_t>(words_.back().data()));
}

Rate Machine::rate(checked::DeclarationId table, std::uint32_t currency, Date day) const {
  const std::uint32_t index = rules_->program->declarations[table].rates;
  if (const auto published = rules_->vocabulary().rates[index].rate(currency, day))
    return {published, nullptr};
  for (const SuppliedRate& each : profile_->rates) {
    if (each.table == index && each.currency == currency && each.day == day) return {each.per_base, &each};
  }
  return {};
}

std::optional<InstanceId> Machine::findReferenced(EntityId entity, const std::string& id) {
  const auto id_of = [this](InstanceId of) -> std::string_view { return profile_->instances[of].id; };
  const auto [of_entity, first_time] = by_id_.try_emplace(entity);
  std::vector<InstanceId>& sorted = of_entity->second;
  if (first_time) {
    sorted = instancesOf(entity);
    // Of records with one id, which is a fault of the profile, the first is meant.
    std::stable_sort(sorted.begin(), sorted.end(),
                     [&](InstanceId a, InstanceId b) { return id_of(a) < id_of(b); });
  }
  const auto found = std::lower_bound(sorted.begin(), sorted.end(), std::string_view(id),
                                      [&](InstanceId a, std::string_view key) { return id_of(a) < key; });
  if (found == sorted.end() || id_of(*found) != id) return std::nullopt;
  return *found;
}

}  // namespace jurat
