// Any bytes as a record of a batch: its reader of usual forms takes and refuses what the ordinary reader of
// profiles takes and refuses, and makes the same columns of it.
#include <cstddef>
#include <cstdint>
#include <cstdio>
#include <cstdlib>
#include <memory>
#include <string>
#include <string_view>

#include "engine/batch/records.h"
#include "engine/check/check.h"
#include "engine/compile/rule_set.h"
#include "engine/evaluate/evaluate.h"
#include "engine/profile/profile.h"
#include "engine/source/diagnostic.h"
#include "engine/source/read.h"
#include "engine/source/source_map.h"
#include "tests/agreement/load.h"
#include "tests/batch/columns_text.h"

namespace {

using namespace jurat;

// A fact of each form that the reader knows, and some that it leaves to the ordinary one.
constexpr std::string_view kRules = R"(
pack p {
    title "A pack" source law "A law" status in_force version "1.0.0" language 1 deadlines as counted
}
choice colour { red "Red" blue "Blue" { navy "Navy" sky "Sky" } }
entity company {
    fact name : text
    fact size : decimal at least 0
    fact sales : money EUR at least 0
    fact closed_on : event
    fact seen : date
    fact hue : colour
    fact liked : set of colour
    fact big : yes_no
    fact share : percentage
    fact careful : judgement ask "Is it careful?"
}
entity year within company as years ordered by ends_on {
    fact ends_on : event
    fact staff : integer
}
entity system within company as systems {
    fact label : text
    fact runs : yes_no
    fact open : yes_no
}
define is_big for company : yes_no {
    cites "1"
    equals size >= 250 or any years has staff > 10 or big or careful or name = "A" or share > 5%
    except sky when liked includes sky or hue is navy { cites "2" equals no }
}
define old for company : yes_no {
    cites "2"
    equals sales > EUR 100 or seen < 2025-01-01 or any systems has (runs and open and label = "B")
}
rule closes for company {
    cites "4"
    effective from 2025-01-01
    applies when is_big or old
    done on closed_on
    due 2026-01-01 + 6 months
}
)";

const agreement::Loaded& loaded() {
  static const std::unique_ptr<agreement::Loaded> once = agreement::load(std::string(kRules));
  if (!once->rules) {
    std::fputs(agreement::complaints(*once).c_str(), stderr);
    std::abort();
  }
  return *once;
}

Limits small() {
  Limits limits;
  limits.value_bits = 4096;
  return limits;
}

}  // namespace

extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t* bytes, std::size_t size) {
  const std::shared_ptr<const RuleSet>& rules = loaded().rules;
  const AsOf as_of{Date{20780}, std::nullopt};
  const std::string text(reinterpret_cast<const char*>(bytes), size);
  const std::string padded = text + std::string(batch::kPadding, '"');
  batch::Columns quick, slow;
  batch::RecordReader reader(rules, as_of, small());
  reader.start(quick);
  const bool taken = reader.add({.text = std::string_view(padded).substr(0, size), .name = "in", .line = 1});
  reader.finish();
  if (!taken && reader.complaints().empty()) std::abort();  // refused without a word

  SourceMap sources;
  Diagnostics diagnostics;
  const SourceFile* file = addSource(sources, "in", text, diagnostics);
  std::optional<Profile> profile;
  if (file)
    profile = readProfile(*file, ProfileSyntax::Json, rules->program->vocabulary, small(), diagnostics);
  if (taken != profile.has_value()) std::abort();
  if (!profile) return 0;
  Machine machine(rules, small());
  batch::readColumns({&*profile}, as_of, batch::ReadFacts(*rules), machine, slow);
  const Vocabulary& vocabulary = rules->program->vocabulary;
  if (batch::test::textOf(quick, vocabulary) != batch::test::textOf(slow, vocabulary)) std::abort();
  return 0;
}
