#!/bin/sh
# Durable submissions per second: 64 keep-alive connections of wrk against the HTTP layer and a fresh SQLite store
# (WAL, synchronous=FULL: an fsync before every 202) on the disk of FOLDER.
#   submit.sh SUBMIT_SERVER [SECONDS] [FOLDER]
set -eu
server=$1
seconds=${2:-10}
folder=$(mktemp -d "${3:-/var/tmp}/jobhost-submit-XXXXXX")
here=$(dirname "$0")

"$server" "$folder" > "$folder/address" &
pid=$!
trap 'kill "$pid" 2>/dev/null; wait "$pid" 2>/dev/null; rm -rf "$folder"' EXIT
tries=0
until [ -s "$folder/address" ]; do
  tries=$((tries + 1))
  [ "$tries" -lt 100 ] || { echo "the server does not start" >&2; exit 1; }
  sleep 0.1
done
wrk --threads 2 --connections 64 --duration "${seconds}s" --script "$here/submit.lua" "http://$(cat "$folder/address")"
curl -s "http://$(cat "$folder/address")/metrics" | grep -E 'batch_size_(sum|count)'
