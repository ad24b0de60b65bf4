#include "config/config_fields.hpp"

#include <fmt/format.h>
#include <fmt/ranges.h>

#include <algorithm>
#include <array>
#include <string_view>

#include "config/size.hpp"
#include "support/duration.hpp"

namespace jobhost {
namespace {

using Fields = std::map<std::string, std::string>;

std::string_view sandbox_word(SandboxMode mode) {
  switch (mode) {
    case SandboxMode::automatic:
      return "auto";
    case SandboxMode::required:
      return "required";
    case SandboxMode::off:
      break;
  }
  return "off";
}

std::string size_or_none(std::int64_t bytes) {
  return bytes == 0 ? "none" : format_size(bytes);
}

std::string recycle_text(const RecycleAfter& recycle) {
  return recycle.jobs > 0 ? std::to_string(recycle.jobs) : size_or_none(recycle.memory_bytes);
}

void add_job_type_fields(Fields& fields, const JobTypeConfig& type) {
  const auto set = [&](const char* key, std::string value) {
    fields[fmt::format("job_types.{}.{}", type.name, key)] = std::move(value);
  };
  set("plugin", type.plugin.string());
  set("sha256", type.sha256.empty() ? "any" : type.sha256);
  set("concurrency", std::to_string(type.concurrency));
  set("timeout", format_duration(type.timeout));
  set("cancel_grace", format_duration(type.cancel_grace));
  set("max_output", format_size(type.max_output_bytes));
  set("max_attempts", std::to_string(type.retry.max_attempts));
  set("backoff", format_duration(type.retry.backoff));
  set("backoff_limit", format_duration(type.retry.backoff_limit));
  set("crash_limit", std::to_string(type.crash_limit));
  set("recycle_after", recycle_text(type.recycle_after));
  set("memory_limit", size_or_none(type.limits.memory_bytes));
  set("cpu_time_limit", type.limits.cpu_time.count() == 0 ? "none" : format_duration(type.limits.cpu_time));
  set("nice", std::to_string(type.limits.nice));
  set("sandbox", std::string(sandbox_word(type.limits.sandbox)));
  set("allow_network", type.limits.allow_network ? "true" : "false");
  set("settings", type.settings);
}

void add_schedule_fields(Fields& fields, const ScheduleConfig& schedule) {
  const auto set = [&](const char* key, std::string value) {
    fields[fmt::format("schedules.{}.{}", schedule.name, key)] = std::move(value);
  };
  set("cron", schedule.cron);
  set("type", schedule.type);
  set("payload", schedule.payload);
  set("timezone", "UTC");
  set("priority", std::to_string(schedule.priority));
  set("max_attempts", schedule.max_attempts ? std::to_string(*schedule.max_attempts) : "of the job type");
  set("timeout", schedule.timeout ? format_duration(*schedule.timeout) : "of the job type");
  set("tags", fmt::format("{}", fmt::join(schedule.tags, ", ")));
  set("enabled", schedule.enabled ? "true" : "false");
}

// All of what follows can be changed while the host runs; the rest is used once, at the start.
bool is_live(const std::string& field) {
  constexpr std::array kLiveFields{"logging.level", "runtime.drain_timeout", "storage.retention"};
  return field.starts_with("job_types.") || field.starts_with("schedules.") ||
         std::find(kLiveFields.begin(), kLiveFields.end(), field) != kLiveFields.end();
}

// Of job types, or of schedules.
template <typename Entries>
std::vector<std::string> names_not_in(const Entries& entries, const Entries& others) {
  std::vector<std::string> names;
  for (const auto& entry : entries) {
    const bool known =
        std::any_of(others.begin(), others.end(), [&](const auto& each) { return each.name == entry.name; });
    if (!known) { names.push_back(entry.name); }
  }
  return names;
}

void add_schedule_changes(std::vector<std::string>& live, const std::vector<std::string>& names, const char* what) {
  for (const auto& name : names) { live.push_back(fmt::format("schedules.{}: {}", name, what)); }
}

}  // namespace

std::map<std::string, std::string> config_fields(const Config& config) {
  Fields fields{{"server.listen", config.server.listen},
                {"server.threads", std::to_string(config.server.threads)},
                {"server.max_body", format_size(config.server.max_body_bytes)},
                {"server.max_import", format_size(config.server.max_import_bytes)},
                {"server.header_timeout", format_duration(config.server.header_timeout)},
                {"server.body_timeout", format_duration(config.server.body_timeout)},
                {"storage.data_dir", config.storage.data_dir.string()},
                {"storage.busy_timeout", format_duration(config.storage.busy_timeout)},
                {"storage.retention", format_duration(config.storage.retention)},
                {"runtime.lease", format_duration(config.runtime.lease)},
                {"runtime.drain_timeout", format_duration(config.runtime.drain_timeout)},
                {"logging.level", std::string(to_string(config.logging.level))},
                {"logging.format", config.logging.format == LogFormat::json ? "json" : "human"}};
  for (const auto& type : config.job_types) { add_job_type_fields(fields, type); }
  for (const auto& schedule : config.schedules) { add_schedule_fields(fields, schedule); }
  return fields;
}

ConfigDifference compare(const Config& running, const Config& wanted) {
  ConfigDifference difference;
  difference.added = names_not_in(wanted.job_types, running.job_types);
  difference.removed = names_not_in(running.job_types, wanted.job_types);
  add_schedule_changes(difference.live, names_not_in(wanted.schedules, running.schedules), "added");
  add_schedule_changes(difference.live, names_not_in(running.schedules, wanted.schedules), "removed");
  const auto before = config_fields(running);
  for (const auto& [field, value] : config_fields(wanted)) {
    const auto old = before.find(field);
    if (old == before.end() || old->second == value) { continue; }
    auto& list = is_live(field) ? difference.live : difference.needs_restart;
    list.push_back(fmt::format("{}: {} -> {}", field, old->second, value));
  }
  return difference;
}

}  // namespace jobhost
