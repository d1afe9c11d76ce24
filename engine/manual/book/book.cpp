#include "engine/manual/book/book.h"

#include <algorithm>
#include <map>
#include <set>

#include "engine/manual/article/mentions.h"
#include "engine/manual/article/reads.h"
#include "engine/manual/book/vocabulary.h"
#include "engine/manual/manual.h"
#include "engine/source/source_map.h"
#include "engine/syntax/ast.h"

namespace jurat::manual {
namespace {

using checked::Declaration;
using checked::DeclarationId;
using checked::DeclarationKind;

struct ChapterOf {
  Word title;
  std::string_view anchor;
  bool (*holds)(const Declaration&);
  bool by_citation;  // as in the text cited; else as written
};

bool isKind(const Declaration& declaration, DeclarationKind kind) { return declaration.kind == kind; }

// What is demanded comes first, then what it rests on.
constexpr ChapterOf kChapters[] = {
    {Word::Rules, "rules",
     [](const Declaration& each) { return isKind(each, DeclarationKind::Rule) && !each.control; }, true},
    {Word::Controls, "controls",
     [](const Declaration& each) { return isKind(each, DeclarationKind::Rule) && each.control; }, false},
    {Word::Amounts, "amounts",
     [](const Declaration& each) {
       return isKind(each, DeclarationKind::Amount) || isKind(each, DeclarationKind::Benefit);
     },
     true},
    {Word::Definitions, "definitions",
     [](const Declaration& each) {
       return isKind(each, DeclarationKind::Define) || isKind(each, DeclarationKind::DecisionTable);
     },
     true},
    {Word::Parameters, "parameters",
     [](const Declaration& each) {
       return isKind(each, DeclarationKind::Parameter) || isKind(each, DeclarationKind::DataTable) ||
              isKind(each, DeclarationKind::Rates) || isKind(each, DeclarationKind::Calendar);
     },
     false},
    {Word::Statements, "statements",
     [](const Declaration& each) { return isKind(each, DeclarationKind::Statement); }, true},
};

class Author {
 public:
  Author(PackId pack, const Reading& reading)
      : pack_(pack), reading_(reading), program_(reading.program), mentions_(mentions(reading.program)) {}

  Book run() {
    const checked::Pack& pack = program_.packs[pack_];
    book_.id = pack.id;
    book_.title = pack.title.in(reading_.language);
    book_.language = reading_.language;
    fields(pack);
    for (const checked::Source& each : pack.sources)
      book_.sources.push_back(
          {each.name, each.title.in(reading_.language),
           std::string(say(each.binding ? Word::Binding : Word::NotBinding, reading_.language))});
    collect();
    for (const ChapterOf& each : kChapters) chapter(each);
    for (const DeclarationId each : others_) book_.others.push_back(entry(each));
    const Glossary glossary(pack_, reading_, facts_);
    book_.choices = glossary.choices();
    book_.questions = glossary.questions();
    tests();
    return std::move(book_);
  }

 private:
  std::string word(Word which) const { return std::string(say(which, reading_.language)); }

  void field(Word label, std::string value) {
    if (!value.empty()) book_.fields.push_back({word(label), plain(std::move(value))});
  }

  void fields(const checked::Pack& pack) {
    field(Word::Jurisdiction, pack.jurisdiction);
    field(Word::Edition, pack.edition);
    field(Word::Version, pack.version);
    field(Word::Status, wordOf(pack.status, reading_.language));
    if (pack.currency != 0) field(Word::Currency, currencyCode(pack.currency));
    std::string uses;
    for (const PackId each : pack.uses) uses += (uses.empty() ? "" : ", ") + program_.packs[each].id;
    field(Word::Uses, uses);
    if (pack.called_for != nullptr)
      book_.fields.push_back({word(Word::CalledFor), passageOf(*pack.called_for, reading_)});
  }

  // The declarations of the pack in the order written, those of others that they build on, and all facts
  // that any of them reads.
  void collect() {
    std::set<DeclarationId> others;
    for (std::size_t i = 0; i < program_.declarations.size(); ++i) {
      const DeclarationId id = program_.declarations.idAt(i);
      if (program_.declarations[id].pack != pack_) continue;
      own_.push_back(id);
      const Reads reads = allReadsOf(program_, id);
      facts_.insert(reads.facts.begin(), reads.facts.end());
      for (const DeclarationId each : reads.declarations) {
        if (program_.declarations[each].pack != pack_) others.insert(each);
      }
    }
    if (const checked::Expr* called = program_.packs[pack_].called_for) {
      visit(*called, [&](const checked::Expr& each) {
        if (each.fact != FactId{kNoId}) facts_.insert(each.fact);
      });
    }
    const auto written = [&](DeclarationId a, DeclarationId b) {
      return program_.declarations[a].span.begin < program_.declarations[b].span.begin;
    };
    std::sort(own_.begin(), own_.end(), written);
    others_.assign(others.begin(), others.end());
    std::stable_sort(others_.begin(), others_.end(), [&](DeclarationId a, DeclarationId b) {
      return program_.packs[program_.declarations[a].pack].id <
             program_.packs[program_.declarations[b].pack].id;
    });
  }

  void chapter(const ChapterOf& kind) {
    Chapter chapter{kind.title, std::string(kind.anchor), {}};
    for (const DeclarationId id : own_) {
      if (kind.holds(program_.declarations[id])) chapter.entries.push_back(entry(id));
    }
    if (kind.by_citation) {
      std::stable_sort(chapter.entries.begin(), chapter.entries.end(), [](const Entry& a, const Entry& b) {
        if (a.article.source != b.article.source) return a.article.source < b.article.source;
        return citedBefore(a.article.pinpoint, b.article.pinpoint);
      });
    }
    if (!chapter.entries.empty()) book_.chapters.push_back(std::move(chapter));
  }

  Entry entry(DeclarationId id) const {
    Entry entry;
    entry.article = articleOf(id, reading_);
    for (Level& each : entry.article.versions) withoutSlots(each);
    const Vocabulary& vocabulary = program_.vocabulary;
    for (const FactId each : readsOf(program_.declarations[id]).facts) {
      const Fact& fact = vocabulary.facts[each];
      entry.asks.push_back({fact.name, anchorOf(vocabulary, each), fact.ask.in(reading_.language)});
    }
    if (entry.article.per != ChoiceId{kNoId} && entry.article.grid.rows.empty())
      entry.options = optionsOf(entry.article.per, reading_);
    if (const auto found = mentions_.find(id); found != mentions_.end()) {
      for (const Mention& each : found->second) {
        if (program_.tests[each.test].pack == pack_)
          entry.tests.push_back({each.title, testAnchor(each.test)});
      }
    }
    return entry;
  }

  // What an exception restates stands below it anyway.
  static void withoutSlots(Level& level) {
    level.lines.erase(std::remove_if(level.lines.begin(), level.lines.end(),
                                     [](const Line& line) { return line.label == Label::Restates; }),
                      level.lines.end());
    for (Level& each : level.exceptions) withoutSlots(each);
  }

  // Counted within the pack, so that another pack beside it changes no address.
  std::string testAnchor(std::size_t test) const {
    std::size_t number = 1;
    for (std::size_t i = 0; i < test; ++i) number += program_.tests[i].pack == pack_ ? 1 : 0;
    return "test/" + std::to_string(number);
  }

  std::string_view titleOf(const ast::Text& title) const {
    return reading_.language == Language::Chinese && !title.zh.empty() ? title.zh : title.en;
  }

  void tests() {
    for (std::size_t i = 0; i < program_.tests.size(); ++i) {
      const checked::Test& test = program_.tests[i];
      if (test.pack != pack_) continue;
      book_.tests.push_back({testAnchor(i), std::string(titleOf(test.source->title)),
                             std::string(reading_.sources.text(test.source->span))});
    }
  }

  PackId pack_;
  const Reading& reading_;
  const checked::Program& program_;
  std::map<DeclarationId, std::vector<Mention>> mentions_;
  std::vector<DeclarationId> own_, others_;
  std::set<FactId> facts_;
  Book book_;
};

}  // namespace

Book bookOf(PackId pack, const Reading& reading) { return Author(pack, reading).run(); }

}  // namespace jurat::manual

namespace jurat {

std::string packMarkdown(const checked::Program& program, const SourceMap& sources, PackId pack,
                         Language language) {
  return manual::markdownOf(manual::bookOf(pack, {program, sources, language}));
}

std::string packHtml(const checked::Program& program, const SourceMap& sources, PackId pack,
                     Language language) {
  return manual::htmlOf(manual::bookOf(pack, {program, sources, language}));
}

}  // namespace jurat
