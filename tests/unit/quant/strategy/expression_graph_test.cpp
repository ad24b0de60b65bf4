// That equal work appears once, and that it is given up in time.
#include "quant/strategy/expression_graph.hpp"

#include <algorithm>

#include "unit/quant/strategy/strategy_fixtures.hpp"

namespace {

using quant::Operation;

quant::Strategy sma_cross() {
  return strategy_of({{"name", "sma_cross"},
                      {"parameters",
                       {{{"name", "fast"}, {"default", 2}, {"min", 2}, {"max", 100}, {"whole", true}},
                        {{"name", "slow"}, {"default", 3}, {"min", 2}, {"max", 100}, {"whole", true}}}},
                      {"entry", "cross_above(sma(close, fast), sma(close, slow))"},
                      {"exit", "cross_below(sma(close, fast), sma(close, slow))"},
                      {"stop_loss", "fast / 1000"},
                      {"constraints", {"fast < slow"}}});
}

std::vector<double> all_pairs(double from, double to) {
  std::vector<double> values;
  for (double fast = from; fast < to; ++fast) {
    for (double slow = fast + 1; slow <= to; ++slow) { values.insert(values.end(), {fast, slow}); }
  }
  return values;
}

std::size_t count_of(const quant::ExpressionGraph& graph, Operation operation) {
  return static_cast<std::size_t>(std::count_if(graph.nodes().begin(), graph.nodes().end(),
                                                [&](const auto& node) { return node.operation == operation; }));
}

quant::ExpressionGraph graph_of(const std::string& entry) {
  quant::GraphBuilder builder;
  EXPECT_FALSE(builder.add(strategy_of({{"name", "x"}, {"entry", entry}}), {}, 1));
  return builder.finish();
}

TEST(ExpressionGraph, HasEachMovingAverageOnce) {
  quant::GraphBuilder builder;
  const auto values = all_pairs(2, 100);
  ASSERT_FALSE(builder.add(sma_cross(), values, values.size() / 2));
  const auto graph = builder.finish();
  EXPECT_EQ(graph.combinations().size(), 4'851U);
  EXPECT_EQ(count_of(graph, Operation::indicator), 99U);
  EXPECT_EQ(count_of(graph, Operation::cross_above), 2 * 4'851U);  // each exit is a cross_above the other way round
  EXPECT_EQ(count_of(graph, Operation::column), 1U);
  EXPECT_EQ(graph.nodes().size(), 1U + 99 + 2 * 4'851 + 1);
}

TEST(ExpressionGraph, PutsInputsBeforeTheirUsersAndBindsNumbers) {
  quant::GraphBuilder builder;
  const std::vector<double> values{5, 20, 5, 30};
  ASSERT_FALSE(builder.add(sma_cross(), values, 2));
  const auto graph = builder.finish();
  for (std::size_t id = 0; id < graph.nodes().size(); ++id) {
    const auto& node = graph.nodes()[id];
    for (std::size_t i = 0; i < node.arity; ++i) { EXPECT_LT(node.inputs.at(i), id); }
  }
  const auto& second = graph.combinations()[1];
  const auto& cross = graph.nodes()[second.long_entry];
  EXPECT_EQ(cross.operation, Operation::cross_above);
  EXPECT_EQ(graph.numbers(graph.nodes()[cross.inputs[0]])[0], 5);
  EXPECT_EQ(graph.numbers(graph.nodes()[cross.inputs[1]])[0], 30);
  const auto& exit = graph.nodes()[second.long_exit];
  EXPECT_EQ(exit.operation, Operation::cross_above);
  EXPECT_EQ(exit.inputs[0], cross.inputs[1]);
  EXPECT_EQ(exit.inputs[1], cross.inputs[0]);
  EXPECT_EQ(graph.nodes()[second.short_entry].operation, Operation::truth);
  EXPECT_EQ(graph.numbers(graph.nodes()[second.short_entry])[0], 0);
  EXPECT_EQ(second.exit_rules.stop_loss, 0.005);
  EXPECT_EQ(second.exit_rules.time_stop, 0U);
}

TEST(ExpressionGraph, TakesTwoWaysOfWritingAsOneNode) {
  const auto nodes = [](const std::string& entry) { return graph_of(entry).nodes().size(); };
  EXPECT_EQ(nodes("close > open or open < close"), nodes("close > open") + 1);
  EXPECT_EQ(nodes("close >= open or open <= close"), nodes("close > open") + 1);
  EXPECT_EQ(nodes("close + open > 1 or open + close > 1"), nodes("close + open > 1") + 1);
  EXPECT_EQ(nodes("cross_below(close, open) or cross_above(open, close)"), nodes("close > open") + 1);
  EXPECT_EQ(nodes("close - open > 1 or open - close > 1"), nodes("close - open > 1") + 3);
  EXPECT_EQ(nodes("macd(close).signal > macd(close).macd"), 1U + 1 + 1 + 2 + 1);
  EXPECT_EQ(nodes("close > 2 * 3 + 1 and open > 7"), 7U);  // 1 number
}

TEST(ExpressionGraph, AddsNothingWhenASetIsWrong) {
  quant::GraphBuilder builder;
  const std::vector<double> values{5, 20, 30, 20};
  const auto problem = builder.add(sma_cross(), values, 2);
  ASSERT_TRUE(problem);
  EXPECT_EQ(problem->text(),
            "constraints[0]: fast < slow does not hold for fast = 30, slow = 20 (set 1: fast = 30, slow = 20)");
  ASSERT_FALSE(builder.add(sma_cross(), std::span(values).first(2), 1));
  const auto graph = builder.finish();
  EXPECT_EQ(graph.combinations().size(), 1U);
  EXPECT_EQ(graph.nodes().size(), 6U);
  EXPECT_EQ(graph.numbers(graph.nodes()[2])[0], 5);
}

TEST(ExpressionGraph, RefusesANumberWithoutAValue) {
  const auto strategy = strategy_of({{"name", "x"},
                                     {"parameters", {{{"name", "p"}, {"default", 1}, {"min", 0}, {"max", 2}}}},
                                     {"entry", "close > 1 / p"}});
  quant::GraphBuilder builder;
  const std::vector<double> zero{0};
  EXPECT_EQ(builder.add(strategy, zero, 1)->text(), "long_entry, column 11: must be a finite number, found inf");
}

TEST(ExpressionGraph, GivesRowsUpAfterTheirLastUse) {
  constexpr std::size_t kBars = 1'000;
  quant::GraphBuilder builder;
  const auto values = all_pairs(2, 100);
  ASSERT_FALSE(builder.add(sma_cross(), values, values.size() / 2));
  const auto graph = builder.finish();
  std::size_t all = 0;
  for (const auto& node : graph.nodes()) { all += value_bytes(node, kBars); }
  const auto peak = peak_bytes(graph, kBars);
  EXPECT_GE(peak, 99 * kBars * sizeof(double));  // every slow average is still to be used
  EXPECT_LE(peak, 102 * kBars * sizeof(double));
  EXPECT_GT(all, 2 * peak);
}

TEST(ExpressionGraph, PlansEachNodeOnceAndReleasesItOnce) {
  const auto graph = graph_of("sma(close, 5) > sma(close, 9) and shift(sma(close, 5), 1) > 2");
  std::vector<int> state(graph.nodes().size(), 0);  // 1 computed, 2 released
  for (const auto& step : evaluation_steps(graph)) {
    if (step.action == quant::EvaluationAction::deliver) { continue; }
    const bool compute = step.action == quant::EvaluationAction::compute;
    EXPECT_EQ(state[step.which], compute ? 0 : 1);
    state[step.which] = compute ? 1 : 2;
    if (!compute) { continue; }
    const auto& node = graph.nodes()[step.which];
    for (std::size_t i = 0; i < node.arity; ++i) { EXPECT_EQ(state[node.inputs.at(i)], 1); }
  }
  EXPECT_EQ(std::count(state.begin(), state.end(), 2), static_cast<std::ptrdiff_t>(state.size()));
}

TEST(ExpressionGraph, IsTheSameForTheSameSets) {
  const auto values = all_pairs(2, 30);
  const auto build = [&] {
    quant::GraphBuilder builder;
    EXPECT_FALSE(builder.add(sma_cross(), values, values.size() / 2));
    return builder.finish();
  };
  const auto a = build();
  const auto b = build();
  ASSERT_EQ(a.nodes().size(), b.nodes().size());
  for (std::size_t id = 0; id < a.nodes().size(); ++id) {
    EXPECT_EQ(a.nodes()[id].inputs, b.nodes()[id].inputs);
    EXPECT_TRUE(std::ranges::equal(a.numbers(a.nodes()[id]), b.numbers(b.nodes()[id])));
  }
}

}  // namespace
