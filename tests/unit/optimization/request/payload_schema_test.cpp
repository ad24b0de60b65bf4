// The schema of the payload: complete for forms, and of one mind with the reader.
#include <gtest/gtest.h>

#include <functional>
#include <nlohmann/json.hpp>
#include <set>

#include "job/json_schema.hpp"
#include "optimization/schemas.hpp"
#include "quant/backtest/presets.hpp"
#include "quant/strategy/catalog.hpp"
#include "unit/optimization/request/refused_payload.hpp"

namespace {

using nlohmann::json;

const json& schema() {
  static const auto kSchema = json::parse(optimization::kPayloadSchema);
  return kSchema;
}

bool schema_accepts(const json& payload) {
  static const jobhost::JsonSchema kSchema{std::string(optimization::kPayloadSchema)};
  return kSchema.validate(payload).empty();
}

bool reader_accepts(const json& payload) {
  try {
    optimization::read_request(payload);
    return true;
  } catch (const jobhost::JobError&) { return false; }
}

void expect_described(const json& field, const std::string& path) {
  SCOPED_TRACE(path);
  for (const auto* key : {"title", "description", "default", "examples"}) {
    EXPECT_TRUE(path == "payload" || field.contains(key)) << key;
  }
  const auto properties = field.value("properties", json::object());
  for (const auto& [name, property] : properties.items()) { expect_described(property, path + "." + name); }
  if (field.contains("properties")) { EXPECT_TRUE(field.contains("additionalProperties")); }
  if (field.contains("additionalProperties") && field["additionalProperties"].is_object()) {
    expect_described(field["additionalProperties"], path + ".*");
  }
  const auto alternatives = field.value("anyOf", json::array());
  for (const auto& alternative : alternatives) {
    if (alternative.contains("type")) { expect_described(alternative, path + "|"); }
  }
}

TEST(PayloadSchema, DescribesEveryFieldWithDefaultAndExamples) {
  expect_described(schema(), "payload");
}

TEST(PayloadSchema, HasNoReferences) {
  EXPECT_EQ(optimization::kPayloadSchema.find("$ref"), std::string_view::npos);
}

std::set<std::string> names_at(const char* pointer) {
  return schema().at(json::json_pointer(pointer)).get<std::set<std::string>>();
}

TEST(PayloadSchema, NamesWhatTheEngineHas) {
  std::set<std::string> strategies, metrics;
  for (const auto& strategy : quant::named_strategies()) { strategies.insert(strategy.name); }
  for (const auto metric : quant::all_metrics()) { metrics.emplace(key_of(metric)); }
  EXPECT_EQ(names_at("/properties/strategy/anyOf/0/enum"), strategies) << "request/payload_schema.json";
  EXPECT_EQ(names_at("/properties/objective/anyOf/0/enum"), metrics);
  EXPECT_EQ(names_at("/properties/objective/anyOf/1/items/enum"), metrics);
  EXPECT_EQ(names_at("/properties/require/propertyNames/enum"), metrics);
  EXPECT_EQ(names_at("/properties/preset/enum"),
            std::set<std::string>(quant::kPresetNames.begin(), quant::kPresetNames.end()));
}

// Puts a value where symbol and symbols do not meet.
json with_field(const std::string& name, const json& value) {
  auto payload = example();
  if (name == "symbols") { payload.erase("symbol"); }
  if (name == "strategy") {
    for (const auto* field : {"parameters", "constraint"}) { payload.erase(field); }
  }
  payload[name] = value;
  return payload;
}

TEST(PayloadSchema, HasDefaultsAndExamplesThatBothAccept) {
  for (const auto& [name, field] : schema()["properties"].items()) {
    auto values = field["examples"];
    values.push_back(field["default"]);
    for (const auto& value : values) {
      auto payload = with_field(name, value);
      if (name == "parameters" && value.contains("width")) {
        payload["strategy"] = "bollinger_reversion";
        payload["constraint"] = nullptr;
        payload["search"]["method"] = "sobol";
      }
      EXPECT_TRUE(schema_accepts(payload)) << name << value;
      EXPECT_NO_THROW(optimization::read_request(payload)) << name << value;
    }
  }
}

TEST(PayloadSchema, HasTheDefaultsOfTheReader) {
  json execution;
  for (const auto& [name, field] : schema()["properties"]["execution"]["properties"].items()) {
    execution[name] = field["default"];
  }
  const auto given = read_with("/execution", execution).execution.model;
  const auto none = optimization::read_request(example()).execution.model;
  EXPECT_EQ(given.fill, none.fill);
  EXPECT_EQ(given.side, none.side);
  EXPECT_EQ(given.slippage_on, none.slippage_on);
  EXPECT_EQ(given.sizing, none.sizing);
  EXPECT_EQ(given.size, none.size);
  EXPECT_EQ(given.volatility_bars, none.volatility_bars);
  EXPECT_EQ(given.unit_step, none.unit_step);
  EXPECT_EQ(given.shortfall, none.shortfall);
  EXPECT_EQ(given.unit_cost, none.unit_cost);
  EXPECT_EQ(given.short_needs_cash, none.short_needs_cash);
  EXPECT_EQ(given.stop_base, none.stop_base);
  EXPECT_EQ(given.signals_after_stop, none.signals_after_stop);
  EXPECT_EQ(given.fees.reversal_is_one_order, none.fees.reversal_is_one_order);
  EXPECT_EQ(given.cash, none.cash);
  EXPECT_EQ(given.at_end, none.at_end);
  EXPECT_EQ(given.stop_at_ruin, none.stop_at_ruin);
  EXPECT_EQ(given.periods_per_year, none.periods_per_year);
  EXPECT_EQ(schema()["properties"]["execution"]["properties"].size(), 17U);
}

std::string first_problem_with(const json& payload) {
  static const jobhost::JsonSchema kSchema{std::string(optimization::kPayloadSchema)};
  const auto problems = kSchema.validate(payload);
  return problems.empty() ? "" : problems.front().where + " " + problems.front().what;
}

// What the client reads when the host refuses a payload before any job sees it.
TEST(PayloadSchema, LetsTheHostSayWhatIsWrong) {
  EXPECT_EQ(first_problem_with(example_with("/symbols", {"SPY"})), "/symbol is not allowed here");
  EXPECT_EQ(first_problem_with(example_without("symbol")), " required field \"symbol\" is missing");
  EXPECT_EQ(first_problem_with(example_with("/parameters/fast/min", "2")),
            "/parameters/fast/min is a string (\"2\"); must be a number");
  EXPECT_EQ(first_problem_with(example_with("/execution/sizing", "fixed_units")),
            "/execution required field \"size\" is missing");
  EXPECT_TRUE(first_problem_with(example_with("/require", {{"trade", {{"min", 1}}}}))
                  .starts_with("/require/trade is \"trade\"; did you mean \"trades\"?"));
}

struct Case {
  const char* pointer;
  json value;
};

TEST(PayloadSchema, RefusesWhatTheReaderRefuses) {
  const std::vector<Case> bad{
      {"/symbol", ""},
      {"/symbol", "S P"},
      {"/symbol", nullptr},
      {"/symbols", {"SPY"}},  // beside symbol
      {"/timeframe", "daily"},
      {"/timeframe", "01d"},
      {"/from", "1.1.2010"},
      {"/from", "2010-01-01T14"},
      {"/to", 2018},
      {"/strategy", "macdd"},
      {"/strategy", 7},
      {"/strategy", {{"name", "x"}}},
      {"/strategy", {{"name", "x y"}, {"entry", "close > open"}}},
      {"/strategy", {{"name", "x"}, {"entry", 7}}},
      {"/strategy", {{"name", "x"}, {"entry", "true"}, {"enter", "true"}}},
      {"/parameters", 7},
      {"/parameters/fast", "7"},
      {"/parameters/fast", json::array()},
      {"/parameters/fast", {5, 5}},
      {"/parameters/fast", {{"min", 2}}},
      {"/parameters/fast/min", "2"},
      {"/parameters/fast/max", 1e10},
      {"/parameters/fast/step", 0},
      {"/parameters/fast/stride", 1},
      {"/parameters/fast/scale", "cubic"},
      {"/constraint", ""},
      {"/constraint", 7},
      {"/constraint", "fast < slow" + std::string(1'000, ' ')},
      {"/strategy", {{"name", "x"}, {"entry", "close > open" + std::string(2'000, ' ')}}},
      {"/search", "grid"},
      {"/search/method", "grud"},
      {"/search/evaluations", 0},
      {"/search/evaluations", 1.5},
      {"/search/seed", -1},
      {"/search/patience", -1},
      {"/search/target", "2"},
      {"/search/target", 2},  // with a grid
      {"/search/evaluations", 100},
      {"/search", {{"patience", 100}}},
      {"/search/evaluation", 5},
      {"/objective", "cagrr"},
      {"/objective", json::array()},
      {"/objective", {"sharpe", "sharpe"}},
      {"/objective", {"sharpe", 7}},
      {"/require", {{"trade", {{"min", 1}}}}},
      {"/require", {{"trades", json::object()}}},
      {"/require", {{"trades", {{"min", nullptr}}}}},
      {"/require", {{"trades", {{"min", "1"}}}}},
      {"/preset", "zipline"},
      {"/execution/fill", "close"},
      {"/execution/cash", 0},
      {"/execution/size", 0},
      {"/execution/sizing", "fixed_units"},
      {"/execution/stop_at_ruin", 1},
      {"/execution/volatility_bars", 1},
      {"/execution/periods_per_year", 0},
      {"/execution/slippage_bps", 1},
      {"/costs/fee_bps", -1},
      {"/costs/fee_bps", 5'001},
      {"/costs/slippage", 1},
      {"/validation/method", "walkforward"},
      {"/validation/window", "sliding"},
      {"/validation/folds", 0},
      {"/validation/folds", 1'001},
      {"/validation/fold", 5},
      {"/verdict", 3},
      {"/verdict/cscv_blocks", 7},
      {"/verdict/bootstrap", 5},
      {"/verdict/sampled_trials", 1},
      {"/verdict/benchmark", "SPY"},
      {"/top", 0},
      {"/top", 1'001},
      {"/publish", -1},
      {"/charts", "yes"},
      {"/unknown", 1},
  };
  for (const auto& [pointer, value] : bad) {
    const auto payload = example_with(pointer, value);
    EXPECT_FALSE(schema_accepts(payload)) << pointer << " " << value;
    EXPECT_FALSE(reader_accepts(payload)) << pointer << " " << value;
  }
  for (const auto* field : {"symbol", "timeframe"}) {
    EXPECT_FALSE(schema_accepts(example_without(field))) << field;
  }
}

TEST(PayloadSchema, AcceptsWhatTheReaderAccepts) {
  const std::vector<Case> good{
      {"/top", 10},
      {"/from", "2010-01-01 14:30:05.25"},
      {"/from", nullptr},
      {"/parameters/fast", {{"min", 2}, {"max", 50.0}, {"step", nullptr}, {"scale", "linear"}}},
      {"/parameters/fast", {5, 10, 20}},
      {"/parameters/fast", 10},
      {"/constraint", nullptr},
      {"/constraint", "fast < slow" + std::string(989, ' ')},
      {"/constraint", "not fast * 2 >= slow or slow == 7"},
      {"/search", json::object()},
      {"/search", {{"evaluations", nullptr}, {"patience", 0}, {"target", nullptr}}},
      {"/search", {{"method", "random"}, {"evaluations", 100}, {"patience", 5}, {"target", 2}}},
      {"/search",
       {{"method", "nsga2"}, {"evaluations", nullptr}, {"seed", 0}, {"patience", 10}, {"target", nullptr}}},
      {"/objective", {"sharpe", "max_drawdown", "trades", "cagr"}},
      {"/require", {{"trades", {{"min", 30}, {"max", nullptr}}}, {"max_drawdown", {{"min", -0.3}}}}},
      {"/preset", "backtesting.py"},
      {"/execution", {{"sizing", "fixed_units"}, {"size", 10}}},
      {"/execution", {{"sizing", "fraction"}}},
      {"/costs", {{"fee_fixed", 1}, {"slippage_bps", 5'000}}},
      {"/validation", {{"method", "cpcv"}, {"folds", 8}, {"test_groups", 2}, {"embargo_bars", 5}}},
      {"/validation", json::object()},
      {"/verdict", false},
      {"/verdict", {{"cscv_blocks", 20}, {"benchmark", "cash"}}},
      {"/publish", 0},
      {"/charts", false},
  };
  for (const auto& [pointer, value] : good) {
    const auto payload = example_with(pointer, value);
    EXPECT_TRUE(schema_accepts(payload)) << pointer << " " << value;
    EXPECT_NO_THROW(optimization::read_request(payload)) << pointer << " " << value;
  }
}

}  // namespace
