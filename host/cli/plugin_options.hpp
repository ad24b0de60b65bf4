// Options that `jobhost plugin check` and `run` share: the file, its settings, where bars come from.
#pragma once

#include <filesystem>
#include <string>

#include "runtime/probe_conversation.hpp"

namespace CLI {
class App;
}

namespace jobhost {

struct PluginOptions {
  std::filesystem::path file;
  std::string settings = "{}";
  std::filesystem::path bars;  // CSV
  std::filesystem::path data;  // folder of a host
};

void add_plugin_options(CLI::App& command, PluginOptions& options);

// Throws UserError when the settings are not a JSON object.
void require_settings(const PluginOptions& options);

// Empty when neither --bars nor --data was given. scratch outlives it. Throws UserError.
ProbeSeries series_of(const PluginOptions& options, const std::filesystem::path& scratch);

// This program, as runners are started.
std::string this_program();

}  // namespace jobhost
