// The rules of workload A (bench/peers/WORKLOAD.md), which of them are asked for, and the line that says what
// they come to for one company.
#pragma once
#include <charconv>
#include <cstdio>
#include <cstdlib>
#include <memory>
#include <string>
#include <string_view>
#include <vector>

#include "engine/check/check.h"
#include "engine/compile/rule_set.h"
#include "engine/evaluate/evaluate.h"
#include "engine/packs/packs.h"
#include "engine/source/diagnostic.h"
#include "engine/source/source_map.h"

namespace jurat::bench {

[[noreturn]] inline void stop(const std::string& why) {
  std::fprintf(stderr, "workload_a: %s\n", why.c_str());
  std::exit(2);
}

struct Workload {
  SourceMap sources;
  Diagnostics diagnostics;
  std::shared_ptr<const RuleSet> rules;
  EntityId company{kNoId}, system{kNoId};
  FactId name{kNoId};
  BlockId is_sme{kNoId}, size_class{kNoId}, listed{kNoId}, high_risk{kNoId};
  std::vector<std::uint32_t> prohibitions;     // indexes of RuleSet::rules
  std::vector<std::string> prohibition_names;  // by the same index
  std::vector<std::string> tiers;              // by index of RuleSet::amounts
  std::vector<std::string_view> sizes;         // by option of the choice
  EvaluateOptions options{
      .as_of = {*parseDate("2026-11-23"), std::nullopt}, .named = {}, .reasons = Reasons::None};
};

// Ends the program when the rules are not those of the workload.
inline std::unique_ptr<Workload> loadWorkload(const std::string& folder) {
  auto out = std::make_unique<Workload>();
  PackLibrary library;
  const std::vector<std::string> ids = library.addPath(folder);
  LoadedPacks packs = loadPacks(library, ids, out->sources, out->diagnostics);
  if (ids.empty() || out->diagnostics.hasErrors()) stop("the rules below " + folder + " do not load");
  const std::shared_ptr<const checked::Program> program = check(std::move(packs.files), out->diagnostics);
  if (!program) stop("the rules below " + folder + " are not right");
  out->rules = compile(program);
  out->options.named = ids;
  const Vocabulary& words = program->vocabulary;
  const auto company = words.entity("company"), system = words.entity("ai_system");
  if (!company || !system) stop("the rules know no company and no ai_system");
  out->company = *company, out->system = *system;
  for (const FactId fact : words.entities[*company].facts) {
    if (words.facts[fact].name == "name") out->name = fact;
  }
  for (std::uint32_t i = 0; i < out->rules->first_block.size(); ++i) {
    const checked::Declaration& declared = program->declarations[checked::DeclarationId{i}];
    const BlockId block{out->rules->first_block[i]};
    if (declared.name == "is_sme") out->is_sme = block;
    if (declared.name == "listed_in_annex_iii") out->listed = block;
    if (declared.name == "high_risk") out->high_risk = block;
    if (declared.name != "size_class") continue;
    out->size_class = block;
    for (const auto& option : words.choices[ChoiceId{declared.type.id}].options)
      out->sizes.push_back(option.name);
  }
  for (const BlockId block : {out->is_sme, out->size_class, out->listed, out->high_risk}) {
    if (block == BlockId{kNoId}) stop("a definition of the workload is missing");
  }
  for (std::uint32_t i = 0; i < out->rules->rules.size(); ++i) {
    out->prohibitions.push_back(i);
    out->prohibition_names.push_back(program->declarations[out->rules->rules[i].declaration].name);
  }
  for (const AmountCode& amount : out->rules->amounts) {
    const checked::Declaration& declared = program->declarations[amount.declaration];
    out->tiers.push_back(declared.name + "." + words.choices[declared.per].options[amount.option].name);
  }
  return out;
}

// What a truth value says; `can` has the bits of a slot.
inline std::string_view truthWord(std::uint8_t can) {
  constexpr std::uint8_t kTruth = kYes | kNo | kError;
  return (can & kTruth) == kYes ? "yes" : (can & kTruth) == kNo ? "no" : "unknown";
}

inline std::string_view outcomeText(Outcome outcome) {
  return outcome == Outcome::Undetermined ? std::string_view("unknown") : outcomeWord(outcome);
}

// One line of answers; keys have no characters that JSON would escape, ids are those of the data.
class Line {
 public:
  explicit Line(std::string& out) : out_(out) {}
  void begin(std::string_view id) {
    out_.append("{\"id\":\"").append(id).append("\",\"outcomes\":{");
    first_ = true;
  }
  void outcome(std::string_view subject, std::string_view key, std::string_view word) {
    if (!first_) out_ += ',';
    first_ = false;
    out_ += '"';
    if (!subject.empty()) out_.append(subject) += '.';
    out_.append(key).append("\":\"").append(word) += '"';
  }
  void amounts() {
    out_ += "},\"amounts\":{";
    first_ = true;
  }
  void amount(std::string_view tier, std::string_view value) {
    if (!first_) out_ += ',';
    first_ = false;
    out_.append("\"").append(tier).append("\":").append(value.empty() ? "\"unknown\"" : value);
  }
  void end() { out_ += "}}\n"; }

 private:
  std::string& out_;
  bool first_ = true;
};

}  // namespace jurat::bench
