#!/bin/bash
# W1: all 4,851 dual-SMA pairs 2..100 on 5,031 daily bars of the S&P 500, 10 bps, four metrics: vectorbt and our kernel,
# side by side in one run. Results of every pair are compared before any time is printed; a difference ends it with 1.
#
# Usage: bench/quant/w1.sh [BUILD_FOLDER]     see vectorbt_environment.sh
set -euo pipefail
program=w1_kernel
# shellcheck source=bench/quant/vectorbt_environment.sh
source "$(dirname "$0")/vectorbt_environment.sh"

# Alternating, so that a change in the machine's speed meets both.
for run in $(seq "$runs"); do
  echo "run $run of $runs" >&2
  taskset -c 0 "$kernel" "$bars" "$work/kernel.csv" 21 > "$work/kernel.$run.json"
  taskset -c 0 "$venv/bin/python" "$root/bench/quant/w1_vectorbt.py" "$bars" "$work/vectorbt.csv" > "$work/vectorbt.$run.json"
done
"$venv/bin/python" "$root/bench/quant/vectorbt_compare.py" W1 "$work" "$runs"
