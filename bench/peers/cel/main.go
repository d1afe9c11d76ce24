// Workload A by cel-go: a compiled program for each expression of rules.go. What is not answered is an attribute that
// is not there; its error passes through the operators by CEL's own rules, in which `&&` and `||` absorb it, and what
// is left of it at the end is the answer "unknown".
package main

import (
	"encoding/json"

	"github.com/google/cel-go/cel"
	"github.com/google/cel-go/common/types"
	"github.com/google/cel-go/common/types/ref"
	"github.com/google/cel-go/ext"

	"jurat-peers/timing"
)

// facts is an activation: the answers of a company or a system, and what earlier programs found about it.
type facts struct {
	given map[string]any
	found []finding
}

type finding struct {
	name  string
	value ref.Val
}

func (f *facts) ResolveName(name string) (any, bool) {
	for i := range f.found {
		if f.found[i].name == name {
			return f.found[i].value, f.found[i].value != nil
		}
	}
	value, known := f.given[name]
	return value, known
}

func (f *facts) Parent() cel.Activation { return nil }

type company struct {
	id      string
	given   map[string]any
	systems []system
}

type system struct {
	id    string
	given map[string]any
}

type result struct {
	outcomes [2]ref.Val
	amounts  [3]ref.Val
	systems  [][]ref.Val
}

func environment(variables map[string]*cel.Type) *cel.Env {
	options := []cel.EnvOption{ext.Math(), ext.Bindings()}
	for name, kind := range variables {
		options = append(options, cel.Variable(name, kind))
	}
	env, err := cel.NewEnv(options...)
	timing.Check(err)
	return env
}

func compiled(env *cel.Env, rules []rule) []cel.Program {
	programs := make([]cel.Program, 0, len(rules))
	for _, r := range rules {
		checked, issues := env.Compile(r.expression)
		timing.Check(issues.Err())
		program, err := env.Program(checked, cel.EvalOptions(cel.OptOptimize))
		timing.Check(err)
		programs = append(programs, program)
	}
	return programs
}

// ask evaluates one program; nil is unknown.
func ask(program cel.Program, activation *facts) ref.Val {
	value, _, err := program.Eval(activation)
	if err != nil {
		return nil
	}
	return value
}

func main() {
	size := compiled(environment(companyFacts), sizes)
	fine := compiled(environment(companyFacts), fines)
	before := compiled(environment(systemFacts), preliminaries)
	finally := compiled(environment(systemFacts), findings)

	timing.Run(timing.Peer[company, result]{
		Name:   "cel",
		Module: "github.com/google/cel-go",
		Parse:  parse,
		Evaluate: func(c *company) result {
			var r result
			own := facts{given: c.given, found: make([]finding, 0, len(sizes))}
			for i, program := range size {
				own.found = append(own.found, finding{sizes[i].name, ask(program, &own)})
			}
			r.outcomes = [2]ref.Val{own.found[0].value, own.found[len(sizes)-1].value}
			for i, program := range fine {
				r.amounts[i] = ask(program, &own)
			}
			r.systems = make([][]ref.Val, len(c.systems))
			for n := range c.systems {
				its := facts{given: c.systems[n].given, found: make([]finding, 0, len(preliminaries))}
				for i, program := range before {
					its.found = append(its.found, finding{preliminaries[i].name, ask(program, &its)})
				}
				answers := make([]ref.Val, 0, len(findings))
				for _, program := range finally {
					answers = append(answers, ask(program, &its))
				}
				r.systems[n] = answers
			}
			return r
		},
		Flatten: flatten,
	})
}

// converted gives a fact the type that CEL computes with, once, so that no evaluation has to.
func converted(given map[string]any) map[string]any {
	for name, value := range given {
		switch v := value.(type) {
		case []any:
			words := make([]string, len(v))
			for i := range v {
				words[i] = v[i].(string)
			}
			given[name] = types.NewStringList(types.DefaultTypeAdapter, words)
		default:
			given[name] = types.DefaultTypeAdapter.NativeToValue(v)
		}
	}
	return given
}

func parse(line []byte) company {
	var plain struct {
		ID             string           `json:"id"`
		IsUndertaking  *bool            `json:"is_undertaking"`
		FinancialYears []map[string]any `json:"financial_years"`
		AISystems      []map[string]any `json:"ai_systems"`
	}
	timing.Check(json.Unmarshal(line, &plain))
	c := company{id: plain.ID, given: map[string]any{}}
	if plain.IsUndertaking != nil {
		c.given["is_undertaking"] = types.Bool(*plain.IsUndertaking)
	}
	for i, year := range []string{"first_year", "middle_year", "last_year"} {
		figures := map[string]float64{}
		for name, value := range plain.FinancialYears[i] {
			if number, ok := value.(float64); ok {
				figures[name] = number
			}
		}
		c.given[year] = types.DefaultTypeAdapter.NativeToValue(figures)
	}
	for _, s := range plain.AISystems {
		c.systems = append(c.systems, system{s["id"].(string), converted(s)})
	}
	return c
}

func word(value ref.Val) string {
	switch v := value.(type) {
	case nil:
		return "unknown"
	case types.Bool:
		if v {
			return "yes"
		}
		return "no"
	}
	return value.Value().(string)
}

func flatten(c *company, r result) timing.Answer {
	answer := timing.Answer{
		ID:       c.id,
		Outcomes: map[string]string{"is_sme": word(r.outcomes[0]), "size_class": word(r.outcomes[1])},
		Amounts:  map[string]any{},
	}
	for i, f := range fines {
		answer.Amounts["fine_ceiling."+f.name] = "unknown"
		if r.amounts[i] != nil {
			answer.Amounts["fine_ceiling."+f.name] = r.amounts[i].Value()
		}
	}
	for n, s := range c.systems {
		for i, f := range findings {
			answer.Outcomes[s.id+"."+f.name] = word(r.systems[n][i])
		}
	}
	return answer
}
