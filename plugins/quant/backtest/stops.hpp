// The price levels that end one position inside a bar: stop-loss, trailing stop, take-profit (see ExitRules for the
// rules). Used by the run of a backtest; one thread.
#pragma once

#include <optional>

#include "quant/backtest/signals.hpp"
#include "quant/backtest/trades.hpp"

namespace quant {

struct StopHit {
  double price = 0;  // before slippage
  ExitReason reason = ExitReason::stop_loss;
};

class Stops {
 public:
  Stops() = default;
  // base: the price that the fractions count from.
  Stops(const ExitRules& rules, Direction direction, double base);

  // nullopt: the bar reaches no level. NaN prices reach none.
  [[nodiscard]] std::optional<StopHit> hit(double open, double high, double low) const;
  // To be called after `hit`: moves the trailing stop for the bars to come.
  void bar_closed(double high, double low);

 private:
  [[nodiscard]] std::optional<StopHit> stop_of_long(double open, double low) const;
  [[nodiscard]] std::optional<StopHit> stop_of_short(double open, double high) const;

  bool used_ = false;
  bool long_ = true;
  double trailing_ = 0;  // fraction; 0: not used
  double best_ = 0;      // best price since the entry
  double stop_ = 0;      // levels; where not used: never reached
  double trailing_stop_ = 0;
  double target_ = 0;
};

}  // namespace quant
