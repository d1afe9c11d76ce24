// CSV (RFC 4180) as a Table: quotes, doubled quotes, line breaks within quotes; UTF-8 or Windows-1252.
#pragma once
#include <memory>
#include <string>

#include "engine/base/limits.h"
#include "engine/intake/bytes.h"
#include "engine/intake/table.h"

namespace jurat::intake {

struct CsvOptions {
  Encoding encoding = Encoding::Recognised;
  char delimiter = ',';
  std::uint32_t headers = 1;
  Limits limits{};
};

// Rows end in LF or CRLF. A row of another number of cells than the header, text behind a closing quote, a
// quote that is not closed, NUL bytes and bytes that are not of the encoding make a row that is refused;
// reading goes on with the next line.
std::unique_ptr<Table> csvTable(std::unique_ptr<Bytes> bytes, std::string name, const CsvOptions& options);

}  // namespace jurat::intake
