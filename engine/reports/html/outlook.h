// What lies before a company: what to find out and who could say, which days come, what it is, what may be
// due; private to engine/reports/html.
#pragma once
#include "engine/reports/html/desk.h"

namespace jurat::html {

void questions(Filling& part, const Part& of, const Desk& desk);
void dates(Filling& part, const Part& of, const Desk& desk);
// Of these dates those that lie behind `last`, up to which all dates are told already.
void laterDates(Filling& part, const Part& of, const Desk& desk, Date last);
void derived(Filling& part, const Part& of, const Desk& desk);
void amounts(Filling& part, const Part& of, const Desk& desk);
void benefits(Filling& part, const Part& of, const Desk& desk);
void packs(Filling& part, const Part& of, const Desk& desk);

}  // namespace jurat::html
