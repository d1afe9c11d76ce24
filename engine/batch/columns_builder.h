// ColumnsBuilder: makes the columns of a block of companies, one company after the other.
#pragma once
#include <deque>
#include <string>
#include <string_view>
#include <vector>

#include "engine/batch/columns.h"

namespace jurat::batch {

class ColumnsBuilder {
 public:
  // `machine` is one for the same rules; it is told what is not answered.
  ColumnsBuilder(Machine& machine, const ReadFacts& facts);

  // A new block; nothing of the last is left in `out`, which is whole once finish() has been called.
  void start(Columns& out);
  // A new company. What follows is about it, until it is dropped or the next one begins.
  void beginCompany();
  void dropCompany();
  void setFrameworks(std::vector<std::string> frameworks) { out_->frameworks.back() = std::move(frameworks); }
  void setApart() { out_->apart.back() = 1; }
  std::uint32_t elements() const { return elements_; }  // of this company, so far

  // A new element; elements of one entity in the order of the profile, a parent before its children.
  std::uint32_t addElement(EntityId entity, std::uint32_t above, std::uint32_t option);
  // The id that a list tells the element by.
  void setId(EntityId entity, std::uint32_t element, std::string_view id);
  // One list of an element, in its order. Every element is told all of its lists, by child; elements of one
  // entity in their order.
  void addList(EntityId entity, std::size_t child, const std::uint32_t* items, std::size_t count, bool open);
  // What is known of a fact of an element; what nothing is said of is not answered.
  void say(const Fact& fact, std::uint32_t option, std::uint32_t element, const Slot& slot, std::uint8_t why);
  // The same of what is settled, without a slot: a truth value; options of a choice of one word; a number of
  // units of 10^-scale. `column` is that of columnOf().
  std::uint32_t columnOf(const Fact& fact) const { return column_base_[raw(fact.entity)] + fact.slot; }
  void sayTruth(std::uint32_t column, std::uint32_t element, bool value) {
    truths_[column][element] = value ? kYes : kNo;
  }
  void sayOptions(std::uint32_t column, std::uint32_t element, std::uint64_t bits) {
    plain_.push_back({.bits = bits, .column = column, .element = element, .can = kValue});
  }
  void sayNumber(std::uint32_t column, std::uint32_t element, std::int64_t units, std::int8_t scale,
                 std::uint32_t unit) {
    plain_.push_back({static_cast<std::uint64_t>(units), column, element, unit, kValue, scale, true});
  }
  void sayText(std::uint32_t column, std::uint32_t element, std::string_view text) {
    sayOptions(column, element, addressOf(keep(text)));
  }
  // A whole profile, as the company that has begun.
  void addProfile(const Profile& profile, const AsOf& as_of);
  // Texts and bits of long choices that slots point to, until the block is finished.
  const std::string& keep(std::string_view text);
  const std::vector<std::uint64_t>& keep(std::vector<std::uint64_t> words) {
    return words_.emplace_back(std::move(words));
  }

  void finish();

 private:
  struct Said {
    const Fact* fact = nullptr;
    std::uint32_t option = 0, element = 0;
    Slot slot;
    std::uint8_t why = 0;
  };
  struct Plain {
    std::uint64_t bits = 0;
    std::uint32_t column = 0, element = 0, unit = 0;
    std::uint8_t can = 0;
    std::int8_t scale = 0;
    bool number = false;
  };
  void growTruths(EntityId entity);
  void putTruths();
  static void putTruths(std::uint8_t* said, std::size_t count, const Column& column);
  void putPlain(const Plain& said, Column& column, std::size_t lanes);
  void putNumber(const Plain& said, Column& column, std::size_t lanes);
  static void clear(ElementTable& table, const Entity& entity);
  static std::uint64_t addressOf(const std::string& text);
  std::uint64_t kept(std::uint64_t address, std::size_t words);
  std::uint32_t addUnlisted(EntityId entity, std::uint32_t above, std::uint32_t company);
  void closeLists(EntityId entity);
  void makeFacts(EntityId entity);
  Column unanswered(FactId fact, const ElementTable& table);

  Machine& machine_;
  const ReadFacts& facts_;
  const Vocabulary& vocabulary_;
  Columns* out_ = nullptr;
  std::vector<Said> said_;
  std::vector<Plain> plain_;
  // Answers to yes or no are most of what is said: by column, a byte for each element, 0 where nothing is
  // said.
  std::vector<std::vector<std::uint8_t>> truths_;
  std::vector<std::size_t> truths_room_;    // by entity: for so many elements
  std::vector<std::uint32_t> column_base_;  // by entity: of its first fact among the columns of all
  std::size_t said_before_ = 0, ids_before_ = 0, plain_before_ = 0, texts_before_ = 0;
  std::uint32_t elements_ = 0;
  std::vector<std::uint32_t> places_;  // by instance of a profile: its element
  std::deque<std::string> texts_;      // the first of them for this block, the others from blocks before
  std::size_t texts_used_ = 0;
  std::deque<std::vector<std::uint64_t>> words_;
};

}  // namespace jurat::batch
