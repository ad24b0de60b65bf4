// Payloads that break a plugin's own schema: what a plugin may be given when it runs without a host in front. Pure.
#pragma once

#include <string>
#include <vector>

namespace jobhost {

// JSON texts, each refused by the schema: other types of documents, and the example with one property missing or of
// another type.
std::vector<std::string> invalid_payloads(const std::string& schema, const std::string& example);

}  // namespace jobhost
