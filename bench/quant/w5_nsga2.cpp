// W5: NSGA-II over the strategy and the budget of w5_payload.json. Writes every trial in order with the seconds
// since the start; prints one line of JSON. Usage: w5_nsga2 BARS.csv PAYLOAD.json SEED TRIALS.csv
#include <fmt/format.h>
#include <fmt/os.h>

#include <chrono>
#include <ctime>
#include <fstream>
#include <nlohmann/json.hpp>
#include <vector>

#include "bench_bars.hpp"
#include "optimization/evaluation/evaluator.hpp"
#include "optimization/search/run_search.hpp"

namespace {

using Clock = std::chrono::steady_clock;
using optimization::search::Point;

struct Trial {
  double seconds;
  Point point;
  double total_return, max_drawdown;
};

std::vector<Trial> search(const optimization::Request& request, const quant_job::MarketData& data) {
  optimization::Evaluator evaluator({.request = request, .data = data, .folds = {}});
  const auto metrics = optimization::metrics_of(request);
  const auto column = [&](quant::Metric metric) {
    return static_cast<std::size_t>(std::find(metrics.begin(), metrics.end(), metric) - metrics.begin());
  };
  std::vector<Trial> trials;
  const auto start = Clock::now();
  optimization::search::Problem problem{
      .space = request.space.search_space(),
      .directions = {optimization::search::Direction::maximize, optimization::search::Direction::maximize},
      .feasible = [&](const Point& point) { return request.space.allows(point); },
      .evaluate =
          [&](std::span<const Point> points) {
            const auto table = evaluator.evaluate(points, [](double) {});
            const double seconds = std::chrono::duration<double>(Clock::now() - start).count();
            std::vector<optimization::search::Objectives> values;
            for (std::size_t i = 0; i < points.size(); ++i) {
              const double total_return = table.value(i, 0, column(quant::Metric::total_return));
              const double max_drawdown = table.value(i, 0, column(quant::Metric::max_drawdown));
              trials.push_back({seconds, points[i], total_return, max_drawdown});
              values.push_back({total_return, max_drawdown});
            }
            return values;
          }};
  optimization::search::SearchOptions options;
  options.method = request.method;
  options.seed = request.seed;
  options.budget = request.budget;
  optimization::search::EvaluationLog log(request.space.axes().size(), 2);
  run_search(problem, options, log);
  return trials;
}

void write(const char* path, const optimization::Request& request, const std::vector<Trial>& trials) {
  auto out = fmt::output_file(path);
  out.print("seconds,fast,slow,trend,exit_fast,exit_slow,guard,total_return,max_drawdown\n");
  for (const auto& trial : trials) {
    out.print("{}", trial.seconds);
    for (const double value : request.space.values_of(trial.point)) { out.print(",{}", value); }
    out.print(",{},{}\n", trial.total_return, trial.max_drawdown);
  }
}

}  // namespace

int main(int argc, char** argv) {
  if (argc != 5) {
    fmt::print(stderr, "usage: w5_nsga2 BARS.csv PAYLOAD.json SEED TRIALS.csv\n");
    return 2;
  }
  const auto bars = read_bench_bars(argv[1]);
  std::ifstream file(argv[2]);
  auto payload = nlohmann::json::parse(file);
  payload["search"]["seed"] = std::stoull(argv[3]);
  const auto request = optimization::read_request(payload);
  const quant_job::MarketData data{.symbols = {"SP500"}, .bars = {bars.view()}};
  const auto cpu = std::clock();
  const auto trials = search(request, data);
  fmt::print("{{\"trials\": {}, \"seconds\": {}, \"cpu\": {}, \"peak_kb\": {}, \"compiler\": \"{}\"}}\n",
             trials.size(), trials.back().seconds, static_cast<double>(std::clock() - cpu) / CLOCKS_PER_SEC,
             peak_kilobytes(), __VERSION__);
  write(argv[4], request, trials);
}
