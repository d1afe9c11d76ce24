#include "engine/advice/linear/relevance.h"

#include <algorithm>
#include <utility>

#include "engine/advice/linear/answers.h"
#include "engine/advice/linear/translate.h"

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
  return std::all_of(picture.variables.begin(), picture.variables.end(), [&](const Variable& variable) {
    return std::any_of(explored.unknowns.begin(), explored.unknowns.end(),
                       [&](const Unknown& unknown) { return isOf(variable, unknown); });
  });
}

}  // namespace

Relevance::Relevance(Machine& machine, Profile& trial, const AsOf& as_of, const Bounds& bounds)
    : machine_(machine), trial_(trial), as_of_(as_of), bounds_(bounds) {}
Relevance::~Relevance() = default;

bool Relevance::spent() const {
  return steps_before_ + (terms_ ? terms_->steps() : 0) >= bounds_.run_steps;
}

void Relevance::settle(const Question& question, Explored& explored) {
  if (!anyPerhaps(explored) || spent()) return;
  const SolverLibrary* z3 = solverLibrary();
  if (!z3) return;
  if (terms_ && terms_->written() > kMostKept) {
    steps_before_ += terms_->steps();
    terms_.reset();
  }
  if (!terms_) terms_ = std::make_unique<Terms>(*z3);
  const bool lists = std::any_of(explored.unknowns.begin(), explored.unknowns.end(),
                                 [](const Unknown& unknown) { return unknown.list; });
  first_answer_ = trial_.answers.size();
  if (lists) closeLists(explored);
  look(question, explored, false);
  restore();
  if (lists && anyPerhaps(explored)) look(question, explored, true);
  restore();
}

// First with nothing more in any list, which shows what matters; then with all that they may hold, which
// shows what does not.
void Relevance::look(const Question& question, Explored& explored, bool lists_open) {
  machine_.start(trial_, as_of_);
  ++explored.trials;
  const Reply reply = replyTo(machine_, question);
  if (reply.settled) return;
  const Picture picture = Translator(machine_, *terms_, bounds_.terms).draw(question);
  if (!picture.whole) return;
  terms_->push();
  for (const Variable& variable : picture.variables) terms_->demand(variable.domain);
  for (const Stranger& stranger : picture.strangers) terms_->demand(stranger.domain);
  for (std::size_t i = 0; i < explored.unknowns.size() && !spent(); ++i) {
    if (isPerhaps(explored, i)) explored.matters[i] = ask(picture, question, explored, i, lists_open);
  }
  terms_->pop();
  const bool learnt = std::find(explored.matters.begin(), explored.matters.end(), Matters::Perhaps) ==
                      explored.matters.end();
  if (learnt && seenAll(picture, explored)) explored.cut = false;
}

// The constants that stand for a fact, and for what may hang on it, once more.
Relevance::Twin Relevance::twinOf(const Picture& picture, const Unknown& unknown) {
  Twin out;
  const auto add = [&](const std::vector<Term>& constants) {
    for (Term each : constants) {
      out.from.push_back(each);
      out.to.push_back(terms_->anyLike(each));
    }
  };
  for (const Variable& variable : picture.variables) {
    if (isOf(variable, unknown)) add(variable.constants);
  }
  for (const Stranger& stranger : picture.strangers) {
    if (mayHangOn(stranger, unknown)) add(stranger.constants);
  }
  return out;
}

Term Relevance::apart(const Picture& picture, const Twin& twin) {
  std::vector<Term> parts;
  for (Term each : picture.answer)
    parts.push_back(
        terms_->negation(terms_->equal(each, terms_->replaced(each, twin.from, twin.to))));
  return terms_->some(parts);
}

Matters Relevance::ask(const Picture& picture, const Question& question, Explored& explored,
                       std::size_t unknown, bool lists_open) {
  const bool lists = std::any_of(explored.unknowns.begin(), explored.unknowns.end(),
                                 [](const Unknown& each) { return each.list; });
  const Matters nothing = lists && !lists_open ? Matters::Perhaps : Matters::No;
  const Twin twin = twinOf(picture, explored.unknowns[unknown]);
  const Term question_term = apart(picture, twin);
  if (question_term == terms_->no()) return nothing;
  terms_->push();
  for (const Variable& variable : picture.variables)
    if (isOf(variable, explored.unknowns[unknown]))
      terms_->demand(terms_->replaced(variable.domain, twin.from, twin.to));
  for (const Stranger& stranger : picture.strangers)
    if (mayHangOn(stranger, explored.unknowns[unknown]))
      terms_->demand(terms_->replaced(stranger.domain, twin.from, twin.to));
  terms_->demand(question_term);
  Matters out = Matters::Perhaps;
  for (std::size_t i = 0; i <= kRefinements && out == Matters::Perhaps; ++i) {
    const Found found = terms_->look(bounds_.steps);
    if (found == Found::Nothing) out = nothing;
    if (found != Found::Something) break;
    if (lists_open) break;
    explored.trials += 2;
    if (confirmed(picture, twin, question, explored.unknowns[unknown])) {
      out = Matters::Yes;
    } else if (!refined(picture, twin)) {
      break;
    }
  }
  terms_->pop();
  return out;
}

// Puts what the solver found for a fact into the profile.
bool Relevance::place(const Variable& variable) {
  const Vocabulary& vocabulary = machine_.rules().vocabulary();
  std::optional<Answer> answer = answerOf(variable, *terms_, vocabulary);
  if (!answer) return false;
  trial_.answers.push_back(*std::move(answer));
  std::uint32_t& at = trial_.instances[variable.instance]
                          .answers[vocabulary.facts[variable.fact].slot + variable.option];
  answers_.emplace_back(&at, at);
  at = static_cast<std::uint32_t>(trial_.answers.size());
  return true;
}

// Whether the machine gives the two companies two answers.
bool Relevance::confirmed(const Picture& picture, const Twin& twin, const Question& question,
                          const Unknown& unknown) {
  const std::size_t answers = trial_.answers.size(), changed = answers_.size();
  std::optional<Variable> other;
  bool placed = true;
  for (const Variable& variable : picture.variables) {
    if (isOf(variable, unknown)) other = withConstants(variable, twin.from, twin.to);
    placed = placed && place(variable);
  }
  bool out = false;
  if (placed && other) {
    machine_.start(trial_, as_of_);
    const Reply one = replyTo(machine_, question);
    if (place(*other)) {
      machine_.start(trial_, as_of_);
      out = differ(one, replyTo(machine_, question));
    }
  }
  while (answers_.size() > changed) {
    *answers_.back().first = answers_.back().second;
    answers_.pop_back();
  }
  trial_.answers.resize(answers);
  return out;
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
  trial_.answers.resize(first_answer_);
}

}  // namespace jurat::linear
