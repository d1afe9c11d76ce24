#include <algorithm>
#include <set>

#include "engine/compile/rule_set.h"
#include "engine/crypto/sha256.h"
#include "engine/reports/html/assets.h"
#include "engine/reports/html/html_report.h"
#include "engine/reports/html/marks.h"
#include "engine/reports/html/part.h"
#include "engine/reports/html/summary.h"
#include "engine/reports/words.h"
#include "engine/source/render.h"
#include "engine/source/source_map.h"

namespace jurat {
namespace html {
namespace {

constexpr Outcome kOverview[] = {Outcome::Violated, Outcome::Pending, Outcome::Review, Outcome::Undetermined,
                                 Outcome::Satisfied};

// What `cites` of a declaration say, those of its first version.
std::string citesOf(const Finding& finding) {
  std::string text;
  for (const std::string& cite : finding.cites) text += (text.empty() ? "" : "; ") + cite;
  return text;
}

class Page {
 public:
  Page(const RunReport& run, const ReportOptions& options) : desk_{run, options} {
    const bool dates = showsDates(Dates::Few, run.parts.size());
    for (const ReportPart& part : run.parts)
      parts_.push_back({parts_.size() + 1, *part.assessment, part.views, dates ? part.timeline : nullptr});
  }

  std::string run() {
    Forms forms{Form(pageForm()), Form(partForm()), Form(groupForm()), Form(findingForm())};
    const Filling words = wordsOf(desk_);
    Filling page;
    head(page);
    overview(page);
    gate(page);
    rules(page);
    std::string out;
    forms.page.fill(words, page, out, [&] {
      for (const Part& part : parts_) writePart(part, desk_, words, forms, out);
    });
    return out;
  }

 private:
  void head(Filling& page) const {
    const ReportOptions& options = desk_.options;
    put(page, "language", options.language == Language::Chinese ? "zh-Hans" : "en");
    put(page, "style", std::string(style()));
    put(page, "script", std::string(script()));
    put(page, "style_digest", sha256(style()).base64());
    put(page, "script_digest", sha256(script()).base64());
    const Message day = verbatim(parts_.empty() ? "" : asOfText(parts_.front().assessment.as_of));
    const Message heading = parts_.size() == 1 ? Message(Phrase::PageHeading)
                                               : Message(Phrase::PageCompanies, {number(parts_.size())});
    const Message subject = parts_.size() == 1 ? verbatim(parts_.front().name()) : heading;
    put(page, "title",
        desk_.words(parts_.size() == 1 ? Message(Phrase::PageTitle, {subject, day})
                                       : Message(Phrase::Apposition, {heading, {Phrase::AsOf, {day}}})));
    put(page, "heading", desk_.words(heading));
    put(page, "as_of", desk_.words({options.today ? Phrase::AsOfToday : Phrase::AsOf, {day}}));
    put(page, "about", desk_.words({Phrase::PageAbout, {verbatim(options.engine_version)}}));
  }

  void overview(Filling& page) const {
    flag(page, "several", parts_.size() > 1);
    put(page, "run_verdict", desk_.words(gateOf(desk_.run.gate)));
    List heads, companies;
    for (const Outcome outcome : kOverview)
      heads.push_back(one("outcome_head", desk_.words(phraseOf(outcome))));
    for (const Part& part : parts_) {
      const Counts counts = countOf(part.assessment, true);
      Filling row;
      put(row, "company_number", std::to_string(part.number));
      put(row, "company_name", part.name());
      put(row, "company_verdict", desk_.words(verdictOf(part.assessment)));
      List cells;
      for (const Outcome outcome : kOverview)
        cells.push_back(one("company_count", std::to_string(counts[static_cast<std::size_t>(outcome)])));
      row["company_counts"] = Filling(cells);
      std::string exposure;
      for (const Message& figure : highest(part.assessment, true))
        exposure += (exposure.empty() ? "" : "; ") + desk_.words(figure);
      put(row, "company_exposure", exposure);
      companies.push_back(std::move(row));
    }
    page["outcome_heads"] = Filling(heads);
    page["companies"] = Filling(companies);
  }

  void gate(Filling& page) const {
    const GateResult& gate = desk_.run.gate;
    List waivers, gone, policy;
    for (const WaiverUse& use : gate.used) {
      if (use.waiver == nullptr) continue;
      Filling row;
      put(row, "state", desk_.words(stateText(*use.waiver, use.state)));
      put(row, "waiver_rule", Desk::plain(use.waiver->rule));
      put(row, "waiver_subject", Desk::plain(use.waiver->subject));
      put(row, "waiver_reason", Desk::plain(use.waiver->reason));
      put(row, "waiver_owner", Desk::plain(use.waiver->owner));
      put(row, "waiver_approver", Desk::plain(use.waiver->approver));
      put(row, "granted", toText(use.waiver->granted));
      put(row, "expires", toText(use.waiver->expires));
      waivers.push_back(std::move(row));
    }
    for (const Gone& each : gate.gone) {
      Filling row;
      put(row, "gone_rule", Desk::plain(each.rule));
      put(row, "gone_subject", Desk::plain(each.subject));
      put(row, "gone_since", desk_.words({Phrase::PageKnownSince, {verbatim(toText(each.since))}}));
      gone.push_back(std::move(row));
    }
    for (const Message& line : gate.policy) policy.push_back(one("altered", desk_.words(line)));
    list(page, "waivers", waivers);
    list(page, "gone", gone);
    list(page, "policy", policy);
    flag(page, "has_gate", !waivers.empty() || !gone.empty() || !policy.empty());
  }

  // Each rule that made a finding, once, as its author wrote it.
  void rules(Filling& page) const {
    std::set<checked::DeclarationId> seen;
    List rules;
    for (const Part& part : parts_) {
      for (const Finding& finding : part.assessment.findings) {
        if (finding.declaration != checked::DeclarationId{kNoId} && seen.insert(finding.declaration).second)
          rules.push_back(rule(finding));
      }
    }
    list(page, "rules", rules);
  }

  Filling rule(const Finding& finding) const {
    const checked::Program& program = *desk_.run.rules.program;
    const checked::Declaration& declaration = program.declarations[finding.declaration];
    const SourceMap& sources = desk_.run.sources;
    const std::string title = desk_.in(declaration.title);
    Filling out;
    put(out, "rule_title", title.empty() ? Desk::plain(declaration.name) : title);
    // What people call it, too: no other rules beside it change where a link leads.
    put(out, "rule_id", Desk::plain(program.id(finding.declaration)));
    put(out, "rule_cites", Desk::plain(citesOf(finding)));
    put(out, "rule_place", Desk::plain(sources.placeText(declaration.name_span)));
    put(out, "rule_text", printable(sources.text(declaration.span)));
    return out;
  }

  Desk desk_;
  std::vector<Part> parts_;
};

}  // namespace
}  // namespace html

std::string htmlReport(const RunReport& run, const ReportOptions& options) {
  return html::Page(run, options).run();
}

}  // namespace jurat
