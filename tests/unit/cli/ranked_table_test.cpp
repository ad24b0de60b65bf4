#include "cli/ranked_table.hpp"

#include <gtest/gtest.h>

#include <nlohmann/json.hpp>

namespace jobhost {
namespace {

const auto kResult = Json::parse(R"({
  "combinations": 4851,
  "best": {"parameters": {"fast": 11, "slow": 75}, "metrics": {"total_return": 1.6112153505134978}},
  "top": [
    {"parameters": {"fast": 11, "slow": 75},
     "metrics": {"total_return": 1.6112153505134978, "trades": 47, "sharpe": null, "max_drawdown": -0.3391}},
    {"parameters": {"fast": 9, "slow": 100},
     "metrics": {"total_return": 0.0000123, "trades": 5, "sharpe": 0.25, "max_drawdown": 0.0}}]})");

TEST(RankedTable, ShowsParametersThenMetricsInTheOrderOfTheHost) {
  EXPECT_EQ(ranked_table(kResult, "total_return", 0),
            "2 best of 4,851 combinations by total_return\n"
            "rank  fast  slow  total_return  trades  sharpe  max_drawdown\n"
            "----  ----  ----  ------------  ------  ------  ------------\n"
            "   1    11    75        1.6112      47       -       -0.3391\n"
            "   2     9   100     1.230e-05       5  0.2500        0.0000\n");
}

TEST(RankedTable, ShowsTheObjectiveFirstAmongTheMetrics) {
  auto result = kResult;
  result.erase("top");
  result["best"]["metrics"] = {{"max_drawdown", -0.5}, {"sharpe", 0.25}, {"trades", 7}};
  EXPECT_EQ(ranked_table(result, "sharpe", 0),
            "best of 4,851 combinations by sharpe\n"
            "rank  fast  slow  sharpe  max_drawdown  trades\n"
            "----  ----  ----  ------  ------------  ------\n"
            "   1    11    75  0.2500       -0.5000       7\n");
}

TEST(RankedTable, ShowsTheBestWhenThereIsNoTop) {
  auto result = kResult;
  result.erase("top");
  EXPECT_EQ(ranked_table(result, "", 0),
            "best of 4,851 combinations\n"
            "rank  fast  slow  total_return\n"
            "----  ----  ----  ------------\n"
            "   1    11    75        1.6112\n");
}

TEST(RankedTable, ShowsParametersAsTheyWereChosen) {
  const auto result = Json::parse(R"({"best": {"parameters": {"stop": 0.125, "kind": "ema", "both": true},
                                               "metrics": {"final_equity": 51422.98999999996}}})");
  EXPECT_EQ(ranked_table(result, "", 0),
            "best\n"
            "rank   stop  kind  both  final_equity\n"
            "----  -----  ----  ----  ------------\n"
            "   1  0.125  ema   true      51422.99\n");
}

TEST(RankedTable, IsForRankedResultsOnly) {
  EXPECT_TRUE(is_ranked_result(kResult));
  for (const auto* text : {"{}", "[]", "null", "5", R"({"best": 3})", R"({"best": {"parameters": {}}})"}) {
    EXPECT_FALSE(is_ranked_result(Json::parse(text))) << text;
  }
}

TEST(RankedTable, SkipsRowsOfAnotherShape) {
  auto result = kResult;
  result["top"].push_back("junk");
  EXPECT_EQ(ranked_table(result, "", 0), ranked_table(kResult, "", 0));
}

}  // namespace
}  // namespace jobhost
