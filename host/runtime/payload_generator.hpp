// Random payloads that fit a plugin's schema, for `jobhost plugin check --fuzz`. The same schema, example and seed
// give the same payloads. One thread.
#pragma once

#include <cstdint>
#include <nlohmann/json.hpp>
#include <random>
#include <string>

#include "job/json_schema.hpp"

namespace jobhost {

class PayloadGenerator {
 public:
  // schema and example are valid JSON, the example fits. Throws UserError when schema is no JSON Schema.
  PayloadGenerator(const std::string& schema, const std::string& example, std::uint64_t seed);

  // The next payload, as JSON text. What the generator cannot make (a pattern, say) it takes from the example.
  std::string next();

 private:
  using Json = nlohmann::json;

  [[nodiscard]] std::uint64_t below(std::uint64_t limit) { return limit == 0 ? 0 : random_() % limit; }
  [[nodiscard]] bool one_in(std::uint64_t n) { return below(n) == 0; }
  [[nodiscard]] Json resolved(Json schema);
  [[nodiscard]] std::string type_of(const Json& schema);
  [[nodiscard]] Json value(const Json& schema, int depth);
  [[nodiscard]] Json object(const Json& schema, int depth);
  [[nodiscard]] Json array(const Json& schema, int depth);
  [[nodiscard]] Json integer(const Json& schema);
  [[nodiscard]] Json number(const Json& schema);
  [[nodiscard]] Json text(const Json& schema);
  [[nodiscard]] Json anything();
  [[nodiscard]] Json changed_example();

  const Json schema_;
  const Json example_;
  const JsonSchema validator_;
  std::mt19937_64 random_;
};

}  // namespace jobhost
