// Polynomials: their arithmetic and their roots, exactly; private to engine/advice/range.
#pragma once
#include <optional>
#include <utility>

#include "engine/advice/range/curve.h"

namespace jurat {

// Once over() is true no result means anything.
class Polynomials {
 public:
  explicit Polynomials(const Limits& limits) : limits_(limits) {}

  bool over() const { return over_; }  // a number was too large for the limits
  Polynomial sum(const Polynomial& a, const Polynomial& b);
  Polynomial product(const Polynomial& a, const Polynomial& b);
  // Every coefficient divided by `part`, which is not 0.
  Polynomial shared(const Polynomial& a, const Number& part);
  // Quotient and remainder; b is not 0.
  std::pair<Polynomial, Polynomial> divided(const Polynomial& a, const Polynomial& b);
  // The greatest common divisor, its last coefficient being 1; 0 where both are 0.
  Polynomial common(Polynomial a, Polynomial b);
  Number at(const Polynomial& a, const Number& x);
  // The first root above `here`, up to `until`; a is not 0.
  std::optional<Crossing> next(const Polynomial& a, const Number& here, const Number& until,
                               const Number& grid);

 private:
  Number take(std::optional<Number> number);
  std::vector<Polynomial> chain(const Polynomial& a);
  int turns(const std::vector<Polynomial>& chain, const Number& x);
  Number simplest(const Number& low, const Number& high);

  const Limits& limits_;
  bool over_ = false;
};

}  // namespace jurat
