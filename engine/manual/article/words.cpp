#include "engine/manual/article/words.h"

#include <algorithm>

#include <iterator>

#include "engine/reports/words.h"

namespace jurat::manual {
namespace {

constexpr LabelWords kLabels[] = {
    {"cites", "law", "法律依据", false, true},
    {"effective_from", "in force from", "施行自", true},
    {"effective_until", "in force until", "施行至", true},
    {"applies_when", "applies when", "适用条件", true, true},
    {"overrides", "overrides", "优先于", false, true},
    {"when", "when", "条件", true},
    {"met_when", "met when", "满足条件", true},
    {"requires", "requires", "要求", true},
    {"forbids", "forbids", "禁止", true},
    {"done_on", "done on", "履行日", true},
    {"permits", "permits", "准许"},
    {"equals", "equals", "等于", true},
    {"at_most", "at most", "至多", true},
    {"at_least", "at least", "至少", true},
    {"alternatives", "alternatives", "备选", false, true},
    {"due", "due", "期限", true},
    {"evidence", "evidence", "证据", true, true},
    {"exposes", "exposes", "后果", true, true},
    {"counted", "counted", "计算"},
    {"from", "from", "自", true},
    {"severity", "severity", "严重程度"},
    {"strength", "strength", "效力"},
    {"waivable", "waivers", "豁免"},
    {"confidence", "confidence", "可信度"},
    {"notes", "note", "说明", false, true},
    {"remedy", "remedy", "补救"},
    {"date", "date", "日期"},
    {"status", "status", "状态"},
    {"as_stated", "as stated", "原话"},
    {"as_enacted", "as enacted", "条文"},
    {"restates", "restates", "重述", false, true},
    {"options", "options", "选项"},
};

struct Pair {
  std::string_view en, zh;
};

constexpr Pair kWords[] = {
    {"Contents", "目录"},
    {"Sources", "来源"},
    {"binding", "有约束力"},
    {"not binding", "无约束力"},
    {"Overview", "概览"},
    {"Choices", "选项表"},
    {"Questions a profile answers", "企业资料回答的问题"},
    {"Parameters and tables", "参数与表"},
    {"Definitions", "定义"},
    {"Amounts", "金额"},
    {"Rules", "规则"},
    {"Controls", "控制措施"},
    {"Statements", "声明"},
    {"Tests as examples", "作为示例的测试"},
    {"From other packs", "来自其他规则包"},
    {"Exceptions", "例外"},
    {"from", "自"},
    {"until", "至"},
    {"for each", "针对每个"},
    {"one for each", "每个选项一项："},
    {"Version", "版本"},
    {"Edition", "文本版本"},
    {"Jurisdiction", "法域"},
    {"Status", "状态"},
    {"Runs for a company when", "适用企业"},
    {"Uses", "引用规则包"},
    {"Currency", "货币"},
    {"Asks", "询问"},
    {"Examples", "示例"},
    {"Option", "选项"},
    {"Day", "日期"},
    {"Value", "值"},
    {"Law", "法律依据"},
    {"Not legal advice. The wording is that of the rule pack, not of the law it cites.",
     "不构成法律意见。措辞属于规则包，而非所引法律。"},
    {"except", "例外"},
    {"and", "且"},
    {"Skip to the text", "跳到正文"},
    {"in rising order", "按升序"},
    {"of", "属于"},
    {"to", "承担"},
    {"domain", "取值范围"},
    {"the duty falls away", "义务免除"},
    {"no answer yet", "尚未回答"},
    {"none", "无"},
    {"official", "官方来源"},
};

static_assert(std::size(kLabels) == static_cast<std::size_t>(Label::Options) + 1);
static_assert(std::size(kWords) == static_cast<std::size_t>(Word::Official) + 1);

std::string_view in(const Pair& pair, Language language) {
  return language == Language::Chinese ? pair.zh : pair.en;
}

}  // namespace

const LabelWords& wordsOf(Label label) { return kLabels[static_cast<std::size_t>(label)]; }

std::string_view labelText(Label label, Language language) {
  return language == Language::Chinese ? wordsOf(label).zh : wordsOf(label).en;
}

std::string_view say(Word word, Language language) {
  return in(kWords[static_cast<std::size_t>(word)], language);
}

std::string_view kindWord(checked::DeclarationKind kind, bool control, Language language) {
  constexpr Pair kKinds[] = {{"parameter", "参数"}, {"table", "数据表"},  {"decision table", "决策表"},
                             {"rates", "汇率"},     {"calendar", "日历"}, {"definition", "定义"},
                             {"amount", "金额"},    {"benefit", "补助"},  {"rule", "规则"},
                             {"statement", "声明"}};
  constexpr Pair kControls = {"controls", "控制措施"};
  return in(control ? kControls : kKinds[static_cast<std::size_t>(kind)], language);
}

// A report marks a pack by the word of the rule file; a book is prose.
std::string wordOf(checked::Status status, Language language) {
  std::string out = jurat::say(phraseOf(status), language);
  std::replace(out.begin(), out.end(), '_', ' ');
  return out;
}

std::string wordOf(const checked::StatusByDay& status, Language language) {
  std::string out;
  for (const auto& [from, stated] : status) {
    const bool chinese = language == Language::Chinese;
    const std::string day =
        from ? std::string(say(Word::From, language)) + " " + toText(*from) : std::string();
    out += out.empty() ? "" : chinese ? "；" : "; ";
    if (chinese && from) out += day + " ";
    out += wordOf(stated, language);
    if (!chinese && from) out += " " + day;
  }
  return out;
}

std::string wordOf(checked::Severity severity, Language language) {
  return jurat::say(phraseOf(severity), language);
}

std::string wordOf(checked::Strength strength, Language language) {
  return jurat::say(phraseOf(strength), language);
}

std::string wordOf(const checked::Confidence& confidence, Language language) {
  constexpr Pair kLevels[] = {
      {"official", "官方来源"}, {"secondary", "二手来源"}, {"unconfirmed", "有待确认"}};
  constexpr Pair kReading = {"a reading of the text", "对文本的解读"};
  std::string text;
  if (confidence.level != checked::Level::Official)
    text = in(kLevels[static_cast<std::size_t>(confidence.level)], language);
  if (confidence.reading)
    text += (text.empty()                    ? ""
             : language == Language::Chinese ? "，"
                                             : ", ") +
            std::string(in(kReading, language));
  return text;
}

std::string daysText(const std::optional<Date>& from, const std::optional<Date>& until, Language language) {
  const auto part = [&](Word word, const std::optional<Date>& day) {
    return day ? std::string(say(word, language)) + " " + toText(*day) : std::string();
  };
  const std::string begin = part(Word::From, from), end = part(Word::Until, until);
  return begin + (begin.empty() || end.empty() ? "" : " ") + end;
}

}  // namespace jurat::manual
