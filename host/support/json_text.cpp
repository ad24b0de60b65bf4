#include "support/json_text.hpp"

#include <nlohmann/json.hpp>

namespace jobhost {

std::string quote_json(std::string_view text) {
  return nlohmann::json(text).dump(-1, ' ', false, nlohmann::json::error_handler_t::replace);
}

}  // namespace jobhost
