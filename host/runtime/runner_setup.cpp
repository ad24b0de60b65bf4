#include "runtime/runner_setup.hpp"

#include <nlohmann/json.hpp>

namespace jobhost {

nlohmann::json to_message(const RunnerSetup& setup) {
  const auto& limits = setup.limits;
  return {{"plugin", setup.plugin},
          {"settings", setup.settings},
          {"max_output", setup.max_output},
          {"work_folder", setup.work_folder},
          {"withhold", setup.withhold},
          {"ask_extensions", setup.ask_extensions},
          {"limits",
           {{"memory_bytes", limits.memory_bytes},
            {"cpu_time_ms", limits.cpu_time.count()},
            {"nice", limits.nice},
            {"sandbox", static_cast<int>(limits.sandbox)},
            {"allow_network", limits.allow_network}}}};
}

RunnerSetup setup_from_message(const nlohmann::json& message) {
  const auto& limits = message.at("limits");
  return {.plugin = message.at("plugin").get<std::string>(),
          .settings = message.at("settings").get<std::string>(),
          .max_output = message.at("max_output").get<std::int64_t>(),
          .work_folder = message.at("work_folder").get<std::string>(),
          .limits = {.memory_bytes = limits.at("memory_bytes").get<std::int64_t>(),
                     .cpu_time = std::chrono::milliseconds{limits.at("cpu_time_ms").get<std::int64_t>()},
                     .nice = limits.at("nice").get<int>(),
                     .sandbox = static_cast<SandboxMode>(limits.at("sandbox").get<int>()),
                     .allow_network = limits.at("allow_network").get<bool>()},
          .withhold = message.at("withhold").get<std::vector<std::string>>(),
          .ask_extensions = message.at("ask_extensions").get<std::vector<std::string>>()};
}

}  // namespace jobhost
