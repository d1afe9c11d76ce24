// A row a finding: company by company, by pack and rule, subjects in the order of the record.
#include <algorithm>

#include "engine/evaluate/verdict.h"
#include "engine/portfolio/answered.h"
#include "engine/reports/words.h"

namespace jurat::portfolio {
namespace {

using batch::ElementTable;
using batch::RuleAnswers;

class Findings {
 public:
  Findings(const Answered& block, RowWriter& out)
      : block_(block),
        plan_(*block.plan),
        vocabulary_(block.plan->rules->vocabulary()),
        out_(out),
        subjects_wanted_(plan_.asks(Field::Subject) || plan_.asks(Field::SubjectPath)),
        missing_wanted_(plan_.asks(Field::Missing)) {}

  void run() {
    for (std::uint32_t company = 0; company < block_.columns->companies; ++company) {
      if (block_.left_out[company]) continue;
      started_ = false;
      for (std::uint32_t i = 0; i < block_.answers->rules.size(); ++i) {
        const RuleAnswers& rule = block_.answers->rules[i];
        const RuleInfo& info = plan_.info[rule.rule];
        if (!block_.answers->runs(company, info.pack)) continue;
        const ElementTable& table = block_.table(rule.subject);
        for (std::uint32_t lane = table.first[company]; lane < table.first[company + 1]; ++lane) {
          if (plan_.options.outcomes[static_cast<std::size_t>(rule.outcome[lane])])
            row({company, i, lane, &rule, &info});
        }
      }
    }
  }

 private:
  struct At {
    std::uint32_t company, index, lane;
    const RuleAnswers* rule;
    const RuleInfo* info;
  };

  // subjectId() and instancePath() of the scalar machine (engine/evaluate/describe.cpp). False where columns
  // have no id for it.
  bool setSubject(const At& at) {
    EntityId entity = at.rule->subject;
    std::uint32_t lane = at.lane;
    for (;;) {
      const Entity& here = vocabulary_.entities[entity];
      const bool part = here.keyed_by != ChoiceId{kNoId} || here.single;
      if (!part || here.parent == EntityId{kNoId}) break;
      lane = block_.table(entity).above[lane];
      entity = here.parent;
    }
    const std::string_view id = block_.columns->idOf(entity, lane);
    const bool root = vocabulary_.entities[entity].parent == EntityId{kNoId};
    subject_ = root ? std::string_view(vocabulary_.entities[entity].name) : id;
    path_.clear();
    return (root || !id.empty()) && appendPath(entity, lane);
  }

  bool appendPath(EntityId entity, std::uint32_t lane) {
    const Entity& here = vocabulary_.entities[entity];
    if (here.parent == EntityId{kNoId}) {
      path_ += here.name;
      return true;
    }
    if (!appendPath(here.parent, block_.table(entity).above[lane])) return false;
    path_.append(".") += here.list_name;
    if (here.single) return true;
    const std::string_view id = block_.columns->idOf(entity, lane);
    path_.append("[").append(id) += ']';
    return !id.empty();
  }

  void row(const At& at) {
    // What is missing, and some ids, stand in the profile, which columns do not keep.
    const bool known = !subjects_wanted_ || setSubject(at);
    whole_ = !known || (missing_wanted_ && at.rule->waits(at.lane));
    if (whole_) ask(at);
    if (!known) {
      subject_ = finding_.subject_id;
      path_ = finding_.subject_path;
    }
    takeExposures(at);
    out_.beginRow();
    for (const Field field : plan_.options.fields) cell(field, at);
    out_.endRow();
  }

  void ask(const At& at) {
    Machine& machine = *block_.scalar;
    if (!started_) machine.start(block_.profile(at.company), plan_.options.evaluate.as_of);
    started_ = true;
    const std::uint32_t first = block_.table(at.rule->subject).first[at.company];
    finding_ = findingOf(machine, *at.info->code, machine.instancesOf(at.rule->subject)[at.lane - first],
                         Reasons::None);
  }

  void takeExposures(const At& at) {
    const std::vector<BlockExposure>& all = block_.exposures;
    const auto key = [](const BlockExposure& each) { return std::tuple(each.company, each.rule, each.lane); };
    const std::tuple wanted(at.company, at.index, at.lane);
    begin_ = static_cast<std::size_t>(
        std::lower_bound(all.begin(), all.end(), wanted,
                         [&](const BlockExposure& each, const auto& to) { return key(each) < to; }) -
        all.begin());
    end_ = begin_;
    while (end_ < all.size() && key(all[end_]) == wanted) ++end_;
    money_.clear();
    texts_.clear();
    texts_.reserve((end_ - begin_) * kTextsOfMoney);
    for (std::size_t i = begin_; i < end_; ++i) {
      MoneyCell& cell = money_.emplace_back(moneyOf(all[i].ceiling, plan_.amounts[all[i].amount], texts_));
      cell.rule = at.info->id;
      cell.state = exposureCode(all[i].state);
    }
  }

  // The line that may cost the most; of several currencies, and of those without a bound, the first.
  const MoneyCell* largest() const {
    std::size_t best = begin_;
    for (std::size_t i = begin_; i < end_; ++i) {
      const Ceiling& one = block_.exposures[i].ceiling;
      const Ceiling& so_far = block_.exposures[best].ceiling;
      if (one.currency != so_far.currency || !so_far.high) continue;
      if (!one.high || *so_far.high < *one.high) best = i;
    }
    return begin_ == end_ ? nullptr : &money_[best - begin_];
  }

  void textOrNothing(std::string_view text) { text.empty() ? out_.nothing() : out_.text(text); }

  void cell(Field field, const At& at) {
    const checked::Declaration& declaration = *at.info->declaration;
    switch (field) {
      case Field::Line:
        return out_.integer(block_.lines[at.company]);
      case Field::Id:
        return block_.ids[at.company].empty() ? out_.nothing() : out_.text(block_.ids[at.company]);
      case Field::Company:
        return writeName(block_, at.company, out_);
      case Field::Rule:
        return out_.text(ruleId(at));
      case Field::Title:
        return textOrNothing(title(at));
      case Field::Pack:
        return out_.text(plan_.rules->program->packs[at.info->pack].id);
      case Field::Jurisdiction:
        return textOrNothing(plan_.jurisdictions[raw(at.info->pack)]);
      case Field::Subject:
        return out_.text(subject_);
      case Field::SubjectPath:
        return out_.text(path_);
      case Field::Outcome:
        return out_.text(outcomeWord(at.rule->outcome[at.lane]));
      case Field::CouldBe:
        couldBe(*at.rule, at.lane, views_);
        return out_.texts(views_);
      case Field::Severity:
        return out_.text(severityCode(declaration.severity));
      case Field::Strength:
        return out_.text(strengthCode(declaration.strength));
      case Field::Due:
        return due(at);
      case Field::DueCertain:
        return dueCertain(at);
      default:
        return moneyCell(field);
    }
  }

  void moneyCell(Field field) {
    const MoneyCell* one = largest();
    switch (field) {
      case Field::Exposures:
        return out_.money(money_);
      case Field::Amount:
        return textOrNothing(one ? one->amount : "");
      case Field::Currency:
        return textOrNothing(one ? one->currency : "");
      case Field::AtLeast:
        return textOrNothing(one ? one->low : "");
      case Field::AtMost:
        return textOrNothing(one ? one->high : "");
      case Field::Missing:
        return missing();
      default:
        return out_.nothing();
    }
  }

  const Option& optionOf(const At& at) const {
    const Entity& entity = vocabulary_.entities[at.rule->subject];
    return vocabulary_.choices[entity.keyed_by].options[block_.table(at.rule->subject).option[at.lane]];
  }

  std::string_view ruleId(const At& at) {
    if (!at.info->declaration->control) return at.info->id;
    id_ = at.info->id;
    return id_.append("[").append(optionOf(at).name) += ']';
  }

  std::string_view title(const At& at) const {
    return at.info->declaration->control ? optionOf(at).label.in(plan_.options.language)
                                         : std::string_view(at.info->title);
  }

  void due(const At& at) {
    const std::int64_t value = at.rule->due.empty() ? batch::kNoDue : at.rule->due[at.lane];
    if (value == batch::kNoDue) return out_.nothing();
    out_.text(at.info->due_is_moment ? toText(Moment{value, 0})
                                     : toText(Date{static_cast<std::int32_t>(value)}));
  }

  void dueCertain(const At& at) {
    if (at.rule->dueOpen(at.lane)) return out_.text("no");
    const bool day = !at.rule->due.empty() && at.rule->due[at.lane] != batch::kNoDue;
    return day ? out_.text("yes") : out_.nothing();
  }

  void missing() {
    std::vector<std::string> paths;
    if (whole_) addMissing(finding_, paths);
    // Their order depends on what else was asked of the machine before.
    std::sort(paths.begin(), paths.end());
    views_.assign(paths.begin(), paths.end());
    out_.texts(views_);
  }

  const Answered& block_;
  const Plan& plan_;
  const Vocabulary& vocabulary_;
  RowWriter& out_;
  bool subjects_wanted_, missing_wanted_;
  bool started_ = false;  // the scalar machine has this company
  bool whole_ = false;    // `finding_` is that of the row
  Finding finding_;
  std::size_t begin_ = 0, end_ = 0;  // of the exposures of the row
  std::vector<MoneyCell> money_;
  std::vector<std::string> texts_;
  std::vector<std::string_view> views_;
  std::string id_;
  std::string_view subject_;
  std::string path_;
};

}  // namespace

void couldBe(const RuleAnswers& rule, std::size_t lane, std::vector<std::string_view>& out) {
  out.clear();
  if (rule.outcome[lane] != Outcome::Undetermined && rule.outcome[lane] != Outcome::Review) return;
  std::array<bool, kOutcomes> possible{};
  for (unsigned bit = 1; bit <= kFailed; bit <<= 1) {
    if (rule.possible[lane] & bit)
      possible[static_cast<std::size_t>(outcomeOf(static_cast<std::uint8_t>(bit)))] = true;
  }
  for (std::size_t i = 0; i < kOutcomes; ++i) {
    if (possible[i]) out.push_back(outcomeWord(static_cast<Outcome>(i)));
  }
}

void writeFindings(const Answered& block, RowWriter& out) { Findings(block, out).run(); }

}  // namespace jurat::portfolio
