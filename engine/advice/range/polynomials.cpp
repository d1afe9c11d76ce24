#include "engine/advice/range/polynomials.h"

#include <algorithm>

namespace jurat {
namespace {

constexpr int kMostParts = 64;  // of a continued fraction

void trimZeros(Polynomial& a) {
  while (!a.empty() && a.back().sign() == 0) a.pop_back();
}

}  // namespace

Number Polynomials::take(std::optional<Number> number) {
  over_ = over_ || !number;
  return number ? *std::move(number) : Number();
}

Polynomial Polynomials::sum(const Polynomial& a, const Polynomial& b) {
  Polynomial out = a.size() < b.size() ? b : a;
  const Polynomial& less = a.size() < b.size() ? a : b;
  for (std::size_t i = 0; i < less.size(); ++i) out[i] = take(add(out[i], less[i], limits_));
  trimZeros(out);
  return out;
}

Polynomial Polynomials::product(const Polynomial& a, const Polynomial& b) {
  if (a.empty() || b.empty()) return {};
  Polynomial out(a.size() + b.size() - 1);
  for (std::size_t i = 0; i < a.size(); ++i) {
    for (std::size_t j = 0; j < b.size(); ++j)
      out[i + j] = take(add(out[i + j], take(multiply(a[i], b[j], limits_)), limits_));
  }
  trimZeros(out);
  return out;
}

Polynomial Polynomials::shared(const Polynomial& a, const Number& part) {
  Polynomial out = a;
  for (Number& each : out) each = take(divide(each, part, limits_));
  trimZeros(out);
  return out;
}

std::pair<Polynomial, Polynomial> Polynomials::divided(const Polynomial& a, const Polynomial& b) {
  Polynomial quotient, rest = a;
  if (a.size() >= b.size()) quotient.resize(a.size() - b.size() + 1);
  while (rest.size() >= b.size() && !over_) {
    const std::size_t power = rest.size() - b.size();
    const Number factor = take(divide(rest.back(), b.back(), limits_));
    quotient[power] = factor;
    for (std::size_t i = 0; i + 1 < b.size(); ++i)
      rest[power + i] = take(subtract(rest[power + i], take(multiply(factor, b[i], limits_)), limits_));
    rest.pop_back();
    trimZeros(rest);
  }
  return {std::move(quotient), std::move(rest)};
}

Polynomial Polynomials::common(Polynomial a, Polynomial b) {
  while (!b.empty() && !over_) {
    Polynomial rest = divided(a, b).second;
    a = std::move(b);
    b = rest.empty() ? std::move(rest) : shared(rest, rest.back());
  }
  return a.empty() || over_ ? a : shared(a, a.back());
}

Number Polynomials::at(const Polynomial& a, const Number& x) {
  Number out;
  for (auto each = a.rbegin(); each != a.rend(); ++each)
    out = take(add(take(multiply(out, x, limits_)), *each, limits_));
  return out;
}

// Sturm's chain of a polynomial that has each root once: how often its signs turn falls by one at each root.
std::vector<Polynomial> Polynomials::chain(const Polynomial& a) {
  const auto slopes = [&](const Polynomial& of) {
    Polynomial out;
    for (std::size_t i = 1; i < of.size(); ++i)
      out.push_back(take(multiply(of[i], Number(static_cast<std::int64_t>(i)), limits_)));
    return out;
  };
  const Polynomial once = divided(a, common(a, slopes(a))).first;
  std::vector<Polynomial> out = {once, slopes(once)};
  while (!out.back().empty() && !over_) {
    Polynomial rest = divided(out[out.size() - 2], out.back()).second;
    if (rest.empty()) break;
    const Number size = rest.back().sign() < 0 ? rest.back() : rest.back().negated();
    out.push_back(shared(rest, size));
  }
  return out;
}

int Polynomials::turns(const std::vector<Polynomial>& chain, const Number& x) {
  int out = 0, before = 0;
  for (const Polynomial& each : chain) {
    const int sign = at(each, x).sign();
    if (sign == 0) continue;
    out += before != 0 && sign != before ? 1 : 0;
    before = sign;
  }
  return out;
}

// The fraction between the two with the least denominator. Two fractions lie the further apart the smaller
// their denominators are, so that where a root is a fraction of short numbers it is this one.
Number Polynomials::simplest(const Number& low, const Number& high) {
  std::vector<Number> parts;
  Number from = low;
  std::optional<Number> to = high;
  for (int i = 0; i < kMostParts && !over_; ++i) {
    const Number whole = from.floor(), next = take(add(whole, Number(1), limits_));
    if (!to || next < *to) {
      parts.push_back(next);
      break;
    }
    parts.push_back(whole);
    const Number above = take(subtract(*to, whole, limits_)), below = take(subtract(from, whole, limits_));
    from = take(divide(Number(1), above, limits_));
    to.reset();
    if (below.sign() != 0) to = take(divide(Number(1), below, limits_));
  }
  Number out = parts.empty() ? low : parts.back();
  for (std::size_t i = parts.size(); i-- > 1;)
    out = take(add(parts[i - 1], take(divide(Number(1), out, limits_)), limits_));
  return out;
}

std::optional<Crossing> Polynomials::next(const Polynomial& a, const Number& here, const Number& until,
                                          const Number& grid) {
  if (a.size() < 2 || until <= here) return std::nullopt;
  if (a.size() == 2) {
    const Number root = take(divide(a[0].negated(), a[1], limits_));
    return here < root ? std::optional<Crossing>({root, root}) : std::nullopt;
  }
  const std::vector<Polynomial> signs = chain(a);
  const int now = turns(signs, here);
  if (over_ || turns(signs, until) == now) return std::nullopt;
  // Neighbours on the grid: no root lies between `here` and the first.
  Number low = take(divide(here, grid, limits_)).floor();
  Number high = take(add(take(divide(until, grid, limits_)).floor(), Number(1), limits_));
  const auto value = [&](const Number& step) { return take(multiply(step, grid, limits_)); };
  while (!over_ && take(add(low, Number(1), limits_)) < high) {
    const Number middle = take(divide(take(add(low, high, limits_)), Number(2), limits_)).floor();
    (turns(signs, value(middle)) != now ? high : low) = middle;
  }
  if (over_) return std::nullopt;
  const Crossing near{value(low), value(high)};
  const auto first = [&](const Number& at) {  // whether it is the root, and the only one up to there
    return here < at && this->at(a, at).sign() == 0 && now - turns(signs, at) == 1;
  };
  for (const Number& at : {near.to, simplest(near.from, near.to)}) {
    if (first(at)) return Crossing{at, at};
  }
  return near;
}

}  // namespace jurat
