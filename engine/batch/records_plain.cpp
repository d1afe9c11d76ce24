// Answers of the most usual forms, from the token to the column.
#include <cstring>
#include <string>
#include <string_view>

#include "engine/base/ascii.h"
#include "engine/batch/records_impl.h"
#include "engine/source/text.h"

namespace jurat::batch {
namespace {

// A number as JSON spells it, or the beginning of one, of so few digits that its units fit a word; `units`
// count 10^-scale. `at` is put behind it.
bool readNumber(const char*& at, const char* end, std::int64_t& units, std::int8_t& scale) {
  constexpr std::ptrdiff_t kMost = 18;
  if (end - at > kMost) end = at + kMost;
  const bool minus = at < end && *at == '-';
  const char* p = at + (minus ? 1 : 0);
  const char* const first = p;
  std::int64_t value = 0;
  for (; p < end && isDigit(*p); ++p) value = value * 10 + (*p - '0');
  if (p == first || (p - first > 1 && *first == '0')) return false;
  const char* const point = p;
  if (p < end && *p == '.') {
    for (++p; p < end && isDigit(*p); ++p) value = value * 10 + (*p - '0');
    if (p == point + 1) return false;
  }
  const std::ptrdiff_t places = p == point ? 0 : p - point - 1;
  if (places > kMostScale) return false;
  scale = static_cast<std::int8_t>(places);
  units = minus ? -value : value;
  at = p;
  return true;
}

}  // namespace

RecordReader::Impl::Form RecordReader::Impl::formOf(FactId id) const {
  const Fact& fact = vocabulary_.facts[id];
  Form form;
  form.read = facts_.read[raw(id)] && !facts_.ambiguous[raw(id)];
  form.column = builder_.columnOf(fact);
  form.fact = id;
  form.event = fact.type.event;
  // What may be none is left to others, but for events: of those the only word for it is `none`.
  if (fact.per != ChoiceId{kNoId} || (fact.type.or_none && !fact.type.event)) return form;
  if (fact.type.kind == TypeKind::Date && !fact.at_least && !fact.at_most) form.plain = Plain::Date;
  if (fact.type.event) return form;
  const auto none = [](const Number& bound) { return bound == Number(0); };
  const auto* least = fact.at_least ? std::get_if<Number>(&*fact.at_least) : nullptr;
  const auto* sum = fact.at_least ? std::get_if<Money>(&*fact.at_least) : nullptr;
  form.from_zero = fact.at_least.has_value();
  switch (fact.type.kind) {
    case TypeKind::YesNo:
      form.plain = Plain::Truth;
      break;
    case TypeKind::Text:
      // The ordinary reader knows how such a code is made.
      if (fact.name != "lei") form.plain = Plain::Text;
      break;
    case TypeKind::Choice:
      form.choice = ChoiceId{fact.type.id};
      if (wordsOf(*rules_, fact.type) == 1) form.plain = fact.type.set ? Plain::Set : Plain::Option;
      break;
    case TypeKind::Integer:
    case TypeKind::Decimal:
      form.whole = fact.type.kind == TypeKind::Integer;
      if (!fact.at_most && (!fact.at_least || (least && none(*least)))) form.plain = Plain::Number;
      break;
    case TypeKind::Money:
      form.unit = fact.type.id;
      if (form.unit == 0 || fact.at_most) break;
      if (fact.at_least && !(sum && none(sum->amount) && sum->currency == form.unit)) break;
      if (const std::string code(currencyCode(form.unit)); code.size() == 3) {
        std::string("\"").append(code).append(" ").copy(form.currency, sizeof form.currency);
        form.plain = Plain::Money;
      }
      break;
    default:
      break;
  }
  return form;
}

inline bool RecordReader::Impl::plainTruth(const Form& form, std::uint32_t element) {
  const char first = json_.next();
  const bool yes = first == 't';
  if (!(yes ? json_.yes() : first == 'f' && json_.no())) return false;
  if (form.read) builder_.sayTruth(form.column, element, yes);
  return true;
}

inline bool RecordReader::Impl::plainOption(const Form& form, std::uint32_t element) {
  std::string_view text;
  std::uint32_t index = 0;
  // The words for what is not known are no options, whatever a choice calls its own.
  if (!json_.few(text) && !json_.plain(text)) return false;
  if (!values_.optionQuick(form.choice, text, index) || text == "unknown" || text == "none") return false;
  if (form.read) builder_.sayOptions(form.column, element, std::uint64_t{1} << index);
  return true;
}

bool RecordReader::Impl::plainSet(const Form& form, std::uint32_t element) {
  std::uint64_t bits = 0;
  const bool read = items([&] {
    std::string_view name;
    std::uint32_t index = 0;
    if (json_.few(name) ? !values_.optionQuick(form.choice, name, index)
                        : !json_.string(name) || !values_.option(form.choice, name, index))
      return false;
    bits |= std::uint64_t{1} << index;
    return true;
  });
  if (read && form.read) builder_.sayOptions(form.column, element, bits);
  return read;
}

bool RecordReader::Impl::sayPlain(const Form& form, std::uint32_t element, std::int64_t units,
                                  std::int8_t scale) {
  if (form.from_zero && units < 0) return false;
  if (form.read) builder_.sayNumber(form.column, element, units, scale, form.unit);
  return true;
}

inline bool RecordReader::Impl::plainNumber(const Form& form, std::uint32_t element) {
  json_.next();
  const char* at = json_.place();
  std::int64_t units = 0;
  std::int8_t scale = 0;
  if (!readNumber(at, json_.end(), units, scale) || (form.whole && scale != 0)) return false;
  json_.moveTo(at);
  // A number that goes on is not of this form.
  const char behind = json_.next();
  return (behind == ',' || behind == '}') && sayPlain(form, element, units, scale);
}

inline bool RecordReader::Impl::plainMoney(const Form& form, std::uint32_t element) {
  json_.next();
  if (!json_.word(form.currency, sizeof form.currency)) return false;  // "EUR 400"
  const char* at = json_.place();
  std::int64_t units = 0;
  std::int8_t scale = 0;
  if (!readNumber(at, json_.end(), units, scale)) return false;
  json_.moveTo(at);
  return json_.word("\"", 1) && sayPlain(form, element, units, scale);
}

// A day; an event that lies ahead has not happened, and is left to others.
inline bool RecordReader::Impl::plainDate(const Form& form, std::uint32_t element) {
  std::string_view text;
  if (!json_.plain(text)) return false;
  const std::optional<Date> day = dayOf(text);
  if (!day || (form.event && as_of_.day < *day)) return false;
  if (day_ && form.fact == day_fact_) *day_ = day->days;
  if (form.read) builder_.sayNumber(form.column, element, day->days, 0, 0);
  return true;
}

bool RecordReader::Impl::plainText(const Form& form, std::uint32_t element) {
  std::string_view text;
  if (!json_.string(text) || text == "unknown" || text == "none") return false;
  if (text.find_first_not_of(" \t\r\n") == std::string_view::npos) return false;
  if (form.read) builder_.sayText(form.column, element, text);
  return true;
}

inline bool RecordReader::Impl::readPlain(const Form& form, std::uint32_t element) {
  switch (form.plain) {
    case Plain::Truth:
      return plainTruth(form, element);
    case Plain::Option:
      return plainOption(form, element);
    case Plain::Set:
      return plainSet(form, element);
    case Plain::Number:
      return plainNumber(form, element);
    case Plain::Money:
      return plainMoney(form, element);
    case Plain::Date:
      return plainDate(form, element);
    case Plain::Text:
      return plainText(form, element);
    case Plain::No:
      return false;
  }
  return false;
}

// Whether the value has been taken; before one that is not, the walk stands as it did.
inline bool RecordReader::Impl::plainAnswer(const Form& form, std::uint32_t element) {
  const char* const before = json_.place();
  if (readPlain(form, element)) return true;
  json_.moveTo(before);
  return false;
}

// The days of one file are few: each is worked out once.
std::optional<Date> RecordReader::Impl::dayOf(std::string_view text) {
  if (text.size() != 10) return std::nullopt;
  std::uint64_t mixed = 0;
  std::memcpy(&mixed, text.data() + 2, sizeof mixed);
  KnownDay& known = known_days_[(mixed * 0x9E3779B97F4A7C15u) >> 58];
  if (std::string_view(known.text, sizeof known.text) == text) return known.day;
  const std::optional<Date> day = parseDate(text);
  if (!day) return std::nullopt;
  text.copy(known.text, sizeof known.text);
  known.day = *day;
  return day;
}

// ---- the keys around them

// Which key is here, passed over with its colon, or kNoId; first the one that is usual here.
inline std::uint32_t RecordReader::Impl::whichKey(Keys& keys, std::uint32_t before) {
  if (json_.next() != '"') return kNoId;
  Key& last = keys.keys[before];
  if (!json_.wordBehindQuote(keys.keys[last.next].word)) return otherKey(keys, last);
  last.missed = 0;
  return last.next;
}

std::uint32_t RecordReader::Impl::otherKey(Keys& keys, Key& last) {
  std::uint32_t key = last.next_but_one;
  if (!json_.wordBehindQuote(keys.keys[key].word)) {
    std::string_view name;
    if (!json_.string(name) || !keys.names->find(name, key) || !json_.take(':')) return kNoId;
  }
  last.next_but_one = key;
  if (++last.missed > 1) std::swap(last.next, last.next_but_one);
  return key;
}

// Answers to yes or no follow each other in long runs. As many as stand here as usual, behind `before`;
// answers the key of the last.
inline std::uint32_t RecordReader::Impl::truths(Keys& keys, std::uint32_t before, std::uint32_t element,
                                                std::uint64_t own) {
  const char* at = json_.place();
  for (;;) {
    const std::uint32_t next = keys.keys[before].next;
    Key& key = keys.keys[next];
    if (!key.truth || key.said_in == own) break;
    // The rest of the document is longer than such an answer, so that all of it may be read.
    const std::size_t size = key.word.size();
    if (static_cast<std::size_t>(json_.end() - at) < size + 9 || *at != '"' || !key.word.at(at + 1)) break;
    const char* value = at + 1 + size;
    value += *value == ' ' ? 1 : 0;
    const bool yes = std::memcmp(value, "true", 4) == 0;
    if (!yes && (std::memcmp(value, "fals", 4) != 0 || value[4] != 'e')) break;
    value += yes ? 4 : 5;
    if (*value != ',') break;
    at = value + 1;
    at += *at == ' ' ? 1 : 0;
    key.said_in = own;
    builder_.sayTruth(key.column, element, yes);
    before = next;
  }
  json_.moveTo(at);
  return before;
}

bool RecordReader::Impl::ownId(std::string_view* own_id) {
  return own_id && json_.string(*own_id) && own_id->find_first_not_of(' ') != std::string_view::npos &&
         printableLine(*own_id) == *own_id;
}

bool RecordReader::Impl::entity(EntityId id, std::uint32_t element, std::string_view* own_id) {
  const Entity& declared = vocabulary_.entities[id];
  Keys& keys = keys_[raw(id)];
  const auto none = static_cast<std::uint32_t>(keys.keys.size() - 1);
  auto before = none;
  // An entity never stands within itself, so that one mark a key will do.
  const std::uint64_t own = ++entity_count_;
  if (!json_.take('{')) return false;
  for (bool more = !json_.take('}'); more; more = json_.take(',')) {
    before = truths(keys, before, element, own);
    const std::uint32_t at = whichKey(keys, before);
    if (at == kNoId) return false;
    Key& key = keys.keys[at];
    if (std::exchange(key.said_in, own) == own) return false;
    before = at;
    if (key.fact != FactId{kNoId}) {
      if (!plainAnswer(forms_[raw(key.fact)], element) && !fact(key.fact, element)) return false;
    } else if (!(key.child != kNoId ? child(id, key.child, element) : ownId(own_id))) {
      return false;
    }
  }
  if (before != none && !json_.take('}')) return false;
  // The order of lists is that of the vocabulary.
  const std::size_t first_child = declared.facts.size();
  for (std::uint32_t c = 0; c < declared.children.size(); ++c) {
    if (keys.keys[first_child + c].said_in != own && !absent(id, c, element)) return false;
  }
  return true;
}

}  // namespace jurat::batch
