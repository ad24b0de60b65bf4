#!/usr/bin/env bash
# Everything that CI runs: installs what is missing, builds, and runs all tests three times over:
#   release   every test
#   asan      every test under AddressSanitizer and UndefinedBehaviorSanitizer
#   tsan      unit and conformance tests of what has threads under ThreadSanitizer
# scripts/test.sh [PRESET ...]     only these. The last line is the count of tests.
set -euo pipefail
cd "$(dirname "$0")/.."

presets=("$@")
[ ${#presets[@]} -gt 0 ] || presets=(release asan tsan)

export ASAN_OPTIONS=${ASAN_OPTIONS:-detect_leaks=1:handle_abort=0:abort_on_error=0}
export UBSAN_OPTIONS=${UBSAN_OPTIONS:-print_stacktrace=1:halt_on_error=1}
export TSAN_OPTIONS=${TSAN_OPTIONS:-halt_on_error=1:second_deadlock_stack=1:suppressions=$PWD/tests/tsan.supp}

passed=0
failed=0
log=$(mktemp)
trap 'rm -f "$log"' EXIT

for preset in "${presets[@]}"; do
  selection=()
  targets=()
  if [ "$preset" = tsan ]; then
    selection=(--label-regex '^(unit|conformance)$')
    targets=(unit_and_conformance_tests)
  fi
  started=$SECONDS
  scripts/setup.sh "$preset" "${targets[@]}"
  built=$SECONDS
  echo "test: $preset"
  ctest --test-dir "build/$preset" --parallel 2 --output-on-failure --no-tests=error --timeout 120 \
    "${selection[@]}" >"$log" 2>&1 || true
  grep -vE '^ *[0-9]+/[0-9]+ Test +#[0-9]+: .* +Passed |^ +Start ' "$log" || true
  grep -ohE 'SKIPPED: .*' "build/$preset/Testing/Temporary/LastTest.log" | sort -u || true
  summary=$(grep -E '^[0-9]+% tests passed, [0-9]+ tests failed out of [0-9]+' "$log" || true)
  [ -n "$summary" ] || { echo "test: ctest ended without a summary for $preset" >&2; failed=$((failed + 1)); continue; }
  total=$(sed -E 's/.*out of ([0-9]+).*/\1/' <<<"$summary")
  bad=$(sed -E 's/.*passed, ([0-9]+) tests failed.*/\1/' <<<"$summary")
  passed=$((passed + total - bad))
  failed=$((failed + bad))
  echo "test: $preset built in $((built - started)) s, tested in $((SECONDS - built)) s"
done

echo "$passed passed, $failed failed"
[ "$failed" -eq 0 ]
