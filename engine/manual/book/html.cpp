// A book as one HTML page, through Mustache: the only file that knows the library. Every key that a template
// asks for is set on every object, because a missing one would be looked up further out.
#include <algorithm>
#include <cassert>
#include <kainjow/mustache.hpp>

#include "engine/manual/book/book.h"
#include "engine/manual/book/page.h"
#include "engine/source/render.h"

namespace jurat::manual {
namespace {

using kainjow::mustache::data;
using kainjow::mustache::mustache;
using kainjow::mustache::partial;

constexpr std::size_t kLongChoice = 24;  // options that are set in columns
constexpr std::size_t kShortCell = 24;   // bytes of a cell that is not broken: amounts, days
constexpr std::size_t kDeepest = 4;      // of options that are indented further

data list() { return data(data::type::list); }

// Text of a pack: what could steer a browser's text direction or is no character is written out.
data text(const std::string& source) { return data(printable(source)); }

// A text that may be missing: nothing in the page then.
data optional(const std::string& source) { return source.empty() ? data(false) : text(source); }

class Page {
 public:
  explicit Page(const Book& book) : book_(book) {}

  std::string run() {
    data page;
    partials(page);
    words(page);
    beginning(page);
    chapters(page);
    vocabulary(page);
    tests(page);
    flag(page, "has_others", !book_.others.empty());
    data others = list();
    for (const Entry& each : book_.others) others.push_back(entry(each));
    page.set("others", others);
    mustache form{std::string(pageTemplate())};
    assert(form.is_valid());  // the template is ours
    return form.render(page);
  }

 private:
  std::string word(Word which) const { return std::string(say(which, book_.language)); }

  static void flag(data& object, const char* name, bool is) { object.set(name, data(is)); }

  static void partials(data& page) {
    const auto add = [&](const char* name, std::string_view (*source)()) {
      page.set(name, data(partial([source] { return std::string(source()); })));
    };
    add("entry", entryPartial);
    add("level", levelPartial);
    add("lines_of", linesPartial);
    add("options_of", optionsPartial);
  }

  void words(data& page) const {
    page.set("style", data(std::string(pageStyle())));
    page.set("language", data(book_.language == Language::Chinese ? "zh-Hans" : "en"));
    const std::pair<const char*, Word> named[] = {
        {"contents", Word::Contents},         {"skip", Word::Skip},
        {"sources_title", Word::Sources},     {"choices_title", Word::Choices},
        {"questions_title", Word::Questions}, {"tests_title", Word::Tests},
        {"others_title", Word::OtherPacks},   {"asks_title", Word::Asks},
        {"tested_title", Word::TestedBy},     {"for_each", Word::ForEach},
        {"disclaimer", Word::Disclaimer},     {"except", Word::Except}};
    for (const auto& [key, which] : named) page.set(key, data(word(which)));
  }

  static data runs(const Passage& passage) {
    data out = list();
    for (const Run& run : passage) {
      data one;
      one.set("text", text(run.text));
      one.set("target", optional(run.target));
      flag(one, "value", run.value);
      out.push_back(one);
    }
    return out;
  }

  // Code line by line, each with the columns from which it goes on when it is too wide.
  static data codeRows(const Passage& passage) {
    std::vector<Passage> rows(1);
    for (const Run& run : passage) {
      std::size_t begin = 0;
      for (std::size_t at = run.text.find('\n'); at != std::string::npos; at = run.text.find('\n', begin)) {
        rows.back().push_back({run.text.substr(begin, at - begin), run.target, run.value});
        rows.emplace_back();
        begin = at + 1;
      }
      rows.back().push_back({run.text.substr(begin), run.target, run.value});
    }
    data out = list();
    for (const Passage& each : rows) {
      const std::string whole = textOf(each);
      constexpr std::size_t kFurther = 4, kMost = 30;
      const std::size_t inner = std::min(std::min(whole.find_first_not_of(' '), whole.size()), kMost);
      data one;
      one.set("indent", data(std::to_string(inner + kFurther)));
      one.set("runs", runs(each));
      out.push_back(one);
    }
    return out;
  }

  void beginning(data& page) const {
    page.set("id", text(book_.id));
    page.set("title", text(book_.title));
    data fields = list();
    for (const Field& each : book_.fields) {
      data one;
      one.set("label", text(each.label));
      one.set("runs", runs(each.value));
      flag(one, "code", std::any_of(each.value.begin(), each.value.end(), [](const Run& run) {
             return !run.target.empty();
           }));
      fields.push_back(one);
    }
    page.set("fields", fields);
    flag(page, "has_sources", !book_.sources.empty());
    data sources = list();
    for (const SourceEntry& each : book_.sources) {
      data one;
      one.set("title", text(each.title));
      one.set("name", text(each.name));
      one.set("standing", text(each.standing));
      sources.push_back(one);
    }
    page.set("sources", sources);
  }

  void chapters(data& page) const {
    data chapters = list();
    for (const Chapter& each : book_.chapters) {
      data chapter;
      chapter.set("title", data(word(each.title)));
      chapter.set("anchor", data(each.anchor));
      data entries = list();
      for (const Entry& one : each.entries) entries.push_back(entry(one));
      chapter.set("entries", entries);
      chapters.push_back(chapter);
    }
    page.set("chapters", chapters);
  }

  data entry(const Entry& source) const {
    const Article& article = source.article;
    data out;
    out.set("anchor", text(article.anchor));
    out.set("id", text(article.id));
    out.set("title", text(article.title));
    out.set("kind", text(article.kind));
    out.set("type", optional(article.type));
    out.set("subject", optional(article.subject));
    out.set("cite", optional(article.pinpoint));
    out.set("cites", texts(article.cites));
    data versions = list();
    for (const Level& each : article.versions) versions.push_back(level(each));
    out.set("versions", versions);
    setLines(out, article.lines);
    setGrid(out, article.grid);
    setOptions(out, source.options);
    setMargin(out, source);
    return out;
  }

  static data texts(const std::vector<std::string>& source) {
    data out = list();
    for (const std::string& each : source) {
      data one;
      one.set("text", text(each));
      out.push_back(one);
    }
    return out;
  }

  data level(const Level& source) const {
    data out;
    out.set("name", text(source.name));
    out.set("days", optional(daysText(source.from, source.until, book_.language)));
    setLines(out, source.lines);
    data exceptions = list();
    for (const Level& each : source.exceptions) exceptions.push_back(level(each));
    out.set("exceptions", exceptions);
    return out;
  }

  void setLines(data& object, const std::vector<Line>& source) const {
    flag(object, "has_lines", !source.empty());
    data lines = list();
    for (std::size_t i = 0; i < source.size(); ++i) {
      const Line& each = source[i];
      const bool code = wordsOf(each.label).code;
      data one;
      one.set("key", data(std::string(wordsOf(each.label).key)));
      one.set("label", data(std::string(labelAt(source, i, book_.language))));
      flag(one, "code", code);
      one.set("rows", code ? codeRows(each.text) : list());
      one.set("runs", runs(each.text));
      setLines(one, each.parts);
      lines.push_back(one);
    }
    object.set("lines", lines);
  }

  static void setGrid(data& object, const Grid& grid) {
    flag(object, "has_grid", !grid.rows.empty());
    object.set("head", texts(grid.head));
    data rows = list();
    for (const auto& each : grid.rows) {
      data cells = list();
      for (const std::string& cell : each) {
        data one;
        one.set("text", text(cell));
        flag(one, "short", cell.size() <= kShortCell);
        cells.push_back(one);
      }
      data row;
      row.set("cells", cells);
      rows.push_back(row);
    }
    object.set("rows", rows);
  }

  static void setOptions(data& object, const std::vector<OptionEntry>& source) {
    flag(object, "has_options", !source.empty());
    const bool flat = std::all_of(source.begin(), source.end(), [](const OptionEntry& each) {
      return each.depth == 0 && each.cites.empty();
    });
    flag(object, "long", flat && source.size() > kLongChoice);
    data options = list();
    for (const OptionEntry& each : source) {
      data one;
      one.set("depth", data(std::to_string(std::min(each.depth, kDeepest))));
      one.set("name", text(each.name));
      one.set("label", text(each.label));
      one.set("cites", optional(each.cites));
      one.set("days", optional(each.days));
      options.push_back(one);
    }
    object.set("options", options);
  }

  static void setMargin(data& object, const Entry& source) {
    flag(object, "has_asks", !source.asks.empty());
    data asks = list();
    for (const Question& each : source.asks) {
      data one;
      one.set("ask", optional(each.ask));
      one.set("fact", text(each.fact));
      one.set("anchor", text(each.anchor));
      asks.push_back(one);
    }
    object.set("asks", asks);
    flag(object, "has_links", !source.tests.empty());
    data links = list();
    for (const TestLink& each : source.tests) {
      data one;
      flag(one, "more", &each != &source.tests.front());
      one.set("title", text(each.title));
      one.set("anchor", text(each.anchor));
      links.push_back(one);
    }
    object.set("links", links);
  }

  void vocabulary(data& page) const {
    flag(page, "has_choices", !book_.choices.empty());
    data choices = list();
    for (const ChoiceEntry& each : book_.choices) {
      data one;
      one.set("anchor", text(each.anchor));
      one.set("name", text(each.name));
      one.set("ordered", optional(each.ordered ? word(Word::Ordered) : std::string()));
      setOptions(one, each.options);
      choices.push_back(one);
    }
    page.set("choices", choices);
    flag(page, "has_questions", !book_.questions.empty());
    data entities = list();
    for (const EntityEntry& each : book_.questions) {
      data one;
      one.set("key", text(each.key));
      data facts = list();
      for (const FactEntry& fact : each.facts) facts.push_back(question(fact));
      one.set("facts", facts);
      entities.push_back(one);
    }
    page.set("entities", entities);
  }

  static data question(const FactEntry& source) {
    data out;
    out.set("anchor", text(source.anchor));
    out.set("name", text(source.name));
    out.set("type", text(source.type));
    out.set("choice_anchor", optional(source.choice_anchor));
    out.set("domain", optional(source.domain));
    out.set("standard", optional(source.standard));
    out.set("ask", optional(source.ask));
    out.set("about", optional(source.about));
    return out;
  }

  void tests(data& page) const {
    flag(page, "has_tests", !book_.tests.empty());
    data tests = list();
    for (const TestEntry& each : book_.tests) {
      data one;
      one.set("anchor", text(each.anchor));
      one.set("title", text(each.title));
      one.set("code", text(each.code));
      tests.push_back(one);
    }
    page.set("tests", tests);
  }

  const Book& book_;
};

}  // namespace

std::string htmlOf(const Book& book) { return Page(book).run(); }

}  // namespace jurat::manual
