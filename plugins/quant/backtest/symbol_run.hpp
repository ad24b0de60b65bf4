// One symbol in a running backtest: reads its signals, fills its orders on the account, keeps its trades. The bar
// loop calls, in every bar, the steps below in the order that ExecutionModel documents. One thread; borrows
// everything.
#pragma once

#include <cstddef>
#include <optional>
#include <vector>

#include "quant/backtest/account.hpp"
#include "quant/backtest/execution_model.hpp"
#include "quant/backtest/fills.hpp"
#include "quant/backtest/signals.hpp"
#include "quant/backtest/stops.hpp"
#include "quant/backtest/trades.hpp"
#include "quant/series/bars.hpp"

namespace quant {

struct SizingRequest;

// When the orders of a signal's bar are filled: at the open (Fill::next_open) or the close of `bar`.
struct Moment {
  std::size_t bar = 0;
  std::size_t signal_bar = 0;
};

class SymbolRun {
 public:
  SymbolRun(const BarsView& bars, const Signals& signals, const ExitRules& exits, const ExecutionModel& model);

  // Values the position at the moment's price, so that sizing sees the equity of that moment.
  void value_at(const Moment& moment, Account& account, std::size_t symbol) const;
  // Reads the signals, closes what they close, and remembers what they open for enter_at.
  void exit_at(const Moment& moment, Account& account, std::size_t symbol);
  void enter_at(const Moment& moment, Account& account, std::size_t symbol);
  void check_stops(std::size_t bar, Account& account, std::size_t symbol);
  void close_bar(std::size_t bar, Account& account, std::size_t symbol);
  // Of the position that is open: as AtEnd says, at the last bar; or at once, in ruin.
  void finish(std::size_t last_bar, Account& account, std::size_t symbol);
  void ruin(std::size_t bar, Account& account, std::size_t symbol);

  [[nodiscard]] std::vector<Trade>& trades() noexcept { return trades_; }
  [[nodiscard]] std::size_t unfilled_entries() const noexcept { return unfilled_entries_; }

 private:
  struct Decision {
    std::optional<ExitReason> close;
    std::optional<Direction> open;
  };
  struct Exit {
    std::size_t bar = 0;
    double quoted = 0;
    ExitReason reason = ExitReason::signal;
    FillKind kind = FillKind::exit;
  };

  [[nodiscard]] Decision decide(const Moment& moment) const;
  [[nodiscard]] Decision decide_in_position(const Moment& moment, bool long_entry, bool short_entry) const;
  [[nodiscard]] bool held_long_enough(const Moment& moment) const;
  [[nodiscard]] double price_at(const Moment& moment) const noexcept;
  void close_position(const Exit& exit, Account& account, std::size_t symbol);
  void open_position(const Moment& moment, double units, const SizingRequest& request, Account& account);
  void share_fixed_fee(Trade& opened);

  BarsView bars_;
  const Signals& signals_;
  const ExitRules& exits_;
  const ExecutionModel& model_;
  BitSeries any_signal_;  // most bars have none, and are left at once

  std::vector<Trade> trades_;
  bool in_position_ = false;  // then trades_.back() is it
  Stops stops_;
  std::size_t stops_from_ = 0;  // first bar whose high and low came after the entry
  std::optional<Direction> to_open_;
  bool reverses_ = false;                  // to_open_ reverses the position just closed
  std::optional<std::size_t> stopped_in_;  // bar of the last stop
  double last_close_ = 0;
  std::size_t unfilled_entries_ = 0;
};

}  // namespace quant
