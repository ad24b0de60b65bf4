#include "cli/http_client.hpp"

#include <fmt/format.h>
#include <httplib.h>

namespace jobhost {
namespace {

constexpr std::chrono::seconds kConnectTimeout{5};

std::string explain(const HostAddress& address, httplib::Error error) {
  switch (error) {
    case httplib::Error::Connection:
    case httplib::Error::ConnectionTimeout:
      return fmt::format("no host answers at {} (from {}); start one with: jobhost serve", address.url,
                         address.source);
    case httplib::Error::Write:
      return fmt::format(
          "the host at {} closed the connection while the request was being sent; perhaps it is larger "
          "than the host allows (max_body, max_import)",
          address.url);
    case httplib::Error::Read:
      return fmt::format("the host at {} stopped answering or closed the connection", address.url);
    default:
      return fmt::format("no answer from {} (from {}): {}", address.url, address.source, to_string(error));
  }
}

httplib::Request to_httplib(const HttpRequest& request) {
  httplib::Request out;
  out.method = request.method;
  out.path = request.target;
  // Ranges of a compressed body would not be ranges of the document.
  out.headers.emplace("Accept-Encoding", "identity");
  for (const auto& [name, value] : request.headers) { out.headers.emplace(name, value); }
  if (!request.content_type.empty()) { out.headers.emplace("Content-Type", request.content_type); }
  out.body = request.body;
  return out;
}

}  // namespace

struct HttpClient::Connection {
  explicit Connection(const std::string& url) : client(url) {
    client.set_keep_alive(true);
    client.set_tcp_nodelay(true);
    client.set_url_encode(false);
    client.set_connection_timeout(kConnectTimeout);
  }
  httplib::Client client;
};

HttpClient::HttpClient(HostAddress address)
    : address_(std::move(address)), connection_(std::make_unique<Connection>(address_.url)) {}
HttpClient::~HttpClient() = default;
HttpClient::HttpClient(HttpClient&&) noexcept = default;
HttpClient& HttpClient::operator=(HttpClient&&) noexcept = default;

HttpAnswer HttpClient::send(const HttpRequest& request) {
  auto& client = connection_->client;
  client.set_read_timeout(request.patience);
  client.set_write_timeout(request.patience);
  auto outgoing = to_httplib(request);
  bool not_modified = false;
  // A 304 has no body and need not say so with a length; httplib 0.11 would wait for one. Stopping here costs the
  // connection, at most once per long-poll.
  outgoing.response_handler = [&](const httplib::Response& head) {
    not_modified = head.status == 304;
    return !not_modified;
  };
  const auto result = client.send(outgoing);
  if (not_modified) { return {304, {}, {}, {}}; }
  if (!result) { throw HostUnreachable(explain(address_, result.error())); }
  return {result->status, result->body, result->get_header_value("ETag"),
          result->get_header_value("Content-Range")};
}

std::string percent_encode(std::string_view text) {
  std::string encoded;
  for (const char c : text) {
    const bool plain = (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z') || (c >= '0' && c <= '9') ||
                       std::string_view("-._~").find(c) != std::string_view::npos;
    encoded += plain ? std::string(1, c) : fmt::format("%{:02X}", static_cast<unsigned char>(c));
  }
  return encoded;
}

}  // namespace jobhost
