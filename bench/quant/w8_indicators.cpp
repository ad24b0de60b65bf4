// W8: indicators on bars from a file of raw doubles (open, high, low, close, volume, one column after the other).
// Prints one line of JSON: CPU nanoseconds per bar of each indicator, the median of the runs, the scan for gaps
// included (outputs are allocated and touched before). Writes each indicator's outputs to FOLDER/NAME.bin. Usage:
// w8_indicators BARS.bin CALLS.txt FOLDER RUNS [REPEATS]     CALLS.txt: a line "name parameter ..." per call;
// REPEATS: calls per run, for series too short to time one.
#include <fmt/format.h>
#include <fmt/ranges.h>

#include <algorithm>
#include <cstdlib>
#include <ctime>
#include <fstream>
#include <iterator>
#include <sstream>
#include <string>
#include <vector>

#include "quant/indicators/indicator.hpp"

namespace {

std::vector<double> read_doubles(const char* path) {
  std::ifstream file(path, std::ios::binary | std::ios::ate);
  std::vector<double> values(static_cast<std::size_t>(file.tellg()) / sizeof(double));
  file.seekg(0);
  file.read(reinterpret_cast<char*>(values.data()), static_cast<std::streamsize>(values.size() * sizeof(double)));
  return values;
}

quant::BarsView bars_in(const std::vector<double>& columns) {
  const std::size_t bars = columns.size() / 5;
  const auto column = [&](std::size_t i) { return std::span(columns).subspan(i * bars, bars); };
  return {
      .time = {}, .open = column(0), .high = column(1), .low = column(2), .close = column(3), .volume = column(4)};
}

struct Call {
  std::string name;
  std::vector<double> parameters;
  std::vector<double> nanoseconds{};  // per bar, one per run
};

std::vector<Call> read_calls(const char* path) {
  std::vector<Call> calls;
  std::ifstream file(path);
  for (std::string line; std::getline(file, line);) {
    std::istringstream in(line);
    Call call;
    in >> call.name;
    call.parameters.assign(std::istream_iterator<double>(in), {});
    calls.push_back(std::move(call));
  }
  return calls;
}

double median(std::vector<double> values) {
  std::nth_element(values.begin(), values.begin() + static_cast<std::ptrdiff_t>(values.size() / 2), values.end());
  return values[values.size() / 2];
}

void run(Call& call, const quant::BarsView& bars, const std::string& folder, int runs, int repeats) {
  const auto* indicator = quant::find_indicator(call.name);
  if (indicator == nullptr) {
    fmt::print(stderr, "no indicator {}\n", call.name);
    std::exit(2);
  }
  std::vector<double> memory(bars.size() * indicator->outputs.size());
  std::vector<std::span<double>> outputs;
  for (std::size_t i = 0; i < indicator->outputs.size(); ++i) {
    outputs.push_back(std::span(memory).subspan(i * bars.size(), bars.size()));
  }
  const bool series = indicator->input == quant::IndicatorInput::series;
  const auto in = series ? bars.close : std::span<const double>{};
  for (int i = 0; i < runs; ++i) {
    const auto start = std::clock();
    for (int repeat = 0; repeat < repeats; ++repeat) { indicator->compute(in, bars, call.parameters, outputs); }
    const double seconds = static_cast<double>(std::clock() - start) / CLOCKS_PER_SEC;
    call.nanoseconds.push_back(seconds * 1e9 / static_cast<double>(bars.size()) / repeats);
  }
  std::ofstream file(folder + "/" + call.name + ".bin", std::ios::binary);
  file.write(reinterpret_cast<const char*>(memory.data()),
             static_cast<std::streamsize>(memory.size() * sizeof(double)));
}

}  // namespace

int main(int argc, char** argv) {
  if (argc < 5) {
    fmt::print(stderr, "usage: {} BARS.bin CALLS.txt FOLDER RUNS [REPEATS]\n", argv[0]);
    return 2;
  }
  const auto columns = read_doubles(argv[1]);
  auto calls = read_calls(argv[2]);
  std::vector<std::string> lines;
  for (auto& call : calls) {
    run(call, bars_in(columns), argv[3], std::atoi(argv[4]), argc > 5 ? std::atoi(argv[5]) : 1);
    lines.push_back(fmt::format("\"{}\": {:.4f}", call.name, median(call.nanoseconds)));
  }
  fmt::print("{{\"compiler\": \"{}\", \"ns_per_bar\": {{{}}}}}\n", __VERSION__, fmt::join(lines, ", "));
}
