// Edits of a profile: what they make of it, and what is said of those that have no place in it.
#include "engine/advice/change/edit.h"

#include <doctest/doctest.h>

#include "engine/profile/profile.h"
#include "engine/source/diagnostic.h"
#include "engine/source/source_map.h"

namespace jurat {
namespace {

// The tree as one line of flow style, so that a test can say what it should be.
std::string flow(const Datum& datum) {
  switch (datum.kind) {
    case DatumKind::Null:
      return "~";
    case DatumKind::Scalar:
      return datum.text;
    case DatumKind::List: {
      std::string out;
      for (const Datum& item : datum.items) out += (out.empty() ? "" : ", ") + flow(item);
      return "[" + out + "]";
    }
    case DatumKind::Record:
      break;
  }
  std::string out;
  for (const Datum::Entry& entry : datum.entries)
    out += (out.empty() ? "" : ", ") + entry.key + ": " + flow(entry.value);
  return "{" + out + "}";
}

constexpr const char* kProfile =
    "{jurat: 1, frameworks: [a], company: {size: 3, gone: none, systems: [{id: one, safe: yes}, {id: two}], "
    "years: [{ends_on: 2024-12-31, heads: 1}, {ends_on: 2025-12-31, heads: 2}], "
    "level: {safe: planned}, more: {items: [{id: x, a: 1}], complete: no}}}";

struct Trial {
  SourceMap sources;
  Diagnostics diagnostics;
  std::string result;

  explicit Trial(const std::vector<std::string>& sets, const std::string& patch = "") {
    const std::optional<Datum> document = readYaml(sources.add("profile", kProfile), {}, diagnostics);
    REQUIRE(document);
    std::vector<Edit> edits;
    if (!patch.empty()) {
      const std::optional<Datum> read = readYaml(sources.add("patch", patch), {}, diagnostics);
      REQUIRE(read);
      edits = readPatch(*read, diagnostics);
    }
    for (const std::string& set : sets) {
      std::optional<Edit> edit = readEdit(sources.add("--set", set), {}, diagnostics);
      if (edit) edits.push_back(*std::move(edit));
    }
    const std::optional<Datum> out = edited(*document, edits, diagnostics);
    if (out) result = flow(*out);
  }
  // The text that the first complaint underlines, and its help.
  std::string underlined() const {
    REQUIRE_FALSE(diagnostics.all().empty());
    return std::string(sources.text(diagnostics.all().front().primary.span));
  }
};

std::string without(std::string text, const std::string& part) {
  const std::size_t at = text.find(part);
  return at == std::string::npos ? text : text.erase(at, part.size());
}

bool has(const std::string& text, const std::string& part) { return text.find(part) != std::string::npos; }

}  // namespace

TEST_CASE("an answer takes its place, with or without the company before it") {
  const std::string before = Trial({}, "{jurat: 1}").result;
  for (const std::string path : {"size", "company.size"}) {
    const Trial trial({path + "=7"});
    CHECK(trial.diagnostics.all().empty());
    CHECK(has(trial.result, "size: 7, gone"));
    CHECK(without(trial.result, "size: 7") == without(before, "size: 3"));
  }
  CHECK(has(Trial({"fresh=[p, q]"}).result, "fresh: [p, q]}}"));
  CHECK(has(Trial({"frameworks=[b]"}).result, "frameworks: [b]"));
  CHECK(has(Trial({"size={value: 4, source: us}"}).result, "size: {value: 4, source: us}"));
  CHECK(has(Trial({"size=unknown"}).result, "size: unknown"));
  // The last one wins.
  CHECK(has(Trial({"size=7", "size=8"}).result, "size: 8"));
}

TEST_CASE("entries are named by id, by day and by key; they come and go") {
  CHECK(has(Trial({"systems[two].safe=no"}).result, "{id: two, safe: no}"));
  CHECK(has(Trial({"years[2025-12-31].heads=9"}).result, "{ends_on: 2025-12-31, heads: 9}"));
  CHECK(has(Trial({"level[safe]=done"}).result, "level: {safe: done}"));
  CHECK(has(Trial({"level[fair]=done"}).result, "level: {safe: planned, fair: done}"));
  CHECK(has(Trial({"gone[fair]=done"}).result, "gone: {fair: done}"));
  CHECK(has(Trial({"more[x].a=2"}).result, "more: {items: [{id: x, a: 2}], complete: no}"));
  CHECK(has(Trial({"systems[three]={safe: yes}"}).result, "{id: two}, {id: three, safe: yes}]"));
  CHECK(has(Trial({"systems[one]={other: 1}"}).result, "{id: one, safe: yes, other: 1}"));
  CHECK(has(Trial({"systems[one]=none"}).result, "systems: [{id: two}]"));
  CHECK(has(Trial({"systems=[]"}).result, "systems: []"));
}

TEST_CASE("the day of an entry is the one that orders its list; a first entry makes a list") {
  const auto made = [](const std::string& profile, const std::string& set, const ListShapes& shapes) {
    SourceMap sources;
    Diagnostics diagnostics;
    const std::optional<Datum> document = readYaml(sources.add("profile", profile), {}, diagnostics);
    REQUIRE(document);
    const std::optional<Edit> edit = readEdit(sources.add("--set", set), {}, diagnostics);
    REQUIRE(edit);
    const std::optional<Datum> out = edited(*document, {*edit}, diagnostics, shapes);
    return out ? flow(*out) : diagnostics.all().empty() ? "" : diagnostics.all().front().code;
  };
  const auto shapes = [](const std::string& list) -> std::optional<ListShape> {
    if (list == "years") return ListShape{false, "ends_on"};
    if (list == "controls") return ListShape{true, ""};
    return std::nullopt;
  };
  const std::string years =
      "{company: {years: [{ends_on: 2024-12-31, signed: 2025-12-31}, {ends_on: 2025-12-31, heads: 2}]}}";
  CHECK(has(made(years, "years[2025-12-31].heads=9", shapes), "{ends_on: 2025-12-31, heads: 9}"));
  CHECK(made(years, "years[2025-12-31].heads=9", {}) == "J0741");
  CHECK(made("{company: {years: [{ends_on: 2024-12-31, signed: 2025-12-31}]}}", "years[2025-12-31].heads=9",
             shapes) == "J0741");
  CHECK(made("{company: {}}", "systems[new]={safe: yes}", shapes) ==
        "{company: {systems: [{id: new, safe: yes}]}}");
  CHECK(made("{company: {systems: none}}", "systems[new]={safe: yes}", shapes) ==
        "{company: {systems: [{id: new, safe: yes}]}}");
  CHECK(made("{company: {}}", "controls[a]={done: yes}", shapes) ==
        "{company: {controls: {a: {done: yes}}}}");
  CHECK(made("{company: {}}", "level[a]={value: yes}", shapes) == "{company: {level: {a: {value: yes}}}}");
  CHECK(made("{company: {systems: []}}", "systems[new]={id: other}", shapes) == "J0741");
  CHECK(made("{company: {systems: [{id: a=b}]}}", "systems[a=b].safe=no", shapes) ==
        "{company: {systems: [{id: a=b, safe: no}]}}");
  // What is no profile is for bindProfile() to refuse.
  CHECK(made("null", "size=3", shapes) == "~");
  CHECK(made("[1]", "size=3", shapes) == "[1]");
}

TEST_CASE("a patch is a part of a profile, or lines of paths") {
  const Trial part({},
                   "{company: {size: 9, systems: [{id: two, safe: no}, {id: new}], "
                   "years: [{ends_on: 2024-12-31, heads: 5}]}}");
  CHECK(has(part.result, "size: 9"));
  CHECK(has(part.result, "systems: [{id: one, safe: yes}, {id: two, safe: no}, {id: new}]"));
  CHECK(has(part.result, "{ends_on: 2024-12-31, heads: 5}, {ends_on: 2025-12-31, heads: 2}"));
  CHECK(has(Trial({}, "systems[one].safe: no").result, "{id: one, safe: no}"));
  // What is on the command line comes after it.
  CHECK(has(Trial({"size=8"}, "size: 7").result, "size: 8"));
  // An answer takes the place of the whole answer before it.
  const Trial whole({}, "{company: {level: {value: x}}}");
  CHECK(has(whole.result, "level: {value: x}"));
  CHECK(Trial({}, "[1]").result.find("size: 3") != std::string::npos);
  CHECK(Trial({}, "[1]").diagnostics.hasErrors());
}

TEST_CASE("what has no place in the profile is refused where it stands") {
  struct Row {
    std::string set, underlined, help;
  };
  const Row rows[] = {
      {"size", "size", "FACT=VALUE"},
      {"size=", "size=", "`unknown`"},
      {"=3", "=3", "FACT=VALUE"},
      {"systems[onne].safe=no", "onne", "did you mean `one`?"},
      {"systems[q].safe=no", "q", "={...}"},
      {"systems.safe=no", "safe", "FACT=VALUE"},
      {"size.safe=no", "safe", "FACT=VALUE"},
      {"systems[one=no", "systems[one", "FACT=VALUE"},
      {"a..b=1", "a..b", "FACT=VALUE"},
      {"a.=1", "a.", "FACT=VALUE"},
      {"[a]=1", "[a]", "FACT=VALUE"},
      {"systems[one]x=1", "systems[one]x", "FACT=VALUE"},
      {"size=[1", "", ""},
  };
  for (const Row& row : rows) {
    INFO(row.set);
    const Trial trial({row.set});
    REQUIRE(trial.diagnostics.hasErrors());
    if (row.underlined.empty()) {
      // A fault of the value itself stands within the argument.
      const SourceFile* file = trial.sources.fileOf(trial.diagnostics.all().front().primary.span);
      REQUIRE(file != nullptr);
      CHECK(file->name == "--set");
      continue;
    }
    CHECK(trial.underlined() == row.underlined);
    CHECK(has(trial.diagnostics.all().front().help, row.help));
    CHECK(trial.diagnostics.all().front().code == "J0741");
  }
}

TEST_CASE("values know where they stand in the argument") {
  SourceMap sources;
  Diagnostics diagnostics;
  const std::optional<Edit> edit =
      readEdit(sources.add("--set", "a.b={value: 7, source: us}"), {}, diagnostics);
  REQUIRE(edit);
  CHECK(sources.text(edit->path_span) == "a.b");
  REQUIRE(edit->value.entries.size() == 2);
  CHECK(sources.text(edit->value.entries[0].value.span) == "7");
  CHECK(sources.text(edit->value.entries[1].key_span) == "source");
  CHECK(sources.placeText(edit->value.entries[0].value.span) == "--set:1:13");
}

}  // namespace jurat
