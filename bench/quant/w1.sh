#!/bin/bash
# W1: all 4,851 dual-SMA pairs 2..100 on 5,031 daily bars of the S&P 500, 10 bps, four metrics: vectorbt and our kernel,
# side by side in one run. Results of every pair are compared before any time is printed; a difference ends it with 1.
#
# Usage: bench/quant/w1.sh [BUILD_FOLDER]     RUNS=5 by default; VENV=folder to use another environment
# BUILD_FOLDER has bench/quant/w1_kernel (configured with -DJOBHOST_BENCH=ON); default build/bench, built if needed.
set -euo pipefail

root=$(cd "$(dirname "$0")/../.." && pwd)
build=${1:-$root/build/bench}
venv=${VENV:-$root/build/bench-venv}
runs=${RUNS:-5}
bars=$root/examples/sp500_daily.csv
pins="vectorbt==1.1.0 numba==0.68.1 numpy==2.4.6 pandas==3.1.1 plotly==5.24.1"

kernel=$build/bench/quant/w1_kernel
if [ ! -x "$kernel" ]; then
  cmake -S "$root" -B "$build" -G Ninja -DCMAKE_BUILD_TYPE=RelWithDebInfo -DJOBHOST_BENCH=ON > /dev/null
  cmake --build "$build" --target w1_kernel -j "$(nproc)"
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

# Alternating, so that a change in the machine's speed meets both.
for run in $(seq "$runs"); do
  echo "run $run of $runs" >&2
  taskset -c 0 "$kernel" "$bars" "$work/kernel.csv" 21 > "$work/kernel.$run.json"
  taskset -c 0 "$venv/bin/python" "$root/bench/quant/w1_vectorbt.py" "$bars" "$work/vectorbt.csv" > "$work/vectorbt.$run.json"
done
"$venv/bin/python" "$root/bench/quant/w1_compare.py" "$work" "$runs"
