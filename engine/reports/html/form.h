// Form: a template of the HTML report, parsed once and filled many times; private to engine/reports/html.
#pragma once
#include <functional>
#include <kainjow/mustache.hpp>
#include <string>
#include <string_view>

namespace jurat::html {

using Filling = kainjow::mustache::data;
using List = kainjow::mustache::list;

class Form {
 public:
  // `{{>reasoning}}` in it stands for the form of that name.
  explicit Form(std::string_view source);

  // Appends the form to `out`. What `filling` does not name is looked up in `words`. A line of the template
  // that is a comment (`<!--parts-->`) is a place for other forms: `place` appends them.
  void fill(const Filling& words, const Filling& filling, std::string& out,
            const std::function<void()>& place = {});

 private:
  kainjow::mustache::mustache template_;
};

}  // namespace jurat::html
