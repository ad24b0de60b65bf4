#include "optimization/report/live_report.hpp"

#include <fmt/format.h>

#include <algorithm>
#include <cmath>
#include <cstdlib>
#include <limits>
#include <nlohmann/json.hpp>

#include "optimization/report/heat_map_axes.hpp"
#include "optimization/report/result_rows.hpp"
#include "quant_job/json_numbers.hpp"

namespace optimization {
namespace {

using nlohmann::json;

// What a reader of a map can use; more digits would only make the text longer.
json four_digits(double value) {
  if (!std::isfinite(value)) { return nullptr; }
  const double rounded = std::strtod(fmt::format("{:.4g}", value).c_str(), nullptr);
  return rounded == std::floor(rounded) ? quant_job::whole_json(rounded) : json(rounded);
}

std::string range_text(double from, double to) {
  const auto left = fmt::format("{:.4g}", from);
  const auto right = fmt::format("{:.4g}", to);
  return left == right ? left : left + "\u2013" + right;
}

}  // namespace

std::uint32_t LiveReport::Bins::of(double coordinate) const noexcept {
  if (group > 0) { return std::min(static_cast<std::uint32_t>(coordinate) / group, count - 1); }
  const double place = ((logarithmic ? std::log(coordinate) : coordinate) - low) * per_unit;
  return std::min(static_cast<std::uint32_t>(std::max(place, 0.0)), count - 1);
}

LiveReport::Bins LiveReport::bins_of(const ParameterSpace& space, std::size_t axis) {
  const auto& chosen = space.axes()[axis];
  Bins bins{.axis = axis};
  if (!chosen.values.empty()) {
    const auto levels = chosen.values.size();
    bins.group = static_cast<std::uint32_t>((levels + kMostLiveCells - 1) / kMostLiveCells);
    bins.count = static_cast<std::uint32_t>((levels + bins.group - 1) / bins.group);
    return bins;
  }
  bins.group = 0;
  bins.count = kMostLiveCells;
  bins.logarithmic = chosen.scale == search::Scale::logarithmic;
  bins.low = bins.logarithmic ? std::log(chosen.min) : chosen.min;
  const double high = bins.logarithmic ? std::log(chosen.max) : chosen.max;
  bins.per_unit = high > bins.low ? kMostLiveCells / (high - bins.low) : 0;
  return bins;
}

std::string LiveReport::label_of(const Axis& axis, const Bins& bins, std::uint32_t bin) {
  if (bins.group > 0) {
    const std::size_t first = std::size_t{bin} * bins.group;
    return range_text(axis.values[first], axis.values[std::min(first + bins.group, axis.values.size()) - 1]);
  }
  const auto edge = [&](std::uint32_t number) {
    const double place = bins.per_unit > 0 ? bins.low + number / bins.per_unit : bins.low;
    return bins.logarithmic ? std::exp(place) : place;
  };
  return range_text(edge(bin), edge(bin + 1));
}

LiveReport::LiveReport(const ParameterSpace& space, quant::Metric objective)
    : space_(space),
      objective_(objective),
      sign_(quant::larger_is_better(objective) ? 1 : -1),
      best_point_(space.axes().size()) {
  const auto axes = heat_map_axes(space);
  if (!axes) { return; }
  x_ = bins_of(space, (*axes)[0]);
  y_ = bins_of(space, (*axes)[1]);
  cells_.assign(std::size_t{x_->count} * y_->count, std::numeric_limits<double>::quiet_NaN());
}

void LiveReport::add(std::span<const double> point, double objective) noexcept {
  ++trials_;
  if (!std::isfinite(objective)) { return; }
  const double score = sign_ * objective;
  if (!has_best_ || score > best_score_) {
    has_best_ = true;
    best_score_ = score;
    std::copy(point.begin(), point.end(), best_point_.begin());
  }
  if (cells_.empty()) { return; }
  auto& cell = cells_[std::size_t{y_->of(point[y_->axis])} * x_->count + x_->of(point[x_->axis])];
  if (!(cell >= score)) { cell = score; }  // also in place of NaN
}

std::string LiveReport::best_text() const {
  if (!has_best_) { return {}; }
  auto text = fmt::format("best {} {:.4g}", key_of(objective_), sign_ * best_score_);
  const char* between = " at ";
  for (std::size_t i = 0; i < best_point_.size(); ++i) {
    text += fmt::format("{}{} {:.6g}", between, space_.axes()[i].name, space_.value(best_point_, i));
    between = ", ";
  }
  return text;
}

std::string LiveReport::text(std::optional<std::uint64_t> of) const {
  json document{{"trials", trials_}, {"of", nullptr}, {"best", nullptr}, {"heat_map", nullptr}};
  if (of) { document["of"] = *of; }
  if (has_best_) {
    document["best"] = {{"parameters", parameters_json(space_, best_point_)},
                        {"objective", quant_job::number_json(sign_ * best_score_)}};
  }
  if (!cells_.empty()) {
    const auto& x_axis = space_.axes()[x_->axis];
    const auto& y_axis = space_.axes()[y_->axis];
    json map{{"objective", key_of(objective_)}, {"x", x_axis.name}, {"y", y_axis.name}};
    for (std::uint32_t i = 0; i < x_->count; ++i) { map["x_labels"].push_back(label_of(x_axis, *x_, i)); }
    for (std::uint32_t row = 0; row < y_->count; ++row) {
      map["y_labels"].push_back(label_of(y_axis, *y_, row));
      auto cells = json::array();
      for (std::uint32_t i = 0; i < x_->count; ++i) {
        cells.push_back(four_digits(sign_ * cells_[std::size_t{row} * x_->count + i]));
      }
      map["cells"].push_back(std::move(cells));
    }
    document["heat_map"] = std::move(map);
  }
  auto text = document.dump();
  if (text.size() <= kMostLiveBytes) { return text; }
  document["heat_map"] = nullptr;
  return document.dump();
}

}  // namespace optimization
