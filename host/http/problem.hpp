// problem+json (RFC 9457): every refusal has a type, a title, its status, a sentence and, where several things are
// wrong, one entry per thing with its JSON Pointer. Pure functions, any thread.
//
//   {"type":"urn:jobhost:problem:invalid_payload","title":"Unprocessable Content","status":422,"detail":"...",
//    "errors":[{"pointer":"/payload/top","detail":"is 0; must be at least 1"}]}
#pragma once

#include <exception>
#include <string>
#include <string_view>
#include <vector>

#include "http/response.hpp"
#include "support/errors.hpp"

namespace jobhost {

// `word` says what was wrong in one word: the end of `type`, and the label in the metrics.
Response problem(int status, std::string_view word, std::string_view detail,
                 const std::vector<Problem>& errors = {});

// The same, with a Retry-After header.
Response problem_for_now(int status, std::string_view word, std::string_view detail, int retry_after_seconds);

// What an exception becomes: UserError 422 with its problems, StoreError 503, everything else 500 without a word of
// what happened inside; that goes to the log, which names method and path.
Response problem_of(const std::exception& error, std::string_view method, std::string_view path);

}  // namespace jobhost
