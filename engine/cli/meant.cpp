#include "engine/cli/meant.h"

#include <algorithm>
#include <string>

#include "engine/base/nearest.h"
#include "engine/cli/not_run.h"
#include "engine/cli/session.h"

namespace jurat {
namespace {

struct Known {
  Decides::Kind kind = Decides::Kind::Finding;
  std::size_t index = 0;
  const std::string* id = nullptr;
  const std::string* subject = nullptr;
};

std::vector<Known> knownOf(const Assessment& assessment) {
  using Kind = Decides::Kind;
  std::vector<Known> out;
  for (std::size_t i = 0; i < assessment.findings.size(); ++i)
    out.push_back({Kind::Finding, i, &assessment.findings[i].id, &assessment.findings[i].subject_id});
  for (std::size_t i = 0; i < assessment.amounts.size(); ++i)
    out.push_back({Kind::Amount, i, &assessment.amounts[i].id, &assessment.amounts[i].subject_id});
  for (std::size_t i = 0; i < assessment.benefits.size(); ++i) {
    const AmountResult& amount = assessment.benefits[i].amount;
    out.push_back({Kind::Benefit, i, &amount.id, &amount.subject_id});
  }
  return out;
}

void addOnce(std::vector<std::string>& list, const std::string& text) {
  if (std::find(list.begin(), list.end(), text) == list.end()) list.push_back(text);
}

std::string bareName(const std::string& id) { return id.substr(id.find('/') + 1); }

// "`ai_rmf[measure_2_11]`, `ai_rmf[map_1_1]` or one of 70 others"
std::string listOf(const std::vector<std::string>& names) {
  constexpr std::size_t kNamed = 6;
  std::string list;
  for (std::size_t i = 0; i < std::min(names.size(), kNamed); ++i)
    list += (list.empty() ? "`" : ", `") + names[i] + "`";
  if (names.size() > kNamed) list += " or one of " + std::to_string(names.size() - kNamed) + " others";
  return list;
}

// "fine_ceiling" of "fine_ceiling[operator]"
std::string withoutOption(const std::string& name) { return name.substr(0, name.find('[')); }

std::vector<std::string> optionsOf(const std::string& base, const std::vector<std::string>& known) {
  std::vector<std::string> options;
  for (const std::string& each : known) {
    if (each.starts_with(base + "[")) addOnce(options, each);
  }
  return options;
}

// What was meant by a name that is nothing: another one, or one that lacks its option.
std::string meantBy(const std::string& name, const std::vector<std::string>& known) {
  std::string meant = name.find('[') == std::string::npos ? std::string() : didYouMean(name, known);
  if (!meant.empty()) return meant;
  std::vector<std::string> bases;
  for (const std::string& each : known) addOnce(bases, withoutOption(each));
  const std::optional<std::string> base = nearest(withoutOption(name), bases);
  if (!base) return {};
  const std::vector<std::string> options = optionsOf(*base, known);
  return "; did you mean " + (options.empty() ? "`" + *base + "`" : listOf(options)) + "?";
}

// Nothing has the name: it may lack its option, have a wrong one or one too many, or be mistyped.
void sayUnknown(const std::string& name, const std::vector<std::string>& known) {
  const std::string base = withoutOption(name);
  const std::vector<std::string> options = optionsOf(base, known);
  if (base == name && !options.empty()) {
    complain("`" + name + "` has several options: write " + listOf(options));
  } else if (base != name && !options.empty()) {
    const std::string meant = didYouMean(name, options);
    complain("`" + base + "` has no option `" + name.substr(base.size()) + "`" +
             (meant.empty() ? ": write " + listOf(options) : meant));
  } else if (base != name && std::find(known.begin(), known.end(), base) != known.end()) {
    complain("`" + base + "` has no options: write `" + base + "` alone");
  } else {
    complain("no rule, amount or benefit `" + name + "` was run for this profile" + meantBy(name, known));
  }
}

// Whether it is the name of something that was run, but for its option.
bool isNear(const std::string& name, const std::vector<std::string>& known) {
  return std::any_of(known.begin(), known.end(),
                     [&](const std::string& each) { return withoutOption(each) == withoutOption(name); });
}

}  // namespace

std::optional<MeantAnswers> meantAnswers(const Assessment& assessment, const checked::Program& program,
                                         Session& session) {
  const Arguments& arguments = session.arguments;
  const std::string& wanted = arguments.rule;
  const bool full = wanted.find('/') != std::string::npos;
  MeantAnswers out;
  std::vector<std::string> ids, names, subjects;
  for (const Known& known : knownOf(assessment)) {
    const std::string name = full ? *known.id : bareName(*known.id);
    names.push_back(name);
    if (name != wanted) continue;
    addOnce(ids, *known.id);
    addOnce(subjects, *known.subject);
    out.kind = known.kind;
    if (arguments.subject.empty() || arguments.subject == *known.subject) out.found.push_back(known.index);
  }
  if (ids.empty()) {
    const std::string why =
        isNear(wanted, names) ? std::string() : whyNotRun(wanted, assessment, program, session);
    why.empty() ? sayUnknown(wanted, names) : complain(why);
  } else if (ids.size() > 1) {
    complain("`" + wanted + "` is the name of several declarations: write " + listOf(ids));
  } else if (out.found.empty()) {
    complain("`" + wanted + "` is not about `" + arguments.subject + "`" +
             didYouMean(arguments.subject, subjects));
  } else {
    return out;
  }
  return std::nullopt;
}

bool fitsJson(const MeantAnswers& meant, const std::vector<Output>& outputs, const Arguments& arguments) {
  const bool json = std::any_of(outputs.begin(), outputs.end(),
                                [](const Output& output) { return output.format == "json"; });
  if (!json || meant.found.size() == 1) return true;
  complain("`" + arguments.rule + "` is about several subjects: name one with --subject");
  return false;
}

}  // namespace jurat
