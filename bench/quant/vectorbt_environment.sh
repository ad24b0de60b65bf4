# Sourced by the benchmarks that run vectorbt: sets root, build, venv, runs, bars and work; builds the program named in
# $program when it is not there. $1: the build folder (configured with -DJOBHOST_BENCH=ON); default build/bench.
# VENV=folder to use another environment, RUNS=5 by default.
root=$(cd "$(dirname "${BASH_SOURCE[0]}")/../.." && pwd)
build=${1:-$root/build/bench}
venv=${VENV:-$root/build/bench-venv}
runs=${RUNS:-5}
bars=$root/examples/sp500_daily.csv
pins="vectorbt==1.1.0 numba==0.68.1 numpy==2.4.6 pandas==3.1.1 plotly==5.24.1 optuna==5.0.0"

kernel=$build/bin/$program
if [ ! -x "$kernel" ]; then
  cmake -S "$root" -B "$build" -G Ninja -DCMAKE_BUILD_TYPE=RelWithDebInfo -DJOBHOST_BENCH=ON > /dev/null
  cmake --build "$build" --target "$program" -j "$(nproc)"
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
