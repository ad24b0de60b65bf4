#include <fmt/format.h>

#include <CLI/CLI.hpp>
#include <memory>
#include <nlohmann/json.hpp>

#include "cli/commands.hpp"
#include "cli/json_fields.hpp"
#include "cli/plugin_options.hpp"
#include "cli/terminal_text.hpp"
#include "runtime/plugin_examination.hpp"

namespace jobhost {
namespace {

Json description(const ExaminedPlugin& plugin) {
  Json about{{"digest", plugin.digest}};
  for (const auto* field : {"id", "version", "title", "description", "abi", "extensions"}) {
    if (plugin.descriptor.contains(field)) { about[field] = Json(plugin.descriptor.at(field)); }
  }
  // As documents; the texts were checked.
  for (const auto* field : {"payload_schema", "result_schema", "example_payload"}) {
    const auto text = plugin.descriptor.at(field).get<std::string>();
    about[field] = text.empty() ? Json() : Json::parse(text);
  }
  return about;
}

Json examine(const PluginOptions& options) {
  const ScratchFolder scratch;
  std::string stage;
  Json document{{"file", options.file.string()}, {"accepted", false}, {"refusal", nullptr}, {"plugin", nullptr}};
  try {
    ProbeSetup setup{.executable = this_program(), .plugin = options.file, .settings = options.settings};
    const auto examined = examine_plugin(setup, scratch.path(), [&](const std::string& next) { stage = next; });
    document["plugin"] = description(examined);
    stage = "descriptor";
    check_descriptor_rules(examined.descriptor);
    document["accepted"] = true;
  } catch (const PluginRefused& refused) {
    document["refusal"] = {
        {"stage", stage}, {"code", refused.code()}, {"reason", refused.what()}, {"fix", refused.fix()}};
  }
  return document;
}

void print_plugin(const Json& plugin) {
  for (const auto* field : {"id", "version", "title", "description", "abi", "digest"}) {
    fmt::print("{:<12} {}\n", field, printable(plugin.at(field).get<std::string>()));
  }
  std::string offered;
  for (const auto& [id, has] : plugin.at("extensions").items()) {
    if (has == true) { offered += (offered.empty() ? "" : ", ") + id; }
  }
  fmt::print("{:<12} {}\n", "extensions", offered.empty() ? "none" : offered);
  for (const auto* field : {"payload_schema", "result_schema", "example_payload"}) {
    fmt::print("\n{}\n{}\n", field, plugin.at(field).is_null() ? "none" : plugin.at(field).dump(2));
  }
}

void print_refusal(const Json& document) {
  const auto& refusal = document.at("refusal");
  fmt::print("{} is refused\n", document.at("file").get<std::string>());
  for (const auto* field : {"code", "reason", "fix"}) {
    const auto text = refusal.at(field).get<std::string>();
    if (!text.empty()) { fmt::print("  {:<7} {}\n", field, printable(text)); }
  }
}

ExitCode explain(const PluginOptions& options, bool json) {
  require_settings(options);
  const auto document = examine(options);
  const bool accepted = document.at("accepted").get<bool>();
  if (json) {
    print_json_line(document.dump(-1, ' ', false, Json::error_handler_t::replace));
  } else if (accepted) {
    print_plugin(document.at("plugin"));
  } else {
    print_refusal(document);
  }
  return accepted ? ExitCode::ok : ExitCode::job_failed;
}

}  // namespace

void add_plugin_explain_command(CLI::App& plugin, CommandLine& line) {
  auto options = std::make_shared<PluginOptions>();
  auto* command = plugin.add_subcommand("explain", "Say what a plugin is, or why a host refuses it and what to do");
  command->add_option("FILE", options->file, "The plugin's .so file")->required();
  command->add_option("--settings", options->settings, "What `settings:` of jobs.yaml would hold, as JSON")
      ->type_name("JSON");
  command->add_flag("--json", line.client.json, "Print one JSON document and nothing else");
  command->callback([options, &line] { line.exit = explain(*options, line.client.json); });
}

}  // namespace jobhost
