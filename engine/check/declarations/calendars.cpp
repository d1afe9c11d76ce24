#include "engine/check/declarations/calendars.h"

#include <algorithm>
#include <array>
#include <map>

#include "engine/check/names/clause_rules.h"
#include "engine/check/names/literals.h"
#include "engine/check/names/types.h"
#include "engine/check/repairs.h"

namespace jurat::checking {
namespace {

constexpr std::array<std::string_view, 7> kWeekdays = {"monday", "tuesday",  "wednesday", "thursday",
                                                       "friday", "saturday", "sunday"};

class CalendarReader {
 public:
  CalendarReader(Context& context, const Work& work)
      : context_(context),
        source_(*work.source),
        made_(context.program.declarations[work.id]),
        literals_{context.program.vocabulary, context.limits, context.diagnostics} {}

  void run() {
    std::vector<const ast::Clause*> clauses;
    for (const ast::Clause& clause : source_.clauses) clauses.push_back(&clause);
    if (!years(only(context_, clauses, ast::ClauseKind::Years))) return;
    if (!weekend(only(context_, clauses, ast::ClauseKind::Weekend))) return;
    if (!source_.rows.empty() && !head(source_.rows.front())) return;
    for (std::size_t i = 1; i < source_.rows.size(); ++i) row(source_.rows[i]);
    std::vector<Date> working;
    for (Date day = first_; day <= last_; ++day.days) {
      const auto said = days_.find(day);
      if (said == days_.end() ? !isWeekend(day) : said->second.worked) working.push_back(day);
    }
    for (const auto& [day, said] : days_) made_.calendar_rows.emplace_back(day, said.worked);
    made_.calendar = WorkingCalendar(first_, last_, std::move(working));
  }

 private:
  struct Said {
    bool worked = false;
    Span span;
  };

  void report(Span span, std::string message, std::string label, std::string help) const {
    context_.report(complaint(span, std::move(message), std::move(label), std::move(help)));
  }

  static Diagnostic complaint(Span span, std::string message, std::string label, std::string help) {
    return {.code = "J0350",
            .message = std::move(message),
            .primary = {span, std::move(label)},
            .help = std::move(help)};
  }

  bool isWeekend(Date day) const { return weekend_[static_cast<std::size_t>(weekday(day)) - 1]; }

  std::optional<int> year(const ast::Expr* written) const {
    if (written == nullptr) return std::nullopt;
    const std::optional<Number> number = literals_.number(*written);
    if (!number) return std::nullopt;
    const std::optional<std::int64_t> year = number->isWhole() ? number->toInt64() : std::nullopt;
    if (year && *year >= 1 && *year <= 9999) return static_cast<int>(*year);
    report(written->span, "a calendar covers whole years from 1 to 9999", "not such a year",
           "write it as in `years 2026 to 2027`");
    return std::nullopt;
  }

  bool years(const ast::Clause* clause) {
    if (clause == nullptr) {
      if (!context_.broken) {
        report(source_.name.span,
               "the calendar " + quoted(made_.name) + " does not say which years it covers",
               "`years` is missing", "write `years 2026 to 2026`");
      }
      return false;
    }
    const std::optional<int> from = year(clause->value), to = year(clause->value2);
    if (!from || !to) return false;
    if (*to < *from) {
      report(clause->value2->span, "the calendar " + quoted(made_.name) + " ends before it begins",
             "before its first year", "let the later year be the second");
      return false;
    }
    const std::size_t count = static_cast<std::size_t>(*to - *from) + 1;
    if (count > context_.limits.calendar_years) {
      report(clause->value2->span, "a calendar of " + std::to_string(count) + " years is longer than is read",
             "its last year",
             "at most " + std::to_string(context_.limits.calendar_years) +
                 " years: nobody announces holidays "
                 "further ahead");
      return false;
    }
    first_ = *makeDate(*from, 1, 1);
    last_ = *makeDate(*to, 12, 31);
    return true;
  }

  bool weekend(const ast::Clause* clause) {
    if (clause == nullptr) {
      if (!context_.broken) {
        report(source_.name.span,
               "the calendar " + quoted(made_.name) + " does not say which days are weekend",
               "`weekend` is missing", "write `weekend { saturday, sunday }`");
      }
      return false;
    }
    for (const ast::Name& name : clause->names) {
      const auto day = std::find(kWeekdays.begin(), kWeekdays.end(), name.text);
      if (day == kWeekdays.end()) {
        Diagnostic wrong = complaint(name.span, quoted(name.text) + " is no day of the week",
                                     "a day such as `saturday` is expected here", "");
        suggest(wrong, name.text, {kWeekdays.begin(), kWeekdays.end()},
                "write " + listed({kWeekdays.begin(), kWeekdays.end()}));
        context_.report(std::move(wrong));
        return false;
      }
      weekend_[static_cast<std::size_t>(day - kWeekdays.begin())] = true;
    }
    return true;
  }

  bool head(const ast::Row& row) const {
    if (row.cells.size() == 2 && row.cells[0].name.text == "day" && row.cells[1].name.text == "kind")
      return true;
    report(row.span, "the rows of a calendar have a day and a kind", "the head of its rows",
           "write `| day | kind |`");
    return false;
  }

  void row(const ast::Row& row) {
    const auto value = [&](std::size_t i) {
      return row.cells[i].kind == ast::CellKind::Value ? row.cells[i].value : nullptr;
    };
    if (row.cells.size() != 2) {
      return report(row.span, "a row of a calendar has a day and a kind",
                    std::to_string(row.cells.size()) + " cells for 2 columns",
                    "write it as in `| 2026-01-01 | holiday |`");
    }
    const ast::Expr* day = value(0);
    if (day == nullptr || day->kind != ast::ExprKind::DateLiteral) {
      if (day != nullptr && day->kind == ast::ExprKind::Broken) return;
      return report(row.cells[0].span, "a row of a calendar begins with its day", "not a day",
                    "write it as in `2026-01-01`");
    }
    const ast::Expr* kind = value(1);
    const std::string_view word = kind == nullptr ? std::string_view() : kind->name.text;
    if (word != "holiday" && word != "workday") {
      Diagnostic wrong = complaint(row.cells[1].span, "a day of a calendar is a `holiday` or a `workday`",
                                   "neither of them", "");
      suggest(wrong, word, {"holiday", "workday"},
              "write `holiday`, or `workday` for a day of the weekend that is worked");
      return context_.report(std::move(wrong));
    }
    if (const std::optional<Date> read = literals_.day(day)) say(*read, word == "workday", row.cells[0].span);
  }

  void say(Date day, bool worked, Span span) {
    if (day < first_ || last_ < day) {
      return report(span, toText(day) + " is outside the years of the calendar " + quoted(made_.name),
                    "it covers " + toText(first_) + " to " + toText(last_),
                    "correct the day, or let `years` include it");
    }
    const auto [known, fresh] = days_.emplace(day, Said{worked, span});
    if (!fresh) {
      context_.report({.code = "J0314",
                       .message = "the calendar " + quoted(made_.name) + " has two rows for " + toText(day),
                       .primary = {span, "again here"},
                       .secondary = {{known->second.span, "first here"}},
                       .help = "delete one of the rows"});
      return;
    }
    // Published lists name holidays that fall on a weekend, but nobody announces that a Tuesday is worked.
    if (worked && !isWeekend(day)) {
      std::string name(kWeekdays[static_cast<std::size_t>(weekday(day)) - 1]);
      name.front() = static_cast<char>(name.front() - 'a' + 'A');
      report(span, toText(day) + " is a " + name + ", which is worked anyway",
             "`workday` is for days of the weekend that are worked", "correct the day, or delete the row");
    }
  }

  Context& context_;
  const ast::Declaration& source_;
  checked::Declaration& made_;
  Literals literals_;
  Date first_, last_;
  std::array<bool, 7> weekend_{};
  std::map<Date, Said> days_;
};

// The part of a dotted name before the last.
std::string qualifierOf(const ast::Dotted& name) {
  std::string out;
  for (std::size_t i = 0; i + 1 < name.parts.size(); ++i) {
    if (i > 0) out += '.';
    out += name.parts[i].text;
  }
  return out;
}

void reportSeveral(const Context& context, PackId from, const ast::Dotted& name,
                   const std::vector<Named<DeclarationId>>& found) {
  std::string help;
  for (const Named<DeclarationId>& each : found) {
    help +=
        (help.empty() ? "write " : " or ") + quoted(std::string(context.names.qualifier(from, each.pack)) +
                                                    "." + std::string(name.parts.back().text));
  }
  context.report(
      {.code = "J0112",
       .message = quoted(name.parts.back().text) + " is declared in more than one of the packs used here",
       .primary = {name.span, "which one is meant?"},
       .help = std::move(help)});
}

}  // namespace

void readCalendar(Context& context, const Work& work) { CalendarReader(context, work).run(); }

void findRollingCalendars(Context& context) {
  for (std::size_t i = 0; i < context.packs.size(); ++i) {
    if (context.packs[i].opening == nullptr) continue;
    const PackId pack = context.program.packs.idAt(i);
    if (context.program.packs[pack].set_aside) continue;
    for (const ast::Clause& clause : context.packs[i].opening->pack_clauses) {
      if (clause.kind != ast::ClauseKind::Deadlines || !clause.path) continue;
      if (const auto calendar = findCalendar(context, pack, clause.path))
        context.program.packs[pack].rolls_in = *calendar;
    }
  }
}

std::optional<DeclarationId> findCalendar(const Context& context, PackId from, const ast::Dotted& name) {
  if (!name) return std::nullopt;
  std::optional<PackId> only;
  if (name.parts.size() > 1) {
    const std::string qualifier = qualifierOf(name);
    only = context.names.used(from, qualifier);
    if (!only) {
      reportUnknown(context, from,
                    {"pack used here called",
                     {qualifier, name.parts.front().span},
                     "J0111",
                     std::nullopt,
                     context.names.usedNames(from)});
      return std::nullopt;
    }
  }
  const Lookup<Named<DeclarationId>> all = context.names.declaration(name.parts.back().text, from, only);
  std::vector<Named<DeclarationId>> found;
  for (const Named<DeclarationId>& each : all.seen) {
    if (context.program.declarations[each.id].kind == checked::DeclarationKind::Calendar)
      found.push_back(each);
  }
  if (found.size() == 1) return found.front().id;
  if (found.size() > 1) return reportSeveral(context, from, name, found), std::nullopt;
  std::vector<std::string_view> known;
  for (const checked::Declaration& each : context.program.declarations) {
    if (each.kind == checked::DeclarationKind::Calendar && context.names.sees(from, each.pack))
      known.push_back(each.name);
  }
  reportUnknown(context, from, {"calendar", name.parts.back(), "J0111", all.elsewhere, known});
  return std::nullopt;
}

}  // namespace jurat::checking
