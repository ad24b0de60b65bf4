#include "runtime/plugin_fuzz.hpp"

#include <fmt/format.h>

#include <optional>

#include "job/json_schema.hpp"
#include "runtime/payload_generator.hpp"

namespace jobhost {
namespace {

using Outcome = ProbeRun::Outcome;

constexpr auto kPatience = std::chrono::milliseconds(2'000);  // then the run is cancelled
constexpr auto kCancelTime = std::chrono::milliseconds(1'000);
constexpr std::size_t kMostFailures = 10;

std::string code_of(const ProbeRun& run, const std::string& problem) {
  switch (run.outcome) {
    case Outcome::crashed:
      return "crashed";
    case Outcome::timed_out:
      return "timed_out";
    case Outcome::too_large:
      return "too_large";
    default:
      return problem.empty() ? std::string() : "invalid_result";
  }
}

void count(FuzzReport& report, const ProbeRun& run) {
  report.succeeded += run.outcome == Outcome::succeeded ? 1 : 0;
  report.failed_in_good_order += run.outcome == Outcome::failed ? 1 : 0;
  report.cancelled += run.outcome == Outcome::cancelled ? 1 : 0;
}

}  // namespace

std::string result_problem(const nlohmann::json& descriptor, const std::string& result) {
  const auto document = nlohmann::json::parse(result, nullptr, false);
  if (document.is_discarded()) { return "the result is not JSON"; }
  const auto schema = descriptor.at("result_schema").get<std::string>();
  if (schema.empty()) { return {}; }
  const auto problems = JsonSchema(schema).validate(document);
  if (problems.empty()) { return {}; }
  return fmt::format("the result does not fit result_schema: {} {}", problems.front().where, problems.front().what);
}

FuzzReport fuzz_plugin(const CheckContext& context, int payloads, std::uint64_t seed) {
  PayloadGenerator generator(context.descriptor.at("payload_schema").get<std::string>(), context.example, seed);
  FuzzReport report;
  report.seed = seed;
  std::optional<PluginProbe> probe;
  while (report.payloads < payloads && report.failures.size() < kMostFailures) {
    if (!probe || !probe->alive()) { probe.emplace(context.options.setup).hello(); }
    auto order = context.order_of(generator.next());
    order.cancel_after = kPatience;
    order.timeout = kPatience + kCancelTime;
    const auto run = probe->run(order);
    ++report.payloads;
    count(report, run);
    const auto problem =
        run.outcome == Outcome::succeeded ? result_problem(context.descriptor, run.result) : std::string();
    if (const auto code = code_of(run, problem); !code.empty()) {
      report.failures.push_back({report.payloads, order.payload, code, problem.empty() ? run.message : problem});
    }
  }
  return report;
}

}  // namespace jobhost
