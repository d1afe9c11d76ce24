#include "tests/analysis/examples.h"

#include <doctest/doctest.h>

#include <algorithm>

#include "engine/source/render.h"

namespace jurat::test {
namespace {

constexpr std::string_view kAround = R"(# ---- words.jurat
pack demo.words {
    title   "Words"
    version "1.0.0"
}

unit kg "kilograms"

choice company_kind {
    private "Private" {
        listed   "Listed"
        unlisted "Not listed"
    }
    public  "Public"
}

choice zone {
    city  "City"
    field "Field"
    river "River"
}

entity company {
    fact headcount       : decimal at least 0                  ask "How many people?"
    fact sites           : integer at least 0                  ask "How many sites?"
    fact share           : percentage at least 0% at most 100% ask "Which share?"
    fact turnover        : money EUR at least 0                ask "Which turnover?"
    fact profit          : money EUR                           ask "Which profit?"
    fact kind            : company_kind                        ask "Of which kind?"
    fact zones           : set of zone                         ask "In which zones?"
    fact tested          : yes_no                              ask "Tested?"
    fact public_body     : yes_no                              ask "Public?"
    fact careful         : judgement                           ask "\"Sufficiently careful\"?"
    fact training        : practice                            ask "Trained?"
    fact founded_on      : date                                ask "Founded when?"
    fact audited_on      : event                               ask "Audited when?"
    fact licence         : text or none                        ask "Which licence?"
    fact proof           : evidence or none                    ask "Which proof?"
    fact kept_for        : period                              ask "Kept for how long?"
    fact visits per zone : integer at least 0                  ask "How often?"
}

entity robot within company as robots {
    fact mass     : quantity kg at least 0 kg ask "How heavy?"
    fact operated : yes_no                    ask "Operated?"
}

entity depot within company as one main_depot {
    fact gates : integer at least 0 ask "How many gates?"
}
# ---- other.jurat
pack demo.other {
    title   "Other"
    source  act "Another Act"
    version "1.0.0"
}

parameter other_limit : decimal {
    from 2020-01-01 equals 50 cites "Art. 1"
}
# ---- pack.jurat
pack demo.law {
    title        "Demo Act"
    source       act "The Demo Act"
    source       guide "Guidelines" not binding
    jurisdiction "Examplia"
    edition      2026-01-01
    version      "1.0.0"
    language     1
    status       in_force
    currency     EUR
    deadlines    as counted
}
use demo.words
# ---- rules.jurat
in pack demo.law
)";

}  // namespace

std::string inPack(std::string_view piece) {
  std::string text =
      piece.starts_with("pack ") ? std::string(piece) : std::string(kAround) + std::string(piece);
  if (!text.ends_with('\n')) text += '\n';
  return text;
}

Linted linted(std::string_view piece) {
  Linted out;
  out.checked = checkText(inPack(piece));
  INFO(out.checked->rendered());
  REQUIRE(out.checked->program != nullptr);
  out.findings = lint(*out.checked->program, out.checked->sources, {}, out.checked->diagnostics.all());
  return out;
}

std::vector<std::string> Linted::codes() const {
  std::vector<std::string> out;
  for (const Diagnostic& each : findings) out.push_back(each.code);
  return out;
}

bool Linted::finds(std::string_view code) const {
  return std::any_of(findings.begin(), findings.end(),
                     [&](const Diagnostic& each) { return each.code == code; });
}

const Diagnostic& Linted::only(std::string_view code) const {
  const auto is = [&](const Diagnostic& each) { return each.code == code; };
  REQUIRE(std::count_if(findings.begin(), findings.end(), is) == 1);
  return *std::find_if(findings.begin(), findings.end(), is);
}

std::string Linted::rendered(std::string_view code) const {
  std::vector<Diagnostic> some;
  for (const Diagnostic& each : findings) {
    if (each.code == code) some.push_back(each);
  }
  return render(some, checked->sources, {});
}

}  // namespace jurat::test
