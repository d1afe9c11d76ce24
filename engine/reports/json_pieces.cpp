// The findings of the JSON report and what they rest on.
#include "engine/reports/json_pieces.h"

#include "engine/reports/words.h"
#include "engine/source/source_map.h"

namespace jurat {
namespace {

// What programs compare is the same whatever `--lang` says; only packs' own texts come in all languages.
void outcomes(JsonWriter& out, std::string_view name, const std::vector<Outcome>& list) {
  if (list.empty()) return;
  out.openArray(name);
  for (const Outcome one : list) out.string(outcomeWord(one));
  out.endArray();
}

}  // namespace

void JsonPieces::texts(std::string_view name, const Texts& texts) const { textsMember(out_, name, texts); }

void JsonPieces::place(std::string_view name, const std::optional<Spot>& at) const {
  if (!at) return out_.nullMember(name);
  out_.openObject(name);
  out_.member("file", at->path);
  out_.member("line", at->line);
  out_.member("column", at->column);
  out_.endObject();
}

void JsonPieces::reasonMembers(const Reason& from, bool whole) const {
  if (!from.note.en.empty()) {
    out_.member("text", from.note.en);
    return texts("note", from.note);
  }
  if (!from.label.empty()) out_.member("label", inEnglish(from.label));
  const std::string text = inEnglish(from.text);
  out_.member("text", text.empty() ? sources_.text(from.rule_place) : std::string_view(text));
  if (!from.value.empty()) out_.member("value", inEnglish(from.value));
  if (!from.verdict.empty()) out_.member("verdict", inEnglish(from.verdict));
  if (!from.cites.empty()) out_.member("cites", from.cites);
  if (!from.source.empty()) out_.member("source", inEnglish(from.source));
  if (from.profile_place.known()) place("profile", from.profile_place);
  if (from.rule_place.known()) place("rule", from.rule_place);
  const std::optional<std::size_t> elsewhere = whole ? std::nullopt : shared_->placeOf(from);
  if (elsewhere) return out_.member("because_at", *elsewhere);
  because(from, whole);
}

void JsonPieces::because(const Reason& from, bool whole) const {
  if (from.children.empty()) return;
  out_.openArray("because");
  for (const Reason& child : from.children) {
    out_.beginObject();
    reasonMembers(child, whole);
    out_.endObject();
  }
  out_.endArray();
}

// The branches of what is explained.
void JsonPieces::branches(const Reason& from, bool whole) const {
  if (from.children.empty()) return;
  out_.openArray("because");
  for (const Reason& child : from.children) {
    // The line begins behind the blanks of the list.
    out_.beginObject();
    if (shared_ != nullptr) out_.beginLine();
    reasonMembers(child, whole);
    out_.endObject();
    if (shared_ != nullptr) out_.endLine();
  }
  out_.endArray();
}

void JsonPieces::sharedReasons() const {
  out_.openArray("shared_reasons");
  for (const Reason* reason : shared_->reasons()) {
    out_.beginObject();
    out_.beginLine();
    if (!reason->text.empty()) out_.member("text", inEnglish(reason->text));
    because(*reason, false);
    out_.endObject();
    out_.endLine();
  }
  out_.endArray();
}

void JsonPieces::timing(const Finding& from) const {
  if (!from.due.empty()) out_.member("due", from.due);
  if (from.due_open) out_.member("due_certain", false);
  if (!from.due_until.empty()) out_.member("due_until", from.due_until);
  if (from.rolled_from) out_.member("rolled_from", toText(*from.rolled_from));
  if (from.late_days) out_.member("late_days", *from.late_days);
  if (from.overdue) out_.member("overdue", true);
  if (from.next) out_.member("next", toText(*from.next));
  if (from.ended) out_.member("ended", toText(*from.ended));
}

void JsonPieces::finding(const Finding& from) const {
  out_.member("rule", from.id);
  texts("title", from.title);
  out_.member("subject", from.subject_id);
  out_.member("subject_path", from.subject_path);
  out_.member("outcome", outcomeWord(from.outcome));
  outcomes(out_, "could_be", from.could_be);
  out_.member("severity", severityCode(from.severity));
  out_.member("strength", strengthCode(from.strength));
  out_.member("waivable", from.waivable);
  out_.strings("cites", from.cites);
  if (!from.decided_by.empty()) out_.strings("decided_by", from.decided_by);
  timing(from);
  if (!from.excepted_by.empty()) out_.member("excepted_by", from.excepted_by);
  if (from.vacuous) out_.member("vacuous", true);
  if (!from.fault.empty()) {
    out_.openObject("fault");
    out_.member("message", inEnglish(from.fault));
    place("rule", from.fault_place);
    out_.endObject();
  }
  if (!from.missing.empty()) missing(from.missing);
  if (!from.confidence.empty()) confidence(from.confidence);
  notes(from.notes);
  if (!from.remedy.en.empty()) texts("remedy", from.remedy);
  branches(from.reason, shared_ == nullptr || standsWhole(from.outcome));
  place("profile", paths_.spot(from));
  place("rule_place", from.rule_place);
}

void JsonPieces::missing(const std::vector<Missing>& list) const {
  constexpr std::string_view kKinds[] = {"fact", "list", "judgement", "source", "rate", "calendar", "other"};
  out_.openArray("missing");
  for (const Missing& one : list) {
    out_.beginObject();
    out_.member("kind", kKinds[static_cast<std::size_t>(one.kind)]);
    out_.member("name", one.name);
    out_.member("path", one.path);
    if (!one.question.en.empty()) texts("question", one.question);
    if (one.said_unknown) out_.member("answered_unknown", true);
    if (!one.lapsed.empty()) out_.member("lapsed", inEnglish(one.lapsed));
    place("profile", one.place);
    out_.endObject();
  }
  out_.endArray();
}

void JsonPieces::confidence(const std::vector<checked::Confidence>& list) const {
  constexpr std::string_view kLevels[] = {"official", "secondary", "unconfirmed"};
  out_.openArray("confidence");
  for (const checked::Confidence& one : list) {
    out_.beginObject();
    out_.member("level", kLevels[static_cast<std::size_t>(one.level)]);
    out_.member("reading", one.reading);
    out_.endObject();
  }
  out_.endArray();
}

void JsonPieces::notes(const std::vector<Texts>& list) const {
  out_.openArray("notes");
  for (const Texts& note : list) {
    out_.beginObject();
    out_.member("en", note.en);
    if (!note.zh.empty()) out_.member("zh", note.zh);
    out_.endObject();
  }
  out_.endArray();
}

void JsonPieces::derived(const Derived& from) const {
  out_.member("id", from.id);
  texts("title", from.title);
  out_.member("subject", from.subject_id);
  out_.member("value", inEnglish(from.value));
  out_.member("known", from.known);
  out_.strings("cites", from.cites);
  if (!from.missing.empty()) missing(from.missing);
  if (!from.notes.empty()) notes(from.notes);
}

}  // namespace jurat
