// LawReads: what a rule, amount or definition rests on in the law: the declarations it reads in turn, the
// facts and lists they ask for, and the days on which their wording changes; private to engine/advice.
#pragma once
#include <map>
#include <set>
#include <string>
#include <vector>

#include "engine/check/program.h"

namespace jurat {

class SourceMap;

struct LawRead {
  std::vector<checked::DeclarationId> declarations;  // the one asked for first, then in the order met
  std::set<FactId> facts;
  std::set<EntityId> entities;  // of lists that are walked over
};

// A day on which a declaration begins or ceases to say something.
struct LawDay {
  Date day;             // the first day of what is new, or the day after the last one of what ends
  bool begins = false;  // else something ends without a successor
  Span place;
};

class LawReads {
 public:
  LawReads(const checked::Program& program, const SourceMap& sources)
      : program_(program), sources_(sources) {}

  // All that it reads, itself included.
  const LawRead& of(checked::DeclarationId declaration);
  // The days of that declaration alone, sorted by day.
  std::vector<LawDay> daysOf(checked::DeclarationId declaration) const;
  // Its wording without blanks and comments, with the conditions that its sections and pack add to it.
  const std::string& wordingOf(checked::DeclarationId declaration);

  const checked::Program& program() const { return program_; }

 private:
  const checked::Program& program_;
  const SourceMap& sources_;
  std::map<checked::DeclarationId, LawRead> reads_;
  std::map<checked::DeclarationId, std::string> wording_;
};

}  // namespace jurat
