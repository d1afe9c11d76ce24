// Writer: bundle bytes of what shape() lists; private to engine/bundle.
//
// A struct is a mask of its fields that are not blank, and those fields. Whole numbers are written seven bits
// a byte, the lowest first; texts as indexes into a list of all of them; pointers as the number of what they
// point to. A Collector goes through the same lists first and numbers the expressions.
#pragma once
#include <algorithm>
#include <cstdint>
#include <memory>
#include <string>
#include <string_view>
#include <unordered_map>
#include <utility>
#include <variant>
#include <vector>

#include "engine/bundle/landmarks.h"
#include "engine/bundle/shapes.h"

namespace jurat::bundle {

// An id is an enumeration without names, as wide as kNoId.
template <typename T>
concept IsId = std::is_enum_v<T> && std::same_as<std::underlying_type_t<T>, std::uint32_t>;

// What is part of a pack as a whole, but for its head (Writer::putHead), which everybody reads.
template <typename T>
concept OfPack = std::same_as<T, Choice> || std::same_as<T, Fact> || std::same_as<T, checked::Declaration>;

void appendNumber(std::string& out, std::uint64_t value);

// Whether a field says nothing, so that the mask says it all.
inline bool blank(bool value) { return !value; }
template <std::integral T>
bool blank(T value) {
  return value == 0;
}
template <typename T>
requires std::is_enum_v<T>
bool blank(T value) {
  if constexpr (IsId<T>) return raw(value) == kNoId;
  return static_cast<std::underlying_type_t<T>>(value) == 0;
}
inline bool blank(const std::string& text) { return text.empty(); }
inline bool blank(const Span& span) { return span == Span{}; }
inline bool blank(const Type& type) { return type == Type{}; }
inline bool blank(const Date& date) { return date.days == 0; }
inline bool blank(const Number& number) { return number == Number(); }
inline bool blank(const Value& value) { return std::holds_alternative<NoneValue>(value); }
inline bool blank(const Texts& texts) { return texts.en.empty() && texts.zh.empty(); }
inline bool blank(const checked::Confidence& confidence) { return confidence.plain(); }
inline bool blank(const TimeZone& zone) { return zone == TimeZone::utc(); }
inline bool blank(const WorkingCalendar& calendar) { return calendar.last() < calendar.first(); }
template <typename T>
bool blank(const std::vector<T>& list) {
  return list.empty();
}
template <typename Id, typename T>
bool blank(const Table<Id, T>& table) {
  return table.empty();
}
template <typename T>
bool blank(const std::optional<T>& value) {
  return !value;
}
template <typename T>
bool blank(const T* pointer) {
  return pointer == nullptr;
}
template <typename T>
bool blank(const std::unique_ptr<T>& owned) {
  return owned == nullptr;
}
template <typename T>
requires std::is_class_v<T>
bool blank(const T&) { return false; }

// Numbers every expression that a program reaches, what it is made of before it, and tells of each which pack
// it is part of; kNoId where it is none's alone.
class Collector {
 public:
  template <typename... Fields>
  void operator()(const Fields&... fields) {
    (visit(fields), ...);
  }
  void visit(const checked::Expr* expr) {
    if (expr == nullptr) return;
    const auto found = numbers_.find(expr);
    if (found != numbers_.end()) return share(*expr, owners_[found->second]);
    shape(*this, *expr);
    numbers_.emplace(expr, static_cast<std::uint32_t>(nodes_.size()));
    nodes_.push_back(expr);
    owners_.push_back(pack_);
  }
  void visit(const checked::Declaration& each) {
    pack_ = each.pack;
    shape(*this, each);
    pack_ = PackId{kNoId};
  }
  void visit(const Table<PackId, checked::Pack>& packs) {
    for (std::size_t i = 0; i < packs.size(); ++i) {
      pack_ = packs.idAt(i);
      visit(packs[pack_].called_for);
    }
    pack_ = PackId{kNoId};
  }
  template <typename T>
  void visit(const std::vector<T>& list) {
    if constexpr (!std::is_arithmetic_v<T>) {
      for (const T& each : list) visit(each);
    }
  }
  template <typename Id, typename T>
  void visit(const Table<Id, T>& table) {
    for (const T& each : table) visit(each);
  }
  template <typename T>
  void visit(const std::unique_ptr<T>& owned) {
    if (owned) visit(*owned);
  }
  template <typename T>
  void visit(const T& value) {
    if constexpr (requires(Collector & io) { shape(io, value); }) shape(*this, value);
  }

  std::uint32_t at(const checked::Expr* expr) const { return numbers_.at(expr); }
  const std::vector<const checked::Expr*>& nodes() const { return nodes_; }
  const std::vector<PackId>& owners() const { return owners_; }

 private:
  // Met again: with all that it is made of it belongs to both.
  void share(const checked::Expr& expr, PackId& owner) {
    if (owner == pack_ || owner == PackId{kNoId}) return;
    owner = PackId{kNoId};
    const PackId before = std::exchange(pack_, owner);
    shape(*this, expr);
    pack_ = before;
  }

  std::unordered_map<const checked::Expr*, std::uint32_t> numbers_;
  std::vector<const checked::Expr*> nodes_;
  std::vector<PackId> owners_;  // of the nodes
  PackId pack_{kNoId};
};

// Where the text of a file stood, and where it stands in the bundle.
struct Moved {
  std::uint32_t begin = 0, size = 0, to = 0;
};

class Writer {
 public:
  // All must outlive the writer; `files` are sorted by where they stood.
  Writer(const Collector& expressions, const Landmarks& landmarks, const std::vector<Moved>& files);

  template <typename... Fields>
  void operator()(const Fields&... fields) {
    static_assert(sizeof...(Fields) <= 64);
    std::uint64_t mask = 0, bit = 1;
    ((mask |= blank(fields) ? 0 : bit, bit <<= 1), ...);
    number(mask);
    ((blank(fields) ? void() : put(fields)), ...);
  }

  void number(std::uint64_t value) { appendNumber(out_, value); }
  void signedNumber(std::int64_t value) {
    number((static_cast<std::uint64_t>(value) << 1) ^ static_cast<std::uint64_t>(value >> 63));
  }

  void put(bool value) { number(value ? 1 : 0); }
  void put(std::uint8_t value) { number(value); }
  // One more than it is: kNoId, which is frequent, is the shortest.
  void put(std::uint32_t value) { number(static_cast<std::uint32_t>(value + 1)); }
  void put(std::int32_t value) { signedNumber(value); }
  void put(std::int64_t value) { signedNumber(value); }
  void put(std::uint64_t value) { number(value); }
  template <typename T>
  requires std::is_enum_v<T>
  void put(T value) {
    if constexpr (IsId<T>) {
      put(raw(value));
    } else {
      number(static_cast<std::uint64_t>(value));
    }
  }
  void put(const std::string& text);
  void put(const Span& span);
  void put(const Date& date) { signedNumber(date.days); }
  void put(const Number& value);
  void put(const Value& value);
  void put(const TimeZone& zone);
  void put(const WorkingCalendar& calendar);
  void put(const checked::Expr* expr);
  void put(const checked::Domain* domain) { number(domains_.at(domain) + 1); }
  template <typename T>
  requires requires { Landmark<T>::kList; }
  void put(const T* landmark) { number(landmark == nullptr ? 0 : marks_.at(landmark) + 1); }
  template <typename A, typename B>
  void put(const std::pair<A, B>& pair) {
    put(pair.first);
    put(pair.second);
  }
  // In the order of the bundle, which is not that of addresses.
  template <typename T>
  void put(const std::vector<std::pair<const T*, std::uint32_t>>& list) {
    std::vector<std::pair<std::uint32_t, std::uint32_t>> numbered;
    for (const auto& [pointer, slot] : list) numbered.emplace_back(numberOf(pointer), slot);
    std::sort(numbered.begin(), numbered.end());
    number(numbered.size());
    for (const auto& [index, slot] : numbered) number(index + 1), put(slot);
  }
  template <typename T>
  void put(const std::vector<T>& list) {
    number(list.size());
    for (const T& each : list) put(each);
  }
  template <typename Id, typename T>
  void put(const Table<Id, T>& table) {
    number(table.size());
    for (const T& each : table) put(each);
  }
  template <typename Id, OfPack T>
  void put(const Table<Id, T>& table) {
    number(table.size());
    for (const T& each : table) {
      putHead(each);
      part(each.pack, [&] { put(each); });
    }
  }
  void put(const Table<PackId, checked::Pack>& packs);
  template <typename T>
  void put(const std::optional<T>& value) {
    number(value ? 1 : 0);
    if (value) put(*value);
  }
  template <typename T>
  void put(const std::unique_ptr<const T>& owned) {
    put(*owned);
  }
  template <typename T>
  requires requires(Writer& io, const T& value) { shape(io, value); }
  void put(const T& value) { shape(*this, value); }

  // What is part of a pack, with its length: whoever does not need that pack passes over it. Of kNoId it is
  // part of all.
  template <typename Body>
  void part(PackId pack, const Body& body) {
    put(pack);
    std::string before = std::exchange(out_, {});
    span_ = 0;
    body();
    const std::string made = std::exchange(out_, std::move(before));
    number(made.size());
    out_ += made;
    span_ = 0;
  }
  // Things by whose they are, those that stand together as one part.
  template <typename Each>
  void runs(const std::vector<PackId>& owners, const Each& each) {
    number(owners.size());
    for (std::size_t i = 0, end = 0; i < owners.size(); i = end) {
      while (end < owners.size() && owners[end] == owners[i]) ++end;
      number(end - i);
      part(owners[i], [&] {
        for (std::size_t at = i; at < end; ++at) each(at);
      });
    }
  }
  // What body() puts, apart.
  template <typename Body>
  std::string apart(const Body& body) {
    std::string before = std::exchange(out_, {});
    body();
    return std::exchange(out_, std::move(before));
  }

  // The nodes of the program, each behind those that it is made of.
  void nodes();

  const std::string& out() const { return out_; }
  const std::vector<std::string>& texts() const { return texts_; }

 private:
  void putHead(const Choice&) {}
  void putHead(const Fact& fact) { put(fact.entity), put(fact.slot), put(fact.slots); }
  void putHead(const checked::Declaration& each);
  std::uint32_t numberOf(const checked::Expr* expr) const { return expressions_.at(expr); }
  std::uint32_t numberOf(const checked::Branch* branch) const { return marks_.at(branch); }

  const Collector& expressions_;
  const std::vector<Moved>& files_;
  std::unordered_map<const void*, std::uint32_t> marks_;
  std::unordered_map<const checked::Domain*, std::uint32_t> domains_;
  std::uint32_t node_ = kNoId;  // that is being written
  std::uint32_t span_ = 0;      // where the last span began
  std::string out_;
  std::unordered_map<std::string, std::uint32_t> text_numbers_;
  std::vector<std::string> texts_;
};

}  // namespace jurat::bundle
