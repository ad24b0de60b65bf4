#!/bin/bash
# W3: 64 stop-losses x 64 take-profits on the SMA 10/30 crossover, 5,031 daily bars of the S&P 500, 10 bps, four metrics:
# vectorbt (sl_stop, tp_stop on open, high, low and close) and our sweep, side by side in one run. Results of every
# combination are compared before any time is printed; a difference ends it with 1.
#
# Usage: bench/quant/w3.sh [BUILD_FOLDER]     see vectorbt_environment.sh
set -euo pipefail
program=sweep_kernel
# shellcheck source=bench/quant/vectorbt_environment.sh
source "$(dirname "$0")/vectorbt_environment.sh"

for run in $(seq "$runs"); do
  echo "run $run of $runs" >&2
  taskset -c 0 "$kernel" w3 "$bars" "$work/kernel.csv" 21 > "$work/kernel.$run.json"
  taskset -c 0 "$venv/bin/python" "$root/bench/quant/w3_vectorbt.py" "$bars" "$work/vectorbt.csv" > "$work/vectorbt.$run.json"
done
"$venv/bin/python" "$root/bench/quant/vectorbt_compare.py" W3 "$work" "$runs"
