#include "config/job_type_section.hpp"

#include <fmt/format.h>

#include <algorithm>

#include "config/section_name.hpp"
#include "config/size.hpp"
#include "config/yaml_json.hpp"
#include "config/yaml_section.hpp"
#include "support/duration.hpp"

namespace jobhost {
namespace {

using std::chrono::hours;
using std::chrono::milliseconds;

void read_limits(YamlSection& section, JobTypeConfig& type) {
  section.integer("concurrency", type.concurrency, {1, 256});
  section.duration("timeout", type.timeout, {milliseconds{10}, hours{24 * 30}});
  section.duration("cancel_grace", type.cancel_grace, {milliseconds{0}, hours{1}});
  section.size("max_output", type.max_output_bytes, {1 << 10, 1 << 30});
}

// A bare number counts jobs, one with a unit is memory.
bool accept_recycle_after(const std::string& text, RecycleAfter& recycle) {
  const auto number = parse_size(text);
  if (!number || *number < 1) { return false; }
  const bool bare = text.find_first_not_of("0123456789") == std::string::npos;
  recycle = bare ? RecycleAfter{*number, 0} : RecycleAfter{0, *number};
  return true;
}

bool accept_sandbox(const std::string& text, SandboxMode& mode) {
  if (text == "auto") { mode = SandboxMode::automatic; }
  if (text == "required") { mode = SandboxMode::required; }
  if (text == "off") { mode = SandboxMode::off; }
  return text == "auto" || text == "required" || text == "off";
}

bool accept_sha256(const std::string& text, std::string& digest) {
  digest = text;
  return text.size() == 64 && text.find_first_not_of("0123456789abcdef") == std::string::npos;
}

void read_isolation(YamlSection& section, JobTypeConfig& type) {
  section.size("memory_limit", type.limits.memory_bytes, {64 << 20, std::int64_t{1} << 50});
  section.duration("cpu_time_limit", type.limits.cpu_time, {milliseconds{1'000}, hours{24 * 30}});
  section.integer("nice", type.limits.nice, {0, 19});
  section.integer("crash_limit", type.crash_limit, {1, 100});
  section.boolean("allow_network", type.limits.allow_network);
  section.scalar("sandbox", "auto, required or off",
                 [&](const std::string& text) { return accept_sandbox(text, type.limits.sandbox); });
  section.scalar("recycle_after", "a number of jobs such as 1000, or an amount of memory such as 500MiB",
                 [&](const std::string& text) { return accept_recycle_after(text, type.recycle_after); });
  section.scalar("sha256", "the 64 hexadecimal digits (lower case) that sha256sum prints for the plugin",
                 [&](const std::string& text) { return accept_sha256(text, type.sha256); });
}

void read_retry(YamlSection& section, RetryPolicy& retry, ConfigProblems& problems) {
  section.integer("max_attempts", retry.max_attempts, {1, 100});
  section.duration("backoff", retry.backoff, {milliseconds{0}, hours{24}});
  section.duration("backoff_limit", retry.backoff_limit, {milliseconds{0}, hours{24 * 7}});
  if (retry.backoff <= retry.backoff_limit) { return; }
  const auto* key = section.entry("backoff");
  const auto* limit = section.entry("backoff_limit");
  problems.add(
      (limit != nullptr ? limit : key)->where,
      fmt::format("{} is {}; must not be less than backoff, which is {}", section.full_name("backoff_limit"),
                  format_duration(retry.backoff_limit), format_duration(retry.backoff)));
}

void read_settings(YamlSection& section, JobTypeConfig& type, ConfigProblems& problems) {
  const auto* settings = section.entry("settings");
  if (settings == nullptr || settings->value.IsNull()) { return; }
  if (!settings->value.IsMap()) {
    problems.add(settings->value.Mark(),
                 fmt::format("{} must be a mapping of keys to values", section.full_name("settings")));
    return;
  }
  type.settings = yaml_to_json_text(settings->value, problems);
}

JobTypeConfig read_job_type(const YamlSection::Entry& entry, const std::filesystem::path& folder,
                            ConfigProblems& problems) {
  JobTypeConfig type;
  type.name = entry.key;
  type.line = entry.where.line + 1;
  check_section_name("job type", entry, problems);
  YamlSection section(entry.value, "job_types." + type.name, problems);
  section.path("plugin", type.plugin, folder);
  read_limits(section, type);
  read_isolation(section, type);
  read_retry(section, type.retry, problems);
  read_settings(section, type, problems);
  if (section.entry("plugin") == nullptr) {
    problems.add(entry.where, fmt::format("{} is missing; it names the .so file", section.full_name("plugin")));
  }
  section.finish();
  return type;
}

}  // namespace

std::vector<JobTypeConfig> read_job_types(const YAML::Node& node, const std::filesystem::path& folder,
                                          ConfigProblems& problems) {
  const YamlSection section(node, "job_types", problems);
  std::vector<JobTypeConfig> types;
  for (const auto& entry : section.entries()) { types.push_back(read_job_type(entry, folder, problems)); }
  std::sort(types.begin(), types.end(), [](const auto& a, const auto& b) { return a.name < b.name; });
  return types;
}

}  // namespace jobhost
