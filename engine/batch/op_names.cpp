// The names of ops, for statistics.
#include <iterator>

#include "engine/batch/block_machine.h"

namespace jurat::batch {
namespace {

// In the order of Op.
constexpr const char* kNames[] = {
    "Constant",    "AsOfDay",        "AsOfMoment",  "Element",      "Outer",      "Ancestor",
    "Record",      "SeriesFirst",    "SeriesLast",  "Previous",     "Fact",       "FactPick",
    "Definition",  "DefinitionPick", "ParameterAt", "ColumnPick",   "Holds",      "Negate",
    "Add",         "Subtract",       "Multiply",    "Divide",       "DatePlus",   "DateMinus",
    "WorkingDays", "DaysBetween",    "DaysIn",      "Convert",      "CurrencyOf", "Highest",
    "Lowest",      "Rounded",        "SetPlus",     "SetWithout",   "SumOver",    "HighestOver",
    "LowestOver",  "CountOf",        "CountTrue",   "AnyHas",       "EveryHas",   "DomainEmpty",
    "Compare",     "IsGiven",        "IsKnown",     "Given",        "SetEmpty",   "InOptions",
    "IncludesAny", "IncludesAll",    "IncludesSet", "ContainsText", "Not",        "AtLeast",
    "Select",      "AsOfWithin",     "Doubt",       "Unsettled",    "InForce",    "JudgeCondition",
    "JudgeEvent",  "JustBefore",     "Excepted",    "MatchRows",    "Result"};
static_assert(std::size(kNames) == kOps);

}  // namespace

const char* opName(Op op) { return kNames[static_cast<std::size_t>(op)]; }

}  // namespace jurat::batch
