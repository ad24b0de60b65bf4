#include "http/schedule_routes.hpp"

#include <fmt/format.h>

#include "http/job_reader.hpp"
#include "http/json_output.hpp"
#include "http/problem.hpp"

namespace jobhost {
namespace {

void append_schedule(std::string& out, const ScheduleView& schedule) {
  JsonObject object(out);
  object.text("name", schedule.name);
  object.text("cron", schedule.cron);
  object.text("timezone", "UTC");
  object.text("type", schedule.type);
  object.boolean("enabled", schedule.enabled);
  object.time("next_due", schedule.next_due);
  object.time("last_slot", schedule.last_slot);
  schedule.last_job_id ? object.number("last_job", *schedule.last_job_id) : object.null("last_job");
  object.number("missed", schedule.missed);
  schedule.last_error.empty() ? object.null("last_error") : object.text("last_error", schedule.last_error);
  object.time("last_error_at", schedule.last_error_at);
  object.close();
}

Response list_schedules(const ApiContext& api) {
  Response response;
  auto& out = response.body;
  JsonObject object(out);
  object.key("schedules");
  out += '[';
  for (const auto& schedule : api.host.schedules.schedules()) {
    if (out.back() != '[') { out += ','; }
    append_schedule(out, schedule);
  }
  out += ']';
  object.close();
  return response;
}

Response submitted_by_schedule(const ApiContext& api, JobId id) {
  const auto view = read_job(api.host.jobs, api.host.job_types, id);
  if (!view) { return no_such_job(fmt::format("{}", id)); }
  auto response = job_response(*view, 202);
  response.headers.emplace_back("Location", fmt::format("/v1/jobs/{}", id));
  return response;
}

Response run_schedule(const ApiContext& api, const Exchange& exchange) {
  const auto& name = exchange.parameters[0];
  const auto run = api.host.schedules.run_schedule(name);
  switch (run.outcome) {
    case ScheduleOutcome::submitted:
      return submitted_by_schedule(api, run.id);
    case ScheduleOutcome::type_unavailable:
      return problem_for_now(503, "job_type_unavailable", run.reason, 10);
    case ScheduleOutcome::payload_invalid:
      return problem(422, "invalid_payload", run.reason, run.problems);
    case ScheduleOutcome::no_such_schedule:
      break;
  }
  return problem(404, "no_such_schedule",
                 fmt::format("there is no schedule \"{}\" in jobs.yaml; GET /v1/schedules lists them", name));
}

}  // namespace

void add_schedule_routes(Router& router, const ApiContext& api) {
  router.add("GET /v1/schedules",
             answered_by(api.readers, [&api](const Exchange&) { return list_schedules(api); }));
  router.add("POST /v1/schedules/{name}/run",
             answered_by(api.readers, [&api](const Exchange& exchange) { return run_schedule(api, exchange); }));
}

}  // namespace jobhost
