#!/usr/bin/env python3
"""Workload A by OpenFisca: all companies at once, a column a variable."""

import argparse
import json
import resource
import time
from importlib.metadata import version

import numpy
from openfisca_core.indexed_enums import EnumArray
from openfisca_core.simulations import SimulationBuilder

import system as workload_a

YEAR = 2025
CODES = {False: workload_a.NO, None: workload_a.UNKNOWN, True: workload_a.YES}
STATUSES = {None: 0, **{member.name: member.index for member in workload_a.Status}}


def read(path):
    with open(path, encoding="utf-8") as lines:
        return [json.loads(line) for line in lines]


def coded(values):
    return EnumArray(numpy.fromiter(values, numpy.int16), workload_a.Answer)


def simulation(rules, companies):
    """Fills the columns: here, and not in what is timed as evaluation, Python walks over the records."""
    systems = [system for company in companies for system in company["ai_systems"]]
    builder = SimulationBuilder()
    builder.create_entities(rules)
    builder.declare_person_entity("ai_system", numpy.arange(len(systems)))
    group = builder.declare_entity("company", numpy.arange(len(companies)))
    owners = numpy.repeat(numpy.arange(len(companies)), [len(company["ai_systems"]) for company in companies])
    builder.join_with_persons(group, owners, roles=numpy.full(len(systems), "system"))
    made = builder.build(rules)

    for back in range(3):
        years = [company["financial_years"][2 - back] for company in companies]
        for name in workload_a.FIGURES:
            figures = numpy.array([year.get(name, numpy.nan) for year in years], rules.get_variable(name).dtype)
            made.set_input(name, YEAR - back, figures)
    made.set_input("is_undertaking", YEAR, coded(CODES[company.get("is_undertaking")] for company in companies))
    statuses = numpy.array([STATUSES[system.get("status")] for system in systems], numpy.int16)
    made.set_input("status", YEAR, EnumArray(statuses, workload_a.Status))
    custody = numpy.array([system.get("maximum_custody_years", numpy.nan) for system in systems])
    made.set_input("maximum_custody_years", YEAR, custody.astype(rules.get_variable("maximum_custody_years").dtype))
    for name in workload_a.YES_NO:
        made.set_input(name, YEAR, coded(CODES[system.get(name)] for system in systems))
    for name, options in workload_a.SETS.items():
        chosen = [system.get(name) for system in systems]
        for option in options:
            codes = (workload_a.UNKNOWN if named is None else CODES[option in named] for named in chosen)
            made.set_input(f"{name}_{option}", YEAR, coded(codes))
    return made


def evaluate(made):
    wanted = [*workload_a.COMPANY_FINDINGS.values(), *workload_a.AMOUNTS.values(), *workload_a.SYSTEM_FINDINGS]
    return {name: made.calculate(name, YEAR) for name in wanted}


def words(column):
    names = [member.name for member in column.possible_values]
    return [names[index] for index in column.view(numpy.ndarray).tolist()]


def amounts(column):
    return ["unknown" if amount != amount else amount for amount in column.tolist()]


def write(companies, found, path):
    by_company = {key: words(found[name]) for key, name in workload_a.COMPANY_FINDINGS.items()}
    by_amount = {key: amounts(found[name]) for key, name in workload_a.AMOUNTS.items()}
    by_system = {name: words(found[name]) for name in workload_a.SYSTEM_FINDINGS}
    place = 0
    with open(path, "w", encoding="utf-8") as out:
        for row, company in enumerate(companies):
            outcomes = {key: column[row] for key, column in by_company.items()}
            for system in company["ai_systems"]:
                for name, column in by_system.items():
                    outcomes[f"{system['id']}.{name}"] = column[place]
                place += 1
            line = {
                "id": company["id"], "outcomes": outcomes,
                "amounts": {key: column[row] for key, column in by_amount.items()},
            }
            out.write(json.dumps(line, separators=(",", ":")) + "\n")


def end_to_end(rules, chosen):
    companies = read(chosen.data)
    write(companies, evaluate(simulation(rules, companies)), chosen.out)
    return len(companies)


def main():
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--data", required=True)
    parser.add_argument("--out", default="/dev/null")
    parser.add_argument("--time", choices=["evaluate", "end_to_end"])
    parser.add_argument("--warmup", type=int, default=1)
    parser.add_argument("--repetitions", type=int, default=5)
    parser.add_argument("--single", action="store_true", help="figures in 32 bits, as OpenFisca has them unasked")
    chosen = parser.parse_args()
    rules = workload_a.workload(precise=not chosen.single)
    if not chosen.time:
        end_to_end(rules, chosen)
        return
    loaded, count = None, 0
    if chosen.time == "evaluate":
        companies = read(chosen.data)
        count, loaded = len(companies), simulation(rules, companies)
        del companies
    seconds, cpu_seconds = [], []
    for number in range(chosen.warmup + chosen.repetitions):
        # A copy that knows the inputs and has computed nothing: results are kept by OpenFisca and would cost nothing.
        fresh = loaded.clone() if loaded else None
        cpu, started = time.process_time(), time.perf_counter()
        if fresh:
            evaluate(fresh)
        else:
            count = end_to_end(rules, chosen)
        elapsed, used = time.perf_counter() - started, time.process_time() - cpu
        if number >= chosen.warmup:
            seconds.append(elapsed)
            cpu_seconds.append(used)
    print(json.dumps({
        "peer": "openfisca", "version": version("openfisca-core"), "what": chosen.time, "companies": count,
        "seconds": seconds, "cpu_seconds": cpu_seconds,
        "peak_kb": resource.getrusage(resource.RUSAGE_SELF).ru_maxrss,
    }))


if __name__ == "__main__":
    main()
