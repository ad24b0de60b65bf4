#include "runtime/plugin_checks.hpp"

#include <fmt/format.h>

#include <array>
#include <utility>

#include "runtime/contract_tests.hpp"
#include "runtime/plugin_refused.hpp"

namespace jobhost {
namespace {

using Stopwatch = std::chrono::steady_clock;

std::chrono::milliseconds since(Stopwatch::time_point start) {
  return std::chrono::ceil<std::chrono::milliseconds>(Stopwatch::now() - start);
}

CheckResult refusal(const std::string& name, const PluginRefused& refused) {
  return {.name = name,
          .status = CheckStatus::failed,
          .code = refused.code(),
          .message = refused.what(),
          .fix = refused.fix()};
}

CheckResult passed(const std::string& name, std::string message) {
  return {.name = name, .status = CheckStatus::passed, .code = {}, .message = std::move(message), .fix = {}};
}

std::string text_of_stage(const std::string& stage) {
  if (stage == "trust") { return "only root and this user could have changed the file"; }
  if (stage == "file") { return "a shared library for this machine that exports the entry and nothing else"; }
  return "loads in a child process";
}

constexpr std::array<std::pair<const char*, CheckResult (*)(CheckContext&)>, 9> kContractTests{{
    {"example", test_example},
    {"printing", test_printing},
    {"leaving", test_leaving},
    {"cancelling", test_cancelling},
    {"invalid_payloads", test_invalid_payloads},
    {"withheld_extensions", test_withheld_extensions},
    {"unknown_extension", test_unknown_extension},
    {"repeating", test_repeating},
    {"memory", test_memory},
}};

// A refusal here is one that only this start of the plugin had.
CheckResult run_test(const char* name, CheckResult (*test)(CheckContext&), CheckContext& context) {
  const auto start = Stopwatch::now();
  CheckResult result;
  try {
    result = test(context);
  } catch (const PluginRefused& refused) { result = refusal(name, refused); }
  result.name = name;
  result.duration = since(start);
  return result;
}

}  // namespace

std::string status_name(CheckStatus status) {
  switch (status) {
    case CheckStatus::passed:
      return "passed";
    case CheckStatus::warning:
      return "warning";
    case CheckStatus::failed:
      return "failed";
    case CheckStatus::skipped:
      return "skipped";
  }
  return "unknown";
}

ProbeOrder CheckContext::order_of(const std::string& payload) const {
  return {.payload = payload, .timeout = options.time_limit, .series = options.series};
}

bool CheckContext::example_succeeded() const {
  return example_run && example_run->outcome == ProbeRun::Outcome::succeeded;
}

std::optional<CheckContext> check_plugin(const CheckOptions& options, const ScratchFolder& scratch,
                                         const std::function<void(const CheckResult&)>& on_result) {
  std::string stage;
  auto start = Stopwatch::now();
  const auto report = [&](CheckResult result) {
    result.duration = since(start);
    on_result(result);
  };
  const auto next_stage = [&](const std::string& next) {
    if (!stage.empty()) { report(passed(stage, text_of_stage(stage))); }
    stage = next;
    start = Stopwatch::now();
  };
  CheckContext context;
  context.options = options;
  try {
    auto examined = examine_plugin(options.setup, scratch.path(), next_stage);
    next_stage("descriptor");
    context.options.setup.plugin = std::move(examined.copy);
    context.digest = std::move(examined.digest);
    context.descriptor = std::move(examined.descriptor);
    check_descriptor_rules(context.descriptor);
    context.example = context.descriptor.at("example_payload").get<std::string>();
    report(passed(stage, "id, version, schemas and example keep the rules"));
  } catch (const PluginRefused& refused) {
    report(refusal(stage, refused));
    return std::nullopt;
  }
  for (const auto& [name, test] : kContractTests) {
    on_result(run_test(name, test, context));
    if (!context.example_run) { break; }  // the example could not even start
  }
  return context;
}

}  // namespace jobhost
