"""Drives a host for the queue figures. queue.py BUILD_FOLDER RUNS; started by queue.sh.

Each run has a host, a data folder and a database of its own, so no run profits from another. What is printed is the
median of the runs, with the smallest and the largest.
"""
import contextlib
import datetime
import http.client
import json
import os
import pathlib
import re
import signal
import statistics
import subprocess
import sys
import tempfile
import time

BUILD = pathlib.Path(sys.argv[1]).resolve()
RUNS = int(sys.argv[2])
CONNECTIONS = 64
SUBMISSIONS = 100_000
JOBS = 50_000
PICK_UPS = 300
FAR = "2999-01-01T00:00:00Z"

CONFIG = """
server: {{threads: 2}}
logging: {{level: warning}}
job_types:
  noop:
    plugin: {plugins}/noop.so
    concurrency: 2
"""


@contextlib.contextmanager
def host():
    with tempfile.TemporaryDirectory(prefix="jobhost-bench-") as folder:
        config = pathlib.Path(folder, "jobs.yaml")
        config.write_text(CONFIG.format(plugins=BUILD / "plugins"))
        process = subprocess.Popen(
            [BUILD / "bin/jobhost", "serve", "--config", config, "--listen", "127.0.0.1:0", "--data", f"{folder}/data"],
            stdout=subprocess.DEVNULL)
        address = pathlib.Path(folder, "data/address")
        deadline = time.monotonic() + 20
        while not (address.exists() and address.read_text().endswith("\n")):
            if process.poll() is not None or time.monotonic() > deadline:
                sys.exit("the host did not start")
            time.sleep(0.01)
        try:
            yield address.read_text().strip()
        finally:
            process.send_signal(signal.SIGTERM)
            process.wait(60)


def submit(address, count, job):
    ip, port = address.split(":")
    run = subprocess.run([BUILD / "bin/queue_load", ip, port, str(CONNECTIONS), str(count), json.dumps(job)],
                         check=True, capture_output=True, text=True)
    done = json.loads(run.stdout)
    if done["other"]:
        sys.exit(f"{done['other']} submissions were not accepted")
    return done


def request(connection, method, path, body=None):
    connection.request(method, path, body, {"Content-Type": "application/json"} if body else {})
    answer = connection.getresponse()
    return answer.status, answer.read()


def finished(connection):
    text = request(connection, "GET", "/metrics")[1].decode()
    return sum(float(n) for n in re.findall(r'^jobhost_jobs_finished_total\{.*state="succeeded".*\} (\S+)$', text, re.M))


def submissions_per_second():
    """Stored and answered with 202. run_at lies far ahead, so that nothing but storing is measured."""
    with host() as address:
        done = submit(address, SUBMISSIONS, {"type": "noop", "payload": {}, "run_at": FAR})
        return SUBMISSIONS / done["seconds"], done["p99_ms"]


def jobs_per_second():
    """From the first POST until the last of JOBS results is stored, submissions and runs at the same time."""
    with host() as address:
        connection = http.client.HTTPConnection(address)
        start = time.monotonic()
        submit(address, JOBS, {"type": "noop", "payload": {}})
        while finished(connection) < JOBS:
            if time.monotonic() - start > 120:
                sys.exit("jobs are missing")
            time.sleep(0.01)
        return JOBS / (time.monotonic() - start)


def pick_up_ms():
    """From just before the POST to the job's started_at, one job at a time, the host idle otherwise."""
    values = []
    with host() as address:
        connection = http.client.HTTPConnection(address)
        body = json.dumps({"type": "noop", "payload": {}})
        for _ in range(PICK_UPS):
            sent = time.time()
            status, answer = request(connection, "POST", "/v1/jobs", body)
            assert status == 202, answer
            job = json.loads(request(connection, "GET", f"/v1/jobs/{json.loads(answer)['id']}?wait=10s")[1])
            assert job["state"] == "succeeded", job
            started = datetime.datetime.fromisoformat(job["started_at"].replace("Z", "+00:00")).timestamp()
            values.append((started - sent) * 1000)
            time.sleep(0.005)
    values.sort()
    return values[len(values) // 2], values[int(len(values) * 0.99)]


def spread(values, digits=0):
    return f"{statistics.median(values):,.{digits}f} ({min(values):,.{digits}f} to {max(values):,.{digits}f})"


def main():
    version = subprocess.run([BUILD / "bin/jobhost", "--version"], capture_output=True, text=True).stdout.strip()
    sqlite = subprocess.run(["dpkg-query", "-W", "-f", "${Version}", "libsqlite3-0"], capture_output=True, text=True).stdout
    print(f"jobhost {version}, SQLite {sqlite}, WAL, synchronous=FULL, group commit; {os.cpu_count()} "
          f"cores shared with the client; median of {RUNS} runs (smallest to largest)")
    stored = [submissions_per_second() for _ in range(RUNS)]
    print(f"durable submissions over HTTP, {CONNECTIONS} connections, fsync before every 202: "
          f"{spread([s[0] for s in stored])} /s, p99 {spread([s[1] for s in stored], 1)} ms")
    print(f"no-op jobs end to end, stored, run in a runner process, result stored: "
          f"{spread([jobs_per_second() for _ in range(RUNS)])} /s")
    picked = [pick_up_ms() for _ in range(RUNS)]
    print(f"idle pick-up, POST to running: p50 {spread([p[0] for p in picked], 2)} ms, "
          f"p99 {spread([p[1] for p in picked], 2)} ms")


main()
