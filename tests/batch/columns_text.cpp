#include "tests/batch/columns_text.h"

#include <fmt/format.h>

#include "engine/batch/column.h"

namespace jurat::batch::test {

std::string textOf(const Columns& columns, const Vocabulary& vocabulary) {
  std::string out;
  for (std::uint32_t e = 0; e < vocabulary.entities.size(); ++e) {
    const ElementTable& table = columns.tables[EntityId{e}];
    out += fmt::format("{}: {} of {}\n", vocabulary.entities[EntityId{e}].name, table.listed, table.count);
    for (std::uint32_t i = 0; i < table.count; ++i) {
      out += fmt::format("  {} above {} option {}", table.company[i], table.above[i], table.option[i]);
      if (i < table.listed) out += fmt::format(" \"{}\"", columns.idOf(EntityId{e}, i));
      for (const Lists& lists : table.lists) {
        out += fmt::format(" ({} {}:", lists.open[i], lists.unlisted[i]);
        for (std::uint32_t k = lists.first[i]; k < lists.first[i + 1]; ++k)
          out += fmt::format(" {}", lists.items[k]);
        out += ")";
      }
      out += "\n";
    }
    for (const FactId id : vocabulary.entities[EntityId{e}].facts) {
      const Fact& fact = vocabulary.facts[id];
      for (std::uint32_t option = 0; option < fact.slots; ++option) {
        const Column& column = table.facts[fact.slot + option];
        for (std::uint32_t i = 0; column.can && i < table.count; ++i) {
          const Slot slot = slotAt(column, i);
          const bool value = slot.could(kValue) && !(column.can[i] & kEscaped);
          std::string may = fmt::format("{:x} {:x}", slot.may, slot.must);
          if (column.words > 1) may = value ? fmt::format("{:x}", column.may[i * column.words]) : "";
          if (column.repr == Repr::Text) may = value && slot.may ? jurat::textOf(slot) : "";
          if (column.repr == Repr::Ref && !value) may = "";
          out += fmt::format("  {}[{}] {}: {:08b} {:08b} {}..{} {} {}\n", fact.name, option, i, column.can[i],
                             slot.flags, slot.low.text(), slot.high.text(), may, slot.unit);
        }
      }
    }
  }
  return out;
}

}  // namespace jurat::batch::test
