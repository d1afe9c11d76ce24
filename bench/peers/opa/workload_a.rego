# Workload A in Rego, for Open Policy Agent and Regorus alike. A fact that is not answered is undefined, and a rule that
# needs it does not fire; so what holds and what does not hold are two rules, and what neither decides is "unknown".
package workload_a

answer := {
	"is_sme": is_sme,
	"size_class": size_class,
	"systems": {system.id: findings(system) | some system in input.ai_systems},
	"fine_ceiling": {tier: fine_ceiling(fine) | some tier, fine in fines},
}

# ---- size ----------------------------------------------------------------------------------------------------

ceilings := {
	"micro": {"staff": 10, "turnover": 2000000, "balance": 2000000},
	"small": {"staff": 50, "turnover": 10000000, "balance": 10000000},
	"sme": {"staff": 250, "turnover": 50000000, "balance": 43000000},
}

within(year, ceiling) if {
	year.headcount < ceiling.staff
	affordable(year, ceiling)
} else := false if {
	year.headcount >= ceiling.staff
} else := false if {
	year.worldwide_annual_turnover > ceiling.turnover
	year.balance_sheet_total > ceiling.balance
}

affordable(year, ceiling) if year.worldwide_annual_turnover <= ceiling.turnover

affordable(year, ceiling) if year.balance_sheet_total <= ceiling.balance

# The latest year counts if the one before agrees; if not, what the first one says still stands.
stays_within(ceiling) := class if {
	latest := within(input.financial_years[2], ceiling)
	before := within(input.financial_years[1], ceiling)
	class := settled(latest, before, ceiling)
}

settled(latest, before, _) := latest if latest == before

settled(latest, before, ceiling) := within(input.financial_years[0], ceiling) if latest != before

within_sme := stays_within(ceilings.sme)

within_small := stays_within(ceilings.small)

within_micro := stays_within(ceilings.micro)

default is_sme := "unknown"

is_sme := "yes" if within_sme

is_sme := "no" if within_sme == false

default size_class := "unknown"

size_class := "large" if within_sme == false

size_class := "medium_sized" if {
	within_sme
	within_small == false
}

size_class := "small_enterprise" if {
	within_sme
	within_small
	within_micro == false
}

size_class := "microenterprise" if {
	within_sme
	within_small
	within_micro
}

# ---- fines ---------------------------------------------------------------------------------------------------

fines := {
	"prohibited": {"fixed": 35000000, "percent": 7},
	"operator": {"fixed": 15000000, "percent": 3},
	"information": {"fixed": 7500000, "percent": 1},
}

turnover := input.financial_years[2].worldwide_annual_turnover

fine_ceiling(fine) := fine.fixed if {
	input.is_undertaking == false
} else := min([fine.fixed, share]) if {
	input.is_undertaking
	is_sme == "yes"
	turnover
	share := (turnover * fine.percent) / 100
} else := max([fine.fixed, share]) if {
	input.is_undertaking
	is_sme == "no"
	turnover
	share := (turnover * fine.percent) / 100
} else := "unknown"

# ---- prohibited practices ------------------------------------------------------------------------------------

findings(system) := {
	"manipulation": verdict[manipulation(system)],
	"exploitation_of_vulnerabilities": verdict[exploitation_of_vulnerabilities(system)],
	"social_scoring": verdict[social_scoring(system)],
	"crime_prediction": verdict[crime_prediction(system)],
	"facial_scraping": verdict[facial_scraping(system)],
	"emotion_recognition": verdict[emotion_recognition(system)],
	"biometric_categorisation": verdict[biometric_categorisation(system)],
	"realtime_identification": verdict[realtime_identification(system)],
	"listed_in_annex_iii": listed,
	"high_risk": high_risk(system, listed),
} if {
	verdict := verdicts[covered(system)]
	listed := listed_in_annex_iii(system)
}

# By whether the Act covers the system, and what the practice comes to.
verdicts := {
	"yes": {"prohibited": "violated", "lawful": "satisfied", "excepted": "not_applicable", "unknown": "unknown"},
	"no": {
		"prohibited": "not_applicable", "lawful": "not_applicable", "excepted": "not_applicable",
		"unknown": "not_applicable",
	},
	"unknown": {"prohibited": "unknown", "lawful": "unknown", "excepted": "not_applicable", "unknown": "unknown"},
}

acting_roles := {"provider", "deployer", "importer", "product_manufacturer"}

covered(system) := "no" if {
	not_covered(system)
} else := "yes" if {
	system.status in {"pilot", "deployed"}
	acts(system)
	system.exclusive_purposes == []
} else := "unknown"

not_covered(system) if {
	system.status
	not system.status in {"pilot", "deployed"}
}

not_covered(system) if {
	system.declared_roles
	not acts(system)
}

not_covered(system) if count(system.exclusive_purposes) > 0

acts(system) if {
	some role in system.declared_roles
	role in acting_roles
}

manipulation(system) := "prohibited" if {
	technique(system)
	system.materially_distorts_behaviour
	system.impairs_informed_decision
	system.leads_to_decision_not_otherwise_taken
	system.significant_harm_likely
} else := "lawful" if {
	manipulation_ruled_out(system)
} else := "unknown"

technique(system) if system.uses_subliminal_techniques

technique(system) if system.uses_manipulative_techniques

manipulation_ruled_out(system) if system.significant_harm_likely == false

manipulation_ruled_out(system) if system.materially_distorts_behaviour == false

manipulation_ruled_out(system) if system.impairs_informed_decision == false

manipulation_ruled_out(system) if system.leads_to_decision_not_otherwise_taken == false

manipulation_ruled_out(system) if {
	system.uses_subliminal_techniques == false
	system.uses_manipulative_techniques == false
}

exploitation_of_vulnerabilities(system) := "prohibited" if {
	count(system.exploited_vulnerabilities) > 0
	system.materially_distorts_behaviour
	system.significant_harm_likely
} else := "lawful" if {
	exploitation_ruled_out(system)
} else := "unknown"

exploitation_ruled_out(system) if system.significant_harm_likely == false

exploitation_ruled_out(system) if system.materially_distorts_behaviour == false

exploitation_ruled_out(system) if system.exploited_vulnerabilities == []

social_scoring(system) := "prohibited" if {
	system.evaluates_persons_over_time
	detriment(system)
} else := "lawful" if {
	system.evaluates_persons_over_time == false
} else := "lawful" if {
	system.detriment_in_unrelated_context == false
	system.detriment_disproportionate == false
} else := "unknown"

detriment(system) if system.detriment_in_unrelated_context

detriment(system) if system.detriment_disproportionate

crime_prediction(system) := "lawful" if {
	system.predicts_crime_by_persons == false
} else := "lawful" if {
	system.solely_on_profiling_or_traits == false
} else := "excepted" if {
	system.predicts_crime_by_persons
	system.solely_on_profiling_or_traits
	system.supports_assessment_on_objective_facts
} else := "prohibited" if {
	system.predicts_crime_by_persons
	system.solely_on_profiling_or_traits
	system.supports_assessment_on_objective_facts == false
} else := "unknown"

facial_scraping(system) := "prohibited" if {
	system.builds_facial_recognition_database
	scraped(system)
	system.scraping_is_untargeted
} else := "lawful" if {
	facial_scraping_ruled_out(system)
} else := "unknown"

scraped(system) if "internet" in system.facial_images_from

scraped(system) if "cctv" in system.facial_images_from

facial_scraping_ruled_out(system) if system.builds_facial_recognition_database == false

facial_scraping_ruled_out(system) if system.scraping_is_untargeted == false

facial_scraping_ruled_out(system) if {
	system.facial_images_from
	not scraped(system)
}

emotion_recognition(system) := "lawful" if {
	emotions_ruled_out(system)
} else := "excepted" if {
	emotions_at_work_or_school(system)
	emotions_excepted(system)
} else := "prohibited" if {
	emotions_at_work_or_school(system)
	system.emotions_for_medical_or_safety_reasons == false
	"biometric" in system.emotions_inferred_from
	system.emotions_for_own_training_only == false
} else := "unknown"

emotions_at_work_or_school(system) if {
	system.infers_emotions
	at_work_or_school(system)
}

at_work_or_school(system) if "at_work" in system.emotions_inferred_of

at_work_or_school(system) if "in_education" in system.emotions_inferred_of

emotions_ruled_out(system) if system.infers_emotions == false

emotions_ruled_out(system) if {
	system.emotions_inferred_of
	not at_work_or_school(system)
}

emotions_excepted(system) if system.emotions_for_medical_or_safety_reasons

emotions_excepted(system) if not_biometric(system)

emotions_excepted(system) if system.emotions_for_own_training_only

not_biometric(system) if {
	system.emotions_inferred_from
	not "biometric" in system.emotions_inferred_from
}

biometric_categorisation(system) := "lawful" if {
	system.categorises_by_biometrics == false
} else := "lawful" if {
	system.traits_deduced == []
} else := "excepted" if {
	deduces_traits(system)
	labels_or_enforces(system)
} else := "prohibited" if {
	deduces_traits(system)
	system.only_labels_lawful_biometric_data == false
	system.categorises_for_law_enforcement == false
} else := "unknown"

deduces_traits(system) if {
	system.categorises_by_biometrics
	count(system.traits_deduced) > 0
}

labels_or_enforces(system) if system.only_labels_lawful_biometric_data

labels_or_enforces(system) if system.categorises_for_law_enforcement

realtime_identification(system) := "lawful" if {
	identification_ruled_out(system)
} else := "excepted" if {
	identifies_remotely(system)
	identification_allowed(system)
} else := "prohibited" if {
	identifies_remotely(system)
	identification_not_allowed(system)
} else := "unknown"

identifies_remotely(system) if {
	system.is_realtime_identification
	system.in_publicly_accessible_space
	system.for_law_enforcement
}

identification_ruled_out(system) if system.is_realtime_identification == false

identification_ruled_out(system) if system.in_publicly_accessible_space == false

identification_ruled_out(system) if system.for_law_enforcement == false

identification_allowed(system) if {
	system.strictly_necessary
	objective(system)
	system.targets_identified_person_only
	system.rights_impact_assessed
	registered_or_urgent(system)
	system.authorisation_refused == false
	system.national_law_allows
}

objective(system) if system.searches_victim_or_missing_person

objective(system) if system.prevents_imminent_threat

objective(system) if {
	system.suspect_of_annex_ii_offence
	system.maximum_custody_years >= 4
}

registered_or_urgent(system) if system.registered

registered_or_urgent(system) if system.duly_justified_urgency

identification_not_allowed(system) if system.strictly_necessary == false

identification_not_allowed(system) if {
	system.searches_victim_or_missing_person == false
	system.prevents_imminent_threat == false
	no_grave_offence(system)
}

identification_not_allowed(system) if system.targets_identified_person_only == false

identification_not_allowed(system) if system.rights_impact_assessed == false

identification_not_allowed(system) if {
	system.registered == false
	system.duly_justified_urgency == false
}

identification_not_allowed(system) if system.authorisation_refused

identification_not_allowed(system) if system.national_law_allows == false

no_grave_offence(system) if system.suspect_of_annex_ii_offence == false

no_grave_offence(system) if system.maximum_custody_years < 4

# ---- Annex III -----------------------------------------------------------------------------------------------

# Points that stand without a narrower test; p1c is judged by what the system does, not by what is named.
plain_points := {
	"p1b", "p3a", "p3b", "p3c", "p3d", "p4a", "p4b", "p5a", "p5c", "p5d",
	"p6a", "p6b", "p6c", "p6d", "p6e", "p7a", "p7b", "p7c", "p8a",
}

listed_in_annex_iii(system) := "yes" if {
	recognises_emotions(system)
} else := "yes" if {
	names_a_point(system)
} else := "no" if {
	does_not_recognise_emotions(system)
	every use in system.annex_iii_uses {
		struck_out(system, use)
	}
} else := "unknown"

recognises_emotions(system) if {
	system.infers_emotions
	"biometric" in system.emotions_inferred_from
}

does_not_recognise_emotions(system) if system.infers_emotions == false

does_not_recognise_emotions(system) if not_biometric(system)

# A helper, since Regorus's machine does not go on to `else` after a loop that finds nothing.
names_a_point(system) if {
	some use in system.annex_iii_uses
	counts(system, use)
}

counts(_, use) if use in plain_points

counts(system, "p1a") if system.only_verifies_identity == false

counts(system, "p2") if system.fulfils_safety_function

counts(system, "p2") if system.failure_endangers

counts(system, "p5b") if system.only_detects_financial_fraud == false

counts(system, "p7d") if system.only_verifies_travel_documents == false

counts(system, "p8b") if system.only_organises_campaigns == false

struck_out(_, use) if use == "p1c"

struck_out(system, "p1a") if system.only_verifies_identity

struck_out(system, "p2") if {
	system.fulfils_safety_function == false
	system.failure_endangers == false
}

struck_out(system, "p5b") if system.only_detects_financial_fraud

struck_out(system, "p7d") if system.only_verifies_travel_documents

struck_out(system, "p8b") if system.only_organises_campaigns

high_risk(system, listed) := "no" if {
	listed == "no"
} else := "yes" if {
	listed == "yes"
	not_exempted(system)
} else := "no" if {
	listed == "yes"
	meets_a_condition(system)
	system.poses_significant_risk == false
	system.performs_profiling == false
} else := "unknown"

meets_a_condition(system) if system.performs_narrow_procedural_task

meets_a_condition(system) if system.improves_completed_human_activity

meets_a_condition(system) if system.detects_deviations_only

meets_a_condition(system) if system.performs_preparatory_task

not_exempted(system) if system.performs_profiling

not_exempted(system) if system.poses_significant_risk

not_exempted(system) if {
	system.performs_narrow_procedural_task == false
	system.improves_completed_human_activity == false
	system.detects_deviations_only == false
	system.performs_preparatory_task == false
}
