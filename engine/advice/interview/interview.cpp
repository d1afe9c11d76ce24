#include "engine/advice/interview/interview.h"

#include <algorithm>
#include <utility>

#include "engine/advice/ask/memory.h"
#include "engine/advice/interview/widen.h"
#include "engine/advice/interview/words.h"
#include "engine/evaluate/evaluate.h"
#include "engine/profile/binding.h"
#include "engine/profile/edit/write.h"
#include "engine/source/diagnostic.h"
#include "engine/source/read.h"

namespace jurat {
namespace {

// Nobody takes it for a word or a number.
Datum textOf(std::string text) {
  Datum out = scalarOf(std::move(text));
  out.quoted = out.text == "none" || out.text == "unknown";
  return out;
}

void addMissing(Datum& record, std::string key, Datum value) {
  if (valueOf(record, key) == nullptr) record.entries.push_back({std::move(key), {}, std::move(value)});
}

// By path: indexes of records move when a list grows.
std::string nameOf(const std::string& id, const std::string& subject_path) { return id + " " + subject_path; }

bool isOpenStill(const Finding& finding) {
  return finding.outcome == Outcome::Undetermined || finding.outcome == Outcome::Review;
}
bool isOpenStill(const BenefitResult& benefit) { return benefit.could_be.size() > 1; }

}  // namespace

Interview::Interview(std::shared_ptr<const RuleSet> rules, EditedText text, Profile profile,
                     InterviewSettings settings, InterviewMemory memory)
    : rules_(std::move(rules)),
      settings_(std::move(settings)),
      text_(std::move(text)),
      profile_(std::move(profile)),
      machine_(rules_, settings_.limits),
      memory_(std::move(memory)),
      found_(std::make_unique<asking::Memory>()) {
  look();
  if (forgetLost()) choose();
}

Interview::~Interview() = default;

void Interview::look() {
  assessment_ = evaluate(machine_, profile_,
                         {.as_of = settings_.as_of, .named = settings_.named, .reasons = Reasons::None});
  if (settings_.leave_out) settings_.leave_out(assessment_);
  for (const Finding& finding : assessment_.findings)
    if (isOpenStill(finding)) memory_.open.insert(nameOf(finding.id, finding.subject_path));
  for (const BenefitResult& benefit : assessment_.benefits)
    if (isOpenStill(benefit)) memory_.open.insert(nameOf(benefit.amount.id, pathOf(benefit.amount.subject)));
  inquireWith(Effort::Step);
  // The one who answers waits: more is looked into once nothing is left that certainly matters.
  if (inquiry_.postponed > 0 && (question_ == nullptr || !question_->certain)) inquireWith(Effort::Whole);
}

void Interview::inquireWith(Effort effort) {
  inquiry_ = inquire(machine_, profile_, assessment_, settings_.limits, found_.get(), effort);
  choose();
}

bool Interview::isAsked(const AskedFact& fact) const {
  if (memory_.left_out.count(fact.what.path) > 0) return false;
  return settings_.again || (!saysUnknown(fact) && !standsAsItIs(fact));
}

void Interview::choose() {
  const bool certain = inquiry_.postponed > 0;  // else nothing better can be said of the others
  const auto is_first = [&](const AskedFact& fact) { return (fact.certain || !certain) && isAsked(fact); };
  const auto first = std::find_if(inquiry_.facts.begin(), inquiry_.facts.end(), is_first);
  question_ = first == inquiry_.facts.end() ? nullptr : &*first;
}

std::size_t Interview::toGo() const {
  return static_cast<std::size_t>(std::count_if(inquiry_.facts.begin(), inquiry_.facts.end(),
                                                [&](const AskedFact& fact) { return isAsked(fact); }));
}

const Fact* Interview::fact() const {
  return question_ == nullptr || question_->list ? nullptr : &vocabulary().facts[question_->what.fact];
}

const Entity* Interview::entries() const {
  const std::optional<EntityId> id =
      question_ == nullptr || !question_->list ? std::nullopt : entriesOf(*question_);
  return id ? &vocabulary().entities[*id] : nullptr;
}

bool Interview::saysUnknown() const { return question_ != nullptr && saysUnknown(*question_); }

bool Interview::needsJudge(std::string_view line) const {
  if (fact() == nullptr || fact()->type.kind != TypeKind::Judgement || !settings_.by.empty()) return false;
  Diagnostics faults;
  const std::optional<Datum> value =
      readAnswerLine(line, *fact(), settings_.syntax, vocabulary(), settings_.limits, faults);
  if (!value || !isJudgement(*value)) return false;
  return value->kind != DatumKind::Record || valueOf(*value, "by") == nullptr;
}

std::optional<InterviewStep> Interview::propose(std::string_view line, Diagnostics& diagnostics) {
  if (question_ == nullptr) return std::nullopt;
  if (question_->list) {
    const Entity* in_it = entries();
    const std::optional<Datum> read =
        in_it == nullptr ? std::nullopt : readListLine(line, *in_it, vocabulary(), diagnostics);
    return read ? writeList(*read, diagnostics) : std::nullopt;
  }
  std::optional<Datum> value =
      readAnswerLine(line, *fact(), settings_.syntax, vocabulary(), settings_.limits, diagnostics);
  if (!value) return std::nullopt;
  return write(isJudgement(*value) ? judgement(*std::move(value)) : withOrigin(*std::move(value)),
               diagnostics);
}

std::optional<InterviewStep> Interview::proposeUnknown(Diagnostics& diagnostics) {
  if (question_ == nullptr || saysUnknown()) return std::nullopt;
  std::optional<InterviewStep> step =
      write(question_->list ? scalarOf("unknown") : withOrigin(scalarOf("unknown")), diagnostics);
  if (step) step->known = false;
  return step;
}

bool Interview::isJudgement(const Datum& value) const {
  if (fact()->type.kind != TypeKind::Judgement) return false;
  const Datum* said = value.kind == DatumKind::Record ? valueOf(value, "value") : &value;
  return said == nullptr || said->text != "unknown";
}

Datum Interview::withOrigin(Datum value) const {
  Datum record;
  if (value.kind == DatumKind::Record) {
    record = std::move(value);
  } else {
    record.kind = DatumKind::Record;
    record.entries.push_back({"value", {}, std::move(value)});
  }
  addMissing(record, "source", textOf(settings_.source));
  addMissing(record, "as_of", scalarOf(toText(settings_.as_of.day)));
  return record;
}

Datum Interview::judgement(Datum value) const {
  Datum record;
  if (value.kind == DatumKind::Record) {
    record = std::move(value);
  } else {
    record.kind = DatumKind::Record;
    record.entries.push_back({"value", {}, std::move(value)});
  }
  addMissing(record, "by", textOf(settings_.by));
  addMissing(record, "on", scalarOf(toText(std::min(settings_.as_of.day, settings_.today))));
  if (std::optional<Datum> basis = restedOn(question_->what.instance, *fact()))
    addMissing(record, "rested_on", *std::move(basis));
  addMissing(record, "source", textOf(settings_.source));
  return record;
}

std::optional<InterviewStep> Interview::write(Datum value, Diagnostics& diagnostics) {
  const Missing& what = question_->what;
  std::string said = flowText(value, ProfileSyntax::Yaml);
  std::optional<ProfilePlace> place = placeOf(*question_, text_.document, profile_);
  if (!question_->list) {
    const Datum* plain = valueOf(value, "value");
    if (plain != nullptr) said = flowText(*plain, ProfileSyntax::Yaml);
    if (place) widen(text_.document, profile_, vocabulary(), what.instance, *fact(), *place, value);
  }
  if (!place) place = ProfilePlace{};  // it is said that it has none
  std::optional<EditedText> text = withValue(*text_.source, settings_.syntax, text_.document, *place,
                                             std::move(value), settings_.limits, diagnostics);
  return text ? bound(*std::move(text), std::move(said), diagnostics) : std::nullopt;
}

std::optional<InterviewStep> Interview::writeList(const Datum& entries_said, Diagnostics& diagnostics) {
  const std::optional<ProfilePlace> place = placeOf(*question_, text_.document, profile_);
  const Datum* standing = place ? at(text_.document, *place) : nullptr;
  const bool open = standing != nullptr && standing->kind == DatumKind::Record;
  if (!place || !open) return write(entries_said, diagnostics);
  EditedText text = text_;
  const auto edit = [&](const ProfilePlace& where, const Datum& value) {
    Diagnostics own;
    std::optional<EditedText> next =
        withValue(*text.source, settings_.syntax, text.document, where, value, settings_.limits, own);
    // Places are those of the text that people have, not of one between.
    for (Diagnostic fault : own.all()) {
      fault.primary.span = {standing->span.begin, standing->span.begin};
      diagnostics.report(std::move(fault));
    }
    if (!next) return false;
    text = *std::move(next);
    return true;
  };
  ProfilePlace inside = *place;
  inside.push_back({entries_said.items.empty() ? "complete" : "items"});
  if (entries_said.items.empty()) {
    if (!edit(inside, scalarOf(settings_.syntax == ProfileSyntax::Json ? "true" : "yes")))
      return std::nullopt;
  }
  for (const Datum& entry : entries_said.items) {
    const Datum* items = at(text.document, inside);
    if (items == nullptr) return std::nullopt;
    ProfilePlace behind = inside;
    behind.push_back({entry.entries.front().value.text, items->items.size()});
    if (!edit(behind, entry)) return std::nullopt;
  }
  return bound(std::move(text), flowText(entries_said, ProfileSyntax::Yaml), diagnostics);
}

std::optional<InterviewStep> Interview::bound(EditedText text, std::string said,
                                              Diagnostics& diagnostics) const {
  Diagnostics own;
  std::optional<Profile> profile =
      bindProfile(text.document, vocabulary(), settings_.limits, own, settings_.others);
  if (!profile || own.hasErrors()) {
    diagnostics.append(own);
    return std::nullopt;
  }
  profile->name = profile_.name;
  return InterviewStep{std::move(text), *std::move(profile), question_->what.path, std::move(said)};
}

std::optional<InterviewStep> Interview::back(std::string& took_back) {
  took_back.clear();
  if (past_.empty()) return std::nullopt;
  const Past& last = past_.back();
  if (last.skipped) {
    took_back = last.path;
    if (!last.left_out) memory_.left_out.erase(last.path);
    past_.pop_back();
    choose();
    return std::nullopt;
  }
  EditedText text{std::make_shared<SourceMap>(), nullptr, {}};
  Diagnostics faults;
  text.source = addSource(*text.sources, text_.source->name, last.splice.undone(text_.source->text), faults);
  std::optional<Datum> document;
  if (text.source != nullptr)
    document = settings_.syntax == ProfileSyntax::Json ? readJson(*text.source, settings_.limits, faults)
                                                       : readYaml(*text.source, settings_.limits, faults);
  if (!document) return std::nullopt;
  text.document = *std::move(document);
  std::optional<Profile> profile =
      bindProfile(text.document, vocabulary(), settings_.limits, faults, settings_.others);
  if (!profile) return std::nullopt;
  profile->name = profile_.name;
  InterviewStep step{std::move(text), *std::move(profile), last.path, ""};
  step.back = true;
  return step;
}

std::size_t Interview::accept(InterviewStep step) {
  if (step.back) {
    if (!past_.back().left_out) memory_.left_out.erase(step.path);
    past_.pop_back();
    memory_.written.erase(step.path);
  } else {
    const bool fresh = memory_.left_out.insert(step.path).second;
    past_.push_back({step.path, Splice::between(text_.source->text, step.text.source->text), false, !fresh});
    memory_.written.insert_or_assign(
        step.path,
        InterviewMemory::Written{standing(*question_, step.text.document, step.profile), step.known});
  }
  const std::size_t open = inquiry_.open;
  text_ = std::move(step.text);
  profile_ = std::move(step.profile);
  look();
  return open > inquiry_.open ? open - inquiry_.open : 0;
}

void Interview::skip() {
  if (question_ == nullptr) return;
  const bool fresh = memory_.left_out.insert(question_->what.path).second;
  past_.push_back({question_->what.path, {}, true, !fresh});
  choose();
}

std::vector<Decides> Interview::settled() const {
  std::vector<Decides> out;
  for (std::size_t i = 0; i < assessment_.findings.size(); ++i) {
    const Finding& finding = assessment_.findings[i];
    if (!isOpenStill(finding) && memory_.open.count(nameOf(finding.id, finding.subject_path)) > 0)
      out.push_back({Decides::Kind::Finding, i});
  }
  for (std::size_t i = 0; i < assessment_.benefits.size(); ++i) {
    const BenefitResult& benefit = assessment_.benefits[i];
    if (!isOpenStill(benefit) &&
        memory_.open.count(nameOf(benefit.amount.id, pathOf(benefit.amount.subject))) > 0)
      out.push_back({Decides::Kind::Benefit, i});
  }
  return out;
}

std::vector<std::string> Interview::leftOver() const {
  std::vector<std::string> out;
  for (const AskedFact& fact : inquiry_.facts)
    if (!isAsked(fact) && !isAnswered(fact)) out.push_back(fact.what.path);
  return out;
}

}  // namespace jurat
