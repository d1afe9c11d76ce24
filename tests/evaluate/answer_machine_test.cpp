// AnswerMachine in the long run: what it asks of memory, and what a prepared company is.
#include <doctest/doctest.h>

#include <atomic>
#include <cstdlib>
#include <memory>
#include <new>
#include <string>
#include <vector>

#include "engine/evaluate/answer_machine.h"
#include "tests/agreement/load.h"

namespace {
std::atomic<std::size_t> allocations = 0;
}  // namespace

// Counts what is asked of the heap in this program.
void* operator new(std::size_t size) {
  ++allocations;
  void* memory = std::malloc(size);
  if (memory == nullptr) throw std::bad_alloc();
  return memory;
}
void* operator new(std::size_t size, const std::nothrow_t& /*tag*/) noexcept {
  ++allocations;
  return std::malloc(size);
}
// A sanitizer has these for itself, and would not know whose the memory is.
void* operator new[](std::size_t size) { return operator new(size); }
void* operator new[](std::size_t size, const std::nothrow_t& tag) noexcept { return operator new(size, tag); }
void operator delete[](void* memory) noexcept { std::free(memory); }
void operator delete[](void* memory, std::size_t /*size*/) noexcept { std::free(memory); }
void operator delete(void* memory) noexcept { std::free(memory); }
void operator delete(void* memory, std::size_t /*size*/) noexcept { std::free(memory); }

namespace jurat {
namespace {

constexpr const char* kLaw =
    "pack small { title \"S\" zh \"小\" source law \"Law\" binding jurisdiction \"EU\" edition 2026-01-01 "
    "version \"1.0.0\" language 1 status in_force currency EUR deadlines as counted time_zone "
    "\"Europe/Brussels\" } "
    "choice role { provider \"P\" zh \"供\" deployer \"D\" zh \"部\" } "
    "entity company { fact big : yes_no ask \"?\" zh \"?\" fact staff : decimal at least 0 ask \"?\" zh "
    "\"?\" "
    "fact turnover : money EUR ask \"?\" zh \"?\" } "
    "entity system within company as systems { fact role : role ask \"?\" zh \"?\" "
    "fact risky : yes_no ask \"?\" zh \"?\" } "
    "define large for company : yes_no { title \"L\" zh \"大\" cites \"Art. 1\" equals big and staff >= 250 "
    "} "
    "rule r for system { title \"R\" zh \"规\" cites \"Art. 2\" effective from 2025-01-01 "
    "applies when role is provider and company.large forbids risky } "
    "amount fine for company : money EUR { title \"F\" zh \"款\" cites \"Art. 3\" effective from 2025-01-01 "
    "at most EUR 1_000 except large when large { cites \"Art. 3\" "
    "at most higher of { fixed: EUR 1_000, share: 7% of turnover } } }";

constexpr const char* kCompanies[] = {
    R"({jurat: 1, company: {big: yes, staff: 300, turnover: EUR 50000,
        systems: [{id: a, role: provider, risky: yes}, {id: b, role: deployer, risky: no}]}})",
    R"({jurat: 1, company: {big: no, systems: [{id: a, role: provider, risky: no}]}})",
    R"({jurat: 1, company: {big: yes, systems: [{id: a, role: provider, risky: yes}, {id: b}]}})",
    R"({jurat: 1, company: {big: yes, staff: 300, turnover: EUR 50000,
        systems: [{id: a, role: provider}, {id: b}]}})",
};

struct Small {
  std::unique_ptr<agreement::Loaded> loaded = agreement::load(kLaw);
  std::vector<Profile> profiles;
  Small() {
    REQUIRE_MESSAGE(loaded->rules, agreement::complaints(*loaded));
    for (const char* company : kCompanies) {
      std::optional<Profile> profile = agreement::readAnswers(*loaded, company);
      REQUIRE_MESSAGE(profile, agreement::complaints(*loaded));
      profiles.push_back(*std::move(profile));
    }
  }
  AnswerMachine machine() const {
    return {loaded->rules, {.as_of = {*parseDate("2026-01-01"), std::nullopt}, .named = {}}};
  }
};

std::string text(const CompanyAnswers& answers) {
  std::string out;
  for (const RuleResult& each : answers.rules) out += std::string(outcomeWord(each.answer.outcome)) + " ";
  for (const BoundResult& each : answers.bounds) {
    out += each.most.low ? each.most.low->text() : "open";
    out += ".." + (each.most.high ? each.most.high->text() : "open") + " ";
  }
  return out;
}

TEST_CASE("what a company is told") {
  const Small small;
  AnswerMachine machine = small.machine();
  CHECK(text(machine.answer(small.profiles[0])) == "violated not_applicable 3500..3500 ");
  CHECK(text(machine.answer(small.profiles[1])) == "not_applicable 1000..1000 ");
  CHECK(text(machine.answer(small.profiles[2])) == "undetermined undetermined 1000..open ");
}

TEST_CASE("a company that was prepared is told the same as its profile, by any machine for the rules") {
  const Small small;
  AnswerMachine machine = small.machine(), other = small.machine();
  std::vector<Company> companies;
  for (const Profile& profile : small.profiles) companies.push_back(machine.prepared(profile));
  for (std::size_t i = 0; i < companies.size(); ++i) {
    const std::string wanted = text(machine.answer(small.profiles[i]));
    CHECK(text(machine.answer(companies[i])) == wanted);
    CHECK(text(other.answer(companies[i])) == wanted);
    CHECK(companies[i].bytes() < 400);
  }
}

TEST_CASE("answers ask nothing of the heap once the machine has seen such companies") {
  const Small small;
  AnswerMachine machine = small.machine();
  const auto asked = [&](std::size_t which) {
    const Company company = machine.prepared(small.profiles[which]);
    std::size_t before = 0;
    for (int round = 0; round < 3; ++round) {
      before = allocations;
      machine.answer(company);
      machine.answer(small.profiles[which]);
    }
    return allocations - before;
  };
  CHECK(asked(0) == 0);
  CHECK(asked(1) == 0);
  CHECK(asked(3) == 0);
  // An amount that is open runs through the machine, whose lists of possibilities take a little.
  CHECK(asked(2) <= 24);
}

}  // namespace
}  // namespace jurat
