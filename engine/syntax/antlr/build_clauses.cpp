#include "engine/syntax/antlr/builder.h"

namespace jurat {

using ast::Clause;
using ast::ClauseKind;
using P = grammar::JuratParser;

namespace {

ClauseKind clauseKind(std::size_t keyword) {
  switch (keyword) {
    case P::K_TITLE:
      return ClauseKind::Title;
    case P::K_SOURCE:
      return ClauseKind::Source;
    case P::K_JURISDICTION:
      return ClauseKind::Jurisdiction;
    case P::K_EDITION:
      return ClauseKind::Edition;
    case P::K_VERSION:
      return ClauseKind::Version;
    case P::K_LANGUAGE:
      return ClauseKind::Language;
    case P::K_CURRENCY:
      return ClauseKind::Currency;
    case P::K_BASE:
      return ClauseKind::Base;
    case P::K_MONTH_END:
      return ClauseKind::MonthEnd;
    case P::K_STRENGTH:
      return ClauseKind::Strength;
    case P::K_SEVERITY:
      return ClauseKind::Severity;
    case P::K_DEADLINES:
      return ClauseKind::Deadlines;
    case P::K_TIME_ZONE:
      return ClauseKind::TimeZone;
    case P::K_AS_STATED:
      return ClauseKind::AsStated;
    case P::K_AS_ENACTED:
      return ClauseKind::AsEnacted;
    case P::K_WAIVERS:
      return ClauseKind::WaiverLength;
    case P::K_CALLED:
      return ClauseKind::CalledFor;
    case P::K_STATUS:
      return ClauseKind::Status;
    case P::K_DATED:
      return ClauseKind::Dated;
    case P::K_SUPERSEDES:
      return ClauseKind::Supersedes;
    case P::K_EFFECTIVE:
      return ClauseKind::Effective;
    case P::K_APPLIES:
      return ClauseKind::AppliesWhen;
    case P::K_ELIGIBLE:
      return ClauseKind::EligibleWhen;
    case P::K_MET:
      return ClauseKind::MetWhen;
    case P::K_REQUIRES:
      return ClauseKind::Requires;
    case P::K_FORBIDS:
      return ClauseKind::Forbids;
    case P::K_EQUALS:
      return ClauseKind::Equals;
    case P::K_PERMITS:
      return ClauseKind::Permits;
    case P::K_DONE:
      return ClauseKind::DoneOn;
    case P::K_DUE:
      return ClauseKind::Due;
    case P::K_PER:
      return ClauseKind::Per;
    case P::K_EXPOSES:
      return ClauseKind::Exposes;
    case P::K_REMEDY:
      return ClauseKind::Remedy;
    case P::K_EVIDENCE:
      return ClauseKind::Evidence;
    case P::K_NOT:
      return ClauseKind::NotWaivable;
    case P::K_CONFIDENCE:
      return ClauseKind::Confidence;
    case P::K_NOTE:
      return ClauseKind::Note;
    case P::K_REVIEWED:
      return ClauseKind::Reviewed;
    case P::K_LINT:
      return ClauseKind::Lint;
    case P::K_YEARS:
      return ClauseKind::Years;
    case P::K_WEEKEND:
      return ClauseKind::Weekend;
    case P::K_ALTERNATIVES:
      return ClauseKind::Alternatives;
    default:
      return ClauseKind::Broken;
  }
}

// Keywords of two or three words, so that a message can underline them whole.
std::size_t keywordWords(ClauseKind kind) {
  switch (kind) {
    case ClauseKind::AppliesWhen:
    case ClauseKind::EligibleWhen:
    case ClauseKind::MetWhen:
    case ClauseKind::Effective:
    case ClauseKind::DoneOn:
    case ClauseKind::NotWaivable:
      return 2;
    case ClauseKind::WaiverLength:
    case ClauseKind::CalledFor:
      return 3;
    default:
      return 1;
  }
}

antlr4::Token* symbol(antlr4::tree::TerminalNode* node) {
  return node == nullptr ? nullptr : node->getSymbol();
}

}  // namespace

ast::List<Clause> Builder::clauses(const std::vector<P::ClauseContext*>& trees) {
  std::vector<Clause> out;
  out.reserve(trees.size());
  for (P::ClauseContext* tree : trees) out.push_back(clause(*tree));
  return keep(out);
}

ast::List<Clause> Builder::block(P::BlockContext* tree) {
  return tree == nullptr ? ast::List<Clause>{} : clauses(tree->clause());
}

Clause Builder::clause(P::ClauseContext& tree) {
  if (tree.bound() != nullptr) return bound(*tree.bound());
  if (tree.common() != nullptr) return common(*tree.common());
  return {.span = spanOf(tree)};
}

Clause Builder::common(P::CommonContext& tree) {
  if (tree.citation() != nullptr) return citation(*tree.citation());
  if (tree.exception_() != nullptr) return exception(*tree.exception_());
  Clause out;
  out.span = spanOf(tree);
  if (tree.k == nullptr) return out;
  out.keyword = offsets_.span(*tree.k);
  if (tree.exception) return out;
  out.kind = clauseKind(tree.k->getType());
  for (std::size_t i = 1; i < keywordWords(out.kind) && i < tree.children.size(); ++i) {
    if (auto* node = dynamic_cast<antlr4::tree::TerminalNode*>(tree.children[i])) {
      out.keyword = cover(out.keyword, offsets_.span(*node->getSymbol()));
    }
  }
  if (tree.text() != nullptr) out.string = text(tree.text());
  if (tree.condition() != nullptr) out.value = condition(tree.condition());
  packClause(out, tree);
  normClause(out, tree);
  return out;
}

void Builder::packClause(Clause& out, P::CommonContext& tree) {
  switch (out.kind) {
    case ClauseKind::Source:
      out.word = name(tree.id);
      out.string = string(tree.STRING(0));
      out.flag = tree.K_BINDING() != nullptr;
      out.negated = tree.negated != nullptr;
      if (tree.pattern != nullptr) out.string2 = string(tree.pattern);
      break;
    case ClauseKind::Jurisdiction:
    case ClauseKind::Edition:
    case ClauseKind::Version:
    case ClauseKind::Language:
      if (tree.ID(0) != nullptr) out.word = name(tree.ID(0));
      if (tree.STRING(0) != nullptr) out.string = string(tree.STRING(0));
      if (tree.DATE() != nullptr) out.value = dateExpr(tree.DATE()->getSymbol());
      if (tree.NUMBER(0) != nullptr) out.value = numberExpr(symbol(tree.NUMBER(0)));
      break;
    case ClauseKind::Years:
      out.value = numberExpr(symbol(tree.NUMBER(0)));
      out.value2 = numberExpr(symbol(tree.NUMBER(1)));
      break;
    case ClauseKind::Weekend: {
      std::vector<ast::Name> days;
      for (P::WordContext* day : tree.word()) days.push_back(name(day));
      out.names = keep(days);
      break;
    }
    case ClauseKind::Deadlines:
      if (tree.dotted() != nullptr) out.path = dotted(tree.dotted());
      break;
    case ClauseKind::WaiverLength:
      out.value = value(tree.value(0));
      break;
    case ClauseKind::Status:
      out.word = name(tree.ID(0));
      out.from = tree.DATE() == nullptr ? nullptr : dateExpr(tree.DATE()->getSymbol());
      break;
    case ClauseKind::Dated:
      out.value = tree.DATE() == nullptr ? numberExpr(tree.year) : dateExpr(tree.DATE()->getSymbol());
      out.value2 = tree.month == nullptr ? nullptr : numberExpr(tree.month);
      break;
    case ClauseKind::Supersedes:
      out.path = dotted(tree.dotted());
      out.from = tree.DATE() == nullptr ? nullptr : dateExpr(tree.DATE()->getSymbol());
      break;
    case ClauseKind::Currency:
    case ClauseKind::Base:
    case ClauseKind::MonthEnd:
    case ClauseKind::Strength:
    case ClauseKind::Severity:
      out.word = name(tree.ID(0));
      break;
    default:
      break;
  }
}

void Builder::normClause(Clause& out, P::CommonContext& tree) {
  switch (out.kind) {
    case ClauseKind::Effective:
      out.value = value(tree.value(0));
      if (tree.K_UNTIL() != nullptr) out.value2 = value(tree.value(1));
      break;
    case ClauseKind::Due:
      out.flag = tree.before != nullptr;
      [[fallthrough]];
    case ClauseKind::DoneOn:
      out.value = value(tree.value(0));
      break;
    case ClauseKind::Per:
      out.word = name(tree.word(0));
      break;
    case ClauseKind::Exposes:
      out.word = name(tree.word(0));
      if (tree.STRING(0) != nullptr) out.string = string(tree.STRING(0));
      out.value = value(tree.value(0));
      out.flag = tree.once != nullptr;
      out.value2 = tree.condition() == nullptr ? nullptr : condition(tree.condition());
      out.value3 = tree.K_FROM() == nullptr ? nullptr : value(tree.value(1));
      break;
    case ClauseKind::Evidence:
      out.path = dotted(tree.dotted());
      break;
    case ClauseKind::Confidence: {
      const ast::Name reading = tree.reading == nullptr ? ast::Name{} : name(tree.reading);
      out.word = tree.ID(0) == nullptr ? reading : name(tree.ID(0));
      if (tree.ID(0) != nullptr) out.word2 = reading;
      break;
    }
    case ClauseKind::Reviewed:
      out.word = name(tree.ID(0));
      out.string = string(tree.STRING(0));
      out.value = tree.DATE() == nullptr ? nullptr : dateExpr(tree.DATE()->getSymbol());
      if (tree.STRING(1) != nullptr) out.string2 = string(tree.STRING(1));
      break;
    case ClauseKind::Lint:
      out.word = name(tree.ID(0));
      out.word2 = name(tree.ID(1));
      if (tree.STRING(0) != nullptr) out.string = string(tree.STRING(0));
      break;
    case ClauseKind::Alternatives:
      out.bounds = caps(tree.cap());
      break;
    default:
      break;
  }
}

Clause Builder::citation(P::CitationContext& tree) {
  Clause out;
  out.span = spanOf(tree);
  if (tree.start != nullptr) out.keyword = offsets_.span(*tree.start);
  if (tree.exception) return out;
  out.kind = ClauseKind::Cites;
  if (tree.path() != nullptr) {
    out.value = path(tree.path());
  } else if (tree.STRING() != nullptr) {
    if (tree.ID() != nullptr) out.word = name(tree.ID());
    antlr4::Token* token = tree.STRING()->getSymbol();
    ast::Expr string{.kind = ast::ExprKind::String, .span = offsets_.span(*token)};
    string.text = unescaped(*token);
    out.value = finish(string);
  } else {
    out.kind = ClauseKind::Broken;
  }
  return out;
}

Clause Builder::bound(P::BoundContext& tree) {
  Clause out;
  out.span = spanOf(tree);
  if (tree.start != nullptr) out.keyword = offsets_.span(*tree.start);
  if (tree.exception || tree.edge == nullptr) return out;
  out.keyword = cover(out.keyword, offsets_.span(*tree.edge));
  out.kind = tree.edge->getType() == P::K_MOST ? ClauseKind::AtMost : ClauseKind::AtLeast;
  out.value = value(tree.value());
  return out;
}

Clause Builder::exception(P::Exception_Context& tree) {
  Clause out;
  out.span = spanOf(tree);
  if (tree.start != nullptr) out.keyword = offsets_.span(*tree.start);
  out.word = name(tree.id);
  if (tree.exception || tree.block() == nullptr) return out;
  out.kind = ClauseKind::Except;
  std::vector<ast::Name> overrides;
  for (P::WordContext* each : tree.overridden) overrides.push_back(name(each));
  out.overrides = keep(overrides);
  out.from = dateExpr(tree.since);
  out.until = dateExpr(tree.ended);
  if (tree.condition() != nullptr) out.when = condition(tree.condition());
  out.clauses = block(tree.block());
  return out;
}

ast::List<ast::Bound> Builder::caps(const std::vector<P::CapContext*>& trees) {
  std::vector<ast::Bound> out;
  for (P::CapContext* tree : trees) {
    ast::Bound entry;
    if (tree->COLON() != nullptr) entry.label = name(tree->start);
    entry.kind = tree->equals != nullptr                                        ? ClauseKind::Equals
                 : tree->edge != nullptr && tree->edge->getType() == P::K_LEAST ? ClauseKind::AtLeast
                                                                                : ClauseKind::AtMost;
    entry.value = value(tree->value());
    out.push_back(entry);
  }
  return keep(out);
}

}  // namespace jurat
