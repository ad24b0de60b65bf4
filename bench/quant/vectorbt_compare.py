"""Compares the rows of both programs; only when all agree does it print times. Exit code 1 when they do not.

Usage: vectorbt_compare.py NAME FOLDER RUNS
"""
import json
import os
import statistics
import sys

import pandas as pd

TOLERANCE = 1e-9


def check_rows(name, folder):
    ours = pd.read_csv(f"{folder}/kernel.csv", index_col=[0, 1])
    theirs = pd.read_csv(f"{folder}/vectorbt.csv", index_col=[0, 1])
    if not ours.index.equals(theirs.index):
        sys.exit(f"{name}: the programs did not compute the same combinations; no times")
    wrong_trades = int((ours["trades"] != theirs["trades"]).sum())
    columns = ["total_return", "sharpe", "max_drawdown"]
    # isna: a NaN on either side must not pass as "not above the tolerance".
    missing = int(ours[columns].isna().sum().sum() + theirs[columns].isna().sum().sum())
    worst = {column: float((ours[column] - theirs[column]).abs().max()) for column in columns}
    if wrong_trades or missing or max(worst.values()) > TOLERANCE:
        sys.exit(f"{name}: results differ ({wrong_trades} trade counts, {missing} missing, largest {worst}); no times")
    largest = ", ".join(f"{column} {difference:.1e}" for column, difference in worst.items())
    print(f"{name} results: {len(ours)} of {len(ours)} rows equal; trades exactly, largest differences: {largest}")


def read(folder, name, runs):
    return [json.load(open(f"{folder}/{name}.{run}.json")) for run in range(1, runs + 1)]


def main():
    name, folder, runs = sys.argv[1], sys.argv[2], int(sys.argv[3])
    check_rows(name, folder)
    ours, theirs = read(folder, "kernel", runs), read(folder, "vectorbt", runs)
    kernel = statistics.median(second for run in ours for second in run["seconds"])
    best = min(second for run in ours for second in run["seconds"])
    kernel_cpu = statistics.median(second for run in ours for second in run["cpu"])
    total_cpu = statistics.median(run["cpu"] for run in theirs)
    portfolio = statistics.median(run["portfolio"] for run in theirs)
    metrics = statistics.median(run["metrics"] for run in theirs)
    total = statistics.median(run["portfolio"] + run["metrics"] for run in theirs)
    print(
        f"{name} jobhost:  median {kernel * 1e3:.2f} ms, best {best * 1e3:.2f} ms, CPU {kernel_cpu * 1e3:.2f} ms (tables, averages and metrics included), "
        f"peak {max(run['peak_kb'] for run in ours) / 1024:.0f} MB; "
        f"{runs} x {len(ours[0]['seconds'])} runs, one thread, {ours[0].get('simd', 'best SIMD level')}, GCC {ours[0]['compiler']}"
    )
    print(
        f"{name} vectorbt: median {total:.2f} s (simulation {portfolio:.2f} s, metrics {metrics:.2f} s), CPU {total_cpu:.2f} s (Numba's compilation "
        f"left out by a warm-up run), peak {max(run['peak_kb'] for run in theirs) / 1024:.0f} MB; "
        f"{runs} runs, one thread, {theirs[0]['versions']}"
    )
    load = os.getloadavg()[0]
    print(
        f"{name} ratio:    {total / kernel:.0f} x by wall clock, {total_cpu / kernel_cpu:.0f} x by CPU time, medians; "
        f"load average {load:.1f} on {os.cpu_count()} cores"
        + (": the machine was busy, CPU time is the fairer figure" if load > 1.5 else "")
    )


if __name__ == "__main__":
    main()
