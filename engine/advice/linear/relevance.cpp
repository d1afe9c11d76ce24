#include "engine/advice/linear/relevance.h"

#include <algorithm>
#include <iterator>
#include <utility>

#include "engine/advice/linear/answers.h"
#include "engine/advice/linear/translate.h"
#include "engine/evaluate/describe.h"

namespace jurat::linear {
namespace {

using asking::Explored;
using asking::Matters;
using asking::Question;
using asking::Reply;
using asking::Unknown;

constexpr std::size_t kRefinements = 8;     // looks at one fact after the first
constexpr std::size_t kMostKept = 400'000;  // terms, after which memory is given back

bool isPerhaps(const Explored& explored, std::size_t unknown) {
  return explored.matters[unknown] == Matters::Perhaps && !explored.unknowns[unknown].list;
}

bool anyPerhaps(const Explored& explored) {
  for (std::size_t i = 0; i < explored.unknowns.size(); ++i) {
    if (isPerhaps(explored, i)) return true;
  }
  return false;
}

// Whether there is something left to learn.
bool isInDoubt(const Explored& explored) { return explored.cut || anyPerhaps(explored); }

bool isOf(const Variable& variable, const Unknown& unknown) {
  return !unknown.list && variable.instance == unknown.instance && variable.fact == unknown.fact &&
         variable.option == unknown.option;
}

bool isList(const Cause& cause) {
  return cause.kind == CauseKind::ListNotGiven || cause.kind == CauseKind::ListIncomplete;
}

// What a list may hold besides may hang on any fact.
bool mayHangOn(const Stranger& stranger, const Unknown& unknown) {
  return std::any_of(stranger.causes.begin(), stranger.causes.end(),
                     [&](const Cause& cause) { return isList(cause) || unknown.is(cause); });
}

// Whether two companies get two answers, whatever else is answered.
bool differ(const Reply& a, const Reply& b) {
  if (a.settled && b.settled) return !(a.label == b.label);
  return (a.label.outcomes & b.label.outcomes) == 0;
}

// Whether there is nothing behind the answer that the exploration has not come upon.
bool seenAll(const Picture& picture, const Explored& explored) {
  const auto seen = [&](const auto& is) {
    return std::any_of(explored.unknowns.begin(), explored.unknowns.end(), is);
  };
  const bool facts =
      std::all_of(picture.variables.begin(), picture.variables.end(), [&](const Variable& variable) {
        return seen([&](const Unknown& unknown) { return isOf(variable, unknown); });
      });
  return facts &&
         std::all_of(picture.strangers.begin(), picture.strangers.end(), [&](const Stranger& stranger) {
           return std::all_of(stranger.causes.begin(), stranger.causes.end(), [&](const Cause& cause) {
             if (cause.fact == FactId{kNoId} && !isList(cause)) return true;  // nobody can be asked
             return seen([&](const Unknown& unknown) { return unknown.is(cause); });
           });
         });
}

}  // namespace

Relevance::Relevance(Machine& machine, Profile& trial, const AsOf& as_of, const Limits& limits)
    : machine_(machine), trial_(trial), as_of_(as_of), limits_(limits) {}
Relevance::~Relevance() = default;

bool Relevance::spent() const {
  return steps_before_ + (terms_ ? terms_->steps() : 0) >= limits_.solver_run_steps;
}

void Relevance::settle(const Question& question, Explored& explored) {
  if (!isInDoubt(explored) || spent()) return;
  const SolverLibrary* z3 = solverLibrary();
  if (!z3) return;
  if (terms_ && terms_->written() > kMostKept) {
    steps_before_ += terms_->steps();
    terms_.reset();
  }
  if (!terms_) terms_ = std::make_unique<Terms>(*z3);
  const bool lists = std::any_of(explored.unknowns.begin(), explored.unknowns.end(),
                                 [](const Unknown& unknown) { return unknown.list; });
  if (lists) closeLists(explored);
  const bool narrowed = look(question, explored, lists, true);
  restore();
  if (narrowed && isInDoubt(explored)) look(question, explored, false, false);
}

// First with nothing more in any list and no practice that somebody has to judge, which shows what matters;
// then with all that there may be, which shows what does not. Whether there is more than was looked at.
bool Relevance::look(const Question& question, Explored& explored, bool closed, bool judged) {
  machine_.start(trial_, as_of_);
  ++explored.trials;
  if (replyTo(machine_, question).settled) return true;
  const Picture picture = Translator(machine_, *terms_, limits_.solver_terms, judged).draw(question);
  if (!picture.whole) return false;
  const bool narrowed = closed || picture.narrowed;
  const Matters nothing = narrowed ? Matters::Perhaps : Matters::No;
  addUnseen(picture, explored);
  if (anyPerhaps(explored)) {
    terms_->push();
    const Twin twin = twinOf(picture, explored);
    demandTwin(picture, twin, explored);
    search(picture, twin, question, explored, nothing);
    terms_->pop();
  }
  if (!narrowed && !anyPerhaps(explored) && seenAll(picture, explored)) explored.cut = false;
  return narrowed;
}

// Facts behind an answer that was not looked into to its end, which nobody has come upon: they may matter.
void Relevance::addUnseen(const Picture& picture, Explored& explored) {
  if (!explored.cut) return;
  machine_.start(trial_, as_of_);
  for (const Variable& variable : picture.variables) {
    const bool seen = std::any_of(explored.unknowns.begin(), explored.unknowns.end(),
                                  [&](const Unknown& unknown) { return isOf(variable, unknown); });
    if (seen) continue;
    const Slot slot = machine_.factSlot(variable.instance, variable.fact, variable.option);
    std::vector<Missing> missing = missingOf(machine_, slot.cause);
    if (missing.size() != 1) continue;
    Unknown unknown;
    unknown.instance = variable.instance;
    unknown.fact = variable.fact;
    unknown.option = variable.option;
    explored.unknowns.push_back(std::move(unknown));
    explored.matters.push_back(Matters::Perhaps);
    explored.missing.push_back(std::move(missing.front()));
  }
}

// The constants that stand for the facts in doubt, and for what may hang on them, once more.
Relevance::Twin Relevance::twinOf(const Picture& picture, const Explored& explored) {
  Twin out;
  out.differs.resize(explored.unknowns.size(), nullptr);
  const auto add = [&](const std::vector<Term>& constants) {
    for (Term each : constants) {
      out.from.push_back(each);
      out.to.push_back(terms_->anyLike(each));
    }
  };
  for (std::size_t i = 0; i < out.differs.size(); ++i) {
    if (!isPerhaps(explored, i)) continue;
    for (const Variable& variable : picture.variables) {
      if (isOf(variable, explored.unknowns[i])) add(variable.constants);
    }
    out.differs[i] = terms_->anyTruth();
  }
  for (const Stranger& stranger : picture.strangers) {
    for (std::size_t i = 0; i < out.differs.size(); ++i) {
      if (!out.differs[i] || !mayHangOn(stranger, explored.unknowns[i])) continue;
      add(stranger.constants);
      break;
    }
  }
  std::vector<Term> parts;
  for (Term each : picture.answer)
    parts.push_back(terms_->negation(terms_->equal(each, terms_->replaced(each, out.from, out.to))));
  out.apart = terms_->some(parts);
  return out;
}

Term Relevance::same(const Twin& twin, const std::vector<Term>& constants) {
  std::vector<Term> parts;
  for (Term each : constants)
    parts.push_back(terms_->equal(each, terms_->replaced(each, twin.from, twin.to)));
  return terms_->all(parts);
}

void Relevance::demandTwin(const Picture& picture, const Twin& twin, const Explored& explored) {
  const auto demand = [&](const std::vector<Term>& constants, Term domain, const auto& concerns) {
    terms_->demand(domain);
    std::vector<Term> either;
    for (std::size_t i = 0; i < twin.differs.size(); ++i) {
      if (twin.differs[i] && concerns(explored.unknowns[i])) either.push_back(twin.differs[i]);
    }
    if (either.empty()) return;
    terms_->demand(terms_->replaced(domain, twin.from, twin.to));
    either.push_back(same(twin, constants));
    terms_->demand(terms_->some(either));
  };
  for (const Variable& variable : picture.variables)
    demand(variable.constants, variable.domain,
           [&](const Unknown& unknown) { return isOf(variable, unknown); });
  for (const Stranger& stranger : picture.strangers)
    demand(stranger.constants, stranger.domain,
           [&](const Unknown& unknown) { return mayHangOn(stranger, unknown); });
  for (std::size_t i = 0; i < twin.differs.size(); ++i) {
    for (const Variable& variable : picture.variables) {
      const bool text = machine_.rules().vocabulary().facts[variable.fact].type.kind == TypeKind::Text;
      if (text || !twin.differs[i] || !isOf(variable, explored.unknowns[i])) continue;
      terms_->demand(terms_->negation(terms_->both(twin.differs[i], same(twin, variable.constants))));
    }
  }
  for (const Climb& climb : picture.climbs) {
    const Term from = terms_->replaced(climb.from, twin.from, twin.to);
    const Term to = terms_->replaced(climb.to, twin.from, twin.to);
    terms_->demand(terms_->either(terms_->less(from, climb.from), terms_->atMost(climb.to, to)));
    terms_->demand(terms_->either(terms_->less(climb.from, from), terms_->atMost(to, climb.to)));
  }
  std::vector<Term> differs;
  std::copy_if(twin.differs.begin(), twin.differs.end(), std::back_inserter(differs),
               [](Term each) { return each != nullptr; });
  terms_->demand(terms_->some(differs));
  terms_->demand(terms_->negation(terms_->atLeast(differs, 2)));
  terms_->demand(twin.apart);
}

// One fact after the other, until no two companies are left that differ in one of the others.
void Relevance::search(const Picture& picture, const Twin& twin, const Question& question, Explored& explored,
                       Matters nothing) {
  std::vector<bool> open(twin.differs.size());
  for (std::size_t i = 0; i < open.size(); ++i) open[i] = twin.differs[i] != nullptr;
  std::size_t refinements = 0;
  while (std::find(open.begin(), open.end(), true) != open.end() && !spent()) {
    const Found found = terms_->look(limits_.solver_steps);
    if (found == Found::GivenUp) return;
    if (found == Found::Nothing) {
      for (std::size_t i = 0; i < open.size(); ++i) {
        if (open[i]) explored.matters[i] = nothing;
      }
      return;
    }
    std::size_t at = 0;
    while (at < open.size() && !(open[at] && terms_->holds(twin.differs[at]))) ++at;
    if (at == open.size()) return;
    explored.trials += 2;
    const bool matters = confirmed(picture, twin, question, explored.unknowns[at]);
    takeBack();
    if (matters) explored.matters[at] = Matters::Yes;
    if (!matters && refinements++ < kRefinements && refined(picture, twin)) continue;
    refinements = 0;
    open[at] = false;
    terms_->demand(terms_->negation(twin.differs[at]));
  }
}

// Puts what the solver found for a fact into the profile.
bool Relevance::place(const Variable& variable) {
  const Vocabulary& vocabulary = machine_.rules().vocabulary();
  std::optional<Answer> answer = answerOf(variable, *terms_, vocabulary);
  if (!answer) return false;
  replace(trial_.instances[variable.instance].answers[vocabulary.facts[variable.fact].slot + variable.option],
          *std::move(answer));
  return true;
}

// Whether the machine gives the two companies two answers; they stay in the profile.
bool Relevance::confirmed(const Picture& picture, const Twin& twin, const Question& question,
                          const Unknown& unknown) {
  std::optional<Variable> other;
  for (const Variable& variable : picture.variables) {
    if (isOf(variable, unknown)) other = withConstants(variable, twin.from, twin.to);
    if (!place(variable)) return false;
  }
  if (!other) return false;
  machine_.start(trial_, as_of_);
  const Reply first = replyTo(machine_, question);
  if (!place(*other)) return false;
  machine_.start(trial_, as_of_);
  return differ(first, replyTo(machine_, question));
}

void Relevance::replace(std::uint32_t& at, Answer answer) {
  trial_.answers.push_back(std::move(answer));
  answers_.emplace_back(&at, at);
  at = static_cast<std::uint32_t>(trial_.answers.size());
}

void Relevance::takeBack() {
  while (!answers_.empty()) {
    *answers_.back().first = answers_.back().second;
    answers_.pop_back();
    trial_.answers.pop_back();
  }
}

// Tells the solver what it was wrong about; false when it was right about all that there is to tell.
bool Relevance::refined(const Picture& picture, const Twin& twin) {
  std::vector<Term> lessons;
  for (const Climb& climb : picture.climbs) {
    for (const bool second : {false, true}) {
      const Term from = second ? terms_->replaced(climb.from, twin.from, twin.to) : climb.from;
      const Term to = second ? terms_->replaced(climb.to, twin.from, twin.to) : climb.to;
      if (second && from == climb.from && to == climb.to) continue;
      const std::optional<Number> at = terms_->valueOf(from), said = terms_->valueOf(to);
      const std::optional<Number> is = at ? climb.at(*at) : std::nullopt;
      if (!is || (said && *said == *is)) continue;
      const std::optional<Term> here = terms_->number(*at), there = terms_->number(*is);
      if (!here || !there) continue;
      lessons.push_back(terms_->either(terms_->less(*here, from), terms_->atMost(to, *there)));
      lessons.push_back(terms_->either(terms_->less(from, *here), terms_->atMost(*there, to)));
    }
  }
  for (Term each : lessons) terms_->demand(each);
  return !lessons.empty();
}

void Relevance::closeLists(const Explored& explored) {
  for (const Unknown& unknown : explored.unknowns) {
    if (!unknown.list) continue;
    for (ChildList& child : trial_.instances[unknown.instance].children) {
      if (child.entity != unknown.entity) continue;
      lists_.emplace_back(&child, child);
      child.given = child.complete = true;
    }
  }
}

void Relevance::restore() {
  for (const auto& [list, was] : lists_) *list = was;
  lists_.clear();
}

}  // namespace jurat::linear
