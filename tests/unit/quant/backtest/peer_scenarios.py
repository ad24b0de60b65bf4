#!/usr/bin/env python3
"""Computes what vectorbt and backtesting.py say about the scenarios below, for peer_scenarios_test.cpp.

peer_scenarios.py BARS.csv OUT.json [NAME]: BARS has the columns Date, Open, High, Low, Close. NAME: only scenarios whose name
contains it. Needs vectorbt==1.1.0 (pins in bench/quant/w1.sh), backtesting==0.6.6. Both sides make the signals from the same
recipe; none on the first bar (backtesting.py does not look at it) and none on the last (see README, "backtesting.py").
"""
import json
import math
import sys
import warnings

import numpy as np
import pandas as pd

warnings.filterwarnings("ignore")

SMA = {"kind": "sma_cross", "fast": 10, "slow": 30}
SMA_SLOW = {"kind": "sma_cross", "fast": 23, "slow": 71}


def random(seed, one_in):
    return {"kind": "random", "seed": seed, "one_in": one_in}


# model: fields of ExecutionModel over the preset's; exits: fields of ExitRules.
SCENARIOS = [
    ("vbt_long", "vectorbt", SMA, {"fees_bps": 10}, {}),
    ("vbt_long_slow", "vectorbt", SMA_SLOW, {"fees_bps": 2, "cash": 5000}, {}),
    ("vbt_short", "vectorbt", SMA, {"side": "short_only", "fees_bps": 10}, {}),
    ("vbt_both", "vectorbt", SMA, {"side": "both", "fees_bps": 10, "slippage_bps": 5}, {}),
    ("vbt_both_random", "vectorbt", random(1, 9), {"side": "both", "fees_bps": 3}, {}),
    ("vbt_fixed_fee", "vectorbt", random(2, 12), {"side": "both", "fees_fixed": 0.25, "cash": 5000}, {}),
    ("vbt_fixed_units", "vectorbt", random(3, 7), {"side": "both", "sizing": "fixed_units", "size": 3, "cash": 20000, "fees_bps": 1}, {}),
    ("vbt_value", "vectorbt", random(4, 7), {"sizing": "fixed_value", "size": 900, "cash": 1000, "slippage_bps": 7}, {}),
    ("vbt_cash_fraction", "vectorbt", random(5, 15), {"sizing": "cash_fraction", "size": 0.5, "fees_bps": 5}, {}),
    ("vbt_whole", "vectorbt", SMA, {"unit_step": 1, "cash": 25000, "fees_bps": 10}, {}),
    ("vbt_stop_loss", "vectorbt", random(6, 20), {"fees_bps": 5, "slippage_bps": 4}, {"stop_loss": 0.03}),
    ("vbt_stop_target", "vectorbt", random(7, 15), {"side": "both"}, {"stop_loss": 0.02, "take_profit": 0.025}),
    ("vbt_trailing", "vectorbt", random(8, 25), {"side": "both", "fees_bps": 5}, {"trailing_stop": 0.04}),
    ("vbt_trailing_target", "vectorbt", random(9, 20), {"side": "short_only"}, {"trailing_stop": 0.05, "take_profit": 0.06}),
    ("bt_long", "backtesting.py", SMA, {"side": "long_only"}, {}),
    ("bt_both", "backtesting.py", SMA, {}, {}),
    ("bt_both_slow", "backtesting.py", SMA_SLOW, {"fees_bps": 20, "cash": 100000}, {}),
    ("bt_short_spread", "backtesting.py", SMA, {"side": "short_only", "slippage_bps": 10, "fees_bps": 5, "cash": 50000}, {}),
    ("bt_random", "backtesting.py", random(11, 9), {"cash": 250000, "fees_bps": 2, "slippage_bps": 3}, {}),
    ("bt_fixed_fee", "backtesting.py", random(12, 12), {"cash": 50000, "fees_fixed": 3, "fees_bps": 1}, {}),
    ("bt_fraction", "backtesting.py", random(13, 10), {"cash": 80000, "size": 0.4, "fees_bps": 5}, {}),
    ("bt_fixed_units", "backtesting.py", random(14, 10), {"sizing": "fixed_units", "size": 7, "cash": 10000}, {}),
    ("bt_fractional_units", "backtesting.py", SMA, {"unit_step": 1e-8, "cash": 1000, "fees_bps": 10}, {}),
    ("bt_stop_loss", "backtesting.py", random(15, 12), {"cash": 60000, "fees_bps": 5}, {"stop_loss": 0.03}),
    ("bt_stop_target", "backtesting.py", random(16, 9), {"cash": 60000, "slippage_bps": 2}, {"stop_loss": 0.02, "take_profit": 0.03}),
    ("bt_time_stop", "backtesting.py", random(17, 12), {"cash": 60000}, {"time_stop": 5, "take_profit": 0.04}),
    ("bt_on_close", "backtesting.py", SMA, {"fill": "signal_close", "at_end": "mark_to_market"}, {}),
    ("bt_on_close_stops", "backtesting.py", random(18, 12), {"fill": "signal_close", "at_end": "mark_to_market", "cash": 60000},
     {"stop_loss": 0.025, "take_profit": 0.035}),
]
DEFAULTS = {
    "vectorbt": {"side": "long_only", "cash": 100, "sizing": "all_cash", "size": 1, "unit_step": 0, "fill": "signal_close"},
    "backtesting.py": {"side": "both", "cash": 10000, "sizing": "fraction", "size": 0, "unit_step": 1, "fill": "next_open"},
}
COSTS = {"fees_bps": 0, "fees_fixed": 0, "slippage_bps": 0}
EXITS = {"stop_loss": 0, "take_profit": 0, "trailing_stop": 0, "time_stop": 0}
MASK = (1 << 64) - 1


def splitmix64(state):
    z = (state + 0x9E3779B97F4A7C15) & MASK
    z = ((z ^ (z >> 30)) * 0xBF58476D1CE4E5B9) & MASK
    z = ((z ^ (z >> 27)) * 0x94D049BB133111EB) & MASK
    return z ^ (z >> 31)


def signals_of(recipe, close):
    """Four boolean columns: long entry, long exit, short entry, short exit."""
    bars = len(close)
    out = np.zeros((4, bars), dtype=bool)
    if recipe["kind"] == "random":
        for t in range(bars):
            for k in range(4):
                out[k, t] = splitmix64((recipe["seed"] << 32) + 4 * t + k) % recipe["one_in"] == 0
    else:
        fast, slow = (pd.Series(close).rolling(recipe[w]).mean().to_numpy() for w in ("fast", "slow"))
        up = np.r_[False, (fast[:-1] < slow[:-1]) & (fast[1:] > slow[1:])]
        down = np.r_[False, (fast[:-1] > slow[:-1]) & (fast[1:] < slow[1:])]
        out[0], out[1], out[2], out[3] = up, down, down, up
    out[:, 0] = out[:, -1] = False
    return out


def masked_by_side(signals, side):
    signals = signals.copy()
    if side == "long_only":
        signals[2:] = False
    if side == "short_only":
        signals[:2] = False
    return signals


def without_rounding_noise(equity):
    """Values within 1e-12 of the running peak become the peak: the peers compare exactly, so that rounding decides
    whether a position sold at the price of its last valuation ended a drawdown."""
    out, peak = [], -math.inf
    for value in equity:
        value = max(peak, value) if value >= peak * (1 - 1e-12) else value
        peak = max(peak, value)
        out.append(value)
    return np.array(out)


def run_vectorbt(bars, signals, model, exits):
    import vectorbt as vbt

    long_entry, long_exit, short_entry, short_exit = masked_by_side(signals, model["side"])
    sizing = {"all_cash": (np.inf, "amount"), "fixed_units": (model["size"], "amount"), "fixed_value": (model["size"], "value"),
              "cash_fraction": (model["size"], "percent")}[model["sizing"]]
    portfolio = vbt.Portfolio.from_signals(
        bars.Close, entries=long_entry, exits=long_exit, short_entries=short_entry, short_exits=short_exit, open=bars.Open,
        high=bars.High, low=bars.Low, size=sizing[0], size_type=sizing[1], fees=model["fees_bps"] / 1e4,
        fixed_fees=model["fees_fixed"], slippage=model["slippage_bps"] / 1e4, init_cash=model["cash"], freq="1D",
        size_granularity=model["unit_step"] or np.nan, sl_stop=exits["stop_loss"] or exits["trailing_stop"] or np.nan,
        tp_stop=exits["take_profit"] or np.nan, sl_trail=exits["trailing_stop"] > 0)
    records = portfolio.trades.records
    trades = [{"direction": "long" if r.direction == 0 else "short", "entry_bar": r.entry_idx, "exit_bar": r.exit_idx,
               "entry_price": r.entry_price, "exit_price": r.exit_price, "units": r.size, "pnl": r.pnl,
               "fees": r.entry_fees + r.exit_fees, "open": r.status == 0} for r in records.itertuples()]
    for trade, value in zip(trades, records["return"]):
        trade["return"] = value
    every, closed = portfolio.trades, portfolio.trades.closed
    drawdowns = vbt.Drawdowns.from_ts(pd.Series(without_rounding_noise(portfolio.value()), index=bars.index), freq="1D")
    gaps = drawdowns.duration.values
    stats = {
        "total_return": portfolio.total_return(), "final_equity": portfolio.final_value(), "peak_equity": portfolio.value().max(),
        "buy_hold_return": bars.Close.iloc[-1] / bars.Close.iloc[0] - 1,
        "annual_return": portfolio.annualized_return(), "annual_volatility": portfolio.annualized_volatility(),
        "sharpe": portfolio.sharpe_ratio(), "sortino": portfolio.sortino_ratio(), "calmar": portfolio.calmar_ratio(),
        "omega": portfolio.omega_ratio(), "max_drawdown": portfolio.max_drawdown(), "avg_drawdown": drawdowns.avg_drawdown(),
        "max_drawdown_bars": gaps.max(initial=0), "avg_drawdown_bars": gaps.mean() if len(gaps) else math.nan,
        "trades": every.count(), "win_rate": closed.win_rate(), "best_trade": closed.returns.max(),
        "worst_trade": closed.returns.min(), "max_trade_bars": closed.duration.values.max(), "avg_trade_bars": closed.duration.values.mean(),
        "profit_factor": closed.profit_factor(), "avg_trade_pnl": closed.pnl.mean(), "sqn": closed.sqn(),
        "exposure": portfolio.position_coverage(), "commissions": portfolio.orders.fees.sum(),
        "tail_ratio": portfolio.tail_ratio(), "value_at_risk": portfolio.value_at_risk(),
        "conditional_value_at_risk": portfolio.cond_value_at_risk(), "downside_risk": portfolio.downside_risk(),
        "up_capture": portfolio.up_capture(), "down_capture": portfolio.down_capture(), "alpha": portfolio.alpha(), "beta": portfolio.beta(),
    }
    return portfolio.value().to_numpy(), trades, stats


def run_backtesting(bars, signals, model, exits):
    from backtesting import Backtest, Strategy
    from backtesting.lib import FractionalBacktest

    side = model["side"]
    signals = masked_by_side(signals, side)
    size = {} if model["size"] == 0 else {"size": model["size"]}

    class Signalled(Strategy):
        def init(self):
            pass

        def next(self):
            t = len(self.data) - 1
            long_entry, long_exit, short_entry, short_exit = signals[:, t]
            long_entry, long_exit = long_entry and not long_exit, long_exit and not long_entry
            short_entry, short_exit = short_entry and not short_exit, short_exit and not short_entry
            if long_entry and short_entry:
                long_entry = short_entry = False
            held = exits["time_stop"] and any(t + 1 >= trade.entry_bar + exits["time_stop"] for trade in self.trades)
            if self.position.is_long:
                if short_entry or long_exit or held:
                    self.position.close()
                if short_entry:
                    self.open_trade(-1)
            elif self.position.is_short:
                if long_entry or short_exit or held:
                    self.position.close()
                if long_entry:
                    self.open_trade(1)
            elif long_entry or short_entry:
                self.open_trade(1 if long_entry else -1)

        def open_trade(self, sign):
            close = self.data.Close[-1]
            stop = close * (1 - sign * exits["stop_loss"]) if exits["stop_loss"] else None
            target = close * (1 + sign * exits["take_profit"]) if exits["take_profit"] else None
            (self.buy if sign > 0 else self.sell)(sl=stop, tp=target, **size)

    maker = FractionalBacktest if model["unit_step"] < 1 else Backtest
    on_close = model["fill"] == "signal_close"
    backtest = maker(bars, Signalled, cash=model["cash"], commission=(model["fees_fixed"], model["fees_bps"] / 1e4),
                     spread=model["slippage_bps"] / 1e4, trade_on_close=on_close, hedging=False, exclusive_orders=False,
                     finalize_trades=not on_close)
    result = backtest.run()
    frame = result["_trades"].sort_values("EntryBar", kind="stable")
    trades = [{"direction": "long" if r.Size > 0 else "short", "entry_bar": r.EntryBar, "exit_bar": r.ExitBar,
               "entry_price": r.EntryPrice, "exit_price": r.ExitPrice, "units": abs(r.Size), "pnl": r.PnL, "return": r.ReturnPct,
               "fees": r.Commission, "open": False} for r in frame.itertuples()]
    equity = result["_equity_curve"]["Equity"].to_numpy()
    from backtesting._stats import compute_drawdown_duration_peaks

    clean = without_rounding_noise(equity)
    durations, depths = compute_drawdown_duration_peaks(pd.Series(1 - clean / np.maximum.accumulate(clean)))
    spans = frame.ExitBar - frame.EntryBar
    percent = {"total_return": "Return [%]", "buy_hold_return": "Buy & Hold Return [%]", "annual_return": "Return (Ann.) [%]",
               "annual_volatility": "Volatility (Ann.) [%]", "cagr": "CAGR [%]", "max_drawdown": "Max. Drawdown [%]",
               "win_rate": "Win Rate [%]", "best_trade": "Best Trade [%]",
               "worst_trade": "Worst Trade [%]", "avg_trade": "Avg. Trade [%]", "expectancy": "Expectancy [%]",
               "exposure": "Exposure Time [%]", "alpha": "Alpha [%]"}
    plain = {"final_equity": "Equity Final [$]", "peak_equity": "Equity Peak [$]", "sharpe": "Sharpe Ratio", "sortino": "Sortino Ratio",
             "calmar": "Calmar Ratio", "beta": "Beta", "trades": "# Trades", "profit_factor": "Profit Factor", "sqn": "SQN",
             "kelly": "Kelly Criterion"}
    stats = {key: result[name] / 100 for key, name in percent.items()}
    stats |= {key: result[name] for key, name in plain.items()}
    stats |= {"avg_drawdown": -depths.mean(), "max_drawdown_bars": durations.max(), "avg_drawdown_bars": durations.mean(), "max_trade_bars": spans.max(),
              "avg_trade_bars": spans.mean(), "commissions": result.get("Commissions [$]", 0.0)}
    return equity, trades, stats


def plain_number(value):
    if isinstance(value, (bool, np.bool_)):
        return bool(value)
    if isinstance(value, str):
        return value
    value = float(value)
    if not math.isfinite(value):
        return None
    return int(value) if value.is_integer() and abs(value) < 1e15 else value


def compact(mapping):
    return {key: plain_number(value) for key, value in mapping.items()}


def scenario_result(bars, scenario):
    name, engine, recipe, model, exits = scenario
    if engine == "backtesting.py" and (bars.index.dayofweek >= 5).mean() > 0.2:
        model = model | {"periods_per_year": 365}
    full = COSTS | DEFAULTS[engine] | model
    run = run_vectorbt if engine == "vectorbt" else run_backtesting
    equity, trades, stats = run(bars, signals_of(recipe, bars.Close.to_numpy()), full, EXITS | exits)
    shown = trades if len(trades) <= 8 else trades[:4] + trades[-4:]
    marks = sorted({0, 1, len(equity) // 7, len(equity) // 3, len(equity) // 2, len(equity) - 2, len(equity) - 1})
    return {"name": name, "preset": engine, "signals": recipe, "model": model, "exits": exits, "stats": compact(stats),
            "trades": [compact(t) for t in shown], "sum_pnl": math.fsum(t["pnl"] for t in trades),
            "equity_sum": math.fsum(equity), "equity": {str(i): plain_number(equity[i]) for i in marks}}


def main():
    bars = pd.read_csv(sys.argv[1])
    bars["Date"] = pd.to_datetime(bars["Date"])
    bars = bars.set_index("Date")[["Open", "High", "Low", "Close"]].assign(Volume=1.0)
    wanted = sys.argv[3] if len(sys.argv) > 3 else ""
    results = [scenario_result(bars, s) for s in SCENARIOS if wanted in s[0]]
    with open(sys.argv[2], "w", encoding="utf-8") as out:
        out.write("[\n" + ",\n".join(json.dumps(r, separators=(",", ":")) for r in results) + "\n]\n")


if __name__ == "__main__":
    main()
