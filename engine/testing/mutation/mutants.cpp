#include "engine/testing/mutation/mutants.h"

#include <algorithm>
#include <cassert>
#include <map>
#include <memory>
#include <tuple>
#include <unordered_map>
#include <utility>

#include "engine/source/source_map.h"
#include "engine/testing/literal.h"
#include "engine/testing/mutation/exchanges.h"

namespace jurat {
namespace {

using checked::Branch;
using checked::CompareOp;
using checked::Declaration;
using checked::DeclarationId;
using checked::DeclarationKind;
using checked::Expr;
using checked::ExprKind;
using checked::Version;

// The kinds of change; with a place and a number they name a mutant.
enum class Change : std::uint8_t {
  Up,
  Down,
  Operator,
  Negated,
  Part,
  Option,
  Junction,
  More,
  Fewer,
  Before,
  Exception
};

class Breeder {
 public:
  Breeder(checked::Program& program, const SourceMap& sources) : program_(program), sources_(sources) {
    for (Expr& node : program.nodes) own_[&node] = &node;
  }

  void add(DeclarationId id) {
    Declaration& declaration = program_.declarations[id];
    id_ = id;
    at_ = &declaration;
    if (declaration.kind == DeclarationKind::Statement || declaration.kind == DeclarationKind::Rates) return;
    if (declaration.kind == DeclarationKind::DataTable) return cells(declaration);
    decision(declaration.decision);
    for (std::size_t i = 0; i < declaration.versions.size(); ++i) {
      Version& version = declaration.versions[i];
      versionDates(declaration, i);
      for (std::size_t one = 0; one < version.applies_when.size(); ++one) dropCondition(version, one);
      visit(version.eligible_when);
      visit(version.effective_from);
      visit(version.effective_until);
      for (const Expr* condition : version.applies_when) visit(condition);
      branch(version.general, false);
    }
  }

  std::vector<Mutant> finish() {
    std::vector<Mutant> out;
    std::map<std::pair<PackId, std::string>, std::size_t> names;
    for (auto& [key, mutant] : mutants_) {
      std::sort(mutant.touches.begin(), mutant.touches.end());
      mutant.touches.erase(std::unique(mutant.touches.begin(), mutant.touches.end()), mutant.touches.end());
      const std::size_t count = ++names[{mutant.pack, mutant.id()}];
      if (count > 1) mutant.change += " (" + std::to_string(count) + ")";
      out.push_back(std::move(mutant));
    }
    return out;
  }

 private:
  using Key = std::tuple<std::uint32_t, std::uint32_t, Change, std::size_t>;

  void put(Span place, Change change, std::size_t number, std::string text, std::function<void()> toggle) {
    if (!place.known()) return;
    Mutant& mutant = mutants_[{place.begin, place.end, change, number}];
    if (mutant.switches.empty()) {
      mutant.pack = at_->pack;
      mutant.declaration = at_->name;
      mutant.place = place;
      mutant.change = std::move(text);
    }
    mutant.touches.push_back(id_);
    mutant.switches.push_back(std::move(toggle));
  }

  std::string shown(Span span) const { return oneLine(sources_.text(span)); }

  // ---- constants and dates

  void constants(Span place, const Type& type, Value& value, bool positive) {
    for (const bool up : {true, false}) {
      const std::optional<Neighbour> other = neighbour(value, type, sources_.text(place), up);
      if (!other) continue;
      const auto* number = std::get_if<Number>(&other->value);
      const auto* money = std::get_if<Money>(&other->value);
      if (positive && ((number && number->sign() <= 0) || (money && money->amount.sign() <= 0))) continue;
      auto kept = std::make_shared<Value>(other->value);
      put(place, up ? Change::Up : Change::Down, 0, "`" + shown(place) + "` -> `" + other->text + "`",
          [&value, kept] { std::swap(value, *kept); });
    }
  }

  void day(std::optional<Date>& date, Span place, std::optional<Date>* neighbour_until) {
    if (!date || !place.known()) return;
    for (const bool up : {true, false}) {
      const std::optional<Date> other = plusDays(*date, up ? 1 : -1);
      if (!other) continue;
      // Where one version ends because the next begins, they move together.
      const bool joined = neighbour_until && *neighbour_until && plusDays(**neighbour_until, 1) == date;
      auto kept = std::make_shared<std::optional<Date>>(other);
      auto kept_until = std::make_shared<std::optional<Date>>(plusDays(*other, -1));
      put(place, up ? Change::Up : Change::Down, 0, "`" + shown(place) + "` -> `" + toText(*other) + "`",
          [&date, kept, neighbour_until, joined, kept_until] {
            std::swap(date, *kept);
            if (joined) std::swap(*neighbour_until, *kept_until);
          });
    }
  }

  void versionDates(Declaration& declaration, std::size_t index) {
    Version& version = declaration.versions[index];
    day(version.from, version.from_span, index > 0 ? &declaration.versions[index - 1].until : nullptr);
    const bool joined = index + 1 < declaration.versions.size() && version.until &&
                        plusDays(*version.until, 1) == declaration.versions[index + 1].from;
    if (!joined) day(version.until, version.until_span, nullptr);
  }

  void cells(Declaration& table) {
    for (checked::Column& column : table.columns) {
      if (column.citations) continue;
      for (std::size_t row = 0; row < column.values.size(); ++row)
        constants(column.places[row], column.type, column.values[row], false);
    }
  }

  // ---- decision tables

  void decision(checked::DecisionTable& table) {
    for (const checked::TestColumn& column : table.columns) visit(column.value);
    for (std::size_t i = 0; i < table.rows.size(); ++i) {
      checked::TableRow& row = table.rows[i];
      // A row that ends before it begins is one that is not there.
      auto kept =
          std::make_shared<std::pair<std::optional<Date>, std::optional<Date>>>(kLastDate, kFirstDate);
      put(row.span, Change::Part, 0, "without row " + std::to_string(i + 1), [&row, kept] {
        std::swap(row.from, kept->first);
        std::swap(row.until, kept->second);
      });
      for (std::size_t c = 0; c < row.tests.size(); ++c) {
        if (row.tests[c].kind == checked::CellKind::Interval)
          interval(row.tests[c], table.columns[c].value->type);
      }
      for (const Expr* result : row.outputs) visit(result);
    }
  }

  void interval(checked::TestCell& cell, const Type& type) {
    const bool one = cell.least && cell.most && cell.least->value == cell.most->value;
    const std::string text = shown(cell.span);
    for (std::optional<checked::CellBound>* end : {&cell.least, &cell.most}) {
      const bool upper = end == &cell.most;
      if (!*end || (one && upper)) continue;
      const std::string written = literalText((*end)->value, type, program_.vocabulary);
      for (const bool up : {true, false}) {
        const std::optional<Neighbour> other = neighbour((*end)->value, type, written, up);
        if (!other) continue;
        auto kept = std::make_shared<Value>(other->value);
        put(cell.span, up ? Change::Up : Change::Down, upper ? 1 : 0,
            "`" + written + "` -> `" + other->text + "` in `" + text + "`", [&cell, end, one, kept] {
              std::swap((*end)->value, *kept);
              if (one) cell.most->value = cell.least->value;
            });
      }
      if (one) continue;
      put(cell.span, Change::Operator, upper ? 1 : 0,
          "`" + written + "` " + ((*end)->inclusive ? "left out" : "taken in") + " of `" + text + "`",
          [end] { (*end)->inclusive = !(*end)->inclusive; });
    }
  }

  // ---- levels

  void dropCondition(Version& version, std::size_t index) {
    auto kept = std::make_shared<std::vector<const Expr*>>(version.applies_when);
    kept->erase(kept->begin() + static_cast<std::ptrdiff_t>(index));
    const Span place = version.applies_when[index]->span;
    put(place, Change::Part, kWhole, "without `applies when " + shown(place) + "`",
        [&version, kept] { std::swap(version.applies_when, *kept); });
  }

  void branch(Branch& level, bool exception) {
    if (exception) {
      dropException(level);
      day(level.from, level.from_span, nullptr);
      day(level.until, level.until_span, nullptr);
    }
    if (level.due_before && level.due) {
      put(level.due->span, Change::Before, 0, "`due before` -> `due`",
          [&level] { level.due_before = !level.due_before; });
    }
    for (const Expr* part :
         {level.when, level.duty_expr, level.equals, level.at_least, level.at_most, level.due})
      visit(part);
    for (const checked::Bound& bound : level.alternatives) {
      for (const Expr* part : {bound.equals, bound.at_least, bound.at_most}) visit(part);
    }
    for (const checked::Exposure& exposure : level.exposes) {
      visit(exposure.when);
      visit(exposure.from);
    }
    for (Branch& inner : level.exceptions) branch(inner, true);
  }

  // An exception that never applies is one that is not there.
  void dropException(Branch& level) {
    Expr& never = program_.nodes.emplace_back();
    never.type = Type{.kind = TypeKind::YesNo};
    never.value = false;
    never.span = level.name_span;
    auto kept = std::make_shared<const Expr*>(&never);
    put(level.name_span, Change::Exception, 0, "without exception `" + level.name + "`",
        [&level, kept] { std::swap(level.when, *kept); });
  }

  // ---- expressions

  void visit(const Expr* expression, bool positive = false) {
    if (!expression) return;
    const auto own = own_.find(expression);
    assert(own != own_.end());  // a program owns every node it names
    Expr& expr = *own->second;
    if (expr.kind == ExprKind::Constant) return constants(expr.span, expr.type, expr.value, positive);
    if (expr.kind == ExprKind::Compare) compare(expr);
    if (const std::optional<ExprKind> other = besideKind(expr.kind)) exchange(expr, *other);
    if (expr.kind == ExprKind::AtLeastOf || expr.kind == ExprKind::ExactlyOf) count(expr);
    dropParts(expr);
    dropOptions(expr);
    for (std::size_t i = 0; i < expr.args.size(); ++i)
      visit(expr.args[i], expr.kind == ExprKind::Rounded && i == 1);
    for (const checked::Limb& limb : expr.limbs) visit(limb.value);
    if (!expr.domain) return;
    visit(expr.domain->base);
    visit(expr.domain->where);
  }

  void compare(Expr& expr) {
    if (const std::optional<CompareOp> other = besideOp(expr.op)) {
      auto kept = std::make_shared<CompareOp>(*other);
      put(expr.span, Change::Operator, 0,
          "`" + std::string(opText(expr.op)) + "` -> `" + std::string(opText(*other)) + "` in `" +
              shown(expr.span) + "`",
          [&expr, kept] { std::swap(expr.op, *kept); });
      return;
    }
    // The node becomes `not` of what it was, and back.
    Expr& other = program_.nodes.emplace_back();
    other.kind = ExprKind::Not;
    other.type = expr.type;
    other.span = expr.span;
    other.args = {&other};
    put(expr.span, Change::Negated, 0, "`=` -> not equal in `" + shown(expr.span) + "`",
        [&expr, &other] { std::swap(expr, other); });
  }

  void exchange(Expr& expr, ExprKind other) {
    const auto [from, to] = junctionWords(expr.kind, sources_.text(expr.span));
    auto kept = std::make_shared<ExprKind>(other);
    put(expr.span, Change::Junction, 0, "`" + from + "` -> `" + to + "` in `" + shown(expr.span) + "`",
        [&expr, kept] { std::swap(expr.kind, *kept); });
  }

  void count(Expr& expr) {
    for (const bool more : {true, false}) {
      if (!more && expr.count <= 1) continue;
      auto kept = std::make_shared<std::uint32_t>(more ? expr.count + 1 : expr.count - 1);
      put(expr.span, more ? Change::More : Change::Fewer, 0,
          "`" + std::to_string(expr.count) + " of` -> `" + std::to_string(*kept) + " of`",
          [&expr, kept] { std::swap(expr.count, *kept); });
    }
  }

  static bool hasParts(ExprKind kind) {
    return kind == ExprKind::And || kind == ExprKind::Or || kind == ExprKind::AllOf ||
           kind == ExprKind::AnyOf || kind == ExprKind::NoneOf || kind == ExprKind::AtLeastOf ||
           kind == ExprKind::ExactlyOf || kind == ExprKind::Highest || kind == ExprKind::Lowest;
  }

  void dropParts(Expr& expr) {
    if (!hasParts(expr.kind) || expr.args.size() + expr.limbs.size() < 2) return;
    for (std::size_t i = 0; i < expr.args.size(); ++i) {
      auto kept = std::make_shared<std::vector<const Expr*>>(expr.args);
      kept->erase(kept->begin() + static_cast<std::ptrdiff_t>(i));
      const Span place = expr.args[i]->span;
      put(place, Change::Part, 0, "without `" + shown(place) + "`",
          [&expr, kept] { std::swap(expr.args, *kept); });
    }
    for (std::size_t i = 0; i < expr.limbs.size(); ++i) {
      auto kept = std::make_shared<std::vector<checked::Limb>>(expr.limbs);
      kept->erase(kept->begin() + static_cast<std::ptrdiff_t>(i));
      const checked::Limb& limb = expr.limbs[i];
      const std::string label = limb.label.empty() ? "" : limb.label + ": ";
      put(limb.value->span, Change::Part, 0, "without `" + label + shown(limb.value->span) + "`",
          [&expr, kept] { std::swap(expr.limbs, *kept); });
    }
  }

  std::string optionName(const Expr& expr, std::uint32_t option) const {
    const Type& type = expr.args[0]->type;
    if (type.kind == TypeKind::Practice) return std::string(kPracticeStates[option]);
    return program_.vocabulary.choices[ChoiceId{type.id}].options[option].name;
  }

  // `x in { a, b }` and `includes any of { a, b }` are limbs written short.
  void dropOptions(Expr& expr) {
    const bool values = expr.kind == ExprKind::InValues;
    const std::size_t count = values ? expr.args.size() - 1 : expr.options.size();
    if (count < 2) return;
    for (std::size_t i = 0; i < count; ++i) {
      if (values) {
        auto kept = std::make_shared<std::vector<const Expr*>>(expr.args);
        kept->erase(kept->begin() + static_cast<std::ptrdiff_t>(i + 1));
        put(expr.span, Change::Option, i,
            "without `" + shown(expr.args[i + 1]->span) + "` in `" + shown(expr.span) + "`",
            [&expr, kept] { std::swap(expr.args, *kept); });
      } else {
        auto kept = std::make_shared<std::vector<std::uint32_t>>(expr.options);
        kept->erase(kept->begin() + static_cast<std::ptrdiff_t>(i));
        put(expr.span, Change::Option, i,
            "without `" + optionName(expr, expr.options[i]) + "` in `" + shown(expr.span) + "`",
            [&expr, kept] { std::swap(expr.options, *kept); });
      }
    }
  }

  static constexpr std::size_t kWhole = 1;  // a whole `applies when`, not a part of it

  checked::Program& program_;
  const SourceMap& sources_;
  DeclarationId id_{kNoId};
  Declaration* at_ = nullptr;
  std::unordered_map<const Expr*, Expr*> own_;
  std::map<Key, Mutant> mutants_;
};

}  // namespace

std::vector<Mutant> mutantsOf(checked::Program& program, const std::vector<PackId>& packs,
                              const SourceMap& sources) {
  Breeder breeder(program, sources);
  for (std::size_t i = 0; i < program.declarations.size(); ++i) {
    const DeclarationId id = program.declarations.idAt(i);
    if (std::find(packs.begin(), packs.end(), program.declarations[id].pack) != packs.end()) breeder.add(id);
  }
  return breeder.finish();
}

}  // namespace jurat
