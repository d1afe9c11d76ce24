#include "engine/analysis/conditions/witness.h"

#include <algorithm>
#include <map>
#include <utility>

namespace jurat::analysis {
namespace {

constexpr Date kSomeDay{20'454};  // 2026-01-01, where any day would do

// A number as the value of a type; of a choice the lowest option where there is one.
class Pick {
 public:
  explicit Pick(const Conditions& conditions) : conditions_(conditions) {}

  Value value(const Term& term, const Found& found) const {
    const bool is_choice = term.type.kind == TypeKind::Choice;
    const Number number =
        is_choice ? Number(option(term.type, found.values)) : found.values.pick(step(term.type));
    switch (term.type.kind) {
      case TypeKind::YesNo:
      case TypeKind::Judgement:
        return number.sign() != 0;
      case TypeKind::Money:
        return Money{number, term.type.id};
      case TypeKind::Date:
        return Date{static_cast<std::int32_t>(number.toInt64().value_or(0))};
      case TypeKind::Moment:
        return Moment{number.toInt64().value_or(0), 0};
      case TypeKind::Period:
        return Period{term.months, number.toInt64().value_or(0)};
      case TypeKind::Choice:
      case TypeKind::Practice:
        return OptionValue{static_cast<std::uint32_t>(number.toInt64().value_or(0))};
      case TypeKind::Text:
      case TypeKind::Currency:
        return text(number);
      default:
        return number;
    }
  }

  // The smallest set that meets the demands.
  std::vector<std::uint32_t> set(const Term& term, const Found& found) const {
    std::vector<std::uint32_t> out;
    const auto add = [&](std::int64_t option) { out.push_back(static_cast<std::uint32_t>(option)); };
    const Ranges wanted = found.in.both(term.domain);
    for (const Range& each : wanted.ranges()) {
      for (std::int64_t at = each.low->toInt64().value_or(0); at <= each.high->toInt64().value_or(0); ++at)
        add(at);
    }
    for (const Ranges& some : found.some) {
      const auto in = [&](std::uint32_t option) { return some.contains(Number(option)); };
      if (std::any_of(out.begin(), out.end(), in)) continue;
      const Ranges left = some.both(found.out.others()).both(term.domain);
      if (!left.empty()) add(option(term.type, left));
    }
    std::sort(out.begin(), out.end());
    return out;
  }

 private:
  std::int64_t option(const Type& type, const Ranges& values) const {
    const std::vector<std::uint32_t>& lowest =
        conditions_.program().vocabulary.choices[ChoiceId{type.id}].lowest;
    for (const std::uint32_t each : lowest) {
      if (values.contains(Number(each))) return each;
    }
    return values.pick(1).toInt64().value_or(0);
  }

  static Number step(const Type& type) {
    return type.kind == TypeKind::Percentage ? Number::scaled(1, -2) : Number(1);
  }

  std::string text(const Number& number) const {
    const auto index = static_cast<std::size_t>(number.toInt64().value_or(0));
    return index < conditions_.texts().size() ? conditions_.texts()[index] : "another text";
  }

  const Conditions& conditions_;
};

// The answers as a tree of records, from the company down.
struct Record {
  EntityId entity{kNoId};
  std::vector<std::string> lines;
  std::map<std::string, std::vector<std::string>> per_option;  // of facts `per` a choice
  std::vector<Record> inner;
};

class Writer {
 public:
  Writer(const Conditions& conditions, const Solution& solution)
      : conditions_(conditions), vocabulary_(conditions.program().vocabulary), pick_(conditions) {
    day_ = dayOf(solution);
    for (const Found& each : solution.found) tell(each);
  }

  Witness finish() {
    Witness out;
    for (std::size_t i = 0; i < said_.size(); ++i) {
      out.sentence += (i == 0 ? "" : i + 1 == said_.size() ? " and " : ", ") + said_[i];
    }
    if (matters_) {
      out.day = toText(day_);
      out.sentence += (out.sentence.empty() ? "it is " : ", on ") + out.day;
    }
    if (root_.entity != EntityId{kNoId}) {
      out.profile = vocabulary_.entities[root_.entity].name + ":\n";
      write(root_, 1, out.profile);
    }
    return out;
  }

 private:
  // The first day that will do: not before what has happened by then.
  Date dayOf(const Solution& solution) {
    Date day = kSomeDay, last = kLastDate;
    for (const Found& each : solution.found) {
      if (conditions_.asOf() != each.term) continue;
      matters_ = true;
      const Range& range = each.values.ranges().back();
      if (range.low && *range.low > Number(kFirstDate.days)) day = dayAt(*range.low);
      if (range.high) last = dayAt(*range.high);
    }
    if (last < day) day = last;
    last_ = last;
    for (const Found& each : solution.found) {
      const Term& term = conditions_.terms()[each.term];
      if (!term.is_event || term.type.kind != TypeKind::Date) continue;
      const Found timely = inTime(each);
      if (timely.states & kHasValue) day = std::max(day, std::get<Date>(pick_.value(term, timely)));
    }
    return day;
  }
  static Date dayAt(const Number& number) {
    return Date{static_cast<std::int32_t>(number.toInt64().value_or(0))};
  }
  Found inTime(Found found) const {
    found.values = found.values.both(Ranges::below(Number(last_.days), true, true));
    // The earliest day a person would name, rather than the last of all days.
    const Ranges soon = found.values.both(Ranges::below(Number(kSomeDay.days), true, true));
    if (!soon.empty()) found.values = soon;
    if (found.values.empty()) found.states &= static_cast<std::uint8_t>(~kHasValue);
    return found;
  }

  void tell(const Found& given) {
    const Term& term = conditions_.terms()[given.term];
    if (conditions_.asOf() == given.term || term.name.empty()) return;
    const Found found = term.is_event && term.type.kind == TypeKind::Date ? inTime(given) : given;
    if (!(found.states & kHasValue)) {
      const std::string word = found.states & kIsNone ? "none" : "unknown";
      said_.push_back(term.name + " is " + word);
      return answer(term, word);
    }
    if (term.type.kind == TypeKind::Evidence) {
      said_.push_back(term.name + " is given");
      return answer(term, "proof.pdf");
    }
    if (term.is_set) return tellSet(term, found);
    const Value value = pick_.value(term, found);
    std::string text = valueText(value, term.type, vocabulary_);
    if (term.type.kind == TypeKind::Text) text = quoted(text);
    said_.push_back(term.name + " is " + text);
    if (term.type.kind == TypeKind::Judgement) {
      text = "{ value: " + text + ", by: \"counsel\", on: " + toText(day_) + " }";
    } else if (term.type.kind == TypeKind::Practice && text == "not_applicable") {
      text = "{ value: not_applicable, reason: \"...\" }";
    }
    answer(term, text);
  }

  void tellSet(const Term& term, const Found& found) {
    const Choice& choice = vocabulary_.choices[ChoiceId{term.type.id}];
    std::string names;
    for (const std::uint32_t each : pick_.set(term, found)) {
      names += (names.empty() ? "" : ", ") + choice.options[each].name;
    }
    said_.push_back(term.name + (names.empty() ? " is empty" : " is { " + names + " }"));
    answer(term, names.empty() ? "[]" : "[" + names + "]");
  }

  static std::string quoted(const std::string& text) {
    std::string out = "\"";
    for (const char c : text) out += c == '"' || c == '\\' ? std::string("\\") + c : std::string(1, c);
    return out + "\"";
  }

  // Writes an answer where the profile would have it; what no profile can say is only told.
  void answer(const Term& term, const std::string& text) {
    if (term.fact == FactId{kNoId} || !term.free) return;
    Record& record = recordOf(term);
    const Fact& fact = vocabulary_.facts[term.fact];
    if (term.option == kNoId) {
      record.lines.push_back(fact.name + ": " + text);
    } else {
      record.per_option[fact.name].push_back(vocabulary_.choices[fact.per].options[term.option].name + ": " +
                                             text);
    }
  }

  Record& recordOf(const Term& term) {
    std::vector<EntityId> chain;
    EntityId at = conditions_.subject();
    std::vector<EntityId> records;
    for (const EntityId each : term.way) {
      if (contains(at, each)) {
        at = each;
        records.clear();
      } else {
        records.push_back(each);
      }
    }
    for (EntityId each = at; each != EntityId{kNoId}; each = vocabulary_.entities[each].parent) {
      chain.insert(chain.begin(), each);
    }
    chain.insert(chain.end(), records.begin(), records.end());
    root_.entity = chain.front();
    Record* record = &root_;
    for (std::size_t i = 1; i < chain.size(); ++i) {
      auto found = std::find_if(record->inner.begin(), record->inner.end(),
                                [&](const Record& each) { return each.entity == chain[i]; });
      if (found == record->inner.end()) found = record->inner.insert(found, Record{chain[i], {}, {}, {}});
      record = &*found;
    }
    return *record;
  }

  bool contains(EntityId inner, EntityId outer) const {
    for (EntityId each = inner; each != EntityId{kNoId}; each = vocabulary_.entities[each].parent) {
      if (each == outer) return true;
    }
    return false;
  }

  void write(const Record& record, std::size_t depth, std::string& out) const {
    const std::string indent(depth * 2, ' ');
    for (const std::string& each : record.lines) out += indent + each + "\n";
    for (const auto& [fact, lines] : record.per_option) {
      out += indent + fact + ":\n";
      for (const std::string& each : lines) out += indent + "  " + each + "\n";
    }
    for (const Record& each : record.inner) writeInner(each, depth, out);
  }

  void writeInner(const Record& record, std::size_t depth, std::string& out) const {
    const Entity& entity = vocabulary_.entities[record.entity];
    const std::string indent(depth * 2, ' ');
    out += indent + entity.list_name + ":\n";
    if (entity.single) return write(record, depth + 1, out);
    if (entity.keyed_by != ChoiceId{kNoId}) {
      const Choice& choice = vocabulary_.choices[entity.keyed_by];
      out += indent + "  " + choice.options[choice.lowest.front()].name + ":\n";
      return write(record, depth + 2, out);
    }
    std::string item;
    if (entity.ordered_by == FactId{kNoId}) {
      item = std::string((depth + 2) * 2, ' ') + "id: example\n";
    } else if (!says(record, vocabulary_.facts[entity.ordered_by].name)) {
      item = std::string((depth + 2) * 2, ' ') + vocabulary_.facts[entity.ordered_by].name + ": " +
             toText(day_) + "\n";
    }
    write(record, depth + 2, item);
    item[(depth + 1) * 2] = '-';
    out += item;
  }

  static bool says(const Record& record, const std::string& name) {
    return std::any_of(record.lines.begin(), record.lines.end(),
                       [&](const std::string& each) { return each.starts_with(name + ": "); });
  }

  const Conditions& conditions_;
  const Vocabulary& vocabulary_;
  Pick pick_;
  Date day_ = kSomeDay, last_ = kLastDate;
  bool matters_ = false;  // whether the day does
  std::vector<std::string> said_;
  Record root_;
};

}  // namespace

Witness witness(const Conditions& conditions, const Solution& solution) {
  return Writer(conditions, solution).finish();
}

}  // namespace jurat::analysis
