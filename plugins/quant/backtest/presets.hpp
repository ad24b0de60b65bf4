// Execution models that make other engines' results come out, by name. What each reproduces and where it cannot is
// in README.md beside this file. Any thread.
#pragma once

#include <array>
#include <optional>
#include <string_view>

#include "quant/backtest/execution_model.hpp"

namespace quant {

inline constexpr std::array<std::string_view, 3> kPresetNames{"default", "vectorbt", "backtesting.py"};

// vectorbt 1.1 Portfolio.from_signals(size=inf, freq="1D"): fill at the signal's close, all cash, marked to market.
ExecutionModel vectorbt_preset();

// backtesting.py 0.6 Backtest(finalize_trades=True), fractions of equity in whole units, filled at the next open.
// commission -> fees.bps, fees.fixed; spread -> slippage_bps; side is both.
ExecutionModel backtesting_py_preset();

// nullopt for a name that is not in kPresetNames.
std::optional<ExecutionModel> preset_by_name(std::string_view name);

}  // namespace quant
