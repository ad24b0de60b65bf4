#include "runtime/plugin_examination.hpp"

#include <fmt/format.h>

#include <cstdlib>
#include <regex>
#include <system_error>

#include "job/json_schema.hpp"
#include "jobhost/plugin.h"
#include "runtime/elf_gate.hpp"
#include "runtime/plugin_stage.hpp"
#include "runtime/plugin_trust.hpp"
#include "support/errors.hpp"
#include "support/throw_errno.hpp"
#include "support/utf8.hpp"

namespace jobhost {
namespace {

void require_match(const std::string& text, const char* field, const char* pattern, const char* form) {
  if (std::regex_match(text, std::regex(pattern))) { return; }
  throw PluginRefused("bad_descriptor",
                      fmt::format("the descriptor's {} is \"{}\", which is not {}", field, text, form),
                      fmt::format("correct {} in the descriptor", field));
}

void require_schema(const std::string& text, const char* field) {
  try {
    const JsonSchema schema(text);
  } catch (const UserError& error) {
    throw PluginRefused("bad_schema", fmt::format("the descriptor's {} is no JSON Schema: {}", field, error.what()),
                        "write it as JSON Schema draft-07");
  }
}

void require_example(const nlohmann::json& descriptor) {
  const auto text = descriptor.at("example_payload").get<std::string>();
  if (text.empty()) {
    throw PluginRefused("bad_example", "the descriptor has no example payload",
                        "give one that takes less than a second: the host tries a new plugin with it");
  }
  const auto problems =
      JsonSchema(descriptor.at("payload_schema").get<std::string>()).validate(nlohmann::json::parse(text));
  if (problems.empty()) { return; }
  const auto& where = problems.front().where;
  throw PluginRefused("bad_example",
                      fmt::format("the example payload does not fit the plugin's own schema: {} {}",
                                  where.empty() ? "the document" : where, problems.front().what),
                      "correct the example or the schema");
}

}  // namespace

ScratchFolder::ScratchFolder() {
  auto pattern = (std::filesystem::temp_directory_path() / "jobhost-plugin-XXXXXX").string();
  if (::mkdtemp(pattern.data()) == nullptr) { throw_errno("a folder for temporary files: " + pattern); }
  path_ = pattern;
}

ScratchFolder::~ScratchFolder() {
  std::error_code ignored;  // what stays is in the folder for temporary files
  std::filesystem::remove_all(path_, ignored);
}

std::vector<std::string> plugin_extension_ids() {
  return {JOBHOST_EXT_SHARDING};
}

ExaminedPlugin examine_plugin(const ProbeSetup& setup, const std::filesystem::path& scratch,
                              const std::function<void(const std::string& stage)>& on_stage) {
  on_stage("trust");
  open_trusted(setup.plugin);
  on_stage("file");
  check_elf(setup.plugin);
  const auto staged = stage_plugin(setup.plugin, scratch);
  check_elf(staged.file);
  on_stage("load");
  auto in_child = setup;
  in_child.plugin = staged.file;
  in_child.ask_extensions = plugin_extension_ids();
  PluginProbe probe(in_child);
  return {staged.file, staged.digest, probe.hello()};
}

void check_descriptor_rules(const nlohmann::json& descriptor) {
  require_match(descriptor.at("id").get<std::string>(), "id", "[a-z][a-z0-9_]{0,63}",
                "1 to 64 of a-z, 0-9 and _ with a letter first");
  require_match(descriptor.at("version").get<std::string>(), "version",
                R"((0|[1-9]\d*)\.(0|[1-9]\d*)\.(0|[1-9]\d*)(-[0-9A-Za-z.-]+)?(\+[0-9A-Za-z.-]+)?)",
                "a semantic version such as 1.2.3");
  for (const auto* field : {"title", "description"}) {
    if (is_utf8(descriptor.at(field).get<std::string>())) { continue; }
    throw PluginRefused("bad_descriptor", fmt::format("the descriptor's {} is not UTF-8", field),
                        "save the source as UTF-8");
  }
  require_schema(descriptor.at("payload_schema").get<std::string>(), "payload_schema");
  if (const auto result = descriptor.at("result_schema").get<std::string>(); !result.empty()) {
    require_schema(result, "result_schema");
  }
  require_example(descriptor);
}

}  // namespace jobhost
