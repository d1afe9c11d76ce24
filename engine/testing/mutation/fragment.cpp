// The profile that tells a change apart, as lines for a test.
#include <algorithm>
#include <map>

#include "engine/testing/literal.h"
#include "engine/testing/mutation/grid.h"

namespace jurat {
namespace {

using checked::Program;

std::string answerText(const Answer& answer, const Type& type, const Vocabulary& vocabulary) {
  switch (answer.state) {
    case AnswerState::Given:
      return literalText(answer.value, type, vocabulary);
    case AnswerState::None:
      return "none";
    case AnswerState::Range:
    case AnswerState::Unknown:
      return "unknown";
  }
  return "unknown";
}

std::string indexText(const Vocabulary& vocabulary, ChoiceId per, std::uint32_t option) {
  return option == kNoId || per == ChoiceId{kNoId} ? ""
                                                   : "[" + vocabulary.choices[per].options[option].name + "]";
}

const std::string* nameOf(const Base& base, InstanceId instance) {
  for (const auto& [id, name] : base.names) {
    if (id == instance) return &name;
  }
  return nullptr;
}

std::string pathOf(const Vocabulary& vocabulary, const Profile& profile, InstanceId instance) {
  const Instance& record = profile.instances[instance];
  const Entity& entity = vocabulary.entities[record.entity];
  if (record.parent == InstanceId{kNoId}) return entity.name;
  const std::string above = pathOf(vocabulary, profile, record.parent) + "." + entity.list_name;
  return entity.single ? above : above + "[" + record.id + "]";
}

// A `given` of a root begins a new world, and one without a name cannot be like another: what changes there
// is said by its path, for the author to write where it belongs.
bool canBeGiven(const Base& base, InstanceId instance) {
  const bool alone = base.profile.instances.size() == 1;
  return nameOf(base, instance) && (alone || base.profile.instances[instance].parent != InstanceId{kNoId});
}

// "EUR 35 000 000" for people is EUR 35_000_000 in a rule file.
std::string asWritten(const std::string& text) {
  std::string out = text;
  const auto digit = [&](std::size_t at) { return at < text.size() && text[at] >= '0' && text[at] <= '9'; };
  for (std::size_t i = 1; i + 1 < text.size(); ++i) {
    if (text[i] == ' ' && digit(i - 1) && digit(i + 1) && digit(i + 2) && digit(i + 3)) out[i] = '_';
  }
  for (std::size_t at = out.find(" %"); at != std::string::npos; at = out.find(" %")) out.erase(at, 1);
  return out;
}

std::string outputText(const checked::Declaration& declaration, std::uint32_t output) {
  return output == 0 ? "" : "." + declaration.decision.outputs[output].name;
}

std::string valueText(const std::string& text, const std::string& answer) {
  if (answer.rfind("not known", 0) == 0) return text + " is unknown";
  if (answer.rfind("at least ", 0) == 0 || answer.rfind("at most ", 0) == 0)
    return text + " " + asWritten(answer);
  if (answer.rfind("between ", 0) == 0) {
    const std::size_t middle = answer.find(" and ");
    if (middle != std::string::npos)
      return text + " at least " + asWritten(answer.substr(8, middle - 8)) + " at most " +
             asWritten(answer.substr(middle + 5));
  }
  return text + " = " + asWritten(answer);
}

std::string expectation(const Program& program, const Base& base, const Aim& aim, const std::string& answer) {
  const checked::Declaration& declaration = program.declarations[aim.target.declaration];
  std::string text = "expect " + declaration.name + outputText(declaration, aim.target.output) +
                     indexText(program.vocabulary, declaration.per, aim.target.option);
  const Instance& subject = base.profile.instances[aim.subject];
  const bool called = !subject.id.empty() && subject.option == kNoId &&
                      program.vocabulary.entities[subject.entity].ordered_by == FactId{kNoId};
  if (const std::string* name = nameOf(base, aim.subject)) {
    text += " for \"" + *name + "\"";
  } else if (called) {
    text += " for \"" + subject.id + "\"";
  }
  if (aim.target.kind == TestTarget::Kind::Rule) {
    // Its outcome, then a line for each exposure.
    std::string lines = text + " is " + answer;
    for (std::size_t at = lines.find('\n'); at != std::string::npos; at = lines.find('\n', at + 1))
      lines.insert(at + 1, text + " ");
    return lines;
  }
  if (aim.target.kind == TestTarget::Kind::Benefit) {
    // Its outcome, then its amount.
    const std::size_t end = answer.find("; ");
    if (end == std::string::npos) return text + " is " + answer;
    return text + " is " + answer.substr(0, end) + "\n" + valueText(text, answer.substr(end + 2));
  }
  return valueText(text, answer);
}

}  // namespace

std::string fragmentOf(const Program& program, const Base& base, const Trial& trial, const Aim& aim,
                       const std::string& answer) {
  const Vocabulary& vocabulary = program.vocabulary;
  std::map<InstanceId, std::vector<std::string>> fields;
  for (const auto& [at, value] : trial.changes) {
    const Variable& variable = base.variables[at];
    const bool of_fact = variable.fact != FactId{kNoId};
    const std::string& name =
        of_fact ? vocabulary.facts[variable.fact].name : program.declarations[variable.definition].name;
    const ChoiceId per =
        of_fact ? vocabulary.facts[variable.fact].per : program.declarations[variable.definition].per;
    fields[variable.instance].push_back(name + indexText(vocabulary, per, variable.option) + ": " +
                                        answerText(variable.values[value], variable.type, vocabulary));
  }
  std::string text = base.test ? "in test \"" + base.test->title + "\"\n" : "in a new test\n";
  for (const auto& [instance, list] : fields) {
    std::string joined;
    for (const std::string& field : list) joined += (joined.empty() ? "" : ", ") + field;
    const std::string& entity = vocabulary.entities[base.profile.instances[instance].entity].name;
    if (canBeGiven(base, instance)) {
      const std::string& name = *nameOf(base, instance);
      text += "given " + entity + " \"" + name + "\" like \"" + name + "\" { " + joined + " }\n";
    } else if (!base.test && base.profile.instances[instance].parent != InstanceId{kNoId}) {
      text += "given " + entity + " \"" + base.profile.instances[instance].id + "\" { " + joined + " }\n";
    } else {
      text += "with " + pathOf(vocabulary, base.profile, instance) + " { " + joined + " }\n";
    }
  }
  const AsOf as_of = trial.day ? AsOf{*trial.day, std::nullopt} : base.as_of;
  text += "as of " + asOfText(as_of) + "\n";
  for (const Assumption& assumed : base.assumptions) {
    const bool replaced = std::any_of(trial.changes.begin(), trial.changes.end(), [&](const auto& change) {
      const Variable& variable = base.variables[change.first];
      return variable.definition == assumed.declaration && variable.option == assumed.option;
    });
    if (replaced) continue;
    const checked::Declaration& definition = program.declarations[assumed.declaration];
    const Type& type =
        assumed.output == 0 ? definition.type : definition.decision.outputs[assumed.output].type;
    text += "assuming " + definition.name + outputText(definition, assumed.output) +
            indexText(vocabulary, definition.per, assumed.option) + ": " +
            answerText(assumed.answer, type, vocabulary) + "\n";
  }
  return text + expectation(program, base, aim, answer);
}

}  // namespace jurat
