// Reader: what shape() lists out of bundle bytes; private to engine/bundle.
//
// Bytes may be hostile. Whatever is not what a Writer writes makes the reader fail, once: from then on it
// reads nothing but zeros, and the reason of the first fault stands. Lengths are held against the bytes that
// are left and against a budget of memory; enumerators, ids and pointers against what there is.
#pragma once
#include <algorithm>
#include <cstdint>
#include <memory>
#include <string>
#include <string_view>
#include <utility>
#include <variant>
#include <vector>

#include "engine/base/limits.h"
#include "engine/bundle/landmarks.h"
#include "engine/bundle/shapes.h"
#include "engine/bundle/writer.h"

namespace jurat::bundle {

// How many things of each kind there are, for ids and numbers that stand before what they name.
struct Census {
  std::uint32_t packs = 0, entities = 0, facts = 0, choices = 0, units = 0, declarations = 0, blocks = 0;
};
template <typename Io, Like<Census> T>
void shape(Io& io, T& census) {
  io(census.packs, census.entities, census.facts, census.choices, census.units, census.declarations,
     census.blocks);
}
inline std::uint32_t countOf(const Census& census, PackId) { return census.packs; }
inline std::uint32_t countOf(const Census& census, EntityId) { return census.entities; }
inline std::uint32_t countOf(const Census& census, FactId) { return census.facts; }
inline std::uint32_t countOf(const Census& census, ChoiceId) { return census.choices; }
inline std::uint32_t countOf(const Census& census, UnitId) { return census.units; }
inline std::uint32_t countOf(const Census& census, checked::DeclarationId) { return census.declarations; }
inline std::uint32_t countOf(const Census& census, BlockId) { return census.blocks; }

class Reader {
 public:
  Reader(std::string_view bytes, const Limits& limits);

  bool failed() const { return failed_; }
  const std::string& why() const { return why_; }
  void fail(std::string why);
  bool atEnd() const { return at_ == end_; }

  template <typename... Fields>
  void operator()(Fields&... fields) {
    std::uint64_t mask = number();
    if constexpr (sizeof...(Fields) < 64) {
      if (mask >> sizeof...(Fields)) fail("a record has a field that there is not");
    }
    (field(mask, fields), ...);
  }

  std::uint64_t number() {
    if (at_ != end_ && static_cast<unsigned char>(*at_) < 0x80) [[likely]]
      return static_cast<unsigned char>(*at_++);
    if (end_ - at_ >= 2 && static_cast<unsigned char>(at_[1]) < 0x80) {
      const auto low = static_cast<unsigned char>(at_[0]), high = static_cast<unsigned char>(at_[1]);
      at_ += 2;
      return (low & 0x7Fu) | std::uint64_t{high} << 7;
    }
    return longNumber();
  }
  std::int64_t signedNumber() {
    const std::uint64_t value = number();
    return static_cast<std::int64_t>((value >> 1) ^ (~(value & 1) + 1));
  }
  // One that may be added to others of its kind.
  std::int64_t smallNumber() {
    const std::int64_t value = signedNumber();
    constexpr std::int64_t kMost = std::int64_t{1} << 40;
    if (-kMost < value && value < kMost) [[likely]]
      return value;
    fail("a number is larger than it can be");
    return 0;
  }
  // A number of at most `most`.
  std::uint64_t numberUpTo(std::uint64_t most) {
    const std::uint64_t value = number();
    if (value <= most) [[likely]]
      return value;
    fail("a number is larger than it can be");
    return 0;
  }
  std::string_view bytes(std::size_t count);
  // Room for so many things of a size, each of which takes a byte at least; 0 when there is none.
  std::size_t length(std::size_t size);

  void get(bool& value) { value = numberUpTo(1) != 0; }
  void get(std::uint8_t& value) { value = static_cast<std::uint8_t>(numberUpTo(0xFF)); }
  void get(std::uint32_t& value) { value = static_cast<std::uint32_t>(numberUpTo(kNoId)) - 1; }
  void get(std::int32_t& value);
  void get(std::int64_t& value) { value = signedNumber(); }
  void get(std::uint64_t& value) { value = number(); }
  template <typename T>
  requires std::is_enum_v<T>
  void get(T& value) {
    if constexpr (IsId<T>) {
      const std::uint64_t read = numberUpTo(countOf(census, T{}));
      value = static_cast<T>(static_cast<std::uint32_t>(read) - 1);
    } else {
      value = static_cast<T>(numberUpTo(static_cast<std::uint64_t>(lastOf(T{}))));
    }
  }
  void get(std::string& text);
  void get(Span& span);
  void get(Date& date);
  void get(Number& value);
  void get(Value& value);
  void get(TimeZone& zone);
  void get(WorkingCalendar& calendar);
  void get(const checked::Expr*& expr);
  void get(const checked::Domain*& domain);
  template <typename T>
  requires requires { Landmark<T>::kList; }
  void get(const T*& landmark) {
    const std::vector<const T*>& list = landmarks.*Landmark<T>::kList;
    const std::uint64_t read = numberUpTo(list.size());
    landmark = read == 0 ? nullptr : list[read - 1];
  }
  template <typename A, typename B>
  void get(std::pair<A, B>& pair) {
    get(pair.first);
    get(pair.second);
  }
  // Sorted by address, as they are looked up.
  template <typename T>
  void get(std::vector<std::pair<const T*, std::uint32_t>>& list) {
    list.resize(length(sizeof(list[0])));
    for (auto& [pointer, slot] : list) get(pointer), get(slot);
    std::sort(list.begin(), list.end());
  }
  template <typename T>
  void get(std::vector<T>& list) {
    list.resize(length(sizeof(T)));
    for (T& each : list) get(each);
  }
  template <typename Id, typename T>
  void get(Table<Id, T>& table) {
    grow(table);
    for (std::size_t i = 0; i < table.size() && !failed(); ++i) get(table[table.idAt(i)]);
  }
  // Of what is left alone the pack and the head are known.
  template <typename Id, OfPack T>
  void get(Table<Id, T>& table) {
    grow(table);
    for (std::size_t i = 0; i < table.size() && !failed(); ++i) {
      T& row = table[table.idAt(i)];
      getHead(row);
      PackId pack{kNoId};
      part(pack, [&] { get(row); });
      if (!here(pack)) {
        row.pack = pack;
      } else if (row.pack != pack) {
        fail("a part is one of another pack");
      }
    }
  }
  void get(Table<PackId, checked::Pack>& packs);
  template <typename T>
  void get(std::optional<T>& value) {
    if (numberUpTo(1) != 0) get(value.emplace());
  }
  void get(std::unique_ptr<const checked::Domain>& owned);
  template <typename T>
  requires requires(Reader& io, T& value) { shape(io, value); }
  void get(T& value) {
    // Levels stand inside levels, and so may whatever a hostile file says of them.
    if (++depth_ > limits_.nesting + kRecords) fail("its records are nested too deeply");
    if (!failed()) shape(*this, value);
    --depth_;
  }

  // What is part of a pack: read by body(), or passed over when that pack is left alone.
  template <typename Body>
  void part(PackId& pack, const Body& body) {
    get(pack);
    const std::uint64_t size = number();
    if (size > static_cast<std::size_t>(end_ - at_)) return fail("it ends in the middle");
    const char* const end = at_ + size;
    span_ = 0;
    if (here(pack)) {
      body();
      if (!failed() && at_ != end) fail("a part is longer than it says, or shorter");
    } else if (!failed()) {
      at_ = end;
    }
    span_ = 0;
  }
  // The parts of `count` things; each(i) reads one.
  template <typename Each>
  void runs(std::size_t count, const Each& each) {
    for (std::size_t i = 0, end = 0; i < count && !failed(); i = end) {
      const std::uint64_t run = number();
      if (run == 0 || run > count - i) return fail("a part holds more than there is");
      end = i + run;
      PackId pack{kNoId};
      part(pack, [&] {
        for (std::size_t at = i; at < end && !failed(); ++at) each(at);
      });
    }
  }
  bool here(PackId pack) const { return wanted.empty() || pack == PackId{kNoId} || wanted[raw(pack)]; }
  std::size_t memory() const { return memory_; }
  std::size_t size() const { return bytes_; }
  // Fails when there is no memory for so many things of a size.
  void room(std::size_t count, std::size_t size);
  // Reads other bytes against what `other` is read against.
  void readLike(const Reader& other);

  // What the bytes are read against, filled in as the reading goes on.
  Census census;
  std::vector<bool> wanted;  // by pack; empty: all
  Landmarks landmarks;
  std::vector<LandmarkCounts> marks;           // as announced, by declaration
  std::vector<std::string_view> texts;         // valid UTF-8
  std::vector<const checked::Expr*> nodes;     // read so far; null: left alone
  std::uint32_t text_begin = 1, text_end = 1;  // spans lie between them ...
  std::uint32_t moved = 0;                     // ... and this is added to them
  bool in_nodes = false;                       // expressions are counted back from the one being read

  // How much it takes to walk an expression: parts may be shared, so what is small when written can be
  // without end when it is walked.
  struct Size {
    std::size_t nodes = 1, depth = 1;
  };
  Size weight;  // of the expression being read, with what was read of it so far
  // The expressions, each of which others behind it may be made of.
  void getNodes(Pool<checked::Expr>& pool);

 private:
  static constexpr std::size_t kRecords = 16;  // records around the levels of a declaration

  template <typename T>
  void field(std::uint64_t& mask, T& field) {
    if (mask & 1) {
      get(field);
    } else {
      clear(field);
    }
    mask >>= 1;
  }
  // What a blank field is; lists and texts are fresh, and so empty.
  template <typename T>
  static void clear(T& field) {
    if constexpr (IsId<T>) {
      field = static_cast<T>(kNoId);
    } else if constexpr (std::is_arithmetic_v<T> || std::is_enum_v<T>) {
      field = T{};
    } else if constexpr (std::same_as<T, Date>) {
      field = Date{};
    }
  }
  std::uint64_t longNumber();
  template <typename Id, typename T>
  void grow(Table<Id, T>& table) {
    const std::size_t count = length(sizeof(T));
    if (count != countOf(census, Id{})) return fail("a table has other rows than were announced");
    table.reserve(count);
    for (std::size_t i = 0; i < count; ++i) table.add(T{});
  }
  void getHead(Choice&) {}
  void getHead(Fact& fact) { get(fact.entity), get(fact.slot), get(fact.slots); }
  void getHead(checked::Declaration& each);
  void keepNode(std::size_t at, const checked::Expr& node);

  std::vector<Size> sizes_;  // of the nodes
  std::size_t node_ = 0;     // that is being read
  std::size_t bytes_;        // of all
  const char* at_;
  const char* end_;
  Limits limits_;
  std::size_t memory_ = 0;  // taken by lists
  std::size_t depth_ = 0;
  std::uint32_t span_ = 0;
  bool failed_ = false;
  std::string why_;
};

}  // namespace jurat::bundle
