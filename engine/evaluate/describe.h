// Describes slots, elements and causes in the words of profile and rules; private to engine/evaluate and
// engine/advice.
#pragma once
#include <string>
#include <vector>

#include "engine/evaluate/machine.h"

namespace jurat {

// "company.ai_systems[cv-ranker]"; the path a person would write to find the record.
std::string instancePath(const Machine& machine, InstanceId instance);
// The same to be said: for a record that a list may yet hold it is no path.
Message instanceName(const Machine& machine, InstanceId instance);
// The id people call it by; a control's subject is what contains it.
std::string subjectId(const Machine& machine, InstanceId instance);
InstanceId subjectOf(const Machine& machine, InstanceId instance);

// "yes", "EUR 104 000 000", "between EUR 60 000 000 and EUR 75 000 000", "at least 3", "not known", "none".
Message slotText(const Machine& machine, const Slot& slot, const Type& type);
// One bound of an ordered type.
Message boundText(const Machine& machine, const Number& bound, const Type& type, std::uint32_t currency,
                  bool months);

// What the causes under a node ask for.
std::vector<Missing> missingOf(const Machine& machine, std::uint32_t cause);
// No fact, list or rate among the causes: only a person can settle it.
bool onlyJudgement(const Machine& machine, std::uint32_t cause);

// The pinpoints of a declaration for one option and element ("Art. 5(1)(c)"), with the source's title when it
// is not the pack's first.
std::vector<std::string> citationTexts(const Machine& machine, const std::vector<checked::Citation>& cites,
                                       const checked::Declaration& declaration, std::uint32_t option,
                                       InstanceId element);
// "Characteristic evaluated: Safe": the title of one option's part of a declaration `per CHOICE`.
Texts titleOfOption(const Texts& title, const Texts& label);
// pack/name or pack/name[option]
std::string declarationId(const Machine& machine, checked::DeclarationId declaration, std::uint32_t option,
                          InstanceId element);

}  // namespace jurat
