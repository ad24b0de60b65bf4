#include "optimization/request/parameter_space.hpp"

#include <gtest/gtest.h>

#include <stdexcept>

#include "quant/strategy/catalog.hpp"
#include "quant/strategy/parser.hpp"

namespace {

using optimization::Axis;
using optimization::ParameterSpace;

const quant::Strategy& bollinger() {
  return *quant::find_named_strategy("bollinger_reversion");  // period, width
}

quant::Expression constraint(const char* text) {
  const auto parsed = quant::parse_expression(text, bollinger().parameters, quant::ExpressionUse::constraint);
  return std::get<quant::Expression>(parsed);
}

TEST(ParameterSpace, LooksUpLevelsByNumberAndTakesContinuousValuesAsTheyAre) {
  const ParameterSpace space(
      bollinger(),
      {{.name = "width", .parameter = 1, .min = 1, .max = 3}, {.name = "period", .values = {5, 10, 40}}}, {20, 2},
      {});
  EXPECT_EQ(space.values_of(std::vector<double>{1.25, 2}), (std::vector<double>{40, 1.25}));
  EXPECT_EQ(space.value(std::vector<double>{1.25, 1}, 0), 1.25);
  EXPECT_EQ(space.value(std::vector<double>{1.25, 1}, 1), 10);
  EXPECT_EQ(space.search_space().dimensions(), 2U);
  EXPECT_EQ(space.search_space().values_of(0), 0U);
  EXPECT_EQ(space.search_space().values_of(1), 3U);
}

TEST(ParameterSpace, KeepsFixedValues) {
  const ParameterSpace space(bollinger(), {{.name = "period", .values = {5, 10}}}, {20, 2.5}, {});
  EXPECT_EQ(space.values_of(std::vector<double>{1}), (std::vector<double>{10, 2.5}));
}

TEST(ParameterSpace, AsksTheStrategysConstraintsAndTheOthers) {
  const auto& sma = *quant::find_named_strategy("sma_cross");
  const auto parsed = quant::parse_expression("slow <= 60", sma.parameters, quant::ExpressionUse::constraint);
  const ParameterSpace space(sma,
                             {{.name = "fast", .parameter = 0, .values = {10, 50}},
                              {.name = "slow", .parameter = 1, .values = {50, 60, 70}}},
                             {10, 50}, {std::get<quant::Expression>(parsed)});
  EXPECT_TRUE(space.allows(std::vector<double>{0, 0}));
  EXPECT_FALSE(space.allows(std::vector<double>{1, 0}));  // 50 < 50
  EXPECT_TRUE(space.allows(std::vector<double>{1, 1}));
  EXPECT_FALSE(space.allows(std::vector<double>{0, 2}));  // 70 <= 60
}

TEST(ParameterSpace, AsksForFixedValuesToo) {
  const std::vector<Axis> axes{{.name = "period", .values = {5, 10}}};
  EXPECT_TRUE(ParameterSpace(bollinger(), axes, {20, 2}, {constraint("width < 3")}).allows(std::vector<double>{0}));
  EXPECT_FALSE(
      ParameterSpace(bollinger(), axes, {20, 3}, {constraint("width < 3")}).allows(std::vector<double>{0}));
}

TEST(ParameterSpace, WantsOneFixedValueAParameter) {
  EXPECT_THROW(ParameterSpace(bollinger(), {{.name = "period", .values = {5}}}, {20}, {}), std::invalid_argument);
  EXPECT_THROW(ParameterSpace(bollinger(), {}, {20, 2}, {}), std::invalid_argument);
}

}  // namespace
