#include "cli/submission_document.hpp"

#include <fmt/format.h>

#include <nlohmann/json.hpp>

#include "cli/json_fields.hpp"
#include "cli/local_file.hpp"
#include "support/errors.hpp"

namespace jobhost {
namespace {

// nlohmann's text: "[json.exception.parse_error.101] parse error at line 1, column 5: ..."
std::string without_tag(std::string_view message) {
  const auto end = message.find("] ");
  return std::string(end == std::string_view::npos ? message : message.substr(end + 2));
}

Json parse_object(const std::string& text, const std::string& source) {
  Json document;
  try {
    document = Json::parse(text);
  } catch (const Json::exception& error) {
    throw UserError(fmt::format("{} is not JSON: {}", source, without_tag(error.what())));
  }
  if (!document.is_object()) { throw UserError(fmt::format("{} must be a JSON object ({{...}})", source)); }
  return document;
}

Json read_payload(const std::string& payload) {
  const auto first = payload.find_first_not_of(" \t\r\n");
  const bool is_json = first != std::string::npos && (payload[first] == '{' || payload[first] == '[');
  if (is_json) { return parse_object(payload, "--payload"); }
  return parse_object(read_file_or_stdin(payload), payload == "-" ? "stdin" : payload);
}

void set_text(Json& document, const char* key, const std::string& value) {
  if (!value.empty()) { document[key] = value; }
}

void set_number(Json& document, const char* key, const std::optional<int>& value) {
  if (value) { document[key] = *value; }
}

}  // namespace

std::string submission_document(const Submission& submission) {
  auto document = Json::object();
  if (!submission.file.empty()) {
    const auto source = submission.file == "-" ? "stdin" : submission.file;
    document = parse_object(read_file_or_stdin(submission.file), source);
  }
  set_text(document, "type", submission.type);
  if (!submission.payload.empty()) { document["payload"] = read_payload(submission.payload); }
  set_number(document, "priority", submission.priority);
  set_text(document, "run_at", submission.run_at);
  set_number(document, "max_attempts", submission.max_attempts);
  set_text(document, "timeout", submission.timeout);
  set_text(document, "unique_key", submission.unique_key);
  if (!submission.tags.empty()) { document["tags"] = submission.tags; }
  if (!submission.metadata.empty()) { document["metadata"] = parse_object(submission.metadata, "--metadata"); }
  return document.dump(-1, ' ', false, Json::error_handler_t::replace);
}

}  // namespace jobhost
