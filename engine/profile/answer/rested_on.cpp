// What a judgement rested on: the facts its declaration names, as they were when it was made.
#include <algorithm>
#include <utility>

#include "engine/base/nearest.h"
#include "engine/profile/answer/answer.h"
#include "engine/profile/datum.h"

namespace jurat {
namespace {

class BasisReader {
 public:
  BasisReader(const Fact& judged, Binding& binding, std::vector<Recorded>& out)
      : judged_(judged), binding_(binding), out_(out) {}

  bool read(const Datum::Entry& entry) {
    const Datum& basis = entry.value;
    if (judged_.rests_on.empty()) {
      return refuse("J0611", entry.key_span, tick(judged_.name) + " rests on no facts that are declared", "",
                    "delete the key; a pack says it with `rests on`");
    }
    if (basis.kind != DatumKind::Record) {
      return refuse(basis.kind == DatumKind::Null ? "J0614" : "J0615",
                    basis.span.begin == basis.span.end ? entry.key_span : basis.span,
                    "`rested_on` is a record of facts as they were", "this is none",
                    "write `rested_on: {" + names().front() + ": ...}`");
    }
    bool good = true;
    for (const Datum::Entry& each : basis.entries) good &= fact(each);
    return good;
  }

 private:
  bool refuse(std::string code, Span span, std::string message, std::string label, std::string help) {
    binding_.faults.report({.code = std::move(code),
                            .message = std::move(message),
                            .primary = {span, std::move(label)},
                            .help = std::move(help)});
    return false;
  }

  // A fact is known by its name, where two share one by `entity.name`.
  std::vector<std::string> names() const {
    std::vector<std::string> out;
    for (const FactId id : judged_.rests_on) {
      const Fact& fact = binding_.vocabulary.facts[id];
      const auto same = std::count_if(judged_.rests_on.begin(), judged_.rests_on.end(), [&](FactId other) {
        return binding_.vocabulary.facts[other].name == fact.name;
      });
      out.push_back(same == 1 ? fact.name : binding_.vocabulary.entities[fact.entity].name + "." + fact.name);
    }
    return out;
  }

  bool fact(const Datum::Entry& entry) {
    const std::vector<std::string> known = names();
    const auto found = std::find(known.begin(), known.end(), entry.key);
    if (found == known.end()) {
      const std::optional<std::string> near = nearest(entry.key, known);
      return refuse("J0611", entry.key_span, tick(judged_.name) + " does not rest on " + tick(entry.key), "",
                    near ? "did you mean `" + *near + "`?" : "it rests on " + listed(known, " and "));
    }
    const FactId id = judged_.rests_on[static_cast<std::size_t>(found - known.begin())];
    const Fact& fact = binding_.vocabulary.facts[id];
    if (fact.per == ChoiceId{kNoId}) return answer(id, 0, entry.value);
    if (entry.value.kind != DatumKind::Record) {
      return refuse("J0615", entry.value.span, tick(fact.name) + " is answered for each option",
                    "this is one value", "write `" + entry.key + ": {OPTION: ...}`");
    }
    bool good = true;
    for (const Datum::Entry& row : entry.value.entries) {
      const std::optional<std::uint32_t> index = optionKey(fact.per, row.key, row.key_span, binding_);
      good &= index && answer(id, *index, row.value);
    }
    return good;
  }

  bool answer(FactId id, std::uint32_t option, const Datum& datum) {
    std::optional<Answer> read = bindFact(datum, binding_.vocabulary.facts[id], binding_);
    if (!read) return false;
    out_.push_back(
        {id, option, read->state, std::move(read->value), std::move(read->least), std::move(read->most)});
    return true;
  }

  const Fact& judged_;
  Binding& binding_;
  std::vector<Recorded>& out_;
};

}  // namespace

bool bindRestedOn(const Datum& record, const Fact& fact, Binding& binding, std::vector<Recorded>& out) {
  for (const Datum::Entry& entry : record.entries) {
    if (entry.key == "rested_on") return BasisReader(fact, binding, out).read(entry);
  }
  return true;
}

}  // namespace jurat
