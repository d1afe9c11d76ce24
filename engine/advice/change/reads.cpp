#include "engine/advice/change/reads.h"

#include <algorithm>
#include <initializer_list>

#include "engine/source/source_map.h"

namespace jurat {
namespace {

using checked::Branch;
using checked::Declaration;
using checked::DeclarationId;
using checked::Expr;

// Collects what one declaration names by itself.
class Direct {
 public:
  explicit Direct(const Declaration& declaration) {
    for (const checked::Version& version : declaration.versions) {
      all({version.effective_from, version.effective_until, version.eligible_when});
      for (const Expr* each : version.applies_when) add(each);
      branch(version.general);
    }
    for (const checked::TestColumn& each : declaration.decision.columns) add(each.value);
    for (const checked::TableRow& row : declaration.decision.rows) {
      for (const Expr* each : row.outputs) add(each);
    }
    for (const Expr* each : declaration.evidence) add(each);
  }

  std::set<DeclarationId> declarations;
  std::set<FactId> facts;
  std::set<EntityId> entities;

 private:
  void all(std::initializer_list<const Expr*> list) {
    for (const Expr* each : list) add(each);
  }

  void add(const Expr* expression) {
    if (expression == nullptr) return;
    named(expression->declaration);
    named(expression->rolls_in);
    if (expression->fact != FactId{kNoId}) facts.insert(expression->fact);
    for (const Expr* each : expression->args) add(each);
    for (const checked::Limb& each : expression->limbs) add(each.value);
    if (!expression->domain) return;
    entities.insert(expression->domain->path.begin(), expression->domain->path.end());
    add(expression->domain->base);
    add(expression->domain->where);
  }

  void named(DeclarationId declaration) {
    if (declaration != DeclarationId{kNoId}) declarations.insert(declaration);
  }

  void branch(const Branch& from) {
    all({from.when, from.duty_expr, from.equals, from.at_least, from.at_most, from.due});
    for (const checked::Bound& each : from.alternatives) all({each.at_least, each.at_most, each.equals});
    for (const checked::Exposure& each : from.exposes) {
      named(each.amount);
      all({each.option, each.when, each.from});
    }
    for (const checked::Note& each : from.notes) add(each.when);
    for (const checked::Citation& each : from.cites) named(each.table);
    for (const Branch& each : from.exceptions) branch(each);
  }
};

void addDays(const std::optional<Date>& from, const std::optional<Date>& until, Span place,
             std::vector<LawDay>& out) {
  if (from) out.push_back({*from, true, place});
  if (until) out.push_back({Date{until->days + 1}, false, place});
}

void addDays(const Branch& branch, std::vector<LawDay>& out) {
  addDays(branch.from, branch.until, branch.span, out);
  for (const Branch& each : branch.exceptions) addDays(each, out);
}

// What is between comment signs and the ends of their lines says nothing; nor do blanks.
void appendWords(std::string_view text, std::string& out) {
  bool quoted = false, comment = false, blank = true;
  for (std::size_t i = 0; i < text.size(); ++i) {
    const char c = text[i];
    if (comment) {
      comment = c != '\n';
      continue;
    }
    if (!quoted && c == '#') {
      comment = true;
      continue;
    }
    if (c == '"' && (i == 0 || text[i - 1] != '\\')) quoted = !quoted;
    if (!quoted && (c == ' ' || c == '\n' || c == '\t' || c == '\r')) {
      if (!blank) out += ' ';
      blank = true;
      continue;
    }
    out += c;
    blank = false;
  }
  out += '\n';
}

}  // namespace

const LawRead& LawReads::of(DeclarationId declaration) {
  const auto known = reads_.find(declaration);
  if (known != reads_.end()) return known->second;
  LawRead all;
  std::set<DeclarationId> seen{declaration};
  all.declarations.push_back(declaration);
  for (std::size_t next = 0; next < all.declarations.size(); ++next) {
    const Direct own(program_.declarations[all.declarations[next]]);
    all.facts.insert(own.facts.begin(), own.facts.end());
    all.entities.insert(own.entities.begin(), own.entities.end());
    for (const DeclarationId each : own.declarations) {
      if (seen.insert(each).second) all.declarations.push_back(each);
    }
  }
  return reads_.emplace(declaration, std::move(all)).first->second;
}

std::vector<LawDay> LawReads::daysOf(DeclarationId declaration) const {
  const Declaration& declared = program_.declarations[declaration];
  std::vector<LawDay> days;
  for (const checked::Version& version : declared.versions) {
    const Span from = version.from_span.known() ? version.from_span : declared.name_span;
    addDays(version.from, version.until, from, days);
    addDays(version.general, days);
  }
  for (const checked::DataRow& row : declared.rows) addDays(row.from, row.until, row.span, days);
  for (const checked::TableRow& row : declared.decision.rows) addDays(row.from, row.until, row.span, days);
  std::stable_sort(days.begin(), days.end(), [](const LawDay& a, const LawDay& b) { return a.day < b.day; });
  return days;
}

const std::string& LawReads::wordingOf(DeclarationId declaration) {
  const auto known = wording_.find(declaration);
  if (known != wording_.end()) return known->second;
  const Declaration& declared = program_.declarations[declaration];
  std::string words;
  appendWords(sources_.text(declared.span), words);
  const auto outside = [&](const Expr* expression) {
    if (expression == nullptr) return;
    const bool inside =
        expression->span.begin >= declared.span.begin && expression->span.end <= declared.span.end;
    if (!inside) appendWords(sources_.text(expression->span), words);
  };
  for (const checked::Version& version : declared.versions) {
    outside(version.effective_from);
    outside(version.effective_until);
    outside(version.eligible_when);
    for (const Expr* each : version.applies_when) outside(each);
    if (version.from) words += "from " + toText(*version.from) + '\n';
    if (version.until) words += "until " + toText(*version.until) + '\n';
    for (const checked::Citation& each : version.general.cites) words += each.text + '\n';
  }
  return wording_.emplace(declaration, std::move(words)).first->second;
}

}  // namespace jurat
