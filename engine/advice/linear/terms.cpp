#include "engine/advice/linear/terms.h"

#include <algorithm>
#include <string>
#include <string_view>

namespace jurat::linear {
namespace {

constexpr std::int32_t kMostExponent = 100;

// What went wrong is asked for with failed(); without a handler of ours Z3 might end the program.
void keepGoing(Z3_context, Z3_error_code) {}

}  // namespace

Terms::Terms(const SolverLibrary& z3) : z3_(z3) {
  Z3_config config = z3_.Z3_mk_config();
  context_ = z3_.Z3_mk_context(config);
  z3_.Z3_del_config(config);
  z3_.Z3_set_error_handler(context_, keepGoing);
  truths_ = z3_.Z3_mk_bool_sort(context_);
  wholes_ = z3_.Z3_mk_int_sort(context_);
  numbers_ = z3_.Z3_mk_real_sort(context_);
  yes_ = z3_.Z3_mk_true(context_);
  no_ = z3_.Z3_mk_false(context_);
  solver_ = z3_.Z3_mk_simple_solver(context_);
  z3_.Z3_solver_inc_ref(context_, solver_);
}

Terms::~Terms() {
  forget();
  z3_.Z3_solver_dec_ref(context_, solver_);
  z3_.Z3_del_context(context_);
}

bool Terms::failed() const { return refused_ || z3_.Z3_get_error_code(context_) != Z3_OK; }

Term Terms::made(Term term) {
  ++written_;
  if (term) return term;
  refused_ = true;
  return no_;
}

Term Terms::fresh(Z3_sort sort) { return made(z3_.Z3_mk_fresh_const(context_, "x", sort)); }
Term Terms::anyLike(Term other) { return fresh(z3_.Z3_get_sort(context_, other)); }

std::optional<Term> Terms::number(const Number& value) {
  if (const std::optional<std::int64_t> at = value.toInt64()) return whole(*at);
  std::string text;
  if (const auto decimal = value.decimal()) {
    const auto [coefficient, exponent] = *decimal;
    if (exponent > kMostExponent || exponent < -kMostExponent) return std::nullopt;
    text = std::to_string(coefficient);
    if (exponent > 0) text.append(static_cast<std::size_t>(exponent), '0');
    if (exponent < 0) text += "/1" + std::string(static_cast<std::size_t>(-exponent), '0');
  } else {
    text = value.text();
    if (text.size() > 2 * kMostExponent || text.find_first_of(".e") != std::string::npos) return std::nullopt;
  }
  return made(z3_.Z3_mk_numeral(context_, text.c_str(), numbers_));
}

Term Terms::whole(std::int64_t value) { return made(z3_.Z3_mk_int64(context_, value, wholes_)); }

bool Terms::isWhole(Term a) const { return z3_.Z3_get_sort(context_, a) == wholes_; }
Term Terms::asNumber(Term a) { return isWhole(a) ? made(z3_.Z3_mk_int2real(context_, a)) : a; }

// The solver sees through whole numbers better, and compares like with like alone.
std::pair<Term, Term> Terms::alike(Term a, Term b) {
  if (isWhole(a) == isWhole(b)) return {a, b};
  if (z3_.Z3_get_sort(context_, a) == truths_) return {a, b};
  return {asNumber(a), asNumber(b)};
}

Term Terms::negation(Term a) {
  if (a == yes_) return no_;
  if (a == no_) return yes_;
  return made(z3_.Z3_mk_not(context_, a));
}

Term Terms::joined(const std::vector<Term>& of, bool all) {
  const Term deciding = truth(!all), idle = truth(all);
  std::vector<Term> left;
  for (Term each : of) {
    if (each == deciding) return deciding;
    if (each != idle && std::find(left.begin(), left.end(), each) == left.end()) left.push_back(each);
  }
  if (left.empty()) return idle;
  if (left.size() == 1) return left.front();
  const auto count = static_cast<unsigned>(left.size());
  written_ += count;
  return made(all ? z3_.Z3_mk_and(context_, count, left.data()) : z3_.Z3_mk_or(context_, count, left.data()));
}

Term Terms::atLeast(const std::vector<Term>& of, std::size_t need) {
  std::vector<Term> left;
  for (Term each : of) {
    if (each == yes_) {
      if (need > 0) --need;
    } else if (each != no_) {
      left.push_back(each);
    }
  }
  if (need == 0) return yes_;
  if (left.size() < need) return no_;
  if (left.size() == need) return all(left);
  if (need == 1) return some(left);
  written_ += left.size();
  return made(z3_.Z3_mk_atleast(context_, static_cast<unsigned>(left.size()), left.data(),
                                static_cast<unsigned>(need)));
}

Term Terms::choice(Term condition, Term a, Term b) {
  if (condition == yes_ || a == b) return a;
  if (condition == no_) return b;
  if (a == yes_) return either(condition, b);
  if (a == no_) return both(negation(condition), b);
  if (b == yes_) return either(negation(condition), a);
  if (b == no_) return both(condition, a);
  const auto [one, other] = alike(a, b);
  return made(z3_.Z3_mk_ite(context_, condition, one, other));
}

Term Terms::equal(Term a, Term b) {
  if (a == b || b == yes_) return a == b ? yes_ : a;
  if (a == yes_) return b;
  if (a == no_) return negation(b);
  if (b == no_) return negation(a);
  const auto [one, other] = alike(a, b);
  return made(z3_.Z3_mk_eq(context_, one, other));
}

Term Terms::less(Term a, Term b) {
  const auto [one, other] = alike(a, b);
  return one == other ? no_ : made(z3_.Z3_mk_lt(context_, one, other));
}
Term Terms::atMost(Term a, Term b) {
  const auto [one, other] = alike(a, b);
  return one == other ? yes_ : made(z3_.Z3_mk_le(context_, one, other));
}

Term Terms::sum(Term a, Term b) {
  const auto [one, other] = alike(a, b);
  const Term of[] = {one, other};
  return made(z3_.Z3_mk_add(context_, 2, of));
}
Term Terms::difference(Term a, Term b) {
  const auto [one, other] = alike(a, b);
  const Term of[] = {one, other};
  return made(z3_.Z3_mk_sub(context_, 2, of));
}
Term Terms::product(Term a, Term b) {
  const auto [one, other] = alike(a, b);
  const Term of[] = {one, other};
  return made(z3_.Z3_mk_mul(context_, 2, of));
}
Term Terms::quotient(Term a, Term b) { return made(z3_.Z3_mk_div(context_, asNumber(a), asNumber(b))); }
Term Terms::floor(Term a) { return isWhole(a) ? a : made(z3_.Z3_mk_real2int(context_, a)); }

Term Terms::replaced(Term in, const std::vector<Term>& from, const std::vector<Term>& to) {
  if (in == yes_ || in == no_ || from.empty()) return in;
  return made(z3_.Z3_substitute(context_, in, static_cast<unsigned>(from.size()), from.data(), to.data()));
}

void Terms::push() { z3_.Z3_solver_push(context_, solver_); }

void Terms::pop() {
  forget();
  z3_.Z3_solver_pop(context_, solver_, 1);
}

void Terms::demand(Term that) {
  forget();
  if (that != yes_) z3_.Z3_solver_assert(context_, solver_, that);
}

Found Terms::look(std::uint32_t steps) {
  forget();
  Z3_params params = z3_.Z3_mk_params(context_);
  z3_.Z3_params_inc_ref(context_, params);
  z3_.Z3_params_set_uint(context_, params, z3_.Z3_mk_string_symbol(context_, "rlimit"), steps);
  z3_.Z3_params_set_bool(context_, params, z3_.Z3_mk_string_symbol(context_, "ctrl_c"), false);
  z3_.Z3_solver_set_params(context_, solver_, params);
  z3_.Z3_params_dec_ref(context_, params);
  const Z3_lbool found = z3_.Z3_solver_check(context_, solver_);
  count();
  if (found == Z3_L_FALSE) return failed() ? Found::GivenUp : Found::Nothing;
  if (found == Z3_L_UNDEF || failed()) return Found::GivenUp;
  model_ = z3_.Z3_solver_get_model(context_, solver_);
  if (!model_) return Found::GivenUp;
  z3_.Z3_model_inc_ref(context_, model_);
  return Found::Something;
}

// The solver counts from its own beginning.
void Terms::count() {
  Z3_stats all = z3_.Z3_solver_get_statistics(context_, solver_);
  z3_.Z3_stats_inc_ref(context_, all);
  for (unsigned i = 0; i < z3_.Z3_stats_size(context_, all); ++i) {
    if (std::string_view(z3_.Z3_stats_get_key(context_, all, i)) != "rlimit count") continue;
    const std::uint32_t now = z3_.Z3_stats_get_uint_value(context_, all, i);
    steps_ += now - counted_;
    counted_ = now;
  }
  z3_.Z3_stats_dec_ref(context_, all);
}

void Terms::forget() {
  if (model_) z3_.Z3_model_dec_ref(context_, model_);
  model_ = nullptr;
}

Term Terms::evaluated(Term term) const {
  Term value = nullptr;
  const bool known = model_ && z3_.Z3_model_eval(context_, model_, term, true, &value);
  return known ? value : nullptr;
}

bool Terms::holds(Term truth) const {
  const Term value = evaluated(truth);
  return value && z3_.Z3_get_bool_value(context_, value) == Z3_L_TRUE;
}

std::optional<Number> Terms::valueOf(Term number) const {
  const Term value = evaluated(number);
  if (!value) return std::nullopt;
  const std::string text = z3_.Z3_get_numeral_string(context_, value);
  const std::size_t slash = text.find('/');
  const std::optional<Number> top = Number::parse(text.substr(0, slash));
  if (!top || slash == std::string::npos) return top;
  const std::optional<Number> bottom = Number::parse(text.substr(slash + 1));
  return bottom ? Number::ratio(*top, *bottom) : std::nullopt;
}

}  // namespace jurat::linear
