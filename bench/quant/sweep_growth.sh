#!/bin/bash
# W1 to W4 of the sweep alone, on one thread and on all cores: how time and memory grow with bars, combinations and
# folds (w1: 4,851 pairs, 5,031 bars; w1-ema-both: the same with exponential averages and shorts; w2a: 5,000 pairs,
# 20,000 bars; w2b: 10,000 pairs, 200,000 bars; w3: 4,096 stop sets; w4: w1 in 10 anchored and 10 rolling folds).
# No peer can do these in one run; results are held to run_backtest by the tests.
#
# Usage: bench/quant/sweep_growth.sh KERNEL     build/bench/bin/sweep_kernel; RUNS=11 by default
set -euo pipefail
root=$(cd "$(dirname "$0")/../.." && pwd)
kernel=${1:-$root/build/bench/bin/sweep_kernel}
bars=$root/examples/sp500_daily.csv

for workload in w1 w1-ema-both w2a w2b w3 w4; do
  for threads in 1 $(nproc); do
    # On one core: the same core in all runs.
    pin=$([ "$threads" = 1 ] && echo "taskset -c 0" || true)
    $pin "$kernel" "$workload" "$bars" - "${RUNS:-11}" "$threads" | python3 -c '
import json, statistics, sys
run = json.load(sys.stdin)
wall, cpu = run["seconds"], run["cpu"]
print("{workload:12} {combinations:6} combinations {bars:7} bars {threads} threads: ".format(**run)
      + f"median {statistics.median(wall) * 1e3:8.1f} ms, best {min(wall) * 1e3:8.1f} ms, CPU {min(cpu) * 1e3:8.1f} ms, "
      + "peak {} MB".format(run["peak_kb"] // 1024))'
  done
done
