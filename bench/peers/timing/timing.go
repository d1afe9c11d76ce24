// Package timing holds what the Go peers share: arguments, reading, the two timed works and the line they print.
package timing

import (
	"bufio"
	"bytes"
	"encoding/json"
	"flag"
	"fmt"
	"os"
	"runtime/debug"
	"strconv"
	"strings"
	"syscall"
	"time"
)

// Answer is what is said of one company, as every peer writes it.
type Answer struct {
	ID       string            `json:"id"`
	Outcomes map[string]string `json:"outcomes"`
	Amounts  map[string]any    `json:"amounts"`
}

// Peer evaluates workload A: T is a company in the form that its library takes, R what the library answers.
type Peer[T, R any] struct {
	Name, Module string
	Parse        func(line []byte) T
	Evaluate     func(company *T) R
	Flatten      func(company *T, result R) Answer
}

// Check ends the program: no peer goes on with half an answer.
func Check(err error) {
	if err != nil {
		fmt.Fprintln(os.Stderr, err)
		os.Exit(1)
	}
}

type measured struct {
	Peer       string    `json:"peer"`
	Version    string    `json:"version"`
	What       string    `json:"what"`
	Companies  int       `json:"companies"`
	Seconds    []float64 `json:"seconds"`
	CPUSeconds []float64 `json:"cpu_seconds"`
	PeakKB     int       `json:"peak_kb"`
}

// Run does what the arguments say.
func Run[T, R any](peer Peer[T, R]) {
	data := flag.String("data", "", "NDJSON of plain companies")
	out := flag.String("out", os.DevNull, "where answers go, one line a company")
	what := flag.String("time", "", "evaluate or end_to_end; without it the answers are written once")
	warmup := flag.Int("warmup", 1, "untimed passes")
	repetitions := flag.Int("repetitions", 5, "timed passes")
	flag.Parse()

	if *what == "" {
		endToEnd(peer, *data, *out)
		return
	}
	var companies []T
	pass := func() int { return endToEnd(peer, *data, *out) }
	if *what == "evaluate" {
		content, err := os.ReadFile(*data)
		Check(err)
		for _, line := range bytes.Split(bytes.TrimSpace(content), []byte("\n")) {
			companies = append(companies, peer.Parse(line))
		}
		content = nil
		pass = func() int {
			for i := range companies {
				peer.Evaluate(&companies[i])
			}
			return len(companies)
		}
	}
	line := measured{Peer: peer.Name, Version: version(peer.Module), What: *what}
	for i := 0; i < *warmup+*repetitions; i++ {
		cpu, started := processor(), time.Now()
		line.Companies = pass()
		if i >= *warmup {
			line.Seconds = append(line.Seconds, time.Since(started).Seconds())
			line.CPUSeconds = append(line.CPUSeconds, processor()-cpu)
		}
	}
	line.PeakKB = peak()
	Check(json.NewEncoder(os.Stdout).Encode(line))
}

func endToEnd[T, R any](peer Peer[T, R], data, out string) int {
	input, err := os.Open(data)
	Check(err)
	defer input.Close()
	output, err := os.Create(out)
	Check(err)
	defer output.Close()
	buffer := bufio.NewWriterSize(output, 1<<20)
	encoder := json.NewEncoder(buffer)
	lines := bufio.NewScanner(input)
	lines.Buffer(make([]byte, 1<<20), 1<<20)
	count := 0
	for lines.Scan() {
		company := peer.Parse(lines.Bytes())
		Check(encoder.Encode(peer.Flatten(&company, peer.Evaluate(&company))))
		count++
	}
	Check(lines.Err())
	Check(buffer.Flush())
	return count
}

func processor() float64 {
	var usage syscall.Rusage
	Check(syscall.Getrusage(syscall.RUSAGE_SELF, &usage))
	return float64(usage.Utime.Nano()+usage.Stime.Nano()) / 1e9
}

func peak() int {
	status, err := os.ReadFile("/proc/self/status")
	Check(err)
	for _, line := range strings.Split(string(status), "\n") {
		if fields := strings.Fields(line); len(fields) > 1 && fields[0] == "VmHWM:" {
			kb, err := strconv.Atoi(fields[1])
			Check(err)
			return kb
		}
	}
	return 0
}

func version(module string) string {
	if build, ok := debug.ReadBuildInfo(); ok {
		for _, dependency := range build.Deps {
			if dependency.Path == module {
				return dependency.Version
			}
		}
	}
	return "unknown"
}
