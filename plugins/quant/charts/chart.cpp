#include "quant/charts/chart.hpp"

namespace quant {

nlohmann::json chart_frame(const ChartText& text, const ChartOptions& options) {
  nlohmann::json title{{"text", options.title.empty() ? text.title : options.title}};
  if (!text.subtitle.empty()) { title["subtitle"] = text.subtitle; }
  return {{"$schema", "https://vega.github.io/schema/vega-lite/v5.json"},
          {"title", std::move(title)},
          {"description", text.description},
          {"width", "container"},
          {"height", 280},
          {"autosize", {{"type", "fit-x"}, {"contains", "padding"}}},
          {"config", chart_config(options.theme)}};
}

nlohmann::json no_data_chart(const std::string& title, const std::string& reason, const ChartOptions& options) {
  auto chart =
      chart_frame({.title = title, .subtitle = {}, .description = title + ": no data, " + reason + "."}, options);
  chart["data"]["values"] = nlohmann::json::array({{{"text", "no data: " + reason}}});
  chart["mark"] = {{"type", "text"}, {"style", "no_data"}};
  chart["encoding"]["text"] = {{"field", "text"}, {"type", "nominal"}};
  return chart;
}

}  // namespace quant
