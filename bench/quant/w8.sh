#!/bin/bash
# W8: every indicator that TA-Lib has, on random bars: TA-Lib's C library (inside its wheel from PyPI; one call computes the
# whole series, so Python's share is nothing) and ours, side by side in one run. Results at every bar are compared before any
# time is printed; a difference ends it with 1.
#
# Usage: bench/quant/w8.sh [BUILD_FOLDER]     RUNS=5, BARS=1000000 by default; VENV=folder to use another environment;
# TALIB=0.6.8 for another version. BARS=20000 REPEATS=50 fits the second-level cache.
# BUILD_FOLDER has bin/w8_indicators (configured with -DJOBHOST_BENCH=ON); default build/bench, built if needed.
set -euo pipefail

root=$(cd "$(dirname "$0")/../.." && pwd)
build=${1:-$root/build/bench}
talib=${TALIB:-0.6.8}
venv=${VENV:-$root/build/bench-venv-talib-$talib}
runs=${RUNS:-5}
repeats=${REPEATS:-1}
pins="TA-Lib==$talib numpy==2.4.6"

kernel=$build/bin/w8_indicators
if [ ! -x "$kernel" ]; then
  cmake -S "$root" -B "$build" -G Ninja -DCMAKE_BUILD_TYPE=RelWithDebInfo -DJOBHOST_BENCH=ON > /dev/null
  cmake --build "$build" --target w8_indicators -j "$(nproc)"
fi

# The private environment: made once, made again when the pins change.
if [ "$(cat "$venv/.pins" 2> /dev/null)" != "$pins" ]; then
  echo "making a Python environment with $pins in $venv" >&2
  python3 -m venv "$venv"
  # shellcheck disable=SC2086
  "$venv/bin/pip" install --quiet $pins
  echo "$pins" > "$venv/.pins"
fi

work=$(mktemp -d)
trap 'rm -r "$work"' EXIT
mkdir "$work/talib"
python="$venv/bin/python $root/bench/quant"
$python/w8_talib.py bars "$work" "${BARS:-1000000}"

# Alternating, so that a change in the machine's speed meets both.
for run in $(seq "$runs"); do
  echo "run $run of $runs" >&2
  taskset -c 0 "$kernel" "$work/bars.bin" "$work/calls.txt" "$work" 5 "$repeats" > "$work/kernel.$run.json"
  taskset -c 0 $python/w8_talib.py run "$work" 5 "$repeats" > "$work/talib.$run.json"
done
$python/w8_compare.py "$work" "$runs"
