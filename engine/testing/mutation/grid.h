// Grid: profiles around the boundaries of a rule, tried one after the other until one tells a change apart;
// private to engine/testing.
#pragma once
#include <compare>
#include <memory>
#include <optional>
#include <string>
#include <vector>

#include "engine/testing/mutation/mutants.h"
#include "engine/testing/mutation/mutation.h"
#include "engine/testing/mutation/reads.h"
#include "engine/testing/plan.h"

namespace jurat {

// One start of the tests.
struct AskedIn {
  std::size_t order = 0;  // among all starts
  const PlannedTest* test = nullptr;
  const Situation* situation = nullptr;
  friend bool operator==(const AskedIn& a, const AskedIn& b) { return a.order == b.order; }
  friend bool operator<(const AskedIn& a, const AskedIn& b) { return a.order < b.order; }
};

// The values that a fact or a definition is given in turn.
struct Variable {
  InstanceId instance{kNoId};
  FactId fact{kNoId};                        // or
  checked::DeclarationId definition{kNoId};  // whose value is assumed
  std::uint32_t option = kNoId;              // index in its choice, of `per`
  Type type;
  std::vector<Answer> values{};
  std::vector<std::uint32_t> answers{};  // of a fact: of the values, as Instance::answers has them
};

// A world that trials begin from: that of a test, or one made up.
struct Base {
  const PlannedTest* test = nullptr;  // null: made up
  Profile profile;                    // with all values of the variables among its answers
  AsOf as_of;
  std::vector<Assumption> assumptions{};
  std::vector<std::pair<InstanceId, std::string>> names{};
  std::vector<Aim> aims{};  // what is looked at
  std::vector<Variable> variables{};
};

struct Trial {
  std::uint32_t base = 0;
  std::optional<Date> day;
  std::vector<std::pair<std::uint32_t, std::uint32_t>> changes;  // variable, value
};

class Grid {
 public:
  Grid(std::shared_ptr<const RuleSet> original, const std::vector<std::vector<AskedIn>>& touched,
       const SourceMap& sources);

  // Lays out the trials for what a mutant touches; the program must stand as it was written.
  void prepare(const Mutant& mutant);
  // The first of them that answers differently under the change.
  std::optional<Telling> tell(const std::shared_ptr<const RuleSet>& changed);

 private:
  std::vector<checked::DeclarationId> observedFor(const Mutant& mutant) const;
  void addBases(const std::vector<checked::DeclarationId>& observed);
  void addAims(Base& base, const std::vector<checked::DeclarationId>& observed) const;
  void addVariables(Base& base, const std::vector<checked::DeclarationId>& observed) const;
  void layOut();
  void start(Machine& machine, const Trial& trial);
  std::vector<std::string> answers(Machine& machine, const Trial& trial);
  int rank(const Trial& trial, const std::string& original, const std::string& mutant) const;
  void shorten(Trial& trial, std::size_t aim, Machine& changed);

  std::shared_ptr<const RuleSet> rules_;
  const checked::Program& program_;
  const std::vector<std::vector<AskedIn>>& touched_;
  const SourceMap& sources_;
  ReadGraph reads_;
  Machine machine_;  // of the rules as they are
  // For the declarations looked at last:
  std::vector<checked::DeclarationId> observed_;
  std::vector<Date> days_;
  std::vector<Base> bases_;
  std::vector<Trial> trials_;
  std::vector<std::vector<std::string>> known_;  // answers of the rules as they are, by trial
  std::vector<Assumption> assumptions_;          // of the present start
};

// Values worth trying for a type: the constants of the declarations looked at with their neighbours, each
// option, yes and no, `unknown`, and `none` where the type has it.
class GridValues {
 public:
  GridValues(const checked::Program& program, const ReadGraph& reads,
             const std::vector<checked::DeclarationId>& observed, const SourceMap& sources);
  std::vector<Answer> of(const Type& type, const Fact* fact) const;
  const std::vector<Date>& days() const { return days_; }

 private:
  void cell(const checked::TestCell& cell, const Type& type);
  void constant(const Value& value, const Type& type, std::string_view text);
  std::vector<Value> ordered(const Type& type) const;

  const checked::Program& program_;
  std::vector<std::pair<Value, Type>> constants_;
  std::vector<Date> days_;  // with the day before and after each
};

// A profile that holds one element, or `count` of each list, of everything on the way to these entities, and
// answers nothing.
std::optional<Profile> emptyWorld(const Vocabulary& vocabulary, const std::set<EntityId>& entities,
                                  std::size_t count);

// What to add to a test so that it notices: see Telling::fragment.
std::string fragmentOf(const checked::Program& program, const Base& base, const Trial& trial, const Aim& aim,
                       const std::string& answer);

}  // namespace jurat
