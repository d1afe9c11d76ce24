// What the files of this room share behind the Ledger's back.
#pragma once
#include "engine/ledger/ledger.h"
#include "engine/sqlite/database.h"

namespace jurat {

struct Ledger::State {
  Database database;
};

}  // namespace jurat
