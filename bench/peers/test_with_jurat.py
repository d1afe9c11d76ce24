#!/usr/bin/env python3
"""Holds Jurat to the reference: writes what the reference answers as a test of the pack, on facts given there.

    test_with_jurat.py PLAIN >FILE.jurat     a `test` declaration for the companies in PLAIN
"""

import json
import sys

sys.dont_write_bytecode = True
from reference import UNKNOWN, answer  # noqa: E402

DAY = "2026-11-23"
MONEY = ("worldwide_annual_turnover", "balance_sheet_total")


def written(name, value):
    if isinstance(value, bool):
        return "yes" if value else "no"
    if isinstance(value, list):
        return "{ " + ", ".join(value) + " }" if value else "{ }"
    if name == "id":
        return f'"{value}"'
    return f"EUR {value}" if name in MONEY else str(value)


def record(facts):
    return "{ " + ", ".join(f"{name}: {written(name, value)}" for name, value in facts.items()) + " }"


def listed(name, records):
    lines = ",\n            ".join(record(facts) for facts in records)
    return f"        {name}: [\n            {lines}\n        ]"


def expectation(name, value, subject=None):
    whose = f' for "{subject}"' if subject else ""
    if name.startswith("fine_ceiling."):
        return f"expect fine_ceiling[{name.split('.')[1]}] " + ("is unknown" if value == UNKNOWN else f"= EUR {value}")
    if name in ("is_sme", "size_class", "listed_in_annex_iii", "high_risk"):
        return f"expect {name}{whose} " + ("is unknown" if value == UNKNOWN else f"= {value}")
    return f"expect {name}{whose} is " + ("undetermined" if value == UNKNOWN else value)


def main():
    if len(sys.argv) != 2:
        sys.exit(__doc__.strip())
    print("# Made from the reference: every answer of workload A for companies of the generator.\nin pack workload_a\n")
    with open(sys.argv[1], encoding="utf-8") as lines:
        for line in lines:
            company = json.loads(line)
            result = answer(company)
            print(f'test "{company["id"]}" {{\n    given company "{company["id"]}" {{')
            print(f"        is_undertaking: {written('', company['is_undertaking'])},")
            print(listed("financial_years", company["financial_years"]) + ",")
            print(listed("ai_systems", company["ai_systems"]) + "\n    }" + f"\n    as of {DAY}")
            for key, value in result["outcomes"].items():
                subject, _, name = key.rpartition(".")
                print("        " + expectation(name, value, subject))
            for key, value in result["amounts"].items():
                print("        " + expectation(key, value))
            print("}\n")


if __name__ == "__main__":
    main()
