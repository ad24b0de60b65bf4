#include <fmt/format.h>

#include <CLI/CLI.hpp>
#include <filesystem>
#include <memory>

#include "cli/commands.hpp"
#include "cli/plugin_template.hpp"

namespace jobhost {
namespace {

ExitCode make_plugin(NewPlugin plugin) {
  if (plugin.folder.empty()) { plugin.folder = plugin.name; }
  for (const auto& file : write_plugin_folder(plugin)) { fmt::print("{}\n", file.string()); }
  fmt::print("\nNext: {} says how to build it, check it and run its first job.\n",
             (plugin.folder / "README.md").string());
  return ExitCode::ok;
}

}  // namespace

void add_plugin_new_command(CLI::App& plugin, CommandLine& line) {
  auto options = std::make_shared<NewPlugin>();
  auto* command = plugin.add_subcommand("new", "Write a new plugin that can be built, checked and run at once");
  command->add_option("NAME", options->name, "Of the job type: a-z, 0-9 and _")->required();
  command->add_option("--lang", options->language, "What it is written in")
      ->check(CLI::IsMember({"cpp", "c", "rust"}))
      ->default_val("cpp");
  command->add_option("--dir", options->folder, "The folder to make (default: NAME)")->type_name("FOLDER");
  command->callback([options, &line] { line.exit = make_plugin(*options); });
}

}  // namespace jobhost
