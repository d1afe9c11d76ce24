#include "engine/batch/columns.h"

#include <algorithm>

namespace jurat::batch {
namespace {

bool isEventMoment(const Fact& fact) { return fact.type.event && fact.type.kind == TypeKind::Moment; }

// What it says depends on when a moment has happened, which is judged in the reader's time zone.
bool dependsOnReader(const Vocabulary& vocabulary, const Fact& fact) {
  return isEventMoment(fact) || std::any_of(fact.rests_on.begin(), fact.rests_on.end(),
                                            [&](FactId id) { return isEventMoment(vocabulary.facts[id]); });
}

TimeZone zoneOf(const RuleSet& rules, PackId pack) {
  const checked::Program& program = *rules.program;
  return raw(pack) < program.packs.size() ? program.packs[pack].time_zone : TimeZone::utc();
}

// Makes the tables of a block of profiles, then fills the columns.
class Reader {
 public:
  Reader(const std::vector<const Profile*>& profiles, const AsOf& as_of, const ReadFacts& facts,
         Machine& machine, Columns& out)
      : profiles_(profiles),
        as_of_(as_of),
        facts_(facts),
        machine_(machine),
        vocabulary_(machine.rules().vocabulary()),
        out_(out) {}

  void read() {
    clear();
    for (std::size_t i = 0; i < profiles_.size(); ++i) addCompany(*profiles_[i]);
    for (ElementTable& table : out_.tables) table.first.push_back(table.listed);
    for (std::size_t i = 0; i < profiles_.size(); ++i) addLists(*profiles_[i], i);
    for (std::uint32_t e = 0; e < vocabulary_.entities.size(); ++e) {
      if (vocabulary_.entities[EntityId{e}].parent == EntityId{kNoId}) closeLists(EntityId{e});
    }
    for (std::uint32_t e = 0; e < vocabulary_.entities.size(); ++e) makeFacts(EntityId{e});
    for (std::size_t i = 0; i < profiles_.size(); ++i) fillFacts(*profiles_[i], i);
    for (std::uint32_t e = 0; e < vocabulary_.entities.size(); ++e) fillUnlisted(EntityId{e});
  }

 private:
  void clear() {
    out_.companies = profiles_.size();
    out_.frameworks.clear();
    out_.apart.clear();
    out_.arena.clear();
    out_.tables = {};
    for (const Entity& entity : vocabulary_.entities) {
      ElementTable table;
      table.parent = entity.parent;
      table.lists.resize(entity.children.size());
      out_.tables.add(std::move(table));
    }
  }

  void addCompany(const Profile& profile) {
    out_.frameworks.push_back(profile.frameworks);
    out_.apart.push_back(!profile.rates.empty() || profile.instances.size() > kMostElements);
    for (ElementTable& table : out_.tables) table.first.push_back(table.listed);
    const auto company = static_cast<std::uint32_t>(out_.apart.size() - 1);
    for (const Instance& instance : profile.instances) {
      ElementTable& table = out_.tables[instance.entity];
      const bool root = instance.parent == InstanceId{kNoId};
      places_.push_back(table.listed++);
      table.company.push_back(company);
      table.above.push_back(root ? kNoId : places_[base_ + raw(instance.parent)]);
      table.option.push_back(instance.option);
    }
    bases_.push_back(base_);
    base_ = places_.size();
  }

  std::uint32_t place(std::size_t company, InstanceId instance) const {
    return places_[bases_[company] + raw(instance)];
  }

  void addLists(const Profile& profile, std::size_t company) {
    for (const Instance& instance : profile.instances) {
      const Entity& entity = vocabulary_.entities[instance.entity];
      for (std::size_t c = 0; c < entity.children.size(); ++c) {
        const ChildList& list = instance.children[c];
        const Entity& child = vocabulary_.entities[list.entity];
        const bool fixed = child.single || child.keyed_by != ChoiceId{kNoId};
        Lists& lists = out_.tables[instance.entity].lists[c];
        lists.first.push_back(static_cast<std::uint32_t>(lists.items.size()));
        for (const InstanceId item : list.instances) lists.items.push_back(place(company, item));
        lists.open.push_back(!fixed && (!list.given || !list.complete) ? kFactual : std::uint8_t{0});
      }
    }
  }

  // An element that stands for what the list of `above` does not name.
  std::uint32_t addUnlisted(EntityId entity, std::uint32_t above, std::uint32_t company) {
    ElementTable& table = out_.tables[entity];
    table.company.push_back(company);
    table.above.push_back(above);
    table.option.push_back(kNoId);
    return static_cast<std::uint32_t>(table.company.size() - 1);
  }

  // Parents before their children, so that those that are not listed have lists of their own.
  void closeLists(EntityId id) {
    ElementTable& table = out_.tables[id];
    table.count = static_cast<std::uint32_t>(table.company.size());
    const Entity& entity = vocabulary_.entities[id];
    for (std::size_t c = 0; c < table.lists.size(); ++c) {
      Lists& lists = table.lists[c];
      const EntityId child = entity.children[c];
      for (std::uint32_t i = table.listed; i < table.count; ++i) {
        lists.first.push_back(static_cast<std::uint32_t>(lists.items.size()));
        lists.open.push_back(kOpenList);
      }
      for (std::uint32_t i = 0; i < table.count; ++i) {
        lists.unlisted.push_back(lists.open[i] ? addUnlisted(child, i, table.company[i]) : kNoId);
      }
      lists.first.push_back(static_cast<std::uint32_t>(lists.items.size()));
      closeLists(child);
    }
  }

  void makeFacts(EntityId id) {
    ElementTable& table = out_.tables[id];
    table.facts.assign(vocabulary_.entities[id].slots, {});
    for (const FactId fact : vocabulary_.entities[id].facts) {
      if (!facts_.read[raw(fact)]) continue;
      const Fact& declared = vocabulary_.facts[fact];
      for (std::uint32_t i = 0; i < declared.slots; ++i) {
        Column column = makeColumn(out_.arena, reprOf(declared.type), table.count,
                                   wordsOf(machine_.rules(), declared.type));
        for (std::uint32_t lane = 0; lane < table.count; ++lane) putEscape(column, lane);
        column.kept = true;
        if (declared.type.kind == TypeKind::Money) column.unit = declared.type.id;
        if (declared.type.kind == TypeKind::Ref) column.entity = EntityId{declared.type.id};
        table.facts[declared.slot + i] = column;
      }
    }
  }

  void fillFacts(const Profile& profile, std::size_t company) {
    machine_.start(profile, as_of_);
    for (std::uint32_t i = 0; i < profile.instances.size(); ++i) {
      const InstanceId id{i};
      const Instance& instance = profile.instances[id];
      for (const FactId fact : vocabulary_.entities[instance.entity].facts) {
        if (!facts_.read[raw(fact)] || facts_.ambiguous[raw(fact)]) continue;
        const Fact& declared = vocabulary_.facts[fact];
        for (std::uint32_t option = 0; option < declared.slots; ++option) {
          Slot slot = machine_.factSlot(id, fact, option, facts_.reader[raw(fact)]);
          if (declared.type.kind == TypeKind::Ref && slot.exactlyOne())
            slot.may = place(company, InstanceId{static_cast<std::uint32_t>(slot.may)});
          put(instance.entity, declared, option, place(company, id), slot,
              whyOf(machine_.causes(), slot.cause));
        }
      }
    }
  }

  void put(EntityId entity, const Fact& fact, std::uint32_t option, std::uint32_t lane, const Slot& slot,
           std::uint8_t why) {
    ElementTable& table = out_.tables[entity];
    putSlot(out_.arena, table.facts[fact.slot + option], lane, table.count, slot, why);
  }

  void fillUnlisted(EntityId id) {
    const ElementTable& table = out_.tables[id];
    if (table.listed == table.count) return;
    for (const FactId fact : vocabulary_.entities[id].facts) {
      if (!facts_.read[raw(fact)] || facts_.ambiguous[raw(fact)]) continue;
      const Fact& declared = vocabulary_.facts[fact];
      const Slot slot = machine_.unlistedSlot(fact, facts_.reader[raw(fact)]);
      for (std::uint32_t option = 0; option < declared.slots; ++option) {
        for (std::uint32_t lane = table.listed; lane < table.count; ++lane)
          put(id, declared, option, lane, slot, 0);
      }
    }
  }

  const std::vector<const Profile*>& profiles_;
  const AsOf& as_of_;
  const ReadFacts& facts_;
  Machine& machine_;
  const Vocabulary& vocabulary_;
  Columns& out_;
  std::vector<std::uint32_t> places_;  // by instance of all profiles: its element
  std::vector<std::size_t> bases_;     // by company: its first instance among all
  std::size_t base_ = 0;
};

}  // namespace

ReadFacts::ReadFacts(const RuleSet& rules) {
  const Vocabulary& vocabulary = rules.vocabulary();
  read.assign(vocabulary.facts.size(), 0);
  reader.assign(vocabulary.facts.size(), PackId{kNoId});
  ambiguous.assign(vocabulary.facts.size(), 0);
  for (const BlockCode& block : rules.blocks) {
    for (std::uint32_t i = 0; i < block.count; ++i) {
      const Step& step = rules.steps[block.first + i];
      if (step.op != Op::Fact && step.op != Op::FactPick) continue;
      const bool again = read[step.b] != 0;
      read[step.b] = 1;
      if (!dependsOnReader(vocabulary, vocabulary.facts[FactId{step.b}])) continue;
      if (again && !(zoneOf(rules, reader[step.b]) == zoneOf(rules, block.pack))) ambiguous[step.b] = 1;
      reader[step.b] = block.pack;
    }
  }
  // The day that orders a series is read by whoever walks over it.
  for (const Entity& entity : vocabulary.entities) {
    if (entity.ordered_by != FactId{kNoId}) read[raw(entity.ordered_by)] = 1;
  }
}

std::uint8_t whyOf(const Causes& causes, std::uint32_t cause) {
  std::uint8_t why = 0;
  if (cause == 0) return why;
  for (const Cause* each : causes.collect(cause)) why |= isFactual(each->kind) ? kFactual : kOther;
  return why;
}

void readColumns(const std::vector<const Profile*>& profiles, const AsOf& as_of, const ReadFacts& facts,
                 Machine& machine, Columns& out) {
  Reader(profiles, as_of, facts, machine, out).read();
}

}  // namespace jurat::batch
