#include "optimization/schemas.hpp"

namespace optimization {

// Limits are those of optimization_request.cpp. No $ref: what stands beside one is ignored, and forms want the
// titles.
const std::string_view kPayloadSchema = R"json({
  "$schema": "http://json-schema.org/draft-07/schema#",
  "title": "Optimization",
  "description": "Backtests every combination of a strategy's parameters on one series of bars and ranks them.",
  "type": "object",
  "additionalProperties": false,
  "required": ["symbol", "timeframe", "parameters"],
  "properties": {
    "symbol": {
      "title": "Symbol",
      "description": "Symbol of an imported series of market data.",
      "type": "string", "pattern": "^[A-Za-z0-9._:/-]{1,64}$",
      "default": "SP500", "examples": ["SP500"]
    },
    "timeframe": {
      "title": "Timeframe",
      "description": "Length of a bar of that series: a number and one of s m h d w. It also sets the bars per year that the Sharpe ratio is scaled with.",
      "type": "string", "pattern": "^[1-9][0-9]{0,5}[smhdw]$",
      "default": "1d", "examples": ["1d", "1h", "15m"]
    },
    "strategy": {
      "title": "Strategy",
      "description": "sma_cross: buys when the simple moving average of `fast` bars crosses above that of `slow` bars, sells when it crosses below.",
      "type": "string", "enum": ["sma_cross"],
      "default": "sma_cross", "examples": ["sma_cross"]
    },
    "parameters": {
      "title": "Parameters",
      "description": "The values to try for each parameter of the strategy.",
      "type": "object",
      "additionalProperties": false,
      "required": ["fast", "slow"],
      "default": {"fast": {"min": 2, "max": 100}, "slow": {"min": 2, "max": 100}},
      "examples": [{"fast": {"min": 5, "max": 50, "step": 5}, "slow": {"min": 20, "max": 200, "step": 10}}],
      "properties": {
        "fast": {
          "title": "Fast window",
          "description": "Bars in the fast moving average. Tried: min, min + step, and so on, not beyond max.",
          "type": "object",
          "additionalProperties": false,
          "required": ["min", "max"],
          "default": {"min": 2, "max": 100}, "examples": [{"min": 5, "max": 50, "step": 5}],
          "properties": {
            "min": {
              "title": "Smallest", "description": "The first value.",
              "type": "integer", "minimum": 1, "maximum": 1000000, "default": 2, "examples": [2]
            },
            "max": {
              "title": "Largest", "description": "No value is above it.",
              "type": "integer", "minimum": 1, "maximum": 1000000, "default": 100, "examples": [100]
            },
            "step": {
              "title": "Step", "description": "Distance between two values.",
              "type": "integer", "minimum": 1, "maximum": 1000000, "default": 1, "examples": [5]
            }
          }
        },
        "slow": {
          "title": "Slow window",
          "description": "Bars in the slow moving average. Tried: min, min + step, and so on, not beyond max.",
          "type": "object",
          "additionalProperties": false,
          "required": ["min", "max"],
          "default": {"min": 2, "max": 100}, "examples": [{"min": 5, "max": 50, "step": 5}],
          "properties": {
            "min": {
              "title": "Smallest", "description": "The first value.",
              "type": "integer", "minimum": 1, "maximum": 1000000, "default": 2, "examples": [2]
            },
            "max": {
              "title": "Largest", "description": "No value is above it.",
              "type": "integer", "minimum": 1, "maximum": 1000000, "default": 100, "examples": [100]
            },
            "step": {
              "title": "Step", "description": "Distance between two values.",
              "type": "integer", "minimum": 1, "maximum": 1000000, "default": 1, "examples": [5]
            }
          }
        }
      }
    },
    "constraint": {
      "title": "Constraint",
      "description": "Which combinations to try: comparisons (< <= > >= == !=) of parameter names and whole numbers, joined by `and`. Without it all are tried.",
      "type": "string", "minLength": 1, "maxLength": 1000,
      "default": "fast < slow", "examples": ["fast < slow", "fast < slow and slow <= 60"]
    },
    "search": {
      "title": "Search",
      "description": "How combinations are chosen.",
      "type": "object",
      "additionalProperties": false,
      "default": {"method": "grid"}, "examples": [{"method": "grid"}],
      "properties": {
        "method": {
          "title": "Method",
          "description": "grid: every combination.",
          "type": "string", "enum": ["grid"],
          "default": "grid", "examples": ["grid"]
        }
      }
    },
    "objective": {
      "title": "Objective",
      "description": "The metric to rank by; more is better. A maximum drawdown is negative or zero, so the one nearest to zero is the best. Of equals the first in the grid wins.",
      "type": "string", "enum": ["total_return", "trades", "sharpe", "max_drawdown"],
      "default": "total_return", "examples": ["sharpe"]
    },
    "preset": {
      "title": "Execution preset",
      "description": "vectorbt: fill at the close of the signal's bar, all cash, fractional units, long only, an open trade is valued at the last close, a year of 365 days.",
      "type": "string", "enum": ["vectorbt"],
      "default": "vectorbt", "examples": ["vectorbt"]
    },
    "costs": {
      "title": "Costs",
      "description": "What trading costs.",
      "type": "object",
      "additionalProperties": false,
      "default": {"fee_bps": 0}, "examples": [{"fee_bps": 10}],
      "properties": {
        "fee_bps": {
          "title": "Fee (basis points)",
          "description": "Of the traded value, at entry and at exit; 10 is 0.1 %.",
          "type": "number", "minimum": 0, "maximum": 5000,
          "default": 0, "examples": [10]
        }
      }
    },
    "top": {
      "title": "Rows in the result",
      "description": "How many of the best combinations the result lists; the artifact combinations.csv has all.",
      "type": "integer", "minimum": 1, "maximum": 1000,
      "default": 10, "examples": [10]
    }
  }
})json";

const std::string_view kResultSchema = R"json({
  "$schema": "http://json-schema.org/draft-07/schema#",
  "title": "Optimization result",
  "description": "The best combinations; the artifact combinations.csv has all of them.",
  "type": "object",
  "additionalProperties": false,
  "required": ["combinations", "best", "top"],
  "properties": {
    "combinations": {
      "title": "Combinations", "description": "How many were backtested.", "type": "integer", "minimum": 1
    },
    "best": {"$ref": "#/definitions/row"},
    "top": {
      "title": "Top", "description": "The best combinations by the objective, best first.",
      "type": "array", "minItems": 1, "maxItems": 1000, "items": {"$ref": "#/definitions/row"}
    }
  },
  "definitions": {
    "row": {
      "title": "Combination", "description": "One combination and how it did.",
      "type": "object",
      "additionalProperties": false,
      "required": ["parameters", "metrics"],
      "properties": {
        "parameters": {
          "title": "Parameters", "description": "Value of each parameter of the strategy.",
          "type": "object", "additionalProperties": {"type": "integer"}
        },
        "metrics": {
          "title": "Metrics", "description": "Fractions, never percent; null where there is no value.",
          "type": "object",
          "additionalProperties": false,
          "required": ["total_return", "trades", "sharpe", "max_drawdown"],
          "properties": {
            "total_return": {
              "title": "Total return", "description": "Final equity / first equity - 1.", "type": ["number", "null"]
            },
            "trades": {
              "title": "Trades", "description": "Entries, the one still open at the end included.",
              "type": "integer", "minimum": 0
            },
            "sharpe": {
              "title": "Sharpe ratio",
              "description": "Annualised, over all bars; null when the equity never moved.", "type": ["number", "null"]
            },
            "max_drawdown": {
              "title": "Maximum drawdown", "description": "Deepest fall from a peak, negative or zero.",
              "type": ["number", "null"], "maximum": 0
            }
          }
        }
      }
    }
  }
})json";

const std::string_view kExamplePayload = R"json({
  "symbol": "SP500",
  "timeframe": "1d",
  "strategy": "sma_cross",
  "parameters": {"fast": {"min": 2, "max": 100}, "slow": {"min": 2, "max": 100}},
  "constraint": "fast < slow",
  "search": {"method": "grid"},
  "objective": "total_return",
  "preset": "vectorbt",
  "costs": {"fee_bps": 10},
  "top": 10
})json";

}  // namespace optimization
