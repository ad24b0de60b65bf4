// What tests of hot reloading ask a host.
#pragma once

#include <functional>
#include <string>

#include "support/api_client.hpp"

namespace jobhost {

// Asks for a reload and waits for its report; throws after 30 s.
nlohmann::json reload(ApiClient& api, bool force = false);

// Until `condition` holds; false after 30 s.
bool eventually(const std::function<bool()>& condition);

// The newest generation of the type in this state; null when there is none.
nlohmann::json generation(ApiClient& api, const std::string& type, const std::string& state);

// The marker (support/marked_plugin.hpp) of the plugin that runs one new job of this type.
std::string marker_of_new_job(ApiClient& api, const std::string& type);

// Until a new job of the type is run by the plugin with this marker; false after 30 s.
bool becomes_active(ApiClient& api, const std::string& type, const std::string& marker);

}  // namespace jobhost
