// What the benches of the engine share: bars from a CSV file, and this process's memory.
#pragma once

#include <sys/resource.h>

#include <cstdint>
#include <cstdlib>
#include <fstream>
#include <string>

#include "quant/series/bars.hpp"

// Date,Open,High,Low,Close,... without quotes; bars are a day apart.
inline quant::Bars read_bench_bars(const std::string& path) {
  std::ifstream file(path);
  std::string line;
  std::getline(file, line);
  quant::Bars bars;
  while (std::getline(file, line)) {
    const char* at = line.c_str() + line.find(',') + 1;
    for (auto* column : {&bars.open, &bars.high, &bars.low, &bars.close}) {
      char* end = nullptr;
      column->push_back(std::strtod(at, &end));
      at = end + 1;
    }
    bars.volume.push_back(0);
    bars.time.push_back(static_cast<std::int64_t>(bars.time.size()) * 86'400'000'000);
  }
  return bars;
}

inline long peak_kilobytes() {
  rusage usage{};
  getrusage(RUSAGE_SELF, &usage);
  return usage.ru_maxrss;
}
