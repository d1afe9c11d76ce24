// The page of a book as a template, and its style; private to engine/manual/book.
#pragma once
#include <string_view>

namespace jurat::manual {

// Mustache. Every variable but `style` is escaped; the pieces are partials of the page.
std::string_view pageTemplate();
std::string_view entryPartial();  // a declaration: margin and body
std::string_view levelPartial();  // its clauses, and its exceptions by itself again
std::string_view linesPartial();  // labelled lines, and their parts by itself again
std::string_view optionsPartial();
std::string_view pageStyle();  // CSS

}  // namespace jurat::manual
