// Z3, loaded when it is first needed. Linked as usual, its 25 MB with 18 600 relocations would cost every
// start of the program 1.4 ms, of which `check` never has any use; and a machine without it could not run a
// check at all. Private to engine/advice/linear.
#pragma once
#include <z3.h>

namespace jurat::linear {

#define JURAT_Z3_FUNCTIONS(X) \
  X(Z3_mk_config)             \
  X(Z3_del_config)            \
  X(Z3_mk_context)            \
  X(Z3_del_context)           \
  X(Z3_set_error_handler)     \
  X(Z3_get_error_code)        \
  X(Z3_mk_bool_sort)          \
  X(Z3_mk_int_sort)           \
  X(Z3_mk_real_sort)          \
  X(Z3_mk_fresh_const)        \
  X(Z3_mk_true)               \
  X(Z3_mk_false)              \
  X(Z3_mk_and)                \
  X(Z3_mk_or)                 \
  X(Z3_mk_not)                \
  X(Z3_mk_ite)                \
  X(Z3_mk_eq)                 \
  X(Z3_mk_le)                 \
  X(Z3_mk_lt)                 \
  X(Z3_mk_add)                \
  X(Z3_mk_sub)                \
  X(Z3_mk_mul)                \
  X(Z3_mk_div)                \
  X(Z3_mk_int2real)           \
  X(Z3_mk_real2int)           \
  X(Z3_mk_atleast)            \
  X(Z3_mk_numeral)            \
  X(Z3_mk_int64)              \
  X(Z3_substitute)            \
  X(Z3_get_sort)              \
  X(Z3_mk_simple_solver)      \
  X(Z3_solver_inc_ref)        \
  X(Z3_solver_dec_ref)        \
  X(Z3_mk_params)             \
  X(Z3_params_inc_ref)        \
  X(Z3_params_dec_ref)        \
  X(Z3_params_set_uint)       \
  X(Z3_params_set_bool)       \
  X(Z3_mk_string_symbol)      \
  X(Z3_solver_set_params)     \
  X(Z3_solver_push)           \
  X(Z3_solver_pop)            \
  X(Z3_solver_assert)         \
  X(Z3_solver_check)          \
  X(Z3_solver_get_model)      \
  X(Z3_solver_get_statistics) \
  X(Z3_stats_inc_ref)         \
  X(Z3_stats_dec_ref)         \
  X(Z3_stats_size)            \
  X(Z3_stats_get_key)         \
  X(Z3_stats_get_uint_value)  \
  X(Z3_model_inc_ref)         \
  X(Z3_model_dec_ref)         \
  X(Z3_model_eval)            \
  X(Z3_get_bool_value)        \
  X(Z3_get_numeral_string)

struct SolverLibrary {
#define JURAT_Z3_MEMBER(name) decltype(&::name) name = nullptr;  // NOLINT(bugprone-macro-parentheses)
  JURAT_Z3_FUNCTIONS(JURAT_Z3_MEMBER)
#undef JURAT_Z3_MEMBER
};

// Null when this machine has no Z3 of the version that was built with.
const SolverLibrary* solverLibrary();

}  // namespace jurat::linear
