#include "tests/profile/reading.h"

#include <utility>

#include "engine/base/match.h"
#include "tests/profile/vocabulary.h"

namespace jurat::testing {
namespace {

std::string show(const Value& value, const Type& type) {
  std::string out = valueText(value, type, vocabulary());
  if (const auto* evidence = std::get_if<EvidenceValue>(&value)) {
    out += " " + evidence->sha256 + " " + evidence->media_type + " " + evidence->collected_by + " " +
           evidence->covers;
    for (const auto& day : {evidence->effective_from, evidence->expires, evidence->collected_on}) {
      out += day ? " " + toText(*day) : " -";
    }
  }
  if (const auto* judgement = std::get_if<JudgementValue>(&value)) {
    out += " by " + judgement->by + " on " + (judgement->on ? toText(*judgement->on) : "-") + " " +
           judgement->evidence;
  }
  return out;
}

std::string show(const Answer& answer, const Type& type) {
  std::string out;
  switch (answer.state) {
    case AnswerState::Given:
      out = show(answer.value, type);
      break;
    case AnswerState::Range:
      out = (answer.least ? show(*answer.least, type) : "") + " .. " +
            (answer.most ? show(*answer.most, type) : "");
      break;
    case AnswerState::None:
      out = "none";
      break;
    case AnswerState::Unknown:
      out = "unknown";
      break;
  }
  if (!answer.source.empty()) out += " source: " + answer.source;
  if (answer.as_of) out += " as_of: " + toText(*answer.as_of);
  if (answer.evidence) out += " evidence: " + answer.evidence->path;
  return out;
}

void show(const Profile& profile, InstanceId id, const std::string& path, std::string& out) {
  const Instance& instance = profile.instances[id];
  const Entity& entity = vocabulary().entities[instance.entity];
  if (instance.complete) out += path + " complete\n";
  for (const FactId fact_id : entity.facts) {
    const Fact& fact = vocabulary().facts[fact_id];
    for (std::uint32_t i = 0; i < fact.slots; ++i) {
      const Answer* answer = profile.answer(id, fact, i);
      const std::string index = fact.slots > 1 ? "[" + std::to_string(i) + "]" : "";
      if (answer) out += path + "." + fact.name + index + " = " + show(*answer, fact.type) + "\n";
    }
  }
  for (const ChildList& list : instance.children) {
    const std::string below = path + "/" + vocabulary().entities[list.entity].list_name;
    out += below + (list.given ? " given" : "") + (list.complete ? "" : " incomplete") + " " +
           std::to_string(list.instances.size()) + "\n";
    for (const InstanceId child : list.instances) {
      show(profile, child, below + "(" + profile.instances[child].id + ")", out);
    }
  }
}

}  // namespace

std::string Reading::complaints() const {
  std::string out;
  for (const Diagnostic& diagnostic : diagnostics.sorted()) {
    if (!out.empty()) out += "\n";
    out += diagnostic.code + " " + diagnostic.message + " | " +
           std::string(sources.text(diagnostic.primary.span)) + " | " + diagnostic.help;
  }
  return out;
}

const Vocabulary& vocabulary() {
  static const Vocabulary words = smallVocabulary();
  return words;
}

void read(Reading& out, std::string name, std::string text, const Limits& limits) {
  const SourceFile* file = addSource(out.sources, std::move(name), std::move(text), out.diagnostics);
  if (file) out.profile = readProfile(*file, std::nullopt, vocabulary(), limits, out.diagnostics);
}

std::string contents(const Profile& profile) {
  std::string out;
  for (const std::string& framework : profile.frameworks) out += "framework " + framework + "\n";
  for (const InstanceId root : profile.roots) show(profile, root, "", out);
  return out;
}

}  // namespace jurat::testing
