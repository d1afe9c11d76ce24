// gzip and zstd, whatever the file is called: whole, in several pieces, damaged, cut off.
#include <doctest/doctest.h>
#include <zlib.h>
#include <zstd.h>

#include <string>
#include <vector>

#include "engine/intake/bytes.h"
#include "tests/intake/reading.h"

using namespace jurat;
using namespace jurat::intake;
using namespace jurat::intake::test;

namespace {

std::string gzipped(std::string_view text) {
  z_stream state{};
  REQUIRE(deflateInit2(&state, 6, Z_DEFLATED, 16 + MAX_WBITS, 8, Z_DEFAULT_STRATEGY) == Z_OK);
  std::string out(deflateBound(&state, text.size()), '\0');
  state.next_in = reinterpret_cast<unsigned char*>(const_cast<char*>(text.data()));
  state.avail_in = static_cast<uInt>(text.size());
  state.next_out = reinterpret_cast<unsigned char*>(out.data());
  state.avail_out = static_cast<uInt>(out.size());
  REQUIRE(deflate(&state, Z_FINISH) == Z_STREAM_END);
  out.resize(state.total_out);
  deflateEnd(&state);
  return out;
}

std::string zstandard(std::string_view text) {
  std::string out(ZSTD_compressBound(text.size()), '\0');
  out.resize(ZSTD_compress(out.data(), out.size(), text.data(), text.size(), 3));
  return out;
}

std::string read(std::string_view bytes, const std::string& name = "in.ndjson") {
  const Folder folder;
  SourceOptions options;
  options.path = folder.write(name, bytes);
  return folder.bare(transcript(options));
}

std::string manyLines() {
  std::string text;
  for (std::uint32_t i = 0; i < 20'000; ++i) text += "{\"n\":" + std::to_string(i * 2654435761u) + "}\n";
  return text;
}

}  // namespace

TEST_CASE("compressed lines are read as if they were not, in one piece or several") {
  const std::string text = manyLines();
  const std::string plain = read(text);
  const std::string a = text.substr(0, 100'001), b = text.substr(100'001);
  const std::string skipped(
      "\x50\x2a\x4d\x18\x03\x00\x00\x00"
      "abc",
      11);
  for (const std::string& packed :
       {gzipped(text), gzipped(a) + gzipped(b), gzipped("") + gzipped(text),
        gzipped(text) + std::string(700, '\0'), zstandard(text), zstandard(a) + zstandard(b),
        zstandard("") + zstandard(text), skipped + zstandard(text)}) {
    CHECK(read(packed) == plain);
    CHECK(read(packed, "in.jsonl.gz") == plain);
    CHECK(read(packed, "in.ndjson.zst") == plain);
  }
}

TEST_CASE("what is cut off or damaged is an error that names the byte") {
  const std::string text = manyLines();
  const auto last = [](const std::string& transcript) {
    return transcript.substr(transcript.rfind('\n', transcript.size() - 2) + 1);
  };
  for (const auto& [packed, kind] :
       {std::pair{gzipped(text), std::string("gzip")}, {zstandard(text), "zstd"}}) {
    for (const std::size_t cut : {packed.size() - 1, packed.size() / 2, std::size_t{5}}) {
      CHECK(last(read(packed.substr(0, cut))) == "error: cannot read `in.ndjson`: the " + kind +
                                                     " data ends at byte " + std::to_string(cut) +
                                                     ", before its end; was the file copied whole?\n");
    }
    std::string damaged = packed;
    for (std::size_t at = damaged.size() / 2; at < damaged.size() / 2 + 64; ++at)
      damaged[at] = static_cast<char>(~damaged[at]);
    CHECK(last(read(damaged))
              .starts_with("error: cannot read `in.ndjson`: the " + kind + " data is damaged at byte "));
    CHECK(last(read(packed + "{}\n"))
              .starts_with("error: cannot read `in.ndjson`: the " + kind + " data is damaged at byte "));
  }
  std::string sum = gzipped(text);
  sum[sum.size() - 6] = static_cast<char>(~sum[sum.size() - 6]);
  CHECK(last(read(sum)).find("incorrect data check") != std::string::npos);
}

TEST_CASE("a bomb takes no more memory than any other input: it comes out in the pieces that are asked for") {
  const std::string zeros(64u << 20, ' ');
  for (const std::string& bomb : {gzipped(zeros), zstandard(zeros)}) {
    CHECK(bomb.size() < zeros.size() / 500);
    const Folder folder;
    Result<std::unique_ptr<Bytes>> bytes = openBytes(folder.write("bomb", bomb));
    REQUIRE(bytes);
    std::string piece(4096, 'x');
    std::size_t total = 0;
    for (;;) {
      const Result<std::size_t> got = (*bytes)->read(piece.data(), piece.size());
      REQUIRE(got);
      REQUIRE(*got <= piece.size());
      if (*got == 0) break;
      total += *got;
    }
    CHECK(total == zeros.size());
    CHECK((*bytes)->bytesRead() == bomb.size());
    CHECK((*bytes)->bytesInAll() == bomb.size());
  }
  // A line without end in it is refused, not held.
  Limits limits;
  limits.profile_bytes = 1u << 20;
  const Folder folder;
  SourceOptions options;
  options.limits = limits;
  options.path = folder.write("bomb.ndjson", gzipped("{" + zeros + "}\n{}\n"));
  CHECK(folder.bare(transcript(options)).ends_with("\n2: {}\n"));
}
