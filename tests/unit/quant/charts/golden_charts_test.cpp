// Every chart, byte for byte, so that no change of a chart goes unseen. When a change is meant: run this program
// with JOBHOST_CHARTS_DIR set to a folder, look at what it writes there (large/, in any Vega-Lite viewer) and copy
// small/ to golden/.
#include <gtest/gtest.h>

#include <cstdlib>
#include <filesystem>
#include <fstream>

#include "quant/charts/theme.hpp"
#include "unit/quant/charts/sample_charts.hpp"

namespace {

using nlohmann::json;

const std::filesystem::path kGolden = JOBHOST_SOURCE_DIR "/tests/unit/quant/charts/golden";

// The theme is a file of its own.
std::map<std::string, json> golden_charts() {
  auto charts = sample_charts(SampleSize::small);
  for (auto& [name, chart] : charts) { chart.erase("config"); }
  charts["theme_light"] = quant::chart_config(quant::ChartTheme::light);
  charts["theme_dark"] = quant::chart_config(quant::ChartTheme::dark);
  return charts;
}

void write_charts(const std::filesystem::path& folder, const std::map<std::string, json>& charts) {
  std::filesystem::create_directories(folder);
  for (const auto& [name, chart] : charts) { std::ofstream(folder / (name + ".json")) << chart.dump(1) << "\n"; }
}

TEST(GoldenCharts, AreWhatWasLookedAt) {
  if (const char* folder = std::getenv("JOBHOST_CHARTS_DIR")) {
    write_charts(std::filesystem::path(folder) / "small", golden_charts());
    write_charts(std::filesystem::path(folder) / "large", sample_charts(SampleSize::large));
    write_charts(std::filesystem::path(folder) / "empty", empty_charts());
  }
  std::size_t files = 0;
  for (const auto& [name, chart] : golden_charts()) {
    std::ifstream in(kGolden / (name + ".json"));
    ASSERT_TRUE(in) << name << ".json is missing";
    EXPECT_EQ(chart, json::parse(in)) << name;
    ++files;
  }
  EXPECT_EQ(std::distance(std::filesystem::directory_iterator(kGolden), {}), static_cast<std::ptrdiff_t>(files));
}

}  // namespace
