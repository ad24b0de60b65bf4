#include <gtest/gtest.h>

#include <bit>
#include <nlohmann/json.hpp>
#include <stdexcept>

#include "quant/backtest/presets.hpp"
#include "quant/backtest/run.hpp"
#include "quant/strategy/evaluation.hpp"
#include "quant/strategy/strategy_reader.hpp"
#include "quant/sweep/sweep.hpp"
#include "unit/quant/generated_bars.hpp"
#include "unit/quant/generated_strategies.hpp"
#include "unit/quant/sweep/expected_rows.hpp"
#include "unit/quant/sweep/generated_models.hpp"

namespace {

using quant::Metric;

quant::Strategy crossing_strategy(const std::string& fast, const std::string& slow) {
  const nlohmann::json document{
      {"name", "crossing"},
      {"parameters",
       {{{"name", "fast"}, {"default", 2}, {"min", 1}, {"max", 10'000}, {"whole", true}},
        {{"name", "slow"}, {"default", 5}, {"min", 1}, {"max", 10'000}, {"whole", true}}}},
      {"entry", "cross_above(" + fast + ", " + slow + ")"},
      {"exit", "cross_below(" + fast + ", " + slow + ")"}};
  const auto read = quant::read_strategy(document);
  if (const auto* problems = std::get_if<1>(&read)) { ADD_FAILURE() << problems->front().text(); }
  return std::get<0>(read);
}

quant::ExpressionGraph graph_of(const quant::Strategy& strategy, const std::vector<double>& values) {
  quant::GraphBuilder builder;
  const auto problem = builder.add(strategy, values, values.size() / strategy.parameters.size());
  EXPECT_FALSE(problem) << problem->text();
  return builder.finish();
}

quant::Expression number_expression(double value) {
  quant::ExpressionNode node;
  node.number = value;
  return {{node}};
}

std::vector<double> all_pairs(double limit) {
  std::vector<double> values;
  for (double fast = 1; fast <= limit; ++fast) {
    for (double slow = 1; slow <= limit; ++slow) {
      if (fast != slow) { values.insert(values.end(), {fast, slow}); }
    }
  }
  return values;
}

void expect_same_bytes(const quant::SweepTable& left, const quant::SweepTable& right) {
  ASSERT_EQ(left.values.size(), right.values.size());
  for (std::size_t i = 0; i < left.values.size(); ++i) {
    ASSERT_EQ(std::bit_cast<std::uint64_t>(left.values[i]), std::bit_cast<std::uint64_t>(right.values[i])) << i;
  }
}

quant::Bars bars_with_closes(const std::vector<double>& close) {
  quant::Bars bars{.time = {}, .open = close, .high = close, .low = close, .close = close, .volume = close};
  for (std::size_t i = 0; i < close.size(); ++i) {
    bars.time.push_back(static_cast<std::int64_t>(i) * 86'400'000'000);
  }
  return bars;
}

TEST(Sweep, OfTheCrossoverAsAStrategyEqualsVectorbtOnTheSp500) {
  const auto expected = read_expected_rows(JOBHOST_SOURCE_DIR "/tests/unit/quant/sweep/vectorbt_sp500.csv");
  std::vector<double> values;
  for (const auto& pair : expected.pairs) { values.insert(values.end(), {double(pair.fast), double(pair.slow)}); }
  const auto bars = bars_with_closes(sp500_closes());
  auto model = quant::vectorbt_preset();
  model.fees.bps = 10;
  const auto graph = graph_of(crossing_strategy("sma(close, fast)", "sma(close, slow)"), values);
  const auto table = sweep(bars.view(), graph, model);
  ASSERT_EQ(table.ranges, 1U);
  EXPECT_EQ(table.exact_runs, 0U);
  for (std::size_t i = 0; i < expected.pairs.size(); ++i) {
    EXPECT_NEAR(table.value(i, 0, 0), expected.metrics[i].total_return, 1e-9) << i;
    EXPECT_EQ(table.value(i, 0, 1), expected.metrics[i].trades) << i;
    EXPECT_NEAR(table.value(i, 0, 2), expected.metrics[i].sharpe, 1e-9) << i;
    EXPECT_NEAR(table.value(i, 0, 3), expected.metrics[i].max_drawdown, 1e-9) << i;
  }
}

// Rows with ties, with late first values, with none, and with gaps in the middle.
TEST(Sweep, OfCrossingsOfAnyRowsEqualsTheBacktest) {
  Random random(51);
  const std::pair<std::string, std::string> rows[] = {{"sma(close, fast)", "sma(close, slow)"},
                                                      {"close", "sma(open, slow)"},
                                                      {"ema(close, fast)", "sma(hl2, slow)"},
                                                      {"sma(rsi(close, fast), slow)", "50"},
                                                      {"log(close - slow)", "log(sma(close, 3) - slow)"},
                                                      {"highest(high, fast)", "highest(close, slow)"}};
  for (int i = 0; i < 600 && !HasFatalFailure(); ++i) {
    const auto& [fast, slow] = rows[random.below(6)];
    const auto bars =
        generate_bars(random, static_cast<PriceKind>(random.below(kPriceKinds)), 2 + random.below(700));
    std::vector<double> values;
    for (int set = 0; set < 6; ++set) {
      values.insert(values.end(), {2.0 + random.below(20), 2.0 + random.below(40)});
    }
    auto model = generate_proportional_model(random);
    model.side = quant::Side::long_only;
    const auto graph = graph_of(crossing_strategy(fast, slow), values);
    const auto table = sweep(bars.view(), graph, model, {.metrics = {Metric::final_equity, Metric::trades}});
    SCOPED_TRACE("case " + std::to_string(i) + ", " + fast + " and " + slow);
    ASSERT_EQ(table.exact_runs, 0U);
    quant::evaluate(graph, bars.view(), [&](std::size_t combination, const quant::Signals& signals) {
      const auto run = run_backtest(bars.view(), signals, {}, model);
      ASSERT_EQ(table.value(combination, 0, 1), static_cast<double>(run.trades.size()));
      const double equity = run.equity.back();
      ASSERT_NEAR(table.value(combination, 0, 0), equity, 1e-9 * std::max(1.0, equity));
    });
  }
}

// Combinations that share their signals remember for each other where a stop is reached; alone they cannot.
TEST(Sweep, OfAGridOfStopsEqualsTheBacktestAndEachCombinationAlone) {
  Random random(55);
  for (int i = 0; i < 60 && !HasFatalFailure(); ++i) {
    auto strategy = i % 2 == 0 ? crossing_strategy("ema(close, fast)", "ema(close, slow)")
                               : generate_strategy(random, {.depth = 2, .exit_rules = false});
    const auto bars =
        generate_bars(random, static_cast<PriceKind>(random.below(kPriceKinds)), 2 + random.below(500));
    const std::vector<double> windows{2.0 + random.below(4), 7, 3, 8.0 + random.below(9)};
    const auto sets = i % 2 == 0 ? windows : generate_values(random, strategy, 2);
    const auto half = static_cast<std::ptrdiff_t>(sets.size() / 2);
    const std::vector<double> both[] = {{sets.begin(), sets.begin() + half}, {sets.begin() + half, sets.end()}};
    const auto model = generate_proportional_model(random);
    quant::GraphBuilder builder;
    std::vector<quant::SweepTable> alone;
    const quant::SweepOptions options{.folds = {{0, 1}, {0, bars.size()}}};
    const double time_stop = random.below(2) == 0 ? 0 : 9;
    for (int combination = 0; combination < 32; ++combination) {
      const double values[] = {0.01 * (combination % 4), 0.015 * (combination / 4 % 4), combination == 9 ? 0.03 : 0,
                               time_stop};
      for (std::size_t rule = 0; rule < 4; ++rule) {
        strategy.exit_rules.at(rule) = number_expression(values[rule]);
      }
      const auto& set = both[combination / 16];
      ASSERT_FALSE(builder.add(strategy, set, 1));
      alone.push_back(sweep(bars.view(), graph_of(strategy, set), model, options));
    }
    const auto graph = builder.finish();
    const auto table = sweep(bars.view(), graph, model, options);
    SCOPED_TRACE("case " + std::to_string(i) + ": " + canonical_text(strategy));
    for (std::size_t combination = 0; combination < 32; ++combination) {
      for (std::size_t k = 0; k < 12; ++k) {
        ASSERT_EQ(std::bit_cast<std::uint64_t>(table.values[combination * 12 + k]),
                  std::bit_cast<std::uint64_t>(alone[combination].values[k]))
            << combination << ", figure " << k;
      }
    }
    quant::evaluate(graph, bars.view(), [&](std::size_t combination, const quant::Signals& signals) {
      const auto run = run_backtest(bars.view(), signals, graph.combinations()[combination].exit_rules, model);
      ASSERT_EQ(table.value(combination, 0, 1), static_cast<double>(run.trades.size())) << combination;
      ASSERT_NEAR(table.value(combination, 0, 0), run.equity.back() / model.cash - 1,
                  1e-9 * std::max(1.0, run.equity.back() / model.cash));
    });
  }
}

// Any number of threads, memory limit, SIMD level and cut into graphs.
TEST(Sweep, GivesTheSameBytesHoweverTheWorkIsCut) {
  Random random(52);
  const auto bars = generate_bars(random, PriceKind::ticks, 1'100);
  for (int i = 0; i < 12; ++i) {
    const bool crossing = i % 3 == 0;
    const auto strategy =
        crossing ? crossing_strategy("sma(close, fast)", "ema(close, slow)") : generate_strategy(random);
    const auto values = crossing ? all_pairs(12) : generate_values(random, strategy, 60);
    const std::size_t sets = values.size() / strategy.parameters.size();
    const auto model = generate_model(random);
    const auto graph = graph_of(strategy, values);
    quant::SweepOptions options{.folds = {{0, 500}, {300, 1'100}}};
    const auto expected = sweep(bars.view(), graph, model, options);

    options.threads = 3;
    expect_same_bytes(sweep(bars.view(), graph, model, options), expected);
    options.memory_limit = std::max<std::size_t>(1, least_bytes(graph, bars.size()));
    const auto in_groups = sweep(bars.view(), graph, model, options);
    expect_same_bytes(in_groups, expected);
    EXPECT_GE(in_groups.groups, crossing ? 2U : 1U);
    for (const auto level : {quant::SimdLevel::baseline, quant::SimdLevel::avx2}) {
      if (level > quant::best_simd_level()) { continue; }
      options.simd = level;
      expect_same_bytes(sweep(bars.view(), graph, model, options), expected);
    }
    const std::size_t half = sets / 2 * strategy.parameters.size();
    auto joined =
        sweep(bars.view(), graph_of(strategy, {values.begin(), values.begin() + long(half)}), model, options);
    const auto rest =
        sweep(bars.view(), graph_of(strategy, {values.begin() + long(half), values.end()}), model, options);
    joined.values.insert(joined.values.end(), rest.values.begin(), rest.values.end());
    expect_same_bytes(joined, expected);
  }
}

// Enough work for many reports, which come about every millisecond.
TEST(Sweep, ReportsProgressAndStopsWhenTheReportThrows) {
  Random random(53);
  const auto bars = generate_bars(random, PriceKind::walk, 20'000);
  const auto graph = graph_of(crossing_strategy("sma(close, fast)", "ema(close, slow)"), all_pairs(40));
  double last = 0;
  sweep(bars.view(), graph, {}, {.threads = 2, .on_progress = [&](double done) {
                                   EXPECT_GE(done, last);
                                   EXPECT_LE(done, 1);
                                   last = done;
                                 }});
  EXPECT_GT(last, 0);
  const auto stop = [](double) { throw std::runtime_error("cancelled"); };
  EXPECT_THROW(sweep(bars.view(), graph, {}, {.threads = 2, .on_progress = stop}), std::runtime_error);
}

std::string message_of(const std::function<void()>& call) {
  try {
    call();
  } catch (const std::invalid_argument& error) { return error.what(); }
  return "no error";
}

TEST(Sweep, NamesWhatIsWrongWithTheOptions) {
  Random random(54);
  const auto bars = generate_bars(random, PriceKind::walk, 100);
  const auto graph = graph_of(crossing_strategy("sma(close, fast)", "sma(close, slow)"), {2, 5});
  const auto with = [&](const quant::SweepOptions& options) {
    return message_of([&] { sweep(bars.view(), graph, {}, options); });
  };
  EXPECT_EQ(with({.folds = {{0, 50}, {50, 101}}}),
            "folds[1] is the bars 50 to 101 of 100; give at least one bar, and none behind the last");
  EXPECT_EQ(with({.metrics = {}}), "metrics is empty; name at least one metric");
  EXPECT_EQ(with({.threads = 0}), "threads is 0; give 1 or more");
  EXPECT_EQ(with({.memory_limit = 100}), "memory_limit is 100 bytes; one combination needs " +
                                             std::to_string(least_bytes(graph, 100)) +
                                             " for its indicators, give that much");
  EXPECT_EQ(message_of([&] { sweep({}, graph, {}); }), "the series has 0 bars; give 1 to 4294967279");
}

TEST(Sweep, SaysWhichModelsAndFiguresNeedEveryBacktest) {
  EXPECT_TRUE(quant::is_fast(quant::vectorbt_preset(), {}));
  EXPECT_TRUE(quant::is_fast({}, {}));
  EXPECT_FALSE(quant::is_fast(quant::backtesting_py_preset(), {}));
  EXPECT_FALSE(quant::is_fast({}, {.metrics = {Metric::total_return, Metric::sortino}}));
  quant::ExecutionModel fixed_fee;
  fixed_fee.fees.fixed = 1;
  EXPECT_FALSE(quant::is_fast(fixed_fee, {}));
}

}  // namespace
