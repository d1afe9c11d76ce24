#include "engine/syntax/format.h"

#include <algorithm>
#include <map>

#include "engine/source/diagnostic.h"
#include "engine/source/render.h"
#include "engine/source/source_map.h"
#include "engine/syntax/lexemes.h"
#include "engine/syntax/parse.h"
#include "engine/syntax/starts.h"

namespace jurat {

namespace {

constexpr std::size_t kIndent = 4;

// A line to be written: segments between alignment stops, and where its indentation comes from.
struct Line {
  std::vector<std::string> segments{1};
  std::ptrdiff_t parent = -1;  // the line it is indented from
  std::size_t add = 0;
  bool at_value = false;  // below the parent's value instead of its beginning
  bool blank_before = false;
  std::size_t run = 0;  // lines of one run share their stops; 0: none
  bool counts = false;  // without a stop of its own, yet as wide as a keyword (`permits`)
  std::string comment;
};

// An open bracket, or the file.
struct Level {
  std::ptrdiff_t line = -1;       // that the bracket stands in
  std::ptrdiff_t item_line = -1;  // of the item being written
  StartKind item_start = StartKind::None;
  bool block = false;     // holds clauses and the like, not a list between commas
  bool labelled = false;  // limbs, whose labels are aligned
  bool fresh = true;      // the next token begins an item of a list
  StartKind run_kind = StartKind::None;
  std::size_t run = 0;
};

bool opens(std::string_view text) { return text == "{" || text == "[" || text == "("; }
bool closes(std::string_view text) { return text == "}" || text == "]" || text == ")"; }

// Words after which a minus belongs to the number.
bool awaitsValue(std::string_view word) {
  constexpr std::string_view kWords[] = {"of",    "and",      "or",      "not",     "when",   "to",
                                         "from",  "until",    "before",  "on",      "equals", "most",
                                         "least", "requires", "forbids", "using",   "at",     "over",
                                         "has",   "includes", "where",   "contains"};
  return std::find(std::begin(kWords), std::end(kWords), word) != std::end(kWords);
}

class Formatter {
 public:
  Formatter(std::vector<Lexeme> lexemes, const Starts& starts)
      : lexemes_(std::move(lexemes)), starts_(starts) {}

  std::string run() {
    levels_.push_back({.block = true});
    for (at_ = 0; at_ < lexemes_.size(); ++at_) place(lexemes_[at_]);
    return write();
  }

 private:
  const Lexeme* previous() const {
    for (std::size_t i = at_; i-- > 0;) {
      if (lexemes_[i].kind != LexemeKind::Comment) return &lexemes_[i];
    }
    return nullptr;
  }
  const Lexeme* next() const {
    for (std::size_t i = at_ + 1; i < lexemes_.size(); ++i) {
      if (lexemes_[i].kind != LexemeKind::Comment) return &lexemes_[i];
    }
    return nullptr;
  }

  void place(const Lexeme& lexeme) {
    const bool broken = at_ == 0 || lexeme.breaks > 0;
    if (lexeme.kind == LexemeKind::Comment) {
      if (!broken) {
        lines_.back().comment = trimmed(lexeme.text);
        return;
      }
      beginLine(lexeme, StartKind::None);
      lines_.back().segments.back() = trimmed(lexeme.text);
      return;
    }
    const auto found = starts_.find(lexeme.begin);
    const StartKind start = found == starts_.end() ? StartKind::None : found->second;
    if (start == StartKind::Row || start == StartKind::CaseRow) in_row_ = true;
    const bool inside_row = in_row_ && start == StartKind::None;
    const bool after_comment = at_ > 0 && lexemes_[at_ - 1].kind == LexemeKind::Comment;
    if (at_ == 0 || after_comment || (broken && !inside_row)) {
      beginLine(lexeme, start);
    } else {
      glue(lexeme);
    }
    lines_.back().segments.back() += lexeme.text;
    track(lexeme, start);
  }

  static std::string trimmed(std::string_view text) {
    while (!text.empty() && (text.back() == ' ' || text.back() == '\t' || text.back() == '\r'))
      text.remove_suffix(1);
    return std::string(text);
  }

  // ---- line beginnings

  void beginLine(const Lexeme& lexeme, StartKind start) {
    Line line;
    const bool comment = lexeme.kind == LexemeKind::Comment;
    const Lexeme* before = at_ > 0 ? &lexemes_[at_ - 1] : nullptr;
    line.blank_before =
        lexeme.breaks > 1 && before != nullptr && !opens(before->text) && !closes(lexeme.text);
    Level& level = levels_.back();
    const bool first_of_list = !level.block && level.fresh;
    if (closes(lexeme.text) && !comment) {
      line.parent = level.line;
    } else if (start != StartKind::None || first_of_list || level.item_line < 0 || comment) {
      line.parent = level.line;
      line.add = level.line < 0 && levels_.size() == 1 ? 0 : kIndent;
      if (start == StartKind::Expect || start == StartKind::CaseRow) line.add += kIndent;
      if (comment) line.add += commentShift();
    } else {
      line.parent = level.item_line;
      line.at_value = lines_[static_cast<std::size_t>(level.item_line)].segments.size() > 1 &&
                      lines_[static_cast<std::size_t>(level.item_line)].run != 0 &&
                      level.run_kind == StartKind::Clause;
      line.add = line.at_value ? 0 : kIndent;
    }
    if (line.blank_before && start != StartKind::Row && start != StartKind::CaseRow) level.run = 0;
    lines_.push_back(std::move(line));
    const bool limb = first_of_list && level.labelled && !comment && !closes(lexeme.text);
    if (limb && opensAtLineEnd()) {
      level.run = 0;
      return;
    }
    if (start != StartKind::None || limb) joinRun(limb ? StartKind::Limb : start);
  }

  // A comment stands where the line it speaks about stands.
  std::size_t commentShift() const {
    const Lexeme* follows = next();
    if (follows == nullptr) return 0;
    const auto found = starts_.find(follows->begin);
    const bool deeper =
        found != starts_.end() && (found->second == StartKind::Expect || found->second == StartKind::CaseRow);
    return deeper ? kIndent : 0;
  }

  void joinRun(StartKind start) {
    Level& level = levels_.back();
    const bool aligned = start == StartKind::Clause || start == StartKind::WideClause ||
                         start == StartKind::BareClause || start == StartKind::Fact ||
                         start == StartKind::Option || start == StartKind::Row ||
                         start == StartKind::CaseRow || start == StartKind::Limb;
    if (!aligned) return;
    const StartKind kind =
        start == StartKind::WideClause || start == StartKind::BareClause ? StartKind::Clause : start;
    if (level.run == 0 || level.run_kind != kind) level.run = ++runs_;
    level.run_kind = kind;
    lines_.back().run = level.run;
    lines_.back().counts = start == StartKind::BareClause;
    stops_ = start == StartKind::Clause ? 1 : start == StartKind::WideClause ? 2 : 0;
    line_start_ = start;
  }

  void stop() { lines_.back().segments.emplace_back(); }

  // ---- between two tokens of a line

  void glue(const Lexeme& lexeme) {
    Line& line = lines_.back();
    const bool in_run = line.run != 0;
    if (in_run && stops_ > 0 && --stops_ == 0) {
      stop();
      return;
    }
    const bool shallow = levels_.back().line < static_cast<std::ptrdiff_t>(lines_.size()) - 1;
    if (in_run && line_start_ == StartKind::Fact && shallow && factStop(lexeme)) return stop();
    if (in_run && line_start_ == StartKind::Limb && line.segments.size() == 1 &&
        line.segments[0].ends_with(':')) {
      return stop();
    }
    if (in_run && line_start_ == StartKind::Option && shallow && optionStop(lexeme)) return stop();
    if (in_run && in_row_ && lexeme.text == "|") return stop();
    if (spaced(lexeme)) line.segments.back() += ' ';
  }

  bool factStop(const Lexeme& lexeme) const {
    const std::size_t stops = lines_.back().segments.size();
    return (stops == 1 && lexeme.text == ":") ||
           (stops == 2 && (lexeme.text == "ask" || lexeme.text == "about"));
  }
  // The line goes on below in brackets of its own.
  bool opensAtLineEnd() const {
    std::size_t last = at_;
    while (last + 1 < lexemes_.size() && lexemes_[last + 1].breaks == 0 &&
           lexemes_[last + 1].kind != LexemeKind::Comment) {
      ++last;
    }
    return opens(lexemes_[last].text);
  }
  bool optionStop(const Lexeme& lexeme) const {
    const std::size_t stops = lines_.back().segments.size();
    return (stops == 1 && lexeme.text.starts_with('"')) ||
           (stops == 2 && (lexeme.text == "cites" || (lexeme.text == "{" && !opensAtLineEnd())));
  }

  bool spaced(const Lexeme& lexeme) const {
    const Lexeme* before = previous();
    if (before == nullptr) return false;
    const std::string_view left = before->text;
    const std::string_view right = lexeme.text;
    if (right == "," || right == "." || right == ")" || left == "." || left == "(") return false;
    if (right == "]") return !index_.empty() && !index_.back() && left != "[";
    if (left == "[") return !index_.empty() && !index_.back();
    if (right == "[") return left == ":" || left == "," || left == "[";
    if (right == "(") return before->kind != LexemeKind::Name;  // a call
    if (right == ":") return levels_.back().block;
    if (left == "-" && negative_) return false;
    if (dated_ && (left == "-" || right == "-")) return false;  // 2016-04 is one date, not a difference
    return true;
  }

  // ---- what a token changes

  void track(const Lexeme& lexeme, StartKind start) {
    const auto here = static_cast<std::ptrdiff_t>(lines_.size()) - 1;
    Level& level = levels_.back();
    if (start != StartKind::None || (!level.block && level.fresh)) level.item_line = here;
    if (start != StartKind::None) level.item_start = start;
    if (start != StartKind::None) dated_ = start == StartKind::Clause && lexeme.text == "dated";
    level.fresh = lexeme.text == ",";
    const Lexeme* before = previous();
    if (lexeme.text == "-") {
      negative_ = before == nullptr || (before->kind == LexemeKind::Sign && !closes(before->text)) ||
                  (before->kind == LexemeKind::Word && awaitsValue(before->text));
    }
    const Lexeme* follows = next();
    if (in_row_ && lexeme.text == "|" && (follows == nullptr || endsRow(*follows))) in_row_ = false;
    if (opens(lexeme.text)) {
      const bool index = lexeme.text == "[" && before != nullptr && before->text != ":" &&
                         before->text != "," && before->text != "[";
      if (lexeme.text == "[") index_.push_back(index);
      const bool block = lexeme.text == "{" && follows != nullptr && starts_.contains(follows->begin);
      const bool labelled =
          lexeme.text == "{" && before != nullptr && (before->text == "of" || before->text == "alternatives");
      // A body is indented from where its header begins, though that may take several lines; so are the
      // answers behind `given`.
      const bool answers = lexeme.text == "{" && level.item_start == StartKind::TestItem;
      const std::ptrdiff_t from = (block || answers) && level.item_line >= 0 ? level.item_line : here;
      levels_.push_back({.line = from, .block = block, .labelled = labelled});
    } else if (closes(lexeme.text) && levels_.size() > 1) {
      if (lexeme.text == "]" && !index_.empty()) index_.pop_back();
      levels_.pop_back();
    }
  }

  bool endsRow(const Lexeme& follows) const {
    return follows.text == "|" || closes(follows.text) || starts_.contains(follows.begin);
  }

  // ---- writing

  std::string write() const {
    const std::map<std::size_t, std::vector<std::size_t>> widths = measure();
    std::vector<std::size_t> indents;
    std::string out;
    for (const Line& line : lines_) {
      const auto found = widths.find(line.run);
      std::size_t indent = line.add;
      if (line.parent >= 0) {
        const auto parent = static_cast<std::size_t>(line.parent);
        indent += indents[parent];
        if (line.at_value) indent += widths.at(lines_[parent].run).front() + 1;
      }
      indents.push_back(indent);
      if (line.blank_before) out += '\n';
      std::string text(indent, ' ');
      for (std::size_t i = 0; i < line.segments.size(); ++i) {
        text += line.segments[i];
        if (i + 1 == line.segments.size()) continue;
        const std::size_t wide = displayWidth(line.segments[i]);
        const std::size_t want = found == widths.end() ? wide : found->second[i];
        text.append(want - std::min(want, wide) + 1, ' ');
      }
      if (!line.comment.empty()) text += "  " + line.comment;
      out += text + '\n';
    }
    return out;
  }

  std::map<std::size_t, std::vector<std::size_t>> measure() const {
    std::map<std::size_t, std::vector<std::size_t>> out;
    for (const Line& line : lines_) {
      if (line.run == 0) continue;
      auto& widths = out[line.run];
      const std::size_t stops = line.segments.size() - (line.counts ? 0 : 1);
      if (widths.size() < stops) widths.resize(stops);
      for (std::size_t i = 0; i < stops; ++i) widths[i] = std::max(widths[i], displayWidth(line.segments[i]));
    }
    return out;
  }

  std::vector<Lexeme> lexemes_;
  const Starts& starts_;
  std::vector<Line> lines_;
  std::vector<Level> levels_;
  std::vector<bool> index_;  // for each open `[`: an index, not a list
  std::size_t at_ = 0;
  std::size_t runs_ = 0;
  std::size_t stops_ = 0;  // words until the clause's value
  StartKind line_start_ = StartKind::None;
  bool in_row_ = false;
  bool negative_ = false;
  bool dated_ = false;  // inside `dated`
};

}  // namespace

std::optional<std::string> format(const SourceFile& source, Diagnostics& diagnostics) {
  const auto tree = parse(source, diagnostics);
  return tree->broken ? std::nullopt : std::optional(format(source, *tree));
}

std::string format(const SourceFile& source, const ast::File& tree) {
  return Formatter(lexemes(source), startsOf(tree, source.base)).run();
}

}  // namespace jurat
