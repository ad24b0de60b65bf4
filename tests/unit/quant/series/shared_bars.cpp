#include "unit/quant/series/shared_bars.hpp"

#include <array>
#include <chrono>
#include <cstdio>
#include <filesystem>
#include <memory>
#include <sstream>
#include <vector>

namespace {

std::int64_t microseconds(int year, unsigned month, unsigned day_of_month, int minutes) {
  using namespace std::chrono;
  const sys_days days = std::chrono::year{year} / std::chrono::month{month} / std::chrono::day{day_of_month};
  return (duration_cast<std::chrono::microseconds>(days.time_since_epoch()) + std::chrono::minutes{minutes})
      .count();
}

std::int64_t time_in(std::string text) {
  std::erase(text, '-');
  const auto number = [&](std::size_t at, std::size_t length) { return std::stoi(text.substr(at, length)); };
  return microseconds(number(0, 4), static_cast<unsigned>(number(4, 2)), static_cast<unsigned>(number(6, 2)),
                      number(9, 2) * 60 + number(12, 2));
}

void append_row(quant::Bars& bars, const std::string& line, double scale) {
  std::istringstream cells(line);
  std::vector<std::string> row;
  for (std::string cell; std::getline(cells, cell, ',');) { row.push_back(cell); }
  bars.time.push_back(time_in(row.at(0)));
  bars.open.push_back(std::stod(row.at(1)) / scale);
  bars.high.push_back(std::stod(row.at(2)) / scale);
  bars.low.push_back(std::stod(row.at(3)) / scale);
  bars.close.push_back(std::stod(row.at(4)) / scale);
  bars.volume.push_back(std::stod(row.at(5)));
}

}  // namespace

std::int64_t day(const std::string& text) {
  return time_in(text + " 00:00");
}

quant::Bars shared_bars(const std::string& name, double scale) {
  quant::Bars bars;
  const std::string path = JOBHOST_SOURCE_DIR "/../shared/data/" + name;
  if (!std::filesystem::exists(path)) { return bars; }
  const std::unique_ptr<FILE, int (*)(FILE*)> unpacked(popen(("gzip -dc '" + path + "'").c_str(), "r"), pclose);
  std::array<char, 512> line{};
  while (std::fgets(line.data(), static_cast<int>(line.size()), unpacked.get()) != nullptr) {
    if (line[0] >= '0' && line[0] <= '9') { append_row(bars, line.data(), scale); }
  }
  return bars;
}
