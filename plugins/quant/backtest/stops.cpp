#include "quant/backtest/stops.hpp"

#include <algorithm>
#include <limits>

namespace quant {
namespace {

constexpr double kUnreachable = std::numeric_limits<double>::infinity();

}  // namespace

Stops::Stops(const ExitRules& rules, Direction direction, double base)
    : used_(rules.stop_loss > 0 || rules.take_profit > 0 || rules.trailing_stop > 0),
      long_(direction == Direction::long_position),
      trailing_(rules.trailing_stop),
      best_(base) {
  const double against = long_ ? -1 : 1;
  const auto level = [&](double fraction, double sign) {
    return fraction > 0 ? base * (1 + sign * fraction) : sign * kUnreachable;
  };
  stop_ = level(rules.stop_loss, against);
  trailing_stop_ = level(rules.trailing_stop, against);
  target_ = level(rules.take_profit, -against);
}

std::optional<StopHit> Stops::hit(double open, double high, double low) const {
  if (!used_) { return std::nullopt; }
  const auto stopped = long_ ? stop_of_long(open, low) : stop_of_short(open, high);
  if (stopped) { return stopped; }
  if (long_ && high >= target_) { return StopHit{open > target_ ? open : target_, ExitReason::take_profit}; }
  if (!long_ && low <= target_) { return StopHit{open < target_ ? open : target_, ExitReason::take_profit}; }
  return std::nullopt;
}

std::optional<StopHit> Stops::stop_of_long(double open, double low) const {
  const double nearer = std::max(stop_, trailing_stop_);
  if (!(low <= nearer)) { return std::nullopt; }
  return StopHit{open < nearer ? open : nearer,
                 trailing_stop_ > stop_ ? ExitReason::trailing_stop : ExitReason::stop_loss};
}

std::optional<StopHit> Stops::stop_of_short(double open, double high) const {
  const double nearer = std::min(stop_, trailing_stop_);
  if (!(high >= nearer)) { return std::nullopt; }
  return StopHit{open > nearer ? open : nearer,
                 trailing_stop_ < stop_ ? ExitReason::trailing_stop : ExitReason::stop_loss};
}

void Stops::bar_closed(double high, double low) {
  if (trailing_ <= 0) { return; }
  if (long_ && high > best_) {
    best_ = high;
    trailing_stop_ = best_ * (1 - trailing_);
  } else if (!long_ && low < best_) {
    best_ = low;
    trailing_stop_ = best_ * (1 + trailing_);
  }
}

}  // namespace quant
