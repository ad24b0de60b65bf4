#include "config/schedule_section.hpp"

#include <fmt/format.h>
#include <fmt/ranges.h>

#include <algorithm>

#include "config/closest_name.hpp"
#include "config/section_name.hpp"
#include "config/yaml_json.hpp"
#include "config/yaml_section.hpp"
#include "job/cron.hpp"

namespace jobhost {
namespace {

using std::chrono::hours;
using std::chrono::milliseconds;

// As in a submission.
constexpr std::size_t kMostScheduleTags = 20;
constexpr std::size_t kMostScheduleTagBytes = 64;

void read_cron(YamlSection& section, ScheduleConfig& schedule, const YamlSection::Entry& whole,
               ConfigProblems& problems) {
  const auto* cron = section.entry("cron");
  if (cron == nullptr) {
    problems.add(whole.where, fmt::format("{} is missing; it says when, such as cron: \"30 2 * * mon-fri\"",
                                          section.full_name("cron")));
    return;
  }
  section.scalar("cron", "five fields, such as \"30 2 * * mon-fri\" (quoted: * means something else in YAML)",
                 [&](const std::string& text) {
                   schedule.cron = text;
                   return true;
                 });
  if (!cron->value.IsScalar()) { return; }
  const auto parsed = Cron::parse(schedule.cron);
  if (const auto* problem = std::get_if<std::string>(&parsed)) {
    problems.add(cron->value.Mark(), fmt::format("{}: {}", section.full_name("cron"), *problem));
  }
}

std::string among(const std::string& name, const std::vector<JobTypeConfig>& types) {
  std::vector<std::string> known;
  for (const auto& type : types) { known.push_back(type.name); }
  const auto meant = closest_name(name, known);
  return fmt::format("the name of a job type{}; known: {}",
                     meant ? fmt::format(" (did you mean \"{}\"?)", *meant) : "",
                     known.empty() ? "none" : fmt::format("{}", fmt::join(known, ", ")));
}

void read_type(YamlSection& section, ScheduleConfig& schedule, const YamlSection::Entry& whole,
               const std::vector<JobTypeConfig>& types, ConfigProblems& problems) {
  const auto* type = section.entry("type");
  if (type == nullptr) {
    problems.add(whole.where,
                 fmt::format("{} is missing; must be {}", section.full_name("type"), among("", types)));
    return;
  }
  const auto given = type->value.IsScalar() ? type->value.Scalar() : std::string();
  section.scalar("type", among(given, types), [&](const std::string& text) {
    schedule.type = text;
    return std::any_of(types.begin(), types.end(), [&](const auto& each) { return each.name == text; });
  });
}

void read_payload(YamlSection& section, ScheduleConfig& schedule, ConfigProblems& problems) {
  const auto* payload = section.entry("payload");
  if (payload == nullptr || payload->value.IsNull()) { return; }
  if (!payload->value.IsMap()) {
    problems.add(payload->value.Mark(),
                 fmt::format("{} must be a mapping of keys to values", section.full_name("payload")));
    return;
  }
  schedule.payload = yaml_to_json_text(payload->value, problems);
}

bool is_tag(const YAML::Node& node) {
  if (!node.IsScalar()) { return false; }
  const auto& text = node.Scalar();
  return !text.empty() && text.size() <= kMostScheduleTagBytes &&
         std::none_of(text.begin(), text.end(),
                      [](char c) { return static_cast<unsigned char>(c) < 0x20 || c == 0x7F; });
}

void read_tags(YamlSection& section, ScheduleConfig& schedule, ConfigProblems& problems) {
  const auto* tags = section.entry("tags");
  if (tags == nullptr || tags->value.IsNull()) { return; }
  const auto& list = tags->value;
  if (!list.IsSequence() || list.size() > kMostScheduleTags || !std::all_of(list.begin(), list.end(), is_tag)) {
    problems.add(list.Mark(),
                 fmt::format("{} must be a list of at most {} tags of 1 to {} bytes without control characters",
                             section.full_name("tags"), kMostScheduleTags, kMostScheduleTagBytes));
    return;
  }
  for (const auto& tag : list) { schedule.tags.push_back(tag.Scalar()); }
}

void read_attempts(YamlSection& section, ScheduleConfig& schedule) {
  section.integer("priority", schedule.priority, {-100, 100});
  if (section.entry("max_attempts") != nullptr) {
    section.integer("max_attempts", schedule.max_attempts.emplace(), {1, 100});
  }
  if (section.entry("timeout") != nullptr) {
    section.duration("timeout", schedule.timeout.emplace(), {milliseconds{10}, hours{24 * 30}});
  }
}

ScheduleConfig read_schedule(const YamlSection::Entry& entry, const std::vector<JobTypeConfig>& types,
                             ConfigProblems& problems) {
  ScheduleConfig schedule;
  schedule.name = entry.key;
  check_section_name("schedule", entry, problems);
  YamlSection section(entry.value, "schedules." + schedule.name, problems);
  read_cron(section, schedule, entry, problems);
  read_type(section, schedule, entry, types, problems);
  read_payload(section, schedule, problems);
  // Local times come twice or not at all when clocks are changed; this compiler has no time zones to do that right.
  section.scalar("timezone", "UTC: schedules have no other time zone, so write the hour in UTC",
                 [](const std::string& text) { return text == "UTC"; });
  read_attempts(section, schedule);
  read_tags(section, schedule, problems);
  section.boolean("enabled", schedule.enabled);
  section.finish();
  return schedule;
}

}  // namespace

std::vector<ScheduleConfig> read_schedules(const YAML::Node& node, const std::vector<JobTypeConfig>& types,
                                           ConfigProblems& problems) {
  const YamlSection section(node, "schedules", problems);
  std::vector<ScheduleConfig> schedules;
  for (const auto& entry : section.entries()) { schedules.push_back(read_schedule(entry, types, problems)); }
  std::sort(schedules.begin(), schedules.end(), [](const auto& a, const auto& b) { return a.name < b.name; });
  return schedules;
}

}  // namespace jobhost
