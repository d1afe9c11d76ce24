#include "engine/bundle/reader.h"

#include <limits>

namespace jurat::bundle {

Reader::Reader(std::string_view bytes, const Limits& limits)
    : bytes_(bytes.size()), at_(bytes.data()), end_(bytes.data() + bytes.size()), limits_(limits) {}

void Reader::fail(std::string why) {
  if (why_.empty()) why_ = std::move(why);
  failed_ = true;
  at_ = end_;
}

std::uint64_t Reader::longNumber() {
  std::uint64_t value = 0;
  for (unsigned shift = 0; shift < 64 && at_ != end_; shift += 7) {
    const auto byte = static_cast<unsigned char>(*at_++);
    value |= std::uint64_t{byte & 0x7Fu} << shift;
    if (byte < 0x80) return value;
  }
  fail(at_ == end_ ? "it ends in the middle" : "a number has too many bytes");
  return 0;
}

std::string_view Reader::bytes(std::size_t count) {
  if (count > static_cast<std::size_t>(end_ - at_)) {
    fail("it ends in the middle");
    return {};
  }
  const std::string_view out(at_, count);
  at_ += count;
  return out;
}

std::size_t Reader::length(std::size_t size) {
  const std::uint64_t count = number();
  if (count > static_cast<std::size_t>(end_ - at_)) {
    fail("it ends in the middle");
    return 0;
  }
  room(count, size);
  return failed() ? 0 : count;
}

void Reader::room(std::size_t count, std::size_t size) {
  memory_ += count * size;
  if (memory_ > limits_.bundle_memory) fail("it would take more memory than a bundle may");
}

void Reader::readLike(const Reader& other) {
  census = other.census;
  wanted = other.wanted;
  texts = other.texts;
  text_begin = other.text_begin;
  text_end = other.text_end;
  moved = other.moved;
  if (other.failed()) fail(other.why());
}

void Reader::get(std::int32_t& value) {
  const std::int64_t read = signedNumber();
  value = static_cast<std::int32_t>(read);
  if (value != read) fail("a number is larger than it can be");
}

void Reader::get(std::string& text) {
  const std::uint64_t index = number();
  if (index >= texts.size()) return fail("it names a text that there is not");
  text = texts[index];
}

void Reader::get(Span& span) {
  const std::int64_t begin = smallNumber() + span_;
  const std::int64_t end = smallNumber() + begin;
  const bool nowhere = begin == 0 && end == 0;
  if (!nowhere && (begin < text_begin || end < begin || end > text_end))
    return fail("a place lies outside the texts");
  span_ = static_cast<std::uint32_t>(begin);
  if (nowhere) {
    span = {};
  } else {
    span = {static_cast<std::uint32_t>(begin) + moved, static_cast<std::uint32_t>(end) + moved};
  }
}

void Reader::get(Date& date) {
  const std::int64_t days = signedNumber();
  if (days < kFirstDate.days || days > kLastDate.days) return fail("a day lies outside the calendar");
  date.days = static_cast<std::int32_t>(days);
}

// A number in memory of its own is a text: digits, or a fraction of them.
void Reader::get(Number& value) {
  if (numberUpTo(1) == 0) {
    const std::int64_t coefficient = signedNumber(), exponent = signedNumber();
    constexpr std::int64_t kMostExponent = 2'000'000'000;  // see Number::scaled
    if (coefficient == std::numeric_limits<std::int64_t>::min() || exponent < -kMostExponent ||
        exponent > kMostExponent)
      return fail("a number is larger than it can be");
    value = Number::scaled(coefficient, static_cast<std::int32_t>(exponent));
    return;
  }
  std::string text;
  get(text);
  Limits wide = limits_;
  wide.digits = wide.value_bits;
  const std::size_t slash = text.find('/');
  std::optional<Number> read = Number::parse(text.substr(0, slash), wide);
  if (read && slash != std::string::npos) {
    const std::optional<Number> below = Number::parse(text.substr(slash + 1), wide);
    read = below ? Number::ratio(*read, *below) : std::nullopt;
  }
  if (!read) return fail("a number is no number");
  value = *std::move(read);
}

namespace {

template <std::size_t... Index>
void hold(Value& value, std::uint64_t which, std::index_sequence<Index...>) {
  ((Index == which ? void(value.emplace<Index>()) : void()), ...);
}

}  // namespace

void Reader::get(Value& value) {
  constexpr std::size_t kKinds = std::variant_size_v<Value>;
  hold(value, numberUpTo(kKinds - 1), std::make_index_sequence<kKinds>());
  std::visit([this](auto& held) { get(held); }, value);
}

void Reader::get(TimeZone& zone) {
  std::int32_t minutes = 0;
  std::uint8_t rule = 0;
  get(minutes);
  get(rule);
  const std::optional<TimeZone> found = TimeZone::of(minutes, rule);
  if (!found) return fail("a time zone is none");
  zone = *found;
}

void Reader::get(WorkingCalendar& calendar) {
  Date first, last;
  std::vector<Date> working;
  get(first);
  get(last);
  get(working);
  if (failed()) return;
  const bool sorted = std::adjacent_find(working.begin(), working.end(),
                                         [](Date a, Date b) { return a >= b; }) == working.end();
  if (!sorted || (!working.empty() && (working.front() < first || last < working.back())))
    return fail("the days of a calendar are not in order");
  calendar = WorkingCalendar(first, last, std::move(working));
}

// INVARIANT: an expression is made of those before it, so there are no circles.
void Reader::get(const checked::Expr*& expr) {
  const std::uint64_t read = numberUpTo(nodes.size());
  if (read == 0) {
    expr = nullptr;
    return;
  }
  if (in_nodes && read > node_) return fail("a number is larger than it can be");
  const std::size_t at = in_nodes ? node_ - read : read - 1;
  expr = nodes[at];
  if (expr == nullptr) return fail("it names an expression that is left out");
  if (!in_nodes) return;
  weight.nodes += sizes_[at].nodes;
  weight.depth = std::max(weight.depth, sizes_[at].depth + 1);
}

void Reader::getNodes(Pool<checked::Expr>& pool) {
  const std::size_t count = length(sizeof(checked::Expr) + sizeof(const checked::Expr*));
  nodes.resize(count);
  sizes_.resize(count);
  in_nodes = true;
  runs(count, [&](std::size_t at) {
    node_ = at;
    checked::Expr& node = pool.emplace_back();
    get(node);
    keepNode(at, node);
  });
  in_nodes = false;
}

void Reader::keepNode(std::size_t at, const checked::Expr& node) {
  // Limbs, brackets and operators each are a level of the text or two.
  constexpr std::size_t kLevels = 8;
  if (weight.nodes > limits_.tree_nodes || weight.depth > limits_.nesting * kLevels)
    fail("an expression is nested too deeply");
  nodes[at] = &node;
  sizes_[at] = weight;
  weight = Size{};
}

void Reader::get(const checked::Domain*& domain) {
  const std::uint64_t read = number();
  if (read == 0 || read > nodes.size() || !nodes[read - 1] || !nodes[read - 1]->domain)
    return fail("it names a list that there is not");
  domain = nodes[read - 1]->domain.get();
}

void Reader::get(Table<PackId, checked::Pack>& packs) {
  grow(packs);
  for (std::size_t i = 0; i < packs.size() && !failed(); ++i) {
    checked::Pack& pack = packs[packs.idAt(i)];
    get(pack);
    PackId of{kNoId};
    part(of, [&] { get(pack.called_for); });
    if (of != packs.idAt(i)) fail("a part is one of another pack");
    if (!here(of)) pack.set_aside = true;
  }
}

void Reader::getHead(checked::Declaration& each) {
  get(each.kind);
  get(each.name);
  LandmarkCounts& counts = marks.emplace_back();
  for (std::size_t& count : counts) count = numberUpTo(bytes_);
}

void Reader::get(std::unique_ptr<const checked::Domain>& owned) {
  auto domain = std::make_unique<checked::Domain>();
  get(*domain);
  owned = std::move(domain);
}

}  // namespace jurat::bundle
