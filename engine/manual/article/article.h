// Article: what is said of one declaration, as labelled lines that every form of the manual prints alike.
#pragma once
#include <string>
#include <vector>

#include "engine/manual/article/passage.h"
#include "engine/manual/article/words.h"

namespace jurat::manual {

// "applies when: covered_act"; `parts` say more about it ("exposes: ..." has "when", "from" and the amount).
struct Line {
  Label label = Label::Note;
  Passage text{};
  std::vector<Line> parts{};
};

// The general case of a version, or an exception with what it restates.
struct Level {
  std::string name;                 // of an exception
  std::optional<Date> from, until;  // of the version or exception, where it has days of its own
  std::vector<Line> lines;
  std::vector<Level> exceptions;
};

// A table of values: dated values of a parameter, rows of a data table, rates.
struct Grid {
  std::vector<std::string> head;
  std::vector<std::vector<std::string>> rows;
};

struct Article {
  checked::DeclarationId declaration{kNoId};
  std::string id, anchor;               // "eu.ai_act/social_scoring"
  std::string kind;                     // "rule", "table", in the language asked for
  std::string title;                    // its name when it has none
  std::string type;                     // of its value: "money EUR"; "" when it has none
  std::string subject;                  // the entity it is about: "ai_system"; "" when it is about nobody
  ChoiceId per{kNoId};                  // one for each option of it
  std::optional<std::uint32_t> option;  // the one it is told for
  std::vector<std::string> cites;
  std::uint32_t source = 0;     // of the citation it stands by, index into Pack::sources
  std::string pinpoint;         // of that citation; of the first option where each has its own
  std::vector<Level> versions;  // one, unless the declaration has versions
  std::vector<Line> lines;      // what holds for all versions
  Grid grid;                    // may be empty
};

// The label of a line among others: of several conditions that must all hold, "and" stands before the later
// ones.
std::string_view labelAt(const std::vector<Line>& lines, std::size_t index, Language language);

Article articleOf(checked::DeclarationId declaration, const Reading& reading);

// Citations of a level; `per` in `reading` settles those that each option has of its own.
std::vector<std::string> citesOf(const std::vector<checked::Citation>& cites,
                                 const checked::Declaration& declaration, const Reading& reading);

}  // namespace jurat::manual
