// The order in which declarations can be evaluated; cycles and chains that never end are refused.
#include <algorithm>

#include "engine/check/context.h"

namespace jurat::checking {
namespace {

using Made = checked::DeclarationKind;

bool isOrdered(Made kind) {
  switch (kind) {
    case Made::Parameter:
    case Made::DataTable:
    case Made::DecisionTable:
    case Made::Rates:
    case Made::Calendar:
    case Made::Define:
    case Made::Amount:
    case Made::Benefit:
      return true;
    case Made::Rule:
    case Made::Statement:
      return false;
  }
  return false;
}

class Sorter {
 public:
  explicit Sorter(Context& context)
      : context_(context),
        state_(context.program.declarations.size(), State::New),
        depth_(context.program.declarations.size(), 1) {}

  void run() {
    for (std::size_t i = 0; i < state_.size(); ++i) {
      const DeclarationId id = context_.program.declarations.idAt(i);
      if (state_[i] == State::New && isOrdered(context_.program.declarations[id].kind)) visit(id);
    }
  }

 private:
  enum class State : std::uint8_t { New, OnTheWay, Done };
  struct Step {
    DeclarationId id;
    std::size_t next = 0;
  };

  // Depth first without recursion: chains may be as long as a file allows.
  void visit(DeclarationId start) {
    way_.assign(1, {start});
    state_[raw(start)] = State::OnTheWay;
    while (!way_.empty()) {
      Step& at = way_.back();
      const std::vector<DeclarationId>& reads = context_.reads[raw(at.id)];
      if (at.next == reads.size()) {
        finish(at.id);
        continue;
      }
      const DeclarationId to = reads[at.next++];
      if (state_[raw(to)] == State::OnTheWay) {
        reportCycle(to);
      } else if (state_[raw(to)] == State::New) {
        state_[raw(to)] = State::OnTheWay;
        way_.push_back({to});
      } else {
        deepen(at.id, to);
      }
    }
  }

  void finish(DeclarationId id) {
    state_[raw(id)] = State::Done;
    context_.program.order.push_back(id);
    way_.pop_back();
    if (!way_.empty()) deepen(way_.back().id, id);
    if (circular_ || depth_[raw(id)] != context_.limits.definition_chain + 1) return;
    const checked::Declaration& declaration = context_.program.declarations[id];
    context_.report({.code = "J0402",
                     .message = quoted(declaration.name) + " ends a chain of more than " +
                                std::to_string(context_.limits.definition_chain) +
                                " definitions that each read another",
                     .primary = {declaration.name_span, "the chain gets too long here"},
                     .help = "say several of the steps in one definition"});
  }

  void deepen(DeclarationId reader, DeclarationId read) {
    depth_[raw(reader)] = std::max(depth_[raw(reader)], depth_[raw(read)] + 1);
  }

  void reportCycle(DeclarationId to) {
    circular_ = true;
    const auto first =
        std::find_if(way_.begin(), way_.end(), [&](const Step& each) { return each.id == to; });
    const auto name = [&](DeclarationId id) -> const checked::Declaration& {
      return context_.program.declarations[id];
    };
    std::string path;
    Diagnostic diagnostic{
        .code = "J0401",
        .message = {},
        .primary = {name(to).name_span, ""},
        .help = "a definition must follow from facts in the end; break the circle in one place"};
    std::size_t shown = 0;
    for (auto each = first; each != way_.end(); ++each) {
      const bool last = each + 1 == way_.end();
      // A long circle is told by its first members and its last.
      if (++shown > kShown && !last) {
        if (shown == kShown + 1) path += "... ";
        continue;
      }
      const DeclarationId next = last ? to : (each + 1)->id;
      path += quoted(name(each->id).name) + " reads ";
      const std::string text = "reads " + quoted(name(next).name);
      if (each == first) {
        diagnostic.primary.text = text;
      } else {
        diagnostic.secondary.push_back({name(each->id).name_span, text});
      }
    }
    diagnostic.message = first + 1 == way_.end()
                             ? quoted(name(to).name) + " is defined by itself"
                             : "these definitions go in a circle: " + path + quoted(name(to).name);
    context_.report(std::move(diagnostic));
  }

  static constexpr std::size_t kShown = 8;

  Context& context_;
  bool circular_ = false;  // then chains have no length
  std::vector<State> state_;
  std::vector<std::size_t> depth_;
  std::vector<Step> way_;
};

}  // namespace

void orderDeclarations(Context& context) { Sorter(context).run(); }

}  // namespace jurat::checking
