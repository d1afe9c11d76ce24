#include "engine/advice/change/edit.h"

#include <algorithm>
#include <array>
#include <string_view>
#include <utility>

#include "engine/base/nearest.h"
#include "engine/profile/faults.h"
#include "engine/profile/profile.h"
#include "engine/source/diagnostic.h"
#include "engine/source/source_map.h"
#include "engine/values/date.h"

namespace jurat {
namespace {

constexpr std::string_view kCode = "J0741";
constexpr std::string_view kRoot = "company";
constexpr std::array<std::string_view, 3> kOutermost = {"frameworks", "rates", kRoot};
constexpr std::string_view kForm = "write `ai_systems[ID].FACT=VALUE`, as the paths of reports are written";

// A step of a path: a key, or what stands in brackets behind one.
struct Step {
  std::string name;
  Span span;
  bool inner = false;
};

void refuse(Diagnostics& diagnostics, std::string message, Span at, std::string label, std::string help) {
  diagnostics.report({.code = std::string(kCode),
                      .message = std::move(message),
                      .primary = {at, std::move(label)},
                      .help = std::move(help)});
}

// The steps of a path, or nothing where it is none (reported).
std::vector<Step> stepsOf(const Edit& edit, Diagnostics& diagnostics) {
  std::vector<Step> steps;
  const std::string& path = edit.path;
  // A key in quotes has other offsets than its text: then the whole key is meant.
  const bool placed = edit.path_span.end - edit.path_span.begin == path.size();
  const auto span = [&](std::size_t begin, std::size_t end) {
    const auto from = edit.path_span.begin;
    return placed ? Span{from + static_cast<std::uint32_t>(begin), from + static_cast<std::uint32_t>(end)}
                  : edit.path_span;
  };
  std::size_t at = 0;
  bool good = !path.empty();
  while (good && at < path.size()) {
    const bool inner = path[at] == '[';
    if (inner || (!steps.empty() && path[at] == '.')) ++at;
    const std::size_t end = std::min(inner ? path.find(']', at) : path.find_first_of(".[", at), path.size());
    good = end > at && !(inner && (steps.empty() || end == path.size()));
    if (!good) break;
    steps.push_back({path.substr(at, end - at), span(at, end), inner});
    at = inner ? end + 1 : end;
    good = at == path.size() || path[at] == '.' || path[at] == '[';
    if (path.ends_with('.') && at + 1 == path.size()) good = false;
  }
  if (good) return steps;
  refuse(diagnostics, tick(path) + " is no path in a profile", edit.path_span, "", std::string(kForm));
  return {};
}

bool hasKeyAmong(const Datum& record, std::initializer_list<std::string_view> keys) {
  return std::any_of(record.entries.begin(), record.entries.end(), [&](const Datum::Entry& entry) {
    return std::find(keys.begin(), keys.end(), entry.key) != keys.end();
  });
}

// A record that is one answer takes the place of the answer before it: nothing of that may stay behind.
bool isAnswer(const Datum& record) {
  constexpr std::string_view kEvidence[] = {"path",    "sha256",       "media_type",   "effective_from",
                                            "expires", "collected_on", "collected_by", "covers"};
  if (hasKeyAmong(record, {"value", "at_least", "at_most"})) return true;
  return !record.entries.empty() &&
         std::all_of(record.entries.begin(), record.entries.end(), [&](const Datum::Entry& entry) {
           return std::find(std::begin(kEvidence), std::end(kEvidence), entry.key) != std::end(kEvidence);
         });
}

bool isListOfRecords(const Datum& datum) {
  return datum.kind == DatumKind::List && !datum.items.empty() &&
         std::all_of(datum.items.begin(), datum.items.end(),
                     [](const Datum& item) { return item.kind == DatumKind::Record; });
}

const Datum* valueOf(const Datum& record, std::string_view key) {
  for (const Datum::Entry& entry : record.entries) {
    if (entry.key == key) return &entry.value;
  }
  return nullptr;
}

Datum* valueOf(Datum& record, std::string_view key) {
  return const_cast<Datum*>(valueOf(std::as_const(record), key));
}

bool isDay(std::string_view text) { return parseDate(text) || parseMoment(text); }

// `{items: [...], complete: no}` is the list too.
Datum& listIn(Datum& datum) {
  Datum* items = datum.kind == DatumKind::Record ? valueOf(datum, "items") : nullptr;
  return items != nullptr && items->kind == DatumKind::List ? *items : datum;
}

// Whether that key counts, where the list is ordered by `day` (empty: by a key that is not known).
bool holdsDay(const Datum::Entry& entry, std::string_view day) {
  return (day.empty() || entry.key == day) && entry.value.kind == DatumKind::Scalar &&
         isDay(entry.value.text);
}

bool isKnownBy(const Datum& entry, std::string_view name, std::string_view day) {
  if (const Datum* id = valueOf(entry, "id")) return id->text == name;
  return std::any_of(entry.entries.begin(), entry.entries.end(), [&](const Datum::Entry& each) {
    return holdsDay(each, day) && each.value.text == name;
  });
}

// Whether two entries without ids are of the same day: they share a key and the day under it.
bool isOfSameDay(const Datum& one, const Datum& other, std::string_view day) {
  return std::any_of(one.entries.begin(), one.entries.end(), [&](const Datum::Entry& entry) {
    const Datum* there = valueOf(other, entry.key);
    return there != nullptr && holdsDay(entry, day) && there->text == entry.value.text;
  });
}

// Whether an entry holds more than one day, so that it is open which of them orders the list.
bool holdsSeveralDays(const Datum& list) {
  return std::any_of(list.items.begin(), list.items.end(), [](const Datum& item) {
    return valueOf(item, "id") == nullptr &&
           std::count_if(item.entries.begin(), item.entries.end(),
                         [](const Datum::Entry& entry) { return holdsDay(entry, ""); }) > 1;
  });
}

class Editor {
 public:
  Editor(Datum& document, Diagnostics& diagnostics, const ListShapes& shapes)
      : document_(document), diagnostics_(diagnostics), shapes_(shapes) {}

  void make(const Edit& edit) {
    std::vector<Step> steps = stepsOf(edit, diagnostics_);
    if (steps.empty()) return;
    const std::string& first = steps.front().name;
    const bool outermost = std::find(kOutermost.begin(), kOutermost.end(), first) != kOutermost.end() ||
                           valueOf(document_, first) != nullptr;
    if (!outermost) steps.insert(steps.begin(), {std::string(kRoot), steps.front().span, false});
    follow(document_, steps, 0, edit.value);
  }

 private:
  void follow(Datum& from, const std::vector<Step>& steps, std::size_t at, const Datum& value) {
    if (at == steps.size()) return put(from, value, steps.back().name);
    const Step& step = steps[at];
    if (step.inner && from.kind != DatumKind::Record) return entry(from, steps, at, value);
    if (step.inner && valueOf(from, "items") != nullptr) return entry(listIn(from), steps, at, value);
    if (from.kind != DatumKind::Record) {
      if (at == 0) return;  // no profile at all, as bindProfile() says
      return refuse(diagnostics_, tick(steps[at - 1].name) + " holds no " + tick(step.name), step.span,
                    tick(steps[at - 1].name) + (from.kind == DatumKind::List
                                                    ? " is a list: an entry is named in brackets"
                                                    : " is an answer of its own"),
                    std::string(kForm));
    }
    Datum* inside = valueOf(from, step.name);
    if (inside == nullptr) {
      Datum fresh;
      fresh.kind = at + 1 < steps.size() ? kindFor(steps, at, value) : DatumKind::Null;
      fresh.span = step.span;
      from.entries.push_back({step.name, step.span, std::move(fresh)});
      inside = &from.entries.back().value;
    } else if (at + 1 == steps.size()) {
      keyOf(from, step.name).key_span = step.span;  // complaints are about what is tried
    } else if (inside->kind != DatumKind::Record && inside->kind != DatumKind::List && steps[at + 1].inner) {
      *inside = {};  // `none`, say: what is set is one line of a record, or the first entry of a list
      inside->kind = kindFor(steps, at, value);
      inside->span = step.span;
    }
    follow(*inside, steps, at + 1, value);
  }

  ListShape shapeOf(const std::string& list) const {
    return shapes_ ? shapes_(list).value_or(ListShape{}) : ListShape{};
  }

  // What is made where nothing stands yet: a list where its first entry comes next.
  DatumKind kindFor(const std::vector<Step>& steps, std::size_t at, const Datum& value) const {
    const bool first = at + 2 == steps.size() && steps[at + 1].inner && value.kind == DatumKind::Record;
    return first && !isAnswer(value) && !shapeOf(steps[at].name).keyed ? DatumKind::List : DatumKind::Record;
  }

  // The key of the day by which a list is ordered; empty where that makes no difference.
  std::string dayOf(const Datum& list, const std::string& name) const {
    return holdsSeveralDays(list) ? shapeOf(name).day : std::string();
  }

  static Datum::Entry& keyOf(Datum& record, std::string_view key) {
    return *std::find_if(record.entries.begin(), record.entries.end(),
                         [&](const Datum::Entry& entry) { return entry.key == key; });
  }

  // An entry of a list, by its id or its day.
  void entry(Datum& list, const std::vector<Step>& steps, std::size_t at, const Datum& value) {
    const Step& step = steps[at];
    const std::string day = isDay(step.name) ? dayOf(list, steps[at - 1].name) : std::string();
    std::vector<std::size_t> found;
    for (std::size_t i = 0; i < list.items.size(); ++i) {
      if (isKnownBy(list.items[i], step.name, day)) found.push_back(i);
    }
    const bool whole = at + 1 == steps.size();
    if (found.size() > 1) {
      return refuse(diagnostics_, tick(step.name) + " may mean several entries", step.span, "",
                    "name another entry, or give them ids");
    }
    const bool none = value.kind == DatumKind::Scalar && value.text == "none" && !value.quoted;
    if (found.empty() && whole && value.kind == DatumKind::Record) {
      addEntry(list, step, value);
    } else if (found.empty()) {
      unknownEntry(list, step, steps[at - 1].name);
    } else if (whole && none) {
      list.items.erase(list.items.begin() + static_cast<std::ptrdiff_t>(found.front()));
    } else {
      follow(list.items[found.front()], steps, at + 1, value);
    }
  }

  void addEntry(Datum& list, const Step& step, const Datum& value) {
    Datum fresh = value;
    const Datum* given = valueOf(value, "id");
    if (given != nullptr && given->text != step.name) {
      return refuse(diagnostics_, "the entry is named " + tick(step.name) + " and " + tick(given->text),
                    given->span, "another id than that in brackets", "leave `id` out, or write the same");
    }
    if (given == nullptr && !isDay(step.name)) {
      Datum id;
      id.kind = DatumKind::Scalar;
      id.text = step.name;
      id.quoted = true;
      id.span = step.span;
      fresh.entries.insert(fresh.entries.begin(), {"id", step.span, std::move(id)});
    }
    list.items.push_back(std::move(fresh));
  }

  void unknownEntry(const Datum& list, const Step& step, const std::string& name) {
    std::vector<std::string> ids;
    for (const Datum& item : list.items) {
      if (const Datum* id = valueOf(item, "id")) ids.push_back(id->text);
    }
    const std::optional<std::string> near = nearest(step.name, ids);
    refuse(diagnostics_, "no entry of " + tick(name) + " is " + tick(step.name), step.span,
           "neither the id nor the day of one",
           near ? "did you mean " + tick(*near) + "?"
                : "write `" + name + "[" + step.name + "]={...}` to add one");
  }

  // `name`: of what stands there, or of the list it stands in.
  void put(Datum& into, const Datum& value, const std::string& name) {
    if (into.kind == DatumKind::Record && value.kind == DatumKind::Record && !isAnswer(value) &&
        !isAnswer(into))
      return join(into, value);
    Datum& list = listIn(into);
    if (isListOfRecords(value) && isListOfRecords(list)) return joinLists(list, value, name);
    into = value;
  }

  void join(Datum& into, const Datum& value) {
    for (const Datum::Entry& entry : value.entries) {
      if (Datum* there = valueOf(into, entry.key)) {
        keyOf(into, entry.key).key_span = entry.key_span;
        put(*there, entry.value, entry.key);
      } else {
        into.entries.push_back(entry);
      }
    }
  }

  void joinLists(Datum& list, const Datum& value, const std::string& name) {
    const std::string day = dayOf(list, name);
    for (const Datum& item : value.items) {
      const Datum* id = valueOf(item, "id");
      const auto same = [&](const Datum& there) {
        return id != nullptr ? isKnownBy(there, id->text, day) : isOfSameDay(there, item, day);
      };
      const auto count = std::count_if(list.items.begin(), list.items.end(), same);
      if (count > 1) {
        refuse(diagnostics_, "this may mean several entries of the list", item.span, "",
               "write the day under which one alone stands");
      } else if (count == 0) {
        list.items.push_back(item);
      } else {
        put(*std::find_if(list.items.begin(), list.items.end(), same), item, name);
      }
    }
  }

  Datum& document_;
  Diagnostics& diagnostics_;
  const ListShapes& shapes_;
};

void shift(Datum& datum, std::uint32_t by) {
  const auto moved = [by](Span span) { return Span{span.begin + by, span.end + by}; };
  datum.span = moved(datum.span);
  for (Datum& item : datum.items) shift(item, by);
  for (Datum::Entry& entry : datum.entries) {
    entry.key_span = moved(entry.key_span);
    shift(entry.value, by);
  }
}

// The value behind the sign, read where it stands: a copy of the text with blanks before it.
std::optional<Datum> valueAt(const SourceFile& text, std::size_t begin, const Limits& limits,
                             Diagnostics& diagnostics) {
  SourceMap apart;
  const SourceFile& copy = apart.add(text.name, std::string(begin, ' ') + text.text.substr(begin));
  const std::uint32_t by = text.base - copy.base;
  Diagnostics own;
  std::optional<Datum> value = readYaml(copy, limits, own, "value");
  for (Diagnostic each : own.all()) {
    const auto move = [by](Span& span) {
      if (span.known()) span = {span.begin + by, span.end + by};
    };
    move(each.primary.span);
    for (Label& label : each.secondary) move(label.span);
    if (each.fix) move(each.fix->span);
    diagnostics.report(std::move(each));
  }
  if (!value || own.hasErrors()) return std::nullopt;
  shift(*value, by);
  return value;
}

// The sign behind the path: an id in brackets may hold another.
std::size_t signIn(std::string_view text) {
  bool inside = false;
  for (std::size_t at = 0; at < text.size(); ++at) {
    if (text[at] == '=' && !inside) return at;
    if (text[at] == '[' || text[at] == ']') inside = text[at] == '[';
  }
  return text.find('=');  // no bracket closes: the path is refused for that
}

}  // namespace

std::optional<Edit> readEdit(const SourceFile& text, const Limits& limits, Diagnostics& diagnostics) {
  const std::size_t sign = signIn(text.text);
  const Span whole = text.span(0, text.text.size());
  if (sign == std::string::npos || sign == 0) {
    refuse(diagnostics, tick(text.text) + " sets nothing", whole, "PATH=VALUE is expected",
           std::string(kForm));
    return std::nullopt;
  }
  Edit edit{text.text.substr(0, sign), text.span(0, sign), {}};
  if (text.text.find_first_not_of(" \t", sign + 1) == std::string::npos) {
    refuse(diagnostics, "no value stands behind " + tick(edit.path + "="), whole, "",
           "write the answer as in a profile; `unknown` if it is open, `none` if there is none");
    return std::nullopt;
  }
  std::optional<Datum> value = valueAt(text, sign + 1, limits, diagnostics);
  if (!value) return std::nullopt;
  edit.value = *std::move(value);
  return edit;
}

std::vector<Edit> readPatch(const Datum& document, Diagnostics& diagnostics) {
  std::vector<Edit> edits;
  if (document.kind != DatumKind::Record) {
    refuse(diagnostics, "a patch is a record", document.span, "this is none",
           "write a part of a profile, or lines of `PATH: VALUE`");
    return edits;
  }
  for (const Datum::Entry& entry : document.entries) {
    if (entry.key != "jurat") edits.push_back({entry.key, entry.key_span, entry.value});
  }
  return edits;
}

std::optional<Datum> edited(const Datum& document, const std::vector<Edit>& edits, Diagnostics& diagnostics,
                            const ListShapes& shapes) {
  const std::size_t errors = diagnostics.errorCount();
  Datum out = document;
  Editor editor(out, diagnostics, shapes);
  for (const Edit& edit : edits) editor.make(edit);
  if (diagnostics.errorCount() > errors) return std::nullopt;
  return out;
}

}  // namespace jurat
