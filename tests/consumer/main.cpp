// Links jurat::engine as another program would: reads a rule file with a fault in it and shows the complaint.
#include <cstdio>
#include <string>

#include "engine/source/diagnostic.h"
#include "engine/source/read.h"
#include "engine/source/render.h"
#include "engine/source/source_map.h"
#include "engine/syntax/ast.h"
#include "engine/syntax/parse.h"
#include "engine/values/number.h"

int main() {
  jurat::SourceMap sources;
  jurat::Diagnostics diagnostics;
  const jurat::SourceFile* file = jurat::addSource(sources, "broken.jurat", "pack {", diagnostics);
  if (file == nullptr) return 1;
  jurat::parse(*file, diagnostics);
  std::fputs(jurat::render(diagnostics.sorted(), sources, {}).c_str(), stdout);

  const auto ceiling = jurat::Number::parse("35_000_000");
  const bool exact = ceiling && ceiling->grouped() == "35 000 000";
  return diagnostics.hasErrors() && exact ? 0 : 1;
}
