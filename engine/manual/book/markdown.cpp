// A book as Markdown. Text of a pack is data: whatever would be markup in it is escaped.
#include <algorithm>

#include "engine/manual/book/book.h"

namespace jurat::manual {
namespace {

// Text that stays text. It never begins a line, so signs that mean something only there are left alone; a
// bare address would become a link.
std::string escaped(std::string_view text) {
  constexpr std::string_view kSigns = "\\`*_[]<>|~&$@";
  std::string out;
  for (std::size_t i = 0; i < text.size(); ++i) {
    const char c = text[i];
    if (c == '\n' || c == '\r' || c == '\t') {
      out += ' ';
      continue;
    }
    const bool address = (c == ':' && text.substr(i).starts_with("://")) ||
                         (c == '.' && i >= 3 && text.substr(i - 3, 3) == "www");
    if (address || kSigns.find(c) != std::string_view::npos) out += '\\';
    out += c;
  }
  return out;
}

std::size_t longestTicks(std::string_view text) {
  std::size_t longest = 0, run = 0;
  for (const char c : text) {
    run = c == '`' ? run + 1 : 0;
    longest = std::max(longest, run);
  }
  return longest;
}

// A code span. Spaces at its ends stand outside, where they are not stripped.
std::string span(std::string_view text) {
  const std::size_t begin = text.find_first_not_of(' ');
  if (begin == std::string_view::npos) return std::string(text);
  const std::size_t end = text.find_last_not_of(' ') + 1;
  const std::string_view inner = text.substr(begin, end - begin);
  const std::size_t ticks = longestTicks(inner);
  const std::string fence(ticks + 1, '`');
  const char* pad = ticks > 0 ? " " : "";
  return std::string(begin, ' ') + fence + pad + std::string(inner) + pad + fence +
         std::string(text.size() - end, ' ');
}

// A text that may be missing, behind another.
std::string behind(const std::string& text) { return text.empty() ? text : " " + escaped(text); }

std::string linked(const std::string& shown, const std::string& target) {
  return target.empty() ? shown : "[" + shown + "](#" + target + ")";
}

std::string inlineCode(const Passage& passage) {
  std::string out;
  for (const Run& run : passage) out += linked(span(run.text), run.target);
  return out;
}

class Markdown {
 public:
  explicit Markdown(const Book& book) : book_(book) {}

  std::string run() {
    out_ = "# " + escaped(book_.title) + "\n\n" + span(book_.id) + "\n\n";
    fields();
    contents();
    sources();
    for (const Chapter& each : book_.chapters) {
      heading(2, each.anchor, word(each.title));
      for (const Entry& one : each.entries) entry(one);
    }
    choices();
    questions();
    tests();
    if (!book_.others.empty()) {
      heading(2, "others", word(Word::OtherPacks));
      for (const Entry& one : book_.others) entry(one);
    }
    out_ += "---\n\n" + word(Word::Disclaimer) + "\n";
    return std::move(out_);
  }

 private:
  std::string word(Word which) const { return std::string(say(which, book_.language)); }

  void heading(std::size_t depth, const std::string& anchor, const std::string& text) {
    out_ += "<a id=\"" + anchor + "\"></a>\n\n" + std::string(depth, '#') + " " + text + "\n\n";
  }

  // ---- beginning

  void fields() {
    for (const Field& each : book_.fields) {
      const std::string value = textOf(each.value);
      const bool code = std::any_of(each.value.begin(), each.value.end(),
                                    [](const Run& run) { return !run.target.empty(); });
      bullet(0, "**" + escaped(each.label) + "**");
      if (code) {
        this->code(each.value, 1);
      } else {
        out_ += " " + escaped(value) + "\n";
      }
    }
    if (!book_.fields.empty()) out_ += "\n";
  }

  void contents() {
    out_ += "## " + word(Word::Contents) + "\n\n";
    const auto item = [&](std::size_t depth, const std::string& text, const std::string& anchor) {
      bullet(depth, linked(text, anchor) + "\n");
    };
    if (!book_.sources.empty()) item(0, word(Word::Sources), "sources");
    for (const Chapter& chapter : book_.chapters) {
      item(0, word(chapter.title), chapter.anchor);
      for (const Entry& each : chapter.entries) item(1, titleOf(each.article), each.article.anchor);
    }
    if (!book_.choices.empty()) item(0, word(Word::Choices), "choices");
    if (!book_.questions.empty()) item(0, word(Word::Questions), "questions");
    if (!book_.tests.empty()) item(0, word(Word::Tests), "tests");
    if (!book_.others.empty()) item(0, word(Word::OtherPacks), "others");
    out_ += "\n";
  }

  void sources() {
    if (book_.sources.empty()) return;
    heading(2, "sources", word(Word::Sources));
    for (const SourceEntry& each : book_.sources)
      bullet(0, "**" + escaped(each.title) + "** (" + span(each.name) + ", " + each.standing + ")\n");
    out_ += "\n";
  }

  // ---- declarations

  static std::string titleOf(const Article& article) {
    const std::string cite = article.pinpoint.empty() ? std::string() : escaped(article.pinpoint) + ": ";
    return cite + escaped(article.title);
  }

  void entry(const Entry& source) {
    const Article& article = source.article;
    heading(3, article.anchor, titleOf(article));
    out_ += span(article.id) + ", " + article.kind;
    if (!article.type.empty()) out_ += " " + span(article.type);
    if (!article.subject.empty()) out_ += ", " + word(Word::ForEach) + " " + span(article.subject);
    out_ += "\n\n";
    if (!article.cites.empty()) {
      std::string all;
      for (const std::string& each : article.cites) all += (all.empty() ? "" : "; ") + escaped(each);
      bullet(0, "**" + std::string(labelText(Label::Law, book_.language)) + "** " + all + "\n");
    }
    for (const Level& each : article.versions) version(each);
    lines(article.lines, 0);
    out_ += "\n";
    grid(article.grid);
    optionTable(source.options);
    margin(source);
  }

  void version(const Level& source) {
    const std::string days = daysText(source.from, source.until, book_.language);
    if (!days.empty()) bullet(0, "**" + days + "**\n");
    level(source, days.empty() ? 0 : 1);
  }

  void level(const Level& source, std::size_t depth) {
    lines(source.lines, depth);
    for (const Level& each : source.exceptions) {
      const std::string days = daysText(each.from, each.until, book_.language);
      bullet(depth,
             "**" + word(Word::Except) + "** " + span(each.name) + (days.empty() ? "" : " " + days) + "\n");
      level(each, depth + 1);
    }
  }

  void lines(const std::vector<Line>& source, std::size_t depth) {
    for (std::size_t i = 0; i < source.size(); ++i) {
      const Line& each = source[i];
      bullet(depth, "**" + std::string(labelAt(source, i, book_.language)) + "**");
      if (wordsOf(each.label).code) {
        code(each.text, depth + 1);
      } else {
        out_ += " " + escaped(textOf(each.text)) + "\n";
      }
      lines(each.parts, depth + 1);
    }
  }

  void bullet(std::size_t depth, const std::string& text) {
    out_ += std::string(2 * depth, ' ') + "- " + text;
  }

  // One line stands in the sentence, names linked; several make a block, with the names linked below.
  void code(const Passage& passage, std::size_t depth) {
    const std::string text = textOf(passage);
    if (text.find('\n') == std::string::npos) {
      out_ += " " + inlineCode(passage) + "\n";
      return;
    }
    const std::string indent(2 * depth, ' ');
    out_ += "\n\n" + block(text, indent);
    std::vector<std::string> seen;
    std::string names;
    for (const Run& run : passage) {
      if (run.target.empty() || std::find(seen.begin(), seen.end(), run.target) != seen.end()) continue;
      seen.push_back(run.target);
      names += (names.empty() ? "" : ", ") + linked(span(run.text), run.target);
    }
    if (!names.empty()) out_ += "\n" + indent + names + "\n";
  }

  static std::string block(const std::string& text, const std::string& indent) {
    const std::string fence(std::max<std::size_t>(3, longestTicks(text) + 1), '`');
    std::string out = indent + fence + "jurat\n" + indent;
    for (const char c : text) {
      out += c;
      if (c == '\n') out += indent;
    }
    return out + "\n" + indent + fence + "\n";
  }

  void row(const std::vector<std::string>& cells) {
    out_ += "|";
    for (const std::string& each : cells) out_ += " " + escaped(each) + " |";
    out_ += "\n";
  }

  void grid(const Grid& source) {
    if (source.rows.empty()) return;
    row(source.head);
    out_ += "|";
    for (std::size_t i = 0; i < source.head.size(); ++i) out_ += " --- |";
    out_ += "\n";
    for (const auto& each : source.rows) row(each);
    out_ += "\n";
  }

  void optionTable(const std::vector<OptionEntry>& options) {
    for (const OptionEntry& each : options) {
      bullet(each.depth, span(each.name) + " " + escaped(each.label) +
                             (each.cites.empty() ? "" : " (" + escaped(each.cites) + ")") +
                             (each.days.empty() ? "" : ", " + each.days) + "\n");
    }
    if (!options.empty()) out_ += "\n";
  }

  void margin(const Entry& source) {
    if (!source.asks.empty()) {
      out_ += "**" + word(Word::Asks) + "**\n\n";
      for (const Question& each : source.asks)
        bullet(0, linked(span(each.fact), each.anchor) + behind(each.ask) + "\n");
      out_ += "\n";
    }
    if (source.tests.empty()) return;
    out_ += "**" + word(Word::TestedBy) + "**\n\n";
    for (const TestLink& each : source.tests) bullet(0, linked(escaped(each.title), each.anchor) + "\n");
    out_ += "\n";
  }

  // ---- vocabulary and tests

  void choices() {
    if (book_.choices.empty()) return;
    heading(2, "choices", word(Word::Choices));
    for (const ChoiceEntry& each : book_.choices) {
      heading(3, each.anchor, span(each.name) + (each.ordered ? ", " + word(Word::Ordered) : ""));
      optionTable(each.options);
    }
  }

  void questions() {
    if (book_.questions.empty()) return;
    heading(2, "questions", word(Word::Questions));
    for (const EntityEntry& entity : book_.questions) {
      out_ += "### " + span(entity.key) + "\n\n";
      for (const FactEntry& each : entity.facts) fact(each);
      out_ += "\n";
    }
  }

  void fact(const FactEntry& source) {
    bullet(0, "<a id=\"" + source.anchor + "\"></a>" + span(source.name) + behind(source.ask) + "\n");
    std::string type =
        "  " + (source.choice.empty() ? span(source.type) : linked(span(source.type), source.choice_anchor));
    if (!source.domain.empty()) type += ", " + escaped(source.domain);
    if (!source.standard.empty()) type += ", " + escaped(source.standard);
    out_ += type + (source.about.empty() ? "" : ". " + escaped(source.about)) + "\n";
  }

  void tests() {
    if (book_.tests.empty()) return;
    heading(2, "tests", word(Word::Tests));
    for (const TestEntry& each : book_.tests) {
      heading(3, each.anchor, escaped(each.title));
      out_ += block(each.code, "") + "\n";
    }
  }

  const Book& book_;
  std::string out_;
};

}  // namespace

std::string markdownOf(const Book& book) { return Markdown(book).run(); }

}  // namespace jurat::manual
