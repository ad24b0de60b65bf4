#include "http/control_routes.hpp"

#include <fmt/format.h>

#include <array>

#include "http/job_id_text.hpp"
#include "http/json_output.hpp"
#include "http/problem.hpp"
#include "http/query_reader.hpp"

namespace jobhost {
namespace {

void add_refusal(JsonObject& object, std::string& out, const Refusal& refusal) {
  if (refusal.code.empty()) { return object.null("refusal"); }
  object.key("refusal");
  JsonObject fields(out);
  fields.text("code", refusal.code);
  fields.text("reason", refusal.reason);
  fields.text("fix", refusal.fix);
  fields.close();
}

void append_generation(std::string& out, const PluginGeneration& row) {
  JsonObject object(out);
  object.number("generation", row.id);
  object.text("type", row.job_type);
  object.text("state", to_string(row.state));
  object.text("version", row.version);
  object.text("digest", row.digest);
  object.text("source", row.source);
  add_refusal(object, out, row.refusal);
  object.time("staged_at", row.staged_at);
  object.time("activated_at", row.activated_at);
  object.time("ended_at", row.ended_at);
  object.close();
}

void add_problems(JsonObject& object, std::string& out, const std::vector<Problem>& problems) {
  add_array(object, out, "problems", problems, [&](const Problem& problem) {
    JsonObject fields(out);
    fields.text("where", problem.where);
    fields.text("what", problem.what);
    fields.close();
  });
}

void append_activated(std::string& out, const ActivatedPlugin& plugin) {
  JsonObject object(out);
  object.text("type", plugin.job_type);
  object.number("generation", plugin.generation);
  object.text("version", plugin.version);
  object.text("digest", plugin.digest);
  object.close();
}

void append_refused(std::string& out, const RefusedPlugin& plugin) {
  JsonObject object(out);
  object.text("type", plugin.job_type);
  object.text("digest", plugin.digest);
  object.text("code", plugin.refusal.code);
  object.text("reason", plugin.refusal.reason);
  object.text("fix", plugin.refusal.fix);
  object.text("instead", plugin.instead);
  object.close();
}

Response report_document(const ReloadReport& report) {
  Response response;
  auto& out = response.body;
  JsonObject object(out);
  object.number("number", report.number);
  object.text("trigger", report.trigger);
  object.boolean("finished", report.finished_at.has_value());
  object.time("started_at", report.started_at);
  object.time("finished_at", report.finished_at);
  add_problems(object, out, report.problems);
  object.texts("changes", report.changes);
  object.texts("needs_restart", report.needs_restart);
  add_array(object, out, "activated", report.activated, [&](const auto& plugin) { append_activated(out, plugin); });
  add_array(object, out, "refused", report.refused, [&](const auto& plugin) { append_refused(out, plugin); });
  object.close();
  return response;
}

Response list_generations(const ApiContext& api, const Exchange& exchange) {
  static const std::array<std::string, 1> known{"limit"};
  QueryReader query(exchange.request, known);
  const auto limit = query.integer("limit", 50, 1, 1'000);
  if (auto refusal = query.refusal()) { return *std::move(refusal); }
  Response response;
  auto& out = response.body;
  JsonObject object(out);
  add_array(object, out, "plugins", api.host.plugins.list(static_cast<int>(limit)),
            [&](const auto& row) { append_generation(out, row); });
  object.close();
  return response;
}

// Asking is quick; the answer says where the report will be.
Response start_reload(const ApiContext& api, const Exchange& exchange) {
  static const std::array<std::string, 1> known{"force"};
  QueryReader query(exchange.request, known);
  const auto force = query.text("force");
  if (!force.empty() && force != "true" && force != "false") {
    query.add_problem("force", fmt::format("is \"{}\"; must be true or false", force));
  }
  if (auto refusal = query.refusal()) { return *std::move(refusal); }
  const auto number = api.host.control.request_reload("api", force == "true");
  const auto href = fmt::format("/v1/reload/{}", number);
  Response response;
  response.status = 202;
  JsonObject object(response.body);
  object.number("number", number);
  object.text("href", href);
  object.close();
  response.headers.emplace_back("Location", href);
  return response;
}

Response show_reload(const ApiContext& api, std::int64_t number, std::string_view asked) {
  const auto report = api.host.control.reload_report(number);
  if (report) { return report_document(*report); }
  return problem(
      404, "no_such_reload",
      fmt::format("there is no report of reload {}: it has not begun, or is forgotten (100 are kept)", asked));
}

Response show_config(const ApiContext& api) {
  const auto view = api.host.control.config();
  Response response;
  auto& out = response.body;
  JsonObject object(out);
  object.key("config");
  JsonObject fields(out);
  for (const auto& [field, value] : view.fields) { fields.text(field, value); }
  fields.close();
  add_problems(object, out, view.problems);
  object.texts("needs_restart", view.needs_restart);
  object.close();
  return response;
}

}  // namespace

void add_control_routes(Router& router, const ApiContext& api) {
  const auto by_readers = [&api](Response (*action)(const ApiContext&, const Exchange&)) {
    return answered_by(api.readers, [&api, action](const Exchange& exchange) { return action(api, exchange); });
  };
  router.add("GET /v1/plugins", by_readers(list_generations));
  router.add("POST /v1/reload", by_readers(start_reload));
  router.add("GET /v1/reload", answered_by(api.readers, [&api](const Exchange&) {
               return show_reload(api, api.host.control.last_reload(), "0");
             }));
  router.add("GET /v1/reload/{number}", answered_by(api.readers, [&api](const Exchange& exchange) {
               return show_reload(api, parse_job_id(exchange.parameters[0]).value_or(-1), exchange.parameters[0]);
             }));
  router.add("GET /v1/config", answered_by(api.readers, [&api](const Exchange&) { return show_config(api); }));
}

}  // namespace jobhost
