#include "engine/reports/html/form.h"

#include <cassert>

#include "engine/reports/html/assets.h"
#include "engine/reports/tests/markup.h"

namespace jurat::html {
namespace {

// A piece that the library parses anew each time it is used would cost more than all else: it is put in once.
std::string withPieces(std::string_view source) {
  constexpr std::string_view kReasoning = "{{>reasoning}}";
  std::string_view piece = reasoningForm();
  while (piece.ends_with('\n')) piece.remove_suffix(1);
  std::string text(source);
  for (std::size_t at = text.find(kReasoning); at != std::string::npos; at = text.find(kReasoning, at))
    text.replace(at, kReasoning.size(), piece);
  return text;
}

// What the library writes line by line. No text of a profile can be taken for a place: its `<` is escaped.
struct Sink {
  std::string& out;
  const std::function<void()>& place;

  Sink& operator<<(const std::string& piece) {
    if (place && piece.starts_with("<!--")) {
      place();
    } else {
      out += piece;
    }
    return *this;
  }
};

}  // namespace

Form::Form(std::string_view source) : template_(withPieces(source)) {
  assert(template_.is_valid() && "the template is ours");
  template_.set_custom_escape([](const std::string& text) { return markupText(text); });
}

void Form::fill(const Filling& words, const Filling& filling, std::string& out,
                const std::function<void()>& place) {
  kainjow::mustache::context<std::string> context(&words);
  context.push(&filling);
  Sink sink{out, place};
  template_.render(context, sink);
}

}  // namespace jurat::html
