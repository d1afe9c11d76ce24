package main

import (
	"fmt"

	"github.com/google/cel-go/cel"
)

type rule struct{ name, expression string }

var figures = cel.MapType(cel.StringType, cel.DoubleType)

var companyFacts = map[string]*cel.Type{
	"is_undertaking": cel.BoolType,
	"first_year":     figures, "middle_year": figures, "last_year": figures,
	// What the programs before find.
	"is_sme": cel.BoolType, "stays_small": cel.BoolType, "stays_micro": cel.BoolType,
}

// In this order: each may use what those above it found.
var sizes = []rule{
	{"is_sme", staysWithin(250, 50_000_000, 43_000_000)},
	{"stays_small", staysWithin(50, 10_000_000, 10_000_000)},
	{"stays_micro", staysWithin(10, 2_000_000, 2_000_000)},
	{"size_class", `
		!is_sme ? "large" :
		!stays_small ? "medium_sized" :
		stays_micro ? "microenterprise" : "small_enterprise"`},
}

var fines = []rule{
	{"prohibited", fineCeiling(35_000_000, 7)},
	{"operator", fineCeiling(15_000_000, 3)},
	{"information", fineCeiling(7_500_000, 1)},
}

func within(year string, staff, turnover, balance int) string {
	return fmt.Sprintf(`%[1]s.headcount < %[2]d.0 && (
		%[1]s.worldwide_annual_turnover <= %[3]d.0 || %[1]s.balance_sheet_total <= %[4]d.0)`,
		year, staff, turnover, balance)
}

// The latest year counts if the one before agrees; if not, what the first one says still stands.
func staysWithin(staff, turnover, balance int) string {
	return fmt.Sprintf(`
		cel.bind(last, %s,
		cel.bind(middle, %s,
		last == middle ? last : %s))`,
		within("last_year", staff, turnover, balance),
		within("middle_year", staff, turnover, balance),
		within("first_year", staff, turnover, balance))
}

func fineCeiling(fixed, percent int) string {
	return fmt.Sprintf(`
		!is_undertaking ? %[1]d.0 :
		is_sme ? math.least(%[1]d.0, last_year.worldwide_annual_turnover * %[2]d.0 / 100.0)
		: math.greatest(%[1]d.0, last_year.worldwide_annual_turnover * %[2]d.0 / 100.0)`, fixed, percent)
}

var systemFacts = func() map[string]*cel.Type {
	facts := map[string]*cel.Type{
		"status": cel.StringType, "maximum_custody_years": cel.DoubleType,
		// What the programs before find.
		"covered": cel.BoolType, "listed_in_annex_iii": cel.BoolType,
	}
	for _, name := range []string{
		"declared_roles", "exclusive_purposes", "exploited_vulnerabilities", "facial_images_from",
		"emotions_inferred_of", "emotions_inferred_from", "traits_deduced", "annex_iii_uses",
	} {
		facts[name] = cel.ListType(cel.StringType)
	}
	for _, name := range []string{
		"uses_subliminal_techniques", "uses_manipulative_techniques", "materially_distorts_behaviour",
		"impairs_informed_decision", "leads_to_decision_not_otherwise_taken", "significant_harm_likely",
		"evaluates_persons_over_time", "detriment_in_unrelated_context", "detriment_disproportionate",
		"predicts_crime_by_persons", "solely_on_profiling_or_traits", "supports_assessment_on_objective_facts",
		"builds_facial_recognition_database", "scraping_is_untargeted", "infers_emotions",
		"emotions_for_medical_or_safety_reasons", "emotions_for_own_training_only", "categorises_by_biometrics",
		"only_labels_lawful_biometric_data", "categorises_for_law_enforcement", "is_realtime_identification",
		"in_publicly_accessible_space", "for_law_enforcement", "strictly_necessary",
		"searches_victim_or_missing_person", "prevents_imminent_threat", "suspect_of_annex_ii_offence",
		"targets_identified_person_only", "rights_impact_assessed", "registered", "duly_justified_urgency",
		"authorisation_refused", "national_law_allows", "only_verifies_identity", "fulfils_safety_function",
		"failure_endangers", "only_detects_financial_fraud", "only_verifies_travel_documents",
		"only_organises_campaigns", "performs_narrow_procedural_task", "improves_completed_human_activity",
		"detects_deviations_only", "performs_preparatory_task", "poses_significant_risk", "performs_profiling",
	} {
		facts[name] = cel.BoolType
	}
	return facts
}()

var preliminaries = []rule{
	{"covered", `
		status in ["pilot", "deployed"]
		&& declared_roles.exists(r, r in ["provider", "deployer", "importer", "product_manufacturer"])
		&& exclusive_purposes.size() == 0`},
	// Point 1(c) is judged by what the system does, not by what is named.
	{"listed_in_annex_iii", `
		infers_emotions && "biometric" in emotions_inferred_from
		|| annex_iii_uses.exists(u, u in [
			"p1b", "p3a", "p3b", "p3c", "p3d", "p4a", "p4b", "p5a", "p5c", "p5d",
			"p6a", "p6b", "p6c", "p6d", "p6e", "p7a", "p7b", "p7c", "p8a"])
		|| "p1a" in annex_iii_uses && !only_verifies_identity
		|| "p2" in annex_iii_uses && (fulfils_safety_function || failure_endangers)
		|| "p5b" in annex_iii_uses && !only_detects_financial_fraud
		|| "p7d" in annex_iii_uses && !only_verifies_travel_documents
		|| "p8b" in annex_iii_uses && !only_organises_campaigns`},
}

// judged says what a prohibition comes to; an exception counts only where the prohibited thing is done.
func judged(prohibited, excepted string) string {
	if excepted == "" {
		return fmt.Sprintf(`!covered ? "not_applicable" : (%s) ? "violated" : "satisfied"`, prohibited)
	}
	return fmt.Sprintf(`
		!covered || (%[1]s) && (%[2]s) ? "not_applicable" :
		(%[1]s) ? "violated" : "satisfied"`, prohibited, excepted)
}

var findings = []rule{
	{"manipulation", judged(`
		significant_harm_likely
		&& (uses_subliminal_techniques || uses_manipulative_techniques)
		&& materially_distorts_behaviour
		&& impairs_informed_decision
		&& leads_to_decision_not_otherwise_taken`, "")},
	{"exploitation_of_vulnerabilities", judged(`
		significant_harm_likely && materially_distorts_behaviour && exploited_vulnerabilities.size() > 0`, "")},
	{"social_scoring", judged(`
		evaluates_persons_over_time && (detriment_in_unrelated_context || detriment_disproportionate)`, "")},
	{"crime_prediction", judged(
		`predicts_crime_by_persons && solely_on_profiling_or_traits`,
		`supports_assessment_on_objective_facts`)},
	{"facial_scraping", judged(`
		builds_facial_recognition_database
		&& facial_images_from.exists(s, s in ["internet", "cctv"])
		&& scraping_is_untargeted`, "")},
	{"emotion_recognition", judged(
		`infers_emotions && emotions_inferred_of.exists(g, g in ["at_work", "in_education"])`,
		`emotions_for_medical_or_safety_reasons
		|| !("biometric" in emotions_inferred_from)
		|| emotions_for_own_training_only`)},
	{"biometric_categorisation", judged(
		`categorises_by_biometrics && traits_deduced.size() > 0`,
		`only_labels_lawful_biometric_data || categorises_for_law_enforcement`)},
	{"realtime_identification", judged(
		`is_realtime_identification && in_publicly_accessible_space && for_law_enforcement`,
		`strictly_necessary
		&& (searches_victim_or_missing_person
			|| prevents_imminent_threat
			|| suspect_of_annex_ii_offence && maximum_custody_years >= 4.0)
		&& targets_identified_person_only
		&& rights_impact_assessed
		&& (registered || duly_justified_urgency)
		&& !authorisation_refused
		&& national_law_allows`)},
	{"listed_in_annex_iii", `listed_in_annex_iii`},
	{"high_risk", `
		listed_in_annex_iii && !(
			listed_in_annex_iii
			&& (performs_narrow_procedural_task
				|| improves_completed_human_activity
				|| detects_deviations_only
				|| performs_preparatory_task)
			&& !poses_significant_risk
			&& !performs_profiling)`},
}
