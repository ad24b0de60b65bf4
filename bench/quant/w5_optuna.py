"""W5 in Optuna's NSGA-II with vectorbt: one search. Writes every trial in order with the seconds since the start; prints one
line of JSON.

Usage: w5_optuna.py BARS.csv PAYLOAD.json SEED TRIALS.csv [check OURS.csv]

A generation is evaluated in one call of vectorbt, one column a trial, as it likes it best; each moving average is
computed once for its window and kept. Numba's compilation is left out by a warm-up. `check` compares the first 300
trials of our search with vectorbt instead of searching, and exits with 1 when they differ.
"""
import json
import os
import platform
import resource
import sys
import time
import warnings

os.environ.setdefault("NUMBA_NUM_THREADS", "1")

import numpy as np
import optuna
import pandas as pd
import vectorbt as vbt

warnings.filterwarnings("ignore")
optuna.logging.set_verbosity(optuna.logging.ERROR)
POPULATION = 50  # Optuna's default
NAMES = ["fast", "slow", "trend", "exit_fast", "exit_slow", "guard"]
WORST = (-1.0, -1.0)  # what a trial outside the constraints is told


class Evaluator:
    def __init__(self, close):
        self.close = close
        self.averages = {}

    def average(self, window):
        if window not in self.averages:
            self.averages[window] = vbt.MA.run(self.close, int(window)).ma.to_numpy()
        return self.averages[window]

    def wide(self, windows):
        return pd.DataFrame(np.column_stack([self.average(w) for w in windows]), index=self.close.index)

    def __call__(self, rows):
        """rows: (n, 6) windows; returns total_return and max_drawdown, one each."""
        fast, slow, trend, exit_fast, exit_slow, guard = (self.wide(column) for column in rows.T)
        entries = fast.vbt.crossed_above(slow) & trend.lt(self.close, axis=0)
        exits = exit_fast.vbt.crossed_below(exit_slow) | guard.gt(self.close, axis=0)
        portfolio = vbt.Portfolio.from_signals(self.close, entries, exits, size=np.inf, fees=0.001, freq="1D")
        return np.column_stack([portfolio.total_return().to_numpy(), portfolio.max_drawdown().to_numpy()])


def check(evaluate, path):
    ours = pd.read_csv(path).head(300)
    theirs = evaluate(ours[NAMES].to_numpy().astype(int))
    worst = np.abs(ours[["total_return", "max_drawdown"]].to_numpy() - theirs).max()
    if not worst <= 1e-9:
        sys.exit(f"W5: results differ by {worst}; no times")
    print(f"W5 results: {len(ours)} trials, both objectives equal; largest difference {worst:.1e}")


def suggest(trial, parameters):
    return [trial.suggest_int(p["name"], p["min"], p["max"]) for p in parameters]


def search(evaluate, payload, seed):
    parameters = payload["strategy"]["parameters"]
    budget = payload["search"]["evaluations"]
    sampler = optuna.samplers.NSGAIISampler(seed=seed, population_size=POPULATION)
    study = optuna.create_study(directions=["maximize", "maximize"], sampler=sampler)
    log = []
    start = time.perf_counter()
    while len(log) < budget:
        trials = [study.ask() for _ in range(POPULATION)]
        rows = np.array([suggest(trial, parameters) for trial in trials])
        allowed = (rows[:, 0] < rows[:, 1]) & (rows[:, 3] < rows[:, 4])
        values = np.full((len(rows), 2), WORST)
        if allowed.any():
            values[allowed] = evaluate(rows[allowed])
        for trial, value in zip(trials, values):
            study.tell(trial, value.tolist())
        seconds = time.perf_counter() - start
        # Only what was backtested counts against the budget.
        log += [[seconds, *row, *value] for row, value, ok in zip(rows, values, allowed) if ok]
    return log[:budget]


def main():
    bars = pd.read_csv(sys.argv[1])
    close = pd.Series(bars["Close"].to_numpy(), index=pd.to_datetime(bars["Date"], format="%m/%d/%Y"))
    payload = json.load(open(sys.argv[2]))
    evaluate = Evaluator(close)
    evaluate(np.array([[5, 20, 50, 6, 30, 60], [6, 21, 51, 7, 31, 61]]))
    if len(sys.argv) > 5:
        check(evaluate, sys.argv[6])
        return
    cpu = time.process_time()
    log = search(evaluate, payload, int(sys.argv[3]))
    pd.DataFrame(log, columns=["seconds", *NAMES, "total_return", "max_drawdown"]).to_csv(sys.argv[4], index=False)
    print(
        json.dumps(
            {
                "trials": len(log),
                "seconds": log[-1][0],
                "cpu": time.process_time() - cpu,
                "peak_kb": resource.getrusage(resource.RUSAGE_SELF).ru_maxrss,
                "versions": f"Optuna {optuna.__version__}, vectorbt {vbt.__version__}, Python {platform.python_version()}",
            }
        )
    )


if __name__ == "__main__":
    main()
