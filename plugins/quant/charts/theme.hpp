// How all charts look: the Vega-Lite `config` of a light and of a dark page. Charts name styles ("benchmark",
// "highlight") and scale ranges ("category", "heatmap", "diverging") and never a colour, so a client changes the
// theme by replacing `config`. Colours can be told apart with any colour vision: Okabe and Ito (2008), Color
// Universal Design; viridis for magnitudes; blue against orange for signs. Pure functions, any thread.
#pragma once

#include <nlohmann/json.hpp>

namespace quant {

enum class ChartTheme { light, dark };

nlohmann::json chart_config(ChartTheme theme);

// The same chart in another theme.
nlohmann::json with_theme(nlohmann::json chart, ChartTheme theme);

}  // namespace quant
