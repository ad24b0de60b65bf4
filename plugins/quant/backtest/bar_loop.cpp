#include "quant/backtest/bar_loop.hpp"

#include <utility>

namespace quant {
namespace {

class BarLoop {
 public:
  BarLoop(std::span<SymbolRun> runs, std::size_t bars, const ExecutionModel& model, OrderSequence sequence)
      : runs_(runs), bars_(bars), model_(model), sequence_(sequence), account_(model.cash, runs.size()) {}

  AccountCurve walk() {
    curve_.equity.reserve(bars_);
    curve_.exposure.reserve(bars_);
    for (std::size_t bar = 0; bar < bars_; ++bar) {
      step(bar);
      if (!record()) {
        end_in_ruin(bar);
        return std::move(curve_);
      }
    }
    if (bars_ > 0) { finish(); }
    return std::move(curve_);
  }

 private:
  void step(std::size_t bar) {
    if (model_.fill == Fill::next_open && bar > 0) { trade({.bar = bar, .signal_bar = bar - 1}); }
    for_each([&](SymbolRun& run, std::size_t symbol) { run.check_stops(bar, account_, symbol); });
    if (model_.fill == Fill::signal_close) { trade({.bar = bar, .signal_bar = bar}); }
    for_each([&](SymbolRun& run, std::size_t symbol) { run.close_bar(bar, account_, symbol); });
  }

  void trade(const Moment& moment) {
    if (runs_.size() > 1) {
      for_each([&](SymbolRun& run, std::size_t symbol) { run.value_at(moment, account_, symbol); });
    }
    if (sequence_ == OrderSequence::given) {
      for_each([&](SymbolRun& run, std::size_t symbol) {
        run.exit_at(moment, account_, symbol);
        run.enter_at(moment, account_, symbol);
      });
      return;
    }
    for_each([&](SymbolRun& run, std::size_t symbol) { run.exit_at(moment, account_, symbol); });
    for_each([&](SymbolRun& run, std::size_t symbol) { run.enter_at(moment, account_, symbol); });
  }

  // False: nothing is left, and the model stops there.
  bool record() {
    const double value = account_.positions_value();
    const double equity = account_.cash() + value;
    if (model_.stop_at_ruin && equity <= 0) { return false; }
    curve_.equity.push_back(equity);
    curve_.exposure.push_back(value == 0 ? 0 : value / equity);
    return true;
  }

  void end_in_ruin(std::size_t bar) {
    for_each([&](SymbolRun& run, std::size_t symbol) { run.ruin(bar, account_, symbol); });
    curve_.equity.resize(bars_, 0);
    curve_.exposure.resize(bars_, 0);
  }

  // What is sold at the end is worth what it was sold for. The exposure stays: it was held during the last bar.
  void finish() {
    for_each([&](SymbolRun& run, std::size_t symbol) { run.finish(bars_ - 1, account_, symbol); });
    curve_.equity.back() = account_.equity();
  }

  template <typename Step>
  void for_each(const Step& step) {
    for (std::size_t symbol = 0; symbol < runs_.size(); ++symbol) { step(runs_[symbol], symbol); }
  }

  std::span<SymbolRun> runs_;
  std::size_t bars_;
  const ExecutionModel& model_;
  OrderSequence sequence_;
  Account account_;
  AccountCurve curve_;
};

}  // namespace

AccountCurve walk_bars(std::span<SymbolRun> runs, std::size_t bars, const ExecutionModel& model,
                       OrderSequence sequence) {
  return BarLoop(runs, bars, model, sequence).walk();
}

}  // namespace quant
