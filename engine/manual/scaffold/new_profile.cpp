// A profile without answers: every question of the vocabulary as a comment, ready to be answered.
#include <algorithm>
#include <set>

#include "engine/manual/manual.h"
#include "engine/manual/scaffold/hints.h"
#include "engine/reports/layout.h"
#include "engine/source/render.h"

namespace jurat {
namespace manual {
namespace {

constexpr std::size_t kWidth = 100;
constexpr std::size_t kStep = 2;

// Separators that YAML takes for line breaks must not end a comment.
std::string harmless(std::string_view text) {
  std::string out = printable(text);
  for (const std::string_view separator : {"\u2028", "\u2029", "\u0085"}) {
    for (std::size_t at = out.find(separator); at != std::string::npos; at = out.find(separator))
      out.replace(at, separator.size(), " ");
  }
  return out;
}

class Template {
 public:
  Template(const Vocabulary& vocabulary, Language language) : vocabulary_(vocabulary), language_(language) {}

  std::string run(const std::vector<std::string>& packs, const std::vector<std::string>& frameworks) {
    head(packs);
    voluntary(frameworks);
    for (std::size_t i = 0; i < vocabulary_.entities.size(); ++i) {
      const EntityId id = vocabulary_.entities.idAt(i);
      if (vocabulary_.entities[id].parent == EntityId{kNoId}) root(id);
    }
    return std::move(out_);
  }

 private:
  bool chinese() const { return language_ == Language::Chinese; }
  std::string words(std::string_view en, std::string_view zh) const {
    return std::string(chinese() ? zh : en);
  }

  // ---- lines

  void blank() {
    if (!out_.empty() && !out_.ends_with("\n\n")) out_ += "\n";
  }

  // A comment for people: `# `, wrapped.
  void prose(std::size_t indent, std::string_view text, std::size_t further = 0) {
    const std::string front = std::string(indent, ' ') + "# " + std::string(further, ' ');
    const std::string whole = wrapped("", harmless(text), kWidth - std::min(kWidth / 2, front.size()));
    for (std::size_t at = 0; at < whole.size();) {
      const std::size_t end = whole.find('\n', at);
      const std::string line = front + whole.substr(at, end - at);
      out_ += line.substr(0, line.find_last_not_of(' ') + 1) + "\n";
      at = end + 1;
    }
  }

  // A line that awaits its answer: `#` without a space.
  void open(std::size_t indent, const std::string& text) {
    out_ += std::string(indent, ' ') + "#" + text + "\n";
  }
  void live(std::size_t indent, const std::string& text) { out_ += std::string(indent, ' ') + text + "\n"; }

  void head(const std::vector<std::string>& packs) {
    std::string list;
    for (const std::string& each : packs) list += (list.empty() ? "" : ", ") + each;
    prose(0, words("The answers of one company. Asked by: ", "一家企业的回答。提问的规则包：") + list + ".");
    out_ += "#\n";
    prose(0,
          words("A line that begins with # and a name right behind it is not answered yet. Delete the # and "
                "write the answer behind the colon; delete the # of the lines above it that it stands "
                "under, too. What is left as it is counts as not answered, and reports ask for it.",
                "以 # 紧接名称开头的行尚未回答。删去 # 并在冒号后写下答案；其上级行的 # "
                "也要删去。保持原样即为未回答，"
                "报告会再次询问。"));
    out_ += "#\n";
    prose(
        0,
        words("unknown says that somebody looked and cannot tell; none that there is none or that it has not "
              "happened, and is possible where the question says so.",
              "unknown 表示已查但无法得知；none 表示没有或尚未发生，仅在问题注明时可用。"));
    prose(
        0,
        words(
            "Any answer may say where it comes from: {value: yes, source: \"register\", as_of: 2026-01-31}.",
            "任何答案都可注明出处：{value: yes, source: \"登记册\", as_of: 2026-01-31}。"));
    live(0, "jurat: 1");
  }

  // What a company follows by choice has to be named, or its questions would not be known.
  void voluntary(const std::vector<std::string>& frameworks) {
    blank();
    prose(0, words("Packs to follow although no law calls for them.", "虽无法律要求但自愿遵循的规则包。"));
    if (frameworks.empty()) return open(0, "frameworks: []");
    std::string list;
    for (const std::string& each : frameworks) list += (list.empty() ? "" : ", ") + each;
    live(0, "frameworks: [" + list + "]");
  }

  // ---- records

  void root(EntityId id) {
    blank();
    live(0, vocabulary_.entities[id].name + ":");
    prose(kStep, words("yes when nothing is left out: a list that is not given is then empty.",
                       "若无遗漏则写 yes：未给出的列表即为空。"));
    live(kStep, "complete: no");
    facts(id, kStep);
    for (const EntityId child : vocabulary_.entities[id].children) {
      const Entity& entity = vocabulary_.entities[child];
      const bool named =
          !entity.single && entity.keyed_by == ChoiceId{kNoId} && entity.ordered_by == FactId{kNoId};
      if (named) {
        example(child, kStep);
      } else {
        closed(child, kStep);
      }
    }
  }

  // A list with one entry that stands for the first, so that its questions are asked.
  void example(EntityId id, std::size_t indent) {
    const Entity& entity = vocabulary_.entities[id];
    heading(indent, entity.list_name,
            words("One entry for each, with an id of its own. Where there are none write ",
                  "每项一条，各有自己的 id。若没有则写 ") +
                "`" + entity.list_name + ": none`" + words(".", "。"));
    live(indent, entity.list_name + ":");
    live(indent + kStep, "- id: " + exampleId(entity));
    facts(id, indent + 2 * kStep);
    children(id, indent + 2 * kStep);
  }

  static std::string exampleId(const Entity& entity) {
    std::string id = "my-" + entity.name;
    std::replace(id.begin(), id.end(), '_', '-');
    return id;
  }

  // A child that stands as a comment as a whole.
  void closed(EntityId id, std::size_t indent) {
    const Entity& entity = vocabulary_.entities[id];
    if (entity.keyed_by != ChoiceId{kNoId}) return controls(id, indent);
    if (entity.single) {
      heading(indent, entity.list_name, words("One record.", "一条记录。"));
      open(indent, entity.list_name + ":");
      facts(id, indent + kStep);
      return children(id, indent + kStep);
    }
    if (entity.ordered_by != FactId{kNoId}) {
      heading(indent, entity.list_name,
              words("One entry for each, told apart by its day.", "每项一条，以日期区分。"));
      open(indent, entity.list_name + ":");
      const Fact& day = vocabulary_.facts[entity.ordered_by];
      question(day, indent + 2 * kStep);
      open(indent + kStep,
           "- " + day.name + ": " + (day.type.kind == TypeKind::Moment ? "2025-12-31T12:00Z" : "2025-12-31"));
    } else {
      heading(indent, entity.list_name,
              words("One entry for each, with an id of its own.", "每项一条，各有自己的 id。"));
      open(indent, entity.list_name + ":");
      open(indent + kStep, "- id: " + exampleId(entity));
    }
    facts(id, indent + 2 * kStep);
    children(id, indent + 2 * kStep);
  }

  void children(EntityId id, std::size_t indent) {
    for (const EntityId child : vocabulary_.entities[id].children) closed(child, indent);
  }

  void heading(std::size_t indent, const std::string& name, const std::string& text) {
    blank();
    std::string rule = std::string(indent, ' ') + "# ---- " + name + " ";
    while (rule.size() < kWidth) rule += '-';
    out_ += rule + "\n";
    prose(indent, text);
  }

  // One line for each option, with all facts of the control in it.
  void controls(EntityId id, std::size_t indent) {
    const Entity& entity = vocabulary_.entities[id];
    heading(indent, entity.list_name,
            words("Of each control these are asked:", "每项控制措施询问以下内容："));
    std::string answers;
    for (const FactId each : entity.facts) {
      const Fact& fact = vocabulary_.facts[each];
      prose(indent, fact.name + words(": ", "：") + fact.ask.in(language_));
      hint(fact, indent);
      answers += (answers.empty() ? "" : ", ") + fact.name + ": unknown";
    }
    open(indent, entity.list_name + ":");
    options(entity.keyed_by, indent + kStep, "{" + answers + "}");
  }

  void options(ChoiceId id, std::size_t indent, const std::string& answer) {
    const Choice& choice = vocabulary_.choices[id];
    for (const std::uint32_t each : choice.lowest) {
      const Option& option = choice.options[each];
      std::string label = option.label.in(language_);
      if (!option.cites.empty()) label += words(" (", "（") + option.cites + words(")", "）");
      if (!label.empty()) prose(indent, label);
      open(indent, option.name + ": " + answer);
    }
  }

  // ---- facts

  void facts(EntityId id, std::size_t indent) {
    const Entity& entity = vocabulary_.entities[id];
    for (const FactId each : entity.facts) {
      if (each == entity.ordered_by) continue;
      const Fact& fact = vocabulary_.facts[each];
      blank();
      question(fact, indent);
      if (fact.per == ChoiceId{kNoId}) {
        open(indent, fact.name + ": unknown");
      } else {
        open(indent, fact.name + ":");
        options(fact.per, indent + kStep, "unknown");
      }
    }
  }

  void question(const Fact& fact, std::size_t indent) {
    const std::string& ask = fact.ask.in(language_);
    if (!ask.empty()) prose(indent, ask);
    const std::string& about = fact.about.in(language_);
    if (!about.empty()) prose(indent, about);
    hint(fact, indent);
  }

  // What may be answered. A long list of options is told once.
  void hint(const Fact& fact, std::size_t indent) {
    const std::string text = hintOf(fact, vocabulary_, language_);
    if (!text.empty()) prose(indent, text, kStep);
    if (fact.type.kind != TypeKind::Choice) return;
    const ChoiceId id{fact.type.id};
    const Choice& choice = vocabulary_.choices[id];
    if (isLong(choice) && !listed_.insert(id).second) {
      return prose(
          indent,
          words("the options of " + choice.name + ", which stand above", choice.name + " 的选项，见上文"),
          kStep);
    }
    for (const std::string& each : optionHints(choice, language_)) prose(indent, each, kStep);
  }

  const Vocabulary& vocabulary_;
  Language language_;
  std::set<ChoiceId> listed_;  // long ones that were told
  std::string out_;
};

}  // namespace
}  // namespace manual

std::string newProfile(const checked::Program& program, Language language) {
  std::vector<std::string> packs, frameworks;
  for (const checked::Pack& pack : program.packs) {
    packs.push_back(pack.version.empty() ? pack.id : pack.id + " " + pack.version);
    const bool by_choice = std::any_of(pack.status.begin(), pack.status.end(), [](const auto& status) {
      return status.second == checked::Status::Voluntary;
    });
    if (by_choice) frameworks.push_back(pack.id);
  }
  std::sort(packs.begin(), packs.end());
  std::sort(frameworks.begin(), frameworks.end());
  return manual::Template(program.vocabulary, language).run(packs, frameworks);
}

}  // namespace jurat
