#!/usr/bin/env python3
"""The functions and budgets of search_methods.cpp with Optuna's samplers; prints `function method median`.

Needs optuna and cmaes (pip). Smaller is better, but for zdt1 (hypervolume over (1.1, 1.1)), where larger is.
"""
import math
import statistics
import sys
import warnings

import optuna

warnings.filterwarnings("ignore")
optuna.logging.set_verbosity(optuna.logging.ERROR)


def rastrigin(x):
    return sum(10 + v * v - 10 * math.cos(2 * math.pi * v) for v in x)


def rosenbrock(x):
    return sum(100 * (b - a * a) ** 2 + (1 - a) ** 2 for a, b in zip(x, x[1:]))


def ripples(x):
    return sum(((v - 20 - 12 * i) / 20) ** 2 + 0.3 * (1 - math.cos(v)) for i, v in enumerate(x))


def zdt1(x):
    g = 1 + 9 * sum(x[1:]) / (len(x) - 1)
    return x[0], g * (1 - math.sqrt(x[0] / g))


def hypervolume(points, corner=1.1):
    volume, height = 0.0, corner
    for a, b in sorted(p for p in points if p[0] < corner and p[1] < corner):
        if b < height:
            volume += (corner - a) * (height - b)
            height = b
    return volume


def floats(count, low, high):
    return lambda trial: [trial.suggest_float(f"x{i}", low, high) for i in range(count)]


def whole(count, low, high):
    return lambda trial: [trial.suggest_int(f"x{i}", low, high) for i in range(count)]


SINGLE = [
    ("rastrigin5", rastrigin, floats(5, -4, 6.24), 500),
    ("rosenbrock5", rosenbrock, floats(5, -5, 10), 1000),
    ("ripples6", ripples, whole(6, 2, 100), 500),
]
SAMPLERS = {
    "random": lambda seed: optuna.samplers.RandomSampler(seed=seed),
    "tpe": lambda seed: optuna.samplers.TPESampler(seed=seed),
    "cma_es": lambda seed: optuna.samplers.CmaEsSampler(seed=seed),
}


def main(seeds):
    for name, function, space, evaluations in SINGLE:
        for method, sampler in SAMPLERS.items():
            best = []
            for seed in range(seeds):
                study = optuna.create_study(sampler=sampler(seed))
                study.optimize(lambda trial: function(space(trial)), n_trials=evaluations)
                best.append(study.best_value)
            print(name, method, f"{statistics.median(best):.4g}", flush=True)
    volumes = []
    for seed in range(seeds):
        study = optuna.create_study(directions=["minimize"] * 2, sampler=optuna.samplers.NSGAIISampler(seed=seed))
        study.optimize(lambda trial: zdt1(floats(10, 0, 1)(trial)), n_trials=5000)
        volumes.append(hypervolume([t.values for t in study.trials]))
    print("zdt1_10", "nsga2", f"{statistics.median(volumes):.4g}", flush=True)


if __name__ == "__main__":
    main(int(sys.argv[1]) if len(sys.argv) > 1 else 20)
