#include "engine/testing/plan.h"

#include <algorithm>

#include "engine/source/diagnostic.h"
#include "engine/source/source_map.h"
#include "engine/testing/complaints.h"
#include "engine/testing/heads.h"
#include "engine/testing/records.h"
#include "engine/testing/world.h"

namespace jurat {
namespace {

class Planner {
 public:
  Planner(const checked::Program& program, const checked::Test& test, const SourceMap& sources,
          Diagnostics& diagnostics)
      : program_(program),
        test_(test),
        sources_(sources),
        diagnostics_(diagnostics),
        world_(program.vocabulary, sources, diagnostics) {}

  PlannedTest plan() {
    out_.pack = test_.pack;
    out_.source = test_.source;
    out_.title = std::string(test_.source->title.en);
    const std::size_t errors = diagnostics_.errorCount();
    for (const ast::TestItem& item : test_.source->items) {
      if (!step(item) || diagnostics_.errorCount() > errors) break;
    }
    if (out_.situations.empty() && diagnostics_.errorCount() == errors) {
      diagnostics_.report({.code = "J0525",
                           .message = "the test expects nothing",
                           .primary = {test_.source->keyword, "has no `expect` and no `cases`"},
                           .help = "a test that cannot fail proves nothing: add an `expect`"});
    }
    out_.faulty = diagnostics_.errorCount() > errors;
    return std::move(out_);
  }

 private:
  bool step(const ast::TestItem& item) {
    if (item.kind != ast::TestItemKind::Expect) fresh_ = false;
    switch (item.kind) {
      case ast::TestItemKind::Given:
        return give(item);
      case ast::TestItemKind::AsOf:
        return asOf(*item.date);
      case ast::TestItemKind::Expect:
        return expect(item.expect);
      case ast::TestItemKind::Cases:
        return cases(item.rows);
    }
    return true;
  }

  // A field that names a definition sets what it is assumed to be; the others are the profile's own.
  bool give(const ast::TestItem& item) {
    const Vocabulary& vocabulary = program_.vocabulary;
    const std::optional<EntityId> entity = vocabulary.entity(item.entity.text);
    std::vector<ast::Field> facts;
    const std::string id(item.id.en);
    std::vector<GivenValue> values;
    for (const GivenValue& value : given_values_) {
      if (item.like && value.given == item.like.en) values.push_back({id, value.assumption});
    }
    for (const ast::Field& field : item.fields) {
      const bool known = !entity || vocabulary.fact(*entity, field.name.text) ||
                         vocabulary.child(*entity, field.name.text) || field.name.text == "id" ||
                         field.name.text == "complete";
      if (known || !namesDefinition(field.name.text)) {
        facts.push_back(field);
        continue;
      }
      if (!assumeField(field, *entity, id, values)) return false;
    }
    for (const GivenValue& value : values) replace(given_values_, value);
    ast::TestItem rest = item;
    rest.fields = facts;
    return world_.give(rest);
  }

  // Of a definition `per` a choice a record says what it is for each option it names.
  bool assumeField(const ast::Field& field, EntityId entity, const std::string& id,
                   std::vector<GivenValue>& values) {
    if (field.item.kind != ast::ItemKind::Object || field.index)
      return assumeItem(field.name, field.index, field.item, entity, id, values);
    for (const ast::Field& option : field.item.fields) {
      if (!assumeItem(field.name, option.name, option.item, entity, id, values)) return false;
    }
    return true;
  }

  bool assumeItem(const ast::Name& name, const ast::Name& index, const ast::Item& item, EntityId entity,
                  const std::string& id, std::vector<GivenValue>& values) {
    Head head;
    head.target =
        resolveTestTarget(program_, test_.pack, entity, {{&name, 1}, name.span}, index, diagnostics_);
    if (head.target.kind == TestTarget::Kind::None) return false;
    if (item.kind == ast::ItemKind::Object || item.kind == ast::ItemKind::List) {
      reportNoValue(diagnostics_, name, item);
      return false;
    }
    const std::optional<Assumption> assumption = assume(head, cellOf(item));
    if (assumption) replace(values, {id, *assumption});
    return assumption.has_value();
  }

  bool namesDefinition(std::string_view name) const {
    for (const checked::Declaration& declaration : program_.declarations) {
      const bool derived = declaration.kind == checked::DeclarationKind::Define ||
                           declaration.kind == checked::DeclarationKind::DecisionTable;
      if (derived && declaration.name == name) return true;
    }
    return false;
  }

  bool asOf(const ast::Expr& date) {
    const std::string text(sources_.text(date.span));
    if (const std::optional<Date> day = parseDate(text)) {
      as_of_ = AsOf{*day, std::nullopt};
    } else if (const std::optional<Moment> moment = parseMoment(text)) {
      const PackId pack = test_.pack;
      as_of_ = AsOf{program_.packs[pack].time_zone.dayOf(*moment), moment};
    } else {
      diagnostics_.report({.code = "J0526",
                           .message = "`" + text + "` is no day",
                           .primary = {date.span, "there is no such day"},
                           .help = "write a day of the calendar, as in `2026-11-23`"});
      return false;
    }
    return true;
  }

  // Whether a `given` says what the definition is, of whatever record.
  bool given(const Assumption& assumption) const {
    return std::any_of(given_values_.begin(), given_values_.end(), [&](const GivenValue& value) {
      return value.assumption.declaration == assumption.declaration &&
             value.assumption.option == assumption.option && value.assumption.output == assumption.output;
    });
  }

  // Opens a situation on the world as it stands; nothing when it cannot (reported).
  Situation* open(const std::vector<Assumption>& assumed) {
    if (!as_of_) {
      diagnostics_.report({.code = "J0527",
                           .message = "the test says no day",
                           .primary = {test_.source->keyword, ""},
                           .help = "put `as of YYYY-MM-DD` before the first `expect`"});
      return nullptr;
    }
    if (!world_.profile()) return nullptr;
    Situation made{.profile = world_.shared(), .as_of = *as_of_, .assumptions = assumed};
    for (const GivenValue& value : given_values_) {
      Assumption placed = value.assumption;
      const EntityId subject = program_.declarations[placed.declaration].subject;
      const std::vector<InstanceId> elements = world_.findAll(value.given, subject);
      if (elements.empty()) continue;  // of a former company
      placed.subject = elements.front();
      made.assumptions.push_back(std::move(placed));
    }
    made.names = world_.names();
    out_.situations.push_back(std::move(made));
    return &out_.situations.back();
  }

  // Expectations that follow each other are asked of one start.
  Situation* current() {
    if (fresh_ && !out_.situations.empty()) return &out_.situations.back();
    Situation* opened = open({});
    fresh_ = opened != nullptr;
    return opened;
  }

  // The elements that an expectation may be about: those of its id, or the one given last. None: reported.
  std::vector<InstanceId> meant(const ast::Text& subject, EntityId entity) {
    if (!subject) return {world_.last()};
    std::vector<InstanceId> found = world_.findAll(std::string(subject.en), entity);
    if (!found.empty()) return found;
    Diagnostic diagnostic{.code = "J0528",
                          .message = "nothing called `" + std::string(subject.en) + "` is given",
                          .primary = {subject.span, "not given above"}};
    suggestWord(diagnostic, subject.en, world_.ids(),
                "give it before: `given ENTITY \"" + std::string(subject.en) + "\" { ... }`", true);
    diagnostics_.report(std::move(diagnostic));
    return found;
  }

  std::optional<Aim> aim(const ast::Dotted& path, const ast::Name& index, const ast::Text& subject,
                         Span span) {
    Aim made;
    made.text = std::string(sources_.text(span));
    made.target = resolveTestTarget(program_, test_.pack, world_.lastEntity(), path, index, diagnostics_);
    if (made.target.kind == TestTarget::Kind::None) return std::nullopt;
    EntityId entity{kNoId};
    const checked::Program& program = program_;
    if (made.target.kind == TestTarget::Kind::Fact) {
      entity = program.vocabulary.facts[made.target.fact].entity;
    } else {
      entity = program.declarations[made.target.declaration].subject;
    }
    const std::vector<InstanceId> found = meant(subject, entity);
    if (found.empty()) return std::nullopt;
    // Several elements may have that id: the first that the name can be about is meant.
    for (const InstanceId each : found) {
      made.subject = entity == EntityId{kNoId}
                         ? each
                         : recordFor(*world_.profile(), each, entity,
                                     program.vocabulary.entities[entity].keyed_by, made.target.option);
      if (made.subject != InstanceId{kNoId}) break;
    }
    if (made.subject == InstanceId{kNoId}) {
      diagnostics_.report({.code = "J0528",
                           .message = "no `" + program.vocabulary.entities[entity].name +
                                      "` is given that `" + made.text + "` could be about",
                           .primary = {span, ""},
                           .help = "give one, or name it: `for \"id\"`"});
      return std::nullopt;
    }
    return made;
  }

  bool expect(const ast::Expect& wanted) {
    Situation* situation = current();
    if (!situation) return false;
    const std::optional<Aim> at =
        aim(wanted.target.path, wanted.target.index, wanted.target.subject, wanted.target.span);
    if (!at || !suits(*at, wanted, diagnostics_)) return false;
    situation->questions.push_back({*at, wanted, ""});
    return true;
  }

  bool headsOf(const ast::Row& row, std::vector<Head>& heads) {
    for (const ast::Cell& cell : row.cells) {
      Head head;
      head.span = cell.span;
      if (cell.head) {
        takeApart(*cell.head, head.parts, head.index);
      } else {
        head.parts.push_back(cell.name);
      }
      head.label = head.parts.size() == 1 && head.parts[0].text == "case";
      if (!head.label) {
        const ast::Dotted path{head.parts, cell.span};
        head.target =
            resolveTestTarget(program_, test_.pack, world_.lastEntity(), path, head.index, diagnostics_);
        if (head.target.kind == TestTarget::Kind::None) return false;
      }
      heads.push_back(std::move(head));
    }
    return true;
  }

  bool cases(ast::List<ast::Row> rows) {
    if (rows.size() < 2) return true;
    std::vector<Head> heads;
    if (!headsOf(rows[0], heads)) return false;
    for (std::size_t i = 1; i < rows.size(); ++i) {
      if (rows[i].cells.size() != heads.size()) {
        diagnostics_.report(
            {.code = "J0529",
             .message = "the row has " + std::to_string(rows[i].cells.size()) + " cells, its header " +
                        std::to_string(heads.size()),
             .primary = {rows[i].span, "in this row"},
             .secondary = {{rows[0].span, "the columns"}},
             .help = "write a cell for each column, `any` where the answer stays as it was given"});
        return false;
      }
      const bool good = row(heads, rows[i]);
      world_.restore();
      if (!good) return false;
    }
    return true;
  }

  // A definition's value is assumed, a fact's is set, an outcome's or amount's is expected.
  bool row(const std::vector<Head>& heads, const ast::Row& row) {
    std::vector<Assumption> assumptions;
    std::string label;
    for (std::size_t i = 0; i < heads.size(); ++i) {
      const ast::Cell& cell = row.cells[i];
      if (heads[i].label) {
        label = cell.value ? std::string(cell.value->text) : std::string();
      } else if (heads[i].target.kind == TestTarget::Kind::Fact) {
        if (cell.kind != ast::CellKind::Any)
          world_.override(heads[i].parts.back(), heads[i].index, datumOf(cell));
      } else if (heads[i].target.kind == TestTarget::Kind::Definition) {
        std::optional<Assumption> assumption = assume(heads[i], cell);
        if (!assumption) return false;
        // `any` leaves what a `given` said of it, as it leaves a fact.
        const bool kept = cell.kind == ast::CellKind::Any && given(*assumption);
        if (!kept) assumptions.push_back(std::move(*assumption));
      }
    }
    Situation* situation = open(assumptions);
    if (!situation) return false;
    for (std::size_t i = 0; i < heads.size(); ++i) {
      const TestTarget::Kind kind = heads[i].target.kind;
      const bool expected = kind == TestTarget::Kind::Rule || kind == TestTarget::Kind::Amount ||
                            kind == TestTarget::Kind::Benefit;
      const bool open = row.cells[i].kind == ast::CellKind::Any && kind != TestTarget::Kind::Rule;
      if (heads[i].label || !expected || open) continue;
      const std::optional<Question> asked = question(heads[i], row.cells[i], label);
      if (!asked || !suits(asked->aim, asked->expect, diagnostics_)) return false;
      situation->questions.push_back(*asked);
    }
    if (situation->questions.empty()) out_.situations.pop_back();
    return true;
  }

  Datum datumOf(const ast::Cell& cell) const {
    ast::Item item;
    item.span = cell.span;
    item.kind = cell.kind == ast::CellKind::Unknown ? ast::ItemKind::Unknown
                : cell.kind == ast::CellKind::Range ? ast::ItemKind::Range
                                                    : ast::ItemKind::Value;
    item.value = cell.value;
    item.value2 = cell.value2;
    return world_.datum(item, EntityId{kNoId});
  }

  std::optional<Assumption> assume(const Head& head, const ast::Cell& cell) {
    Assumption assumption;
    assumption.declaration = head.target.declaration;
    assumption.option = head.target.option;
    assumption.output = head.target.output;
    const auto constant = [&](const ast::Expr* expression) -> std::optional<Value> {
      if (!expression) return std::nullopt;
      return testConstant(program_, test_.pack, *expression, head.target.type, diagnostics_);
    };
    if (cell.kind == ast::CellKind::Unknown || cell.kind == ast::CellKind::Any) return assumption;
    if (cell.kind == ast::CellKind::Range) {
      assumption.answer.state = AnswerState::Range;
      assumption.answer.least = constant(cell.value);
      assumption.answer.most = constant(cell.value2);
      return assumption;
    }
    if (cell.value && cell.value->kind == ast::ExprKind::None) {
      assumption.answer.state = AnswerState::None;
      return assumption;
    }
    const std::optional<Value> value = constant(cell.value);
    if (!value) return std::nullopt;
    assumption.answer.state = AnswerState::Given;
    assumption.answer.value = *value;
    return assumption;
  }

  std::optional<Question> question(const Head& head, const ast::Cell& cell, const std::string& label) {
    const std::optional<Aim> at = aim(ast::Dotted{head.parts, head.span}, head.index, {}, head.span);
    if (!at) return std::nullopt;
    Question asked{*at, {}, label};
    ast::Expect& wanted = asked.expect;
    wanted.span = cell.span;
    wanted.target.span = head.span;
    wanted.value = cell.value;
    // A benefit is an outcome or an amount, as its cell is a word or money.
    const bool word = cell.value && cell.value->kind == ast::ExprKind::Name;
    if (head.target.kind == TestTarget::Kind::Rule ||
        (head.target.kind == TestTarget::Kind::Benefit && word)) {
      wanted.kind = ast::ExpectKind::Outcome;
      wanted.outcome = cell.value ? cell.value->name : ast::Name{};
    } else if (cell.kind == ast::CellKind::Range) {
      wanted.kind = ast::ExpectKind::Range;
      wanted.value2 = cell.value2;
    } else if (cell.kind == ast::CellKind::Unknown) {
      wanted.kind = ast::ExpectKind::Unknown;
    } else {
      wanted.kind = ast::ExpectKind::Compare;
      wanted.op = cell.kind == ast::CellKind::Compare ? cell.op : ast::CompareOp::Equal;
    }
    return asked;
  }

  const checked::Program& program_;
  const checked::Test& test_;
  const SourceMap& sources_;
  Diagnostics& diagnostics_;
  World world_;
  PlannedTest out_;
  std::optional<AsOf> as_of_;
  std::vector<GivenValue> given_values_;
  bool fresh_ = false;  // the last situation is the world as it stands
};

}  // namespace

PlannedTest planTest(const checked::Program& program, const checked::Test& test, const SourceMap& sources,
                     Diagnostics& diagnostics) {
  return Planner(program, test, sources, diagnostics).plan();
}

}  // namespace jurat
