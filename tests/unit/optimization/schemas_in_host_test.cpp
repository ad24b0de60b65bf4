// The host's own validator on the schemas that the plugin publishes.
#include <gtest/gtest.h>

#include <nlohmann/json.hpp>

#include "job/json_schema.hpp"
#include "optimization/result_document.hpp"
#include "optimization/schemas.hpp"
#include "unit/optimization/example_payload.hpp"
#include "unit/optimization/recording_observer.hpp"
#include "unit/quant/sweep/expected_rows.hpp"

namespace {

using nlohmann::json;

// Where the validator sees problems in the example with one value replaced.
std::vector<std::string> problems_with(const char* pointer, const json& value) {
  static const jobhost::JsonSchema kSchema{std::string(optimization::kPayloadSchema)};
  auto payload = example();
  payload[json::json_pointer(pointer)] = value;
  std::vector<std::string> places;
  for (const auto& problem : kSchema.validate(payload)) { places.push_back(problem.where); }
  return places;
}

TEST(PayloadSchemaInTheHost, AcceptsTheExample) {
  EXPECT_TRUE(problems_with("/top", 10).empty());
}

TEST(PayloadSchemaInTheHost, AcceptsOnlyWhatIsSupported) {
  const std::vector<std::pair<const char*, json>> wrong{{"/strategy", "macd"},
                                                        {"/search/method", "random"},
                                                        {"/preset", "zipline"},
                                                        {"/objective", "cagr"},
                                                        {"/costs/fee_bps", -1},
                                                        {"/costs/fee_bps", 5'001},
                                                        {"/top", 0},
                                                        {"/top", 1'001},
                                                        {"/parameters/fast/min", 0},
                                                        {"/constraint", ""},
                                                        {"/parameters/fast/min", 1.5},
                                                        {"/timeframe", "daily"},
                                                        {"/parameters/fast/step", 0}};
  for (const auto& [pointer, value] : wrong) {
    EXPECT_EQ(problems_with(pointer, value), std::vector<std::string>{pointer}) << value;
  }
  for (const auto* pointer : {"/unknown", "/parameters/slwo", "/costs/slippage", "/parameters/fast/stride"}) {
    EXPECT_FALSE(problems_with(pointer, 1).empty()) << pointer;
  }
}

TEST(ResultSchemaInTheHost, AcceptsResultsWithAndWithoutTrades) {
  const jobhost::JsonSchema schema{std::string(optimization::kResultSchema)};
  RecordingObserver observer;
  const auto request = optimization::read_request(example());
  for (const auto& close : {sp500_closes(), std::vector<double>(200, 10.1)}) {
    const auto result = result_document(run_optimization(request, close, observer));
    for (const auto& problem : schema.validate(result)) { ADD_FAILURE() << problem.where; }
  }
  EXPECT_FALSE(schema.validate({{"combinations", 0}}).empty());
}

}  // namespace
