// What Vega-Lite asks of a specification, as far as it can be checked without it, and what we ask of every chart.
// (The samples were also held against the JSON schema of Vega-Lite 5.20 and drawn by vl-convert.)
#include <gtest/gtest.h>

#include <cmath>
#include <set>

#include "quant/charts/theme.hpp"
#include "unit/quant/charts/sample_charts.hpp"

namespace {

using nlohmann::json;

const std::set<std::string> kMarks{"line", "area", "bar", "point", "rect", "rule", "text"};
const std::set<std::string> kChannels{"x",     "x2",   "y",    "y2",     "xOffset", "color",
                                      "shape", "text", "size", "detail", "tooltip", "opacity"};
const std::set<std::string> kTypes{"quantitative", "temporal", "ordinal", "nominal"};

void expect_field(const json& channel, const json& rows, bool typed) {
  const auto& field = channel.at("field").get_ref<const std::string&>();
  for (const auto& row : rows) { ASSERT_TRUE(row.contains(field)) << field; }
  if (typed) { EXPECT_TRUE(kTypes.contains(channel.at("type"))) << channel; }
}

void expect_unit(const json& unit, const json& rows) {
  EXPECT_TRUE(kMarks.contains(unit.at("mark").at("type")));
  ASSERT_FALSE(rows.empty());
  for (const auto& [name, channel] : unit.at("encoding").items()) {
    EXPECT_TRUE(kChannels.contains(name)) << name;
    const bool typed = name != "x2" && name != "y2";
    if (channel.is_array()) {
      for (const auto& one : channel) { expect_field(one, rows, typed); }
    } else {
      expect_field(channel, rows, typed);
    }
  }
}

void expect_finite(const json& value) {
  if (value.is_number_float()) { EXPECT_TRUE(std::isfinite(value.get<double>())); }
  if (value.is_structured()) {
    for (const auto& inner : value) { expect_finite(inner); }
  }
}

void expect_chart(const json& chart) {
  EXPECT_EQ(chart.at("$schema"), "https://vega.github.io/schema/vega-lite/v5.json");
  EXPECT_EQ(chart.at("width"), "container");
  EXPECT_FALSE(chart.at("title").at("text").get_ref<const std::string&>().empty());
  EXPECT_GT(chart.at("description").get_ref<const std::string&>().size(), 20U);
  EXPECT_NE(chart.contains("mark"), chart.contains("layer"));
  const auto own_rows = chart.contains("data") ? chart["data"].at("values") : json::array();
  if (chart.contains("mark")) { return expect_unit(chart, own_rows); }
  for (const auto& layer : chart["layer"]) {
    expect_unit(layer, layer.contains("data") ? layer["data"].at("values") : own_rows);
  }
}

TEST(Charts, FollowTheRulesOfVegaLite) {
  for (const auto size : {SampleSize::small, SampleSize::large}) {
    for (const auto& [name, chart] : sample_charts(size)) {
      SCOPED_TRACE(name);
      expect_chart(chart);
      expect_finite(chart);
    }
  }
}

TEST(Charts, WithoutDataSayThatThereAreNone) {
  const auto charts = empty_charts();
  EXPECT_EQ(charts.size(), 14U);
  for (const auto& [name, chart] : charts) {
    SCOPED_TRACE(name);
    expect_chart(chart);
    EXPECT_EQ(chart.at("data").at("values").at(0).at("text").get<std::string>().rfind("no data", 0), 0U);
  }
}

// Else a client could not change the theme by replacing the config. Black on the brightest cell is in the config
// too.
TEST(Charts, NameNoColourOutsideTheTheme) {
  for (auto [name, chart] : sample_charts(SampleSize::small)) {
    chart.erase("config");
    EXPECT_EQ(chart.dump().find("\"#"), std::string::npos) << name;
  }
}

TEST(Charts, UseNoStyleThatTheThemesDoNotHave) {
  for (const auto theme : {quant::ChartTheme::light, quant::ChartTheme::dark}) {
    const auto styles = quant::chart_config(theme).at("style");
    for (const auto& [name, chart] : sample_charts(SampleSize::small)) {
      const auto layers = chart.contains("layer") ? chart["layer"] : json::array({chart});
      for (const auto& layer : layers) {
        const auto style = layer["mark"].value("style", "label");
        EXPECT_TRUE(styles.contains(style)) << name << ": " << style;
      }
    }
  }
}

TEST(Charts, ChangeTheirThemeByTheConfigAlone) {
  auto chart = sample_charts(SampleSize::small).at("equity");
  const auto dark = quant::with_theme(chart, quant::ChartTheme::dark);
  EXPECT_NE(dark.at("config"), chart.at("config"));
  chart["config"] = dark.at("config");
  EXPECT_EQ(chart, dark);
}

// What a result may carry: a chart of 1,000 points a line is near 130 KB.
TEST(Charts, StaySmall) {
  for (const auto& [name, chart] : sample_charts(SampleSize::large)) {
    EXPECT_LT(chart.dump().size(), 150'000U) << name;
  }
}

}  // namespace
