#include "optimization/report/result_schema.hpp"

namespace optimization {

// Forms and OpenAPI want a title and a description everywhere. Nothing stands beside a $ref, as draft-07 ignores
// it.
const std::string_view kResultSchema = R"json({
  "$schema": "http://json-schema.org/draft-07/schema#",
  "title": "Optimization result",
  "description": "The best trials, what became of them on bars that the search had not seen, and what that is worth; the artifacts have all trials, trades and the equity. Fractions, never percent; null where there is no value.",
  "type": "object",
  "additionalProperties": false,
  "required": ["strategy", "series", "search", "combinations", "best", "top", "best_run", "validation", "verdict", "published"],
  "properties": {
    "strategy": {"$ref": "#/definitions/strategy"},
    "series": {"$ref": "#/definitions/series"},
    "search": {"$ref": "#/definitions/search"},
    "combinations": {"title": "Combinations", "description": "How many were tried; the same as search.trials.", "type": "integer", "minimum": 0},
    "best": {
      "title": "Best", "description": "The first of `top`; null when no trial has a value within the limits.",
      "anyOf": [{"$ref": "#/definitions/row"}, {"type": "null"}]
    },
    "top": {
      "title": "Top", "description": "The best trials by the first objective within the limits, best first.",
      "type": "array", "maxItems": 1000, "items": {"$ref": "#/definitions/row"}
    },
    "front": {
      "title": "Pareto front", "description": "Several objectives only: trials that no other beats in all of them, by the first objective; a front of more than 200 is thinned evenly.",
      "type": "array", "maxItems": 200, "items": {"$ref": "#/definitions/row"}
    },
    "best_run": {
      "title": "Best run", "description": "The best trial bar by bar; null when there is none.",
      "anyOf": [{"$ref": "#/definitions/best_run"}, {"type": "null"}]
    },
    "validation": {
      "title": "Validation", "description": "How trials that were best on some bars did on others; null when it was not asked for.",
      "anyOf": [{"$ref": "#/definitions/validation"}, {"type": "null"}]
    },
    "verdict": {"$ref": "#/definitions/verdict"},
    "published": {
      "title": "Published", "description": "Keys of the strategies that this job put into the record collection `strategies`.",
      "type": "array", "items": {"type": "string"}
    },
    "charts": {
      "title": "Charts", "description": "Vega-Lite specifications by name.",
      "type": "object", "additionalProperties": {"type": "object"}
    }
  },
  "definitions": {
    "strategy": {
      "title": "Strategy", "description": "What was optimized.",
      "type": "object",
      "additionalProperties": false,
      "required": ["name", "summary", "text"],
      "properties": {
        "name": {"title": "Name", "description": "Of a named strategy, or as the payload says.", "type": "string"},
        "summary": {"title": "Summary", "description": "What it does.", "type": "string"},
        "text": {"title": "Text", "description": "Parameters, rules and constraints in canonical form, a line each.", "type": "string"}
      }
    },
    "series": {
      "title": "Series", "description": "The bars that it was tried on.",
      "type": "object",
      "additionalProperties": false,
      "required": ["symbols", "timeframe", "bars", "first", "last", "made_from", "gaps"],
      "properties": {
        "symbols": {"title": "Symbols", "description": "Several share one account.", "type": "array", "minItems": 1, "items": {"type": "string"}},
        "timeframe": {"title": "Timeframe", "description": "Length of a bar.", "type": "string"},
        "bars": {"title": "Bars", "description": "How many.", "type": "integer", "minimum": 0},
        "first": {"title": "First bar", "description": "Its start, UTC.", "type": "string", "format": "date-time"},
        "last": {"title": "Last bar", "description": "Its start, UTC.", "type": "string", "format": "date-time"},
        "made_from": {"title": "Made of", "description": "Of each symbol: timeframe of the imported series that the bars were made of.", "type": "array", "items": {"type": "string"}},
        "gaps": {
          "title": "Gaps", "description": "Of each symbol: bars that the imported series should have and has not. Expected are the weekdays and times of day on which it has any; holidays are gaps.",
          "type": "array",
          "items": {
            "type": "object", "additionalProperties": false,
            "required": ["symbol", "gaps", "missing_bars", "longest"],
            "properties": {
              "symbol": {"title": "Symbol", "description": "Whose series.", "type": "string"},
              "gaps": {"title": "Gaps", "description": "Stretches without bars.", "type": "integer", "minimum": 0},
              "missing_bars": {"title": "Missing bars", "description": "In all gaps.", "type": "integer", "minimum": 0},
              "longest": {
                "title": "Longest gap", "description": "The longest one.",
                "type": ["object", "null"], "additionalProperties": false, "required": ["first", "bars"],
                "properties": {
                  "first": {"title": "First missing bar", "description": "Where it should have begun, UTC.", "type": "string", "format": "date-time"},
                  "bars": {"title": "Missing bars", "description": "How many.", "type": "integer", "minimum": 1}
                }
              }
            }
          }
        }
      }
    },
    "search": {
      "title": "Search", "description": "How trials were chosen, and how it ended.",
      "type": "object",
      "additionalProperties": false,
      "required": ["method", "objectives", "seed", "trials", "kept", "candidates", "stopped", "outside_limits", "windows_too_long", "front_size"],
      "properties": {
        "method": {"title": "Method", "description": "As in the payload.", "type": "string"},
        "objectives": {"title": "Objectives", "description": "Metrics that were optimized; the first ranks.", "type": "array", "minItems": 1, "items": {"type": "string"}},
        "seed": {"title": "Seed", "description": "The same seed gives the same trials.", "type": "integer", "minimum": 0},
        "trials": {"title": "Trials", "description": "How many distinct points were backtested.", "type": "integer", "minimum": 0},
        "kept": {"title": "Kept", "description": "Trials whose figures were kept for ranking, charts and combinations.csv; fewer than trials for a huge grid only.", "type": "integer", "minimum": 0},
        "candidates": {"title": "Candidates", "description": "Points of the grid before constraints; null when a parameter is continuous.", "type": ["integer", "null"]},
        "stopped": {"title": "Stopped", "description": "Why the search ended: its budget was spent, no improvement for long (patience), the target was reached, or every point was tried (exhausted).", "type": "string", "enum": ["budget", "patience", "target", "exhausted"]},
        "outside_limits": {"title": "Outside limits", "description": "Trials that a limit kept out of the ranking.", "type": "integer", "minimum": 0},
        "windows_too_long": {"title": "Windows too long", "description": "Trials with a window longer than the series: they cannot trade.", "type": "integer", "minimum": 0},
        "front_size": {"title": "Size of the front", "description": "Trials on the Pareto front; 0 with one objective.", "type": "integer", "minimum": 0}
      }
    },
    "parameters": {
      "title": "Parameters", "description": "Value of each parameter of the strategy.",
      "type": "object", "additionalProperties": {"type": "number"}
    },
    "row": {
      "title": "Trial", "description": "One point and how it did.",
      "type": "object",
      "additionalProperties": false,
      "required": ["parameters", "metrics"],
      "properties": {
        "parameters": {"$ref": "#/definitions/parameters"},
        "metrics": {"$ref": "#/definitions/metrics"}
      }
    },
    "metrics": {
      "title": "Metrics", "description": "Fractions, never percent; null where there is no value.",
      "type": "object",
      "additionalProperties": false,
      "required": ["total_return", "trades", "sharpe", "max_drawdown"],
      "properties": {
        "final_equity": {"title": "Final equity", "description": "Money at the last close.", "type": ["number", "null"]},
        "peak_equity": {"title": "Peak equity", "description": "Highest equity of all closes.", "type": ["number", "null"]},
        "total_return": {"title": "Total return", "description": "Final equity / cash at the start - 1.", "type": ["number", "null"]},
        "buy_hold_return": {"title": "Buy and hold return", "description": "Return of buying at the first close and holding; null for several symbols.", "type": ["number", "null"]},
        "annual_return": {"title": "Annual return", "description": "The total return as the rate of one year.", "type": ["number", "null"]},
        "cagr": {"title": "CAGR", "description": "Compound annual growth rate.", "type": ["number", "null"]},
        "annual_volatility": {"title": "Annual volatility", "description": "Standard deviation of the bar returns, scaled to a year.", "type": ["number", "null"]},
        "sharpe": {"title": "Sharpe ratio", "description": "Annual, over all bars; null when the equity never moved.", "type": ["number", "null"]},
        "sortino": {"title": "Sortino ratio", "description": "As the Sharpe ratio, but only losses count as risk.", "type": ["number", "null"]},
        "calmar": {"title": "Calmar ratio", "description": "Annual return / maximum drawdown.", "type": ["number", "null"]},
        "omega": {"title": "Omega ratio", "description": "Sum of gains / sum of losses of the bars.", "type": ["number", "null"]},
        "max_drawdown": {"title": "Maximum drawdown", "description": "Deepest fall from a peak, negative or zero.", "type": ["number", "null"], "maximum": 0},
        "avg_drawdown": {"title": "Average drawdown", "description": "Mean depth of all drawdowns, negative or zero.", "type": ["number", "null"], "maximum": 0},
        "max_drawdown_bars": {"title": "Longest drawdown", "description": "In bars.", "type": ["integer", "null"]},
        "avg_drawdown_bars": {"title": "Average length of drawdowns", "description": "In bars.", "type": ["number", "null"]},
        "trades": {"title": "Trades", "description": "Entries, the one still open at the end included.", "type": ["integer", "null"]},
        "win_rate": {"title": "Win rate", "description": "Fraction of the trades that gained.", "type": ["number", "null"]},
        "best_trade": {"title": "Best trade", "description": "Highest return of a trade.", "type": ["number", "null"]},
        "worst_trade": {"title": "Worst trade", "description": "Lowest return of a trade.", "type": ["number", "null"]},
        "avg_trade": {"title": "Average trade", "description": "Mean return of the trades.", "type": ["number", "null"]},
        "max_trade_bars": {"title": "Longest trade", "description": "In bars.", "type": ["integer", "null"]},
        "avg_trade_bars": {"title": "Average length of trades", "description": "In bars.", "type": ["number", "null"]},
        "profit_factor": {"title": "Profit factor", "description": "Gains / losses of the trades; null without a loss.", "type": ["number", "null"]},
        "expectancy": {"title": "Expectancy", "description": "Return to expect of a trade.", "type": ["number", "null"]},
        "sqn": {"title": "System quality number", "description": "Mean / deviation of the trades' gains times the root of their number.", "type": ["number", "null"]},
        "kelly": {"title": "Kelly fraction", "description": "Part of the equity to risk after Kelly's formula.", "type": ["number", "null"]},
        "exposure": {"title": "Exposure", "description": "Fraction of the bars with a position.", "type": ["number", "null"]},
        "alpha": {"title": "Alpha", "description": "Annual return beyond what beta explains.", "type": ["number", "null"]},
        "beta": {"title": "Beta", "description": "How far the returns move with buy and hold.", "type": ["number", "null"]},
        "commissions": {"title": "Commissions", "description": "Fees paid, in money.", "type": ["number", "null"]},
        "avg_trade_pnl": {"title": "Average profit of a trade", "description": "In money, after fees.", "type": ["number", "null"]},
        "skew": {"title": "Skew", "description": "Of the bar returns.", "type": ["number", "null"]},
        "kurtosis": {"title": "Kurtosis", "description": "Of the bar returns; 3 for a normal distribution.", "type": ["number", "null"]},
        "downside_risk": {"title": "Downside risk", "description": "Root mean square of the losses, a year.", "type": ["number", "null"]},
        "tail_ratio": {"title": "Tail ratio", "description": "95th percentile of the bar returns / 5th, without sign.", "type": ["number", "null"]},
        "value_at_risk": {"title": "Value at risk", "description": "5th percentile of the bar returns.", "type": ["number", "null"]},
        "conditional_value_at_risk": {"title": "Conditional value at risk", "description": "Mean of the bar returns at or below the value at risk.", "type": ["number", "null"]},
        "stability": {"title": "Stability", "description": "R squared of the logarithm of the equity against time.", "type": ["number", "null"]},
        "up_capture": {"title": "Up capture", "description": "Annual return over the market's on bars on which the market rose.", "type": ["number", "null"]},
        "down_capture": {"title": "Down capture", "description": "Annual return over the market's on bars on which the market fell.", "type": ["number", "null"]}
      }
    },
    "best_run": {
      "title": "Best run", "description": "Every figure of the best trial, and its first trades.",
      "type": "object",
      "additionalProperties": false,
      "required": ["performance", "trades", "first_trades"],
      "properties": {
        "performance": {"$ref": "#/definitions/metrics"},
        "trades": {"title": "Trades", "description": "How many trades.csv lists.", "type": "integer", "minimum": 0},
        "first_trades": {"title": "First trades", "description": "At most 50, by entry.", "type": "array", "maxItems": 50, "items": {"$ref": "#/definitions/trade"}}
      }
    },
    "trade": {
      "title": "Trade", "description": "One position, opened once and closed once.",
      "type": "object",
      "additionalProperties": false,
      "required": ["symbol", "direction", "entry_time", "exit_time", "bars", "entry_price", "exit_price", "units", "pnl", "return", "fees", "exit_reason", "open"],
      "properties": {
        "symbol": {"title": "Symbol", "description": "What was traded.", "type": "string"},
        "direction": {"title": "Direction", "description": "long or short.", "type": "string", "enum": ["long", "short"]},
        "entry_time": {"title": "Entry", "description": "Start of the bar of the entry, UTC.", "type": "string", "format": "date-time"},
        "exit_time": {"title": "Exit", "description": "Start of the bar of the exit, UTC; of an open trade the last bar.", "type": "string", "format": "date-time"},
        "bars": {"title": "Bars", "description": "From entry to exit.", "type": "integer", "minimum": 0},
        "entry_price": {"title": "Entry price", "description": "With slippage.", "type": ["number", "null"]},
        "exit_price": {"title": "Exit price", "description": "With slippage; of an open trade the last close.", "type": ["number", "null"]},
        "units": {"title": "Units", "description": "Above zero for shorts, too.", "type": ["number", "null"]},
        "pnl": {"title": "Profit", "description": "Money, after fees.", "type": ["number", "null"]},
        "return": {"title": "Return", "description": "Profit / value at entry.", "type": ["number", "null"]},
        "fees": {"title": "Fees", "description": "Money, entry and exit.", "type": ["number", "null"]},
        "exit_reason": {"title": "Exit reason", "description": "Why it was closed.", "type": "string"},
        "open": {"title": "Open", "description": "Still held at the end.", "type": "boolean"}
      }
    },
    "validation": {
      "title": "Validation", "description": "How trials that were best on some bars did on others.",
      "type": "object",
      "additionalProperties": false,
      "required": ["method", "objective", "folds", "efficiency", "in_sample_annual", "out_of_sample_annual", "profitable_folds", "stability", "path_returns"],
      "properties": {
        "method": {"title": "Method", "description": "As in the payload.", "type": "string", "enum": ["walk_forward", "purged_k_fold", "cpcv"]},
        "objective": {"title": "Objective", "description": "The metric of in_sample and out_of_sample.", "type": "string"},
        "folds": {"title": "Folds", "description": "In the order of the splits.", "type": "array", "items": {"$ref": "#/definitions/fold"}},
        "efficiency": {"title": "Walk-forward efficiency", "description": "Annual return out of sample / in sample; 0.5 or more is asked for (Pardo 2008).", "type": ["number", "null"]},
        "in_sample_annual": {"title": "Annual return in sample", "description": "Of the best trial of each fold, over all folds.", "type": ["number", "null"]},
        "out_of_sample_annual": {"title": "Annual return out of sample", "description": "Of trading fold after fold with the parameters found before.", "type": ["number", "null"]},
        "profitable_folds": {"title": "Profitable folds", "description": "Fraction that earned money out of sample.", "type": ["number", "null"]},
        "stability": {"$ref": "#/definitions/stability"},
        "path_returns": {"title": "Returns of the paths", "description": "cpcv: total return of each path over all bars.", "type": "array", "items": {"type": ["number", "null"]}}
      }
    },
    "fold": {
      "title": "Fold", "description": "One split: the trial that was best on the train bars, and how it did on the test bars.",
      "type": "object",
      "additionalProperties": false,
      "required": ["train", "test", "parameters", "in_sample", "out_of_sample", "in_sample_return", "out_of_sample_return", "out_of_sample_trades"],
      "properties": {
        "train": {"title": "Train", "description": "Bars that the search saw.", "type": "array", "items": {"$ref": "#/definitions/range"}},
        "test": {"title": "Test", "description": "Bars that judged it.", "type": "array", "items": {"$ref": "#/definitions/range"}},
        "parameters": {"title": "Parameters", "description": "Of the trial that was best in train; null when none had a value.", "anyOf": [{"$ref": "#/definitions/parameters"}, {"type": "null"}]},
        "in_sample": {"title": "In sample", "description": "The objective on the train bars.", "type": ["number", "null"]},
        "out_of_sample": {"title": "Out of sample", "description": "The objective on the test bars.", "type": ["number", "null"]},
        "in_sample_return": {"title": "Return in sample", "description": "Total, over the train bars.", "type": ["number", "null"]},
        "out_of_sample_return": {"title": "Return out of sample", "description": "Total, over the test bars.", "type": ["number", "null"]},
        "out_of_sample_trades": {"title": "Trades out of sample", "description": "That ended on the test bars.", "type": ["integer", "null"]}
      }
    },
    "range": {
      "title": "Range", "description": "Neighbouring bars, both ends included.",
      "type": "object",
      "additionalProperties": false,
      "required": ["first_bar", "last_bar", "first", "last"],
      "properties": {
        "first_bar": {"title": "First bar", "description": "Counted from 0.", "type": "integer", "minimum": 0},
        "last_bar": {"title": "Last bar", "description": "Counted from 0.", "type": "integer", "minimum": 0},
        "first": {"title": "Start", "description": "Of the first bar, UTC.", "type": "string", "format": "date-time"},
        "last": {"title": "End", "description": "Start of the last bar, UTC.", "type": "string", "format": "date-time"}
      }
    },
    "stability": {
      "title": "Parameter stability", "description": "Whether the folds agree on the parameters: 1 when all chose the same, 0 when no better than chance.",
      "type": "object",
      "additionalProperties": false,
      "required": ["overall", "by_parameter"],
      "properties": {
        "overall": {"title": "Overall", "description": "Mean over the parameters.", "type": ["number", "null"]},
        "by_parameter": {"title": "By parameter", "description": "Of each searched parameter.", "type": "object", "additionalProperties": {"type": ["number", "null"]}}
      }
    },
    "verdict": {
      "title": "Verdict", "description": "What the best trial is worth once it is known how many were tried.",
      "type": "object",
      "additionalProperties": false,
      "required": ["psr", "dsr", "pbo", "spa_p", "reality_check_p", "min_btl_years", "min_trl_years", "walk_forward_efficiency", "plateau", "expected_max_sharpe", "years", "trials", "job_trials", "ledger", "remarks", "words"],
      "properties": {
        "psr": {"title": "PSR", "description": "Probability that the true Sharpe ratio is above 0, were this the only trial (probabilistic Sharpe ratio).", "type": ["number", "null"]},
        "dsr": {"title": "DSR", "description": "The same after all trials (deflated Sharpe ratio); 0.95 is convincing.", "type": ["number", "null"]},
        "pbo": {"title": "PBO", "description": "Probability of backtest overfitting; 0.5 is what luck alone gives.", "type": ["number", "null"]},
        "spa_p": {"title": "SPA p-value", "description": "Of `no trial beats the benchmark` (Hansen 2005); small is good.", "type": ["number", "null"]},
        "reality_check_p": {"title": "Reality check p-value", "description": "The same by White (2000), stricter.", "type": ["number", "null"]},
        "min_btl_years": {"title": "Minimum backtest length", "description": "Years; a shorter backtest would show this Sharpe ratio by luck.", "type": ["number", "null"]},
        "min_trl_years": {"title": "Minimum track record", "description": "Years of record that would prove the Sharpe ratio with 95 %, were this the only trial.", "type": ["number", "null"]},
        "walk_forward_efficiency": {"title": "Walk-forward efficiency", "description": "As in validation.", "type": ["number", "null"]},
        "plateau": {"title": "Plateau", "description": "How good the neighbours of the best trial are: 1 as good, 0 no better than the median trial.", "type": ["number", "null"]},
        "expected_max_sharpe": {"title": "Expected by luck", "description": "Annual Sharpe ratio that the best of so many trials is expected to show without any edge.", "type": ["number", "null"]},
        "years": {"title": "Years", "description": "That the bars cover.", "type": ["number", "null"]},
        "trials": {"title": "Trials", "description": "All that any job made on this series, this job included, when there is a ledger.", "type": "integer", "minimum": 0},
        "job_trials": {"title": "Trials of this job", "description": "How many this job made.", "type": "integer", "minimum": 0},
        "ledger": {"title": "Ledger", "description": "False: the host keeps none, and trials counts this job only.", "type": "boolean"},
        "remarks": {"title": "Remarks", "description": "What is missing and why, what to beware of.", "type": "array", "items": {"type": "string"}},
        "words": {"title": "In words", "description": "The verdict in two or three sentences.", "type": "array", "items": {"type": "string"}}
      }
    }
  }
})json";

}  // namespace optimization
