// A portrait as text of so many columns.
#include <algorithm>

#include "engine/manual/manual.h"
#include "engine/manual/show/show.h"
#include "engine/reports/layout.h"
#include "engine/source/render.h"
#include "engine/source/source_map.h"

namespace jurat::manual {
namespace {

using checked::DeclarationId;
using checked::DeclarationKind;

constexpr std::size_t kLabelWidth = 14;

std::vector<std::string> linesOf(const std::string& text) {
  std::vector<std::string> lines(1);
  for (const char c : text) {
    if (c == '\n') {
      lines.emplace_back();
    } else {
      lines.back() += c;
    }
  }
  return lines;
}

class Terminal {
 public:
  Terminal(const Reading& reading, std::size_t width) : reading_(reading), width_(width) {}

  std::string run(const Portrait& portrait) {
    heading(portrait);
    const Article& article = portrait.article;
    // A record is told from its date on, what is known of it stands below.
    const bool record = reading_.program.declarations[article.declaration].kind == DeclarationKind::Statement;
    if (record && !article.lines.empty()) {
      gap();
      lines(article.lines, 2);
    }
    for (const Level& version : article.versions) {
      if (!record) gap();
      const std::string days = daysText(version.from, version.until, reading_.language);
      if (!days.empty()) out_ += "  " + days + "\n";
      level(version, days.empty() ? 2 : 4);
    }
    if (article.versions.empty() && !article.lines.empty()) gap();
    if (!record) lines(article.lines, 2);
    grid(article.grid);
    if (article.per != ChoiceId{kNoId} && article.grid.rows.empty() && !article.option) options(article.per);
    reads(portrait);
    readers(portrait);
    if (!record) tests(portrait);  // nothing can be expected of it
    return std::move(out_);
  }

 private:
  void heading(const Portrait& portrait) {
    const Article& article = portrait.article;
    out_ += wrapped("", printable(article.title), width_);
    // A record bears the title of its document: in the other language too, which is often the original.
    const checked::Declaration& declaration = reading_.program.declarations[article.declaration];
    const std::string other = declaration.title.in(chinese() ? Language::English : Language::Chinese);
    if (declaration.kind == DeclarationKind::Statement && other != article.title)
      out_ += wrapped("", printable(other), width_);
    std::string about = article.kind + " " + article.id + (article.type.empty() ? "" : ": " + article.type);
    if (article.per != ChoiceId{kNoId} && !article.option)
      about += ", " + std::string(say(Word::OneForEach, reading_.language)) + " " +
               reading_.program.vocabulary.choices[article.per].name;
    if (!article.subject.empty())
      about += ", " + std::string(say(Word::ForEach, reading_.language)) + " " + article.subject;
    out_ += wrapped("", about, width_);
    for (const std::string& cite : article.cites) out_ += wrapped("", printable(cite), width_);
    out_ += printable(portrait.place) + "\n";
  }

  void level(const Level& source, std::size_t indent) {
    lines(source.lines, indent);
    for (const Level& each : source.exceptions) {
      const std::string days = daysText(each.from, each.until, reading_.language);
      gap();
      out_ += std::string(indent, ' ') + std::string(say(Word::Except, reading_.language)) + " " + each.name +
              (days.empty() ? "" : " " + days) + "\n";
      level(each, indent + 4);
    }
    if (!source.exceptions.empty()) gap();
  }

  void lines(const std::vector<Line>& source, std::size_t indent) {
    for (std::size_t i = 0; i < source.size(); ++i)
      line(source[i], labelAt(source, i, reading_.language), indent);
  }

  void line(const Line& source, std::string_view label, std::size_t indent) {
    const std::string front = std::string(indent, ' ') + padded(label, kLabelWidth) + " ";
    const std::string text = printable(textOf(source.text));
    if (wordsOf(source.label).code) {
      code(front, text);
    } else if (!text.empty()) {
      out_ += wrapped(front, text, width_);
    } else {
      out_ += front + "\n";
    }
    lines(source.parts, indent + 2);
  }

  // The author's lines stay; what is too wide goes on below, further in.
  void code(const std::string& front, const std::string& text) {
    const std::size_t column = displayWidth(front);
    std::string before = front;
    for (const std::string& each : linesOf(text)) {
      const std::size_t inner = std::min(each.find_first_not_of(' '), each.size());
      const std::size_t room = width_ > column + inner + 20 ? width_ : column + inner + 20;
      const std::string begin = before + std::string(inner, ' ');
      const std::string whole = wrapped(begin, each.substr(inner), room);
      out_ += whole;
      before = std::string(column, ' ');
    }
  }

  // One blank line, however many things ask for it.
  void gap() {
    if (!out_.ends_with("\n\n")) out_ += "\n";
  }

  void title(std::string_view text) {
    gap();
    out_ += std::string(text) + "\n";
  }

  void grid(const Grid& source) {
    if (source.rows.empty()) return;
    gap();
    std::vector<std::size_t> widths;
    const auto measure = [&](const std::vector<std::string>& cells) {
      widths.resize(std::max(widths.size(), cells.size()));
      for (std::size_t i = 0; i < cells.size(); ++i)
        widths[i] = std::max(widths[i], displayWidth(printable(cells[i])));
    };
    measure(source.head);
    for (const auto& row : source.rows) measure(row);
    std::size_t total = 2;
    for (const std::size_t width : widths) total += width + 2;
    if (total > width_ + 2) return records(source);
    row(source.head, widths);
    for (const auto& each : source.rows) row(each, widths);
  }

  void row(const std::vector<std::string>& cells, const std::vector<std::size_t>& widths) {
    std::string text = "  ";
    for (std::size_t i = 0; i < cells.size(); ++i)
      text += i + 1 < cells.size() ? padded(printable(cells[i]), widths[i] + 2) : printable(cells[i]);
    while (!text.empty() && text.back() == ' ') text.pop_back();
    out_ += text + "\n";
  }

  // A table that is wider than the page: one record a row.
  void records(const Grid& source) {
    // A head that would leave no room for what stands under it has a line of its own.
    std::size_t widest = 0;
    for (const std::string& head : source.head) {
      const std::size_t wide = displayWidth(printable(head));
      if (wide <= width_ / 2) widest = std::max(widest, wide);
    }
    for (const auto& cells : source.rows) {
      out_ += wrapped("  ", printable(cells.front()), width_);
      for (std::size_t i = 1; i < cells.size(); ++i) {
        if (cells[i].empty()) continue;
        const std::string head = printable(source.head[i]);
        if (displayWidth(head) > widest) out_ += wrapped("    ", head, width_);
        const std::string front = displayWidth(head) > widest ? "" : head;
        out_ += wrapped("    " + padded(front, widest + 2), printable(cells[i]), width_);
      }
    }
  }

  void options(ChoiceId id) {
    const Choice& choice = reading_.program.vocabulary.choices[id];
    gap();
    out_ += "  " + choice.name + "\n";
    std::size_t widest = 0;
    for (const std::uint32_t each : choice.lowest)
      widest = std::max(widest, displayWidth(choice.options[each].name));
    for (const std::uint32_t each : choice.lowest) {
      const Option& option = choice.options[each];
      std::string text = option.label.in(reading_.language);
      if (!option.cites.empty()) text += " (" + option.cites + ")";
      out_ += wrapped("    " + padded(option.name, widest + 2), printable(text), width_);
    }
  }

  void reads(const Portrait& portrait) {
    facts(portrait);
    std::vector<std::string> others;
    bool first = true;
    for (const DeclarationRead& each : portrait.reads) {
      if (!each.direct) {
        others.push_back(reading_.program.id(each.declaration));
        continue;
      }
      if (first) title(chinese() ? "依据的声明" : "WHAT IT BUILDS ON");
      first = false;
      declaration(each.declaration);
    }
    through(others);
  }

  void facts(const Portrait& portrait) {
    const Vocabulary& vocabulary = reading_.program.vocabulary;
    if (portrait.facts.empty()) return;
    title(chinese() ? "读取的事实" : "FACTS IT READS");
    std::vector<std::string> others;
    for (const FactRead& each : portrait.facts) {
      const Fact& fact = vocabulary.facts[each.fact];
      const std::string name = vocabulary.entities[fact.entity].name + "." + fact.name;
      if (!each.direct) {
        others.push_back(name);
        continue;
      }
      out_ += wrapped("  ", name + ": " + typeText(fact.type, vocabulary), width_);
      if (!fact.ask.en.empty()) out_ += wrapped("      ", printable(fact.ask.in(reading_.language)), width_);
    }
    through(others);
  }

  // What is read by what is read: the names are enough.
  void through(const std::vector<std::string>& names) {
    if (names.empty()) return;
    std::string list;
    for (const std::string& name : names) list += (list.empty() ? "" : ", ") + name;
    out_ += wrapped(chinese() ? "  间接：" : "  through these: ", list, width_);
  }

  void declaration(DeclarationId id) {
    const checked::Declaration& named = reading_.program.declarations[id];
    out_ += wrapped(
        "  ",
        std::string(kindWord(named.kind, named.control, reading_.language)) + " " + reading_.program.id(id),
        width_);
    if (!named.title.en.empty())
      out_ += wrapped("      ", printable(named.title.in(reading_.language)), width_);
  }

  void readers(const Portrait& portrait) {
    if (portrait.readers.empty()) return;
    title(chinese() ? "被谁读取" : "WHO BUILDS ON IT");
    for (const DeclarationId each : portrait.readers) declaration(each);
  }

  void tests(const Portrait& portrait) {
    title(chinese() ? "相关测试" : "TESTS THAT MENTION IT");
    for (const Mention& each : portrait.tests) {
      out_ += wrapped("  ", printable(each.title), width_);
      out_ += "      " + printable(reading_.sources.placeText(each.span)) + "\n";
    }
    if (portrait.tests.empty()) out_ += chinese() ? "  无\n" : "  none\n";
  }

  bool chinese() const { return reading_.language == Language::Chinese; }

  const Reading& reading_;
  std::size_t width_;
  std::string out_;
};

}  // namespace

}  // namespace jurat::manual

namespace jurat {

std::string declarationText(const checked::Program& program, const SourceMap& sources,
                            checked::DeclarationId declaration, const ManualOptions& options) {
  const manual::Reading reading{program, sources, options.language, options.option};
  return manual::Terminal(reading, options.width).run(manual::portraitOf(declaration, reading));
}

}  // namespace jurat
