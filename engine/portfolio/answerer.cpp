#include "engine/portfolio/answerer.h"

#include <algorithm>
#include <utility>

#include "engine/portfolio/company_name.h"

namespace jurat::portfolio {
namespace {

bool some(const std::vector<std::uint8_t>& bytes) {
  return std::any_of(bytes.begin(), bytes.end(), [](std::uint8_t each) { return each != 0; });
}

}  // namespace

Answerer::Answerer(const Plan& plan, std::string name, bool exposures)
    : plan_(plan),
      name_(std::move(name)),
      exposures_wanted_(exposures),
      reader_(plan.rules, plan.options.evaluate.as_of, plan.options.limits),
      machine_(plan.rules, plan.options.evaluate.as_of, plan.options.limits),
      scalar_(plan.rules, plan.options.limits) {
  for (const Entity& entity : plan.rules->vocabulary().entities) {
    if (entity.parent == EntityId{kNoId}) roots_.push_back(entity.name);
  }
  for (const checked::Pack& pack : plan.rules->program->packs) packs_.insert(pack.id);
  reader_.alsoKnow(plan.options.others);
  answered_.plan = &plan_;
  answered_.columns = &columns_;
  answered_.answers = &answers_;
  answered_.scalar = &scalar_;
  answered_.profile = [this](std::size_t company) -> const Profile& { return profileOf(company); };
}

const Profile& Answerer::profileOf(std::size_t company) {
  profile_ =
      reader_.profile({.text = answered_.records[company], .name = name_, .line = answered_.lines[company]});
  return profile_.value();  // it was read before
}

void Answerer::start() {
  answered_.records.clear();
  answered_.lines.clear();
  answered_.ids.clear();
  answered_.names.clear();
  answered_.left_out.clear();
  answered_.exposures.clear();
  reader_.start(columns_);
}

Added Answerer::add(std::string_view text, std::uint64_t line, std::string_view id) {
  if (!reader_.add({.text = text, .name = name_, .line = line})) {
    complaint_ = reader_.complaints();
    return Added::Refused;
  }
  answered_.ids.push_back(id);
  answered_.records.push_back(text);
  answered_.lines.push_back(line);
  // What it asks for and nobody has must not pass in silence, as it would not in `check`.
  const std::string unknown = unknownFramework();
  answered_.left_out.push_back(!unknown.empty());
  if (unknown.empty()) return Added::Yes;
  complaint_ = name_ + ":" + std::to_string(line) + ":1: error[J0190]: there is no pack `" + unknown +
               "`, and `frameworks` asks for it\n  help: name it with --rules, or leave it out\n";
  return Added::NoSuchPack;
}

std::string Answerer::unknownFramework() const {
  for (const std::string& framework : columns_.frameworks.back()) {
    if (!packs_.contains(framework)) return framework;
  }
  return {};
}

std::size_t Answerer::answer() {
  const EvaluateOptions& options = plan_.options.evaluate;
  machine_.start(columns_);
  batch::answer(machine_, options, answers_);
  leaveOutRefused();
  const std::size_t asked = batch::settle(scalar_, columns_, options, answered_.profile, answers_);
  leaveOutRefused();
  asked_.assign(columns_.companies, 0);
  answered_.exposures.clear();
  if (exposures_wanted_)
    answered_.exposures = exposuresOf(plan_, machine_, scalar_, answers_, answered_.profile, asked_);
  return asked;
}

// Companies that were refused after all run no pack.
void Answerer::leaveOutRefused() {
  if (!some(answered_.left_out)) return;
  answers_.selections.emplace_back(plan_.rules->program->packs.size(), std::uint8_t{0});
  for (std::size_t company = 0; company < columns_.companies; ++company) {
    if (!answered_.left_out[company]) continue;
    answers_.selection[company] = static_cast<std::uint32_t>(answers_.selections.size() - 1);
    answers_.apart[company] = 0;
  }
}

void Answerer::setNames() {
  for (const std::string_view record : answered_.records)
    answered_.names.push_back(nameToken(record, roots_));
}

}  // namespace jurat::portfolio
