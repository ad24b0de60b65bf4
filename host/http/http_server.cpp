#include "http/http_server.hpp"

#include <fmt/format.h>

#include <atomic>

#include "config/listen_address.hpp"
#include "http/api_context.hpp"
#include "http/control_routes.hpp"
#include "http/descriptor_limit.hpp"
#include "http/health_routes.hpp"
#include "http/job_output_routes.hpp"
#include "http/job_reader.hpp"
#include "http/job_routes.hpp"
#include "http/job_type_routes.hpp"
#include "http/market_data_routes.hpp"
#include "http/open_connections.hpp"
#include "http/pistache_endpoint.hpp"
#include "http/problem.hpp"
#include "http/record_routes.hpp"
#include "http/schedule_routes.hpp"
#include "http/slow_writer.hpp"
#include "support/errors.hpp"

namespace jobhost {
namespace {

constexpr std::size_t kMostConnections = 4'000;
constexpr std::size_t kMostLongPolls = 1'000;
constexpr std::size_t kMostReads = 2'000;
constexpr std::size_t kMostImports = 4;
constexpr int kReaders = 2;
constexpr std::int64_t kHeadBytes = 64 << 10;  // added to the largest body, for the parser's buffer
constexpr auto kPatience = std::chrono::milliseconds{2'000};

ListenAddress checked_address(const std::string& listen) {
  auto address = parse_listen_address(listen);
  if (!address) {
    throw UserError(fmt::format("server.listen is \"{}\"; must be ADDRESS:PORT such as 127.0.0.1:8080", listen));
  }
  if (!is_loopback(address->host)) {
    throw UserError(
        fmt::format("server.listen is \"{}\", which is not a loopback address. This version has no API keys "
                    "yet, so anybody who reaches the port could run jobs: listen on 127.0.0.1, [::1] or "
                    "localhost (and use an SSH tunnel or a proxy with authentication from elsewhere)",
                    listen));
  }
  if (address->host == "localhost") { address->host = "127.0.0.1"; }
  return *std::move(address);
}

}  // namespace

// Members in the order in which they start; they go in reverse.
struct HttpServer::Parts final : RequestSink {
  Parts(const ServerConfig& server_config, HttpDependencies dependencies)
      : config(server_config),
        host(std::move(dependencies)),
        connections(slow_writer, make_room_for_connections(kMostConnections)),
        long_polls(host.jobs, host.job_types, kMostLongPolls),
        submitter(host.jobs, metrics,
                  [this](JobId id, Reply reply) { answer_with_existing(id, std::move(reply)); }) {
    add_job_routes(router, api);
    add_job_output_routes(router, api);
    add_job_type_routes(router, api);
    add_market_data_routes(router, api);
    add_record_routes(router, api);
    add_control_routes(router, api);
    add_schedule_routes(router, api);
    add_health_routes(router, api);
    add_gauges();
  }

  void add_gauges() {
    const auto gauge = [this](const char* name, const char* help, auto value) {
      metrics.add_gauge(name, help, [value] { return static_cast<double>(value()); });
    };
    gauge("jobhost_http_connections", "Open connections", [this] { return connections.count(); });
    gauge("jobhost_http_long_polls", "Clients that wait for a job", [this] { return long_polls.waiting(); });
    gauge("jobhost_http_submissions_waiting", "Submissions not yet stored", [this] { return submitter.waiting(); });
    gauge("jobhost_http_reads_waiting", "Requests waiting for a reader", [this] { return readers.waiting(); });
  }

  [[nodiscard]] std::int64_t max_body_bytes(std::string_view method, std::string_view path) const override {
    const bool is_import = method == "PUT" && path.substr(0, 16) == "/v1/market-data/";
    return is_import ? config.max_import_bytes : config.max_body_bytes;
  }

  void on_request(Request request, Reply reply) override {
    if (!stopping) { return router.route(std::move(request), std::move(reply)); }
    auto refusal = problem_for_now(503, "stopping", "the host is stopping", 5);
    refusal.close = true;
    reply.send(std::move(refusal));
  }

  void answer_with_existing(JobId id, Reply reply) {
    Exchange exchange{{}, {fmt::format("{}", id)}, std::move(reply)};
    readers.post(std::move(exchange), show_existing);
  }

  const ServerConfig config;
  const HttpDependencies host;
  HttpMetrics metrics;
  SlowWriter slow_writer;
  OpenConnections connections;
  RequestPool readers{kMostReads};
  RequestPool importers{kMostImports};
  LongPolls long_polls;
  Submitter submitter;
  Router router;
  const ApiContext api{host, metrics, readers, importers, submitter, long_polls};
  const RequestPool::Action show_existing = [this](const Exchange& exchange) {
    const auto view = read_job(host.jobs, host.job_types, std::stoll(exchange.parameters[0]));
    return view ? job_response(*view) : no_such_job(exchange.parameters[0]);
  };
  PistacheEndpoint endpoint{*this, connections, metrics};
  ListenAddress listen;
  std::atomic<bool> stopping{false};
  bool started = false;
};

HttpServer::HttpServer(const ServerConfig& config, HttpDependencies dependencies)
    : parts_(std::make_unique<Parts>(config, std::move(dependencies))) {}

HttpServer::~HttpServer() {
  stop();
}

void HttpServer::start() {
  auto& parts = *parts_;
  parts.listen = checked_address(parts.config.listen);
  parts.started = true;
  parts.slow_writer.start();
  parts.readers.start(kReaders);
  parts.importers.start(1);
  parts.long_polls.start();
  parts.submitter.start();
  try {
    parts.endpoint.start({.host = parts.listen.host,
                          .port = parts.listen.port,
                          .threads = parts.config.threads,
                          .max_request_bytes = static_cast<std::size_t>(
                              std::max(parts.config.max_body_bytes, parts.config.max_import_bytes) + kHeadBytes),
                          .header_timeout = parts.config.header_timeout,
                          .body_timeout = parts.config.body_timeout});
  } catch (const std::exception& error) {
    stop();
    throw UserError(
        fmt::format("cannot listen on {}: {}. Is another host running? Choose another server.listen, or "
                    "port 0 for a free one",
                    parts.config.listen, error.what()));
  }
  parts.listen.port = parts.endpoint.port();
}

std::string HttpServer::address() const {
  const auto& [host, port] = parts_->listen;
  return host.find(':') == std::string::npos ? fmt::format("{}:{}", host, port)
                                             : fmt::format("[{}]:{}", host, port);
}

void HttpServer::stop() {
  auto& parts = *parts_;
  if (!parts.started) { return; }
  parts.started = false;
  parts.stopping = true;
  // Whoever hands over to the next one goes first.
  parts.long_polls.stop();
  parts.submitter.stop();
  parts.importers.stop();
  parts.readers.stop();
  parts.slow_writer.stop(kPatience);
  parts.connections.cut_all();
  parts.connections.wait_until_closed(kPatience);
  parts.endpoint.stop();
}

}  // namespace jobhost
