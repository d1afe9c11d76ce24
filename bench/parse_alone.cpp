// What can be had at most: companies as lines of JSON, parsed by simdjson's parse_many and not looked at.
//   parse_alone --data FILE [--threads 1] [--warmup 1] [--repetitions 5]
// FILE is in memory beforehand. Each thread has a share of the lines and a parser of its own; the parser's
// helper thread is off, so that N threads are N. `count` is the documents parsed in a pass.
#define SIMDJSON_THREADS_ENABLED 1  // as the library was built
#include <simdjson.h>

#include <atomic>
#include <thread>
#include <vector>

#include "bench/passes.h"

namespace {

using simdjson::padded_string;
using simdjson::padded_string_view;

// Shares of about the same size that end with a line.
std::vector<padded_string_view> sharesOf(const padded_string& text, std::size_t threads) {
  std::vector<padded_string_view> shares;
  const std::string_view whole(text.data(), text.size());
  std::size_t begin = 0;
  for (std::size_t i = 0; i < threads; ++i) {
    std::size_t end = whole.find('\n', whole.size() / threads * (i + 1));
    end = i + 1 == threads || end == std::string_view::npos ? whole.size() : end + 1;
    end = end < begin ? begin : end;
    shares.emplace_back(text.data() + begin, end - begin, text.size() - begin + simdjson::SIMDJSON_PADDING);
    begin = end;
  }
  return shares;
}

// The documents of a share; 0 when one of them is no JSON.
std::size_t parse(simdjson::dom::parser& parser, const padded_string_view& share) {
  simdjson::dom::document_stream documents;
  const auto error =
      parser.parse_many(share.data(), share.length(), simdjson::dom::DEFAULT_BATCH_SIZE).get(documents);
  if (error != simdjson::SUCCESS) return 0;
  std::size_t count = 0;
  for (auto document : documents) {
    if (document.error() != simdjson::SUCCESS) return 0;
    ++count;
  }
  return count;
}

}  // namespace

int main(int count, char** words) {
  const jurat::bench::Options options(count, words);
  const std::string path = options.text("--data", "");
  padded_string text;
  if (padded_string::load(path).get(text) != simdjson::SUCCESS) {
    std::fprintf(stderr, "parse_alone: %s cannot be read; name a file with --data\n", path.c_str());
    return 2;
  }
  const std::vector<padded_string_view> shares = sharesOf(text, options.number("--threads", 1));
  std::vector<simdjson::dom::parser> parsers(shares.size());
  for (simdjson::dom::parser& parser : parsers) parser.threaded = false;
  std::atomic<bool> failed = false;
  jurat::bench::passes("parse_alone", options, [&shares, &parsers, &failed] {
    std::atomic<std::size_t> documents = 0;
    const auto work = [&](std::size_t i) {
      const std::size_t parsed = parse(parsers[i], shares[i]);
      if (parsed == 0 && shares[i].length() > 0) failed = true;
      documents += parsed;
    };
    std::vector<std::thread> others;
    for (std::size_t i = 1; i < shares.size(); ++i) others.emplace_back(work, i);
    work(0);
    for (std::thread& other : others) other.join();
    return documents.load();
  });
  if (failed) std::fprintf(stderr, "parse_alone: %s is not lines of JSON\n", path.c_str());
  return failed ? 1 : 0;
}
