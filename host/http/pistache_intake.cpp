#include "http/pistache_intake.hpp"

#include <fmt/format.h>
#include <pistache/peer.h>

#include <algorithm>
#include <array>
#include <stdexcept>
#include <utility>

#include "http/problem.hpp"
#include "http/request_head.hpp"
#include "http/text_compare.hpp"
#include "http/url_text.hpp"

namespace jobhost {
namespace {

namespace Http = Pistache::Http;

constexpr std::size_t kMostHeadBytes = 16 << 10;
constexpr std::string_view kEndOfHead = "\r\n\r\n";

struct Header {
  std::string_view name;
  std::string Request::*field;
};

constexpr std::array kHeaders{Header{"accept", &Request::accept},
                              Header{"connection", &Request::connection},
                              Header{"content-type", &Request::content_type},
                              Header{"host", &Request::host},
                              Header{"if-none-match", &Request::if_none_match},
                              Header{"origin", &Request::origin},
                              Header{"range", &Request::range}};

// A parameter that cannot be decoded is kept as it came: whoever reads it will refuse it.
void add_query(std::map<std::string, std::string>& query, const std::string& name, const std::string& value) {
  query.emplace(percent_decode(name, true).value_or(name), percent_decode(value, true).value_or(value));
}

Request converted(const Http::Request& from) {
  Request request;
  request.method = Http::methodString(from.method());
  request.path = from.resource();
  std::for_each(from.query().parameters_begin(), from.query().parameters_end(),
                [&](const auto& parameter) { add_query(request.query, parameter.first, parameter.second); });
  for (const auto& [name, raw] : from.headers().rawList()) {
    for (const auto& known : kHeaders) {
      if (equal_ignoring_case(name, known.name)) { request.*known.field = raw.value(); }
    }
  }
  request.is_http_1_0 = from.version() == Http::Version::Http10;
  request.body = from.body();
  return request;
}

bool wants_keep_alive(const Request& request) {
  return request.is_http_1_0 ? equal_ignoring_case(request.connection, "keep-alive")
                             : !equal_ignoring_case(request.connection, "close");
}

Response too_large(std::size_t limit) {
  return problem(413, "too_large", fmt::format("the body must not have more than {} bytes", limit));
}

}  // namespace

void PistacheIntake::take(std::string_view bytes, Http::RequestParser& parser, Pistache::Tcp::Peer& peer) {
  if (!connection_->takes_input()) { return; }
  if (incoming_.bytes == 0) {
    parser.reset();  // the time limits count from here, not from the end of the last request
    peer.setIdle(false);
  }
  incoming_.bytes += bytes.size();
  auto verdict = feed(bytes, parser);
  if (!verdict.whole && !verdict.refusal) { return; }
  if (verdict.whole) {
    hand_over(parser.request);
  } else {
    Reply(connection_, metrics_, "request that was not whole", false).send(*std::move(verdict.refusal));
  }
  parser.reset();
  peer.setIdle(true);  // it waits for us now: only the limit for idle connections counts
  incoming_ = {};
}

PistacheIntake::Verdict PistacheIntake::feed(std::string_view bytes, Http::RequestParser& parser) {
  if (!incoming_.has_head) {
    if (auto refusal = look_for_head(bytes)) { return {false, std::move(refusal)}; }
  }
  try {
    return parse(bytes, parser);
  } catch (const Http::HttpError& error) {
    const auto code = error.code() == 415 || error.code() == 501 ? error.code() : 400;
    return {false, problem(code, code == 415 ? "wrong_content_type" : "bad_request",
                           fmt::format("the request cannot be parsed: {}", error.reason()))};
  } catch (const std::exception& error) {  // what Pistache throws at broken headers; its text is about the request
    return {false, problem(400, "bad_request", fmt::format("the request cannot be parsed: {}", error.what()))};
  }
}

std::optional<Response> PistacheIntake::look_for_head(std::string_view bytes) {
  auto seen = bytes;
  if (bytes.size() < incoming_.bytes) {
    incoming_.head += bytes;
    seen = incoming_.head;
  }
  const auto end = seen.find(kEndOfHead);
  if (std::min(end, seen.size()) > kMostHeadBytes) {
    return problem(431, "head_too_large", fmt::format("the head must not have more than {} bytes", kMostHeadBytes));
  }
  if (end == std::string_view::npos) {
    if (incoming_.head.empty()) { incoming_.head = bytes; }
    return std::nullopt;
  }
  incoming_.has_head = true;
  incoming_.expected_bytes = end + kEndOfHead.size();
  return check_head(seen.substr(0, end), seen.size() == incoming_.expected_bytes);
}

std::optional<Response> PistacheIntake::check_head(std::string_view head, bool body_missing) {
  const auto read = read_request_head(head);
  if (!read.body_bytes) { return problem(400, "bad_request", "Content-Length is not one number"); }
  incoming_.body_limit = static_cast<std::size_t>(sink_.max_body_bytes(read.method, read.path));
  if (*read.body_bytes > incoming_.body_limit) { return too_large(incoming_.body_limit); }
  incoming_.expected_bytes += *read.body_bytes;
  incoming_.is_chunked = read.is_chunked;
  if (read.waits_for_continue && body_missing) { connection_->write_interim("HTTP/1.1 100 Continue\r\n\r\n"); }
  return std::nullopt;
}

PistacheIntake::Verdict PistacheIntake::parse(std::string_view bytes, Http::RequestParser& parser) {
  if (!parser.feed(bytes.data(), bytes.size())) {
    return {false, problem(413, "too_large", "the request is larger than anything this host takes")};
  }
  const bool whole = parser.parse() == Http::Private::State::Done;
  // A chunked body says how large it is only as it comes.
  if (incoming_.has_head && std::as_const(parser.request).body().size() > incoming_.body_limit) {
    return {false, too_large(incoming_.body_limit)};
  }
  return {whole, std::nullopt};
}

void PistacheIntake::hand_over(const Http::Request& request) {
  connection_->begin_answer();
  // Pistache drops what stands behind a request (and where a chunked one ends is not known here). Then the
  // connection ends after the answer, so that the client knows that it has to ask again.
  if (incoming_.is_chunked || incoming_.bytes > incoming_.expected_bytes) { connection_->close_after_answer(); }
  auto ours = converted(request);
  const bool keep_alive = wants_keep_alive(ours);
  Reply reply(connection_, metrics_, fmt::format("{} {}", ours.method, ours.path), keep_alive);
  sink_.on_request(std::move(ours), std::move(reply));
}

}  // namespace jobhost
