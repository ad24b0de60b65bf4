#include "unit/quant/generated_strategies.hpp"

#include <fmt/format.h>

#include <algorithm>
#include <array>
#include <cmath>
#include <nlohmann/json.hpp>
#include <stdexcept>

#include "quant/strategy/expression_graph.hpp"
#include "quant/strategy/function_table.hpp"
#include "quant/strategy/strategy_reader.hpp"

namespace {

constexpr std::uint32_t kWholeParameters = 3;

class ExpressionWriter {
 public:
  ExpressionWriter(Random& random, const StrategyShape& shape) : random_(random), shape_(shape) {}

  std::string condition(std::size_t depth) {
    if (depth == 0) { return comparison(0); }
    switch (random_.below(12)) {
      case 0:
        return fmt::format("not {}", enclosed(condition(depth - 1)));
      case 1:
      case 2:
        return fmt::format("{} and {}", enclosed(condition(depth - 1)), enclosed(condition(depth - 1)));
      case 3:
        return fmt::format("{} or {}", enclosed(condition(depth - 1)), enclosed(condition(depth - 1)));
      case 4:
      case 5:
        return fmt::format("cross_{}({}, {})", pick("above", "below"), series(depth - 1), value(depth - 1));
      case 6:
        return fmt::format("{}({}, {})", pick("rising", "falling"), series(depth - 1), 1 + random_.below(4));
      case 7:
        return fmt::format("shift({}, {})", condition(depth - 1), window(0, 10));
      case 8:
        return random_.below(4) == 0 ? pick("true", "false") : comparison(depth);
      default:
        return comparison(depth);
    }
  }

 private:
  std::string comparison(std::size_t depth) {
    static constexpr std::array<const char*, 8> kSymbols{"<", "<=", ">", ">=", "==", "!=", "<", ">"};
    const auto below = depth == 0 ? 0 : depth - 1;
    const auto* const symbol = kSymbols.at(random_.below(8));
    return random_.below(8) == 0 ? fmt::format("{} {} {}", value(below), symbol, value(below))
                                 : fmt::format("{}{}{}", arithmetic(below), symbol, arithmetic(below));
  }
  std::string series(std::size_t depth) {
    if (depth == 0) { return column(); }
    switch (random_.below(8)) {
      case 0:
        return column();
      case 1:
        return fmt::format("({} {} {})", series(depth - 1), pick("+", "-"), value(depth - 1));
      case 2:
        return fmt::format("({} {} {})", series(depth - 1), pick("*", "/"), value(depth - 1));
      case 3:
        return function(depth);
      default:
        return indicator(depth);
    }
  }
  // Operands of a comparison, where no parentheses are needed.
  std::string arithmetic(std::size_t depth) {
    const auto left = series(depth);
    return random_.below(4) == 0 ? fmt::format("{} {} -{}", left, pick("+", "-"), value(depth == 0 ? 0 : depth - 1))
                                 : left;
  }
  std::string value(std::size_t depth) { return random_.below(3) == 0 ? number() : series(depth); }

  std::string function(std::size_t depth) {
    switch (random_.below(8)) {
      case 0:
        return fmt::format("shift({}, {})", series(depth - 1), window(0, 10));
      case 1:
        return fmt::format("bars_since({})", condition(depth - 1));
      case 2:
        return fmt::format("count({},{})", condition(depth - 1), window(1, shape_.longest_window));
      case 3:
        return fmt::format("{}({}, {})", pick("min", "max"), series(depth - 1), value(depth - 1));
      case 4:
        return fmt::format("sqrt(abs({}))", series(depth - 1));
      case 5:
        return fmt::format("log({})", series(depth - 1));
      case 6:
        return fmt::format("-{}", enclosed(series(depth - 1)));
      default:
        return fmt::format("{}({}, {})", pick("highest", "lowest"), series(depth - 1),
                           window(2, shape_.longest_window));
    }
  }
  std::string indicator(std::size_t depth) {
    const auto all = quant::all_indicators();
    const auto& chosen = all[random_.below(static_cast<std::uint32_t>(all.size()))];
    std::string text = fmt::format("{}(", function_name(chosen));
    const char* separator = "";
    if (chosen.input == quant::IndicatorInput::series) {
      text += series(depth - 1);
      separator = ", ";
    }
    for (const auto& parameter : chosen.parameters) {
      text += separator + argument(parameter);
      separator = ",";
    }
    text += ")";
    const auto outputs = static_cast<std::uint32_t>(chosen.outputs.size());
    return outputs == 1 ? text : fmt::format("{}.{}", text, chosen.outputs[random_.below(outputs)]);
  }
  std::string argument(const quant::IndicatorParameter& parameter) {
    if (!parameter.whole) {
      const double lower = std::max(parameter.min, parameter.default_value / 2);
      return fmt::format("{}", lower + (parameter.default_value - lower) * random_.unit());
    }
    const auto least = static_cast<std::uint32_t>(std::max(parameter.min, 1.0));
    return window(least,
                  std::min(std::max(shape_.longest_window, least), static_cast<std::uint32_t>(parameter.max)));
  }
  // A parameter where its range fits, a literal, or an arithmetic of both.
  std::string window(std::uint32_t least, std::uint32_t most) {
    const bool parameter_fits = least <= 2 && most >= shape_.longest_window;
    if (parameter_fits && random_.below(3) == 0) { return fmt::format("p{}", random_.below(kWholeParameters)); }
    return fmt::format("{}", least + random_.below(most - least + 1));
  }
  std::string number() {
    switch (random_.below(5)) {
      case 0:
        return "x";
      case 1:
        return fmt::format("(p{} * 2)", random_.below(kWholeParameters));
      case 2:
        return fmt::format("{}", 200 * random_.unit() - 100);
      default:
        return fmt::format("{}", random_.below(100));
    }
  }
  std::string column() {
    const auto names = quant::kBarSeriesNames;
    return std::string(random_.below(2) == 0 ? "close"
                                             : names.at(random_.below(static_cast<std::uint32_t>(names.size()))));
  }
  std::string enclosed(const std::string& text) {
    const auto* const format = random_.below(6) == 0 ? "(( {}))" : "({})";
    return fmt::format(fmt::runtime(format), text);
  }
  std::string pick(const char* a, const char* b) { return random_.below(2) == 0 ? a : b; }

  Random& random_;
  const StrategyShape& shape_;
};

nlohmann::json parameters_of(const StrategyShape& shape) {
  auto parameters = nlohmann::json::array();
  for (std::uint32_t i = 0; i < kWholeParameters; ++i) {
    parameters.push_back({{"name", fmt::format("p{}", i)},
                          {"default", 2 + i},
                          {"min", 2},
                          {"max", shape.longest_window},
                          {"whole", true}});
  }
  parameters.push_back({{"name", "x"}, {"default", 30}, {"min", 0}, {"max", 100}});
  return parameters;
}

void add_exit_rules(Random& random, nlohmann::json& document) {
  if (random.below(3) == 0) { document["stop_loss"] = 0.01 + 0.1 * random.unit(); }
  if (random.below(3) == 0) { document["take_profit"] = "x / 1000"; }
  if (random.below(4) == 0) { document["trailing_stop"] = 0.02; }
  if (random.below(4) == 0) { document["time_stop"] = "p0 * 3"; }
}

}  // namespace

std::string generate_condition(Random& random, const StrategyShape& shape) {
  return ExpressionWriter(random, shape).condition(1 + random.below(static_cast<std::uint32_t>(shape.depth)));
}

quant::Strategy generate_strategy(Random& random, const StrategyShape& shape) {
  nlohmann::json document{{"name", "generated"}, {"parameters", parameters_of(shape)}};
  document["long_entry"] = generate_condition(random, shape);
  if (random.below(4) != 0) { document["long_exit"] = generate_condition(random, shape); }
  if (shape.shorts && random.below(2) == 0) { document["short_entry"] = generate_condition(random, shape); }
  if (shape.shorts && random.below(2) == 0) { document["short_exit"] = generate_condition(random, shape); }
  if (shape.exit_rules) { add_exit_rules(random, document); }
  auto read = quant::read_strategy(document);
  if (const auto* const problems = std::get_if<std::vector<quant::StrategyProblem>>(&read)) {
    throw std::logic_error(problems->front().text() + " in " + document.dump());
  }
  return std::get<quant::Strategy>(std::move(read));
}

std::vector<double> generate_values(Random& random, const quant::Strategy& strategy, std::size_t sets) {
  std::vector<double> values;
  while (values.size() < sets * strategy.parameters.size()) {
    std::vector<double> row;
    for (const auto& parameter : strategy.parameters) {
      const double value = parameter.min + (parameter.max - parameter.min) * random.unit();
      row.push_back(parameter.whole ? std::floor(value) : value);
    }
    if (problem_with_binding(strategy, row)) { row = strategy.default_values(); }
    values.insert(values.end(), row.begin(), row.end());
  }
  return values;
}
