// What lies before a company: what to find out and who could say, which days come, what it is, what may be
// due; private to engine/reports/html.
#pragma once
#include "engine/reports/html/desk.h"

namespace jurat::html {

void questions(Filling& part, const Part& of, const Desk& desk);
void dates(Filling& part, const Part& of, const Desk& desk);
void derived(Filling& part, const Part& of, const Desk& desk);
void amounts(Filling& part, const Part& of, const Desk& desk);
void benefits(Filling& part, const Part& of, const Desk& desk);
void packs(Filling& part, const Part& of, const Desk& desk);

}  // namespace jurat::html
