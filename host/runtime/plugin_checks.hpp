// The contract tests behind `jobhost plugin check`: what a host will do to a plugin, done before it does. Each test
// runs the plugin in a child process with a time limit, so that one that crashes or hangs costs one test. One
// thread.
#pragma once

#include <chrono>
#include <functional>
#include <nlohmann/json.hpp>
#include <optional>
#include <string>
#include <vector>

#include "runtime/plugin_examination.hpp"
#include "runtime/plugin_probe.hpp"

namespace jobhost {

enum class CheckStatus { passed, warning, failed, skipped };

// "passed", "warning", "failed", "skipped": as in the JSON document.
std::string status_name(CheckStatus status);

struct CheckResult {
  std::string name;  // trust, file, load, descriptor, example, ...
  CheckStatus status = CheckStatus::passed;
  std::string code;     // stable word; empty when passed
  std::string message;  // a sentence
  std::string fix;      // may be empty
  std::chrono::milliseconds duration{0};
};

struct CheckOptions {
  ProbeSetup setup;  // plugin: the file as the user names it
  ProbeSeries series;
  std::chrono::milliseconds time_limit{30'000};  // of one run of the example
};

// What the tests share: filled in as they go.
struct CheckContext {
  CheckOptions options;  // setup.plugin: the copy
  std::string digest;
  nlohmann::json descriptor;
  std::string example;
  std::optional<ProbeRun> example_run;
  [[nodiscard]] ProbeOrder order_of(const std::string& payload) const;
  [[nodiscard]] ProbeOrder example_order() const { return order_of(example); }
  [[nodiscard]] bool example_succeeded() const;
};

// Every test in its order, each result as soon as it is there; stops after the first refusal. The context is for
// what comes after (fuzzing); nullopt when the plugin was refused.
std::optional<CheckContext> check_plugin(const CheckOptions& options, const ScratchFolder& scratch,
                                         const std::function<void(const CheckResult&)>& on_result);

}  // namespace jobhost
