// Explanation: a walk back over the slots of a run, keeping only what decided; private to engine/evaluate.
#pragma once
#include <functional>
#include <optional>
#include <string>
#include <vector>

#include "engine/evaluate/machine.h"

namespace jurat {

// Met, not met, not known, or an error.
Phrase verdictOf(const Slot& slot);
// The version of the day; null when there is none.
const checked::Version* versionOn(const checked::Declaration& declaration, Date day);

class Explainer {
 public:
  explicit Explainer(Machine& machine) : machine_(machine) {}

  // Why a condition or value came out as it did, in that frame.
  Reason expression(const checked::Expr& expression, const Frame& frame);
  // The slot of an expression in that very frame, or null.
  const Slot* slotOf(const checked::Expr& expression, const Frame& frame) const;
  // What a level says of what is explained, as children of a reason; false when it says nothing of it.
  // `inside` an exception what is said is labelled, since the condition stands beside it.
  using Says = std::function<bool(const checked::Branch& branch, bool inside, Reason& out)>;
  // The exceptions of a level that hold or may hold, or are overridden, each with its condition and what it
  // says; then the general case, unless one that says something certainly holds. False: nothing says
  // anything.
  bool level(const checked::Branch& branch, const Frame& frame, const Says& says, Reason& out,
             bool inside = false);
  // Why a definition, or a result of a decision table, has its value, as children of `out`; its notes too.
  void value(const checked::Declaration& declaration, const Frame& frame, Reason& out);
  // Limbs on the way down to what decided, as "(c)(i)".
  // The standing of everything the explanation went through that is not official.
  const std::vector<checked::Confidence>& standing() const { return standing_; }
  void note(const checked::Confidence& confidence);
  static void limbs(const Reason& reason, const std::string& prefix, std::vector<std::string>& out);

 private:
  const Frame* frameOf(const checked::Expr& expression, const Frame& frame) const;
  Reason make(const checked::Expr& expression, const Slot& slot) const;
  void condition(const checked::Expr& expression, const Frame& frame, const Slot& slot, Reason& out);
  void chosen(const checked::Expr& expression, const Frame& frame, std::uint8_t wanted, bool exactly,
              Reason& out);
  void quantifier(const checked::Expr& expression, const Frame& frame, const Slot& slot, Reason& out);
  void aggregate(const checked::Expr& expression, const Frame& frame, const Slot& slot, Reason& out);
  void fact(const checked::Expr& expression, const Frame& frame, Reason& out);
  void definition(const checked::Expr& expression, const Frame& frame, Reason& out);
  // What value() says, as it was said before where nothing would have to be left out.
  void valueOnce(const checked::Declaration& declaration, const Frame& frame, Reason& out);
  // Which option an index means; its name joins the text.
  std::optional<std::uint32_t> lowestOf(const checked::Expr& index, ChoiceId per, const Frame& frame,
                                        Reason& out) const;
  void conversion(const checked::Expr& expr, const Frame& frame, Reason& out);
  void column(const checked::Expr& expression, const Frame& frame, Reason& out);
  std::vector<Reason> rows(const Frame& result);
  Reason row(const Matched& match, const Frame& frame, std::uint32_t index);
  const Slot* deciding(const checked::Branch& exception, const Frame& frame) const;
  Message standing(const std::vector<checked::Branch>& siblings, const checked::Branch& exception,
                   const Frame& frame) const;
  void when(const checked::Expr& condition, const Frame& frame, Reason& out);
  void reads(const checked::Expr& expression, const Frame& frame, Reason& out);
  void child(const checked::Expr& expression, const Message& label, const Frame& frame, Reason& out);
  bool full();  // no further line has room; notes that one was left out

  Machine& machine_;
  std::size_t depth_ = 0;
  std::size_t deepest_ = 0;  // that depth_ was for a line
  std::size_t lines_ = 0;
  bool cut_ = false;  // something was left out: too deep, or one line too many
  std::vector<checked::Confidence> standing_;
};

}  // namespace jurat
