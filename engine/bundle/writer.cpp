#include "engine/bundle/writer.h"

#include <algorithm>
#include <cassert>
#include <iterator>

namespace jurat::bundle {

Writer::Writer(const Collector& expressions, const Landmarks& landmarks, const std::vector<Moved>& files)
    : expressions_(expressions), files_(files) {
  const auto mark = [&](const auto& list) {
    for (std::uint32_t i = 0; i < list.size(); ++i) marks_.emplace(list[i], i);
  };
  mark(landmarks.branches);
  mark(landmarks.versions);
  mark(landmarks.notes);
  mark(landmarks.exposures);
  for (std::uint32_t i = 0; i < expressions_.nodes().size(); ++i) {
    if (const checked::Domain* domain = expressions_.nodes()[i]->domain.get()) domains_.emplace(domain, i);
  }
}

void appendNumber(std::string& out, std::uint64_t value) {
  while (value >= 0x80) {
    out += static_cast<char>(value | 0x80);
    value >>= 7;
  }
  out += static_cast<char>(value);
}

void Writer::put(const std::string& text) {
  const auto [found, fresh] = text_numbers_.try_emplace(text, static_cast<std::uint32_t>(texts_.size()));
  if (fresh) texts_.push_back(text);
  number(found->second);
}

// Most spans begin near the one before them.
void Writer::put(const Span& span) {
  if (!span.known()) {
    signedNumber(-std::int64_t{span_});
    signedNumber(0);
    span_ = 0;
    return;
  }
  const auto next = std::upper_bound(files_.begin(), files_.end(), span.begin,
                                     [](std::uint32_t at, const Moved& file) { return at < file.begin; });
  assert(next != files_.begin() && span.end >= span.begin && "every file with a rule is in the bundle");
  const Moved& file = *std::prev(next);
  assert(span.end <= file.begin + file.size + 1);
  const std::uint32_t begin = span.begin - file.begin + file.to;
  signedNumber(std::int64_t{begin} - std::int64_t{span_});
  signedNumber(std::int64_t{span.end} - std::int64_t{span.begin});
  span_ = begin;
}

void Writer::put(const Number& value) {
  const auto decimal = value.decimal();
  number(decimal ? 0 : 1);
  if (!decimal) return put(value.text());
  signedNumber(decimal->first);
  signedNumber(decimal->second);
}

void Writer::put(const Value& value) {
  number(value.index());
  std::visit([this](const auto& held) { put(held); }, value);
}

void Writer::put(const TimeZone& zone) {
  signedNumber(zone.standardMinutes());
  number(zone.summerRule());
}

void Writer::put(const WorkingCalendar& calendar) {
  put(calendar.first());
  put(calendar.last());
  put(calendar.working());
}

// Inside another expression how far before it, which is a short number; 0 is none.
void Writer::put(const checked::Expr* expr) {
  if (expr == nullptr) return number(0);
  const std::uint32_t at = expressions_.at(expr);
  number(node_ == kNoId ? at + 1 : node_ - at);
}

void Writer::nodes() {
  runs(expressions_.owners(), [this](std::size_t at) {
    node_ = static_cast<std::uint32_t>(at);
    shape(*this, *expressions_.nodes()[at]);
  });
  node_ = kNoId;
}

void Writer::put(const Table<PackId, checked::Pack>& packs) {
  number(packs.size());
  for (std::size_t i = 0; i < packs.size(); ++i) {
    const checked::Pack& pack = packs[packs.idAt(i)];
    put(pack);
    part(packs.idAt(i), [&] { put(pack.called_for); });
  }
}

// With how many landmarks it holds, which are numbered over all declarations.
void Writer::putHead(const checked::Declaration& each) {
  put(each.kind);
  put(each.name);
  for (const std::size_t count : countsOf(landmarksOf(each))) number(count);
}

}  // namespace jurat::bundle
