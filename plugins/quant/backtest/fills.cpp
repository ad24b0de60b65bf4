#include "quant/backtest/fills.hpp"

namespace quant {
namespace {

bool slips(SlippageOn where, FillKind kind) {
  switch (where) {
    case SlippageOn::every_fill:
      return true;
    case SlippageOn::all_but_stops:
      return kind != FillKind::stop;
    case SlippageOn::entries:
      return kind == FillKind::entry;
  }
  return true;
}

}  // namespace

double fill_price(const ExecutionModel& model, double quoted, Direction direction, FillKind kind) {
  if (!slips(model.slippage_on, kind)) { return quoted; }
  const double slippage = model.slippage_bps / 1e4;
  const bool buys = (direction == Direction::long_position) == (kind == FillKind::entry);
  return quoted * (buys ? 1 + slippage : 1 - slippage);
}

double fee_of(const Fees& fees, double units, double price) {
  return units * price * (fees.bps / 1e4) + fees.fixed + units * fees.per_unit;
}

}  // namespace quant
