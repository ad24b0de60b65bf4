// A request as the routes see it: plain data, no Pistache. Made by the endpoint on a reactor thread, then moved to
// the thread that answers it.
#pragma once

#include <map>
#include <string>

namespace jobhost {

struct Request {
  std::string method;                        // "GET"
  std::string path;                          // as sent, without the query, still percent-encoded: "/v1/jobs/12"
  std::map<std::string, std::string> query;  // decoded; of a repeated parameter the first one
  std::string host;
  std::string origin;
  std::string connection;
  std::string content_type;
  std::string accept;
  std::string range;
  std::string if_none_match;
  bool is_http_1_0 = false;
  std::string body;
};

}  // namespace jobhost
