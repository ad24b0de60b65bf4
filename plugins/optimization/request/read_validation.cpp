// How the trials are judged: splits of the bars, and the verdict.
#include <fmt/format.h>

#include <algorithm>
#include <array>
#include <nlohmann/json.hpp>

#include "optimization/request/request_parts.hpp"
#include "quant/validation/combinatorial_splits.hpp"

namespace optimization {
namespace {

// The limits of payload_schema.json.
constexpr std::int64_t kMaxFolds = 1'000;
constexpr std::int64_t kMaxBars = 1'000'000'000;
constexpr std::int64_t kMaxTestGroups = 10;
constexpr std::uint64_t kMaxSplits = 10'000;

constexpr auto kValidationMethods =
    std::to_array<std::string_view>({"none", "walk_forward", "purged_k_fold", "cpcv"});
constexpr auto kWalkForwardFields =
    std::to_array<std::string_view>({"method", "window", "folds", "train_bars", "test_bars", "gap_bars"});
constexpr auto kPurgedFields = std::to_array<std::string_view>({"method", "folds", "holding_bars", "embargo_bars"});
constexpr auto kCpcvFields =
    std::to_array<std::string_view>({"method", "folds", "test_groups", "holding_bars", "embargo_bars"});
constexpr auto kNoValidationFields = std::to_array<std::string_view>({"method"});
constexpr auto kWindows = std::to_array<std::string_view>({"anchored", "rolling"});

std::span<const std::string_view> fields_of(ValidationMethod method) {
  switch (method) {
    case ValidationMethod::none:
      return kNoValidationFields;
    case ValidationMethod::walk_forward:
      return kWalkForwardFields;
    case ValidationMethod::purged_k_fold:
      return kPurgedFields;
    case ValidationMethod::cpcv:
      return kCpcvFields;
  }
  return {};
}

// Fields of another method mean a mistake, unless they are as a form fills them in by itself.
void expect_used(const PayloadReader& reader, std::string_view method, std::span<const std::string_view> used) {
  static const nlohmann::json kFilledIn{{"window", "anchored"}, {"folds", 5},       {"train_bars", 0},
                                        {"test_bars", 0},       {"gap_bars", 0},    {"test_groups", 2},
                                        {"holding_bars", 0},    {"embargo_bars", 0}};
  for (const auto& key : reader.keys()) {
    const auto filled_in = kFilledIn.find(key);
    const bool is_used = std::find(used.begin(), used.end(), key) != used.end();
    if (is_used || (filled_in != kFilledIn.end() && *filled_in == reader.at(key))) { continue; }
    reader.refuse_field(key, used, fmt::format("method {}", method));
  }
}

// Those whose trials do not depend on each other's results: a search that learns would have to be run once a fold.
bool is_spread_evenly(search::Method method) {
  return method == search::Method::grid || method == search::Method::random ||
         method == search::Method::latin_hypercube || method == search::Method::sobol;
}

std::size_t read_bars(const PayloadReader& reader, std::string_view key) {
  return static_cast<std::size_t>(reader.integer_or(key, 0, kMaxBars, 0));
}

std::size_t read_folds(const PayloadReader& reader, std::int64_t least, std::int64_t missing) {
  return static_cast<std::size_t>(reader.integer_or("folds", least, kMaxFolds, missing));
}

void read_walk_forward(const PayloadReader& reader, ValidationRequest& validation) {
  validation.rolling = reader.choice_or("window", kWindows, "anchored") == "rolling";
  validation.train_bars = read_bars(reader, "train_bars");
  validation.test_bars = read_bars(reader, "test_bars");
  validation.gap_bars = read_bars(reader, "gap_bars");
  const bool lengths_given = validation.train_bars > 0 && validation.test_bars > 0;
  validation.folds = read_folds(reader, 1, lengths_given ? 0 : 5);  // 0: as many as there is room for
}

void read_purging(const PayloadReader& reader, ValidationRequest& validation) {
  validation.holding_bars = read_bars(reader, "holding_bars");
  validation.embargo_bars = read_bars(reader, "embargo_bars");
}

void read_cpcv(const PayloadReader& reader, ValidationRequest& validation) {
  validation.folds = read_folds(reader, 2, 6);
  validation.test_groups = static_cast<std::size_t>(reader.integer_or("test_groups", 1, kMaxTestGroups, 2));
  if (validation.test_groups >= validation.folds) {
    reader.refuse("test_groups", fmt::format("{} of {} folds; some must be left to learn from, give fewer",
                                             validation.test_groups, validation.folds));
  }
  if (quant::count_choices(validation.folds, validation.test_groups) > kMaxSplits) {
    reader.refuse("folds",
                  fmt::format("choosing {} of {} gives more than {} splits; use fewer folds or test_groups",
                              validation.test_groups, validation.folds, kMaxSplits));
  }
}

}  // namespace

ValidationRequest read_validation(const PayloadReader& payload, search::Method search_method) {
  ValidationRequest validation;
  const auto reader = payload.object_or_empty("validation");
  const bool wanted = payload.has("validation") || is_spread_evenly(search_method);
  const auto method = reader.choice_or("method", kValidationMethods, wanted ? "walk_forward" : "none");
  const auto found = std::find(kValidationMethods.begin(), kValidationMethods.end(), method);
  validation.method = static_cast<ValidationMethod>(found - kValidationMethods.begin());
  expect_used(reader, method, fields_of(validation.method));
  switch (validation.method) {
    case ValidationMethod::none:
      break;
    case ValidationMethod::walk_forward:
      read_walk_forward(reader, validation);
      break;
    case ValidationMethod::purged_k_fold:
      validation.folds = read_folds(reader, 2, 5);
      read_purging(reader, validation);
      break;
    case ValidationMethod::cpcv:
      read_cpcv(reader, validation);
      read_purging(reader, validation);
      break;
  }
  return validation;
}

VerdictRequest read_verdict(const PayloadReader& payload) {
  VerdictRequest verdict;
  if (payload.has("verdict") && payload.at("verdict").is_boolean()) {
    verdict.wanted = payload.at("verdict").get<bool>();
    return verdict;
  }
  const auto reader = payload.object_or_empty("verdict");
  reader.expect_only(std::array<std::string_view, 4>{"sampled_trials", "cscv_blocks", "bootstrap", "benchmark"},
                     "verdict");
  verdict.sampled_trials = static_cast<std::size_t>(reader.integer_or("sampled_trials", 2, 1'000, 100));
  verdict.cscv_blocks = static_cast<std::size_t>(reader.integer_or("cscv_blocks", 2, 20, 16));
  if (verdict.cscv_blocks % 2 != 0) { reader.wrong("cscv_blocks", "an even number from 2 to 20"); }
  verdict.bootstrap = static_cast<std::size_t>(reader.integer_or("bootstrap", 10, 100'000, 500));
  constexpr std::array<std::string_view, 2> kBenchmarks{"buy_and_hold", "cash"};
  verdict.against_buy_hold = reader.choice_or("benchmark", kBenchmarks, "buy_and_hold") == "buy_and_hold";
  return verdict;
}

}  // namespace optimization
