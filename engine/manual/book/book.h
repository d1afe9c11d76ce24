// Book: a pack in the order in which one reads a statute, ready to be printed in any form.
#pragma once
#include <string>
#include <vector>

#include "engine/manual/article/article.h"

namespace jurat::manual {

// "Version: 1.0.0"
struct Field {
  std::string label;
  Passage value;
};

struct SourceEntry {
  std::string name, title, standing;  // "act", "Courier Robots Act", "binding"
};

// An option of a choice; depth 0 stands at the top.
struct OptionEntry {
  std::string name, label, cites, days;
  std::size_t depth = 0;
};
struct ChoiceEntry {
  std::string anchor, name;
  bool ordered = false;
  std::vector<OptionEntry> options;
};

// What a profile is asked.
struct FactEntry {
  std::string anchor, name, type, domain, ask, about, standard;
  std::string choice, choice_anchor;  // of its type or of `per`; the anchor is "" when the choice is no part
};
struct EntityEntry {
  std::string name, key;  // "ai_system", and where a profile has it: "company.ai_systems"
  std::vector<FactEntry> facts;
};

// A question in the margin of a rule.
struct Question {
  std::string fact, anchor, ask;
};
struct TestLink {
  std::string title, anchor;
};
struct Entry {
  Article article;
  std::vector<Question> asks;
  std::vector<OptionEntry> options;  // of `per`
  std::vector<TestLink> tests;
};

// A test as it is written.
struct TestEntry {
  std::string anchor, title, code;
};

struct Chapter {
  Word title = Word::Rules;
  std::string anchor;
  std::vector<Entry> entries;
};

struct Book {
  std::string id, title;
  Language language = Language::English;
  std::vector<Field> fields;
  std::vector<SourceEntry> sources;
  std::vector<Chapter> chapters;  // rules, controls, amounts, definitions, parameters, statements; none empty
  std::vector<ChoiceEntry> choices;
  std::vector<EntityEntry> questions;
  std::vector<TestEntry> tests;
  std::vector<Entry> others;  // declarations of other packs that this one builds on
};

Book bookOf(PackId pack, const Reading& reading);

// Whether a citation stands before another as in the text they cite: numbers by their value, articles before
// annexes before recitals.
bool citedBefore(const std::string& a, const std::string& b);

std::string markdownOf(const Book& book);
std::string htmlOf(const Book& book);

}  // namespace jurat::manual
