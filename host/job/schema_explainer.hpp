// Says in sentences why a document that failed its JSON Schema is wrong: which value, what it is, what is accepted.
// Called by JsonSchema after the validator has refused a document; never on the hot path. Pure; any thread.
// Covers the draft-07 keywords people use; what it does not know it passes over in silence.
#pragma once

#include <nlohmann/json_fwd.hpp>
#include <string>
#include <string_view>
#include <vector>

#include "support/errors.hpp"

namespace jobhost {

// One step of a JSON Pointer (RFC 6901): ~ is ~0, / is ~1.
std::string escape_pointer(std::string_view step);

class SchemaExplainer {
 public:
  // Keeps a reference.
  explicit SchemaExplainer(const nlohmann::json& schema) : root_(schema) {}

  // Problem::where is a JSON Pointer below `prefix`. Problems of a value stand before those of its children.
  [[nodiscard]] std::vector<Problem> explain(const nlohmann::json& document, const std::string& prefix) const;

 private:
  // A value under test, and how deep the explanation has come.
  struct Place {
    const nlohmann::json& value;
    std::string where;
    int depth = 0;
  };
  using Problems = std::vector<Problem>;

  void check(const nlohmann::json& schema, const Place& place, Problems& problems) const;
  void check_reference(const nlohmann::json& schema, const Place& place, Problems& problems) const;
  void check_fields(const nlohmann::json& schema, const Place& place, Problems& problems) const;
  void check_items(const nlohmann::json& schema, const Place& place, Problems& problems) const;
  void check_combinations(const nlohmann::json& schema, const Place& place, Problems& problems) const;
  void check_alternatives(const nlohmann::json& branches, bool exactly_one, const Place& place,
                          Problems& problems) const;
  [[nodiscard]] Problems problems_of(const nlohmann::json& schema, const Place& place) const;

  const nlohmann::json& root_;
};

}  // namespace jobhost
