// What differences of portfolios are in words; private to engine/reports.
#pragma once
#include <vector>

#include "engine/reports/advice/change_words.h"
#include "engine/reports/advice/portfolio_report.h"

namespace jurat {

Message countText(std::uint64_t count);  // "41 012"
// "EUR 500 000 -> between EUR 1 000 000 and EUR 35 000 000": a line for each currency that differs.
std::vector<Message> stakesText(const Stakes& before, const Stakes& after);
// "an earlier day"; empty where none of it moves
Message dueText(DueMove move);
// "12 findings of 10 companies: Acme (line 1), Kelp (line 4) and 8 more"
Message whereText(const PortfolioGroup& group, std::size_t most);
// "takes effect on 2027-12-02 (3 of the 3 looked at)"; of all of them it is not said
Message reasonText(const SeenReason& reason, const PortfolioGroup& group, const std::string& place);
// Where a reason stands, "file:line": on the side that still has it, rather of today; empty for nowhere.
std::string placeOf(const ChangeReason& reason, const PortfolioReport& report, const ReportOptions& options);
// "3 companies: Acme (line 1) ..."; of companies that one side alone has
Message oneSidedText(const OneSided& companies, std::size_t most);
// What else differs of the finding than its outcome: severity, strength.
std::vector<std::pair<Phrase, Message>> furtherText(const PortfolioGroup& group);
Change<Finding> changeOf(const PortfolioGroup& group);  // points into it
std::vector<Message> packsText(const PortfolioPack& pack);

}  // namespace jurat
