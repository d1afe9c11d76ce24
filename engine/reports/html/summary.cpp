#include "engine/reports/html/summary.h"

#include <algorithm>
#include <map>

#include "engine/reports/words.h"

namespace jurat::html {
namespace {

// What people look for first stands first.
constexpr Outcome kOrder[] = {Outcome::Error,         Outcome::Violated,     Outcome::Pending,
                              Outcome::Review,        Outcome::Undetermined, Outcome::Satisfied,
                              Outcome::NotApplicable, Outcome::NotInForce};

std::size_t of(const Counts& counts, Outcome outcome) { return counts[static_cast<std::size_t>(outcome)]; }

std::size_t openOf(const Counts& counts) {
  return of(counts, Outcome::Undetermined) + of(counts, Outcome::Review);
}

// The outcome whose sign and colour the verdict bears.
Outcome toneOf(const Assessment& assessment) {
  const Counts counts = countOf(assessment, true);
  if (assessment.evaluated == 0) return Outcome::NotInForce;
  for (const Outcome outcome : {Outcome::Error, Outcome::Violated, Outcome::Pending}) {
    if (of(counts, outcome) > 0) return outcome;
  }
  return openOf(counts) > 0 ? Outcome::Undetermined : Outcome::Satisfied;
}

std::string code(Outcome outcome) { return std::string(outcomeWord(outcome)); }

void verdict(Filling& part, const Part& of_part, const Desk& desk) {
  const Assessment& assessment = of_part.assessment;
  const Counts counts = countOf(assessment, true);
  put(part, "tone", code(toneOf(assessment)));
  put(part, "headline", desk.words(verdictOf(assessment)));
  List more;
  const auto line = [&](const Message& message) { more.push_back(one("verdict_line", desk.words(message))); };
  std::size_t covered = 0;
  for (std::size_t i = 0; i < assessment.findings.size(); ++i) {
    const Finding& finding = assessment.findings[i];
    const bool counted = finding.outcome == Outcome::Violated && finding.strength == checked::Strength::Must;
    covered += counted && of_part.view(i).covered() ? 1 : 0;
  }
  if (covered > 0) line({Phrase::PageCovered, {number(covered)}});
  const Outcome tone = toneOf(assessment);
  if (openOf(counts) > 0 && tone != Outcome::Undetermined && tone != Outcome::NotInForce)
    line({Phrase::PageMoreOpen, {number(openOf(counts))}});
  if (desk.run.parts.size() == 1) line(gateOf(desk.run.gate));
  part["verdict_more"] = Filling(more);
}

// How what applies is met, as one bar; the words beside it say the same.
void bar(Filling& part, const Counts& counts) {
  constexpr std::size_t kWidth = 1000, kGap = 4;
  constexpr Outcome kApplying[] = {Outcome::Error,  Outcome::Violated,     Outcome::Pending,
                                   Outcome::Review, Outcome::Undetermined, Outcome::Satisfied};
  std::size_t all = 0;
  for (const Outcome outcome : kApplying) all += of(counts, outcome);
  List pieces;
  std::size_t before = 0;
  for (const Outcome outcome : kApplying) {
    const std::size_t count = of(counts, outcome);
    if (count == 0) continue;
    const std::size_t from = before * kWidth / all;
    before += count;
    const std::size_t to = before * kWidth / all;
    Filling piece;
    put(piece, "bar_outcome", code(outcome));
    put(piece, "bar_from", std::to_string(from));
    put(piece, "bar_width", std::to_string(to > from + kGap && to < kWidth ? to - from - kGap : to - from));
    pieces.push_back(std::move(piece));
  }
  list(part, "bar", pieces);
}

void tiles(Filling& part, const Part& of_part, const Desk& desk) {
  const Counts must = countOf(of_part.assessment, true), rest = countOf(of_part.assessment, false);
  bar(part, must);
  List tiles;
  std::vector<Message> chosen;
  for (const Outcome outcome : kOrder) {
    if (of(rest, outcome) > 0) chosen.push_back(outcomeCount(outcome, of(rest, outcome)));
    if (of(must, outcome) == 0) continue;
    Filling tile;
    put(tile, "tile_outcome", code(outcome));
    put(tile, "tile_target", code(outcome) + "-" + std::to_string(of_part.number));
    put(tile, "tile_count", std::to_string(of(must, outcome)));
    put(tile, "tile_word", desk.words(phraseOf(outcome)));
    tiles.push_back(std::move(tile));
  }
  list(part, "tiles", tiles);
  put(part, "chosen",
      chosen.empty()
          ? std::string()
          : desk.words(Phrase::CountsChosen) + " " + desk.words({Phrase::Enumeration, std::move(chosen)}));
}

// A line ends beside a figure, not within it: "EUR 35 000 000" has blanks that do not break.
std::string unbroken(const std::string& text) {
  const auto digit = [&](std::size_t at) { return at < text.size() && text[at] >= '0' && text[at] <= '9'; };
  const auto code = [&](std::size_t at) { return at < text.size() && text[at] >= 'A' && text[at] <= 'Z'; };
  std::string out;
  for (std::size_t i = 0; i < text.size(); ++i) {
    const bool within = text[i] == ' ' && i > 0 && digit(i + 1) && (digit(i - 1) || code(i - 1));
    out += within ? "\u00a0" : std::string(1, text[i]);
  }
  return out;
}

void exposure(Filling& part, const Part& of_part, const Desk& desk) {
  const Assessment& assessment = of_part.assessment;
  const std::vector<Message> live = highest(assessment, true), possible = highest(assessment, false);
  const auto breaches = static_cast<std::size_t>(
      std::count_if(assessment.exposures.begin(), assessment.exposures.end(),
                    [](const ExposureLine& line) { return line.state == ExposureState::Live; }));
  List figures, lines;
  for (const Message& figure : live) figures.push_back(one("exposure_figure", unbroken(desk.words(figure))));
  const auto line = [&](const Message& message) {
    lines.push_back(one("exposure_line", desk.words(message)));
  };
  if (live.empty()) line(Phrase::PageExposureNone);
  if (breaches == 1) {
    for (const ExposureLine& each : assessment.exposures) {
      if (each.state != ExposureState::Live) continue;
      const std::string title = desk.in(assessment.findings[each.finding].title);
      if (!title.empty()) line({Phrase::PageExposureOne, {verbatim(title)}});
    }
  } else if (breaches > 1) {
    line({Phrase::PageExposureMany, {number(breaches)}});
  }
  if (!possible.empty()) line({Phrase::PageExposureMore, {{Phrase::Alternatives, possible}}});
  list(part, "exposure_figures", figures);
  list(part, "exposure_lines", lines);
}

}  // namespace

Counts countOf(const Assessment& assessment, bool must) {
  Counts counts{};
  for (const Finding& finding : assessment.findings) {
    if ((finding.strength == checked::Strength::Must) == must)
      ++counts[static_cast<std::size_t>(finding.outcome)];
  }
  return counts;
}

Message verdictOf(const Assessment& assessment) {
  const Counts counts = countOf(assessment, true);
  const auto say = [&](Phrase phrase, std::size_t count) { return Message(phrase, {number(count)}); };
  switch (toneOf(assessment)) {
    case Outcome::Error:
      return say(Phrase::PageErrors, of(counts, Outcome::Error));
    case Outcome::Violated:
      return say(Phrase::PageViolated, of(counts, Outcome::Violated));
    case Outcome::Pending:
      return say(Phrase::PagePending, of(counts, Outcome::Pending));
    case Outcome::Undetermined:
    case Outcome::Review:
      return say(Phrase::PageOpen, openOf(counts));
    case Outcome::Satisfied:
      return Phrase::PageMet;
    case Outcome::NotApplicable:
    case Outcome::NotInForce:
      break;
  }
  return Phrase::PageNothing;
}

Message gateOf(const GateResult& gate) {
  std::size_t deciding = 0;
  for (const std::vector<FindingView>& views : gate.views) {
    for (const FindingView& view : views) deciding += view.decides ? 1 : 0;
  }
  const Message exit_code = number(static_cast<std::size_t>(gate.code));
  if (gate.code == ExitCode::Pass) return {Phrase::PageGatePasses, {exit_code}};
  if (deciding == 0) return {Phrase::PageGateBroken, {exit_code}};
  return {gate.code == ExitCode::Undecided ? Phrase::PageGateAsks : Phrase::PageGateFails,
          {exit_code, number(deciding)}};
}

std::vector<Message> highest(const Assessment& assessment, bool live) {
  std::map<std::uint32_t, const AmountResult*> worst;  // by currency
  for (const ExposureLine& line : assessment.exposures) {
    const bool wanted =
        live ? line.state == ExposureState::Live
             : line.state == ExposureState::Possible || line.state == ExposureState::Conditional;
    if (!wanted) continue;
    const AmountResult& amount = assessment.amounts[line.amount];
    const AmountResult*& most = worst[amount.currency];
    if (most == nullptr) {
      most = &amount;
      continue;
    }
    // What has no known ceiling may be the highest.
    const std::optional<Number> held = most->ceiling(), offered = amount.ceiling();
    if (held && (!offered || *held < *offered)) most = &amount;
  }
  std::vector<Message> texts;
  for (const auto& [currency, amount] : worst) texts.push_back(upTo(*amount));
  return texts;
}

void summary(Filling& part, const Part& of_part, const Desk& desk) {
  verdict(part, of_part, desk);
  tiles(part, of_part, desk);
  exposure(part, of_part, desk);
}

}  // namespace jurat::html
