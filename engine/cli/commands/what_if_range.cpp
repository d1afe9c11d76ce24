// `what-if --range`: what one fact decides from one value to another.
#include <algorithm>
#include <memory>
#include <utility>

#include "engine/base/match.h"
#include "engine/base/nearest.h"
#include "engine/cli/commands/outputs.h"
#include "engine/cli/commands/what_if_edits.h"
#include "engine/profile/faults.h"
#include "engine/reports/advice/range_report.h"
#include "engine/reports/layout.h"
#include "engine/source/read.h"
#include "engine/values/ordinal.h"

namespace jurat {
namespace {

constexpr std::string_view kForm =
    "write PATH=LOW..HIGH, as in `headcount=0..300` or `opened_on=2026-01-01..2027-12-31`";

constexpr std::string_view kNoDay = "J0618";  // an entry of a series without its day
constexpr std::size_t kTodayColumns = 60;     // of an answer that is told as written

// What stands on the two sides of `..`.
struct Asked {
  Edit edit;
  Datum low, high;
};

std::nullopt_t refuse(Session& session, std::string message, Span at, std::string help) {
  session.diagnostics.report(
      {.code = "J0741", .message = std::move(message), .primary = {at, ""}, .help = std::move(help)});
  return std::nullopt;
}

std::optional<Asked> askedOf(Session& session) {
  const SourceFile* source =
      addSource(session.sources, std::string(kRangeName), session.arguments.range, session.diagnostics);
  std::optional<Edit> edit = source ? readEdit(*source, session.limits, session.diagnostics) : std::nullopt;
  if (!edit) return std::nullopt;
  const Datum& value = edit->value;
  const std::string& text = value.text;
  const std::size_t dots = value.kind == DatumKind::Scalar ? text.find("..") : std::string::npos;
  if (dots == std::string::npos || dots == 0 || dots + 2 == text.size())
    return refuse(session, "`--range` asks for two values", value.span, std::string(kForm));
  const auto part = [&](std::size_t begin, std::size_t end) {
    while (begin < end && text[begin] == ' ') ++begin;
    while (begin < end && text[end - 1] == ' ') --end;
    Datum out = value;
    out.text = text.substr(begin, end - begin);
    // A value in quotes has other offsets than its text.
    if (value.span.end - value.span.begin == text.size())
      out.span = {value.span.begin + static_cast<std::uint32_t>(begin),
                  value.span.begin + static_cast<std::uint32_t>(end)};
    return out;
  };
  return Asked{*edit, part(0, dots), part(dots + 2, text.size())};
}

// The same with the fact left open, which calls for whatever packs one of its values could.
Edit leftOpen(const Edit& edit) {
  Edit out = edit;
  out.value.text = "unknown";
  out.value.quoted = false;
  return out;
}

// The fact whose answer stands at that place.
std::optional<RangedFact> factAt(const Profile& profile, const Vocabulary& words, Span span) {
  for (std::size_t i = 0; i < profile.instances.size(); ++i) {
    const InstanceId id = profile.instances.idAt(i);
    const Instance& instance = profile.instances[id];
    for (const FactId fact : words.entities[instance.entity].facts) {
      for (std::uint32_t option = 0; option < words.facts[fact].slots; ++option) {
        const std::uint32_t at = instance.answers[words.facts[fact].slot + option];
        if (at != 0 && profile.answers[at - 1].span == span) return RangedFact{id, fact, option, at - 1, 0};
      }
    }
  }
  return std::nullopt;
}

bool isBare(const std::string& text) { return Number::parse(text).has_value(); }

// The currency in front of an amount; the unit behind a quantity, or the sign of a percentage.
std::string unitOf(const std::string& text, bool front) {
  const auto letter = [](char c) { return (c >= 'A' && c <= 'Z') || (c >= 'a' && c <= 'z') || c == '%'; };
  if (front) {
    const std::size_t space = text.find(' ');
    return space != std::string::npos && letter(text.front()) ? text.substr(0, space) : std::string();
  }
  const std::size_t space = text.rfind(' ');
  if (space != std::string::npos) return text.substr(space + 1);
  return text.ends_with('%') ? "%" : std::string();
}

// A number alone takes the currency or unit of the other end, of the fact, or of today's answer.
void completeUnits(const Type& type, const Vocabulary& words, std::uint32_t today, Datum& low, Datum& high) {
  const bool money = type.kind == TypeKind::Money;
  for (auto [one, other] : {std::pair{&low, &high}, std::pair{&high, &low}}) {
    if (!isBare(one->text)) continue;
    std::string unit = isBare(other->text) ? std::string() : unitOf(other->text, money);
    if (money && unit.empty() && (type.id | today) != 0) unit = currencyCode(type.id ? type.id : today);
    if (type.kind == TypeKind::Quantity && unit.empty()) unit = words.units[UnitId{type.id}].name;
    if (unit.empty()) continue;
    one->text = money ? unit + " " + one->text : one->text + (unit == "%" ? "" : " ") + unit;
  }
}

// The two ends as values of the fact; nothing when they are none (reported).
std::optional<std::pair<Value, Value>> endsOf(Session& session, const Asked& asked, const Fact& fact,
                                              const Vocabulary& words) {
  std::optional<Value> values[2];
  for (const bool low : {true, false}) {
    const Datum& datum = low ? asked.low : asked.high;
    const std::optional<Answer> answer = bindAnswer(datum, fact, words, session.limits, session.diagnostics);
    if (!answer) return std::nullopt;
    if (answer->state != AnswerState::Given)
      return refuse(session, tick(datum.text) + " is no end of a range", datum.span, std::string(kForm));
    values[low ? 0 : 1] = answer->value;
  }
  const auto *one = std::get_if<Money>(&*values[0]), *other = std::get_if<Money>(&*values[1]);
  if (one && other && one->currency != other->currency)
    return refuse(session, "the ends of the range are in two currencies", asked.edit.value.span,
                  "write both in one currency");
  if (!(ordinalOf(*values[0]).value_or(0) < ordinalOf(*values[1]).value_or(0)))
    return refuse(session, "the range has no value between its ends", asked.edit.value.span,
                  "write the lower value first, and a higher one behind `..`");
  return std::pair{*std::move(values[0]), *std::move(values[1])};
}

// What the profile says today.
const Answer* todayOf(const Profile& base, const Profile& open, const RangedFact& fact,
                      const Vocabulary& words) {
  if (base.instances.size() != open.instances.size()) return nullptr;
  return base.answer(fact.instance, words.facts[fact.fact], fact.option);
}

// Of a name that is no fact of the company: entries of lists that have one. Its last year stands for a
// series.
std::vector<std::string> pathsOf(const Profile& profile, const Vocabulary& words, const std::string& name) {
  std::vector<std::string> paths;
  for (const InstanceId root : profile.roots) {
    if (words.fact(profile.instances[root].entity, name)) return {};
    for (const ChildList& list : profile.instances[root].children) {
      const Entity& entity = words.entities[list.entity];
      if (entity.list_name.empty() || list.instances.empty() || !words.fact(list.entity, name)) continue;
      const bool series = entity.ordered_by != FactId{kNoId};
      for (auto at = series ? list.instances.end() - 1 : list.instances.begin(); at != list.instances.end();
           ++at)
        paths.push_back(entity.list_name + "[" + profile.instances[*at].id + "]." + name);
    }
  }
  return paths;
}

class Run {
 public:
  Run(Session& session, const ProfileText& text, const std::vector<Edit>& edits)
      : session_(session), text_(text), edits_(edits) {}

  ExitCode run() {
    std::optional<Asked> asked = askedOf(session_);
    if (const std::optional<ExitCode> wrong = refused(session_)) return *wrong;
    std::optional<Datum> base = documentOf(edits_);
    if (!base || !resolve(*base, *asked)) return failed();
    std::vector<Edit> edits = edits_;
    edits.push_back(leftOpen(asked->edit));
    const std::optional<Datum> open = documentOf(edits);
    if (!open) return failed();
    rules_ = loadRulesFor(session_, {{text_.source, *base, false}, {text_.source, *open, false}});
    if (!rules_) return refused(session_, setsPacks(session_, edits_)).value_or(ExitCode::NotLoaded);
    const std::optional<Profile> before = bound(*base, session_.diagnostics);
    if (const std::optional<ExitCode> wrong = refused(session_)) return *wrong;
    Diagnostics own;
    const std::optional<Profile> profile = bound(*open, own);
    if (!before || !profile) return notBound(*asked, own);
    const std::optional<RangeOptions> options = optionsFor(*asked, *before, *profile);
    return options ? write(*options, *profile) : failed();
  }

 private:
  ExitCode failed() { return refused(session_).value_or(ExitCode::NotLoaded); }

  std::optional<Datum> documentOf(const std::vector<Edit>& edits) {
    return edited(text_.document, edits, session_.diagnostics, shapesFor(session_.arguments, text_));
  }

  std::optional<Profile> bound(const Datum& document, Diagnostics& diagnostics) {
    std::optional<Profile> profile =
        bindProfile(document, rules_->vocabulary(), session_.limits, diagnostics, session_.otherKeys());
    if (profile) profile->name = text_.source->name;
    return profile;
  }

  // What no longer fits elsewhere in the profile fits no more because what stood there is no fact.
  ExitCode notBound(const Asked& asked, const Diagnostics& own) {
    bool here = false;
    for (const Diagnostic& each : own.all()) {
      const SourceFile* file = session_.sources.fileOf(each.primary.span);
      if (each.level != DiagnosticLevel::Error || !file || file->name != kRangeName) continue;
      here = true;
      if (each.code == kNoDay) {
        refuse(session_, "the day that orders a series cannot be gone through", asked.edit.path_span,
               "name another fact of the entry");
        continue;
      }
      session_.diagnostics.report(each);
    }
    if (!here) noFact(asked);
    return failed();
  }

  std::nullopt_t noFact(const Asked& asked) {
    return refuse(session_, tick(asked.edit.path) + " is no fact", asked.edit.path_span,
                  "name a number, an amount or a day, as in `financial_years[2025-12-31].headcount`");
  }

  // A fact of the last year, or of the one entry there is, may go by its name alone. The rules are read apart
  // for that: what is wrong with them is said later.
  bool resolve(const Datum& document, Asked& asked) {
    const std::string& path = asked.edit.path;
    if (path.find_first_of(".[") != std::string::npos) return true;
    Session& apart = kept<Session>(session_.arguments);
    const std::shared_ptr<const RuleSet> rules = loadRulesFor(apart, {{text_.source, document, false}});
    const std::optional<Profile> profile =
        rules ? bindProfile(document, rules->vocabulary(), apart.limits, apart.diagnostics, apart.otherKeys())
              : std::nullopt;
    if (apart.diagnostics.hasErrors()) return true;
    const std::vector<std::string> paths =
        profile ? pathsOf(*profile, rules->vocabulary(), path) : std::vector<std::string>();
    if (paths.size() == 1) asked.edit.path = paths.front();
    if (profile && paths.empty()) return isKnown(asked.edit, *profile, rules->vocabulary());
    if (paths.size() < 2) return true;
    refuse(session_, tick(path) + " stands in several entries", asked.edit.path_span,
           "name one of them, as in " + tick(paths.front()));
    return false;
  }

  // Mistyped is what neither the company nor an entry of its lists has, and looks like a fact that they have.
  bool isKnown(const Edit& edit, const Profile& profile, const Vocabulary& words) {
    std::vector<std::string> names;
    const auto add = [&](EntityId entity) {
      for (const FactId fact : words.entities[entity].facts) {
        names.push_back(words.facts[fact].name);
        names.push_back(words.facts[fact].renamed_from);
      }
    };
    for (const InstanceId root : profile.roots) {
      add(profile.instances[root].entity);
      for (const ChildList& list : profile.instances[root].children) {
        if (!list.instances.empty()) add(list.entity);
      }
    }
    std::erase(names, std::string());
    if (std::find(names.begin(), names.end(), edit.path) != names.end()) return true;
    const std::optional<std::string> meant = nearest(edit.path, names);
    if (meant)
      refuse(session_, tick(edit.path) + " is no fact", edit.path_span, "did you mean " + tick(*meant) + "?");
    return !meant;
  }

  std::optional<RangeOptions> optionsFor(Asked& asked, const Profile& base, const Profile& open) {
    const Vocabulary& words = rules_->vocabulary();
    std::optional<RangedFact> fact = factAt(open, words, asked.edit.value.span);
    if (!fact) return noFact(asked);
    const Fact& declared = words.facts[fact->fact];
    if (!aboutOne(asked, declared, words)) return std::nullopt;
    if (!canRange(declared.type))
      return refuse(session_, tick(declared.name) + " asks for " + typeText(declared.type, words),
                    asked.edit.path_span,
                    "a range goes through numbers, amounts and days; try an answer with --set");
    const Answer* today = todayOf(base, open, *fact, words);
    const bool given = today && today->state == AnswerState::Given;
    const auto* money = given ? std::get_if<Money>(&today->value) : nullptr;
    completeUnits(declared.type, words, money ? money->currency : 0, asked.low, asked.high);
    const std::optional<std::pair<Value, Value>> ends = endsOf(session_, asked, declared, words);
    if (!ends) return std::nullopt;
    if (const auto* low = std::get_if<Money>(&ends->first)) fact->currency = low->currency;
    if (given && (!money || money->currency == fact->currency)) {
      today_ = ordinalOf(today->value);
    } else if (today && today->state != AnswerState::Unknown) {
      sayToday(*today);
    }
    return RangeOptions{.as_of = session_.asOf().value(),
                        .fact = *fact,
                        .low = ordinalOf(ends->first).value(),
                        .high = ordinalOf(ends->second).value(),
                        .named = session_.namedPacks(),
                        .limits = session_.limits};
  }

  // A fact that has one value for each option is gone through for one of them.
  bool aboutOne(const Asked& asked, const Fact& fact, const Vocabulary& words) {
    if (fact.per == ChoiceId{kNoId} || fact.slots < 2) return true;
    const Choice& choice = words.choices[fact.per];
    const std::string& path = asked.edit.path;
    if (path.ends_with("]")) {
      const std::size_t open = path.rfind('[');
      const std::string name = path.substr(open + 1, path.size() - open - 2);
      for (const std::uint32_t each : choice.lowest) {
        if (choice.options[each].name == name) return true;
      }
    }
    refuse(session_, tick(fact.name) + " has one value for each option", asked.edit.path_span,
           "name one, as in " + tick(fact.name + "[" + choice.options[choice.lowest.front()].name + "]"));
    return false;
  }

  // What is given and no value of the range (none, bounds, an amount in another currency) is told as written.
  void sayToday(const Answer& answer) {
    for (const char c : session_.sources.text(answer.span)) {
      const bool space = c == ' ' || c == '\n' || c == '\t' || c == '\r';
      if (!space || !today_text_.ends_with(' ')) today_text_ += space ? ' ' : c;
    }
    today_text_ = cut(today_text_, kTodayColumns);
  }

  ExitCode write(const RangeOptions& options, const Profile& open) {
    if (const std::optional<ExitCode> wrong = refused(session_)) return *wrong;
    const std::optional<std::vector<Output>> outputs = outputsOf(session_.arguments, rangeFormats());
    Range range = rangeOf(rules_, open, options);
    range.today = today_;
    range.today_text = today_text_;
    for (const Output& output : *outputs) {
      const ReportOptions wording = wordingFor(session_, output);
      const std::string text = output.format == "json" ? rangeJson(range, *rules_, session_.sources, wording)
                               : output.format == "svg"
                                   ? rangeSvg(range, *rules_, wording)
                                   : rangeText(range, *rules_, session_.sources, wording);
      if (!jurat::write(output, text)) return ExitCode::NotWritten;
    }
    return ExitCode::Pass;
  }

  Session& session_;
  const ProfileText& text_;
  const std::vector<Edit>& edits_;
  std::shared_ptr<const RuleSet> rules_;
  std::optional<Number> today_;
  std::string today_text_;
};

}  // namespace

const std::vector<std::string>& rangeFormats() {
  static const std::vector<std::string> formats = {"text", "json", "svg"};
  return formats;
}

ExitCode runRange(Session& session, const ProfileText& text, const std::vector<Edit>& edits) {
  return Run(session, text, edits).run();
}

}  // namespace jurat
