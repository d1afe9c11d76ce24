// First versions of a pack and of a rule, in canonical form, each with a test that it passes.
#include <array>

#include "engine/manual/manual.h"
#include "engine/source/diagnostic.h"
#include "engine/source/source_map.h"
#include "engine/syntax/format.h"

namespace jurat {
namespace {

std::string onOneLine(std::string text) {
  for (char& c : text) c = c == '\n' || c == '\r' ? ' ' : c;
  return text;
}

// A text between the quotes of a rule file.
std::string quoted(const std::string& text) {
  std::string out = "\"";
  for (const char c : onOneLine(text)) {
    if (c == '"' || c == '\\') out += '\\';
    out += c;
  }
  return out + "\"";
}

// "eu.my_act" is spoken of as "My act".
std::string spoken(std::string_view name) {
  std::string out(name.substr(name.rfind('.') + 1));
  for (char& c : out) c = c == '_' ? ' ' : c;
  if (!out.empty() && out[0] >= 'a' && out[0] <= 'z') out[0] = static_cast<char>(out[0] - 32);
  return out;
}

// What does not parse is left as it is: whoever writes it out has it checked.
std::string canonical(const std::string& text) {
  SourceMap sources;
  Diagnostics unused;
  return format(sources.add("new.jurat", text), unused).value_or(text);
}

// A rule about an entity with the facts it reads.
std::string ruleText(const NewRule& rule, const std::string& title) {
  const std::string applies = rule.name + "_applies", met = rule.name + "_met";
  return "# What the rule asks. A fact that the vocabulary has already is read without being declared here.\n"
         "extend entity " +
         rule.entity + " {\n" + "fact " + applies + " : yes_no ask " +
         quoted("Does the duty \"" + title + "\" concern it?") + "\n" + "fact " + met + " : yes_no ask " +
         quoted("Is the duty \"" + title + "\" met?") + "\n}\n\n" +
         "# When it applies, what it demands, and where that is written: put the law's own words and days "
         "here.\n"
         "rule " +
         rule.name + " for " + rule.entity + " {\n" + "title " + quoted(title) + "\ncites " +
         quoted(rule.cites) + "\neffective from 2026-01-01\n" + "applies when " + applies + "\nrequires " +
         met + "\nseverity medium\n" + "remedy " + quoted("Meet the duty \"" + title + "\".") + "\n}\n";
}

std::string testText(const NewRule& rule) {
  const std::string applies = rule.name + "_applies", met = rule.name + "_met";
  std::string out = "test " + quoted(rule.name + ": each outcome once") + " {\n";
  for (const std::string& each : rule.given) out += each + "\n";
  const std::string target = rule.name + (rule.subject.empty() ? "" : " for " + quoted(rule.subject));
  if (rule.conditional) {
    return out +
           "# The pack applies under conditions of its own: give these facts too, then expect each outcome.\n"
           "as of 2026-01-01\nexpect " +
           target +
           " is undetermined\n"
           "as of 2025-12-31\nexpect " +
           target + " is not_in_force next 2026-01-01\n}\n";
  }
  out += "as of 2026-01-01\ncases\n| case | " + applies + " | " + met + " | " + rule.name + " |\n";
  constexpr std::array<std::array<const char*, 4>, 5> kCases = {
      {{"met", "yes", "yes", "satisfied"},
       {"not met", "yes", "no", "violated"},
       {"elsewhere", "no", "no", "not_applicable"},
       {"not said", "yes", "unknown", "undetermined"},
       {"not asked", "unknown", "no", "undetermined"}}};
  for (const auto& each : kCases) {
    out += "| " + quoted(each[0]);
    for (std::size_t i = 1; i < each.size(); ++i) out += std::string(" | ") + each[i];
    out += " |\n";
  }
  return out + "as of 2025-12-31\nexpect " + target + " is not_in_force next 2026-01-01\n}\n";
}

}  // namespace

std::vector<NewFile> newPack(const NewPack& pack) {
  const std::string last = pack.id.substr(pack.id.rfind('.') + 1);
  const std::string title = pack.title.empty() ? spoken(pack.id) : onOneLine(pack.title);
  const NewRule rule{.name = last + "_contact_named",
                     .entity = "company",
                     .cites = "Section 1",
                     .given = {"given company { }"}};
  const std::string uses = pack.uses_common ? "use common\n" : "";
  std::string opening =
      "# " + title + ": say here what the pack covers and what it leaves out.\npack " + pack.id + " {\n" +
      "title " + quoted(title) + "\nsource law " + quoted(title) +
      " binding\n# Whose law or policy it is, and the day of the text that the rules follow.\n" +
      "jurisdiction \"House\"\nedition 2026-01-01\nversion \"0.1.0\"\nlanguage 1\n" +
      "# Or adopted, proposal, voluntary ...: what is neither in force nor adopted runs "
      "only when it is named.\n"
      "status in_force\n}\n" +
      uses + "\n";
  std::string body = ruleText(rule, "A contact for the authority is named");
  // Nobody has declared the company where there is no common vocabulary.
  if (!pack.uses_common) body.replace(body.find("extend entity"), 13, "entity");
  const std::string tests =
      "# Each outcome once; beside it belong both sides of every threshold and every day.\n"
      "in pack " +
      pack.id + "\n" + uses + "\n" + testText(rule);
  return {{"tests.jurat", canonical(tests)}, {"pack.jurat", canonical(opening + body)}};
}

std::string newRule(const NewRule& rule) {
  std::string uses;
  for (const std::string& each : rule.uses) uses += each + "\n";
  const std::string title = rule.title.empty() ? spoken(rule.name) : rule.title;
  return canonical("in pack " + rule.pack + "\n" + uses + "\n" + ruleText(rule, title) + "\n" +
                   testText(rule));
}

std::optional<std::vector<std::string>> givenFor(const Vocabulary& vocabulary, EntityId id,
                                                 const std::string& subject) {
  const Entity& entity = vocabulary.entities[id];
  if (entity.keyed_by != ChoiceId{kNoId}) return std::nullopt;
  std::vector<std::string> lines;
  if (entity.parent != EntityId{kNoId} && vocabulary.entities[entity.parent].parent != EntityId{kNoId}) {
    std::optional<std::vector<std::string>> above = givenFor(vocabulary, entity.parent, "above");
    if (!above) return std::nullopt;
    lines = std::move(*above);
  }
  std::string line = "given " + entity.name;
  const bool named = entity.parent != EntityId{kNoId} && !entity.single && entity.ordered_by == FactId{kNoId};
  if (named) line += " " + quoted(subject);
  if (entity.ordered_by != FactId{kNoId}) {
    const Fact& day = vocabulary.facts[entity.ordered_by];
    line += " { " + day.name + ": " +
            (day.type.kind == TypeKind::Moment ? "2025-06-30T12:00Z" : "2025-06-30") + " }";
  } else {
    line += " { }";
  }
  lines.push_back(std::move(line));
  return lines;
}

}  // namespace jurat
