// `jobhost plugin check` finds each mistake of an author, and only that one.

#include "runtime/plugin_checks.hpp"

#include <gtest/gtest.h>

#include <algorithm>
#include <map>

#include "runtime/plugin_fuzz.hpp"

namespace jobhost {
namespace {

struct Checked {
  std::map<std::string, CheckResult> results;
  std::optional<CheckContext> context;
};

// Keeps the copy while the context is used.
const ScratchFolder& scratch() {
  static const ScratchFolder folder;
  return folder;
}

CheckOptions options_of(const std::string& plugin, const std::string& settings = "{}") {
  CheckOptions options;
  options.setup.executable = JOBHOST_BINARY;
  options.setup.plugin = std::filesystem::path(JOBHOST_PLUGIN_DIR) / (plugin + ".so");
  options.setup.settings = settings;
  options.setup.start_timeout = std::chrono::milliseconds(3'000);
  options.time_limit = std::chrono::milliseconds(3'000);
  return options;
}

Checked check(const CheckOptions& options) {
  Checked checked;
  checked.context =
      check_plugin(options, scratch(), [&](const CheckResult& result) { checked.results[result.name] = result; });
  return checked;
}

Checked check_mistake(const std::string& mistake) {
  return check(options_of("careless", nlohmann::json{{"mistake", mistake}}.dump()));
}

// AddressSanitizer keeps what was freed, so that memory always grows.
#if defined(__SANITIZE_ADDRESS__)
constexpr bool kMemoryGrows = true;
#else
constexpr bool kMemoryGrows = false;
#endif

std::string codes(const Checked& checked) {
  std::string text;
  for (const auto& [name, result] : checked.results) {
    if (kMemoryGrows && name == "memory") { continue; }
    if (result.status == CheckStatus::passed || result.status == CheckStatus::skipped) { continue; }
    text += status_name(result.status) + " " + name + " " + result.code + "; ";
  }
  return text;
}

TEST(PluginCheck, AGoodPluginPassesEverything) {
  const auto checked = check_mistake("none");
  EXPECT_EQ(codes(checked), "");
  EXPECT_EQ(checked.results.size(), 13U);
  ASSERT_TRUE(checked.context.has_value());
  EXPECT_EQ(checked.context->descriptor.at("id"), "careless");
}

TEST(PluginCheck, NamesTheMistake) {
  const std::map<std::string, std::string> expected{
      {"print", "warning printing prints; "},
      {"crash_on_exit", "warning leaving unclean_exit; "},
      {"ignore_cancel", "failed cancelling ignores_cancel; "},
      {"fail", "warning example example_failed; "},
      {"wrong_result", "failed example invalid_result; "},
      {"needs_artifacts", "failed withheld_extensions crashed; "},
      {"offer_everything", "failed unknown_extension offers_everything; "},
      {"state", "warning repeating not_repeatable; "},
      {"trust_payload", "warning invalid_payloads breaks_on_invalid_payload; "},
  };
  for (const auto& [mistake, found] : expected) { EXPECT_EQ(codes(check_mistake(mistake)), found) << mistake; }
}

TEST(PluginCheck, SeesALeak) {
  const auto checked = check_mistake("leak");
  EXPECT_EQ(checked.results.at("memory").code, "leaks") << checked.results.at("memory").message;
}

TEST(PluginCheck, ACrashOfTheExampleIsAFailureWithTheSignal) {
  const auto checked = check_mistake("crash");
  EXPECT_EQ(checked.results.at("example").code, "crashed");
  EXPECT_EQ(checked.results.at("example").message, "the example payload: it crashed with SIGABRT");
}

TEST(PluginCheck, StopsAtTheFirstRefusal) {
  const auto refused = check_mistake("refuse");
  EXPECT_EQ(codes(refused), "failed load refused_settings; ");
  EXPECT_FALSE(refused.context.has_value());
  EXPECT_EQ(refused.results.size(), 3U);
  EXPECT_EQ(codes(check(options_of("gate/extra_exports"))), "failed file extra_exports; ");
  EXPECT_EQ(codes(check(options_of("missing"))), "failed trust not_found; ");
  EXPECT_EQ(codes(check(options_of("crash_on_load"))), "failed load crashed_on_load; ");
  EXPECT_EQ(codes(check_mistake("slow_start")), "failed load load_timeout; ");
}

TEST(PluginCheck, HoldsTheDescriptorAgainstTheRules) {
  const std::map<std::string, std::string> expected{{"bad_id", "bad_descriptor"},
                                                    {"bad_version", "bad_descriptor"},
                                                    {"bad_schema", "bad_schema"},
                                                    {"bad_example", "bad_example"},
                                                    {"no_example", "bad_example"}};
  for (const auto& [plugin, code] : expected) {
    EXPECT_EQ(codes(check(options_of("descriptor/" + plugin))), "failed descriptor " + code + "; ") << plugin;
  }
}

TEST(PluginFuzz, FindsTheOnePayloadThatCrashesAndFindsItAgain) {
  const auto checked = check_mistake("crash_at_33");
  ASSERT_TRUE(checked.context.has_value()) << codes(checked);
  const auto first = fuzz_plugin(*checked.context, 1'000, 1);
  ASSERT_FALSE(first.failures.empty()) << first.payloads << " payloads, none with 33";
  EXPECT_EQ(first.failures.front().code, "crashed");
  EXPECT_EQ(nlohmann::json::parse(first.failures.front().payload).at("n"), 33);
  const auto again = fuzz_plugin(*checked.context, first.failures.front().number, 1);
  ASSERT_EQ(again.failures.size(), 1U);
  EXPECT_EQ(again.failures.front().payload, first.failures.front().payload);
}

TEST(PluginFuzz, FindsAResultThatDoesNotFit) {
  const auto checked = check_mistake("off_by_one");
  ASSERT_TRUE(checked.context.has_value()) << codes(checked);
  const auto report = fuzz_plugin(*checked.context, 200, 1);
  ASSERT_FALSE(report.failures.empty());
  EXPECT_EQ(report.failures.front().code, "invalid_result");
  EXPECT_EQ(nlohmann::json::parse(report.failures.front().payload).at("n"), 50);
}

TEST(PluginFuzz, AGoodPluginSurvives) {
  const auto checked = check_mistake("none");
  ASSERT_TRUE(checked.context.has_value());
  const auto report = fuzz_plugin(*checked.context, 200, 1);
  EXPECT_TRUE(report.failures.empty());
  EXPECT_EQ(report.succeeded, 200);
}

}  // namespace
}  // namespace jobhost
