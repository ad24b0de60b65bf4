#!/usr/bin/env bash
# From nothing to a stored result: installs, builds, starts the host, imports the bundled S&P 500 bars, runs an
# optimization through the REST API and shows the ten best combinations. Then keeps serving until Ctrl-C.
#   scripts/run.sh [--once]     --once: stop the host and exit after the table
#   JOBHOST_LISTEN=127.0.0.1:9000 scripts/run.sh     another address than 127.0.0.1:8080
set -euo pipefail
cd "$(dirname "$0")/.."

once=no
case "${1:-}" in
  '') ;;
  --once) once=yes ;;
  *) echo "usage: scripts/run.sh [--once]" >&2; exit 2 ;;
esac

scripts/setup.sh release jobhost optimization

jobhost=build/release/bin/jobhost
data=${JOBHOST_DATA:-var}
listen=${JOBHOST_LISTEN:-127.0.0.1:8080}
if [ -z "${JOBHOST_LISTEN:-}" ] && (exec 3<>"/dev/tcp/127.0.0.1/8080") 2>/dev/null; then
  echo "run: port 8080 is taken, using a free one"
  listen=127.0.0.1:0
fi

rm -f "$data/address"
"$jobhost" serve --config jobs.yaml --listen "$listen" --data "$data" &
host=$!
stop_host() { kill -TERM "$host" 2>/dev/null || true; wait "$host" 2>/dev/null || true; }
trap stop_host EXIT
trap 'exit 130' INT TERM

for _ in $(seq 200); do
  [ -s "$data/address" ] && break
  kill -0 "$host" 2>/dev/null || { wait "$host" || exit $?; exit 1; }
  sleep 0.05
done
[ -s "$data/address" ] || { echo "run: the host did not start within 10 s" >&2; exit 1; }
server="http://$(cat "$data/address")"

if ! "$jobhost" --server "$server" data list --json | grep -q '"symbol":"SP500"'; then
  "$jobhost" --server "$server" data import examples/sp500_daily.csv --symbol SP500 --timeframe 1d \
    --source "python package arch, NCSA licence"
fi
"$jobhost" --server "$server" submit --file examples/optimization_sma_cross.json --wait

if [ "$once" = yes ]; then exit 0; fi
echo
echo "jobhost keeps serving on $server (Ctrl-C stops it). Try: $jobhost jobs"
wait "$host"
