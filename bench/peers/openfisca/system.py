"""Workload A as an OpenFisca tax and benefit system: companies hold AI systems, all is variables by year.

OpenFisca fills what is not given with a default. So an answer is an Enum whose default is `unknown`, a figure that is
not given is NaN, and a set is one answer per option, since variables hold one value. The order of the members of
`Answer` makes Kleene's `and`, `or` and `not` the minimum, the maximum and a subtraction of their indices.
"""

import numpy
from openfisca_core.entities import build_entity
from openfisca_core.indexed_enums import Enum, EnumArray
from openfisca_core.parameters import ParameterNode
from openfisca_core.periods import YEAR
from openfisca_core.taxbenefitsystems import TaxBenefitSystem
from openfisca_core.variables import Variable


class Answer(Enum):
    no = "no"
    unknown = "unknown"
    yes = "yes"


class Finding(Enum):
    unknown = "unknown"
    not_applicable = "not_applicable"
    satisfied = "satisfied"
    violated = "violated"


class SizeClass(Enum):
    unknown = "unknown"
    microenterprise = "microenterprise"
    small_enterprise = "small_enterprise"
    medium_sized = "medium_sized"
    large = "large"


class Status(Enum):
    unknown = "unknown"
    pre_deployment = "pre_deployment"
    pilot = "pilot"
    deployed = "deployed"
    retired = "retired"
    recalled = "recalled"


NO, UNKNOWN, YES = (member.index for member in (Answer.no, Answer.unknown, Answer.yes))

AISystem = build_entity(key="ai_system", plural="ai_systems", label="An AI system", is_person=True)
Company = build_entity(
    key="company", plural="companies", label="A company",
    roles=[{"key": "system", "plural": "systems", "label": "The AI systems it is an operator of"}],
)

YES_NO = """
    uses_subliminal_techniques uses_manipulative_techniques materially_distorts_behaviour impairs_informed_decision
    leads_to_decision_not_otherwise_taken significant_harm_likely evaluates_persons_over_time
    detriment_in_unrelated_context detriment_disproportionate predicts_crime_by_persons solely_on_profiling_or_traits
    supports_assessment_on_objective_facts builds_facial_recognition_database scraping_is_untargeted infers_emotions
    emotions_for_medical_or_safety_reasons emotions_for_own_training_only categorises_by_biometrics
    only_labels_lawful_biometric_data categorises_for_law_enforcement is_realtime_identification
    in_publicly_accessible_space for_law_enforcement strictly_necessary searches_victim_or_missing_person
    prevents_imminent_threat suspect_of_annex_ii_offence targets_identified_person_only rights_impact_assessed
    registered duly_justified_urgency authorisation_refused national_law_allows only_verifies_identity
    fulfils_safety_function failure_endangers only_detects_financial_fraud only_verifies_travel_documents
    only_organises_campaigns performs_narrow_procedural_task improves_completed_human_activity detects_deviations_only
    performs_preparatory_task poses_significant_risk performs_profiling
""".split()
SETS = {
    "declared_roles": "provider deployer importer distributor product_manufacturer".split(),
    "exclusive_purposes": "national_security scientific_research".split(),
    "exploited_vulnerabilities": "age disability social_or_economic".split(),
    "facial_images_from": "internet cctv other".split(),
    "emotions_inferred_of": "at_work in_education customers general_public".split(),
    "emotions_inferred_from": "biometric text_content transaction personal_record".split(),
    "traits_deduced": (
        "race political_opinions trade_union_membership religion_or_philosophy sex_life sexual_orientation"
    ).split(),
    "annex_iii_uses": (
        "p1a p1b p1c p2 p3a p3b p3c p3d p4a p4b p5a p5b p5c p5d p6a p6b p6c p6d p6e p7a p7b p7c p7d p8a p8b"
    ).split(),
}
FIGURES = ["headcount", "worldwide_annual_turnover", "balance_sheet_total"]

PARAMETERS = {
    "ceilings": {
        "micro": {"staff": 10, "turnover": 2_000_000, "balance": 2_000_000},
        "small": {"staff": 50, "turnover": 10_000_000, "balance": 10_000_000},
        "sme": {"staff": 250, "turnover": 50_000_000, "balance": 43_000_000},
    },
    "fines": {
        "prohibited": {"fixed": 35_000_000, "percent": 7},
        "operator": {"fixed": 15_000_000, "percent": 3},
        "information": {"fixed": 7_500_000, "percent": 1},
    },
}


def dated(tree):
    if isinstance(tree, dict):
        return {name: dated(below) for name, below in tree.items()}
    return {"values": {"2003-05-06": {"value": tree}}}


# ---- Kleene's logic over columns of answers ------------------------------------------------------------------


def every(first, *others):
    for other in others:
        first = numpy.minimum(first, other)
    return first


def some(first, *others):
    for other in others:
        first = numpy.maximum(first, other)
    return first


def negated(answers):
    return YES - answers


def truth(holds, fails):
    """The answer where one of the two is certain; a figure that is NaN makes both comparisons false."""
    return numpy.where(holds, YES, numpy.where(fails, NO, UNKNOWN)).astype(numpy.int16)


def answers(array):
    return EnumArray(array, Answer)


# ---- variables -----------------------------------------------------------------------------------------------


def variable(name, entity, value_type, formula=None, **attributes):
    made = {
        "value_type": value_type, "entity": entity, "definition_period": YEAR, "label": name.replace("_", " "),
        **attributes,
    }
    if formula:
        made["formula"] = formula
    return type(name, (Variable,), made)


def answer(name, entity, formula=None):
    return variable(name, entity, Enum, formula, possible_values=Answer, default_value=Answer.unknown)


def facts():
    for name in FIGURES:
        yield variable(name, Company, float, default_value=numpy.nan)
    yield answer("is_undertaking", Company)
    yield variable("status", AISystem, Enum, possible_values=Status, default_value=Status.unknown)
    yield variable("maximum_custody_years", AISystem, float, default_value=numpy.nan)
    for name in YES_NO:
        yield answer(name, AISystem)
    for name, options in SETS.items():
        for option in options:
            yield answer(f"{name}_{option}", AISystem)


def within(ceiling):
    def formula(company, period, parameters):
        limits = parameters(period).ceilings[ceiling]
        staff = company("headcount", period)
        turnover = company("worldwide_annual_turnover", period)
        balance = company("balance_sheet_total", period)
        return answers(every(
            truth(staff < limits.staff, staff >= limits.staff),
            some(
                truth(turnover <= limits.turnover, turnover > limits.turnover),
                truth(balance <= limits.balance, balance > limits.balance),
            ),
        ))

    return formula


def stays_within(ceiling):
    """The latest year counts if the one before agrees; if not, what the first one says still stands."""

    def formula(company, period):
        last, middle, first = (
            company(f"within_{ceiling}", period.offset(-years, YEAR)).view(numpy.ndarray) for years in range(3)
        )
        known = (last != UNKNOWN) & (middle != UNKNOWN)
        return answers(numpy.where(known, numpy.where(last == middle, last, first), UNKNOWN))

    return formula


def size_class(company, period):
    sme, small, micro = (company(f"stays_within_{ceiling}", period) for ceiling in ("sme", "small", "micro"))
    is_sme = sme == Answer.yes
    is_small = is_sme & (small == Answer.yes)
    return EnumArray(
        numpy.select(
            [
                sme == Answer.no, is_sme & (small == Answer.no), is_small & (micro == Answer.no),
                is_small & (micro == Answer.yes),
            ],
            [member.index for member in (
                SizeClass.large, SizeClass.medium_sized, SizeClass.small_enterprise, SizeClass.microenterprise)],
            SizeClass.unknown.index,
        ),
        SizeClass,
    )


def fine_ceiling(tier):
    def formula(company, period, parameters):
        fine = parameters(period).fines[tier]
        is_undertaking = company("is_undertaking", period)
        is_sme = company("stays_within_sme", period)
        share = company("worldwide_annual_turnover", period) * fine.percent / 100
        # `minimum` and `maximum` of NaN are NaN, which is what an amount that is not known looks like.
        return numpy.select(
            [
                is_undertaking == Answer.no,
                (is_undertaking == Answer.yes) & (is_sme == Answer.yes),
                (is_undertaking == Answer.yes) & (is_sme == Answer.no),
            ],
            [float(fine.fixed), numpy.minimum(share, fine.fixed), numpy.maximum(share, fine.fixed)],
            numpy.nan,
        )

    return formula


class Asked:
    """What one system answers in one year, as columns of indices."""

    def __init__(self, system, period):
        self.system, self.period = system, period

    def __call__(self, name):
        return self.system(name, self.period).view(numpy.ndarray)

    def any_of(self, name, options=None):
        return some(*(self(f"{name}_{option}") for option in options or SETS[name]))


def covered(system, period):
    fact = Asked(system, period)
    status = system("status", period)
    active = (status == Status.pilot) | (status == Status.deployed)
    return answers(every(
        truth(active, ~active & (status != Status.unknown)),
        fact.any_of("declared_roles", ["provider", "deployer", "importer", "product_manufacturer"]),
        negated(fact.any_of("exclusive_purposes")),
    ))


def listed_in_annex_iii(system, period):
    fact = Asked(system, period)
    narrowed = {
        "p1a": lambda: negated(fact("only_verifies_identity")),
        "p2": lambda: some(fact("fulfils_safety_function"), fact("failure_endangers")),
        "p5b": lambda: negated(fact("only_detects_financial_fraud")),
        "p7d": lambda: negated(fact("only_verifies_travel_documents")),
        "p8b": lambda: negated(fact("only_organises_campaigns")),
    }
    # Point 1(c) is judged by what the system does, not by what is named.
    plain = [point for point in SETS["annex_iii_uses"] if point not in narrowed and point != "p1c"]
    return answers(some(
        every(fact("infers_emotions"), fact("emotions_inferred_from_biometric")),
        fact.any_of("annex_iii_uses", plain),
        *(every(fact(f"annex_iii_uses_{point}"), narrower()) for point, narrower in narrowed.items()),
    ))


def high_risk(system, period):
    fact = Asked(system, period)
    listed = fact("listed_in_annex_iii")
    exempted = every(
        listed,
        some(
            fact("performs_narrow_procedural_task"), fact("improves_completed_human_activity"),
            fact("detects_deviations_only"), fact("performs_preparatory_task"),
        ),
        negated(fact("poses_significant_risk")),
        negated(fact("performs_profiling")),
    )
    return answers(every(listed, negated(exempted)))


def manipulation(fact):
    return every(
        some(fact("uses_subliminal_techniques"), fact("uses_manipulative_techniques")),
        fact("materially_distorts_behaviour"), fact("impairs_informed_decision"),
        fact("leads_to_decision_not_otherwise_taken"), fact("significant_harm_likely"),
    ), None


def exploitation_of_vulnerabilities(fact):
    return every(
        fact.any_of("exploited_vulnerabilities"), fact("materially_distorts_behaviour"), fact("significant_harm_likely")
    ), None


def social_scoring(fact):
    return every(
        fact("evaluates_persons_over_time"),
        some(fact("detriment_in_unrelated_context"), fact("detriment_disproportionate")),
    ), None


def crime_prediction(fact):
    return (
        every(fact("predicts_crime_by_persons"), fact("solely_on_profiling_or_traits")),
        fact("supports_assessment_on_objective_facts"),
    )


def facial_scraping(fact):
    return every(
        fact("builds_facial_recognition_database"), fact.any_of("facial_images_from", ["internet", "cctv"]),
        fact("scraping_is_untargeted"),
    ), None


def emotion_recognition(fact):
    return (
        every(fact("infers_emotions"), fact.any_of("emotions_inferred_of", ["at_work", "in_education"])),
        some(
            fact("emotions_for_medical_or_safety_reasons"), negated(fact("emotions_inferred_from_biometric")),
            fact("emotions_for_own_training_only"),
        ),
    )


def biometric_categorisation(fact):
    return (
        every(fact("categorises_by_biometrics"), fact.any_of("traits_deduced")),
        some(fact("only_labels_lawful_biometric_data"), fact("categorises_for_law_enforcement")),
    )


def realtime_identification(fact):
    custody = fact("maximum_custody_years")
    return (
        every(fact("is_realtime_identification"), fact("in_publicly_accessible_space"), fact("for_law_enforcement")),
        every(
            fact("strictly_necessary"),
            some(
                fact("searches_victim_or_missing_person"), fact("prevents_imminent_threat"),
                every(fact("suspect_of_annex_ii_offence"), truth(custody >= 4, custody < 4)),
            ),
            fact("targets_identified_person_only"), fact("rights_impact_assessed"),
            some(fact("registered"), fact("duly_justified_urgency")),
            negated(fact("authorisation_refused")), fact("national_law_allows"),
        ),
    )


PRACTICES = [
    manipulation, exploitation_of_vulnerabilities, social_scoring, crime_prediction, facial_scraping,
    emotion_recognition, biometric_categorisation, realtime_identification,
]


def judged(practice):
    """An exception counts only where the prohibited thing is done."""

    def formula(system, period):
        fact = Asked(system, period)
        applies = fact("covered")
        prohibited, exception = practice(fact)
        if exception is None:
            spared, open_question = applies == NO, applies == UNKNOWN
        else:
            excepted = every(prohibited, exception)
            spared = (applies == NO) | (excepted == YES)
            open_question = (applies == UNKNOWN) | (excepted == UNKNOWN)
        return EnumArray(
            numpy.select(
                [spared, open_question, prohibited == YES, prohibited == NO],
                [member.index for member in (
                    Finding.not_applicable, Finding.unknown, Finding.violated, Finding.satisfied)],
                Finding.unknown.index,
            ),
            Finding,
        )

    return formula


def findings():
    for ceiling in PARAMETERS["ceilings"]:
        yield answer(f"within_{ceiling}", Company, within(ceiling))
        yield answer(f"stays_within_{ceiling}", Company, stays_within(ceiling))
    yield variable(
        "size_class", Company, Enum, size_class, possible_values=SizeClass, default_value=SizeClass.unknown
    )
    for tier in PARAMETERS["fines"]:
        yield variable(f"fine_ceiling_{tier}", Company, float, fine_ceiling(tier), default_value=numpy.nan)
    yield answer("covered", AISystem, covered)
    yield answer("listed_in_annex_iii", AISystem, listed_in_annex_iii)
    yield answer("high_risk", AISystem, high_risk)
    for practice in PRACTICES:
        yield variable(
            practice.__name__, AISystem, Enum, judged(practice), possible_values=Finding, default_value=Finding.unknown
        )


COMPANY_FINDINGS = {"is_sme": "stays_within_sme", "size_class": "size_class"}
AMOUNTS = {f"fine_ceiling.{tier}": f"fine_ceiling_{tier}" for tier in PARAMETERS["fines"]}
SYSTEM_FINDINGS = [practice.__name__ for practice in PRACTICES] + ["listed_in_annex_iii", "high_risk"]


def workload(precise=True):
    """The whole system. OpenFisca computes figures in 32 bits, too few for euros; `precise` widens them to 64."""
    system = TaxBenefitSystem([AISystem, Company])
    system.parameters = ParameterNode("", data=dated(PARAMETERS))
    for made in [*facts(), *findings()]:
        added = system.add_variable(made)
        if precise and made.value_type is float:
            added.dtype = numpy.float64
    return system
