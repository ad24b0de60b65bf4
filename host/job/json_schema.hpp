// A compiled JSON Schema (draft-07; valijson behind it). Compiled once per plugin generation, then used by any
// thread at the same time: validate() is const and keeps no state.
#pragma once

#include <memory>
#include <nlohmann/json_fwd.hpp>
#include <string>
#include <vector>

#include "support/errors.hpp"

namespace jobhost {

class JsonSchema {
 public:
  // Throws UserError when `schema` is not a JSON Schema.
  explicit JsonSchema(const std::string& schema);
  ~JsonSchema();
  JsonSchema(const JsonSchema&) = delete;
  JsonSchema& operator=(const JsonSchema&) = delete;

  // Empty when the document is valid. Problem::where is a JSON Pointer below `prefix` ("/payload" gives
  // "/payload/costs/fee_bps"); at most 20 problems.
  [[nodiscard]] std::vector<Problem> validate(const nlohmann::json& document, const std::string& prefix = {}) const;

 private:
  struct Compiled;
  std::unique_ptr<Compiled> compiled_;
};

}  // namespace jobhost
