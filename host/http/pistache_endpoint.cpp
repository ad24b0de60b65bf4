#include "http/pistache_endpoint.hpp"

#include <fmt/format.h>
#include <pistache/endpoint.h>
#include <pistache/peer.h>
#include <sys/socket.h>

#include "http/left_sockets.hpp"
#include "http/pistache_intake.hpp"
#include "support/log.hpp"

namespace jobhost {
namespace {

namespace Http = Pistache::Http;

constexpr auto kIntakeData = "jobhost";
constexpr auto kIdleTimeout = std::chrono::seconds{90};  // longer than the longest long-poll
constexpr int kBacklog = 1'024;

constexpr std::string_view kTooMany =
    "HTTP/1.1 503 Service Unavailable\r\nRetry-After: 1\r\nContent-Length: 0\r\nConnection: close\r\n\r\n";

// One per reactor (Pistache clones it). Overrides how input is handled, so onRequest() is never called.
class InputHandler final : public Http::Handler {
  HTTP_PROTOTYPE(InputHandler)

 public:
  InputHandler(RequestSink& sink, OpenConnections& connections, HttpMetrics& metrics)
      : sink_(&sink), connections_(&connections), metrics_(&metrics) {}

  void onRequest(const Http::Request& /*request*/, Http::ResponseWriter /*response*/) override {}

  void onConnection(const std::shared_ptr<Pistache::Tcp::Peer>& peer) override {
    peer->putData(ParserData, std::make_shared<Http::RequestParser>(getMaxRequestSize()));
    auto connection = connections_->open(peer->fd());
    if (!connection) {
      metrics_->count_refusal("too_many_connections");
      ::send(peer->fd(), kTooMany.data(), kTooMany.size(), MSG_DONTWAIT | MSG_NOSIGNAL);
      ::shutdown(peer->fd(), SHUT_RDWR);  // Pistache finds that out and closes it
      return;
    }
    peer->putData(kIntakeData, std::make_shared<PistacheIntake>(std::move(connection), *sink_, *metrics_));
  }

  void onDisconnection(const std::shared_ptr<Pistache::Tcp::Peer>& peer) override {
    if (const auto intake = intake_of(*peer)) { intake->client_left(); }
  }

  void onInput(const char* data, std::size_t length, const std::shared_ptr<Pistache::Tcp::Peer>& peer) override {
    if (const auto intake = intake_of(*peer)) { intake->take({data, length}, *getParser(peer), *peer); }
  }

 private:
  static std::shared_ptr<PistacheIntake> intake_of(const Pistache::Tcp::Peer& peer) {
    return std::static_pointer_cast<PistacheIntake>(peer.tryGetData(kIntakeData));
  }

  RequestSink* sink_;
  OpenConnections* connections_;
  HttpMetrics* metrics_;
};

std::string bracketed(const std::string& host) {
  return host.find(':') == std::string::npos ? host : fmt::format("[{}]", host);
}

}  // namespace

struct PistacheEndpoint::Parts {
  explicit Parts(const std::string& address) : endpoint(Pistache::Address(address)) {}
  Http::Endpoint endpoint;
};

PistacheEndpoint::PistacheEndpoint(RequestSink& sink, OpenConnections& connections, HttpMetrics& metrics)
    : sink_(sink), connections_(connections), metrics_(metrics) {}

PistacheEndpoint::~PistacheEndpoint() {
  stop();
}

void PistacheEndpoint::start(const EndpointOptions& options) {
  auto parts = std::make_unique<Parts>(fmt::format("{}:{}", bracketed(options.host), options.port));
  // CloseOnExec: runner processes must not inherit the sockets of clients.
  parts->endpoint.init(Http::Endpoint::options()
                           .threads(options.threads)
                           .threadsName("http")
                           .flags(Pistache::Tcp::Options::ReuseAddr | Pistache::Tcp::Options::CloseOnExec)
                           .backlog(kBacklog)
                           .maxRequestSize(options.max_request_bytes)
                           .headerTimeout(options.header_timeout)
                           .bodyTimeout(options.body_timeout)
                           .keepaliveTimeout(kIdleTimeout));
  auto handler = std::make_shared<InputHandler>(sink_, connections_, metrics_);
  handler->setMaxRequestSize(options.max_request_bytes);
  parts->endpoint.setHandler(handler);
  parts->endpoint.serveThreaded();
  parts_ = std::move(parts);
}

std::uint16_t PistacheEndpoint::port() const {
  return parts_ ? static_cast<std::uint16_t>(parts_->endpoint.getPort()) : std::uint16_t{0};
}

void PistacheEndpoint::stop() {
  if (!parts_) { return; }
  const auto left = port();
  parts_->endpoint.shutdown();
  parts_.reset();
  shut_down_left_sockets(left);
}

}  // namespace jobhost
