// The axes of the search, from the parameters of the payload and of the strategy.
#include <fmt/format.h>
#include <fmt/ranges.h>

#include <algorithm>
#include <array>
#include <cmath>
#include <nlohmann/json.hpp>

#include "jobhost/plugin.hpp"
#include "optimization/request/axis_levels.hpp"
#include "optimization/request/parameter_limits.hpp"
#include "optimization/request/request_parts.hpp"
#include "quant/strategy/parser.hpp"

namespace optimization {
namespace {

// The limits of payload_schema.json.
constexpr NumberRange kValueRange{-1e9, 1e9};
constexpr std::size_t kMaxAxes = 16;
constexpr std::size_t kMaxListed = 10'000;
constexpr std::size_t kMaxConstraintLength = 1'000;
constexpr std::array<std::string_view, 2> kScales{"linear", "log"};
constexpr std::array<std::string_view, 4> kRangeFields{"min", "max", "step", "scale"};

double read_bound(const PayloadReader& range, std::string_view key, bool whole) {
  if (!whole) { return range.number(key, kValueRange); }
  return static_cast<double>(
      range.integer(key, static_cast<std::int64_t>(kValueRange.min), static_cast<std::int64_t>(kValueRange.max)));
}

std::vector<double> read_levels(const PayloadReader& parameters, const std::string& name, const LevelRange& range) {
  const double count = count_levels(range);
  if (count > static_cast<double>(kMaxLevels)) {
    parameters.refuse(
        name,
        fmt::format("{} to {} by {} gives {:.0f} levels, {} are allowed; narrow the range or raise step", range.min,
                    range.max, range.step, count, kMaxLevels),
        "too_many_levels");
  }
  auto levels = levels_of(range);
  if (std::adjacent_find(levels.begin(), levels.end()) != levels.end()) {
    parameters.refuse(name, fmt::format("step {} is too small beside {}: levels have 12 digits; raise it",
                                        range.step, range.max));
  }
  return levels;
}

search::Scale read_scale(const PayloadReader& range, const Axis& axis) {
  if (range.choice_or("scale", kScales, "linear") == "linear") { return search::Scale::linear; }
  if (axis.whole) { range.refuse("scale", "log is for parameters that take any number, and this one is whole"); }
  if (range.has("step") && !range.at("step").is_null()) {
    range.refuse("scale", "log goes with a range without levels; leave out step");
  }
  if (axis.min <= 0) { range.refuse("min", fmt::format("is {}; a log scale needs it above 0", axis.min)); }
  return search::Scale::logarithmic;
}

// None: continuous.
std::optional<double> read_step(const PayloadReader& range, bool whole) {
  constexpr double kSmallestStep = 1e-9;
  const auto max = kValueRange.max;
  if (!whole) { return range.optional_number("step", {kSmallestStep, max}); }
  return static_cast<double>(range.optional_integer("step", 1, static_cast<std::int64_t>(max)).value_or(1));
}

void read_range(const PayloadReader& parameters, Axis& axis) {
  const auto range = parameters.object(axis.name);
  range.expect_only(kRangeFields, "a parameter range");
  axis.min = read_bound(range, "min", axis.whole);
  axis.max = read_bound(range, "max", axis.whole);
  if (axis.max < axis.min) {
    parameters.refuse(axis.name,
                      fmt::format("the range is empty, max {} is below min {}; swap them?", axis.max, axis.min),
                      "empty_range");
  }
  axis.scale = read_scale(range, axis);
  const auto step = read_step(range, axis.whole);
  if (step) { axis.values = read_levels(parameters, axis.name, {axis.min, axis.max, *step}); }
}

void expect_whole(const PayloadReader& parameters, std::string_view place, double value) {
  if (value == std::floor(value)) { return; }
  parameters.refuse(place, fmt::format("expected a whole number, got {}", value));
}

void read_list(const PayloadReader& parameters, Axis& axis) {
  axis.values = parameters.numbers(axis.name, {1, kMaxListed}, kValueRange);
  for (std::size_t i = 0; axis.whole && i < axis.values.size(); ++i) {
    expect_whole(parameters, fmt::format("{}[{}]", axis.name, i), axis.values[i]);
  }
  std::sort(axis.values.begin(), axis.values.end());
}

// The strategy's own range and step.
void take_own_range(const PayloadReader& payload, const quant::StrategyParameter& own, Axis& axis) {
  axis.min = own.min;
  axis.max = own.max;
  if (own.step == 0 && !own.whole) { return; }
  axis.values = read_levels(payload, "parameters." + own.name, {own.min, own.max, own.step == 0 ? 1 : own.step});
}

// An axis of one value is a level whatever it was: so a grid takes it.
Axis finished(Axis axis) {
  if (axis.values.empty() && axis.min == axis.max) { axis.values = {axis.min}; }
  if (!axis.values.empty()) {
    axis.min = axis.values.front();
    axis.max = axis.values.back();
  }
  return axis;
}

// Reads parameters into axes and fixed values, and widens the ranges of the strategy to hold them.
class ParameterReader {
 public:
  ParameterReader(const PayloadReader& payload, quant::Strategy strategy)
      : payload_(payload), strategy_(std::move(strategy)), fixed_(strategy_.default_values()) {}

  ParameterSpace read() {
    if (payload_.has("parameters")) {
      read_named(payload_.object("parameters"));
    } else {
      take_all();
    }
    check_axes();
    auto constraints = read_constraint();
    return {std::move(strategy_), std::move(axes_), std::move(fixed_), std::move(constraints)};
  }

 private:
  [[nodiscard]] Axis axis_of(std::size_t index) const {
    const auto& own = strategy_.parameters[index];
    return {.name = own.name, .parameter = index, .whole = own.whole};
  }

  void read_named(const PayloadReader& parameters) {
    std::vector<std::string_view> names;
    for (const auto& own : strategy_.parameters) { names.push_back(own.name); }
    parameters.expect_only(names, "strategy " + strategy_.name);
    for (std::size_t i = 0; i < strategy_.parameters.size(); ++i) {
      if (parameters.has(strategy_.parameters[i].name)) { read_one(parameters, i); }
    }
  }

  void read_one(const PayloadReader& parameters, std::size_t index) {
    auto axis = axis_of(index);
    const auto& given = parameters.at(axis.name);
    if (given.is_object()) {
      read_range(parameters, axis);
    } else if (given.is_array()) {
      read_list(parameters, axis);
    } else if (given.is_number()) {
      const double value = parameters.number(axis.name, kValueRange);
      if (axis.whole) { expect_whole(parameters, axis.name, value); }
      widen(index, value, value);
      fixed_[index] = value;
      return;
    } else {
      parameters.wrong(axis.name, "a range such as {\"min\": 2, \"max\": 100, \"step\": 1}, a list or a number");
    }
    add(std::move(axis));
  }

  void take_all() {
    for (std::size_t i = 0; i < strategy_.parameters.size(); ++i) {
      if (strategy_.parameters[i].min == strategy_.parameters[i].max) { continue; }
      auto axis = axis_of(i);
      take_own_range(payload_, strategy_.parameters[i], axis);
      add(std::move(axis));
    }
  }

  void add(Axis axis) {
    axes_.push_back(finished(std::move(axis)));
    widen(axes_.back().parameter, axes_.back().min, axes_.back().max);
  }

  void widen(std::size_t index, double min, double max) {
    auto& own = strategy_.parameters[index];
    for (const double value : {min, max}) {
      if (value >= own.min && value <= own.max) { continue; }
      if (const auto problem = problem_with_parameter(strategy_, index, value)) {
        payload_.refuse("parameters." + own.name, fmt::format("{} does not fit the strategy: {}", value, *problem));
      }
    }
    own.min = std::min(own.min, min);
    own.max = std::max(own.max, max);
  }

  void check_axes() const {
    if (strategy_.parameters.empty()) {
      payload_.refuse(
          "strategy",
          fmt::format("{} has no parameters, so there is nothing to search; choose another", strategy_.name),
          "nothing_to_search");
    }
    if (axes_.empty()) {
      payload_.refuse("parameters",
                      fmt::format("none of {} is searched, each has one value; give at least one a range such as "
                                  "{{\"min\": 2, \"max\": 100}} or a list",
                                  fmt::join(strategy_.parameter_names(), ", ")),
                      "nothing_to_search");
    }
    if (axes_.size() > kMaxAxes) {
      payload_.refuse("parameters",
                      fmt::format("{} are searched, {} are allowed; leave out those that may keep their defaults",
                                  axes_.size(), kMaxAxes),
                      "too_many_axes");
    }
  }

  [[nodiscard]] std::vector<quant::Expression> read_constraint() const {
    const auto text = payload_.optional_text("constraint");
    if (!text) { return {}; }
    auto parsed = quant::parse_expression(*text, strategy_.parameters, quant::ExpressionUse::constraint,
                                          {.max_length = kMaxConstraintLength});
    if (auto* const problem = std::get_if<quant::StrategyProblem>(&parsed)) {
      problem->field = "constraint";
      throw jobhost::JobError(problem->text(), "bad_constraint");
    }
    return {std::get<quant::Expression>(std::move(parsed))};
  }

  const PayloadReader& payload_;
  quant::Strategy strategy_;
  std::vector<Axis> axes_;
  std::vector<double> fixed_;
};

}  // namespace

ParameterSpace read_parameter_space(const PayloadReader& payload, quant::Strategy strategy) {
  return ParameterReader(payload, std::move(strategy)).read();
}

}  // namespace optimization
