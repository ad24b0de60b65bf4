// The workloads W1 to W4 of the sweep (README.md here). Prints one line of JSON: wall and CPU seconds of each run
// (tables, indicators and figures included; reading the CSV and binding the strategy not), peak memory. Writes the
// rows to a file. Usage: sweep_kernel WORKLOAD BARS.csv|- ROWS.csv|- [RUNS [THREADS]]
#include <fmt/format.h>
#include <fmt/ranges.h>

#include <chrono>
#include <cmath>
#include <cstdlib>
#include <ctime>
#include <fstream>
#include <iterator>
#include <nlohmann/json.hpp>
#include <string>
#include <vector>

#include "bench_bars.hpp"
#include "quant/backtest/presets.hpp"
#include "quant/strategy/strategy_reader.hpp"
#include "quant/sweep/sweep.hpp"

namespace {

constexpr std::size_t kFolds = 10;

struct Workload {
  quant::Bars bars;
  nlohmann::json strategy;
  std::vector<double> values;  // by parameter set
  quant::ExecutionModel model;
  quant::SweepOptions options;
};

// A random walk of splitmix64; the workload says nothing about the prices.
quant::Bars walk_of(std::size_t count) {
  quant::Bars bars;
  std::uint64_t state = 42;
  const auto unit = [&state] {
    std::uint64_t x = state += 0x9e3779b97f4a7c15ULL;
    x = (x ^ (x >> 30)) * 0xbf58476d1ce4e5b9ULL;
    x = (x ^ (x >> 27)) * 0x94d049bb133111ebULL;
    return static_cast<double>((x ^ (x >> 31)) >> 11) / static_cast<double>(1ULL << 53);
  };
  double price = 100;
  for (std::size_t bar = 0; bar < count; ++bar) {
    bars.close.push_back(price);
    bars.time.push_back(static_cast<std::int64_t>(bar) * 60'000'000);
    price *= std::exp(0.02 * (unit() + unit() + unit() - 1.5));
  }
  bars.open = bars.high = bars.low = bars.volume = bars.close;
  return bars;
}

nlohmann::json number(const char* name, double least, double most, bool whole) {
  return {{"name", name}, {"default", least}, {"min", least}, {"max", most}, {"whole", whole}};
}

nlohmann::json crossover(const std::string& fast, const std::string& slow) {
  return {{"name", "crossover"},
          {"entry", "cross_above(" + fast + ", " + slow + ")"},
          {"exit", "cross_below(" + fast + ", " + slow + ")"}};
}

void all_windows(Workload& work) {
  work.strategy = crossover("sma(close, fast)", "sma(close, slow)");
  work.strategy["parameters"] = {number("fast", 1, 100'000, true), number("slow", 1, 100'000, true)};
  work.model = quant::vectorbt_preset();
  work.model.fees.bps = 10;
}

void dual_averages(Workload& work) {
  all_windows(work);
  for (double fast = 2; fast <= 100; ++fast) {
    for (double slow = fast + 1; slow <= 100; ++slow) { work.values.insert(work.values.end(), {fast, slow}); }
  }
}

// fast = 5 + 2 i, slow = max(fast) + 10 + 5 j.
void large_grid(Workload& work, int fasts, int slows, std::size_t bars) {
  all_windows(work);
  work.bars = walk_of(bars);
  for (int i = 0; i < fasts; ++i) {
    for (int j = 0; j < slows; ++j) {
      work.values.insert(work.values.end(), {5.0 + 2 * i, 5.0 + 2 * (fasts - 1) + 10 + 5 * j});
    }
  }
}

// Stop-loss 0.5 % to 32 %, take-profit 1 % to 64 %.
void stops(Workload& work) {
  work.strategy = crossover("sma(close, 10)", "sma(close, 30)");
  work.strategy["parameters"] = {number("stop", 0.0001, 0.9, false), number("target", 0.0001, 0.9, false)};
  work.strategy["stop_loss"] = "stop";
  work.strategy["take_profit"] = "target";
  work.model = quant::vectorbt_preset();
  work.model.fees.bps = 10;
  for (int i = 1; i <= 64; ++i) {
    for (int j = 1; j <= 64; ++j) { work.values.insert(work.values.end(), {0.005 * i, 0.01 * j}); }
  }
}

// 10 anchored and 10 rolling windows: a stretch to choose on and the eleventh of the bars behind it to test on.
void walk_forward(Workload& work) {
  dual_averages(work);
  const std::size_t bars = work.bars.size();
  const auto border = [bars](std::size_t i) { return bars * i / (kFolds + 1); };
  for (std::size_t fold = 1; fold <= kFolds; ++fold) {
    work.options.folds.push_back({0, border(fold)});
    work.options.folds.push_back({border(fold), border(fold + 1)});
    work.options.folds.push_back({border(fold < 3 ? 0 : fold - 3), border(fold)});
    work.options.folds.push_back({border(fold), border(fold + 1)});
  }
}

// W1 with shorts, the other fill and other rows: not the fastest path.
void exponential_averages(Workload& work) {
  dual_averages(work);
  work.strategy.update(crossover("ema(close, fast)", "ema(close, slow)"));
  work.strategy["short_entry"] = work.strategy["exit"];
  work.strategy["short_exit"] = work.strategy["entry"];
  work.model.fill = quant::Fill::next_open;
  work.model.side = quant::Side::both;
}

bool prepare(const std::string& name, Workload& work) {
  if (name == "w1") {
    dual_averages(work);
  } else if (name == "w1-ema-both") {
    exponential_averages(work);
  } else if (name == "w2a") {
    large_grid(work, 50, 100, 20'000);
  } else if (name == "w2b") {
    large_grid(work, 100, 100, 200'000);
  } else if (name == "w3") {
    stops(work);
  } else if (name == "w4") {
    walk_forward(work);
  } else {
    return false;
  }
  return true;
}

quant::ExpressionGraph bind(const Workload& work) {
  auto read = quant::read_strategy(work.strategy);
  if (const auto* problems = std::get_if<1>(&read)) { throw std::runtime_error(problems->front().text()); }
  const auto& strategy = std::get<0>(read);
  quant::GraphBuilder builder;
  if (const auto problem = builder.add(strategy, work.values, work.values.size() / strategy.parameters.size())) {
    throw std::runtime_error(problem->text());
  }
  return builder.finish();
}

void write_rows(const std::string& path, const Workload& work, const quant::SweepTable& table) {
  std::ofstream file(path);
  const std::size_t sets = table.values.size() / (table.ranges * table.metrics.size());
  const std::size_t parameters = work.values.size() / sets;
  std::string out =
      fmt::format("{}{},range,total_return,trades,sharpe,max_drawdown\n",
                  work.strategy["parameters"][0]["name"].get<std::string>(),
                  parameters > 1 ? "," + work.strategy["parameters"][1]["name"].get<std::string>() : "");
  for (std::size_t i = 0; i < sets; ++i) {
    const auto values = std::span(work.values).subspan(i * parameters, parameters);
    for (std::size_t range = 0; range < table.ranges; ++range) {
      fmt::format_to(std::back_inserter(out), "{},{},{}\n", fmt::join(values, ","), range,
                     fmt::join(table.row(i, range), ","));
    }
  }
  file << out;
}

double cpu_now() {
  return static_cast<double>(std::clock()) / CLOCKS_PER_SEC;
}

}  // namespace

int main(int argc, char** argv) {
  Workload work;
  if (argc > 2 && std::string(argv[2]) != "-") { work.bars = read_bench_bars(argv[2]); }
  if (argc < 4 || !prepare(argv[1], work)) {
    fmt::print(stderr, "usage: {} w1|w1-ema-both|w2a|w2b|w3|w4 BARS.csv|- ROWS.csv|- [RUNS [THREADS]]\n", argv[0]);
    return 2;
  }
  const int runs = argc > 4 ? std::atoi(argv[4]) : 5;
  work.options.threads = argc > 5 ? static_cast<std::size_t>(std::atoi(argv[5])) : 1;
  const auto graph = bind(work);
  quant::SweepTable table;
  std::vector<double> seconds;
  std::vector<double> cpu_seconds;
  for (int run = 0; run < runs; ++run) {
    const auto start = std::chrono::steady_clock::now();
    const double cpu_start = cpu_now();
    table = sweep(work.bars.view(), graph, work.model, work.options);
    seconds.push_back(std::chrono::duration<double>(std::chrono::steady_clock::now() - start).count());
    cpu_seconds.push_back(cpu_now() - cpu_start);
  }
  if (std::string(argv[3]) != "-") { write_rows(argv[3], work, table); }
  fmt::print(
      "{{\"workload\": \"{}\", \"bars\": {}, \"combinations\": {}, \"threads\": {}, \"seconds\": [{}], \"cpu\": "
      "[{}], "
      "\"peak_kb\": {}, \"exact_runs\": {}, \"compiler\": \"{}\"}}\n",
      argv[1], work.bars.size(), graph.combinations().size(), work.options.threads, fmt::join(seconds, ", "),
      fmt::join(cpu_seconds, ", "), peak_kilobytes(), table.exact_runs, __VERSION__);
}
