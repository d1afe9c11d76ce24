// shape(): the fields of each struct that a bundle holds, each named once; writer, reader and collector go
// through the same list, so that what is written is what is read.
#pragma once
#include <concepts>
#include <type_traits>

#include "engine/compile/rule_set.h"

namespace jurat::bundle {

// T or const T.
template <typename T, typename U>
concept Like = std::same_as<std::remove_const_t<T>, U>;

// ---- the last enumerator of each enumeration: whatever lies behind it is refused

constexpr TypeKind lastOf(TypeKind) { return TypeKind::None; }
constexpr Rounding lastOf(Rounding) { return Rounding::Down; }
constexpr MonthEnd lastOf(MonthEnd) { return MonthEnd::Error; }
constexpr checked::CompareOp lastOf(checked::CompareOp) { return checked::CompareOp::Greater; }
constexpr checked::ExprKind lastOf(checked::ExprKind) { return checked::ExprKind::ExactlyOf; }
constexpr checked::Severity lastOf(checked::Severity) { return checked::Severity::Critical; }
constexpr checked::Strength lastOf(checked::Strength) { return checked::Strength::Aspirational; }
constexpr checked::Status lastOf(checked::Status) { return checked::Status::Reported; }
constexpr checked::DutyKind lastOf(checked::DutyKind) { return checked::DutyKind::Permits; }
constexpr checked::DeclarationKind lastOf(checked::DeclarationKind) {
  return checked::DeclarationKind::Statement;
}
constexpr checked::Level lastOf(checked::Level) { return checked::Level::Unconfirmed; }
constexpr checked::HitPolicy lastOf(checked::HitPolicy) { return checked::HitPolicy::Collect; }
constexpr checked::CellKind lastOf(checked::CellKind) { return checked::CellKind::Truth; }
constexpr Op lastOf(Op) { return Op::Result; }
constexpr Repr lastOf(Repr) { return Repr::Verdict; }

// ---- values

template <typename Io, Like<Type> T>
void shape(Io& io, T& type) {
  io(type.kind, type.id, type.set, type.or_none, type.event);
}
template <typename Io, Like<Money> T>
void shape(Io& io, T& money) {
  io(money.amount, money.currency);
}
template <typename Io, Like<OptionValue> T>
void shape(Io& io, T& option) {
  io(option.index);
}
template <typename Io, Like<OptionSetValue> T>
void shape(Io& io, T& options) {
  io(options.indexes);
}
template <typename Io, Like<EvidenceValue> T>
void shape(Io& io, T& evidence) {
  io(evidence.path, evidence.sha256, evidence.media_type, evidence.effective_from, evidence.expires,
     evidence.collected_on, evidence.collected_by, evidence.covers);
}
template <typename Io, Like<JudgementValue> T>
void shape(Io& io, T& judgement) {
  io(judgement.value, judgement.by, judgement.on, judgement.expires, judgement.evidence);
}
template <typename Io, Like<NoneValue> T>
void shape(Io& io, T&) {
  io();
}
template <typename Io, Like<Moment> T>
void shape(Io& io, T& moment) {
  io(moment.seconds, moment.offset_minutes);
}
template <typename Io, Like<Period> T>
void shape(Io& io, T& period) {
  io(period.calendar, period.count);
}

// ---- the vocabulary

template <typename Io, Like<Texts> T>
void shape(Io& io, T& texts) {
  io(texts.en, texts.zh);
}
template <typename Io, Like<Option> T>
void shape(Io& io, T& option) {
  io(option.name, option.label, option.cites, option.from, option.until, option.parent, option.children,
     option.span);
}
template <typename Io, Like<Choice> T>
void shape(Io& io, T& choice) {
  io(choice.name, choice.pack, choice.ordered, choice.options, choice.lowest, choice.span);
}
template <typename Io, Like<Unit> T>
void shape(Io& io, T& unit) {
  io(unit.name, unit.base, unit.factor, unit.label, unit.span);
}
template <typename Io, Like<Fact> T>
void shape(Io& io, T& fact) {
  io(fact.name, fact.entity, fact.pack, fact.type, fact.per, fact.slot, fact.slots, fact.at_least,
     fact.at_most, fact.ask, fact.about, fact.renamed_from, fact.rests_on, fact.standard, fact.span);
}
template <typename Io, Like<Entity> T>
void shape(Io& io, T& entity) {
  io(entity.name, entity.pack, entity.parent, entity.list_name, entity.single, entity.keyed_by,
     entity.ordered_by, entity.facts, entity.children, entity.slots, entity.span);
}
template <typename Io, Like<RateRow> T>
void shape(Io& io, T& row) {
  io(row.day, row.per_base);
}
template <typename Io, Like<RateTable> T>
void shape(Io& io, T& table) {
  io(table.name, table.pack, table.base, table.currencies, table.rows);
}
template <typename Io, Like<Vocabulary> T>
void shape(Io& io, T& vocabulary) {
  io(vocabulary.entities, vocabulary.facts, vocabulary.choices, vocabulary.units, vocabulary.rates);
}

// ---- the checked program

template <typename Io, Like<checked::Confidence> T>
void shape(Io& io, T& confidence) {
  io(confidence.level, confidence.reading);
}
template <typename Io, Like<checked::Citation> T>
void shape(Io& io, T& citation) {
  io(citation.source, citation.text, citation.option, citation.table, citation.column, citation.lowest,
     citation.span);
}
template <typename Io, Like<checked::Column> T>
void shape(Io& io, T& column) {
  io(column.name, column.type, column.values, column.places, column.citations);
}
template <typename Io, Like<checked::DataRow> T>
void shape(Io& io, T& row) {
  io(row.lowest, row.from, row.until, row.confidence, row.span);
}
template <typename Io, Like<checked::CellBound> T>
void shape(Io& io, T& bound) {
  io(bound.value, bound.inclusive);
}
template <typename Io, Like<checked::TestCell> T>
void shape(Io& io, T& cell) {
  io(cell.kind, cell.least, cell.most, cell.options, cell.texts, cell.yes, cell.span);
}
template <typename Io, Like<checked::TestColumn> T>
void shape(Io& io, T& column) {
  io(column.value, column.span);
}
template <typename Io, Like<checked::TableOutput> T>
void shape(Io& io, T& output) {
  io(output.name, output.type, output.span);
}
template <typename Io, Like<checked::TableRow> T>
void shape(Io& io, T& row) {
  io(row.tests, row.outputs, row.from, row.until, row.cites, row.confidence, row.span);
}
template <typename Io, Like<checked::DecisionTable> T>
void shape(Io& io, T& table) {
  io(table.hit, table.columns, table.outputs, table.rows);
}
template <typename Io, Like<checked::Limb> T>
void shape(Io& io, T& limb) {
  io(limb.label, limb.value);
}
template <typename Io, Like<checked::Domain> T>
void shape(Io& io, T& domain) {
  io(domain.base, domain.path, domain.choice, domain.options, domain.where, domain.variable, domain.span);
}
template <typename Io, Like<checked::Expr> T>
void shape(Io& io, T& expr) {
  io(expr.kind, expr.type, expr.span, expr.args, expr.fact, expr.variable, expr.value, expr.entity,
     expr.declaration, expr.option, expr.options, expr.limbs, expr.guarded, expr.domain, expr.op, expr.count,
     expr.column, expr.rounding, expr.as_percent_of, expr.rolls_in);
}
template <typename Io, Like<checked::Note> T>
void shape(Io& io, T& note) {
  io(note.text, note.when);
}
template <typename Io, Like<checked::Exposure> T>
void shape(Io& io, T& exposure) {
  io(exposure.party, exposure.party_text, exposure.amount, exposure.option, exposure.once, exposure.when,
     exposure.from, exposure.span);
}
template <typename Io, Like<checked::Bound> T>
void shape(Io& io, T& bound) {
  io(bound.label, bound.at_least, bound.at_most, bound.equals);
}
template <typename Io, Like<checked::Branch> T>
void shape(Io& io, T& branch) {
  io(branch.name, branch.span, branch.name_span, branch.from, branch.until, branch.from_span,
     branch.until_span, branch.when, branch.overrides, branch.duty, branch.duty_expr, branch.equals,
     branch.at_least, branch.at_most, branch.alternatives, branch.due, branch.due_before, branch.exposes,
     branch.cites, branch.notes, branch.confidence, branch.exceptions);
}
template <typename Io, Like<checked::Version> T>
void shape(Io& io, T& version) {
  io(version.from, version.until, version.from_span, version.until_span, version.effective_from,
     version.effective_until, version.applies_when, version.eligible_when, version.general);
}
template <typename Io, Like<checked::Declaration> T>
void shape(Io& io, T& each) {
  io(each.kind, each.name, each.pack, each.subject, each.per, each.control, each.type, each.title, each.span,
     each.name_span, each.versions, each.severity, each.strength, each.waivable, each.remedy, each.evidence,
     each.columns, each.rows, each.decision, each.rates, each.calendar, each.calendar_rows, each.as_stated,
     each.as_enacted, each.document_date, each.status, each.variables);
}
template <typename Io, Like<checked::Source> T>
void shape(Io& io, T& source) {
  io(source.name, source.title, source.binding, source.pattern);
}
template <typename Io, Like<checked::Superseded> T>
void shape(Io& io, T& old) {
  io(old.pack, old.from, old.span);
}
// Without its condition, which is no part of the packs of a run that leaves it alone.
template <typename Io, Like<checked::Pack> T>
void shape(Io& io, T& pack) {
  io(pack.id, pack.title, pack.version, pack.edition, pack.jurisdiction, pack.sources, pack.status,
     pack.supersedes, pack.currency, pack.set_aside, pack.called_for_variables, pack.called_by,
     pack.month_end, pack.deadlines_stated, pack.rolls_in, pack.time_zone, pack.waiver_days, pack.uses,
     pack.use_names, pack.span);
}
// Without its nodes, which stand before it, and its tests.
template <typename Io, Like<checked::Program> T>
void shape(Io& io, T& program) {
  io(program.vocabulary, program.packs, program.declarations, program.order, program.by_name);
}

// ---- the code

template <typename Io, Like<Step> T>
void shape(Io& io, T& step) {
  io(step.op, step.a, step.b, step.c, step.repr, step.type, step.count, step.operand, step.flags);
}
template <typename Io, Like<DomainCode> T>
void shape(Io& io, T& domain) {
  io(domain.base, domain.path, domain.where, domain.body, domain.source);
}
template <typename Io, Like<SelectCase> T>
void shape(Io& io, T& one) {
  io(one.condition, one.value, one.branch, one.within, one.exclusive);
}
template <typename Io, Like<SelectCode> T>
void shape(Io& io, T& select) {
  io(select.general, select.cases, select.span);
}
template <typename Io, Like<PickVersion> T>
void shape(Io& io, T& version) {
  io(version.from, version.until, version.block);
}
template <typename Io, Like<DoubtCode> T>
void shape(Io& io, T& doubt) {
  io(doubt.declaration, doubt.name, doubt.span, doubt.row);
}
template <typename Io, Like<NoteCode> T>
void shape(Io& io, T& note) {
  io(note.source, note.when);
}
// Without `rounds`, which only the coverage of tests reads, and a bundle has no tests.
template <typename Io, Like<BlockCode> T>
void shape(Io& io, T& block) {
  io(block.subject, block.first, block.count, block.result, block.nested, block.declaration, block.pack,
     block.option, block.slots, block.exceptions, block.notes);
}
template <typename Io, Like<ExposureCode> T>
void shape(Io& io, T& exposure) {
  io(exposure.source, exposure.active, exposure.when, exposure.from, exposure.amount);
}
template <typename Io, Like<ExceptionCode> T>
void shape(Io& io, T& exception) {
  io(exception.branch, exception.condition);
}
template <typename Io, Like<RuleVersion> T>
void shape(Io& io, T& version) {
  io(version.from, version.until, version.source, version.dates, version.from_slot, version.until_slot,
     version.applies, version.duty, version.due, version.exposures, version.notes, version.exceptions);
}
// What follows stands behind its declaration.
template <typename Io, Like<RuleCode> T>
void shape(Io& io, T& rule) {
  io(rule.option, rule.versions);
}
template <typename Io, Like<BoundCode> T>
void shape(Io& io, T& bound) {
  io(bound.label, bound.at_least, bound.at_most);
}
template <typename Io, Like<AmountVersion> T>
void shape(Io& io, T& version) {
  io(version.from, version.until, version.source, version.dates, version.eligible, version.from_slot,
     version.until_slot, version.block, version.bounds, version.notes, version.exceptions);
}
template <typename Io, Like<AmountCode> T>
void shape(Io& io, T& amount) {
  io(amount.option, amount.versions);
}
template <typename Io, Like<Cut> T>
void shape(Io& io, T& cut) {
  io(cut.at, cut.behind);
}
template <typename Io, Like<CellCode> T>
void shape(Io& io, T& cell) {
  io(cell.first, cell.last, cell.bits, cell.none, cell.any);
}
template <typename Io, Like<ColumnCode> T>
void shape(Io& io, T& column) {
  io(column.slot, column.type, column.months, column.cuts, column.texts, column.pieces, column.cells);
}
template <typename Io, Like<ResultCode> T>
void shape(Io& io, T& result) {
  io(result.constant, result.index);
}
// Behind its declaration.
template <typename Io, Like<TableCode> T>
void shape(Io& io, T& table) {
  io(table.columns, table.cells, table.results, table.doubts);
}
}  // namespace jurat::bundle
