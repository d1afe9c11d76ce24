// One profile of the HTML report; private to engine/reports/html.
#pragma once
#include <string>

#include "engine/reports/html/desk.h"

namespace jurat::html {

struct Forms {
  Form page, part, group, finding;
};

// What the forms call things, in the language of the report.
Filling wordsOf(const Desk& desk);

void writePart(const Part& part, const Desk& desk, const Filling& words, Forms& forms, std::string& out);

}  // namespace jurat::html
