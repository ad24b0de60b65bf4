#!/usr/bin/env bash
# Durable submissions, no-op jobs end to end, and the idle pick-up latency, on this machine.
#   bench/queue/queue.sh [RUNS]
set -euo pipefail
cd "$(dirname "$0")/../.."
cmake --preset release -DJOBHOST_BENCH=ON >/dev/null
cmake --build --preset release --target jobhost queue_load noop >/dev/null
exec python3 bench/queue/queue.py build/release "${1:-5}"
