// What most of the engine includes, compiled once for its rooms. A file names what it uses nonetheless: the
// gate reads each of them without this (clang-tidy). Without <filesystem>: it brings std::quoted, which takes
// calls of our own.
#pragma once
#include <algorithm>
#include <array>
#include <cstdint>
#include <functional>
#include <map>
#include <memory>
#include <optional>
#include <set>
#include <string>
#include <string_view>
#include <unordered_map>
#include <utility>
#include <variant>
#include <vector>
