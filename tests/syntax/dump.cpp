#include "tests/syntax/dump.h"

#include <array>

namespace jurat::test {

namespace {

constexpr auto kClauses = std::to_array<const char*>(
    {"Broken",      "Title",    "Source",    "Jurisdiction", "Edition",      "Version",
     "Language",    "Currency", "Deadlines", "MonthEnd",     "TimeZone",     "WaiverLength",
     "CalledFor",   "AsStated", "AsEnacted", "Cites",        "Status",       "Dated",
     "Supersedes",  "Strength", "Effective", "AppliesWhen",  "EligibleWhen", "Requires",
     "Forbids",     "Permits",  "DoneOn",    "Due",          "MetWhen",      "Per",
     "Severity",    "Exposes",  "Remedy",    "Evidence",     "NotWaivable",  "Confidence",
     "Note",        "Equals",   "AtMost",    "AtLeast",      "Alternatives", "LowestOfCaps",
     "RenamedFrom", "RestsOn",  "Reviewed",  "Lint",         "Base",         "Years",
     "Weekend",     "Except"});
static_assert(kClauses.size() == static_cast<std::size_t>(ast::ClauseKind::Except) + 1);
constexpr auto kDeclarations = std::to_array<const char*>(
    {"Broken", "Choice", "Entity", "ExtendEntity", "Unit", "Calendar", "Rates", "Parameter", "DataTable",
     "DecisionTable", "Define", "Amount", "Benefit", "Rule", "Controls", "Section", "Statement", "Test"});
static_assert(kDeclarations.size() == static_cast<std::size_t>(ast::DeclarationKind::Test) + 1);
constexpr auto kCells = std::to_array<const char*>(
    {"Header", "OutputHeader", "Any", "Unknown", "Compare", "Range", "Value", "Output"});
constexpr auto kOps = std::to_array<const char*>({"<", "<=", "=", ">=", ">"});
constexpr auto kExpects =
    std::to_array<const char*>({"Outcome", "Compare", "Range", "Missing", "Unknown", "Exposes"});

class Writer {
 public:
  std::string take() { return std::move(out_); }

  void file(const ast::File& file) {
    if (file.opens_pack) line("pack" + dotted(file.pack));
    if (file.in_pack) line("in pack" + dotted(file.pack));
    clauses(file.pack_clauses);
    for (const ast::Use& use : file.uses) line("use" + dotted(use.pack) + name(" as", use.as));
    for (const ast::Declaration& each : file.declarations) declaration(each);
  }

 private:
  void line(const std::string& text) { out_ += std::string(depth_ * 2, ' ') + text + "\n"; }

  static std::string name(const char* what, const ast::Name& written) {
    return written ? std::string(what) + " `" + std::string(written.text) + "`" : "";
  }
  static std::string dotted(const ast::Dotted& path) {
    std::string out;
    for (const ast::Name& part : path.parts) out += (out.empty() ? " " : ".") + std::string(part.text);
    return out;
  }
  static std::string text(const char* what, const ast::Text& written) {
    if (!written) return "";
    std::string out = std::string(what) + " \"" + std::string(written.en) + "\"";
    if (written.zh_span.known()) out += " zh \"" + std::string(written.zh) + "\"";
    return out;
  }
  static std::string expr(const char* what, const ast::Expr* written) {
    return written == nullptr ? "" : std::string(what) + " " + dump(written);
  }
  static std::string type(const ast::TypeRef& written) {
    return std::string(written.set ? " set" : "") + (written.ref ? " ref" : "") + name("", written.name) +
           name(" of", written.argument) + (written.or_none ? " or none" : "");
  }

  void declaration(const ast::Declaration& each) {
    line(std::string(kDeclarations[static_cast<std::size_t>(each.kind)]) + name("", each.name) +
         text("", each.title) + name(" per", each.per) + name(" for", each.of) +
         (each.has_type ? " :" + type(each.type) : "") + (each.ordered ? " ordered" : "") +
         name(" within", each.within) + (each.single ? " one" : "") + name(" as", each.list_name) +
         name(" by", each.ordered_by) + name(" hit", each.hit) + expr(" =", each.equals));
    ++depth_;
    clauses(each.clauses);
    for (const ast::Version& version : each.versions) {
      line("version" + expr(" from", version.from) + expr(" until", version.until));
      ++depth_;
      clauses(version.clauses);
      --depth_;
    }
    options(each.options);
    for (const ast::Fact& fact : each.facts) this->fact(fact);
    rows(each.rows);
    for (const ast::Declaration& inner : each.declarations) declaration(inner);
    for (const ast::TestItem& item : each.items) testItem(item);
    --depth_;
  }

  void clauses(ast::List<ast::Clause> list) {
    for (const ast::Clause& each : list) clause(each);
  }

  void clause(const ast::Clause& each) {
    std::string out = kClauses[static_cast<std::size_t>(each.kind)];
    out += name("", each.word) + name(" and", each.word2) + (each.flag ? " flag" : "") +
           (each.negated ? " negated" : "");
    out += text("", each.string) + text(" pattern", each.string2) + dotted(each.path);
    for (const ast::Dotted& path : each.paths) out += dotted(path);
    for (const ast::Name& one : each.names) out += name("", one);
    out += expr("", each.value) + expr(" second", each.value2) + expr(" third", each.value3);
    for (const ast::Name& one : each.overrides) out += name(" overrides", one);
    out += expr(" from", each.from) + expr(" until", each.until) + expr(" when", each.when);
    line(out);
    ++depth_;
    for (const ast::Bound& bound : each.bounds) {
      line(std::string(kClauses[static_cast<std::size_t>(bound.kind)]) + name(" label", bound.label) +
           expr("", bound.value));
    }
    clauses(each.clauses);
    --depth_;
  }

  void options(ast::List<ast::Option> list) {
    for (const ast::Option& each : list) {
      line("option" + name("", each.name) + text("", each.label) + text(" cites", each.cites) +
           expr(" from", each.from) + expr(" until", each.until));
      ++depth_;
      options(each.options);
      --depth_;
    }
  }

  void fact(const ast::Fact& each) {
    std::string out = "fact" + name("", each.name) + name(" per", each.per) + " :" + type(each.type);
    out += expr(" at least", each.at_least) + expr(" at most", each.at_most) + text(" ask", each.ask);
    out += text(" about", each.about) + name(" renamed from", each.renamed_from) +
           text(" standard", each.same_as);
    for (const ast::Dotted& path : each.rests_on) out += " rests on" + dotted(path);
    line(out);
  }

  void rows(ast::List<ast::Row> list) {
    for (const ast::Row& row : list) {
      std::string out = "row";
      for (const ast::Cell& cell : row.cells) {
        out += std::string(" | ") + kCells[static_cast<std::size_t>(cell.kind)];
        if (cell.kind == ast::CellKind::Compare)
          out += std::string(" ") + kOps[static_cast<std::size_t>(cell.op)];
        out += name("", cell.name) + (cell.type.name ? " :" + type(cell.type) : "") +
               expr(" head", cell.head) + expr("", cell.value) + expr(" to", cell.value2);
      }
      line(out);
    }
  }

  void testItem(const ast::TestItem& item) {
    switch (item.kind) {
      case ast::TestItemKind::Given:
        line("given" + name("", item.entity) + text("", item.id) + text(" like", item.like));
        ++depth_;
        fields(item.fields);
        --depth_;
        return;
      case ast::TestItemKind::AsOf:
        return line("as of" + expr("", item.date));
      case ast::TestItemKind::Expect:
        return expect(item.expect);
      case ast::TestItemKind::Cases:
        line("cases");
        ++depth_;
        rows(item.rows);
        --depth_;
        return;
    }
  }

  void fields(ast::List<ast::Field> list) {
    for (const ast::Field& each : list)
      item("field" + name("", each.name) + name(" of", each.index), each.item);
  }

  void item(const std::string& before, const ast::Item& each) {
    switch (each.kind) {
      case ast::ItemKind::Object:
        line(before + " object");
        break;
      case ast::ItemKind::List:
        line(before + " list");
        break;
      case ast::ItemKind::Range:
        line(before + " range" + expr("", each.value) + expr(" to", each.value2));
        break;
      case ast::ItemKind::Unknown:
        line(before + " unknown");
        break;
      case ast::ItemKind::Value:
        line(before + expr("", each.value));
        break;
    }
    ++depth_;
    fields(each.fields);
    for (const ast::Item& inner : each.items) item("-", inner);
    --depth_;
  }

  void expect(const ast::Expect& each) {
    std::string out = std::string("expect ") + kExpects[static_cast<std::size_t>(each.kind)];
    out += dotted(each.target.path) + name(" of", each.target.index) + text(" for", each.target.subject);
    out += name(" is", each.outcome) + expr(" due", each.due) + expr(" next", each.next);
    if (each.has_could_be) out += " could be";
    for (const ast::Name& one : each.could_be) out += name("", one);
    out += name(" by", each.by) + text(" because", each.because);
    if (each.kind == ast::ExpectKind::Compare)
      out += std::string(" ") + kOps[static_cast<std::size_t>(each.op)];
    out += expr("", each.value) + expr(" to", each.value2);
    for (const ast::Dotted& path : each.missing) out += " missing" + dotted(path);
    if (each.exposes.nobody) out += " exposes none";
    if (each.exposes.amount.path) {
      out += name(" exposes", each.exposes.party) + text(" exposes", each.exposes.party_text) + " to";
      out += dotted(each.exposes.amount.path) + name(" of", each.exposes.amount.index);
      out += name(" state", each.exposes.state) + expr(" from", each.exposes.from);
    }
    line(out);
  }

  std::string out_;
  std::size_t depth_ = 0;
};

}  // namespace

std::string dump(const ast::File& file) {
  Writer writer;
  writer.file(file);
  return writer.take();
}

}  // namespace jurat::test
