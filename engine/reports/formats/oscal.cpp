// OSCAL assessment results 1.2.1 (NIST): a result for each profile, a finding for each rule and subject, a
// risk for each breach.
#include <map>
#include <set>
#include <utility>

#include "engine/crypto/sha256.h"
#include "engine/reports/formats/entries.h"
#include "engine/reports/formats/markdown_text.h"
#include "engine/reports/formats/uri.h"
#include "engine/reports/formats/writers.h"
#include "engine/reports/json_writer.h"
#include "engine/reports/words.h"
#include "engine/source/text.h"

namespace jurat {
namespace {

constexpr std::string_view kNamespace = "https://jurat.example/ns/oscal";

// The same name, the same id: the form of a name-based UUID, of SHA-256.
std::string uuidOf(std::string_view name) {
  std::string hex = sha256Hex(std::string("jurat.oscal\n") + std::string(name)).substr(0, 32);
  hex[12] = '5';
  hex[16] = "89ab"[static_cast<unsigned char>(hex[16]) & 3];
  return hex.substr(0, 8) + "-" + hex.substr(8, 4) + "-" + hex.substr(12, 4) + "-" + hex.substr(16, 4) + "-" +
         hex.substr(20);
}

// "eu.ai_act/social_scoring" as a token of OSCAL: letters, digits, `.`, `-` and `_`.
std::string tokenOf(std::string_view id) {
  std::string out;
  for (const char c : id) {
    const auto byte = static_cast<unsigned char>(c);
    const bool letter = (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z') || c == '_' || byte >= 0x80;
    const bool later = (c >= '0' && c <= '9') || c == '.' || c == '-';
    if (c == ']') continue;
    if (out.empty() && !letter) out += '_';
    out += letter || later ? c : c == '/' || c == '[' ? '.' : '_';
  }
  return out.empty() ? "_" : out;
}

std::string oneLine(std::string_view text) {
  const std::string shown = printableLine(text);
  const std::size_t begin = shown.find_first_not_of(' ');
  return begin == std::string::npos ? std::string()
                                    : shown.substr(begin, shown.find_last_not_of(' ') - begin + 1);
}

// Only two states are known: what the law does not demand is no gap, what nobody knows is not satisfied.
bool satisfied(Outcome outcome) {
  return outcome == Outcome::Satisfied || outcome == Outcome::NotApplicable || outcome == Outcome::NotInForce;
}

std::string reasonOf(Outcome outcome) {
  if (outcome == Outcome::Satisfied) return "pass";
  if (outcome == Outcome::Violated) return "fail";
  std::string word(outcomeWord(outcome));
  for (char& c : word) c = c == '_' ? '-' : c;
  return word;
}

class Oscal {
 public:
  Oscal(const RunReport& run, const ReportOptions& options)
      : run_(run), options_(options), entries_(run, options), identities_(entries_.identities()) {}

  std::string text() && {
    out_.beginObject();
    out_.openObject("assessment-results");
    out_.member("uuid", uuidOf(everything()));
    metadata();
    const std::string plan = uuidOf("plan\n" + everything());
    out_.openObject("import-ap");
    out_.member("href", "#" + plan);
    out_.endObject();
    out_.openArray("results");
    for (std::size_t part = 0; part < run_.parts.size(); ++part) result(part);
    out_.endArray();
    backMatter(plan);
    out_.endObject();
    out_.endObject();
    return std::move(out_).text();
  }

 private:
  // What the run is: the same inputs have the same ids.
  std::string everything() const {
    std::string all = options_.engine_version + "\n";
    for (const ReportPart& part : run_.parts)
      all += part.assessment->profile_name + "\n" + asOfText(part.assessment->as_of) + "\n";
    for (const Entry& entry : entries_.all()) {
      all += identities_[index(entry)];
      all += outcomeWord(entry.finding->outcome);
    }
    return all;
  }

  std::size_t index(const Entry& entry) const {
    return static_cast<std::size_t>(&entry - entries_.all().data());
  }
  std::string idOf(const Entry& entry, std::string_view what) const {
    return uuidOf(std::string(what) + "\n" + identities_[index(entry)]);
  }
  std::string subjectId(const Entry& entry) const {
    return uuidOf("subject\n" + entry.assessment->profile_name + "\n" + entry.finding->subject_path);
  }

  // A line of markup, which may not be empty.
  void line(std::string_view name, std::string_view text) {
    const std::string shown = markupLine(text);
    out_.member(name, shown.empty() ? std::string("\\-") : shown);
  }

  void property(std::string_view name, std::string_view value) {
    const std::string shown = oneLine(value);
    if (shown.empty()) return;
    out_.beginObject();
    out_.member("name", name);
    out_.member("ns", kNamespace);
    out_.member("value", shown);
    out_.endObject();
  }

  void metadata() {
    const Assessment& first = *run_.parts.front().assessment;
    out_.openObject("metadata");
    line("title", entries_.words({Phrase::Labelled, {verbatim("Jurat"), verbatim(nameOf(first))}}));
    out_.member("last-modified", startOf(first));
    out_.member("version", asOfText(first.as_of));
    out_.member("oscal-version", "1.2.1");
    out_.openArray("props");
    property("engine", "Jurat " + options_.engine_version);
    property("exit-code", std::to_string(static_cast<int>(run_.gate.code)));
    property("disclaimer", "Not legal advice.");
    out_.endArray();
    out_.endObject();
  }

  std::string nameOf(const Assessment& assessment) const {
    return assessment.company.empty() ? std::string(entries_.paths().of(assessment.profile_name))
                                      : assessment.company;
  }

  std::vector<const Entry*> of(std::size_t part) const {
    std::vector<const Entry*> out;
    for (const Entry& entry : entries_.all()) {
      if (entry.part == part) out.push_back(&entry);
    }
    return out;
  }

  void result(std::size_t part) {
    const Assessment& assessment = *run_.parts[part].assessment;
    const std::vector<const Entry*> mine = of(part);
    out_.beginObject();
    out_.member("uuid", uuidOf("result\n" + std::to_string(part) + everything()));
    line("title", nameOf(assessment));
    line("description", entries_.words({Phrase::ReportHead,
                                        {verbatim(std::string(entries_.paths().of(assessment.profile_name))),
                                         verbatim(options_.engine_version)}}));
    out_.member("start", startOf(assessment));
    out_.member("end", startOf(assessment));
    subjects(mine);
    reviewed(mine);
    list("observations", mine, [&](const Entry& entry) {
      if (asksForAction(entry.finding->outcome)) observation(entry);
    });
    risks(part, mine);
    list("findings", mine, [&](const Entry& entry) { finding(entry); });
    out_.endObject();
  }

  // OSCAL has no empty lists.
  template <typename Write>
  void list(std::string_view name, const std::vector<const Entry*>& mine, Write write) {
    const bool all = name == "findings";
    bool any = false;
    for (const Entry* entry : mine) any = any || all || asksForAction(entry->finding->outcome);
    if (!any) return;
    out_.openArray(name);
    for (const Entry* entry : mine) write(*entry);
    out_.endArray();
  }

  void subjects(const std::vector<const Entry*>& mine) {
    if (mine.empty()) return;
    std::set<std::string_view> seen;
    out_.openObject("local-definitions");
    out_.openArray("inventory-items");
    for (const Entry* entry : mine) {
      if (!seen.insert(entry->finding->subject_path).second) continue;
      out_.beginObject();
      out_.member("uuid", subjectId(*entry));
      line("description", entry->finding->subject_path);
      out_.endObject();
    }
    out_.endArray();
    out_.endObject();
  }

  void reviewed(const std::vector<const Entry*>& mine) {
    std::set<std::string> seen;
    out_.openObject("reviewed-controls");
    out_.openArray("control-selections");
    out_.beginObject();
    if (mine.empty()) {
      out_.openObject("include-all");
      out_.endObject();
    } else {
      out_.openArray("include-controls");
      for (const Entry* entry : mine) {
        std::string token = tokenOf(entry->finding->id);
        if (!seen.insert(token).second) continue;
        out_.beginObject();
        out_.member("control-id", token);
        out_.endObject();
      }
      out_.endArray();
    }
    out_.endObject();
    out_.endArray();
    out_.endObject();
  }

  std::string story(const Entry& entry) const {
    std::string text = markupLine(entries_.headline(entry));
    for (const Detail& detail : entries_.details(entry)) {
      text += "\n\n" + markupLine(entries_.words({Phrase::Labelled, {detail.label, verbatim(detail.text)}}));
    }
    return text;
  }

  void observation(const Entry& entry) {
    out_.beginObject();
    out_.member("uuid", idOf(entry, "observation"));
    out_.member("description", story(entry));
    out_.strings("methods", {"TEST"});
    out_.strings("types", {"finding"});
    out_.openArray("subjects");
    out_.beginObject();
    out_.member("subject-uuid", subjectId(entry));
    out_.member("type", "inventory-item");
    out_.endObject();
    out_.endArray();
    out_.openArray("relevant-evidence");
    evidence(entry.spot, "the profile");
    if (const std::optional<Spot> rule = entries_.paths().spot(entry.finding->rule_place))
      evidence(*rule, "the rule");
    out_.endArray();
    out_.member("collected", startOf(*entry.assessment));
    out_.endObject();
  }

  void evidence(const Spot& spot, std::string_view what) {
    out_.beginObject();
    out_.member("href", uriOf(spot.path) + "#L" + std::to_string(spot.line));
    out_.member("description", what);
    out_.endObject();
  }

  void risks(std::size_t part, const std::vector<const Entry*>& mine) {
    bool any = part == 0 && !run_.gate.gone.empty();
    for (const Entry* entry : mine) any = any || entry->finding->outcome == Outcome::Violated;
    if (!any) return;
    out_.openArray("risks");
    for (const Entry* entry : mine) {
      if (entry->finding->outcome == Outcome::Violated) risk(*entry);
    }
    if (part == 0) {
      for (const Gone& gone : run_.gate.gone) closed(gone);
    }
    out_.endArray();
  }

  void risk(const Entry& entry) {
    const Finding& finding = *entry.finding;
    const FindingView& view = *entry.view;
    out_.beginObject();
    out_.member("uuid", idOf(entry, "risk"));
    line("title", entries_.title(finding));
    line("description", entries_.headline(entry));
    const std::string& remedy = finding.remedy.in(options_.language);
    line("statement", remedy.empty() ? entries_.law(entry) : remedy);
    out_.openArray("props");
    property("severity", severityCode(finding.severity));
    if (view.waiver) {
      property("waiver-reason", view.waiver->reason);
      property("waiver-owner", view.waiver->owner);
      property("waiver-approver", view.waiver->approver);
    }
    out_.endArray();
    out_.member("status", view.waived() ? "deviation-approved" : "open");
    if (view.waived()) out_.member("deadline", toText(view.waiver->expires) + "T23:59:59Z");
    out_.endObject();
  }

  // What the baseline held and the run did not find any more.
  void closed(const Gone& gone) {
    const std::string text = entries_.words(goneText(gone));
    out_.beginObject();
    out_.member("uuid", uuidOf("gone\n" + gone.rule + "\n" + gone.subject + "\n" + gone.fingerprint));
    line("title", gone.rule);
    line("description", text);
    line("statement", text);
    out_.member("status", "closed");
    out_.endObject();
  }

  void gateProperties(const Entry& entry) {
    const FindingView& view = *entry.view;
    out_.openArray("props");
    property("outcome", outcomeWord(entry.finding->outcome));
    property("rule", entry.finding->id);
    property("severity", severityCode(entry.finding->severity));
    property("strength", strengthCode(entry.finding->strength));
    property("decides", view.decides ? "yes" : "no");
    property("level", levelCode(view.level));
    property("law", entries_.law(entry));
    if (view.waiver) property("waiver", waiverCode(view.waiver_state));
    property("baseline", baselineCode(view.baseline));
    if (view.since) property("baseline-since", toText(*view.since));
    property("fingerprint", view.fingerprint);
    out_.endArray();
  }

  void finding(const Entry& entry) {
    const Finding& finding = *entry.finding;
    out_.beginObject();
    out_.member("uuid", idOf(entry, "finding"));
    line("title", entries_.title(finding));
    line("description", entries_.headline(entry));
    gateProperties(entry);
    out_.openObject("target");
    out_.member("type", "objective-id");
    out_.member("target-id", tokenOf(finding.id));
    out_.openObject("status");
    out_.member("state", satisfied(finding.outcome) ? "satisfied" : "not-satisfied");
    out_.member("reason", reasonOf(finding.outcome));
    if (const Message remark = gateRemark(*entry.view); !remark.empty())
      line("remarks", entries_.words(remark));
    out_.endObject();
    out_.endObject();
    if (asksForAction(finding.outcome))
      reference("related-observations", "observation-uuid", idOf(entry, "observation"));
    if (finding.outcome == Outcome::Violated) reference("related-risks", "risk-uuid", idOf(entry, "risk"));
    out_.endObject();
  }

  void reference(std::string_view list, std::string_view name, const std::string& id) {
    out_.openArray(list);
    out_.beginObject();
    out_.member(name, id);
    out_.endObject();
    out_.endArray();
  }

  // There is no plan but the packs of the run, and OSCAL requires one.
  void backMatter(const std::string& plan) {
    out_.openObject("back-matter");
    out_.openArray("resources");
    out_.beginObject();
    out_.member("uuid", plan);
    line("title", entries_.words(Phrase::HeadingPacks));
    std::string text;
    for (const PackUse& pack : run_.parts.front().assessment->packs) {
      if (pack.loaded) text += (text.empty() ? "" : "\n\n") + markupLine(pack.id + " " + pack.version);
    }
    out_.member("description", text);
    out_.endObject();
    out_.endArray();
    out_.endObject();
  }

  const RunReport& run_;
  const ReportOptions& options_;
  Entries entries_;
  std::vector<std::string> identities_;
  JsonWriter out_;
};

}  // namespace

std::string oscalReport(const RunReport& run, const ReportOptions& options) {
  return Oscal(run, options).text();
}

}  // namespace jurat
