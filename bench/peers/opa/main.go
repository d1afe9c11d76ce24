// Workload A by Open Policy Agent: one prepared query, inputs already parsed to its own terms.
package main

import (
	"bytes"
	"context"
	_ "embed"
	"encoding/json"

	"github.com/open-policy-agent/opa/v1/ast"
	"github.com/open-policy-agent/opa/v1/rego"

	"jurat-peers/timing"
)

//go:embed workload_a.rego
var policy string

type company struct {
	id    string
	input ast.Value
}

func main() {
	ctx := context.Background()
	query, err := rego.New(
		rego.Query("data.workload_a.answer"),
		rego.Module("workload_a.rego", policy),
		rego.StrictBuiltinErrors(true),
	).PrepareForEval(ctx)
	timing.Check(err)

	timing.Run(timing.Peer[company, map[string]any]{
		Name:   "opa",
		Module: "github.com/open-policy-agent/opa",
		Parse: func(line []byte) company {
			decoder := json.NewDecoder(bytes.NewReader(line))
			decoder.UseNumber()
			var plain map[string]any
			timing.Check(decoder.Decode(&plain))
			input, err := ast.InterfaceToValue(plain)
			timing.Check(err)
			return company{plain["id"].(string), input}
		},
		Evaluate: func(c *company) map[string]any {
			results, err := query.Eval(ctx, rego.EvalParsedInput(c.input))
			timing.Check(err)
			return results[0].Expressions[0].Value.(map[string]any)
		},
		Flatten: flatten,
	})
}

func flatten(c *company, result map[string]any) timing.Answer {
	outcomes := map[string]string{
		"is_sme":     result["is_sme"].(string),
		"size_class": result["size_class"].(string),
	}
	for system, findings := range result["systems"].(map[string]any) {
		for name, outcome := range findings.(map[string]any) {
			outcomes[system+"."+name] = outcome.(string)
		}
	}
	amounts := map[string]any{}
	for tier, amount := range result["fine_ceiling"].(map[string]any) {
		amounts["fine_ceiling."+tier] = amount
	}
	return timing.Answer{ID: c.id, Outcomes: outcomes, Amounts: amounts}
}
