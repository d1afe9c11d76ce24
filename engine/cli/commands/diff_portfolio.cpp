#include "engine/cli/commands/diff_portfolio.h"

#include <unistd.h>

#include <algorithm>
#include <iostream>
#include <thread>
#include <utility>

#include "engine/cli/commands/batch_progress.h"
#include "engine/cli/portfolio_inputs.h"
#include "engine/cli/portfolio_reasons.h"
#include "engine/portfolio/difference.h"

namespace jurat {
namespace {

portfolio::Plan planOf(const Arguments& arguments, ComparedSide& side) {
  portfolio::Options options;
  options.evaluate.as_of = side.as_of;
  options.evaluate.named = side.session->namedPacks();
  options.others = side.others;
  options.limits = side.session->limits;
  options.threads =
      arguments.threads != 0 ? arguments.threads : std::max(1U, std::thread::hardware_concurrency());
  return {side.rules, std::move(options)};
}

std::vector<std::string> rootsOf(const RuleSet& rules) {
  std::vector<std::string> roots;
  for (const Entity& entity : rules.vocabulary().entities) {
    if (entity.parent == EntityId{kNoId}) roots.push_back(entity.name);
  }
  return roots;
}

class PortfolioRun {
 public:
  PortfolioRun(const Arguments& arguments, ComparedSide& before, ComparedSide& after, PortfolioReport& report)
      : arguments_(arguments), before_(before), after_(after), report_(report) {}

  ExitCode run(const std::vector<Output>& outputs) {
    if (!load()) return ExitCode::NotLoaded;
    if (before_.rules->rules.empty() && after_.rules->rules.empty()) {
      complain(
          "there is no rule to look at; `jurat rules list` shows the packs and where they are looked for");
      return ExitCode::Nothing;
    }
    if (!open()) return ExitCode::NotLoaded;
    knowEachOther(before_, after_);
    const portfolio::Plan before = planOf(arguments_, before_), after = planOf(arguments_, after_);
    BatchProgress progress(*first_, ::isatty(STDERR_FILENO) != 0);
    portfolio::Differed differed =
        portfolio::difference(before, after, *pairs_, [&](std::uint64_t records) { progress.tell(records); });
    progress.clear();
    ExitCode code = tell(differed);
    // Companies that were not read would look as if they were gone.
    if (differed.not_read) return code;
    report_.difference = std::move(differed.difference);
    const PortfolioDifference& found = report_.difference;
    if (found.counts.companies + found.gone.count() + found.came.count() == 0) {
      complain("there is no company to look at");
      return worse(code, ExitCode::Nothing);
    }
    findPortfolioReasons(report_.difference, pairs_->same(), before_, after_);
    report_.sources_before = &before_.session->sources;
    report_.sources_after = &after_.session->sources;
    for (const Output& output : outputs) {
      if (!write(output, text(output))) code = worse(code, ExitCode::NotWritten);
    }
    return code;
  }

 private:
  bool load() {
    after_.rules = portfolioRules(*after_.session);
    before_.rules = before_.session == after_.session ? after_.rules : portfolioRules(*before_.session);
    return before_.rules && after_.rules;
  }

  bool open() {
    const std::vector<std::string>& paths = arguments_.profiles;
    first_ = openPortfolio(*before_.session, paths.front(), *before_.rules);
    if (!first_) return false;
    if (paths.size() == 1) {
      pairs_ = portfolio::onePortfolio(*first_);
      return true;
    }
    second_ = openPortfolio(*after_.session, paths.back(), *after_.rules);
    if (!second_) return false;
    pairs_ = portfolio::twoPortfolios(*first_, *second_, rootsOf(*after_.rules));
    return true;
  }

  ExitCode tell(const portfolio::Differed& differed) const {
    for (const std::string& complaint : differed.complaints) std::cerr << complaint;
    std::cerr << std::flush;
    const std::uint64_t refused = differed.difference.counts.refused;
    if (refused > differed.complaints.size()) complain("further complaints about records are left out");
    if (differed.not_read) complain(differed.not_read->message);
    for (const intake::Source* source : {first_.get(), second_.get()}) {
      if (source == nullptr) continue;
      for (const std::string& note : source->notes()) complain(source->name() + ": " + note);
    }
    return refused > arguments_.max_rejects || differed.not_read ? ExitCode::NotLoaded : ExitCode::Pass;
  }

  std::string text(const Output& output) const {
    const ReportOptions wording = wordingFor(*after_.session, output);
    if (output.format == "json") return portfolioJson(report_, wording);
    return output.format == "markdown" ? portfolioMarkdown(report_, wording)
                                       : portfolioText(report_, wording);
  }

  const Arguments& arguments_;
  ComparedSide &before_, &after_;
  PortfolioReport& report_;
  std::unique_ptr<intake::Source> first_, second_;
  std::unique_ptr<portfolio::Pairs> pairs_;
};

}  // namespace

bool namesPortfolio(const std::vector<std::string>& paths) {
  return std::any_of(paths.begin(), paths.end(), isPortfolio);
}

bool isPortfolioPair(const std::vector<std::string>& paths, bool days_or_rules) {
  const auto other =
      std::find_if(paths.begin(), paths.end(), [](const std::string& path) { return !isPortfolio(path); });
  if (other != paths.end()) {
    complain("`" + *other +
             "` is no portfolio: a portfolio is held against another one, or against itself on "
             "another day or by other rules");
    return false;
  }
  if (paths.size() == (days_or_rules ? 1 : 2)) return true;
  complain(days_or_rules
               ? "one portfolio at a time is held against itself on another day or by other rules"
               : "name two portfolios, or what differs: --to DAY, --against PACK or --rules-from-git REF");
  return false;
}

ExitCode diffPortfolio(const Arguments& arguments, ComparedSide& before, ComparedSide& after,
                       const std::vector<Output>& outputs, PortfolioReport& report) {
  report.all = arguments.all;
  return kept<PortfolioRun>(arguments, before, after, report).run(outputs);
}

}  // namespace jurat
