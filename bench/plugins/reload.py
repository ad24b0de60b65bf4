#!/usr/bin/env python3
"""How long a new plugin file takes to become active on a running host.

reload.py JOBHOST PLUGIN [TIMES]: each time the file is replaced (by a rename) with one of another content, once
with POST /v1/reload right after it and once left to the watch on the file. Prints minimum, median and maximum.
"""
import json
import pathlib
import statistics
import subprocess
import sys
import tempfile
import time
import urllib.request


def call(address, method, path):
    request = urllib.request.Request(f"http://{address}{path}", method=method, data=b"{}" if method == "POST" else None)
    request.add_header("Content-Type", "application/json")
    with urllib.request.urlopen(request) as answer:
        return json.load(answer)


def wait_for(condition):
    deadline = time.monotonic() + 30
    while time.monotonic() < deadline:
        found = condition()
        if found:
            return found
        time.sleep(0.001)
    raise SystemExit("reload: nothing happened for 30 s")


def active(address):
    newest = call(address, "GET", "/v1/plugins?limit=1")["plugins"][0]
    return newest["generation"] if newest["state"] == "active" else None


def replace(plugin, original, number):
    # Bytes behind the end of an ELF file mean nothing, but to the digest.
    beside = plugin.with_suffix(".new")
    beside.write_bytes(original + f"copy {number}".encode())
    beside.rename(plugin)


def measure(address, plugin, original, numbers, by_request):
    times = []
    for number in numbers:
        before = active(address)
        replace(plugin, original, number)
        start = time.monotonic()
        if by_request:
            call(address, "POST", "/v1/reload")
        wait_for(lambda: (active(address) or before) != before)
        times.append((time.monotonic() - start) * 1000)
    return times


def main():
    if len(sys.argv) < 3:
        raise SystemExit(__doc__)
    jobhost, source = (pathlib.Path(argument).resolve() for argument in sys.argv[1:3])
    times = int(sys.argv[3]) if len(sys.argv) > 3 else 30
    with tempfile.TemporaryDirectory() as name:
        folder = pathlib.Path(name)
        plugin = folder / "plugin.so"
        original = source.read_bytes()
        plugin.write_bytes(original)
        (folder / "jobs.yaml").write_text("logging: {level: error}\njob_types:\n  bench:\n    plugin: plugin.so\n")
        host = subprocess.Popen([jobhost, "serve", "--config", folder / "jobs.yaml", "--listen", "127.0.0.1:0",
                                 "--data", folder / "data"], stdout=subprocess.DEVNULL)
        try:
            address_file = folder / "data" / "address"
            wait_for(lambda: address_file.exists() and address_file.read_text().endswith("\n"))
            address = address_file.read_text().strip()
            for title, by_request, first in (("asked for", True, 0), ("seen by the watch", False, times)):
                got = measure(address, plugin, original, range(first, first + times), by_request)
                print(f"replaced to active, {title}: min {min(got):.1f}, median {statistics.median(got):.1f}, "
                      f"max {max(got):.1f} ms ({times} times)")
        finally:
            host.terminate()
            host.wait()


if __name__ == "__main__":
    main()
