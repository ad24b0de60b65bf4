#include "runtime/contract_tests.hpp"

#include <fmt/format.h>

#include <algorithm>
#include <array>
#include <optional>

#include "jobhost/plugin.h"
#include "runtime/invalid_payloads.hpp"
#include "runtime/plugin_fuzz.hpp"

namespace jobhost {
namespace {

using std::chrono::milliseconds;
using Outcome = ProbeRun::Outcome;

constexpr auto kCancelLimit = milliseconds(1'000);
constexpr auto kMemoryTime = milliseconds(10'000);
constexpr int kMemoryRuns = 100;
constexpr int kWarmUpRuns = 10;
constexpr std::int64_t kGrowthOfALeak = 512 << 10;  // bytes in 50 runs; allocators settle below that

CheckResult make(CheckStatus status, std::string code, std::string message, std::string fix = {}) {
  return {
      .name = {}, .status = status, .code = std::move(code), .message = std::move(message), .fix = std::move(fix)};
}
CheckResult pass(std::string message) {
  return make(CheckStatus::passed, {}, std::move(message));
}
CheckResult skip(std::string why) {
  return make(CheckStatus::skipped, "skipped", std::move(why));
}

constexpr const char* kDebuggerFix =
    "run it in a debugger: gdb --args jobhost plugin run FILE --payload payload.json";

bool is_broken(const ProbeRun& run) {
  return run.outcome == Outcome::crashed || run.outcome == Outcome::timed_out;
}

CheckResult broken(const std::string& when, const ProbeRun& run) {
  const bool crashed = run.outcome == Outcome::crashed;
  return make(CheckStatus::failed, crashed ? "crashed" : "timed_out", fmt::format("{}: {}", when, run.message),
              crashed ? kDebuggerFix : "return from run() in time, and look at cancelled() in every loop");
}

}  // namespace

CheckResult test_example(CheckContext& context) {
  PluginProbe probe(context.options.setup);
  probe.hello();
  context.example_run = probe.run(context.example_order());
  const auto& run = *context.example_run;
  if (is_broken(run)) { return broken("the example payload", run); }
  if (run.outcome == Outcome::too_large) { return make(CheckStatus::failed, "too_large", run.message); }
  if (run.outcome == Outcome::cancelled) {
    return make(CheckStatus::failed, "not_cancelled", "it returned JOBHOST_CANCELLED, but nobody cancelled it");
  }
  if (run.outcome == Outcome::failed) {
    return make(CheckStatus::warning, "example_failed",
                fmt::format("the example failed in good order with {}: {}", run.code, run.message),
                "when it needs bars, give some with --bars FILE.csv or --data FOLDER");
  }
  if (auto problem = result_problem(context.descriptor, run.result); !problem.empty()) {
    return make(CheckStatus::failed, "invalid_result", problem, "correct the result or result_schema");
  }
  return pass(fmt::format("ran in {} ms, result of {} bytes, {} artifacts", run.duration.count(), run.result.size(),
                          run.artifacts.size()));
}

CheckResult test_printing(CheckContext& context) {
  const auto& output = context.example_run->output;
  if (output.empty()) { return pass("prints nothing to stdout and stderr"); }
  return make(
      CheckStatus::warning, "prints",
      fmt::format(
          "it prints to stdout or stderr: {}",
          nlohmann::json(output.substr(0, 80)).dump(-1, ' ', true, nlohmann::json::error_handler_t::replace)),
      "use job.log(): it has levels, and a host keeps it with the job");
}

CheckResult test_leaving(CheckContext& context) {
  PluginProbe probe(context.options.setup);
  probe.hello();
  if (probe.leave()) { return pass("leaves in good order"); }
  return make(CheckStatus::warning, "unclean_exit",
              "destroy() or a static destructor crashed, or took longer than 3 s",
              "join threads and free what is shared in destroy()");
}

CheckResult test_cancelling(CheckContext& context) {
  PluginProbe probe(context.options.setup);
  probe.hello();
  auto order = context.example_order();
  // At once, and in the middle: a plugin may look at the flag only at the start, or only in its loop.
  for (const auto after : {milliseconds(0), context.example_run->duration / 2}) {
    order.cancel_after = after;
    order.timeout = after + kCancelLimit;
    const auto run = probe.run(order);
    if (is_broken(run)) {
      return make(CheckStatus::failed, run.outcome == Outcome::crashed ? "crashed" : "ignores_cancel",
                  fmt::format("cancelled after {} ms: {}", after.count(), run.message),
                  "look at cancelled() at least every 10 ms in every loop, and return JOBHOST_CANCELLED");
    }
  }
  return pass("ends within 1 s of the cancel flag");
}

// In a host these payloads never arrive, so a crash is a warning: the schema may be all that keeps it from
// crashing.
CheckResult test_invalid_payloads(CheckContext& context) {
  const auto payloads =
      invalid_payloads(context.descriptor.at("payload_schema").get<std::string>(), context.example);
  std::optional<PluginProbe> probe;
  for (const auto& payload : payloads) {
    if (!probe || !probe->alive()) { probe.emplace(context.options.setup).hello(); }
    const auto run = probe->run(context.order_of(payload));
    if (!is_broken(run)) { continue; }
    return make(CheckStatus::warning, "breaks_on_invalid_payload",
                fmt::format("a payload that breaks the schema, {}: {}", payload.substr(0, 120), run.message),
                "a host keeps such payloads away; check them all the same when you run the code elsewhere");
  }
  return pass(fmt::format("answers {} payloads that break the schema without a crash", payloads.size()));
}

CheckResult test_withheld_extensions(CheckContext& context) {
  auto setup = context.options.setup;
  setup.withhold = {JOBHOST_EXT_MARKET_DATA, JOBHOST_EXT_ARTIFACTS, JOBHOST_EXT_CHECKPOINT, JOBHOST_EXT_RECORDS,
                    JOBHOST_EXT_TRIALS};
  try {
    PluginProbe probe(setup);
    probe.hello();
    const auto run = probe.run(context.example_order());
    if (is_broken(run)) {
      auto result = broken("a host without extensions", run);
      result.fix = "get_extension() may return NULL: do without, or fail with a sentence";
      return result;
    }
    if (run.outcome == Outcome::failed && run.code == "no_reason") {
      return make(CheckStatus::warning, "no_reason", "a host without extensions: it fails without saying why",
                  "call fail() with the id of the extension that it needs");
    }
    return pass(run.outcome == Outcome::succeeded ? "runs without any extension"
                                                  : fmt::format("without extensions it says: {}", run.message));
  } catch (const PluginRefused& refused) {
    if (refused.code() == "crashed_on_load" || refused.code() == "load_timeout") {
      return make(CheckStatus::failed, refused.code(),
                  fmt::format("a host without extensions: {}", refused.what()));
    }
    return pass(fmt::format("a host without extensions is refused with a reason: {}", refused.what()));
  }
}

CheckResult test_unknown_extension(CheckContext& context) {
  const std::string id = "jobhost.there_is_no_such_extension/1";
  auto setup = context.options.setup;
  setup.ask_extensions = {id};
  PluginProbe probe(setup);
  try {
    if (!probe.hello().at("extensions").at(id).get<bool>()) {
      return pass("gives NULL for an extension it does not know");
    }
  } catch (const PluginRefused& refused) {
    return make(CheckStatus::failed, refused.code(),
                fmt::format("asked for an unknown extension: {}", refused.what()));
  }
  return make(CheckStatus::failed, "offers_everything",
              "get_extension() gives a pointer for an id that nobody has defined",
              "compare the whole id, and return NULL for every other");
}

CheckResult test_repeating(CheckContext& context) {
  if (!context.example_succeeded()) { return skip("the example did not succeed"); }
  PluginProbe probe(context.options.setup);
  probe.hello();
  const auto first = probe.run(context.example_order());
  const auto second = probe.run(context.example_order());
  for (const auto& run : {first, second}) {
    if (is_broken(run)) { return broken("two jobs in one runner", run); }
    if (run.outcome != Outcome::succeeded) {
      return make(CheckStatus::failed, "not_repeatable",
                  fmt::format("two jobs in one runner: one {}: {}", outcome_name(run.outcome), run.message));
    }
  }
  const auto difference =
      nlohmann::json::diff(nlohmann::json::parse(first.result), nlohmann::json::parse(second.result));
  if (difference.empty()) { return pass("two jobs in one runner give the same result"); }
  return make(
      CheckStatus::warning, "not_repeatable",
      fmt::format("two jobs in one runner differ at \"{}\"", difference.front().at("path").get<std::string>()),
      "keep no state between jobs, take random numbers from a seed in the payload, and leave clocks out");
}

CheckResult test_memory(CheckContext& context) {
  if (!context.example_succeeded()) { return skip("the example did not succeed"); }
  if (context.example_run->duration * (kWarmUpRuns + kMemoryRuns) > kMemoryTime) {
    return skip("the example takes too long to run it a hundred times");
  }
  PluginProbe probe(context.options.setup);
  probe.hello();
  std::array<std::int64_t, 3> resident{};  // after warming up, after half of the runs, after all
  for (int run = 1; run <= kWarmUpRuns + kMemoryRuns; ++run) {
    const auto end = probe.run(context.example_order());
    if (is_broken(end)) { return broken(fmt::format("run {} of the example in one runner", run), end); }
    if (run == kWarmUpRuns) { resident[0] = probe.resident_bytes(); }
    if (run == kWarmUpRuns + kMemoryRuns / 2) { resident[1] = probe.resident_bytes(); }
  }
  resident[2] = probe.resident_bytes();
  const auto grown = std::min(resident[1] - resident[0], resident[2] - resident[1]);
  if (grown < kGrowthOfALeak) { return pass(fmt::format("memory does not grow over {} runs", kMemoryRuns)); }
  return make(
      CheckStatus::warning, "leaks",
      fmt::format("memory grew by {} KiB over {} runs of the example", (resident[2] - resident[0]) / 1024,
                  kMemoryRuns),
      "look for what run() keeps: valgrind --leak-check=full jobhost plugin run FILE --payload payload.json");
}

}  // namespace jobhost
