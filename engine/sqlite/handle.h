// What the files of this room share and no other room sees: the open connection and the wording of its
// errors.
#pragma once
#include <sqlite3.h>

#include <string>

#include "engine/sqlite/database.h"

namespace jurat {

struct Database::Handle {
  sqlite3* connection = nullptr;
  std::string subject;  // "the ledger `x`"
  bool writes = false;
  std::size_t value_bytes = 0;
  int busy_milliseconds = 0;

  Handle() = default;
  Handle(const Handle&) = delete;
  Handle& operator=(const Handle&) = delete;
  ~Handle();

  IoError refusal(std::string_view reason) const;
  // The reason behind SQLite's result `code` of the call just made.
  IoError refusalOf(int code) const;
};

// What to open: the folder of the path resolved, so that SQLite can be told to follow no link at all, and so
// that the name begins with `/` and is never taken for a URI. Creates the file if `access` says so.
// An error holds the bare reason.
Result<std::string> fileToOpen(const std::string& path, Access access);

// The name of an existing file as a URI that promises SQLite that nobody writes it.
std::string frozenUri(const std::string& resolved);

}  // namespace jurat
