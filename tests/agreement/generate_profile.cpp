// Random profiles for a generated pack, and how one that exists can be answered further.
#include <algorithm>
#include <functional>
#include <utility>

#include "tests/agreement/generate.h"

namespace jurat::generated {

std::string Node::text() const {
  if (shape == Shape::Scalar) return scalar;
  std::string out;
  if (shape == Shape::List) {
    for (const Node& item : items) out += (out.empty() ? "" : ", ") + item.text();
    return "[" + out + "]";
  }
  for (const Entry& entry : entries) out += (out.empty() ? "" : ", ") + entry.key + ": " + entry.value.text();
  return "{" + out + "}";
}

namespace {

Node scalar(std::string text) { return {Node::Shape::Scalar, std::move(text), {}, {}}; }
Node record(std::vector<Entry> entries) { return {Node::Shape::Record, "", {}, std::move(entries)}; }
Node list(std::vector<Node> items) { return {Node::Shape::List, "", std::move(items), {}}; }

Entry* find(Node& of, const std::string& key) {
  for (Entry& entry : of.entries) {
    if (entry.key == key) return &entry;
  }
  return nullptr;
}

// The values of an ordered kind, in order, that its domain allows.
std::vector<std::string> ladder(const Known& known, bool months) {
  std::vector<std::string> out;
  switch (known.kind) {
    case Kind::Integer:
      out = {"-2", "-1", "0", "1", "2", "3", "5", "8"};
      break;
    case Kind::Decimal:
      out = {"-1.5", "0", "0.5", "1.5", "2.5", "4"};
      break;
    case Kind::Percent:
      out = {"0%", "5%", "25%", "50%", "100%"};
      break;
    case Kind::Euro:
    case Kind::Cash:
      out = {"EUR 0", "EUR 1", "EUR 2.50", "EUR 10", "EUR 100"};
      break;
    case Kind::Flop:
      out = {"0 FLOP", "1e3 FLOP", "2 PF", "1e25 FLOP"};
      break;
    case Kind::Day:
      out = {"2023-12-31", "2024-01-30", "2024-01-31", "2024-02-29",
             "2024-06-15", "2024-12-31", "2025-06-15"};
      break;
    case Kind::Time:
      out = {"2024-01-31T00:30+02:00", "2024-01-31T12:00Z", "2024-06-15T22:30Z", "2024-06-15T23:59Z",
             "2025-01-01T00:00Z"};
      break;
    case Kind::Span:
      out = months ? std::vector<std::string>{"1 months", "6 months", "1 years"}
                   : std::vector<std::string>{"1 days", "30 days", "184 days"};
      break;
    default:
      return out;
  }
  if (!known.high.empty()) out.erase(std::find(out.begin(), out.end(), known.high) + 1, out.end());
  if (!known.low.empty()) out.erase(out.begin(), std::find(out.begin(), out.end(), known.low));
  return out;
}

class ProfileWriter {
 public:
  ProfileWriter(const Pack& pack, Dice& dice) : pack_(pack), dice_(dice) {}

  Node whole() {
    std::vector<Entry> company = facts(kCompany);
    // Items first: what refers to one names one that is there.
    addList(company, kItem);
    addList(company, kYear);
    if (dice_.chance(90))
      company.push_back({"site", dice_.chance(6) ? scalar("none") : record(facts(kSite))});
    if (pack_.catalogue && dice_.chance(70)) company.push_back({"catalogue", catalogue()});
    if (dice_.chance(8)) company.push_back({"complete", scalar("yes")});
    std::vector<Entry> top{{"jurat", scalar("1")}, {"company", record(company)}};
    if (dice_.chance(30)) top.push_back({"rates", record({{"fx", rates()}})});
    refer(top[1].value);
    return record(std::move(top));
  }

  Node element(int entity) {
    Node out = record(facts(entity));
    if (entity == kYear) {
      out.entries.insert(out.entries.begin(), {"ends_on", scalar(nextYear())});
    } else {
      out.entries.insert(out.entries.begin(),
                         {"id", scalar(std::string(1, kEntities[entity].letter) + std::to_string(++ids_))});
      if (entity == kItem) items_.push_back(out.entries.front().value.scalar);
    }
    if (entity == kItem) addList(out.entries, kPart);
    if (dice_.chance(8)) out.entries.push_back({"complete", scalar("yes")});
    return out;
  }

  // An answer that says something: never silence.
  Node answer(const Known& known) {
    if (!known.per) return single(known);
    std::vector<Entry> out;
    for (const std::string& option : pack_.lowest) {
      if (dice_.chance(75)) out.push_back({option, single(known)});
    }
    if (out.empty()) out.push_back({pack_.lowest.front(), single(known)});
    return record(std::move(out));
  }

  Node single(const Known& known) {
    const std::size_t roll = dice_.below(100);
    if (roll < 12 && known.none) return scalar("none");
    if (roll >= 12 && roll < 24) return scalar("unknown");
    if (roll >= 24 && roll < 42) {
      if (std::optional<Node> range = ranged(known)) return *range;
    }
    return value(known);
  }

  Node value(const Known& known) {
    switch (known.kind) {
      case Kind::One:
        return scalar(dice_.pick(pack_.lowest));
      case Kind::Many: {
        std::vector<Node> members;
        for (const std::string& option : pack_.lowest) {
          if (dice_.chance(35)) members.push_back(scalar(option));
        }
        return list(std::move(members));
      }
      case Kind::Evidence: {
        if (dice_.chance(40)) return scalar("a.pdf");
        std::vector<Entry> out{{"path", scalar("a.pdf")}};
        const bool begins = dice_.chance(50);
        if (begins) out.push_back({"effective_from", scalar(dayText(dice_))});
        if (dice_.chance(60)) out.push_back({"expires", scalar(begins ? "2026-01-01" : "2024-06-15")});
        return record(std::move(out));
      }
      case Kind::Judgement: {
        std::vector<Entry> out{{"value", scalar(dice_.pick({"yes", "no"}))},
                               {"by", scalar("somebody")},
                               {"on", scalar("2023-01-01")}};
        if (dice_.chance(30)) out.push_back({"expires", scalar("2024-06-15")});
        if (!known.rests_on.empty()) out.push_back({"rested_on", record(basis(known))});
        return record(std::move(out));
      }
      case Kind::Practice: {
        const std::string state = dice_.pick(
            {"not_started", "planned", "in_progress", "implemented", "implemented", "not_applicable"});
        if (state != "not_applicable") return scalar(state);
        return record({{"value", scalar(state)}, {"reason", scalar("none here")}});
      }
      case Kind::Item:
        return scalar("ITEM");
      default:
        break;
    }
    const std::vector<std::string> allowed = ladder(known, dice_.chance(50));
    const std::string anything = valueText(known.kind, dice_);
    if (known.low.empty()) return scalar(anything);
    return scalar(allowed[dice_.below(allowed.size())]);
  }

  // Rates of days that the pack's table lacks.
  Node rates() {
    std::vector<Node> days;
    for (const char* day : {"2024-01-30", "2024-02-29", "2024-08-31", "2025-12-31"}) {
      if (!dice_.chance(50)) continue;
      std::vector<Entry> row{{"day", scalar(day)}, {"source", scalar("bank")}};
      if (dice_.chance(80)) row.push_back({"USD", scalar(dice_.pick({"1.5", "0.9"}))});
      if (row.size() == 2 || dice_.chance(50)) row.push_back({"GBP", scalar("0.75")});
      days.push_back(record(std::move(row)));
    }
    return list(std::move(days));
  }

  // What a judgement rested on; now and then something is not recorded.
  std::vector<Entry> basis(const Known& judgement) {
    std::vector<Entry> out;
    for (const Known& fact : pack_.facts) {
      const auto& names = judgement.rests_on;
      if (std::find(names.begin(), names.end(), fact.name) == names.end() || dice_.chance(5)) continue;
      if (!fact.per) {
        out.push_back({fact.name, recorded(fact)});
        continue;
      }
      std::vector<Entry> rows;
      for (const std::string& option : pack_.lowest) rows.push_back({option, recorded(fact)});
      out.push_back({fact.name, record(std::move(rows))});
    }
    return out;
  }

  // Never `unknown`: who judged without knowing has to judge again when it is known, as `is known` has it.
  Node recorded(const Known& fact) {
    if (fact.none && fact.kind != Kind::Evidence && dice_.chance(20)) return scalar("none");
    if (fact.kind == Kind::Evidence) return scalar(dice_.pick({"a.pdf", "a.pdf", "b.pdf"}));
    if (dice_.chance(50)) {
      if (std::optional<Node> range = ranged(fact)) return *range;
    }
    return value(fact);
  }

  std::optional<Node> ranged(const Known& known) {
    const std::vector<std::string> all = ladder(known, dice_.chance(50));
    if (all.size() < 2) return std::nullopt;
    const std::size_t low = dice_.below(all.size() - 1), high = low + 1 + dice_.below(all.size() - low - 1);
    std::vector<Entry> out;
    const std::size_t roll = dice_.below(100);
    if (roll < 80) out.push_back({"at_least", scalar(all[low])});
    if (roll >= 20) out.push_back({"at_most", scalar(all[high])});
    return record(std::move(out));
  }

  // Puts the id of an item where one is named, or takes the answer away when there is none.
  void refer(Node& at) {
    for (std::size_t i = 0; i < at.entries.size();) {
      Node& value = at.entries[i].value;
      if (value.scalar == "ITEM" && items_.empty()) {
        at.entries.erase(at.entries.begin() + static_cast<std::ptrdiff_t>(i));
        continue;
      }
      if (value.scalar == "ITEM") value.scalar = dice_.pick(items_);
      refer(value);
      ++i;
    }
    for (Node& item : at.items) refer(item);
  }

  // Learns the ids and days that a profile has.
  void learn(const Node& at) {
    for (const Entry& entry : at.entries) {
      if (entry.key == "id" && entry.value.scalar.front() == 'i') items_.push_back(entry.value.scalar);
      if (entry.key == "id") ids_ = std::max(ids_, std::stoi(entry.value.scalar.substr(1)));
      if (entry.key == "ends_on") days_.push_back(entry.value.scalar);
      learn(entry.value);
    }
    for (const Node& item : at.items) learn(item);
  }

  std::vector<Entry> facts(int entity) {
    std::vector<Entry> out;
    for (const Known& known : pack_.facts) {
      if (known.entity == entity && dice_.chance(68)) out.push_back({known.name, answer(known)});
    }
    return out;
  }

  Node listOf(int entity) {
    if (dice_.chance(5)) return scalar(dice_.pick({"none", "unknown"}));
    std::vector<Node> elements;
    for (std::size_t i = 0, count = dice_.below(entity == kYear ? 4 : 3); i < count; ++i)
      elements.push_back(element(entity));
    if (!dice_.chance(20)) return list(std::move(elements));
    return record({{"items", list(std::move(elements))}, {"complete", scalar("no")}});
  }

 private:
  void addList(std::vector<Entry>& to, int entity) {
    if (dice_.chance(85)) to.push_back({kEntities[entity].list, listOf(entity)});
  }
  Node catalogue() {
    std::vector<Entry> out;
    for (const std::string& option : pack_.lowest) {
      if (dice_.chance(80)) out.push_back({option, record(facts(kControl))});
    }
    return record(std::move(out));
  }
  std::string nextYear() {
    for (;;) {
      const std::string day = dayText(dice_);
      if (std::find(days_.begin(), days_.end(), day) != days_.end()) continue;
      days_.push_back(day);
      return day;
    }
  }

  const Pack& pack_;
  Dice& dice_;
  std::vector<std::string> items_, days_;
  int ids_ = 0;
};

// ---- one answer more

class Answerer {
 public:
  Answerer(const Pack& pack, Dice& dice, Node& profile)
      : pack_(pack), dice_(dice), writer_(pack, dice), profile_(profile) {
    writer_.learn(profile);
    asks_ = pack.text.text().find(" is known") != std::string::npos;
    look(find(profile, "company")->value, kCompany);
  }

  bool answerOne() {
    if (ways_.empty()) return false;
    ways_[dice_.below(ways_.size())]();
    writer_.refer(profile_);
    return true;
  }

 private:
  void look(Node& of, int entity) {
    const bool complete = find(of, "complete") != nullptr;
    for (const Known& known : pack_.facts) {
      if (known.entity != entity) continue;
      Entry* entry = find(of, known.name);
      if (entry) {
        lookAnswer(entry->value, known, complete && known.none);
      } else if (!(complete && known.none)) {
        ways_.emplace_back([this, &of, &known] {
          of.entries.push_back({known.name, writer_.answer(known)});
        });
      }
    }
    // A company whose record is complete has no site when it names none: reading a part of it is then an
    // error.
    const bool completes = entity == kItem || entity == kPart || (entity == kCompany && find(of, "site"));
    if (!complete && completes)
      ways_.emplace_back([&of] { of.entries.push_back({"complete", scalar("yes")}); });
    if (entity == kCompany) lookList(of, kItem, complete), lookList(of, kYear, complete), lookRecords(of);
    if (entity == kItem) lookList(of, kPart, complete);
  }

  void lookRecords(Node& company) {
    if (Entry* site = find(company, "site")) look(site->value, kSite);
    Entry* catalogue = find(company, "catalogue");
    if (!catalogue) return;
    for (Entry& control : catalogue->value.entries) look(control.value, kControl);
  }

  // Where silence means `none` it is an answer, and another would contradict it.
  void lookAnswer(Node& at, const Known& known, bool silence_is_none) {
    if (known.per && at.shape == Node::Shape::Record) {
      for (const std::string& option : pack_.lowest) {
        if (Entry* row = find(at, option)) {
          lookSingle(row->value, known);
        } else if (!silence_is_none) {
          ways_.emplace_back([this, &at, &known, option] {
            at.entries.push_back({option, writer_.single(known)});
          });
        }
      }
      return;
    }
    lookSingle(at, known);
  }

  void lookSingle(Node& at, const Known& known) {
    // `is known` asks whether the company can tell: settling an `unknown` then changes what was said.
    if (at.scalar == "unknown" && !asks_)
      ways_.emplace_back([this, &at, &known] { at = writer_.single(known); });
    Entry *least = find(at, "at_least"), *most = find(at, "at_most");
    if (!least && !most) return;
    const std::string low = least ? least->value.scalar : "", high = most ? most->value.scalar : "";
    ways_.emplace_back([this, &at, &known, low, high] {
      for (const bool months : {false, true}) {
        std::vector<std::string> all = ladder(known, months);
        const auto from = std::find(all.begin(), all.end(), low),
                   to = std::find(all.begin(), all.end(), high);
        if ((!low.empty() && from == all.end()) || (!high.empty() && to == all.end())) continue;
        const std::vector<std::string> inside(low.empty() ? all.begin() : from,
                                              high.empty() ? all.end() : to + 1);
        at = scalar(inside[dice_.below(inside.size())]);
        return;
      }
    });
  }

  void lookList(Node& of, int entity, bool complete) {
    Entry* entry = find(of, kEntities[entity].list);
    if (!entry) {
      if (!complete)
        ways_.emplace_back([this, &of, entity] {
          of.entries.push_back({kEntities[entity].list, writer_.listOf(entity)});
        });
      return;
    }
    Node& at = entry->value;
    if (at.scalar == "unknown") ways_.emplace_back([this, &at, entity] { at = writer_.listOf(entity); });
    Entry* items = at.shape == Node::Shape::Record ? find(at, "items") : nullptr;
    Node* elements = items ? &items->value : at.shape == Node::Shape::List ? &at : nullptr;
    if (!elements) return;
    for (Node& element : elements->items) look(element, entity);
    if (!items) return;
    ways_.emplace_back([this, &at, entity] {
      Node whole = find(at, "items")->value;
      if (dice_.chance(60)) {
        whole.items.insert(
            whole.items.begin() + static_cast<std::ptrdiff_t>(dice_.below(whole.items.size() + 1)),
            writer_.element(entity));
      }
      at = whole;
    });
  }

  const Pack& pack_;
  Dice& dice_;
  ProfileWriter writer_;
  Node& profile_;
  bool asks_ = false;
  std::vector<std::function<void()>> ways_;
};

}  // namespace

Node generateProfile(const Pack& pack, Dice& dice) { return ProfileWriter(pack, dice).whole(); }

std::optional<Node> answerMore(const Pack& pack, const Node& profile, Dice& dice) {
  Node more = profile;
  if (!Answerer(pack, dice, more).answerOne()) return std::nullopt;
  return more;
}

Node shuffled(const Node& profile, Dice& dice) {
  Node out = profile;
  for (std::size_t i = out.entries.size(); i > 1; --i)
    std::swap(out.entries[i - 1], out.entries[dice.below(i)]);
  for (Entry& entry : out.entries) entry.value = shuffled(entry.value, dice);
  for (Node& item : out.items) item = shuffled(item, dice);
  return out;
}

}  // namespace jurat::generated
