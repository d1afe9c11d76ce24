// A company with bridges, and an interview about it: what its tests share.
#pragma once
#include <algorithm>
#include <string>
#include <vector>

#include "engine/source/render.h"
#include "tests/cli/run.h"

namespace jurat::test::bridges {

inline constexpr const char* kPack = R"(pack bridges {
    title     "Bridge Act" zh "桥梁法"
    source    law "Bridge Act" binding
    version   "1.0.0"
    language  1
    status    in_force
    currency  EUR
    deadlines as counted
    time_zone "UTC"
}

entity company {
    fact turnover : money EUR at least EUR 0
        ask "What was its turnover last year?" zh "上一年度营业额是多少？"
}

entity bridge within company as bridges {
    fact span         : integer at least 0
        ask "How long is it, in metres?" zh "桥长多少米？"
        about "From the first pier to the last, as the survey has it." zh "按测量记录，自首墩至末墩。"
    fact is_open      : yes_no
        ask "Is it open to traffic?" zh "是否开放通行？"
    fact inspected_on : event
        ask "When was it last inspected?" zh "最近一次检查是何时？"
    fact holds        : judgement
        ask "Is it \"safe\" (Sec. 4)?" zh "它是否“安全”（第4条）？"
}

amount fine for company : money EUR {
    title   "Most that a breach can cost" zh "违反的最高罚款"
    cites   "Sec. 9"
    at most higher of { fixed: EUR 20_000, share: 2% of turnover }
}

rule inspected for bridge {
    title   "Long bridges are inspected" zh "长桥须经检查"
    cites   "Sec. 3"
    applies when span > 50 and is_open
    done    on inspected_on
    due     2026-06-30
    exposes company to fine
}

rule safe for bridge {
    title    "Long bridges are safe" zh "长桥须安全"
    cites    "Sec. 4"
    applies  when span > 50 and is_open
    requires holds
}

rule weighed for company {
    title   "No bridge is longer than 500 metres" zh "桥长不得超过500米"
    cites   "Sec. 2"
    forbids any bridges has (span > 500)
}
)";

inline constexpr const char* kProfile =
    "# our bridges\njurat: 1\ncompany:\n  name: Bridges plc  # as registered\n";

struct Bridges {
  Bridges() {
    folder.write("packs/bridges/pack.jurat", kPack);
    file = folder.write("bridges.yaml", kProfile);
  }
  static std::vector<std::string> words(const std::vector<std::string>& more = {}) {
    std::vector<std::string> all = {"ask",           "bridges.yaml", "--interactive", "--rules",
                                    "packs/bridges", "--as-of",      "2026-11-23"};
    all.insert(all.end(), more.begin(), more.end());
    return all;
  }
  Ran talk(const std::vector<std::string>& lines, const std::vector<std::string>& more = {}) const {
    std::string input;
    for (const std::string& line : lines) input += line + "\n";
    return run(words(more), {.input = input, .folder = folder.path()});
  }
  std::string text() const { return textOf(file); }

  Scratch folder;
  std::string file;
};

inline const std::vector<std::string> kAnswers = {"old, foot",  "120", "12",           "yes",
                                                  "2026-05-04", "yes", "EUR 5_000_000"};

inline void fits(const std::string& text) {
  for (std::size_t from = 0; from < text.size();) {
    const std::size_t until = std::min(text.find('\n', from), text.size());
    CHECK_MESSAGE(jurat::displayWidth(text.substr(from, until - from)) <= 80,
                  text.substr(from, until - from));
    from = until + 1;
  }
}

}  // namespace jurat::test::bridges
