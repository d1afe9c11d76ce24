#include "engine/syntax/starts.h"

namespace jurat {

namespace {

class Collector {
 public:
  Collector(Starts& out, std::uint32_t base) : out_(out), base_(base) {}

  void declaration(const ast::Declaration& each) {
    mark(each.span, StartKind::Declaration);
    clauses(each.clauses);
    for (const ast::Version& version : each.versions) {
      mark(version.span, StartKind::Other);
      // The short form has its clauses on its own line.
      if (version.clauses.empty() || !isShort(version)) clauses(version.clauses);
    }
    options(each.options);
    for (const ast::Fact& fact : each.facts) mark(fact.span, StartKind::Fact);
    for (const ast::Row& row : each.rows) mark(row.span, StartKind::Row);
    if (each.hit) mark(each.hit_span, StartKind::Other);
    for (const ast::Declaration& inner : each.declarations) declaration(inner);
    for (const ast::TestItem& item : each.items) {
      mark(item.span, item.kind == ast::TestItemKind::Expect ? StartKind::Expect : StartKind::TestItem);
      for (const ast::Row& row : item.rows) mark(row.span, StartKind::CaseRow);
    }
  }

  void clauses(ast::List<ast::Clause> list) {
    for (const ast::Clause& each : list) {
      mark(each.span, kindOf(each));
      clauses(each.clauses);
    }
  }

  void mark(Span span, StartKind kind) {
    if (span.known()) out_.emplace(span.begin - base_, kind);
  }

 private:
  static bool isShort(const ast::Version& version) {
    return version.clauses.size() == 2 && version.clauses[1].span.end == version.span.end;
  }

  static StartKind kindOf(const ast::Clause& clause) {
    switch (clause.kind) {
      case ast::ClauseKind::Except:
      case ast::ClauseKind::NotWaivable:
      case ast::ClauseKind::Alternatives:
      case ast::ClauseKind::Weekend:
      case ast::ClauseKind::Broken:
        return StartKind::Other;
      case ast::ClauseKind::AtMost:
      case ast::ClauseKind::AtLeast:
        return StartKind::WideClause;
      case ast::ClauseKind::Permits:
        return StartKind::BareClause;
      default:
        return StartKind::Clause;
    }
  }

  void options(ast::List<ast::Option> list) {
    for (const ast::Option& each : list) {
      mark(each.span, StartKind::Option);
      options(each.options);
    }
  }

  Starts& out_;
  std::uint32_t base_;
};

}  // namespace

Starts startsOf(const ast::File& file, std::uint32_t base) {
  Starts out;
  Collector collector(out, base);
  collector.mark(file.head, StartKind::Declaration);
  collector.clauses(file.pack_clauses);
  for (const ast::Use& use : file.uses) collector.mark(use.span, StartKind::Declaration);
  for (const ast::Declaration& each : file.declarations) collector.declaration(each);
  return out;
}

}  // namespace jurat
