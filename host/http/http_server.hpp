// The REST API: owns the Pistache endpoint, its request threads and the long-poll waiters. main starts it last and
// stops it first. Knows the runtime only through JobTypeCatalog, RunningJobs, HostControl and
// ScheduleControl.
#pragma once

#include <cstdint>
#include <functional>
#include <memory>
#include <string>

#include "config/config.hpp"
#include "job/host_control.hpp"
#include "job/job_type.hpp"
#include "job/schedule_control.hpp"
#include "storage/artifact_files.hpp"
#include "storage/job_store.hpp"
#include "storage/market_data.hpp"
#include "storage/plugin_store.hpp"
#include "storage/record_store.hpp"
#include "storage/trial_ledger.hpp"
#include "support/clock.hpp"

namespace jobhost {

// Everything outlives the server.
struct HttpDependencies {
  JobStore& jobs;
  MarketData& market_data;
  const RecordStore& records;
  const TrialLedger& trials;
  PluginStore& plugins;
  const ArtifactFiles& artifacts;
  const JobTypeCatalog& job_types;
  RunningJobs& running;
  HostControl& control;
  ScheduleControl& schedules;
  const Clock& clock;
  std::function<std::string()> runtime_metrics;  // Prometheus text of the runtime, appended to /metrics
  std::function<bool()> ready;                   // for /readyz
};

class HttpServer {
 public:
  // Does not listen yet.
  HttpServer(const ServerConfig& config, HttpDependencies dependencies);
  // Calls stop().
  ~HttpServer();
  HttpServer(const HttpServer&) = delete;
  HttpServer& operator=(const HttpServer&) = delete;

  // Binds and serves. Throws UserError naming address, reason and fix when it cannot (port in use, not loopback).
  void start();
  // The address bound, with the real port: "127.0.0.1:43211".
  [[nodiscard]] std::string address() const;
  // Answers every waiting long-poll with what is there, stops listening. Idempotent.
  void stop();

 private:
  struct Parts;
  std::unique_ptr<Parts> parts_;
};

}  // namespace jobhost
