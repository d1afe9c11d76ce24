#!/usr/bin/env bash
# What a whole cold process costs: `check` from source and `test` with coverage and mutation, against an empty program
# in the same run, and its memory.
# Usage: bench/process_bench.sh [BINARY] [RUNS]
set -euo pipefail
cd "$(dirname "$0")/.."
binary=${1:-build/release/bin/jurat}
runs=${2:-40}

# The median of wall times in microseconds.
median() {
  local i start end
  for ((i = 0; i < runs; i++)); do
    start=${EPOCHREALTIME/./}
    "$@" >/dev/null 2>&1 || true
    end=${EPOCHREALTIME/./}
    echo $((end - start))
  done | sort -n | sed -n "$((runs / 2 + 1))p"
}
memory() { /usr/bin/env python3 - "$@" <<'PY'
import resource, subprocess, sys
subprocess.run(sys.argv[1:], stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL)
print(resource.getrusage(resource.RUSAGE_CHILDREN).ru_maxrss)
PY
}

# Lines of the rule files that a run reads: files of tests alone are left unread.
lines_of() { find "$@" -name '*.jurat' ! -name 'tests*' -exec cat {} + | wc -l; }

empty=$(median /bin/true)
version=$(median "$binary" --version)
check=(check examples/acme-robotics.yaml --as-of 2026-11-23)
all=$(median "$binary" "${check[@]}")
few=$(median "$binary" "${check[@]}" --rules eu.ai_act)
echo "| what | median of $runs, ms | rule lines read | memory, MB |"
echo "|---|---|---|---|"
row() { awk -v n="$1" -v t="$2" -v l="$3" -v m="$4" 'BEGIN { printf "| %s | %.1f | %s | %s |\n", n, t / 1000, l, m }'; }
row "an empty program" "$empty" "" ""
row "\`jurat --version\`" "$version" "" ""
row "\`check\`, the default packs" "$all" "$(lines_of rules/common rules/eu/sme rules/eu/ai_act rules/us/nist_ai_rmf)" "$(($(memory "$binary" "${check[@]}") / 1024))"
row "\`check --rules eu.ai_act\`" "$few" "$(lines_of rules/common rules/eu/sme rules/eu/ai_act)" "$(($(memory "$binary" "${check[@]}" --rules eu.ai_act) / 1024))"
row "\`lint rules\`, which reads tests too" "$(median "$binary" lint rules)" "$(find rules -name '*.jurat' -exec cat {} + | wc -l)" "$(($(memory "$binary" lint rules) / 1024))"

# The author's tools, in fewer runs: they last longer.
runs=5
tests=$(median "$binary" test rules/)
coverage=$(median "$binary" test rules/ --coverage)
mutation=$(median "$binary" test rules/eu/ai_act --mutate)
every=$(median "$binary" test rules/ --mutate)
echo
echo "| what | median of $runs, ms | rule lines | memory, MB |"
echo "|---|---|---|---|"
all_lines=$(find rules -name '*.jurat' -print0 | xargs -0 cat | wc -l)
row "\`test rules/\`" "$tests" "$all_lines" "$(($(memory "$binary" test rules/) / 1024))"
row "\`test rules/ --coverage\`" "$coverage" "$all_lines" "$(($(memory "$binary" test rules/ --coverage) / 1024))"
row "\`test rules/eu/ai_act --mutate\`" "$mutation" "" "$(($(memory "$binary" test rules/eu/ai_act --mutate) / 1024))"
row "\`test rules/ --mutate\`" "$every" "$all_lines" "$(($(memory "$binary" test rules/ --mutate) / 1024))"
