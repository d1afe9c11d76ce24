// Tabular: companies out of the rows of a Table; private to engine/intake.
#pragma once
#include <memory>
#include <string>
#include <string_view>
#include <unordered_map>
#include <vector>

#include "engine/base/limits.h"
#include "engine/intake/columns.h"
#include "engine/intake/source.h"
#include "engine/intake/table.h"

namespace jurat::intake {

class Tabular final : public Source {
 public:
  Tabular(std::unique_ptr<Table> table, std::shared_ptr<const Mapping> mapping, Fields fields,
          const Limits& limits);

  Result<bool> next(Chunk& chunk, std::size_t records) override;
  Result<std::uint64_t> skip(std::uint64_t records) override;
  std::string heading() const override { return table_->heading(); }
  const std::string& name() const override { return table_->name(); }
  std::uint64_t bytesRead() const override { return table_->bytesRead(); }
  std::uint64_t bytesInAll() const override { return table_->bytesInAll(); }
  std::vector<std::string> notes() const override;

 private:
  Result<bool> advance();
  // One company, or the rows that were refused before there was one.
  Result<bool> company(Chunk& chunk);
  // Begins a company with the current row; false when the row is refused.
  bool open(Chunk& chunk);
  Result<bool> rowsOf(Chunk& chunk);
  bool ofCompany(Chunk& chunk);
  bool entry(Chunk& chunk);
  // Keeps the row as it came.
  void keep(Chunk& chunk);
  void endList(Chunk& chunk);
  void close(Chunk& chunk);
  bool known(Chunk& chunk);

  // Each answers whether the cells could be read; else fault_ says why.
  bool facts(Chunk& chunk, const Facts& of, const std::vector<std::uint32_t>& fields,
             const std::vector<Tree>& level);
  // The answer of a fact; nothing when it is not answered.
  bool answer(const Spec& spec, std::uint32_t field);
  bool named(const Template& pattern, const std::vector<std::uint32_t>& fields, std::string& out);
  bool cellFault(std::uint32_t field, std::string_view code, std::string_view message, std::string_view help);
  void refuse(Chunk& chunk, std::string complaint) {
    chunk.refused.push_back({chunk.records.size(), table_->line(), std::move(complaint), table_->raw()});
  }

  std::unique_ptr<Table> table_;
  std::shared_ptr<const Mapping> mapping_;
  Fields fields_;
  std::size_t limit_;
  std::shared_ptr<const std::vector<std::string>> names_;
  std::string opening_;
  bool begun_ = false, ended_ = false;
  std::uint64_t row_ = 0;    // rows read
  std::uint64_t count_ = 0;  // records given out
  // The company that is being written.
  Chunk::Record record_;
  std::string id_, new_id_;
  std::size_t entries_ = 0;
  std::size_t list_begin_ = 0;  // of its list, in the chunk
  bool lacks_ = false;          // a row of it was refused, or may have been
  bool unsure_ = false;         // the row before was refused, and nobody knows of which company it is
  std::string_view said_;       // what answer() found
  std::string text_, fault_;
  std::unordered_map<std::size_t, std::uint64_t> seen_;  // lines by the hash of ids
  bool forgot_ = false;
};

}  // namespace jurat::intake
