#include <map>
#include <utility>

#include "engine/syntax/antlr/builder.h"

namespace jurat {

using ast::Declaration;
using ast::DeclarationKind;
using P = grammar::JuratParser;

void Builder::build(P::FileContext& tree) {
  file_.span = offsets_.source().span(0, offsets_.source().text.size());
  if (P::HeadContext* head = tree.head()) {
    file_.head = spanOf(*head);
    file_.in_pack = head->K_IN() != nullptr;
    file_.opens_pack = !file_.in_pack;
    file_.pack = dotted(head->dotted());
    file_.pack_clauses = clauses(head->clause());
  }
  std::vector<ast::Use> uses;
  for (P::UseContext* each : tree.use()) uses.push_back(use(*each));
  file_.uses = keep(uses);
  std::vector<Declaration> declarations;
  for (P::DeclarationContext* each : tree.declaration()) declarations.push_back(declaration(each));
  file_.declarations = keep(declarations);
}

ast::Use Builder::use(P::UseContext& tree) {
  ast::Use out;
  out.pack = dotted(tree.dotted());
  if (tree.alias != nullptr) out.as = name(tree.alias);
  out.span = spanOf(tree);
  return out;
}

// ---- leaves

ast::Name Builder::name(antlr4::Token* token) const {
  return token == nullptr ? ast::Name{} : ast::Name{offsets_.text(*token), offsets_.span(*token)};
}
ast::Name Builder::name(antlr4::tree::TerminalNode* node) const {
  return node == nullptr ? ast::Name{} : name(node->getSymbol());
}
ast::Name Builder::name(antlr4::ParserRuleContext* tree) const {
  return tree == nullptr || tree->exception ? ast::Name{} : name(tree->start);
}

ast::Dotted Builder::dotted(P::DottedContext* tree) {
  if (tree == nullptr || tree->exception) return {};
  std::vector<ast::Name> parts;
  for (P::WordContext* each : tree->word()) parts.push_back(name(each));
  return {keep(parts), spanOf(*tree)};
}

ast::Text Builder::text(P::TextContext* tree) {
  if (tree == nullptr || tree->STRING(0) == nullptr) return {};
  ast::Text out = string(tree->STRING(0));
  if (tree->zh != nullptr) {
    out.zh = unescaped(*tree->zh);
    out.zh_span = offsets_.span(*tree->zh);
  }
  return out;
}

ast::Text Builder::string(antlr4::tree::TerminalNode* node) {
  return node == nullptr ? ast::Text{} : string(node->getSymbol());
}
ast::Text Builder::string(antlr4::Token* token) {
  ast::Text out;
  if (token == nullptr) return out;
  out.en = unescaped(*token);
  out.span = offsets_.span(*token);
  return out;
}

// The content between the quotes; a view of the source unless something was escaped. The proofreader has
// already refused every escape but \" \\ \n.
std::string_view Builder::unescaped(antlr4::Token& token) {
  std::string_view written = offsets_.text(token);
  if (written.starts_with('"')) written.remove_prefix(1);
  if (written.ends_with('"')) written.remove_suffix(1);
  if (written.find('\\') == std::string_view::npos) return written;
  std::vector<char> out;
  for (std::size_t i = 0; i < written.size(); ++i) {
    if (written[i] == '\\' && i + 1 < written.size()) {
      ++i;
      out.push_back(written[i] == 'n' ? '\n' : written[i]);
    } else {
      out.push_back(written[i]);
    }
  }
  const ast::List<char> kept = keep(out);
  return {kept.data(), kept.size()};
}

// ---- declarations

Declaration Builder::start(DeclarationKind kind, antlr4::ParserRuleContext& tree, P::WordContext* id) {
  Declaration out;
  out.span = spanOf(tree);
  if (tree.start != nullptr) out.keyword = offsets_.span(*tree.start);
  out.name = name(id);
  out.kind = id == nullptr ? DeclarationKind::Broken : kind;
  return out;
}

void Builder::described(Declaration& out, P::PerContext* per, P::WordContext* subject,
                        P::TypeContext* type_tree) {
  if (per != nullptr) out.per = name(per->word());
  out.of = name(subject);
  if (type_tree != nullptr) {
    out.type = type(type_tree);
    out.has_type = true;
  }
}

Declaration Builder::declaration(P::DeclarationContext* tree) {
  if (auto* each = tree->choice()) return choice(*each);
  if (auto* each = tree->entity()) return entity(*each);
  if (auto* each = tree->unit()) return unit(*each);
  if (auto* each = tree->section()) return section(*each);
  if (auto* each = tree->test()) return test(*each);
  Declaration out;
  out.span = spanOf(*tree);
  if (auto* each = tree->calendar()) {
    out = start(DeclarationKind::Calendar, *each, each->id);
    tabular(out, each->tabular());
  } else if (auto* rates = tree->rates()) {
    out = start(DeclarationKind::Rates, *rates, rates->id);
    tabular(out, rates->tabular());
  } else if (auto* parameter = tree->parameter()) {
    out = start(DeclarationKind::Parameter, *parameter, parameter->id);
    described(out, parameter->per(), nullptr, parameter->type());
    body(out, parameter->body());
  } else if (auto* data = tree->dataTable()) {
    out = start(DeclarationKind::DataTable, *data, data->id);
    described(out, data->per(), nullptr, nullptr);
    tabular(out, data->tabular());
  } else if (auto* table = tree->decisionTable()) {
    out = start(DeclarationKind::DecisionTable, *table, table->id);
    described(out, nullptr, table->subject, table->type());
    tabular(out, table->tabular());
  } else if (auto* define = tree->define()) {
    out = start(DeclarationKind::Define, *define, define->id);
    described(out, define->per(), define->subject, define->type());
    body(out, define->body());
  } else if (auto* amount = tree->amount()) {
    out = start(DeclarationKind::Amount, *amount, amount->id);
    described(out, amount->per(), amount->subject, amount->type());
    body(out, amount->body());
  } else if (auto* benefit = tree->benefit()) {
    out = start(DeclarationKind::Benefit, *benefit, benefit->id);
    described(out, benefit->per(), benefit->subject, benefit->type());
    body(out, benefit->body());
  } else if (auto* norm = tree->norm()) {
    out = start(DeclarationKind::Rule, *norm, norm->id);
    described(out, norm->per(), norm->subject, nullptr);
    body(out, norm->body());
  } else if (auto* controls = tree->controls()) {
    out = start(DeclarationKind::Controls, *controls, controls->id);
    described(out, nullptr, controls->subject, nullptr);
    vocabulary(out, controls->vocabulary());
  } else if (auto* statement = tree->statement()) {
    out = start(DeclarationKind::Statement, *statement, statement->id);
    described(out, nullptr, statement->subject, nullptr);
    body(out, statement->body());
  }
  return out;
}

Declaration Builder::choice(P::ChoiceContext& tree) {
  Declaration out = start(DeclarationKind::Choice, tree, tree.id);
  out.ordered = tree.ordered != nullptr;
  out.options = options(tree.option());
  return out;
}

ast::List<ast::Option> Builder::options(const std::vector<P::OptionContext*>& trees) {
  std::vector<ast::Option> out;
  for (P::OptionContext* tree : trees) {
    ast::Option option;
    option.name = name(tree->id);
    option.label = text(tree->caption);
    option.span = spanOf(*tree);
    std::map<std::size_t, antlr4::ParserRuleContext*> said;
    for (P::OptionTailContext* tail : tree->optionTail()) {
      if (tail->exception || tail->start == nullptr) continue;
      const auto [first, fresh] = said.emplace(tail->start->getType(), tail);
      if (!fresh) twice(*first->second, *tail);
      if (tail->cited != nullptr) option.cites = string(tail->cited);
      if (tail->date != nullptr) {
        (tail->K_FROM() != nullptr ? option.from : option.until) = dateExpr(tail->date);
      }
    }
    if (tree->nested() != nullptr) option.options = options(tree->nested()->option());
    out.push_back(option);
  }
  return keep(out);
}

Declaration Builder::entity(P::EntityContext& tree) {
  Declaration out =
      start(tree.extend != nullptr ? DeclarationKind::ExtendEntity : DeclarationKind::Entity, tree, tree.id);
  if (tree.extend != nullptr && tree.K_ENTITY() != nullptr) {
    out.keyword = cover(out.keyword, offsets_.span(*tree.K_ENTITY()->getSymbol()));
  }
  out.within = name(tree.outer);
  if (P::PlaceContext* place = tree.place()) {
    out.single = place->K_ONE() != nullptr;
    out.list_name = name(place->word());
  }
  out.ordered_by = name(tree.series);
  vocabulary(out, tree.vocabulary());
  return out;
}

Declaration Builder::unit(P::UnitContext& tree) {
  Declaration out = start(DeclarationKind::Unit, tree, tree.id);
  out.title = text(tree.caption);
  if (tree.K_EQUALS() != nullptr) out.equals = value(tree.value());
  return out;
}

Declaration Builder::section(P::SectionContext& tree) {
  Declaration out = start(DeclarationKind::Section, tree, tree.id);
  described(out, nullptr, tree.subject, nullptr);
  out.clauses = clauses(tree.clause());
  std::vector<Declaration> inner;
  for (P::DeclarationContext* each : tree.declaration()) inner.push_back(declaration(each));
  out.declarations = keep(inner);
  return out;
}

void Builder::vocabulary(Declaration& out, P::VocabularyContext* tree) {
  if (tree == nullptr) return;
  std::vector<ast::Clause> held;
  for (P::CommonContext* each : tree->common()) held.push_back(common(*each));
  out.clauses = keep(held);
  std::vector<ast::Fact> facts;
  for (P::FactContext* each : tree->fact()) facts.push_back(fact(*each));
  out.facts = keep(facts);
  std::vector<ast::Version> versions;
  for (P::VersionContext* each : tree->version()) versions.push_back(version(*each));
  out.versions = keep(versions);
}

ast::Fact Builder::fact(P::FactContext& tree) {
  ast::Fact out;
  out.span = spanOf(tree);
  out.name = name(tree.id);
  if (tree.per() != nullptr) out.per = name(tree.per()->word());
  out.type = type(tree.type());
  std::map<std::pair<std::size_t, std::size_t>, antlr4::ParserRuleContext*> said;
  for (P::FactTailContext* tail : tree.factTail()) {
    if (tail->exception || tail->children.size() < 2) continue;
    factTail(out, *tail);
    const std::size_t keyword = tail->start->getType();
    const std::size_t second = keyword == P::K_AT && tail->K_LEAST() != nullptr ? 1 : 0;
    const auto [first, fresh] = said.emplace(std::pair(keyword, second), tail);
    if (!fresh) twice(*first->second, *tail);
  }
  return out;
}

void Builder::twice(antlr4::ParserRuleContext& first, antlr4::ParserRuleContext& tree) {
  diagnostics_.report({.code = "J0016",
                       .message = "this is said twice",
                       .primary = {spanOf(tree), "once is enough"},
                       .secondary = {{spanOf(first), "said first here"}},
                       .help = "delete one of them"});
}

void Builder::factTail(ast::Fact& out, P::FactTailContext& tree) {
  if (tree.exception || tree.start == nullptr) return;
  switch (tree.start->getType()) {
    case P::K_AT:
      (tree.K_LEAST() != nullptr ? out.at_least : out.at_most) = value(tree.value());
      break;
    case P::K_ASK:
      out.ask = text(tree.text());
      break;
    case P::K_ABOUT:
      out.about = text(tree.text());
      break;
    case P::K_RENAMED:
      out.renamed_from = name(tree.word());
      break;
    case P::K_STANDARD:
      out.same_as = string(tree.STRING());
      break;
    case P::K_RESTS: {
      std::vector<ast::Dotted> facts;
      for (P::DottedContext* each : tree.dotted()) facts.push_back(dotted(each));
      out.rests_on = keep(facts);
      break;
    }
    default:
      break;
  }
}

ast::TypeRef Builder::type(P::TypeContext* tree) {
  ast::TypeRef out;
  if (tree == nullptr || tree->exception) return out;
  out.set = tree->K_SET() != nullptr;
  out.ref = tree->K_REF() != nullptr;
  out.or_none = tree->orNone() != nullptr;
  out.name = tree->argument != nullptr ? name(tree->start) : name(tree->word());
  out.argument = name(tree->argument);
  out.span = spanOf(*tree);
  return out;
}

void Builder::body(Declaration& out, P::BodyContext* tree) {
  if (tree == nullptr) return;
  out.clauses = clauses(tree->clause());
  std::vector<ast::Version> versions;
  for (P::VersionContext* each : tree->version()) versions.push_back(version(*each));
  out.versions = keep(versions);
}

// The short form `from D equals V cites "..."` is the long one with two clauses.
ast::Version Builder::version(P::VersionContext& tree) {
  ast::Version out;
  out.span = spanOf(tree);
  out.from = dateExpr(tree.since);
  out.until = dateExpr(tree.ended);
  if (tree.block() != nullptr) {
    out.clauses = block(tree.block());
    return out;
  }
  std::vector<ast::Clause> clauses;
  if (tree.K_EQUALS() != nullptr && tree.condition() != nullptr) {
    ast::Clause equals;
    equals.kind = ast::ClauseKind::Equals;
    equals.keyword = offsets_.span(*tree.K_EQUALS()->getSymbol());
    equals.span = cover(equals.keyword, spanOf(*tree.condition()));
    equals.value = condition(tree.condition());
    clauses.push_back(equals);
  }
  if (tree.citation() != nullptr) clauses.push_back(citation(*tree.citation()));
  out.clauses = keep(clauses);
  return out;
}

}  // namespace jurat
