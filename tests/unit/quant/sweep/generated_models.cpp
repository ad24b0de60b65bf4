#include "unit/quant/sweep/generated_models.hpp"

quant::ExecutionModel generate_proportional_model(Random& random) {
  quant::ExecutionModel model;
  model.fill = static_cast<quant::Fill>(random.below(2));
  model.side = static_cast<quant::Side>(random.below(3));
  model.fees.bps = random.below(2) == 0 ? 0 : random.below(300);
  model.slippage_bps = random.below(2) == 0 ? 0 : random.below(100);
  model.slippage_on = static_cast<quant::SlippageOn>(random.below(3));
  model.short_needs_cash = random.below(2) == 0;
  model.stop_base = static_cast<quant::StopBase>(random.below(2));
  model.signals_after_stop = random.below(2) == 0;
  model.at_end = static_cast<quant::AtEnd>(random.below(2));
  model.stop_at_ruin = random.below(2) == 0;
  return model;
}

quant::ExecutionModel generate_model(Random& random) {
  quant::ExecutionModel model = generate_proportional_model(random);
  switch (random.below(12)) {
    case 0:
      model.sizing = quant::Sizing::fraction;
      model.size = 0.5;
      break;
    case 1:
      model.fees.fixed = 1;
      break;
    case 2:
      model.unit_step = 1;
      break;
    case 3:
      model.at_end = quant::AtEnd::last_open;
      break;
    default:
      break;
  }
  return model;
}

quant::ExitRules generate_exits(Random& random) {
  quant::ExitRules exits;
  if (random.below(2) == 0) { return exits; }
  if (random.below(2) == 0) { exits.stop_loss = 0.001 + random.unit() / 5; }
  if (random.below(2) == 0) { exits.take_profit = 0.001 + random.unit() / 5; }
  if (random.below(3) == 0) { exits.trailing_stop = 0.001 + random.unit() / 5; }
  if (random.below(3) == 0) { exits.time_stop = 1 + random.below(30); }
  return exits;
}

std::vector<quant::BarRange> generate_folds(Random& random, std::size_t bars) {
  std::vector<quant::BarRange> folds;
  const auto limit = static_cast<std::uint32_t>(bars);
  for (std::uint32_t i = random.below(5); i > 0; --i) {
    const std::size_t begin = random.below(limit);
    folds.push_back({begin, begin + 1 + random.below(static_cast<std::uint32_t>(bars - begin))});
  }
  return folds;
}
