// Workload A as rules of json-rules-engine. The library knows two values: a condition on a fact that is not there does
// not hold. So what holds and what does not are rules of their own, and "unknown" is that neither fires. `not` would
// turn a missing fact into a hit and is not used; the counterpart of a condition is built here, when rules are loaded.

const is = (fact, value = true) => ({ fact, operator: 'equal', value })
const all = (...limbs) => ({ all: limbs })
const any = (...limbs) => ({ any: limbs })
const test = (fact, operator, value) => ({ fact, operator, value })

const pairs = [
  ['lessThan', 'greaterThanInclusive'], ['lessThanInclusive', 'greaterThan'], ['contains', 'doesNotContain'],
  ['sharesSome', 'sharesNone'], ['isFilled', 'isEmpty']
]
const counterparts = new Map(pairs.flatMap(([one, other]) => [[one, other], [other, one]]))

// The condition that holds when this one certainly does not.
function ruledOut (condition) {
  if (condition.all) return any(...condition.all.map(ruledOut))
  if (condition.any) return all(...condition.any.map(ruledOut))
  if (condition.operator === 'equal') return { ...condition, value: !condition.value }
  return { ...condition, operator: counterparts.get(condition.operator) }
}

// Operators that the library lacks. Each looks at lists only, so that a missing fact meets none of them.
export const operators = [
  ['sharesSome', (fact, wanted) => fact.some((option) => wanted.includes(option))],
  ['sharesNone', (fact, wanted) => !fact.some((option) => wanted.includes(option))],
  ['isFilled', (fact) => fact.length > 0],
  ['isEmpty', (fact) => fact.length === 0]
]

const rule = (name, outcome, conditions, priority = 1) => ({
  conditions: conditions.all || conditions.any ? conditions : all(conditions),
  event: { type: name, params: { outcome } },
  priority
})

// A step that later rules read: what it finds becomes a fact of the run.
const finds = (fact, value, conditions, priority) => ({
  ...rule(fact, value, conditions, priority),
  onSuccess: (_, almanac) => { almanac.addFact(fact, value) }
})
const decides = (fact, condition, priority) => [
  finds(fact, true, condition, priority),
  finds(fact, false, ruledOut(condition), priority)
]

// ---- the company ---------------------------------------------------------------------------------------------

const ceilings = {
  micro: [10, 2_000_000, 2_000_000], small: [50, 10_000_000, 10_000_000], sme: [250, 50_000_000, 43_000_000]
}
const tiers = { prohibited: [35_000_000, 7], operator: [15_000_000, 3], information: [7_500_000, 1] }

function * size () {
  for (const [ceiling, [staff, turnover, balance]] of Object.entries(ceilings)) {
    for (const year of ['first', 'middle', 'last']) {
      yield * decides(`${year}_${ceiling}`, all(
        test(`${year}_headcount`, 'lessThan', staff),
        any(
          test(`${year}_worldwide_annual_turnover`, 'lessThanInclusive', turnover),
          test(`${year}_balance_sheet_total`, 'lessThanInclusive', balance)
        )
      ), 30)
    }
    // The latest year counts if the one before agrees; if not, what the first one says still stands.
    const [first, middle, last] = [`first_${ceiling}`, `middle_${ceiling}`, `last_${ceiling}`]
    for (const value of [true, false]) {
      yield finds(`stays_${ceiling}`, value, any(
        all(is(last, value), is(middle, value)),
        all(is(last, value), is(middle, !value), is(first, value)),
        all(is(last, !value), is(middle, value), is(first, value))
      ), 20)
    }
  }
  yield rule('size_class', 'large', is('stays_sme', false))
  yield rule('size_class', 'medium_sized', all(is('stays_sme'), is('stays_small', false)))
  yield rule('size_class', 'small_enterprise', all(is('stays_sme'), is('stays_small'), is('stays_micro', false)))
  yield rule('size_class', 'microenterprise', all(is('stays_sme'), is('stays_small'), is('stays_micro')))
}

// The library does not compute: the share of the turnover is a dynamic fact, and rules choose between it and the sum.
export const share = async ({ percent }, almanac) => {
  const turnover = await almanac.factValue('last_worldwide_annual_turnover')
  return turnover === undefined ? undefined : turnover * percent / 100
}

function * fines () {
  for (const [tier, [fixed, percent]] of Object.entries(tiers)) {
    const of = (operator) => ({ fact: 'share_of_turnover', params: { percent }, operator, value: fixed })
    yield rule(`fine_ceiling.${tier}`, fixed, any(
      is('is_undertaking', false),
      all(is('is_undertaking'), is('stays_sme'), of('greaterThanInclusive')),
      all(is('is_undertaking'), is('stays_sme', false), of('lessThanInclusive'))
    ))
    yield rule(`fine_ceiling.${tier}`, { fact: 'share_of_turnover', params: { percent } }, any(
      all(is('is_undertaking'), is('stays_sme'), of('lessThan')),
      all(is('is_undertaking'), is('stays_sme', false), of('greaterThan'))
    ))
  }
}

export const companyRules = [...size(), ...fines()]

// ---- its systems ---------------------------------------------------------------------------------------------

const uses = (point, ...narrower) => all(test('annex_iii_uses', 'contains', point), ...narrower)
const plainPoints = [
  'p1b', 'p3a', 'p3b', 'p3c', 'p3d', 'p4a', 'p4b', 'p5a', 'p5c', 'p5d',
  'p6a', 'p6b', 'p6c', 'p6d', 'p6e', 'p7a', 'p7b', 'p7c', 'p8a'
]

// Point 1(c) is judged by what the system does, not by what is named.
const listed = any(
  all(is('infers_emotions'), test('emotions_inferred_from', 'contains', 'biometric')),
  test('annex_iii_uses', 'sharesSome', plainPoints),
  uses('p1a', is('only_verifies_identity', false)),
  uses('p2', any(is('fulfils_safety_function'), is('failure_endangers'))),
  uses('p5b', is('only_detects_financial_fraud', false)),
  uses('p7d', is('only_verifies_travel_documents', false)),
  uses('p8b', is('only_organises_campaigns', false))
)
const exempted = all(
  is('listed_in_annex_iii'),
  any(
    is('performs_narrow_procedural_task'), is('improves_completed_human_activity'),
    is('detects_deviations_only'), is('performs_preparatory_task')
  ),
  is('poses_significant_risk', false),
  is('performs_profiling', false)
)
const highRisk = all(is('listed_in_annex_iii'), ruledOut(exempted))

const acts = all(
  test('declared_roles', 'sharesSome', ['provider', 'deployer', 'importer', 'product_manufacturer']),
  test('exclusive_purposes', 'isEmpty')
)
const statuses = (...names) => test('status', 'in', names)

// An exception counts only where the prohibited thing is done.
function practice (name, prohibited, excepted) {
  const lifted = excepted ? all(prohibited, excepted) : undefined
  const kept = excepted ? [ruledOut(lifted)] : []
  return [
    rule(name, 'not_applicable', any(is('covered', false), ...(lifted ? [lifted] : []))),
    rule(name, 'violated', all(is('covered'), prohibited, ...kept)),
    rule(name, 'satisfied', all(is('covered'), ruledOut(prohibited)))
  ]
}

export const systemRules = [
  finds('covered', true, all(statuses('pilot', 'deployed'), acts), 20),
  finds('covered', false, any(
    statuses('pre_deployment', 'retired', 'recalled'),
    test('declared_roles', 'sharesNone', ['provider', 'deployer', 'importer', 'product_manufacturer']),
    test('exclusive_purposes', 'isFilled')
  ), 20),
  ...decides('listed_in_annex_iii', listed, 20),
  rule('high_risk', true, highRisk),
  rule('high_risk', false, any(is('listed_in_annex_iii', false), exempted)),
  ...practice('manipulation', all(
    is('significant_harm_likely'),
    any(is('uses_subliminal_techniques'), is('uses_manipulative_techniques')),
    is('materially_distorts_behaviour'),
    is('impairs_informed_decision'),
    is('leads_to_decision_not_otherwise_taken')
  )),
  ...practice('exploitation_of_vulnerabilities', all(
    is('significant_harm_likely'),
    is('materially_distorts_behaviour'),
    test('exploited_vulnerabilities', 'isFilled')
  )),
  ...practice('social_scoring', all(
    is('evaluates_persons_over_time'),
    any(is('detriment_in_unrelated_context'), is('detriment_disproportionate'))
  )),
  ...practice('crime_prediction',
    all(is('predicts_crime_by_persons'), is('solely_on_profiling_or_traits')),
    is('supports_assessment_on_objective_facts')
  ),
  ...practice('facial_scraping', all(
    is('builds_facial_recognition_database'),
    test('facial_images_from', 'sharesSome', ['internet', 'cctv']),
    is('scraping_is_untargeted')
  )),
  ...practice('emotion_recognition',
    all(is('infers_emotions'), test('emotions_inferred_of', 'sharesSome', ['at_work', 'in_education'])),
    any(
      is('emotions_for_medical_or_safety_reasons'),
      test('emotions_inferred_from', 'sharesNone', ['biometric']),
      is('emotions_for_own_training_only')
    )
  ),
  ...practice('biometric_categorisation',
    all(is('categorises_by_biometrics'), test('traits_deduced', 'isFilled')),
    any(is('only_labels_lawful_biometric_data'), is('categorises_for_law_enforcement'))
  ),
  ...practice('realtime_identification',
    all(is('is_realtime_identification'), is('in_publicly_accessible_space'), is('for_law_enforcement')),
    all(
      is('strictly_necessary'),
      any(
        is('searches_victim_or_missing_person'),
        is('prevents_imminent_threat'),
        all(is('suspect_of_annex_ii_offence'), test('maximum_custody_years', 'greaterThanInclusive', 4))
      ),
      is('targets_identified_person_only'),
      is('rights_impact_assessed'),
      any(is('registered'), is('duly_justified_urgency')),
      is('authorisation_refused', false),
      is('national_law_allows')
    )
  )
]
