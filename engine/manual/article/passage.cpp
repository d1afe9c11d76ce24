#include "engine/manual/article/passage.h"

#include <algorithm>
#include <map>

#include "engine/manual/article/reads.h"
#include "engine/source/source_map.h"

namespace jurat::manual {
namespace {

using checked::DeclarationId;
using checked::Expr;
using checked::ExprKind;

// A stretch of the written text that stands for something: [begin, end) in bytes of that text.
struct Mark {
  std::size_t end = 0;
  std::string target;
  std::string shown{};  // instead of what was written; empty: as written
};
using Marks = std::map<std::size_t, Mark>;

bool inName(char c) {
  const auto byte = static_cast<unsigned char>(c);
  return byte >= 0x80 || byte == '_' || (byte >= '0' && byte <= '9') || (byte >= 'A' && byte <= 'Z') ||
         (byte >= 'a' && byte <= 'z');
}

// Where a name stands in a text as a whole word: the first place, or the last.
std::size_t findName(std::string_view text, std::string_view name, bool last) {
  std::size_t found = std::string_view::npos;
  for (std::size_t at = text.find(name); at != std::string_view::npos; at = text.find(name, at + 1)) {
    const std::size_t end = at + name.size();
    if ((at > 0 && inName(text[at - 1])) || (end < text.size() && inName(text[end]))) continue;
    found = at;
    if (!last) break;
  }
  return found;
}

class Marking {
 public:
  Marking(const Expr& root, const Reading& reading)
      : root_(root), reading_(reading), text_(reading.sources.text(root.span)) {
    visit(root, [&](const Expr& each) { mark(each); });
  }
  const Marks& marks() const { return marks_; }
  std::string_view text() const { return text_; }

 private:
  void mark(const Expr& expression) {
    if (!inside(expression.span)) return;
    if (expression.kind == ExprKind::Column && showRow(expression)) return;
    if (expression.fact != FactId{kNoId}) {
      const Vocabulary& vocabulary = reading_.program.vocabulary;
      name(expression.span, vocabulary.facts[expression.fact].name, anchorOf(vocabulary, expression.fact),
           true);
    }
    if (expression.declaration == DeclarationId{kNoId}) return;
    // Of a table it is the table that is named first, of `group.turnover` what is named last.
    name(expression.span, reading_.program.declarations[expression.declaration].name,
         anchorOf(reading_.program, expression.declaration),
         expression.kind != ExprKind::Column && expression.kind != ExprKind::ColumnAt);
  }

  bool inside(Span span) const {
    return span.known() && span.begin >= root_.span.begin && span.end <= root_.span.end;
  }

  void name(Span span, const std::string& word, std::string target, bool last) {
    const std::string_view within = reading_.sources.text(span);
    // An index is read by itself: in `fine[light]` the name stands before the bracket.
    std::size_t at = findName(within.substr(0, within.rfind('[')), word, last);
    if (at == std::string_view::npos) at = findName(within, word, last);
    if (at == std::string_view::npos) return;
    const std::size_t begin = span.begin - root_.span.begin + at;
    marks_.insert({begin, {begin + word.size(), std::move(target)}});
  }

  // `fine.share` for the option told is `7%`.
  bool showRow(const Expr& column) {
    if (!reading_.per || column.args.empty() || column.args[0]->kind != ExprKind::OptionVariable)
      return false;
    const checked::Declaration& table = reading_.program.declarations[column.declaration];
    const Choice& choice = reading_.program.vocabulary.choices[table.per];
    const auto row = std::find(choice.lowest.begin(), choice.lowest.end(), *reading_.per);
    if (row == choice.lowest.end() || table.dated()) return false;
    const checked::Column& read = table.columns[column.column];
    const auto index = static_cast<std::size_t>(row - choice.lowest.begin());
    if (index >= read.values.size()) return false;
    const std::size_t begin = column.span.begin - root_.span.begin;
    marks_[begin] = {column.span.end - root_.span.begin, "",
                     valueText(read.values[index], read.type, reading_.program.vocabulary)};
    return true;
  }

  const Expr& root_;
  const Reading& reading_;
  std::string_view text_;
  Marks marks_;
};

// How far the lines of a text may be moved to the left: to where its first line begins in its file, if all
// of them stand at least there, else as far as the one that stands leftmost.
std::size_t indentation(std::string_view text, std::size_t column) {
  std::size_t least = column;
  for (std::size_t at = text.find('\n'); at != std::string_view::npos; at = text.find('\n', at + 1)) {
    const std::size_t begin = text.find_first_not_of(" \t\r", at + 1);
    if (begin == std::string_view::npos || text[begin] == '\n') continue;
    least = std::min(least, begin - at - 1);
  }
  return least;
}

// Text with its lines moved left.
std::string moved(std::string_view text, std::size_t by) {
  std::string out;
  for (std::size_t at = 0; at < text.size(); ++at) {
    if (text[at] == '\r') continue;
    out += text[at];
    if (text[at] != '\n') continue;
    std::size_t skipped = 0;
    while (skipped < by && at + 1 < text.size() && (text[at + 1] == ' ' || text[at + 1] == '\t')) {
      ++at;
      ++skipped;
    }
  }
  return out;
}

}  // namespace

std::string anchorOf(const checked::Program& program, DeclarationId declaration) {
  return program.id(declaration);
}

std::string anchorOf(const Vocabulary& vocabulary, FactId fact) {
  const Fact& named = vocabulary.facts[fact];
  return "fact/" + vocabulary.entities[named.entity].name + "." + named.name;
}

std::string choiceAnchor(const checked::Program& program, ChoiceId choice) {
  const Choice& named = program.vocabulary.choices[choice];
  return "choice/" + program.packs[named.pack].id + "." + named.name;
}

std::string keyOf(const Vocabulary& vocabulary, EntityId id) {
  const Entity& entity = vocabulary.entities[id];
  if (entity.parent == EntityId{kNoId}) return entity.name;
  return keyOf(vocabulary, entity.parent) + "." + entity.list_name;
}

Passage passageOf(const Expr& expression, const Reading& reading) {
  const Marking marking(expression, reading);
  const std::string_view text = marking.text();
  const std::optional<Place> place = reading.sources.place(expression.span);
  const std::size_t by = indentation(text, place ? place->column - 1 : 0);
  Passage passage;
  const auto words = [&](std::size_t begin, std::size_t end, const std::string& target) {
    if (end <= begin) return;
    passage.push_back({moved(text.substr(begin, end - begin), by), target});
  };
  std::size_t at = 0;
  for (const auto& [begin, mark] : marking.marks()) {
    if (begin < at) continue;
    words(at, begin, "");
    if (mark.shown.empty()) {
      words(begin, mark.end, mark.target);
    } else {
      passage.push_back({mark.shown, "", true});
    }
    at = mark.end;
  }
  words(at, text.size(), "");
  return passage;
}

Passage plain(std::string text) { return {{std::move(text)}}; }

std::string textOf(const Passage& passage) {
  std::string text;
  for (const Run& run : passage) text += run.text;
  return text;
}

void append(Passage& passage, const Passage& more) {
  passage.insert(passage.end(), more.begin(), more.end());
}

}  // namespace jurat::manual
