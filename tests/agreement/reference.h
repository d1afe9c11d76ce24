// The reference evaluator: a plain recursive walk over the checked program, written from language.md alone.
// It is slow and simple on purpose; the machine must say the same (agreement_test.cpp).
//
// Causes follow one rule everywhere: what is open carries the causes of all its operands, what is settled
// none.
#pragma once
#include <functional>
#include <map>
#include <optional>
#include <string>
#include <tuple>
#include <vector>

#include "engine/check/program.h"
#include "tests/agreement/possible.h"

namespace jurat::reference {

struct RuleAnswer {
  std::set<Outcome> possible;
  Outcome outcome = Outcome::Undetermined;  // as a report would show it
  std::set<Cause> causes;  // of more than one possibility; of the due day of what is to be done, where open
  std::vector<Possible> exposures;  // whether each line counts, in the order written, branch by branch
};

struct SideAnswer {
  bool has = false;
  std::optional<Number> low, high;
  friend bool operator==(const SideAnswer&, const SideAnswer&) = default;
};
struct BoundAnswer {
  std::string label;
  SideAnswer least, most;
  bool error = false, may_fail = false;
  friend bool operator==(const BoundAnswer&, const BoundAnswer&) = default;
};
struct AmountAnswer {
  bool in_force = true;
  bool open_dates = false;  // whether it is in force is open
  Possible dates{};         // whether it is in force
  std::vector<BoundAnswer> bounds;
  std::set<Cause> causes;
};

struct BenefitAnswer {
  std::set<BenefitOutcome> possible;
  BenefitOutcome outcome = BenefitOutcome::Undetermined;
  AmountAnswer amount;  // with what eligibility leaves open, and its causes
};

// How an expression is written, names resolved and wording evened out; empty when it runs over a list, which
// is never taken for the same.
std::string writing(const checked::Expr& expression, const std::map<std::uint32_t, std::uint32_t>& options);

// The same for a program that many companies are asked about: each expression is written once.
class Writings {
 public:
  const std::string& of(const checked::Expr& expression,
                        const std::map<std::uint32_t, std::uint32_t>& options);

 private:
  std::map<std::pair<const checked::Expr*, std::map<std::uint32_t, std::uint32_t>>, std::string> known_;
};

class Reference {
 public:
  Reference(const checked::Program& program, const Profile& profile, const AsOf& as_of, Writings& writings)
      : program_(program), profile_(profile), as_of_(as_of), writings_(writings) {}

  // `option`: index of the option of a `per` declaration, else kNoId.
  RuleAnswer rule(checked::DeclarationId id, std::uint32_t option, InstanceId subject);
  AmountAnswer amount(checked::DeclarationId id, std::uint32_t option, InstanceId subject);
  BenefitAnswer benefit(checked::DeclarationId id, std::uint32_t option, InstanceId subject);
  Possible definition(checked::DeclarationId id, std::uint32_t option, const Element& element);
  // A result of a decision table.
  Possible table(checked::DeclarationId id, std::uint32_t output, const Element& element);
  // Two exceptions that hold together although the compiler claims that they never do; "" when none was met.
  const std::string& brokenClaim() const { return broken_claim_; }

 private:
  // What the variables stand for while a declaration of a pack is read.
  struct Scope {
    std::map<std::uint32_t, Element> elements;
    std::map<std::uint32_t, std::uint32_t> options;
    checked::DeclarationId declaration{kNoId};
    bool whether = false;  // of a benefit: whether, not how much
  };
  using Branch = checked::Branch;
  using Expr = checked::Expr;
  // A result, and how it is written (see writing()): two exceptions with one writing cannot disagree.
  struct Result {
    Possible value;
    std::string written;
  };
  // What a branch says of one slot; nothing when it does not restate it.
  using Pick = std::function<std::optional<Result>(const Branch&)>;
  struct Case {
    Possible condition;
    Result result;
    std::vector<const Branch*>
        branches;  // the exception, and those it stands in that restate nothing themselves
  };
  // Until when a duty can be met in time; the last moment or day of it, whatever `due` or `due before` says.
  struct Deadline {
    std::optional<Possible> last;
    bool moment = false;
    std::string written;
  };
  // The elements a domain runs over, with what its filter says of each.
  struct Visit {
    Element element;
    Possible filter;
  };
  struct Walk {
    std::vector<Visit> visits;
    bool complete = true;
    Possible unlisted{};      // what the filter says of an element that the lists do not name
    bool base_fails = false;  // the list may belong to nothing
    bool base_exists = true;
    std::uint32_t above = kNoId;
    std::set<Cause> causes;
    Element other(const checked::Domain& domain) const { return {kNoId, raw(domain.path.back()), above}; }
  };

  // A row of a decision table, as far as it is known.
  struct Row {
    Possible truth;
    std::uint32_t index = 0;
    bool sure = false;  // it stands there for certain
  };
  // Values that stand for all that a column may have, each with the rows whose cell accepts it.
  using Samples = std::vector<std::vector<std::set<std::uint32_t>>>;

  const Vocabulary& vocabulary() const { return program_.vocabulary; }
  const checked::Declaration& declaration(checked::DeclarationId id) const {
    return program_.declarations[id];
  }
  const checked::Pack& pack(const Scope& scope) const {
    return program_.packs[declaration(scope.declaration).pack];
  }
  const checked::Version* versionToday(checked::DeclarationId id, std::uint32_t option) const;
  Moment now(const Scope& scope) const;
  Scope open(checked::DeclarationId id, std::uint32_t option, const Element& element) const;
  static Scope with(const Scope& scope, std::uint32_t variable, const Element& element);

  Possible evaluate(const Expr& expression, const Scope& scope);
  Possible unrolled(const Expr& expression, const Scope& scope);
  std::vector<Possible> operands(const Expr& expression, const Scope& scope);
  Possible readSomething(const Expr& expression, const Scope& scope);
  Possible compute(const Expr& expression, const Scope& scope);
  Possible judge(const Expr& expression, const Scope& scope);

  // reads
  Possible constant(const Value& value, const Type& type) const;
  Possible unknown(const Type& type, const std::set<Cause>& causes, const Fact* fact,
                   const Scope& scope) const;
  Possible fact(const Element& element, FactId id, std::uint32_t lowest, const Scope& scope);
  Possible answered(const Answer& answer, const Fact& fact, const Cause& cause, const Scope& scope);
  Possible ranged(const Answer& answer, const Fact& fact, const Cause& cause, const Scope& scope);
  // `entity`: whose facts or definitions are read; kNoId from element to element.
  Possible overElements(const Possible& ref, const Type& type, EntityId entity,
                        const std::function<Possible(const Element&)>& read);
  Possible overOptions(const Possible& option, ChoiceId choice, const Type& type,
                       const std::function<Possible(std::uint32_t)>& read);
  Possible readFact(const Expr& expression, const Scope& scope);
  Possible readDefinition(const Expr& expression, const Scope& scope);
  Possible parameterAt(const Expr& expression, const Scope& scope);
  Possible column(const Expr& expression, const Scope& scope);
  Possible ancestor(const Element& element, EntityId wanted) const;
  Possible record(const Element& element, EntityId wanted) const;
  Possible previous(const Element& element) const;
  const Instance& instance(const Element& element) const {
    return profile_.instances[InstanceId{element.instance}];
  }
  EntityId entityOf(const Element& element) const;

  // numbers and time (reference_values.cpp)
  Possible addition(const Expr& expression, const Possible& a, const Possible& b);
  Possible product(const Expr& expression, const Possible& a, const Possible& b);
  Possible quotient(const Possible& a, const Possible& b);
  Possible shifted(const Expr& expression, const Possible& a, const Possible& b, const Scope& scope);
  Possible daysBetween(const Expr& expression, const Possible& a, const Possible& b);
  Possible daysIn(const Possible& a);
  Possible converted(const Expr& expression, const Possible& money, const Possible& day);
  Possible highest(const std::vector<Possible>& of, bool lowest);
  Possible setChange(const Expr& expression, const Possible& a, const Possible& b);

  // working days and judgements (reference_time.cpp)
  Possible workingDays(const Possible& from, checked::DeclarationId id, int step, std::uint32_t count,
                       bool first, bool from_moment, const Scope& scope);
  Possible counted(const Expr& expression, const Possible& from, const Scope& scope);
  Possible rolled(const Expr& expression, const Possible& day, const Scope& scope);
  std::optional<bool> unchanged(const Recorded& then, const Fact& fact, const Element& owner,
                                const Possible& now) const;
  Possible standing(const Answer& answer, const Fact& judgement, InstanceId about, const Scope& scope);

  // conditions (reference_conditions.cpp)
  Possible compare(checked::CompareOp op, const Type& type, const Possible& a, const Possible& b);
  Possible given(const Expr& expression, const Possible& a);
  Possible inOptions(const Possible& a, const Type& type, const std::vector<std::uint32_t>& options);
  Possible includes(const Expr& expression, const Possible& set);
  Possible holds(const Expr& expression, const Possible& a, const Scope& scope);
  std::set<std::uint32_t> withAllUnder(const Type& type, const std::vector<std::uint32_t>& options) const;

  // lists (reference_lists.cpp)
  Walk walk(const checked::Domain& domain, const Scope& scope);
  void follow(const checked::Domain& domain, std::size_t hop, const Element& from, const Scope& scope,
              Walk& out);
  Possible quantifier(const Expr& expression, const Scope& scope);
  Possible aggregate(const Expr& expression, const Scope& scope);
  Possible total(const Expr& expression, const Walk& walk, const Scope& scope);
  Possible extreme(const Expr& expression, const Walk& walk, const Scope& scope);
  Possible endOf(const Expr& expression, const Scope& scope);
  Possible overChoice(const Expr& expression, const Scope& scope);
  Possible finish(Possible result, const Walk& walk, Form form) const;

  // decision tables (reference_tables.cpp)
  Possible accepted(const checked::TestCell& cell, const Possible& value, const Type& type);
  std::vector<Possible> samplesOf(const checked::DecisionTable& table, std::size_t column,
                                  const Possible& value);
  Samples samples(const checked::DecisionTable& table, const std::vector<Possible>& values);
  Row rowOf(const checked::Declaration& made, std::uint32_t index, const std::vector<Possible>& values,
            const Scope& scope);
  Possible chosen(const checked::DecisionTable& table, const std::vector<Row>& rows, const Samples& samples,
                  std::uint32_t output, const Scope& scope);
  Possible collected(const checked::DecisionTable& table, const std::vector<Row>& rows, std::uint32_t output,
                     const Scope& scope);
  Possible conflicts(const checked::DecisionTable& table, const std::vector<Row>& rows,
                     const Samples& samples, std::uint32_t output, const Scope& scope);
  Possible columnAt(const Expr& expression, const Scope& scope);
  Possible cell(const checked::Declaration& table, std::uint32_t column, std::uint32_t row, const Type& type,
                const Scope& scope);
  // Whether there is such an option on the as-of day.
  bool offered(ChoiceId choice, std::uint32_t option) const;
  // Whether there is not always such an option.
  bool dates(ChoiceId choice, std::uint32_t option) const;
  bool offered(const checked::Declaration& made, std::uint32_t option) const {
    return made.per == ChoiceId{kNoId} || offered(made.per, option);
  }

  // levels (reference_levels.cpp)
  Possible condition(const std::vector<Branch>& siblings, std::size_t index, const Scope& scope);
  std::vector<Case> cases(const Branch& branch, Form form, const Pick& pick, const Scope& scope);
  // What holds of a slot at a branch and below: what it restates itself, else `inherited`, and its
  // exceptions.
  std::optional<Result> resolve(const Branch& branch, std::optional<Result> inherited, Form form,
                                const Pick& pick, const Scope& scope);
  Possible select(const std::optional<Result>& general, const std::vector<Case>& cases, Form form);
  Possible together(const Possible& so_far, const Case& one, const Case& other, Form form) const;
  bool excluded(const Case& a, const Case& b) const;
  Possible inForce(const checked::Version& version, const Scope& scope);
  Deadline deadline(const checked::Version& version, const Scope& scope);
  Result duty(const Branch& branch, const Deadline& deadline, const Scope& scope);
  Possible doneOn(const Possible& event, bool at_moment, const Deadline& deadline, const Scope& scope) const;
  std::set<Outcome> missed(const Deadline& deadline, const Scope& scope) const;
  void exposures(const Branch& branch, const std::vector<Possible>& above, const Scope& scope,
                 std::vector<Possible>& out);
  void restated(const Branch& branch, const Scope& scope, std::vector<Possible> above,
                std::vector<Possible>& out);
  Cause doubt(const Branch& branch, const Scope& scope) const;
  SideAnswer side(const std::optional<Possible>& value, bool least, BoundAnswer& bound,
                  AmountAnswer& answer) const;

  const checked::Program& program_;
  const Profile& profile_;
  AsOf as_of_;
  Writings& writings_;
  std::map<std::tuple<std::uint32_t, std::uint32_t, Element>, Possible> known_;
  std::string broken_claim_;
  std::set<std::pair<const Branch*, const Branch*>> overriding_;  // which, whom
};

}  // namespace jurat::reference
