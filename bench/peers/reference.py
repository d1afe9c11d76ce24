#!/usr/bin/env python3
"""Workload A by the book: an independent reading of WORKLOAD.md in plain Python, slow and exact.

    reference.py FILE        answers for the plain companies in FILE, one line each
"""

import json
import sys
from fractions import Fraction

UNKNOWN = "unknown"
CEILINGS = {
    "micro": (10, 2_000_000, 2_000_000), "small": (50, 10_000_000, 10_000_000), "sme": (250, 50_000_000, 43_000_000),
}
TIERS = {"prohibited": (35_000_000, 7), "operator": (15_000_000, 3), "information": (7_500_000, 1)}
POINTS = (
    "p1a p1b p1c p2 p3a p3b p3c p3d p4a p4b p5a p5b p5c p5d p6a p6b p6c p6d p6e p7a p7b p7c p7d p8a p8b"
).split()


# Kleene's logic; None is unknown.
def every(*limbs):
    if False in limbs:
        return False
    return None if None in limbs else True


def some(*limbs):
    if True in limbs:
        return True
    return None if None in limbs else False


def no(limb):
    return None if limb is None else not limb


def has(options, *wanted):
    return None if options is None else any(option in options for option in wanted)


def word(truth):
    return {True: "yes", False: "no", None: UNKNOWN}[truth]


def within(year, ceiling):
    staff, turnover, balance = CEILINGS[ceiling]

    def compare(fact, test):
        return None if year.get(fact) is None else test(Fraction(str(year[fact])))

    return every(
        compare("headcount", lambda value: value < staff),
        some(
            compare("worldwide_annual_turnover", lambda value: value <= turnover),
            compare("balance_sheet_total", lambda value: value <= balance),
        ),
    )


def stays_within(years, ceiling):
    """The latest year counts if the one before agrees; if it does not, what the first year says still stands."""
    first, middle, last = (within(year, ceiling) for year in years)
    if middle is None or last is None:
        return None
    return last if last == middle else first


def size_class(stays):
    if stays["sme"] is not True:
        return UNKNOWN if stays["sme"] is None else "large"
    if stays["small"] is not True:
        return UNKNOWN if stays["small"] is None else "medium_sized"
    return {True: "microenterprise", False: "small_enterprise", None: UNKNOWN}[stays["micro"]]


def fine(tier, is_undertaking, is_sme, turnover):
    fixed, percent = TIERS[tier]
    if is_undertaking is False:
        return fixed
    if is_undertaking is None or is_sme is None or turnover is None:
        return UNKNOWN
    share = Fraction(turnover) * percent / 100
    exact = min(fixed, share) if is_sme else max(fixed, share)
    return int(exact) if exact.denominator == 1 else float(exact)


def judged(covered, prohibited, *exceptions):
    """What a prohibition comes to. An exception counts only where the prohibited thing is done."""
    excepted = some(*(every(prohibited, exception) for exception in exceptions))
    if covered is False or excepted is True:
        return "not_applicable"
    if covered is None or excepted is None:
        return UNKNOWN
    return {True: "violated", False: "satisfied", None: UNKNOWN}[prohibited]


def practices(fact):
    covered = every(
        None if fact("status") is None else fact("status") in ("pilot", "deployed"),
        has(fact("declared_roles"), "provider", "deployer", "importer", "product_manufacturer"),
        None if fact("exclusive_purposes") is None else not fact("exclusive_purposes"),
    )
    given = lambda name: None if fact(name) is None else bool(fact(name))
    emotions = every(fact("infers_emotions"), has(fact("emotions_inferred_of"), "at_work", "in_education"))
    custody = None if fact("maximum_custody_years") is None else fact("maximum_custody_years") >= 4
    return {
        "manipulation": judged(covered, every(
            some(fact("uses_subliminal_techniques"), fact("uses_manipulative_techniques")),
            fact("materially_distorts_behaviour"), fact("impairs_informed_decision"),
            fact("leads_to_decision_not_otherwise_taken"), fact("significant_harm_likely"),
        )),
        "exploitation_of_vulnerabilities": judged(covered, every(
            given("exploited_vulnerabilities"), fact("materially_distorts_behaviour"), fact("significant_harm_likely"),
        )),
        "social_scoring": judged(covered, every(
            fact("evaluates_persons_over_time"),
            some(fact("detriment_in_unrelated_context"), fact("detriment_disproportionate")),
        )),
        "crime_prediction": judged(
            covered, every(fact("predicts_crime_by_persons"), fact("solely_on_profiling_or_traits")),
            fact("supports_assessment_on_objective_facts"),
        ),
        "facial_scraping": judged(covered, every(
            fact("builds_facial_recognition_database"), has(fact("facial_images_from"), "internet", "cctv"),
            fact("scraping_is_untargeted"),
        )),
        "emotion_recognition": judged(
            covered, emotions, fact("emotions_for_medical_or_safety_reasons"),
            no(has(fact("emotions_inferred_from"), "biometric")), fact("emotions_for_own_training_only"),
        ),
        "biometric_categorisation": judged(
            covered, every(fact("categorises_by_biometrics"), given("traits_deduced")),
            fact("only_labels_lawful_biometric_data"), fact("categorises_for_law_enforcement"),
        ),
        "realtime_identification": judged(
            covered,
            every(
                fact("is_realtime_identification"), fact("in_publicly_accessible_space"), fact("for_law_enforcement")
            ),
            every(
                fact("strictly_necessary"),
                some(
                    fact("searches_victim_or_missing_person"), fact("prevents_imminent_threat"),
                    every(fact("suspect_of_annex_ii_offence"), custody),
                ),
                fact("targets_identified_person_only"), fact("rights_impact_assessed"),
                some(fact("registered"), fact("duly_justified_urgency")),
                no(fact("authorisation_refused")), fact("national_law_allows"),
            ),
        ),
    }


def listed_in_annex_iii(fact):
    narrowed = {
        "p1a": no(fact("only_verifies_identity")),
        "p2": some(fact("fulfils_safety_function"), fact("failure_endangers")),
        "p5b": no(fact("only_detects_financial_fraud")),
        "p7d": no(fact("only_verifies_travel_documents")),
        "p8b": no(fact("only_organises_campaigns")),
    }
    points = [
        every(has(fact("annex_iii_uses"), point), narrowed.get(point, True)) for point in POINTS if point != "p1c"
    ]
    emotion = every(fact("infers_emotions"), has(fact("emotions_inferred_from"), "biometric"))
    return some(emotion, *points)


def classes(fact):
    listed = listed_in_annex_iii(fact)
    condition = some(
        fact("performs_narrow_procedural_task"), fact("improves_completed_human_activity"),
        fact("detects_deviations_only"), fact("performs_preparatory_task"),
    )
    exempted = every(listed, condition, no(fact("poses_significant_risk")), no(fact("performs_profiling")))
    return {"listed_in_annex_iii": word(listed), "high_risk": word(every(listed, no(exempted)))}


def answer(company):
    years = company["financial_years"]
    stays = {ceiling: stays_within(years, ceiling) for ceiling in CEILINGS}
    outcomes = {"is_sme": word(stays["sme"]), "size_class": size_class(stays)}
    for system in company["ai_systems"]:
        for name, outcome in {**practices(system.get), **classes(system.get)}.items():
            outcomes[f"{system['id']}.{name}"] = outcome
    turnover = years[-1].get("worldwide_annual_turnover")
    amounts = {
        f"fine_ceiling.{tier}": fine(tier, company.get("is_undertaking"), stays["sme"], turnover) for tier in TIERS
    }
    return {"id": company["id"], "outcomes": outcomes, "amounts": amounts}


def main():
    if len(sys.argv) != 2:
        sys.exit(__doc__.strip())
    with open(sys.argv[1], encoding="utf-8") as lines:
        for line in lines:
            print(json.dumps(answer(json.loads(line)), separators=(",", ":")))


if __name__ == "__main__":
    main()
