// Relevance: whether an answer hangs on a fact, where that is a question of arithmetic: put to Z3 as "are
// there two companies that differ in this alone and get two answers". What it finds is tried on the machine
// before it is believed; that it finds nothing is a proof.
#pragma once
#include <cstdint>
#include <memory>
#include <optional>
#include <vector>

#include "engine/advice/ask/explore.h"
#include "engine/advice/linear/meaning.h"
#include "engine/base/limits.h"

namespace jurat::linear {

class Relevance {
 public:
  // Changes `trial` while it looks and leaves it as it was.
  Relevance(Machine& machine, Profile& trial, const AsOf& as_of, const Limits& limits);
  ~Relevance();
  Relevance(const Relevance&) = delete;
  Relevance& operator=(const Relevance&) = delete;

  // Turns Perhaps into Yes or No where it can, and adds to the trials. Without Z3 on this machine, with a
  // limit reached (solver_terms, solver_steps, solver_run_steps), or with steps of which it knows nothing
  // behind the answer, Perhaps stays. Lists stay too. Facts that a cut exploration has not come upon are
  // added; `cut` ends where nothing is left to learn about any fact.
  void settle(const asking::Question& question, asking::Explored& explored);

 private:
  // The second company: it differs from the first in one of the facts that are asked about.
  struct Twin {
    std::vector<Term> from, to;  // what stands for such facts, and for what hangs on them, in either
    std::vector<Term> differs;   // by unknown: that it is this one; null where that is not asked
    Term apart = nullptr;        // they get two answers
  };
  bool look(const asking::Question& question, asking::Explored& explored, bool closed, bool judged);
  void search(const Picture& picture, const Twin& twin, const asking::Question& question,
              asking::Explored& explored, asking::Matters nothing);
  void addUnseen(const Picture& picture, asking::Explored& explored);
  Twin twinOf(const Picture& picture, const asking::Explored& explored);
  void demandTwin(const Picture& picture, const Twin& twin, const asking::Explored& explored);
  Term same(const Twin& twin, const std::vector<Term>& constants);
  bool confirmed(const Picture& picture, const Twin& twin, const asking::Question& question,
                 const asking::Unknown& unknown);
  bool refined(const Picture& picture, const Twin& twin);
  bool place(const Variable& variable);
  void replace(std::uint32_t& at, Answer answer);
  void takeBack();  // what was placed
  void closeLists(const asking::Explored& explored);
  void restore();  // the lists
  bool spent() const;

  Machine& machine_;
  Profile& trial_;
  AsOf as_of_;
  Limits limits_;
  std::unique_ptr<Terms> terms_;
  std::uint64_t steps_before_ = 0;                                 // of solvers that are gone
  std::vector<std::pair<std::uint32_t*, std::uint32_t>> answers_;  // that were changed, and what they were
  std::vector<std::pair<ChildList*, ChildList>> lists_;            // likewise
};

}  // namespace jurat::linear
