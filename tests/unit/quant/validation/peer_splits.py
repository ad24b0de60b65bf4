#!/usr/bin/env python3
"""Writes peer_splits.csv: splits as scikit-learn 1.9.1 and skfolio 1.12.2 make them (pip install scikit-learn skfolio).

Columns: what, bars, four parameters of it, number of the split, train ranges, test ranges; a range is begin-end, the
end not included. Parameters, 0 where not used:
  time_series_split     folds, test_bars, gap_bars, train_bars (max_train_size)
  walk_forward          train_bars, test_bars, gap_bars (purged_size), 1 when anchored (expand_train)
  k_fold                folds
  cpcv                  groups, test_groups, holding_bars (purged_size), embargo_bars
  snippet_7_3           folds, embargo_bars, -, -: Lopez de Prado's snippet, written anew below, with t1 = LABELS
skfolio keeps the first windows and drops bars at the end, so its walk_forward cases leave no bar over; its groups are
equal only where bars is a multiple of groups.
"""
import numpy
from sklearn.model_selection import KFold, TimeSeriesSplit
from skfolio.model_selection import CombinatorialPurgedCV, WalkForward


def ranges(indices):
    indices = numpy.asarray(indices)
    parts = numpy.split(indices, numpy.where(numpy.diff(indices) != 1)[0] + 1) if len(indices) else []
    return " ".join(f"{p[0]}-{p[-1] + 1}" for p in parts)


def write(what, bars, parameters, splits):
    parameters = (list(parameters) + [0, 0, 0, 0])[:4]
    for number, (train, tests) in enumerate(splits):
        tests = tests if isinstance(tests, list) else [tests]
        print(what, bars, *parameters, number, ranges(train), " ".join(ranges(t) for t in tests), sep=",")


def labels(bars):
    """Where the label of each bar ends: 1 to 7 bars on, so that ends are not in order."""
    return numpy.array([t + 1 + (t * 5 + t // 3) % 7 for t in range(bars)])


def snippet_7_3(bars, folds, embargo):
    end = labels(bars)
    for test in numpy.array_split(numpy.arange(bars), folds):
        before = [t for t in range(test[0]) if end[t] <= test[0]]
        behind = list(range(end[test].max() + embargo, bars))
        yield before + behind, test


def main():
    for bars, folds, test, gap, train in [(24, 4, None, 0, None), (23, 4, None, 2, None), (100, 10, 5, 0, None),
                                          (101, 7, 9, 3, 20), (5031, 10, None, 5, None), (5031, 10, 252, 0, 1000)]:
        peer = TimeSeriesSplit(folds, max_train_size=train, test_size=test, gap=gap)
        write("time_series_split", bars, (folds, test or 0, gap, train or 0), peer.split(numpy.zeros(bars)))
    for train, test, gap, anchored, folds in [(10, 5, 0, 0, 4), (10, 5, 2, 1, 3), (250, 63, 5, 0, 6), (250, 63, 5, 1, 6)]:
        bars = train + gap + folds * test
        peer = WalkForward(test_size=test, train_size=train, expand_train=bool(anchored), purged_size=gap)
        write("walk_forward", bars, (train, test, gap, anchored), peer.split(numpy.zeros((bars, 1))))
    for bars, folds in [(10, 3), (5031, 8)]:
        write("k_fold", bars, (folds,), KFold(folds).split(numpy.zeros(bars)))
    for bars, groups, tested, purged, embargo in [(60, 6, 2, 0, 0), (60, 6, 2, 2, 3), (120, 6, 3, 3, 0), (240, 10, 2, 5, 7),
                                                  (200, 5, 4, 1, 2)]:
        peer = CombinatorialPurgedCV(groups, tested, purged_size=purged, embargo_size=embargo)
        splits = [(train, [numpy.concatenate(tests)]) for train, tests in peer.split(numpy.zeros((bars, 1)))]
        write("cpcv", bars, (groups, tested, purged, embargo), splits)
    for bars, folds, embargo in [(40, 4, 0), (100, 5, 3), (503, 10, 5)]:
        write("snippet_7_3", bars, (folds, embargo), snippet_7_3(bars, folds, embargo))


if __name__ == "__main__":
    main()
