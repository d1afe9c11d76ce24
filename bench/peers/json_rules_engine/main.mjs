// Workload A by json-rules-engine: one engine for companies, one for systems, each run once for each of them.
import { createReadStream, readFileSync, openSync, writeSync, closeSync } from 'node:fs'
import { createInterface } from 'node:readline'
import { parseArgs } from 'node:util'
import { createRequire } from 'node:module'
import rulesEngine from 'json-rules-engine'
import { companyRules, systemRules, operators, share } from './rules.mjs'

const { values: chosen } = parseArgs({
  options: {
    data: { type: 'string' },
    out: { type: 'string', default: '/dev/null' },
    time: { type: 'string' },
    warmup: { type: 'string', default: '1' },
    repetitions: { type: 'string', default: '5' }
  }
})

function engine (rules) {
  const made = new rulesEngine.Engine([], { allowUndefinedFacts: true, replaceFactsInEventParams: true })
  for (const [name, operator] of operators) {
    made.addOperator(name, (fact, value) => Array.isArray(fact) && operator(fact, value))
  }
  for (const rule of rules) made.addRule(rule)
  return made
}
const companies = engine(companyRules)
companies.addFact('share_of_turnover', share)
const systems = engine(systemRules)

const systemFindings = [...new Set(systemRules.map((rule) => rule.event.type))].filter((name) => name !== 'covered')
const fineTiers = ['fine_ceiling.prohibited', 'fine_ceiling.operator', 'fine_ceiling.information']

// Facts have flat names here: the library reads into an object only through JSONPath, which is slower.
function parse (line) {
  const plain = JSON.parse(line)
  const own = { is_undertaking: plain.is_undertaking }
  plain.financial_years.forEach((year, n) => {
    for (const [name, value] of Object.entries(year)) own[`${['first', 'middle', 'last'][n]}_${name}`] = value
  })
  return { id: plain.id, own, systems: plain.ai_systems }
}

async function evaluate (company) {
  const own = await companies.run(company.own)
  const theirs = []
  for (const system of company.systems) theirs.push(await systems.run(system))
  return { own: own.events, theirs: theirs.map((run) => run.events) }
}

const words = new Map([[true, 'yes'], [false, 'no']])
const word = (outcome) => words.get(outcome) ?? outcome ?? 'unknown'

function flatten (company, result) {
  const found = (events, name) => events.find((event) => event.type === name)?.params.outcome
  const outcomes = { is_sme: word(found(result.own, 'stays_sme')), size_class: word(found(result.own, 'size_class')) }
  company.systems.forEach((system, n) => {
    for (const name of systemFindings) outcomes[`${system.id}.${name}`] = word(found(result.theirs[n], name))
  })
  const amounts = {}
  for (const tier of fineTiers) amounts[tier] = word(found(result.own, tier))
  return { id: company.id, outcomes, amounts }
}

async function endToEnd () {
  const out = openSync(chosen.out, 'w')
  let pending = []
  let count = 0
  for await (const line of createInterface({ input: createReadStream(chosen.data), crlfDelay: Infinity })) {
    const company = parse(line)
    pending.push(JSON.stringify(flatten(company, await evaluate(company))))
    count += 1
    if (pending.length === 1000) {
      writeSync(out, pending.join('\n') + '\n')
      pending = []
    }
  }
  if (pending.length) writeSync(out, pending.join('\n') + '\n')
  closeSync(out)
  return count
}

if (!chosen.time) {
  await endToEnd()
} else {
  const loaded = chosen.time === 'evaluate' ? readFileSync(chosen.data, 'utf8').trim().split('\n').map(parse) : []
  const seconds = []
  const cpuSeconds = []
  let count = loaded.length
  for (let pass = 0; pass < Number(chosen.warmup) + Number(chosen.repetitions); pass++) {
    const cpu = process.cpuUsage()
    const started = process.hrtime.bigint()
    if (chosen.time === 'evaluate') {
      for (const company of loaded) await evaluate(company)
    } else {
      count = await endToEnd()
    }
    if (pass >= Number(chosen.warmup)) {
      seconds.push(Number(process.hrtime.bigint() - started) / 1e9)
      const used = process.cpuUsage(cpu)
      cpuSeconds.push((used.user + used.system) / 1e6)
    }
  }
  const { version } = createRequire(import.meta.url)('json-rules-engine/package.json')
  const peak = Number(/VmHWM:\s+(\d+)/.exec(readFileSync('/proc/self/status', 'utf8'))[1])
  console.log(JSON.stringify({
    peer: 'json_rules_engine', version, what: chosen.time, companies: count, seconds, cpu_seconds: cpuSeconds,
    peak_kb: peak
  }))
}
