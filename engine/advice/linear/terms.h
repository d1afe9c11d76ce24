// Terms: formulas over yes or no and exact numbers, and the solver that is asked about them. What is settled
// while it is written is not written down.
#pragma once
#include <cstddef>
#include <cstdint>
#include <optional>
#include <utility>
#include <vector>

#include "engine/advice/linear/library.h"
#include "engine/values/number.h"

namespace jurat::linear {

using Term = Z3_ast;

enum class Found : std::uint8_t { Nothing, Something, GivenUp };

// The terms of one run. They live as long as this does.
class Terms {
 public:
  explicit Terms(const SolverLibrary& z3);
  ~Terms();
  Terms(const Terms&) = delete;
  Terms& operator=(const Terms&) = delete;

  // How many have been written down since the start.
  std::size_t written() const { return written_; }
  // The solver has refused something, for want of memory say: nothing that follows means anything.
  bool failed() const;

  Term yes() const { return yes_; }
  Term no() const { return no_; }
  Term truth(bool value) const { return value ? yes_ : no_; }
  // Constants of the solver that stand for what is not known.
  Term anyTruth() { return fresh(truths_); }
  Term anyWhole() { return fresh(wholes_); }
  Term anyNumber() { return fresh(numbers_); }
  Term anyLike(Term other);

  // Exact; empty when it is written with more than some hundred digits.
  std::optional<Term> number(const Number& value);
  Term whole(std::int64_t value);

  Term negation(Term a);
  Term all(const std::vector<Term>& of) { return joined(of, true); }
  Term some(const std::vector<Term>& of) { return joined(of, false); }
  Term both(Term a, Term b) { return all({a, b}); }
  Term either(Term a, Term b) { return some({a, b}); }
  Term atLeast(const std::vector<Term>& of, std::size_t need);
  Term choice(Term condition, Term a, Term b);  // a where it holds, b where not
  Term equal(Term a, Term b);
  Term less(Term a, Term b);    // a < b
  Term atMost(Term a, Term b);  // a <= b
  Term sum(Term a, Term b);
  Term difference(Term a, Term b);
  Term product(Term a, Term b);
  Term quotient(Term a, Term b);
  Term floor(Term a);
  // With other constants in the place of some.
  Term replaced(Term in, const std::vector<Term>& from, const std::vector<Term>& to);

  // The solver. `steps`: of one look; null is never among what it is given.
  void push();
  void pop();
  void demand(Term that);
  Found look(std::uint32_t steps);
  std::uint64_t steps() const { return steps_; }  // made by all looks
  // After Found::Something, until the next demand: a value of what the look was about.
  bool holds(Term truth) const;
  std::optional<Number> valueOf(Term number) const;

 private:
  Term fresh(Z3_sort sort);
  bool isWhole(Term a) const;
  Term asNumber(Term a);
  std::pair<Term, Term> alike(Term a, Term b);
  Term made(Term term);
  Term joined(const std::vector<Term>& of, bool all);
  void forget();
  void count();
  Term evaluated(Term term) const;

  const SolverLibrary& z3_;
  Z3_context context_ = nullptr;
  Z3_solver solver_ = nullptr;
  Z3_model model_ = nullptr;
  Z3_sort truths_ = nullptr, wholes_ = nullptr, numbers_ = nullptr;
  Term yes_ = nullptr, no_ = nullptr;
  std::size_t written_ = 0;
  std::uint64_t steps_ = 0;
  std::uint32_t counted_ = 0;  // what the solver's own counter said last
  bool refused_ = false;
};

}  // namespace jurat::linear
