#!/bin/bash
# W5: NSGA-II, six parameters, two objectives, 10,000 backtests on 5,031 daily bars of the S&P 500: ours and Optuna's
# with vectorbt, same seeds, one after the other. Objectives of 300 trials are compared first; a difference ends it
# with 1.
#
# Usage: bench/quant/w5.sh [BUILD_FOLDER]     see vectorbt_environment.sh; SEEDS=3
set -euo pipefail
program=w5_nsga2
# shellcheck source=bench/quant/vectorbt_environment.sh
source "$(dirname "$0")/vectorbt_environment.sh"
seeds=${SEEDS:-3}
payload=$root/bench/quant/w5_payload.json
peer=("$venv/bin/python" "$root/bench/quant/w5_optuna.py" "$bars" "$payload")

"$kernel" "$bars" "$payload" 1 "$work/jobhost.1.csv" > /dev/null
"${peer[@]}" 1 - check "$work/jobhost.1.csv"
for seed in $(seq "$seeds"); do
  echo "seed $seed of $seeds" >&2
  taskset -c 0 "$kernel" "$bars" "$payload" "$seed" "$work/jobhost.$seed.csv" > "$work/jobhost.$seed.json"
  taskset -c 0 "${peer[@]}" "$seed" "$work/optuna.$seed.csv" > "$work/optuna.$seed.json"
done
"$venv/bin/python" "$root/bench/quant/w5_compare.py" "$work" "$seeds"
