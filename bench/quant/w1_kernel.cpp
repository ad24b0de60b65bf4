// W1: every dual-SMA pair 2..100 on one CSV of bars, 10 bps, four metrics. Prints one line of JSON: wall and CPU
// seconds of each run (tables, averages and results included; reading the CSV not) and the peak memory. Writes the
// rows to a file. Usage: w1_kernel BARS.csv ROWS.csv [RUNS [baseline|avx2|avx512]]
#include <fmt/format.h>
#include <fmt/ranges.h>
#include <sys/resource.h>

#include <array>
#include <chrono>
#include <cstdlib>
#include <ctime>
#include <fstream>
#include <string>
#include <vector>

#include "quant/sweep/sma_cross_sweep.hpp"

namespace {

// Column "Close" of a CSV without quotes: Date,Open,High,Low,Close,...
std::vector<double> read_closes(const char* path) {
  std::ifstream file(path);
  std::string line;
  std::getline(file, line);
  std::vector<double> closes;
  while (std::getline(file, line)) {
    std::size_t at = 0;
    for (int column = 0; column < 4; ++column) { at = line.find(',', at) + 1; }
    closes.push_back(std::strtod(line.c_str() + at, nullptr));
  }
  return closes;
}

std::vector<quant::SmaCross> all_pairs() {
  std::vector<quant::SmaCross> pairs;
  for (std::uint32_t fast = 2; fast <= 100; ++fast) {
    for (std::uint32_t slow = fast + 1; slow <= 100; ++slow) { pairs.push_back({fast, slow}); }
  }
  return pairs;
}

void write_rows(const char* path, const std::vector<quant::SmaCross>& pairs,
                const std::vector<quant::Metrics>& rows) {
  std::ofstream file(path);
  file << "fast_window,slow_window,total_return,trades,sharpe,max_drawdown\n";
  for (std::size_t i = 0; i < rows.size(); ++i) {
    file << fmt::format("{},{},{},{},{},{}\n", pairs[i].fast, pairs[i].slow, rows[i].total_return, rows[i].trades,
                        rows[i].sharpe, rows[i].max_drawdown);
  }
}

double cpu_now() {
  return static_cast<double>(std::clock()) / CLOCKS_PER_SEC;
}

long peak_kilobytes() {
  rusage usage{};
  getrusage(RUSAGE_SELF, &usage);
  return usage.ru_maxrss;
}

// The level that was asked for, or the best of this CPU.
std::string simd_name(int argc, char** argv) {
  static constexpr std::array kNames{"baseline", "avx2", "avx512"};
  return argc > 4 ? argv[4] : kNames[static_cast<std::size_t>(quant::best_simd_level())];
}

quant::SimdLevel simd_by_name(const std::string& name) {
  if (name == "baseline") { return quant::SimdLevel::baseline; }
  return name == "avx2" ? quant::SimdLevel::avx2 : quant::SimdLevel::avx512;
}

}  // namespace

int main(int argc, char** argv) {
  if (argc < 3) {
    fmt::print(stderr, "usage: {} BARS.csv ROWS.csv [RUNS [baseline|avx2|avx512]]\n", argv[0]);
    return 2;
  }
  const int runs = argc > 3 ? std::atoi(argv[3]) : 5;
  const auto simd_text = simd_name(argc, argv);
  const auto simd = simd_by_name(simd_text);
  const auto closes = read_closes(argv[1]);
  const auto pairs = all_pairs();
  const quant::Execution execution{.fee_bps = 10, .periods_per_year = 365};
  std::vector<quant::Metrics> rows;
  std::vector<double> seconds;
  std::vector<double> cpu_seconds;
  for (int run = 0; run < runs; ++run) {
    const auto start = std::chrono::steady_clock::now();
    const double cpu_start = cpu_now();
    rows = quant::sweep_sma_cross(closes, pairs, execution, {.simd = simd});
    seconds.push_back(std::chrono::duration<double>(std::chrono::steady_clock::now() - start).count());
    cpu_seconds.push_back(cpu_now() - cpu_start);
  }
  write_rows(argv[2], pairs, rows);
  fmt::print(
      "{{\"bars\": {}, \"pairs\": {}, \"seconds\": [{}], \"cpu\": [{}], \"peak_kb\": {}, \"simd\": \"{}\", "
      "\"compiler\": "
      "\"{}\"}}\n",
      closes.size(), pairs.size(), fmt::join(seconds, ", "), fmt::join(cpu_seconds, ", "), peak_kilobytes(),
      simd_text, __VERSION__);
}
