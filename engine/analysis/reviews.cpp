#include "engine/analysis/reviews.h"

#include <algorithm>
#include <map>
#include <optional>

#include "engine/analysis/seal.h"
#include "engine/analysis/walk.h"

namespace jurat::analysis {
namespace {

using ast::ClauseKind;

// A `reviewed` clause: the place in which it silences, and whether what stands there is what was reviewed.
struct Review {
  const ast::Clause* clause = nullptr;
  Span place;
  std::string seal;  // of the declaration as it stands now
  bool used = false;
  bool lapsed() const { return clause->string2 && clause->string2.en != seal; }
};

// A `lint` clause of a pack.
struct Switch {
  const ast::Clause* clause = nullptr;
  PackId pack{};
  bool used = false;
};

class Settling {
 public:
  explicit Settling(Lints& lints) : lints_(lints) {
    for (const ast::File* file : lints.files) {
      Seals seals(lints.sources, *file);
      gather(file->pack_clauses, file->head, file->head, seals);
      for (const ast::Clause& each : file->pack_clauses) {
        if (each.kind == ClauseKind::Lint) switches_.push_back({&each, lints.packOf(*file), false});
      }
      eachDeclaration(file->declarations, [&](const ast::Declaration& each) {
        gather(each.clauses, each.span, each.span, seals);
        for (const ast::Version& version : each.versions)
          gather(version.clauses, each.span, each.span, seals);
      });
      if (const SourceFile* source = lints.sources.fileOf(file->span))
        packs_[source->base] = lints.packOf(*file);
    }
  }

  std::vector<Diagnostic> run() {
    std::vector<Diagnostic> out;
    for (const Diagnostic& each : lints_.found.all()) {
      Diagnostic finding = each;
      if (!silenced(finding) && !switchedOff(finding)) out.push_back(std::move(finding));
    }
    // Those about reviews are told last: only then is it known which had something to silence.
    lints_.found = {};
    for (const Review& each : reviews_) judge(each);
    for (const Switch& each : switches_) judge(each);
    for (const Diagnostic& each : lints_.found.all()) {
      Diagnostic finding = each;
      if (!switchedOff(finding)) out.push_back(std::move(finding));
    }
    sortByPlace(out);
    return out;
  }

 private:
  // `place`: the declaration, or the exception in it that the clause stands in.
  void gather(ast::List<ast::Clause> clauses, Span declaration, Span place, Seals& seals) {
    for (const ast::Clause& each : clauses) {
      if (each.kind == ClauseKind::Except) gather(each.clauses, declaration, each.span, seals);
      if (each.kind == ClauseKind::Reviewed) reviews_.push_back({&each, place, seals.of(declaration)});
    }
  }

  bool silenced(Diagnostic& finding) {
    for (Review& review : reviews_) {
      if (review.clause->word.text != finding.code || !within(finding.primary.span, review.place)) continue;
      review.used = true;
      if (!review.lapsed()) return true;
      finding.secondary.push_back(
          {review.clause->keyword,
           "reviewed here, but the declaration has changed since: the review has lapsed"});
    }
    return false;
  }

  // Switched off; another level is given to the finding.
  bool switchedOff(Diagnostic& finding) {
    const SourceFile* source = lints_.sources.fileOf(finding.primary.span);
    if (source == nullptr) return false;
    for (Switch& each : switches_) {
      if (each.clause->word.text != finding.code || packs_.at(source->base) != each.pack) continue;
      each.used = true;
      const std::string_view level = each.clause->word2.text;
      if (level == "off") return true;
      finding.level = level == "error"     ? DiagnosticLevel::Error
                      : level == "warning" ? DiagnosticLevel::Warning
                                           : DiagnosticLevel::Note;
    }
    return false;
  }

  void judge(const Review& review) {
    const ast::Clause& clause = *review.clause;
    if (!review.used) {
      lints_.report(
          {.code = "J0421",
           .message = "this review silences nothing",
           .primary = {clause.span, "there is no finding " + std::string(clause.word.text) + " here"},
           .help = "delete it"});
    } else if (!clause.string2) {
      lints_.report({.code = "J0420",
                     .message = "this review would outlive what was reviewed",
                     .primary = {clause.span, "without the seal of the declaration"},
                     .help = "`jurat lint --fix` writes ` as \"" + review.seal + "\"` behind it",
                     .fix = Fix{{clause.span.end, clause.span.end}, " as \"" + review.seal + "\""}});
    }
  }

  void judge(const Switch& each) {
    if (each.used || each.clause->word2.text != "off") return;
    lints_.report({.code = "J0422",
                   .message = "there is no finding " + std::string(each.clause->word.text) + " in the pack",
                   .primary = {each.clause->span, "switches off nothing"},
                   .help = "delete it"});
  }

  Lints& lints_;
  std::vector<Review> reviews_;
  std::vector<Switch> switches_;
  std::map<std::uint32_t, PackId> packs_;  // by the base of a file
};

}  // namespace

std::vector<Diagnostic> settle(Lints& lints) { return Settling(lints).run(); }

}  // namespace jurat::analysis
