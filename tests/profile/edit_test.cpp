// Answers written into the text of a profile: where they go, what stays as it was, what is left alone.
#include "engine/profile/edit/edit.h"

#include <doctest/doctest.h>

#include "engine/profile/edit/write.h"
#include "tests/profile/reading.h"

namespace jurat::testing {
namespace {

// "company.systems[0].users" as steps.
ProfilePlace placeOf(const std::string& path) {
  ProfilePlace out;
  for (std::size_t from = 0; from < path.size();) {
    const std::size_t until = std::min(path.find_first_of(".[", from), path.size());
    if (path[from] == '[') {
      const std::size_t close = path.find(']', from);
      out.push_back({"", std::stoul(path.substr(from + 1, close - from - 1))});
      from = close + 1;
      continue;
    }
    if (until > from) out.push_back({path.substr(from, until - from)});
    from = until + (until < path.size() && path[until] == '.' ? 1 : 0);
  }
  return out;
}

// Where an answer stands, with its key; nothing where there is none.
std::optional<Span> lineOf(const Datum& document, ProfilePlace place) {
  const Datum* value = at(document, place);
  if (value == nullptr) return std::nullopt;
  const std::string key = place.back().key;
  place.pop_back();
  for (const Datum::Entry& entry : at(document, place)->entries)
    if (entry.key == key) return Span{entry.key_span.begin, value->span.end};
  return value->span;
}

struct Edited {
  std::string text;   // after it; empty where it was refused
  std::string fault;  // "file:line:column help"
};

Edited edit(const std::string& before, const std::string& path, const std::string& value,
            ProfileSyntax syntax = ProfileSyntax::Yaml) {
  SourceMap sources;
  Diagnostics faults;
  const SourceFile& source = sources.add(syntax == ProfileSyntax::Json ? "a.json" : "a.yaml", before);
  const std::optional<Datum> document =
      syntax == ProfileSyntax::Json ? readJson(source, {}, faults) : readYaml(source, {}, faults);
  REQUIRE(document);
  const std::optional<Datum> wanted = readYaml(sources.add("value", value), {}, faults);
  REQUIRE(wanted);
  const std::optional<EditedText> out =
      withValue(source, syntax, *document, placeOf(path), *wanted, {}, faults);
  Edited edited;
  if (out) {
    edited.text = out->source->text;
    CHECK(faults.all().empty());
    const Splice splice = Splice::between(before, edited.text);
    CHECK(splice.undone(edited.text) == before);
    // What is new is added; what gave way lay within the answer that stood there, from its key on.
    const std::optional<Span> old = lineOf(*document, placeOf(path));
    if (old) {
      const std::size_t key = old->begin - source.base;  // comments of a block move above its line
      CHECK(splice.at >= (key == 0 ? 0 : before.rfind('\n', key - 1) + 1));
      // A block in place of a word leaves the comment behind the word where it is.
      const std::size_t end = old->end - source.base, until = splice.at + splice.removed.size();
      if (until > end) CHECK(splice.added.find(before.substr(end, until - end)) != std::string::npos);
    } else if (!splice.removed.empty()) {
      // A comment behind the comma that a last element gets.
      CHECK(splice.removed[std::min(splice.removed.find_first_not_of(' '), splice.removed.size() - 1)] ==
            '#');
      CHECK(splice.added.find(splice.removed) != std::string::npos);
    }
  } else {
    REQUIRE(faults.hasErrors());
    const Diagnostic& fault = faults.all().back();
    CHECK(fault.code == "J0644");
    edited.fault = sources.placeText(fault.primary.span) + " " + fault.help;
  }
  return edited;
}

std::string after(const std::string& before, const std::string& path, const std::string& value) {
  const Edited out = edit(before, path, value);
  CHECK_MESSAGE(!out.text.empty(), out.fault);
  return out.text;
}

std::string afterJson(const std::string& before, const std::string& path, const std::string& value) {
  return edit(before, path, value, ProfileSyntax::Json).text;
}

std::string quoted(const std::string& text) {
  Datum datum;
  datum.kind = DatumKind::Scalar;
  datum.text = text;
  datum.quoted = true;
  return flowText(datum, ProfileSyntax::Yaml);
}

constexpr const char* kProfile =
    "# our company\n"
    "jurat: 1\n"
    "company:\n"
    "  name: 'Acme'   # as registered\n"
    "  size: 3\n"
    "\n"
    "  systems:\n"
    "    - id: one\n"
    "      safe: yes  # tested\n"
    "      # more to come\n"
    "    - {id: two, safe: no}\n"
    "  contact:\n"
    "    street: Long Road\n"
    "# end\n";

std::string changed(const std::string& from, const std::string& to) {
  std::string text = kProfile;
  const std::size_t at = text.find(from);
  REQUIRE(at != std::string::npos);
  return text.replace(at, from.size(), to);
}

}  // namespace

TEST_CASE("an answer that is missing is a line behind the last key of its record") {
  CHECK(after(kProfile, "company.contact.city", "Varga") ==
        changed("Long Road\n", "Long Road\n    city: Varga\n"));
  CHECK(after(kProfile, "company.public", "{value: no, source: interview, as_of: 2026-11-30}") ==
        changed("Long Road\n", "Long Road\n  public: {value: no, source: interview, as_of: 2026-11-30}\n"));
  CHECK(after(kProfile, "company.systems[0].users", "7") ==
        changed("yes  # tested\n", "yes  # tested\n      users: 7\n"));
  CHECK(after(kProfile, "company.systems[1].users", "7") == changed("safe: no}", "safe: no, users: 7}"));
  CHECK(after(kProfile, "frameworks", "[a, b]") == changed("# end", "frameworks: [a, b]\n# end"));
}

TEST_CASE("an answer that is there gives way, and nothing else") {
  CHECK(after(kProfile, "company.name", "Other") == changed("'Acme'", "Other"));
  CHECK(after(kProfile, "company.size", "{value: 4, source: us}") ==
        changed("size: 3", "size: {value: 4, source: us}"));
  CHECK(after(kProfile, "company.systems[1].safe", "yes") == changed("safe: no", "safe: yes"));
  CHECK(after(kProfile, "company.systems[0].safe", "no") == changed("safe: yes", "safe: no"));
  // A value in block form moves up, what is said of it stays.
  CHECK(after("company:\n  size:  # of all\n    at_least: 4  # roughly\n    at_most: 9\n  # then\n  b: 1\n",
              "company.size", "5") == "company:\n  # roughly\n  size:  # of all\n    5\n  # then\n  b: 1\n");
  CHECK(after("company:\n  a: 1\n  size:\n    at_least: 4\n    # or so\n    at_most: 9\n", "company.size",
              "5") == "company:\n  a: 1\n  # or so\n  size: 5\n");
  CHECK(after("company:\n  set:\n    - a\n    - b\n  c: 1\n", "company.set", "[c]") ==
        "company:\n  set: [c]\n  c: 1\n");
  CHECK(after("company:\n  text: |\n    one\n    two\n  c: 1\n", "company.text", "three") ==
        "company:\n  text: three\n  c: 1\n");
}

TEST_CASE("records that are missing on the way are made") {
  CHECK(after(kProfile, "company.controls.first.state", "{value: planned, source: us}") ==
        changed("# end", "  controls:\n    first:\n      state: {value: planned, source: us}\n# end"));
  CHECK(after(kProfile, "company.systems[1].users.de", "5") ==
        changed("safe: no}", "safe: no, users: {de: 5}}"));
  CHECK(after("company:\n  a: unknown  # who knows\n  b: 1\n", "company.a", "{x: {value: 1}, y: unknown}") ==
        "company:\n  a:   # who knows\n    x: {value: 1}\n    y: unknown\n  b: 1\n");
  CHECK(after("company:\n  a: unknown\n  b: 1\n", "company.a", "{x: 1, y: unknown}") ==
        "company:\n  a:\n    x: 1\n    y: unknown\n  b: 1\n");
}

TEST_CASE("lists are begun and grow") {
  CHECK(after(kProfile, "company.models", "[{id: m}, {id: \"n, o\"}]") ==
        changed("# end", "  models:\n    - id: m\n    - id: \"n, o\"\n# end"));
  CHECK(after(kProfile, "company.models", "[]") == changed("# end", "  models: []\n# end"));
  CHECK(after(kProfile, "company.systems[2]", "{id: three}") ==
        changed("safe: no}\n", "safe: no}\n    - id: three\n"));
  CHECK(after("a:\n- id: x\n- id: y\nb: 1\n", "a[2]", "{id: z}") == "a:\n- id: x\n- id: y\n- id: z\nb: 1\n");
  CHECK(after("a: [{id: x}]\n", "a[1]", "{id: z}") == "a: [{id: x}, {id: z}]\n");
  CHECK(after("a: []\n", "a[0]", "{id: z}") == "a: [{id: z}]\n");
}

TEST_CASE("line ends and the end of the file stay what they are") {
  CHECK(after("company:\r\n  a: 1 # x\r\n  b: {c: 2}\r\n", "company.d", "3") ==
        "company:\r\n  a: 1 # x\r\n  b: {c: 2}\r\n  d: 3\r\n");
  CHECK(after("company:\r\n  a: 1", "company.d", "3") == "company:\r\n  a: 1\r\n  d: 3");
  CHECK(after("company:\n  a: 1", "company.d", "3") == "company:\n  a: 1\n  d: 3");
  CHECK(after("{company: {a: 1}}", "company.d", "3") == "{company: {a: 1, d: 3}}");
  CHECK(after("{company: {}}", "company.d", "3") == "{company: {d: 3}}");
  CHECK(after("---\ncompany:\n  a: 1\n...\n", "company.d", "3") == "---\ncompany:\n  a: 1\n  d: 3\n...\n");
  CHECK(after("company:\n  名: \"雅博\"  # 注\n  a: 1\n", "company.d", "雅") ==
        "company:\n  名: \"雅博\"  # 注\n  a: 1\n  d: \"雅\"\n");
  CHECK(after("company: {\n  a: 1,  # one\n  b: 2   # two\n}\n", "company.c", "3") ==
        "company: {\n  a: 1,  # one\n  b: 2,   # two\n  c: 3\n}\n");
  // A comment stays with what it is said of, and so does a comma behind the last one.
  CHECK(after("l:\n  - {id: old,\n     a: 1,   # one\n    }\n", "l[0].b", "2") ==
        "l:\n  - {id: old,\n     a: 1,   # one\n     b: 2,\n    }\n");
  CHECK(after("l:\n  - {id: old, a: 1  # one\n    }\n", "l[0].b", "2") ==
        "l:\n  - {id: old, a: 1,  # one\n              b: 2\n    }\n");
  CHECK(after("a: {\n  b: 1, }\n", "a.c", "2") == "a: {\n  b: 1,\n  c: 2, }\n");
  CHECK(after("a: {b: 1, }\n", "a.c", "2") == "a: {b: 1, c: 2, }\n");
  CHECK(after("a: [\n  {id: x},  # x\n]\n", "a[1]", "{id: y}") == "a: [\n  {id: x},  # x\n  {id: y},\n]\n");
}

TEST_CASE("JSON keeps its layout") {
  const std::string pretty = "{\n  \"company\": {\n    \"a\": 1,\n    \"b\": [1, 2]\n  }\n}\n";
  CHECK(afterJson(pretty, "company.c", "{value: yes, source: us}") ==
        "{\n  \"company\": {\n    \"a\": 1,\n    \"b\": [1, 2],\n    \"c\": {\"value\": \"yes\", \"source\": "
        "\"us\"}\n  }\n}\n");
  CHECK(afterJson(pretty, "company.a", "true") ==
        "{\n  \"company\": {\n    \"a\": true,\n    \"b\": [1, 2]\n  }\n}\n");
  CHECK(afterJson("{\"company\":{\"a\":1}}", "company.b.c", "x") ==
        "{\"company\":{\"a\":1,\"b\":{\"c\":\"x\"}}}");
  CHECK(afterJson("{\"company\": {\"l\": []}}", "company.l[0]", "{id: x}") ==
        "{\"company\": {\"l\": [{\"id\": \"x\"}]}}");
  CHECK(afterJson("{\"company\": {}}", "company.n", "\"a \\\"b\\\" \\\\ \\u00e9\"") ==
        "{\"company\": {\"n\": \"a \\\"b\\\" \\\\ é\"}}");
  const Edited word = edit("{\"company\": {}}", "company.n", "\"none\"", ProfileSyntax::Json);
  CHECK(word.text.empty());
  CHECK(word.fault.find("a.json:1:") == 0);
  // No text of JSON would say it: there is nothing to advise.
  CHECK(word.fault.ends_with(" "));
}

TEST_CASE("the last of several answers to one fact counts, and the way back leads to each") {
  std::vector<std::string> texts = {kProfile};
  std::vector<Splice> splices;
  for (const char* value : {"4", "{at_least: 4, source: us}", "unknown", "{value: 5, source: us}", "6"}) {
    texts.push_back(after(texts.back(), "company.size", value));
    splices.push_back(Splice::between(texts[texts.size() - 2], texts.back()));
    CHECK(texts.back() == changed("size: 3", std::string("size: ") + value));
  }
  while (!splices.empty()) {
    const std::string back = splices.back().undone(texts.back());
    texts.pop_back();
    splices.pop_back();
    CHECK(back == texts.back());
  }
}

TEST_CASE("texts that would be read as something else stand in quotes") {
  for (const char* text : {"a: b", "a #b", "- a",  "",     "null", "~",  "[a]", "it's", "a, b", "x ",   "*a",
                           "&a",   "1:",   "雅博", "a\nb", "@x",   "!x", "%x",  "? x",  "{a",   "\"q\""}) {
    INFO(text);
    CHECK(needsQuotes(text));
    CHECK(after("a: 1\n", "b", quoted(text)) == "a: 1\nb: " + quoted(text) + "\n");
  }
  for (const char* text : {"EUR 400_000_000", "7%", "2026-10-12T09:30+02:00", "evidence/a-b.pdf", "18 months",
                           "NO", "-5", "1.5e25 FLOP", "https://example.org/a", "urn:x:y", "yes"})
    CHECK(!needsQuotes(text));
}

TEST_CASE("what cannot be written without changing more is left alone, with its place") {
  struct Row {
    const char *before, *path, *place;
  };
  const Row rows[] = {
      {"company:\n  list:\n    - &one {id: a}\n    - *one\n", "company.list[1].b", "a.yaml:3:7"},
      {"company:\n  list:\n    - &one {id: a}\n    - *one\n", "company.list[0].b", "a.yaml:3:7"},
      {"company:\n  a: &x 1\n  b: *x\n", "company.a", "a.yaml:2:6"},
      {"company:\n  a: &x 1\n  b: *x\n", "company.b", "a.yaml:3:3"},
      {"company: &c\n  a: 1\nother: *c\n", "company.b", "a.yaml:1:10"},
      {"company:\n  a: |+\n    text\n\n\n", "company.b", "a.yaml:2:3"},
      {"? company\n: a: 1\n", "company.b", "a.yaml:2:3"},
      {"company: 1\n", "company.b", "a.yaml:1:10"},
      {"company:\n  - a\n", "company.b", "a.yaml:2:3"},
  };
  for (const Row& row : rows) {
    INFO(row.before);
    const Edited out = edit(row.before, row.path, "2");
    CHECK(out.text.empty());
    CHECK_MESSAGE(out.fault.starts_with(std::string(row.place) + " "), out.fault);
    CHECK(out.fault.find("by hand") != std::string::npos);
  }
  // An alias that nothing is written to stands in nobody's way.
  CHECK(after("company:\n  a: &x 1\n  b: *x\n", "company.c", "2") ==
        "company:\n  a: &x 1\n  b: *x\n  c: 2\n");
}

}  // namespace jurat::testing
