#include "http/job_type_routes.hpp"

#include <fmt/format.h>

#include "http/json_output.hpp"
#include "http/problem.hpp"
#include "support/duration.hpp"

namespace jobhost {
namespace {

std::string_view json_or_null(const std::string& json) {
  return json.empty() ? "null" : std::string_view(json);
}

void add_live_counts(JsonObject& object, std::string& out, const TypeCounts& counts) {
  object.key("live");
  JsonObject fields(out);
  for (const auto& [state, count] : counts.live) { fields.number(to_string(state), count); }
  fields.close();
}

void add_limits(JsonObject& object, std::string& out, const JobTypeLimits& limits) {
  object.key("limits");
  JsonObject fields(out);
  limits.memory_bytes > 0 ? fields.number("memory_bytes", limits.memory_bytes) : fields.null("memory_bytes");
  limits.cpu_time.count() > 0 ? fields.text("cpu_time", format_duration(limits.cpu_time)) : fields.null("cpu_time");
  fields.number("max_output_bytes", limits.max_output_bytes);
  fields.number("nice", std::int64_t{limits.nice});
  fields.boolean("allow_network", limits.allow_network);
  fields.number("crash_limit", std::int64_t{limits.crash_limit});
  fields.close();
}

void append_type(std::string& out, const JobType& type, const TypeCounts& counts, bool with_schemas) {
  JsonObject object(out);
  object.text("type", type.name);
  object.boolean("available", type.available);
  type.available ? object.null("unavailable_reason") : object.text("unavailable_reason", type.unavailable_reason);
  object.text("version", type.version);
  object.text("title", type.title);
  object.text("description", type.description);
  object.text("plugin_digest", type.plugin_digest);
  object.number("concurrency", std::int64_t{type.concurrency});
  object.number("max_attempts", std::int64_t{type.max_attempts});
  object.text("timeout", format_duration(type.timeout));
  type.sandbox.empty() ? object.null("sandbox") : object.text("sandbox", type.sandbox);
  add_limits(object, out, type.limits);
  add_live_counts(object, out, counts);
  object.text("href", fmt::format("/v1/job-types/{}", type.name));
  if (with_schemas) {
    object.raw("payload_schema", json_or_null(type.payload_schema));
    object.raw("result_schema", json_or_null(type.result_schema));
    object.raw("example_payload", json_or_null(type.example_payload));
  }
  object.close();
}

Response list_types(const ApiContext& api) {
  auto counts = api.host.jobs.counts();
  Response response;
  response.body = "{\"job_types\":[";
  for (const auto& type : api.host.job_types.list()) {
    if (response.body.back() != '[') { response.body += ','; }
    append_type(response.body, *type, counts[type->name], false);
  }
  response.body += "]}";
  return response;
}

Response show_type(const ApiContext& api, const std::string& name) {
  const auto type = api.host.job_types.find(name);
  if (!type) {
    std::vector<std::string> names;
    for (const auto& each : api.host.job_types.list()) { names.push_back(each->name); }
    return problem(404, "unknown_job_type",
                   fmt::format("there is no job type \"{}\"; known: {}", name, fmt::join(names, ", ")));
  }
  auto counts = api.host.jobs.counts();
  Response response;
  append_type(response.body, *type, counts[type->name], true);
  return response;
}

}  // namespace

void add_job_type_routes(Router& router, const ApiContext& api) {
  router.add("GET /v1/job-types", answered_by(api.readers, [&api](const Exchange&) { return list_types(api); }));
  router.add("GET /v1/job-types/{type}", answered_by(api.readers, [&api](const Exchange& exchange) {
               return show_type(api, exchange.parameters[0]);
             }));
}

}  // namespace jobhost
