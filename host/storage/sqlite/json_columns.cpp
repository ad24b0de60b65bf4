#include "storage/sqlite/json_columns.hpp"

#include <nlohmann/json.hpp>

namespace jobhost::sqlite {
namespace {

// Text from a plugin may be cut in the middle of a character.
std::string dump(const nlohmann::json& json) {
  return json.dump(-1, ' ', false, nlohmann::json::error_handler_t::replace);
}

}  // namespace

std::optional<std::string> tags_to_json(const std::vector<std::string>& tags) {
  if (tags.empty()) { return std::nullopt; }
  return dump(tags);
}

std::vector<std::string> tags_from_json(const std::string& text) {
  if (text.empty()) { return {}; }
  return nlohmann::json::parse(text).get<std::vector<std::string>>();
}

std::optional<std::string> error_to_json(const std::optional<JobError>& error) {
  if (!error) { return std::nullopt; }
  nlohmann::json json{{"class", error->error_class},
                      {"code", error->code},
                      {"message", error->message},
                      {"detail", error->detail},
                      {"retryable", error->retryable}};
  if (error->signal) { json["signal"] = *error->signal; }
  return dump(json);
}

std::optional<JobError> error_from_json(const std::string& text) {
  if (text.empty()) { return std::nullopt; }
  const auto json = nlohmann::json::parse(text);
  JobError error;
  error.error_class = json.at("class").get<std::string>();
  error.code = json.at("code").get<std::string>();
  error.message = json.at("message").get<std::string>();
  error.detail = json.at("detail").get<std::string>();
  error.retryable = json.at("retryable").get<bool>();
  if (json.contains("signal")) { error.signal = json.at("signal").get<int>(); }
  return error;
}

}  // namespace jobhost::sqlite
