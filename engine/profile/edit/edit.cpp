#include "engine/profile/edit/edit.h"

#include <algorithm>
#include <cassert>
#include <string_view>
#include <utility>

#include "engine/profile/binding.h"
#include "engine/profile/edit/insert.h"
#include "engine/profile/edit/write.h"
#include "engine/source/diagnostic.h"
#include "engine/source/read.h"

namespace jurat {
namespace {

// What an edit would do, and the document that must come out of it.
struct Plan {
  std::string text;
  Datum expected;
};

// The value behind a step of a document that is to become another.
Datum* childOf(Datum& datum, const PlaceStep& step) {
  if (step.isItem()) {
    const bool there = datum.kind == DatumKind::List && step.item < datum.items.size();
    return there ? &datum.items[step.item] : nullptr;
  }
  if (datum.kind != DatumKind::Record) return nullptr;
  const auto entry = std::find_if(datum.entries.begin(), datum.entries.end(),
                                  [&](const Datum::Entry& each) { return each.key == step.key; });
  return entry == datum.entries.end() ? nullptr : &entry->value;
}

// The entry of a record that holds this very value, or null.
const Datum::Entry* entryOf(const Datum& record, const Datum& value) {
  const auto entry = std::find_if(record.entries.begin(), record.entries.end(),
                                  [&](const Datum::Entry& each) { return &each.value == &value; });
  return entry == record.entries.end() ? nullptr : &*entry;
}

class Planner {
 public:
  Planner(const SourceFile& source, ProfileSyntax syntax, const Datum& document)
      : source_(source), syntax_(syntax), plan_{source.text, document} {}

  // False where the text has another form than is edited; at() says where.
  bool make(const ProfilePlace& place, Datum value) {
    Datum* here = &plan_.expected;
    const Datum* parent = nullptr;
    for (std::size_t i = 0; i < place.size(); ++i) {
      at_ = here->span;
      Datum* next = childOf(*here, place[i]);
      if (next == nullptr) return add(*here, place, i, std::move(value));
      // An alias has the place of what it stands for: its key says where it is.
      const Datum::Entry* entry = entryOf(*here, *next);
      const bool before = entry != nullptr && next->span.begin < entry->key_span.end;
      if (entry != nullptr && (before || !within(next->span, here->span))) at_ = entry->key_span;
      if (before || !within(next->span, here->span)) return false;
      parent = here;
      here = next;
    }
    at_ = here->span;
    return replace(*here, parent, std::move(value));
  }

  Plan& plan() { return plan_; }
  Span at() const { return at_; }

 private:
  bool add(Datum& here, const ProfilePlace& place, std::size_t step, Datum value) {
    for (std::size_t i = place.size(); i-- > step + 1;) {
      if (place[i].isItem()) return false;
      value = recordOf(place[i].key, std::move(value));
    }
    const PlaceStep& first = place[step];
    const bool list = first.isItem();
    if (here.kind != (list ? DatumKind::List : DatumKind::Record)) return false;
    std::optional<std::string> text =
        list ? withItem(source_, syntax_, here, value) : withKey(source_, syntax_, here, first.key, value);
    if (!text) return false;
    plan_.text = *std::move(text);
    normalize(value, syntax_);
    if (list) {
      here.items.push_back(std::move(value));
    } else {
      here.entries.push_back({first.key, {}, std::move(value)});
    }
    return true;
  }

  bool replace(Datum& here, const Datum* parent, Datum value) {
    if (parent == nullptr || here.span.begin == here.span.end) return false;
    const Datum::Entry* entry = entryOf(*parent, here);
    if (entry == nullptr) return false;
    std::optional<std::string> text = withOther(source_, syntax_, *parent, *entry, value);
    if (!text) return false;
    plan_.text = *std::move(text);
    normalize(value, syntax_);
    here = std::move(value);
    return true;
  }

  const SourceFile& source_;
  ProfileSyntax syntax_;
  Plan plan_;
  Span at_;
};

// JSON has no quotes that would make a text of a word.
bool isWordInQuotes(const Datum& datum) {
  const bool word =
      datum.kind == DatumKind::Scalar && datum.quoted && (datum.text == "none" || datum.text == "unknown");
  return word || std::any_of(datum.items.begin(), datum.items.end(), isWordInQuotes) ||
         std::any_of(datum.entries.begin(), datum.entries.end(),
                     [](const Datum::Entry& entry) { return isWordInQuotes(entry.value); });
}

std::string pathText(const ProfilePlace& place) {
  std::string out;
  for (const PlaceStep& step : place) {
    if (step.isItem()) {
      out += "[" + (step.key.empty() ? std::to_string(step.item + 1) : step.key) + "]";
    } else {
      out += (out.empty() ? "" : ".") + step.key;
    }
  }
  return out;
}

}  // namespace

Splice Splice::between(const std::string& before, const std::string& after) {
  const std::size_t shorter = std::min(before.size(), after.size());
  std::size_t front = 0;
  while (front < shorter && before[front] == after[front]) ++front;
  std::size_t back = 0;
  while (back < shorter - front && before[before.size() - 1 - back] == after[after.size() - 1 - back]) ++back;
  return {front, before.substr(front, before.size() - front - back),
          after.substr(front, after.size() - front - back)};
}

std::string Splice::undone(const std::string& text) const {
  assert(at + added.size() <= text.size() && text.compare(at, added.size(), added) == 0);
  return text.substr(0, at) + removed + text.substr(at + added.size());
}

std::optional<EditedText> withValue(const SourceFile& source, ProfileSyntax syntax, const Datum& document,
                                    const ProfilePlace& place, Datum value, const Limits& limits,
                                    Diagnostics& diagnostics) {
  Planner planner(source, syntax, document);
  const bool words = syntax == ProfileSyntax::Json && isWordInQuotes(value);
  const std::string shown = flowText(value, syntax);
  if (!words && planner.make(place, std::move(value))) {
    EditedText out{std::make_shared<SourceMap>(), nullptr, {}};
    Diagnostics faults;
    out.source = addSource(*out.sources, source.name, planner.plan().text, faults);
    std::optional<Datum> read;
    if (out.source != nullptr)
      read = syntax == ProfileSyntax::Json ? readJson(*out.source, limits, faults)
                                           : readYaml(*out.source, limits, faults);
    if (read && !faults.hasErrors() && isSame(*read, planner.plan().expected)) {
      out.document = *std::move(read);
      return out;
    }
  }
  const bool aliases = syntax == ProfileSyntax::Yaml && source.text.find_first_of("&*") != std::string::npos;
  const std::uint32_t begin = planner.at().known() ? planner.at().begin : source.base;
  diagnostics.report({.code = "J0644",
                      .message = words ? "JSON has no form for this word as a text"
                                       : "the answer cannot be written here without changing others",
                      .primary = {{begin, begin}, "it belongs here"},
                      // It is there to be copied: nothing of it is cut.
                      .help = words ? ""
                                    : "write `" + pathText(place) + ": " + shown + "` by hand" +
                                          (aliases ? ", and write out what anchors and aliases share" : "")});
  return std::nullopt;
}

}  // namespace jurat
