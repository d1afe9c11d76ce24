// Paths as references of RFC 3986; private to engine/reports.
#pragma once
#include <string>
#include <string_view>

namespace jurat {

// "examples/acme robotics.yaml" is "examples/acme%20robotics.yaml"; an absolute path becomes a file: URI.
std::string uriOf(std::string_view path);

}  // namespace jurat
