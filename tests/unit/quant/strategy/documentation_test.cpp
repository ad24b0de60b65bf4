// docs/strategies.md says what there is: every function, indicator and named strategy, and examples that work.
#include <fstream>
#include <sstream>

#include "quant/strategy/catalog.hpp"
#include "quant/strategy/function_table.hpp"
#include "unit/quant/strategy/strategy_fixtures.hpp"

namespace {

std::string documentation() {
  std::ifstream file(JOBHOST_SOURCE_DIR "/docs/strategies.md");
  std::ostringstream text;
  text << file.rdbuf();
  return text.str();
}

TEST(StrategyDocumentation, ListsEveryFunctionIndicatorSeriesAndNamedStrategy) {
  const auto text = documentation();
  const auto expect_line = [&](const std::string& cell, std::string_view summary) {
    const auto at = text.find("| `" + cell + "` |");
    ASSERT_NE(at, std::string::npos) << cell;
    const auto line = text.substr(at, text.find('\n', at) - at);
    EXPECT_NE(line.find(summary), std::string::npos) << line;
  };
  for (const auto& function : quant::language_functions()) {
    expect_line(std::string(function.usage), function.summary);
  }
  for (const auto& indicator : quant::all_indicators()) {
    expect_line(quant::usage_of(indicator), indicator.summary);
  }
  for (const auto& strategy : quant::named_strategies()) { expect_line(strategy.name, strategy.summary); }
  for (const auto name : quant::kBarSeriesNames) {
    EXPECT_NE(text.find("`" + std::string(name) + "`"), std::string::npos) << name;
  }
}

TEST(StrategyDocumentation, HasExamplesThatAreStrategies) {
  const auto text = documentation();
  const std::string opening = "```json\n";
  int examples = 0;
  for (auto at = text.find(opening); at != std::string::npos; at = text.find(opening, at + 1)) {
    const auto begin = at + opening.size();
    EXPECT_EQ(problems_of(nlohmann::json::parse(text.substr(begin, text.find("```", begin) - begin))), "");
    ++examples;
  }
  EXPECT_EQ(examples, 4);
}

// The rows of the table of messages: | `rule` | `message` |
TEST(StrategyDocumentation, QuotesMessagesAsTheyAre) {
  const auto text = documentation();
  const std::string middle = "` | `entry, column ";
  int messages = 0;
  for (auto at = text.find(middle); at != std::string::npos; at = text.find(middle, at + 1)) {
    const auto begin = text.rfind("| `", at) + 3;
    const auto message = text.find("entry", at);
    EXPECT_EQ(problems_of({{"name", "x"}, {"entry", text.substr(begin, at - begin)}}),
              text.substr(message, text.find('`', message) - message));
    ++messages;
  }
  EXPECT_EQ(messages, 5);
}

}  // namespace
