#include "runtime/invalid_payloads.hpp"

#include <array>
#include <nlohmann/json.hpp>

#include "job/json_schema.hpp"

namespace jobhost {
namespace {

constexpr std::size_t kMostPayloads = 40;

std::vector<nlohmann::json> variations(const nlohmann::json& example) {
  using Json = nlohmann::json;
  const std::array<Json, 6> wrong{Json(nullptr), Json(true), Json(-1), Json("text"), Json::array(), Json::object()};
  std::vector<Json> documents(wrong.begin(), wrong.end());
  for (const auto& [name, value] : example.items()) {
    if (!example.is_object()) { break; }
    documents.push_back(example);
    documents.back().erase(name);
    for (const auto& other : wrong) {
      documents.push_back(example);
      documents.back()[name] = other;
    }
  }
  return documents;
}

}  // namespace

std::vector<std::string> invalid_payloads(const std::string& schema, const std::string& example) {
  const JsonSchema validator(schema);
  std::vector<std::string> payloads;
  for (const auto& document : variations(nlohmann::json::parse(example))) {
    if (payloads.size() < kMostPayloads && !validator.validate(document).empty()) {
      payloads.push_back(document.dump());
    }
  }
  return payloads;
}

}  // namespace jobhost
