#include "http/submission_fields.hpp"

#include <fmt/format.h>

#include <algorithm>
#include <nlohmann/json.hpp>
#include <span>

#include "config/closest_name.hpp"
#include "support/duration.hpp"

namespace jobhost {
namespace {

using nlohmann::json;
using Problems = std::vector<Problem>;

constexpr std::size_t kMostKeyBytes = 200;
constexpr std::size_t kMostTags = 20;
constexpr std::size_t kMostTagBytes = 64;
constexpr std::size_t kMostMetadataBytes = 16 << 10;

const std::vector<std::string>& known_fields() {
  static const std::vector<std::string> fields{"type",    "payload",    "priority", "run_at",  "max_attempts",
                                               "timeout", "unique_key", "tags",     "metadata"};
  return fields;
}

std::string shown(const json& value) {
  auto text = value.dump(-1, ' ', true, json::error_handler_t::replace);
  return text.size() > 60 ? text.substr(0, 57) + "..." : text;
}

bool is_short_text(const json& value, std::size_t most) {
  if (!value.is_string()) { return false; }
  const auto& text = value.get_ref<const std::string&>();
  return !text.empty() && text.size() <= most && std::none_of(text.begin(), text.end(), [](char c) {
    return static_cast<unsigned char>(c) < 0x20 || c == 0x7F;
  });
}

void read_type(const json& value, NewJob& job, Problems& problems) {
  if (is_short_text(value, 100)) {
    job.type = value;
  } else {
    problems.push_back({"/type", fmt::format("is {}; must be the name of a job type", shown(value))});
  }
}

void read_integer(const json& value, const char* where, int least, int most, int& into, Problems& problems) {
  if (value.is_number_integer() && value >= least && value <= most) {
    into = value;
  } else {
    problems.push_back({where, fmt::format("is {}; must be an integer from {} to {}", shown(value), least, most)});
  }
}

void read_run_at(const json& value, NewJob& job, Problems& problems) {
  if (value.is_string()) { job.run_at = parse_rfc3339(value.get_ref<const std::string&>()); }
  if (!job.run_at) {
    problems.push_back({"/run_at", fmt::format("is {}; must be a time such as \"2027-01-31T08:00:00Z\" (RFC 3339)",
                                               shown(value))});
  }
}

void read_timeout(const json& value, NewJob& job, Problems& problems) {
  if (value.is_string()) { job.timeout = parse_duration(value.get_ref<const std::string&>()); }
  if (value.is_number()) { job.timeout = parse_duration(fmt::format("{}", value.get<double>())); }
  if (job.timeout && job.timeout->count() > 0) { return; }
  problems.push_back({"/timeout", fmt::format("is {}; must be a duration above 0, such as \"10m\", or a number of "
                                              "seconds",
                                              shown(value))});
}

void read_unique_key(const json& value, NewJob& job, Problems& problems) {
  if (is_short_text(value, kMostKeyBytes)) {
    job.unique_key = value;
  } else {
    problems.push_back(
        {"/unique_key", fmt::format("is {}; must be text of 1 to {} bytes without control characters", shown(value),
                                    kMostKeyBytes)});
  }
}

void read_tags(const json& value, NewJob& job, Problems& problems) {
  if (!value.is_array() || value.size() > kMostTags) {
    problems.push_back({"/tags", fmt::format("must be an array of at most {} tags", kMostTags)});
    return;
  }
  for (std::size_t i = 0; i < value.size(); ++i) {
    if (is_short_text(value[i], kMostTagBytes)) {
      job.tags.push_back(value[i]);
    } else {
      problems.push_back({fmt::format("/tags/{}", i),
                          fmt::format("is {}; must be text of 1 to {} bytes without control characters",
                                      shown(value[i]), kMostTagBytes)});
    }
  }
}

void read_metadata(const json& value, NewJob& job, Problems& problems) {
  if (value.is_object()) { job.metadata = value.dump(); }
  if (value.is_object() && job.metadata.size() <= kMostMetadataBytes) { return; }
  problems.push_back({"/metadata", fmt::format("must be an object of at most {} bytes", kMostMetadataBytes)});
}

void read_field(const std::string& name, const json& value, NewJob& job, Problems& problems) {
  if (name == "type") {
    read_type(value, job, problems);
  } else if (name == "priority") {
    read_integer(value, "/priority", -100, 100, job.priority, problems);
  } else if (name == "run_at") {
    read_run_at(value, job, problems);
  } else if (name == "max_attempts") {
    read_integer(value, "/max_attempts", 1, 100, job.max_attempts, problems);
  } else if (name == "timeout") {
    read_timeout(value, job, problems);
  } else if (name == "unique_key") {
    read_unique_key(value, job, problems);
  } else if (name == "tags") {
    read_tags(value, job, problems);
  } else if (name == "metadata") {
    read_metadata(value, job, problems);
  } else if (name != "payload") {
    const auto meant = closest_name(name, known_fields());
    problems.push_back(
        {fmt::format("/{}", name),
         fmt::format("unknown field; {}known: {}", meant ? fmt::format("did you mean \"{}\"? ", *meant) : "",
                     fmt::join(known_fields(), ", "))});
  }
}

}  // namespace

std::vector<Problem> read_submission_fields(const json& document, NewJob& job) {
  Problems problems;
  for (const auto& [name, value] : document.items()) { read_field(name, value, job, problems); }
  if (!document.contains("type")) { problems.push_back({"", "required field \"type\" is missing"}); }
  return problems;
}

}  // namespace jobhost
