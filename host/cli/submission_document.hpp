// The options of `submit` -> the JSON document that is posted to /v1/jobs. Only the syntax of JSON is checked here;
// what the fields may hold is the host's to say.
#pragma once

#include <optional>
#include <string>
#include <vector>

namespace jobhost {

struct Submission {
  std::string type;
  std::string payload;  // JSON text, the name of a file that holds it, or "-" for stdin
  std::string file;     // a whole submission; the other fields are written over it
  std::optional<int> priority;
  std::string run_at;
  std::optional<int> max_attempts;
  std::string timeout;
  std::string unique_key;
  std::vector<std::string> tags;
  std::string metadata;  // JSON text
};

// Throws UserError when a file cannot be read or a text is not a JSON object, with line and column.
std::string submission_document(const Submission& submission);

}  // namespace jobhost
