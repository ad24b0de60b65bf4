#!/usr/bin/env bash
# What a runner costs (spawn to ready, a no-op job, memory when idle) and how long a reload takes, on this machine.
#   bench/plugins/plugins.sh
set -euo pipefail
cd "$(dirname "$0")/../.."
cmake --preset release -DJOBHOST_BENCH=ON >/dev/null
cmake --build --preset release --target jobhost runner_costs noop >/dev/null
build/release/bin/runner_costs build/release/bin/jobhost build/release/plugins/noop.so
exec python3 bench/plugins/reload.py build/release/bin/jobhost build/release/plugins/noop.so
