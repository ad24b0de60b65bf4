#include "http/pistache_intake.hpp"

#include <fmt/format.h>
#include <pistache/peer.h>

#include <algorithm>
#include <charconv>
#include <cstdint>
#include <new>
#include <stdexcept>

#include "http/problem.hpp"
#include "http/url_text.hpp"

namespace jobhost {
namespace {

namespace Http = Pistache::Http;

constexpr std::size_t kMostHeadBytes = 16 << 10;
constexpr std::string_view kEndOfHead = "\r\n\r\n";

char lower(char c) {
  return c >= 'A' && c <= 'Z' ? static_cast<char>(c - 'A' + 'a') : c;
}

std::string lower(std::string text) {
  std::transform(text.begin(), text.end(), text.begin(), [](char c) { return lower(c); });
  return text;
}

Method method_of(Http::Method method) {
  switch (method) {
    case Http::Method::Get:
      return Method::get;
    case Http::Method::Put:
      return Method::put;
    case Http::Method::Post:
      return Method::post;
    default:
      return Method::other;
  }
}

std::string header_of(const Http::Request& request, const char* name) {
  const auto raw = request.headers().tryGetRaw(name);
  return raw ? raw->value() : std::string{};
}

// Pistache reads "x" as 0; here it is no length at all.
std::optional<std::size_t> announced_length(const Http::Request& request) {
  const auto header = request.headers().tryGetRaw("Content-Length");
  if (!header) { return 0; }
  const auto text = header->value();
  std::size_t length = 0;
  const auto [end, error] = std::from_chars(text.data(), text.data() + text.size(), length);
  if (error == std::errc::result_out_of_range) { return SIZE_MAX; }
  return error == std::errc{} && end == text.data() + text.size() ? std::optional(length) : std::nullopt;
}

bool is_chunked(const Http::Request& request) {
  return request.headers().has<Http::Header::TransferEncoding>();
}

bool wants_keep_alive(const Http::Request& request) {
  const auto connection = lower(header_of(request, "connection"));
  if (request.version() == Http::Version::Http10) { return connection.find("keep-alive") != std::string::npos; }
  return connection.find("close") == std::string::npos;
}

// A parameter that cannot be decoded is kept as it came: whoever reads it will refuse it.
void add_query(std::map<std::string, std::string>& query, const std::string& name, const std::string& value) {
  query.emplace(percent_decode(name, true).value_or(name), percent_decode(value, true).value_or(value));
}

Request converted(const Http::Request& from) {
  Request request;
  request.method = method_of(from.method());
  request.method_name = Http::methodString(from.method());
  request.path = from.resource();
  std::for_each(from.query().parameters_begin(), from.query().parameters_end(),
                [&](const auto& parameter) { add_query(request.query, parameter.first, parameter.second); });
  request.host = header_of(from, "host");
  request.origin = header_of(from, "origin");
  request.content_type = header_of(from, "content-type");
  request.accept = header_of(from, "accept");
  request.range = header_of(from, "range");
  request.if_none_match = header_of(from, "if-none-match");
  request.is_http_1_0 = from.version() == Http::Version::Http10;
  request.body = from.body();
  return request;
}

Response too_large(std::size_t limit) {
  return problem(413, "too_large", fmt::format("the body must not have more than {} bytes", limit));
}

}  // namespace

void PistacheIntake::take(std::string_view bytes, Http::RequestParser& parser, Pistache::Tcp::Peer& peer) {
  if (!connection_->takes_input()) { return; }
  if (bytes_ == 0) {
    parser.reset();  // the time limits count from here, not from the end of the last request
    peer.setIdle(false);
  }
  auto verdict = feed(bytes, parser);
  if (!verdict.whole && !verdict.refusal) { return; }
  if (verdict.whole) {
    hand_over(bytes, parser.request);
  } else {
    Reply(connection_, metrics_, "request that was not whole", false).send(*std::move(verdict.refusal));
  }
  parser.reset();
  peer.setIdle(true);  // it waits for us now: only the limit for idle connections counts
  bytes_ = 0;
  head_bytes_.reset();
}

PistacheIntake::Verdict PistacheIntake::feed(std::string_view bytes, Http::RequestParser& parser) {
  bytes_ += bytes.size();
  try {
    if (!parser.feed(bytes.data(), bytes.size())) {
      return {false, problem(413, "too_large", "the request is larger than anything this host takes")};
    }
    const bool whole = parser.parse() == Http::Private::State::Done;
    auto refusal = check_limits(parser.request, whole || parser.step()->id() == Http::Private::BodyStep::Id);
    const bool refused = refusal.has_value();
    return {whole && !refused, std::move(refusal)};
  } catch (const Http::HttpError& error) {
    const auto code = error.code() == 415 || error.code() == 501 ? error.code() : 400;
    return {false, problem(code, code == 415 ? "wrong_content_type" : "bad_request",
                           fmt::format("the request cannot be parsed: {}", error.reason()))};
  } catch (const std::bad_alloc&) {
    return {false, problem(413, "too_large", "the body is larger than anything this host takes")};
  } catch (const std::length_error&) {
    return {false, problem(413, "too_large", "the body is larger than anything this host takes")};
  } catch (const std::exception& error) {  // what Pistache throws at broken headers; its text is about the request
    return {false, problem(400, "bad_request", fmt::format("the request cannot be parsed: {}", error.what()))};
  }
}

std::optional<Response> PistacheIntake::check_limits(const Http::Request& request, bool has_head) {
  if (!has_head) {
    if (bytes_ <= kMostHeadBytes) { return std::nullopt; }
    return problem(431, "head_too_large", fmt::format("the head must not have more than {} bytes", kMostHeadBytes));
  }
  const auto received = request.body().size();
  const auto announced = announced_length(request);
  if (!announced) { return problem(400, "bad_request", "Content-Length is not a number"); }
  const auto limit =
      static_cast<std::size_t>(sink_.max_body_bytes(Http::methodString(request.method()), request.resource()));
  if (std::max(*announced, received) > limit) { return too_large(limit); }
  if (received < *announced && !head_bytes_) { begin_body(request); }
  return std::nullopt;
}

// The head is here and the body is not.
void PistacheIntake::begin_body(const Http::Request& request) {
  head_bytes_ = bytes_ - request.body().size();
  if (lower(header_of(request, "expect")) == "100-continue") {
    connection_->write_interim("HTTP/1.1 100 Continue\r\n\r\n");
  }
}

void PistacheIntake::hand_over(std::string_view last_bytes, const Http::Request& request) {
  const bool pipelined = more_follows(last_bytes, request);
  connection_->begin_answer();
  if (pipelined) { connection_->close_after_answer(); }
  auto ours = converted(request);
  auto what = fmt::format("{} {}", ours.method_name, ours.path);
  sink_.on_request(std::move(ours), Reply(connection_, metrics_, std::move(what), wants_keep_alive(request)));
}

// Pistache drops what stands behind a request. Then the connection must end after the answer, so that the client
// knows.
bool PistacheIntake::more_follows(std::string_view last_bytes, const Http::Request& request) const {
  if (is_chunked(request)) { return true; }  // where it ends is not known here: end the connection to be safe
  auto head = head_bytes_;
  if (!head) {
    const auto end = last_bytes.find(kEndOfHead);
    if (end == std::string_view::npos) { return false; }
    head = bytes_ - last_bytes.size() + end + kEndOfHead.size();
  }
  return bytes_ > *head + request.body().size();
}

}  // namespace jobhost
