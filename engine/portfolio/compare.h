// Compare: two blocks of the same companies, answered, held against each other; private to this room. One
// thread.
#pragma once
#include <map>
#include <optional>
#include <string>
#include <utility>
#include <vector>

#include "engine/portfolio/answerer.h"
#include "engine/portfolio/changes.h"
#include "engine/portfolio/pairs.h"

namespace jurat::portfolio {

// The rules and packs of two plans, those of the same id together.
struct JoinedPlans {
  JoinedPlans(const Plan& before, const Plan& after);

  struct Rule {
    std::string id;                                  // without the option of a control
    std::optional<std::uint32_t> before{}, after{};  // index into Plan::info
    // Of rules of two sets: the citations of its general case are others on the days of the plans.
    bool law_differs = false;
    bool wording_differs = false;  // that, or another severity or strength
  };
  struct Pack {
    std::string id;
    std::optional<PackId> before{}, after{};
  };
  const Plan& before;
  const Plan& after;
  std::vector<Rule> rules;  // by id
  std::vector<Pack> packs;  // by id
};

// Where a company stands in the two blocks.
struct PairAt {
  std::uint32_t before = 0, after = 0;
  const Pair* pair = nullptr;
};

class Compare {
 public:
  // `same_records`: both sides read the same texts.
  Compare(const JoinedPlans& plans, bool same_records);
  // Counts what differs; both blocks were answered.
  void run(Answerer& before, Answerer& after, const std::vector<PairAt>& pairs, Changes& out);

 private:
  class Impl;
  const JoinedPlans& plans_;
  bool same_records_;
};

// What its record calls the company, else what the input does. `roots`: names of root entities.
std::string nameOf(const RecordAt& record, const std::vector<std::string>& roots);

// Groups and packs with their ids and what the rules say of them; without reasons, sorted.
PortfolioDifference differenceOf(const JoinedPlans& plans, const Changes& changes);

}  // namespace jurat::portfolio
