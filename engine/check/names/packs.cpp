// Which files make up which pack, what a pack says of itself, and which packs it uses.
#include <algorithm>
#include <map>

#include "engine/check/context.h"
#include "engine/check/names/citations.h"
#include "engine/check/names/clause_rules.h"
#include "engine/check/names/documents.h"
#include "engine/check/names/literals.h"
#include "engine/check/repairs.h"

namespace jurat::checking {
namespace {

using ast::Clause;
using ast::ClauseKind;
using FileList = std::vector<std::shared_ptr<const ast::File>>;

// Groups files by the pack they name; a file that names none is reported.
std::map<std::string, PackSource> grouped(Context& context, const FileList& files) {
  std::map<std::string, PackSource> packs;
  for (const std::shared_ptr<const ast::File>& file : files) {
    if (!file->pack) {
      if (file->broken) continue;
      context.report(
          {.code = "J0101",
           .message = "this file does not say which pack it belongs to",
           .primary = {{file->span.begin, file->span.begin + 1}, "the first line is missing"},
           .help = "begin it with `in pack NAME`, or with `pack NAME { }` in one file of the pack"});
      continue;
    }
    PackSource& pack = packs[dottedText(file->pack)];
    pack.files.push_back(file.get());
    if (!file->opens_pack) continue;
    if (pack.opening != nullptr) {
      context.report({.code = "J0102",
                      .message = "the pack " + quoted(dottedText(file->pack)) + " is opened by two files",
                      .primary = {file->pack.span, "opened again here"},
                      .secondary = {{pack.opening->pack.span, "opened first here"}},
                      .help = "write `in pack " + dottedText(file->pack) + "` in one of them"});
    } else {
      pack.opening = file.get();
      pack.name_span = file->pack.span;
    }
  }
  return packs;
}

void requireOpening(Context& context, const std::string& id, PackSource& pack,
                    const std::vector<std::string_view>& opened) {
  if (pack.opening != nullptr) return;
  pack.name_span = pack.files.front()->pack.span;
  Diagnostic diagnostic{.code = "J0103",
                        .message = "no file opens the pack " + quoted(id),
                        .primary = {pack.name_span, "only spoken of here"}};
  suggest(diagnostic, id, opened, "write `pack " + id + " { title \"...\" }` at the top of one file");
  context.report(std::move(diagnostic));
}

void readUse(Context& context, PackId pack, const ast::Use& use) {
  const std::string id = dottedText(use.pack);
  const std::optional<PackId> used = context.names.pack(id);
  if (!used) {
    Diagnostic diagnostic{.code = "J0104",
                          .message = "there is no pack " + quoted(id),
                          .primary = {use.pack.span, "not among the packs of this run"}};
    suggest(diagnostic, id, context.names.packNames(),
            "name its folder or a root above it with `--rules-path`");
    context.report(std::move(diagnostic));
    return;
  }
  if (*used == pack) return;
  if (!context.names.addUse(pack, *used, context.program.packs[*used].id, use.as.text)) {
    context.report({.code = "J0105",
                    .message = quoted(use.as.text) + " already stands for another pack",
                    .primary = {use.as.span, "taken"},
                    .help = "choose another name behind `as`"});
  }
  std::vector<PackId>& uses = context.program.packs[pack].uses;
  if (std::find(uses.begin(), uses.end(), *used) == uses.end()) uses.push_back(*used);
  context.program.packs[pack].use_names.emplace_back(use.as ? std::string(use.as.text) : id, *used);
}

std::string wordOrText(const Clause& clause) {
  if (clause.string) return std::string(clause.string.en);
  if (clause.word) return std::string(clause.word.text);
  return clause.value == nullptr ? std::string() : std::string(clause.value->text);
}

void readSupersedes(Context& context, const Clause& clause, checked::Pack& pack) {
  const Literals literals{context.program.vocabulary, context.limits, context.diagnostics};
  const std::string id = dottedText(clause.path);
  const std::optional<Date> from = literals.day(clause.from);
  if (id.empty() || !from) return;
  const auto same = std::find_if(pack.supersedes.begin(), pack.supersedes.end(),
                                 [&](const checked::Superseded& each) { return each.pack == id; });
  const bool itself = id == pack.id;
  if (itself || same != pack.supersedes.end()) {
    context.report(
        {.code = "J0109",
         .message =
             itself ? "a pack does not supersede itself" : "the pack " + quoted(id) + " is superseded twice",
         .primary = {clause.path.span, itself ? "this is the pack" : "again here"},
         .help = itself ? "name the pack that it takes the place of" : "delete one of the clauses"});
    return;
  }
  pack.supersedes.push_back({id, *from, clause.path.span});
}

// Each in the other's place would leave none of them.
void refuseCircles(Context& context) {
  for (const checked::Pack& pack : context.program.packs) {
    for (const checked::Superseded& each : pack.supersedes) {
      const std::optional<PackId> other = context.names.pack(each.pack);
      if (!other || pack.id < each.pack) continue;
      for (const checked::Superseded& back : context.program.packs[*other].supersedes) {
        if (back.pack != pack.id) continue;
        context.report({.code = "J0109",
                        .message = "the packs " + quoted(each.pack) + " and " + quoted(pack.id) +
                                   " supersede each other",
                        .primary = {each.span, "this pack supersedes the other"},
                        .secondary = {{back.span, "which supersedes this one"}},
                        .help = "delete one of the clauses"});
      }
    }
  }
}

void readWaivers(Context& context, const Clause& clause, checked::Pack& pack) {
  const Literals literals{context.program.vocabulary, context.limits, context.diagnostics};
  const std::optional<Value> value = literals.valueOf(*clause.value, Type{.kind = TypeKind::Period}, "J0202");
  if (!value) return;
  constexpr std::int64_t kSecondsPerDay = 86'400;
  const SecondRange range = seconds(std::get<Period>(*value));
  pack.waiver_days = range.most / kSecondsPerDay;
}

void readLanguage(Context& context, const Clause& clause) {
  if (clause.value == nullptr || clause.value->text == "1") return;
  context.report({.code = "J0107",
                  .message = "this engine reads edition 1 of the language",
                  .primary = {clause.value->span, "another edition is asked for"},
                  .help = "write `language 1`",
                  .fix = Fix{clause.value->span, "1"}});
}

void readTimeZone(Context& context, const Clause& clause, checked::Pack& pack) {
  const std::optional<TimeZone> zone = TimeZone::find(clause.string.en);
  if (zone) {
    pack.time_zone = *zone;
    return;
  }
  const std::span<const std::string_view> known = timeZoneNames();
  Diagnostic diagnostic{.code = "J0108",
                        .message = "the time zone " + quoted(clause.string.en) + " is not known",
                        .primary = {clause.string.span, "not a time zone of this engine"}};
  suggest(diagnostic, clause.string.en, {known.begin(), known.end()},
          "write a place such as `\"Europe/Berlin\"`, `\"UTC\"` or an offset such as `\"+01:00\"`");
  if (diagnostic.fix) diagnostic.fix->replacement = "\"" + diagnostic.fix->replacement + "\"";
  context.report(std::move(diagnostic));
}

void readCurrency(Context& context, const Clause& clause, checked::Pack& pack) {
  pack.currency = currencyId(clause.word.text);
  if (pack.currency != 0) return;
  reportNoCurrency(context.diagnostics, clause.word);
}

void readClause(Context& context, const Clause& clause, checked::Pack& pack) {
  switch (clause.kind) {
    case ClauseKind::Title:
      pack.title = {std::string(clause.string.en), std::string(clause.string.zh)};
      break;
    case ClauseKind::Source:
      addSource(context, clause, pack);
      break;
    case ClauseKind::Jurisdiction:
      pack.jurisdiction = wordOrText(clause);
      break;
    case ClauseKind::Edition:
      pack.edition = wordOrText(clause);
      break;
    case ClauseKind::Version:
      pack.version = wordOrText(clause);
      break;
    case ClauseKind::Language:
      readLanguage(context, clause);
      break;
    case ClauseKind::Currency:
      readCurrency(context, clause, pack);
      break;
    case ClauseKind::Deadlines:
      pack.deadlines_stated = true;
      break;
    case ClauseKind::MonthEnd: {
      const std::optional<std::size_t> mode =
          oneOf(context, clause.word, "way to end a month", {"clamp", "next_day", "error"});
      if (mode) pack.month_end = static_cast<MonthEnd>(*mode);
      break;
    }
    case ClauseKind::TimeZone:
      readTimeZone(context, clause, pack);
      break;
    case ClauseKind::WaiverLength:
      readWaivers(context, clause, pack);
      break;
    case ClauseKind::Status:
      readStatus(context, clause, pack.status);
      break;
    case ClauseKind::Supersedes:
      readSupersedes(context, clause, pack);
      break;
    case ClauseKind::Lint:
      checkLint(context, clause);
      break;
    default:
      break;  // conditions and defaults are read where they take effect
  }
}

bool repeats(ClauseKind kind) {
  return kind == ClauseKind::Supersedes || kind == ClauseKind::Source || kind == ClauseKind::Status ||
         kind == ClauseKind::AppliesWhen || kind == ClauseKind::Reviewed || kind == ClauseKind::Lint;
}

// What a report says of a pack that does not run; the rest is for its rules.
bool saysWhatItIs(ClauseKind kind) {
  return kind == ClauseKind::Title || kind == ClauseKind::Version || kind == ClauseKind::Edition ||
         kind == ClauseKind::Jurisdiction || kind == ClauseKind::Status || kind == ClauseKind::Supersedes;
}

}  // namespace

void readPacks(Context& context, const FileList& files) {
  std::map<std::string, PackSource> packs = grouped(context, files);
  std::vector<std::string_view> opened;
  for (const auto& [id, source] : packs) {
    if (source.opening != nullptr) opened.push_back(id);
  }
  for (auto& [id, source] : packs) {
    requireOpening(context, id, source, opened);
    // In the order of their places, the opening file first, whatever order they were named in.
    const ast::File* opening = source.opening;
    std::sort(source.files.begin(), source.files.end(), [opening](const ast::File* a, const ast::File* b) {
      if ((a == opening) != (b == opening)) return a == opening;
      return a->span.begin < b->span.begin;
    });
    checked::Pack pack;
    pack.id = id;
    pack.span = source.name_span;
    pack.set_aside = opening != nullptr && opening->head_only;
    context.program.packs.add(std::move(pack));
    context.packs.push_back(source);
  }
  for (std::size_t i = 0; i < context.packs.size(); ++i) {
    const PackId pack = context.program.packs.idAt(i);
    context.names.addPack(context.program.packs[pack].id, pack);
  }
  for (std::size_t i = 0; i < context.packs.size(); ++i) {
    for (const ast::File* file : context.packs[i].files) {
      for (const ast::Use& use : file->uses) readUse(context, context.program.packs.idAt(i), use);
    }
  }
}

void readPackClauses(Context& context) {
  for (std::size_t i = 0; i < context.packs.size(); ++i) {
    if (context.packs[i].opening == nullptr) continue;
    checked::Pack& pack = context.program.packs[context.program.packs.idAt(i)];
    std::map<ClauseKind, const Clause*> stated;
    for (const Clause& clause : context.packs[i].opening->pack_clauses) {
      if (pack.set_aside && !saysWhatItIs(clause.kind)) continue;
      if (!admit(context, Home::Pack, clause)) continue;
      const auto [first, fresh] = stated.emplace(clause.kind, &clause);
      if (!fresh && !repeats(clause.kind)) {
        reportTwice(context, *first->second, clause);
        continue;
      }
      readClause(context, clause, pack);
    }
    std::stable_sort(pack.status.begin(), pack.status.end(),
                     [](const auto& a, const auto& b) { return a.first < b.first; });
  }
  refuseCircles(context);
}

}  // namespace jurat::checking
