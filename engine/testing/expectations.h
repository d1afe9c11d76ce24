// Judges one expectation of a test against a machine that has been started; private to engine/testing.
#pragma once
#include <optional>
#include <string>
#include <vector>

#include "engine/check/check.h"
#include "engine/evaluate/evaluate.h"
#include "engine/evaluate/exposures.h"
#include "engine/syntax/ast.h"
#include "engine/testing/plan.h"
#include "engine/testing/run_tests.h"

namespace jurat {

// Whether a text, a reason, or one it rests on, speaks of these words; tests are written in English.
bool says(const Message& message, const std::string& words);
bool mentions(const Reason& reason, const std::string& words);
bool anyMentions(const std::vector<std::string>& texts, const std::string& words);

class Judge {
 public:
  Judge(Machine& machine, PackId pack, const SourceMap& sources, Diagnostics& diagnostics)
      : machine_(machine), pack_(pack), sources_(sources), diagnostics_(diagnostics) {}

  // Nothing when it holds.
  std::optional<TestFailure> judge(const Question& question);
  // What it would find, as a failure says what came: all that an expectation can ask, but for what is
  // missing.
  std::string answer(const Aim& aim);
  bool failedToRead() const { return failed_to_read_; }
  // What the last question found, when it was about a rule.
  const std::optional<Finding>& finding() const { return finding_; }

 private:
  std::optional<TestFailure> outcome(const Aim& aim, const ast::Expect& expect);
  std::optional<TestFailure> value(const Aim& aim, ast::CompareOp op, const ast::Expr& wanted);
  std::optional<TestFailure> range(const Aim& aim, const ast::Expr* least, const ast::Expr* most);
  std::optional<TestFailure> unknown(const Aim& aim, Span place);
  std::optional<TestFailure> missing(const Aim& aim, const ast::Expect& expect);
  std::optional<TestFailure> exposes(const Aim& aim, const ast::Expect& expect);
  std::vector<Exposed> exposedBy(const Finding& finding);
  std::string lineText(const Exposed& line) const;
  bool owes(const Exposed& line, const TestTarget& amount) const;
  bool fits(const Exposed& line, const ast::Exposed& wanted, const TestTarget& amount) const;
  bool wellFormed(const Aim& aim, const ast::Exposed& wanted);
  struct Bounds {
    std::optional<Number> low, high;
    std::string text;
    std::string fault;
    bool none = false;
    bool settled = false;  // nothing is open
    Slot slot;
    Repr repr = Repr::Ordered;
    Type type;
  };
  const std::optional<Finding>& findingFor(const Aim& aim, Reasons reasons = Reasons::All);
  std::optional<BenefitResult> benefitFor(const Aim& aim);
  bool alsoHolds(const BenefitResult& found, const ast::Expect& expect, std::string& expected) const;
  std::optional<TestFailure> benefit(const Aim& aim, const ast::Expect& expect);
  std::string benefitAnswer(const Aim& aim);
  std::optional<AmountResult> amountFor(const Aim& aim, Reason* why);
  // One aim for each alternative of an amount, where the aim is at all of them; else itself.
  std::vector<Aim> limbsOf(const Aim& aim);
  Bounds moneyBounds(const Aim& aim, Reason* why);
  Bounds boundsFor(const Aim& aim, Reason* why);
  std::string boundsText(const Bounds& bounds) const;
  // Whether what is expected can be a limit (reported when not): a choice, yes or no and a text have no
  // order.
  bool hasOrder(const Aim& aim, const Bounds& bounds, Span place);
  // What the test writes, as a value of the type; reported when it is none.
  std::optional<Value> constant(const ast::Expr& expression, const Type& type);
  std::optional<Number> number(const ast::Expr& expression, const Type& type);
  std::optional<TestFailure> failure(const Aim& aim, std::string expected, std::string got, Span place,
                                     Reason why);

  Machine& machine_;
  PackId pack_;
  const SourceMap& sources_;
  Diagnostics& diagnostics_;
  bool failed_to_read_ = false;
  std::optional<Finding> finding_;
};

}  // namespace jurat
