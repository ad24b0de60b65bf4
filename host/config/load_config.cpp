#include "config/load_config.hpp"

#include <fmt/format.h>
#include <yaml-cpp/yaml.h>

#include <cerrno>
#include <fstream>
#include <iterator>
#include <system_error>

#include "config/config_problems.hpp"
#include "config/job_type_section.hpp"
#include "config/listen_address.hpp"
#include "config/schedule_section.hpp"
#include "config/yaml_document.hpp"
#include "config/yaml_section.hpp"

namespace jobhost {
namespace {

using std::chrono::hours;
using std::chrono::milliseconds;
using std::chrono::minutes;

constexpr std::int64_t kKiB = 1 << 10;
constexpr std::int64_t kMiB = 1 << 20;
constexpr std::int64_t kGiB = 1 << 30;

[[noreturn]] void refuse_unreadable(const std::filesystem::path& file, const std::error_code& why) {
  throw UserError(fmt::format("{} cannot be read: {}", file.string(), why.message()), {});
}

std::string read_text(const std::filesystem::path& file) {
  // A folder opens like a file and only fails when it is read.
  if (std::filesystem::is_directory(file)) {
    refuse_unreadable(file, std::make_error_code(std::errc::is_a_directory));
  }
  std::ifstream stream(file, std::ios::binary);
  if (!stream.is_open()) { refuse_unreadable(file, {errno, std::generic_category()}); }
  return {std::istreambuf_iterator<char>(stream), {}};
}

bool accept_listen(const std::string& text, std::string& listen) {
  const auto address = parse_listen_address(text);
  if (!address || !is_loopback(address->host)) { return false; }
  listen = text;
  return true;
}

bool accept_log_format(const std::string& text, LogFormat& format) {
  if (text != "human" && text != "json") { return false; }
  format = text == "json" ? LogFormat::json : LogFormat::human;
  return true;
}

void read_server(YamlSection section, ServerConfig& server) {
  section.scalar("listen", "ADDRESS:PORT on loopback, such as 127.0.0.1:8080 (port 0 takes a free one)",
                 [&](const std::string& text) { return accept_listen(text, server.listen); });
  section.integer("threads", server.threads, {1, 64});
  section.size("max_body", server.max_body_bytes, {kKiB, 64 * kMiB});
  section.size("max_import", server.max_import_bytes, {kKiB, kGiB});
  section.duration("header_timeout", server.header_timeout, {milliseconds{100}, hours{1}});
  section.duration("body_timeout", server.body_timeout, {milliseconds{100}, hours{1}});
  section.finish();
}

void read_storage(YamlSection section, StorageConfig& storage, const std::filesystem::path& folder) {
  section.path("data_dir", storage.data_dir, folder);
  section.duration("busy_timeout", storage.busy_timeout, {milliseconds{0}, minutes{10}});
  section.duration("retention", storage.retention, {milliseconds{0}, hours{24 * 3650}});
  section.finish();
}

void read_runtime(YamlSection section, RuntimeConfig& runtime) {
  section.duration("lease", runtime.lease, {milliseconds{100}, hours{1}});
  section.duration("drain_timeout", runtime.drain_timeout, {milliseconds{0}, hours{24}});
  section.finish();
}

void read_logging(YamlSection section, LoggingConfig& logging) {
  section.scalar("level", "debug, info, warning or error", [&](const std::string& text) {
    const auto level = parse_log_level(text);
    logging.level = level.value_or(logging.level);
    return level.has_value();
  });
  section.scalar("format", "human or json",
                 [&](const std::string& text) { return accept_log_format(text, logging.format); });
  section.finish();
}

void read_top(const YAML::Node& document, const std::filesystem::path& folder, Config& config,
              ConfigProblems& problems) {
  YamlSection top(document, "", problems);
  const auto section = [&](const std::string& key) {
    const auto* entry = top.entry(key);
    return YamlSection(entry != nullptr ? entry->value : YAML::Node(), key, problems);
  };
  read_server(section("server"), config.server);
  read_storage(section("storage"), config.storage, folder);
  read_runtime(section("runtime"), config.runtime);
  read_logging(section("logging"), config.logging);
  if (const auto* entry = top.entry("job_types")) {
    config.job_types = read_job_types(entry->value, folder, problems);
  }
  if (const auto* entry = top.entry("schedules")) {
    config.schedules = read_schedules(entry->value, config.job_types, problems);
  }
  top.finish();
}

[[noreturn]] void refuse(const std::filesystem::path& file, const ConfigProblems& problems) {
  auto all = problems.in_file_order();
  const auto count = all.size();
  throw UserError(fmt::format("{} has {} problem{}", file.string(), count, count == 1 ? "" : "s"), std::move(all));
}

}  // namespace

Config load_config(const std::filesystem::path& file) {
  const auto text = read_text(file);
  Config config;
  config.file = std::filesystem::absolute(file).lexically_normal();
  const auto folder = config.file.parent_path();
  config.storage.data_dir = folder / "var";
  ConfigProblems problems(file);
  if (const auto document = parse_yaml(text, problems)) { read_top(*document, folder, config, problems); }
  if (!problems.empty()) { refuse(file, problems); }
  return config;
}

}  // namespace jobhost
