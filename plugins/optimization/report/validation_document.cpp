#include "optimization/report/validation_document.hpp"

#include <algorithm>
#include <array>
#include <nlohmann/json.hpp>
#include <string_view>

#include "optimization/report/result_rows.hpp"
#include "quant_job/json_numbers.hpp"
#include "quant_job/utc_text.hpp"

namespace optimization {
namespace {

using nlohmann::json;

// In the order of ValidationMethod.
constexpr std::array<std::string_view, 4> kValidationKeys{"none", "walk_forward", "purged_k_fold", "cpcv"};

json ranges_json(const quant_job::MarketData& data, const std::vector<quant::IndexRange>& ranges) {
  const auto time = data.time();
  auto list = json::array();
  for (const auto& range : ranges) {
    list.push_back({{"first_bar", range.begin},
                    {"last_bar", range.end - 1},
                    {"first", quant_job::utc_text(time[range.begin])},
                    {"last", quant_job::utc_text(time[range.end - 1])}});
  }
  return list;
}

json fold_json(const ReportInput& input, const FoldOutcome& fold) {
  json parameters = nullptr;
  if (!fold.point.empty()) { parameters = parameters_json(input.request.space, fold.point); }
  return {{"train", ranges_json(input.data, fold.split.train)},
          {"test", ranges_json(input.data, fold.split.test)},
          {"parameters", std::move(parameters)},
          {"in_sample", quant_job::number_json(fold.in_sample)},
          {"out_of_sample", quant_job::number_json(fold.out_of_sample)},
          {"in_sample_return", quant_job::number_json(fold.in_sample_return)},
          {"out_of_sample_return", quant_job::number_json(fold.out_of_sample_return)},
          {"out_of_sample_trades", quant_job::whole_json(fold.out_of_sample_trades)}};
}

json stability_json(const ReportInput& input) {
  const auto& stability = input.outcome.validation.stability;
  const auto& axes = input.request.space.axes();
  auto by_parameter = json::object();
  for (std::size_t i = 0; i < std::min(axes.size(), stability.by_parameter.size()); ++i) {
    by_parameter[axes[i].name] = quant_job::number_json(stability.by_parameter[i]);
  }
  const double overall = stability.by_parameter.empty() ? kNoValue : stability.overall;
  return {{"overall", quant_job::number_json(overall)}, {"by_parameter", std::move(by_parameter)}};
}

}  // namespace

json validation_document(const ReportInput& input) {
  const auto& validation = input.outcome.validation;
  if (validation.folds.empty()) { return nullptr; }
  auto folds = json::array();
  for (const auto& fold : validation.folds) { folds.push_back(fold_json(input, fold)); }
  auto paths = json::array();
  for (const double value : validation.path_returns) { paths.push_back(quant_job::number_json(value)); }
  return {{"method", kValidationKeys.at(static_cast<std::size_t>(input.request.validation.method))},
          {"objective", key_of(input.request.objectives.front())},
          {"folds", std::move(folds)},
          {"efficiency", quant_job::number_json(validation.efficiency.efficiency)},
          {"in_sample_annual", quant_job::number_json(validation.efficiency.in_sample_annual)},
          {"out_of_sample_annual", quant_job::number_json(validation.efficiency.out_of_sample_annual)},
          {"profitable_folds", quant_job::number_json(validation.efficiency.profitable_folds)},
          {"stability", stability_json(input)},
          {"path_returns", std::move(paths)}};
}

}  // namespace optimization
