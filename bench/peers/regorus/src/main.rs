//! Workload A by Regorus, from the same policy that Open Policy Agent gets: as a compiled policy and, with --machine,
//! on its register machine. Inputs are parsed to its own values beforehand.

use std::fs::{self, File};
use std::hint::black_box;
use std::io::{BufRead, BufReader, BufWriter, Write};
use std::time::Instant;

use anyhow::{bail, Context, Result};
use regorus::languages::rego::compiler::Compiler;
use regorus::rvm::vm::RegoVM;
use regorus::{compile_policy_with_entrypoint, CompiledPolicy, PolicyModule, Value};
use serde_json::{json, Map, Value as Json};

const ENTRY: &str = "data.workload_a.answer";

enum Engine {
    Compiled(CompiledPolicy),
    Machine(Box<RegoVM>),
}

impl Engine {
    fn new(policy: &str, machine: bool) -> Result<Self> {
        let content = fs::read_to_string(policy).with_context(|| policy.to_string())?;
        let modules = [PolicyModule { id: policy.into(), content: content.into() }];
        let policy = compile_policy_with_entrypoint(Value::new_object(), &modules, ENTRY.into())?;
        if !machine {
            return Ok(Engine::Compiled(policy));
        }
        let program = Compiler::compile_from_policy(&policy, &[ENTRY])?;
        let mut vm = RegoVM::new();
        vm.load_program(program);
        vm.set_max_instructions(usize::MAX);
        Ok(Engine::Machine(Box::new(vm)))
    }

    fn evaluate(&mut self, input: &Value) -> Result<Value> {
        match self {
            Engine::Compiled(policy) => policy.eval_with_input(input.clone()),
            Engine::Machine(vm) => {
                vm.set_input(input.clone());
                Ok(vm.execute()?)
            }
        }
    }

    fn name(&self) -> &'static str {
        match self {
            Engine::Compiled(_) => "regorus",
            Engine::Machine(_) => "regorus_machine",
        }
    }
}

#[derive(Default)]
struct Arguments {
    policy: String,
    data: String,
    out: String,
    what: String,
    machine: bool,
    warmup: usize,
    repetitions: usize,
}

fn arguments() -> Result<Arguments> {
    let mut chosen = Arguments { out: "/dev/null".into(), warmup: 1, repetitions: 5, ..Default::default() };
    let mut given = std::env::args().skip(1);
    while let Some(name) = given.next() {
        if name == "--machine" {
            chosen.machine = true;
            continue;
        }
        let value = given.next().with_context(|| format!("{name} needs a value"))?;
        match name.as_str() {
            "--policy" => chosen.policy = value,
            "--data" => chosen.data = value,
            "--out" => chosen.out = value,
            "--time" => chosen.what = value,
            "--warmup" => chosen.warmup = value.parse()?,
            "--repetitions" => chosen.repetitions = value.parse()?,
            _ => bail!("no option is called {name}"),
        }
    }
    Ok(chosen)
}

fn flatten(input: &Value, result: &Value) -> Result<Json> {
    let id = input["id"].as_string()?;
    let result: Json = serde_json::from_str(&result.to_json_str()?)?;
    let mut outcomes = Map::new();
    for name in ["is_sme", "size_class"] {
        outcomes.insert(name.into(), result[name].clone());
    }
    for (system, findings) in result["systems"].as_object().context("no systems")? {
        for (name, outcome) in findings.as_object().context("no findings")? {
            outcomes.insert(format!("{system}.{name}"), outcome.clone());
        }
    }
    let mut amounts = Map::new();
    for (tier, amount) in result["fine_ceiling"].as_object().context("no fines")? {
        amounts.insert(format!("fine_ceiling.{tier}"), amount.clone());
    }
    Ok(json!({"id": id.as_ref(), "outcomes": outcomes, "amounts": amounts}))
}

fn end_to_end(engine: &mut Engine, chosen: &Arguments) -> Result<usize> {
    let input = BufReader::with_capacity(1 << 20, File::open(&chosen.data)?);
    let mut output = BufWriter::with_capacity(1 << 20, File::create(&chosen.out)?);
    let mut count = 0;
    for line in input.lines() {
        let company = Value::from_json_str(&line?)?;
        let result = engine.evaluate(&company)?;
        serde_json::to_writer(&mut output, &flatten(&company, &result)?)?;
        output.write_all(b"\n")?;
        count += 1;
    }
    output.flush()?;
    Ok(count)
}

/// Seconds on a processor so far; the program has one thread.
fn processor() -> Result<f64> {
    let line = fs::read_to_string("/proc/self/schedstat")?;
    let nanoseconds: u64 = line.split(' ').next().context("no times")?.parse()?;
    Ok(nanoseconds as f64 / 1e9)
}

fn peak() -> Result<u64> {
    let status = fs::read_to_string("/proc/self/status")?;
    let line = status.lines().find(|line| line.starts_with("VmHWM:")).context("no peak")?;
    Ok(line.split_whitespace().nth(1).context("no peak")?.parse()?)
}

fn main() -> Result<()> {
    let chosen = arguments()?;
    let mut engine = Engine::new(&chosen.policy, chosen.machine)?;
    if chosen.what.is_empty() {
        end_to_end(&mut engine, &chosen)?;
        return Ok(());
    }
    let mut companies = Vec::new();
    if chosen.what == "evaluate" {
        for line in fs::read_to_string(&chosen.data)?.lines() {
            companies.push(Value::from_json_str(line)?);
        }
    }
    let (mut seconds, mut cpu_seconds, mut count) = (Vec::new(), Vec::new(), 0);
    for pass in 0..chosen.warmup + chosen.repetitions {
        let (before, started) = (processor()?, Instant::now());
        if chosen.what == "evaluate" {
            for company in &companies {
                black_box(engine.evaluate(company)?);
            }
            count = companies.len();
        } else {
            count = end_to_end(&mut engine, &chosen)?;
        }
        if pass >= chosen.warmup {
            seconds.push(started.elapsed().as_secs_f64());
            cpu_seconds.push(processor()? - before);
        }
    }
    let line = json!({
        "peer": engine.name(), "version": env!("REGORUS_VERSION"), "what": chosen.what, "companies": count,
        "seconds": seconds, "cpu_seconds": cpu_seconds, "peak_kb": peak()?,
    });
    println!("{line}");
    Ok(())
}
