#include "quant/charts/monthly_returns.hpp"

#include <fmt/format.h>

#include <algorithm>
#include <array>
#include <chrono>
#include <cmath>
#include <stdexcept>

#include "quant/charts/encoding.hpp"

namespace quant {
namespace {

using nlohmann::json;

// The last column is the whole year.
constexpr std::array kMonthColumns{"Jan", "Feb", "Mar", "Apr", "May", "Jun", "Jul",
                                   "Aug", "Sep", "Oct", "Nov", "Dec", "Year"};

std::chrono::year_month_day utc_day(std::int64_t time_us) {
  using namespace std::chrono;
  return floor<days>(sys_time<microseconds>{microseconds{time_us}});
}

json month_row(int year, const char* month, double value) {
  return {{"year", std::to_string(year)}, {"month", month}, {"value", chart_number(value)}};
}

// Rows {year, month, value}, each year's months and then the year itself.
json month_rows(const std::vector<MonthlyReturn>& months) {
  auto rows = json::array();
  double year_growth = 1;
  for (std::size_t i = 0; i < months.size(); ++i) {
    rows.push_back(month_row(months[i].year, kMonthColumns[months[i].month - 1], months[i].value));
    year_growth *= 1 + months[i].value;
    if (i + 1 == months.size() || months[i + 1].year != months[i].year) {
      rows.push_back(month_row(months[i].year, kMonthColumns.back(), year_growth - 1));
      year_growth = 1;
    }
  }
  return rows;
}

// Symmetric, so that no colour but the middle means zero; months decide, as years would wash them out.
double colour_limit(const std::vector<MonthlyReturn>& months) {
  double limit = 0.001;
  for (const auto& month : months) {
    if (std::isfinite(month.value)) { limit = std::max(limit, std::abs(month.value)); }
  }
  return limit;
}

json month_encoding(double limit) {
  const auto x = json{{"field", "month"},
                      {"type", "ordinal"},
                      {"sort", kMonthColumns},
                      {"title", nullptr},
                      {"axis", {{"labelAngle", 0}, {"orient", "top"}, {"ticks", false}, {"domain", false}}}};
  const auto y = json{
      {"field", "year"}, {"type", "ordinal"}, {"title", nullptr}, {"axis", {{"ticks", false}, {"domain", false}}}};
  const auto colour =
      json{{"field", "value"},
           {"type", "quantitative"},
           {"scale",
            {{"domain", json::array({-limit, limit})}, {"domainMid", 0}, {"range", "diverging"}, {"clamp", true}}},
           {"legend", nullptr}};
  return {{"x", x},
          {"y", y},
          {"color", colour},
          {"tooltip", json::array({tooltip_of_text("year", "Year"), tooltip_of_text("month", "Month"),
                                   tooltip_of("value", "Return", ChartUnit::fraction)})}};
}

}  // namespace

std::vector<MonthlyReturn> monthly_returns(std::span<const std::int64_t> time, std::span<const double> equity) {
  if (time.size() != equity.size()) {
    throw std::invalid_argument(
        fmt::format("equity: {} values for {} bars; one a bar is needed", equity.size(), time.size()));
  }
  std::vector<MonthlyReturn> months;
  double before = equity.empty() ? 0 : equity.front();
  for (std::size_t bar = 0; bar < time.size(); ++bar) {
    const auto day = utc_day(time[bar]);
    const int year = static_cast<int>(day.year());
    const unsigned month = static_cast<unsigned>(day.month());
    if (months.empty() || months.back().year != year || months.back().month != month) {
      if (bar > 0) { before = equity[bar - 1]; }
      months.push_back({year, month, 0});
    }
    months.back().value = equity[bar] / before - 1;
  }
  return months;
}

json monthly_returns_chart(std::span<const std::int64_t> time, std::span<const double> equity,
                           const ChartOptions& options) {
  const auto months = monthly_returns(time, equity);
  if (months.empty()) { return no_data_chart("Monthly returns", "there are no bars", options); }
  const auto positive =
      std::count_if(months.begin(), months.end(), [](const MonthlyReturn& month) { return month.value > 0; });
  const auto subtitle = fmt::format("{} of {} months above zero", positive, months.size());
  auto chart = chart_frame({.title = "Monthly returns",
                            .subtitle = subtitle,
                            .description = fmt::format("Heat map of monthly returns from {} to {}: {}.",
                                                       date_text(time.front()), date_text(time.back()), subtitle)},
                           options);
  chart["height"] = {{"step", 20}};
  chart["data"]["values"] = month_rows(months);
  auto labels = month_encoding(colour_limit(months));
  labels.erase("color");
  labels["text"] = {{"field", "value"}, {"type", "quantitative"}, {"format", ".1%"}};
  chart["layer"] =
      json::array({{{"mark", {{"type", "rect"}}}, {"encoding", month_encoding(colour_limit(months))}},
                   {{"mark", {{"type", "text"}, {"style", "cell_label"}}}, {"encoding", std::move(labels)}}});
  return chart;
}

}  // namespace quant
