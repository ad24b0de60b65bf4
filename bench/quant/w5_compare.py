"""The hypervolume that both searches of W5 have covered, by time and at the end. Usage: w5_compare.py FOLDER SEEDS

Both objectives are maximized; the corner is no return and a drawdown of everything (0, -1).
"""
import json
import os
import statistics
import sys

import numpy as np
import pandas as pd

TIMES = [0.1, 0.3, 1, 3, 10, 30, 100, 300]


def hypervolume(points):
    """points: (n, 2); the area that they dominate above (0, -1)."""
    above = points[(points[:, 0] > 0) & (points[:, 1] > -1)]
    volume, height = 0.0, -1.0
    for x, y in above[np.argsort(-above[:, 0])]:
        if y > height:
            volume += x * (y - height)
            height = y
    return volume


def volumes(trials):
    """(seconds, hypervolume so far) of each generation."""
    rows = []
    points = trials[["total_return", "max_drawdown"]].to_numpy()
    seconds = trials["seconds"].to_numpy()
    for end in np.flatnonzero(np.append(seconds[1:] != seconds[:-1], True)):
        rows.append((seconds[end], hypervolume(points[: end + 1])))
    return rows


def at(rows, time):
    return max((volume for seconds, volume in rows if seconds <= time), default=None)


def text(values):
    return "    -" if any(v is None for v in values) else f"{statistics.median(values):.4f}"


def main():
    folder, seeds = sys.argv[1], int(sys.argv[2])
    runs, lines = {}, {}
    for name in ("jobhost", "optuna"):
        runs[name] = [volumes(pd.read_csv(f"{folder}/{name}.{seed}.csv")) for seed in range(1, seeds + 1)]
        lines[name] = [json.load(open(f"{folder}/{name}.{seed}.json")) for seed in range(1, seeds + 1)]
    print(f"W5 hypervolume, median of {seeds} seeds; - : nothing evaluated yet")
    print("W5 seconds   " + "  ".join(f"{t:>6}" for t in TIMES) + "     end (least .. most)")
    for name, all_rows in runs.items():
        ends = [rows[-1][1] for rows in all_rows]
        print(f"W5 {name:9} " + "  ".join(f"{text([at(rows, t) for rows in all_rows]):>6}" for t in TIMES)
              + f"  {statistics.median(ends):.4f} ({min(ends):.4f} .. {max(ends):.4f})")
    for name, all_lines in lines.items():
        print(f"W5 {name:9} {statistics.median(line['trials'] for line in all_lines)} evaluations in "
              f"{statistics.median(line['seconds'] for line in all_lines):.2f} s, CPU {statistics.median(line['cpu'] for line in all_lines):.2f} s, "
              f"peak {max(line['peak_kb'] for line in all_lines) / 1024:.0f} MB; one thread, {all_lines[0].get('versions', 'GCC ' + str(all_lines[0].get('compiler')))}")
    ratio = statistics.median(line["seconds"] for line in lines["optuna"]) / statistics.median(line["seconds"] for line in lines["jobhost"])
    print(f"W5 ratio:    {ratio:.0f} x by wall clock; load average {os.getloadavg()[0]:.1f} on {os.cpu_count()} cores")


if __name__ == "__main__":
    main()
