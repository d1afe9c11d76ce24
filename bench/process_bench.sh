#!/usr/bin/env bash
# What a whole cold process costs: `check` from source, against an empty program in the same run, and its memory.
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
