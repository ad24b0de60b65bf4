#include "optimization/report/result_document.hpp"

#include <gtest/gtest.h>

#include <cmath>
#include <nlohmann/json.hpp>

#include "job/json_schema.hpp"
#include "optimization/report/charts.hpp"
#include "optimization/report/result_rows.hpp"
#include "optimization/report/result_schema.hpp"
#include "quant_job/json_numbers.hpp"
#include "unit/optimization/report/made_job.hpp"

namespace optimization {
namespace {

using nlohmann::json;

const jobhost::JsonSchema& schema() {
  static const jobhost::JsonSchema kSchema{std::string(kResultSchema)};
  return kSchema;
}

// Through text, as a client sees it; expected to be valid.
json document_of(const MadeJob& job) {
  auto document = json::parse(result_document(job.input(), std::vector<std::string>{"SYM0/1d/sma_cross-0"}).dump());
  for (const auto& problem : schema().validate(document)) {
    ADD_FAILURE() << problem.where << ": " << problem.what;
  }
  return document;
}

TEST(ResultDocument, HasTheBestTrialInFrontOfTheTop) {
  const auto document = document_of(made_job());
  EXPECT_EQ(document["combinations"], 6);
  EXPECT_EQ(document["top"].size(), 3U);
  EXPECT_EQ(document["best"], document["top"][0]);
  EXPECT_EQ(document["best"].dump(),
            R"({"metrics":{"max_drawdown":-0.25,"sharpe":0.5,"total_return":0.05,"trades":5},)"
            R"("parameters":{"fast":4,"slow":30}})");
  EXPECT_FALSE(document.contains("front"));
  EXPECT_EQ(document["published"], json::array({"SYM0/1d/sma_cross-0"}));
}

TEST(ResultDocument, SaysWhatWasSearchedOnWhichBars) {
  auto job = made_job();
  job.request.method = search::Method::tpe;
  job.outcome.stopped = search::StopReason::patience;
  const auto document = document_of(job);
  EXPECT_EQ(document["strategy"]["name"], "sma_cross");
  EXPECT_NE(document["strategy"]["text"].get<std::string>().find("cross_above(sma(close, fast), sma(close, slow))"),
            std::string::npos);
  EXPECT_EQ(document["series"], json::parse(R"({"symbols": ["SYM0"], "timeframe": "1d", "bars": 40,
    "first": "2000-01-01T00:00:00Z", "last": "2000-02-09T00:00:00Z", "made_from": ["1d"], "gaps": []})"));
  EXPECT_EQ(document["search"]["method"], "tpe");
  EXPECT_EQ(document["search"]["stopped"], "patience");
  EXPECT_EQ(document["search"]["objectives"], json::array({"total_return"}));
}

TEST(ResultDocument, WritesNullForWhatHasNoValue) {
  const auto document = document_of(made_job());
  const auto& performance = document["best_run"]["performance"];
  EXPECT_EQ(performance.size(), quant::kMetricCount);
  EXPECT_TRUE(performance["sortino"].is_null());
  EXPECT_TRUE(performance["calmar"].is_null());
  EXPECT_EQ(performance["trades"].dump(), "2");
  EXPECT_EQ(performance["max_drawdown_bars"].dump(), "7");
  EXPECT_TRUE(document["validation"]["stability"]["by_parameter"]["slow"].is_null());
}

TEST(ResultRows, WriteNullInsteadOfNoNumber) {
  for (const double value : {std::nan(""), HUGE_VAL, -HUGE_VAL}) {
    EXPECT_TRUE(quant_job::number_json(value).is_null());
    EXPECT_TRUE(quant_job::whole_json(value).is_null());
  }
  EXPECT_EQ(quant_job::whole_json(-3).dump(), "-3");
  EXPECT_EQ(quant_job::whole_json(1e300).dump(), "1e+300");
}

TEST(ResultDocument, ListsFoldsByBarAndDate) {
  const auto validation = document_of(made_job())["validation"];
  ASSERT_EQ(validation["folds"].size(), 2U);
  const auto& fold = validation["folds"][0];
  EXPECT_EQ(fold["train"], json::parse(R"([{"first_bar": 0, "last_bar": 19, "first": "2000-01-01T00:00:00Z",
    "last": "2000-01-20T00:00:00Z"}])"));
  EXPECT_EQ(fold["test"][0]["first_bar"], 20);
  EXPECT_EQ(fold["test"][0]["last_bar"], 29);
  EXPECT_EQ(fold["parameters"].dump(), R"({"fast":4,"slow":30})");
  EXPECT_EQ(fold["out_of_sample_trades"].dump(), "3");
  EXPECT_EQ(validation["method"], "walk_forward");
  EXPECT_EQ(validation["efficiency"], 0.5);
}

TEST(ResultDocument, IsValidWhenNoTrialHasAValue) {
  const auto document = document_of(made_job_without_values());
  EXPECT_TRUE(document["best"].is_null());
  EXPECT_TRUE(document["best_run"].is_null());
  EXPECT_EQ(document["top"], json::array());
  EXPECT_TRUE(document["validation"]["folds"][0]["parameters"].is_null());
  EXPECT_EQ(document["verdict"]["words"].size(), 1U);
  EXPECT_EQ(document["search"]["outside_limits"], 6);
}

TEST(ResultDocument, HasNoValidationWhenNoneWasAskedFor) {
  auto job = made_job();
  job.outcome.validation = {};
  EXPECT_TRUE(document_of(job)["validation"].is_null());
}

TEST(ResultDocument, HasTheFrontOfSeveralObjectives) {
  const auto document = document_of(made_job_with_two_objectives());
  ASSERT_EQ(document["front"].size(), 2U);
  EXPECT_EQ(document["front"][1]["parameters"]["slow"], 20);
  EXPECT_EQ(document["front"][0]["metrics"]["exposure"], 0.125);
}

TEST(ResultDocument, ThinsALongFrontButKeepsItsEnds) {
  auto job = made_job({.fast_levels = 100, .slow_levels = 10});
  job.request.objectives = {quant::Metric::total_return, quant::Metric::sharpe};
  for (std::size_t i = 0; i < 1'000; ++i) { job.outcome.front.push_back(999 - i); }
  const auto document = document_of(job);
  ASSERT_EQ(document["front"].size(), kMostFrontRows);
  EXPECT_EQ(document["front"].front()["metrics"]["trades"], 999);
  EXPECT_EQ(document["front"].back()["metrics"]["trades"], 0);
  EXPECT_EQ(document["search"]["front_size"], 1'000);
}

TEST(ResultDocument, ListsTheFirstTradesOfAllSymbolsByEntry) {
  const auto run = document_of(made_job({.symbols = 2}))["best_run"];
  EXPECT_EQ(run["trades"], 4);
  std::vector<std::string> order;
  for (const auto& trade : run["first_trades"]) {
    order.push_back(trade["symbol"].get<std::string>() + " " + trade["entry_time"].get<std::string>().substr(8, 2));
  }
  EXPECT_EQ(order, (std::vector<std::string>{"SYM0 04", "SYM1 05", "SYM0 13", "SYM1 13"}));
  EXPECT_EQ(run["first_trades"][2]["open"], true);
  EXPECT_EQ(run["first_trades"][2]["exit_reason"], "end");
}

TEST(ResultDocument, ListsFiftyTradesAtMost) {
  auto job = made_job();
  job.outcome.best.trades[0].assign(80, job.outcome.best.trades[0][0]);
  const auto run = document_of(job)["best_run"];
  EXPECT_EQ(run["trades"], 80);
  EXPECT_EQ(run["first_trades"].size(), 50U);
}

TEST(ResultDocument, OfABestTrialThatNeverTradesIsValid) {
  auto job = made_job();
  job.outcome.best.trades = {{}};
  EXPECT_EQ(document_of(job)["best_run"]["first_trades"], json::array());
}

TEST(ResultDocument, CountsTheTrialsOfAGridThatWasNotKeptWhole) {
  auto job = made_job();
  job.outcome.verdict.job_trials = 3'000'000;
  const auto document = document_of(job);
  EXPECT_EQ(document["combinations"], 3'000'000);
  EXPECT_EQ(document["search"]["kept"], 6);
}

TEST(ResultSchema, TakesCharts) {
  const auto job = made_job();
  auto document = document_of(job);
  document["charts"] = charts(job.input());
  EXPECT_TRUE(schema().validate(document).empty());
}

TEST(ResultSchema, RefusesWhatIsNoResult) {
  const auto document = document_of(made_job());
  for (const auto* path : {"/verdict/dsr", "/best/metrics/sharpe", "/search/seed", "/validation/folds/0/test"}) {
    auto broken = document;
    broken[json::json_pointer(path)] = "text";
    EXPECT_FALSE(schema().validate(broken).empty()) << path;
  }
  auto more = document;
  more["verdict"]["luck"] = 1;
  EXPECT_FALSE(schema().validate(more).empty());
}

void expect_described(const json& part, const std::string& path) {
  if (part.contains("$ref")) { return; }
  EXPECT_TRUE(part.contains("title") && part.contains("description")) << path;
  if (!part.contains("properties")) { return; }
  EXPECT_EQ(part["additionalProperties"], false) << path;
  for (const auto& [name, property] : part["properties"].items()) { expect_described(property, path + "/" + name); }
}

TEST(ResultSchema, DescribesEveryField) {
  const auto document = json::parse(kResultSchema);
  expect_described(document, "");
  for (const auto& [name, part] : document["definitions"].items()) { expect_described(part, name); }
  for (const auto metric : quant::all_metrics()) {
    EXPECT_TRUE(document["definitions"]["metrics"]["properties"].contains(std::string(key_of(metric))))
        << key_of(metric);
  }
}

}  // namespace
}  // namespace optimization
