#include "job/json_schema.hpp"

#include <fmt/format.h>

#include <nlohmann/json.hpp>
#include <set>
#include <valijson/adapters/nlohmann_json_adapter.hpp>
#include <valijson/schema.hpp>
#include <valijson/schema_parser.hpp>
#include <valijson/validation_results.hpp>
#include <valijson/validator.hpp>

#include "job/schema_explainer.hpp"

namespace jobhost {
namespace {

using Adapter = valijson::adapters::NlohmannJsonAdapter;

constexpr std::size_t kMostProblems = 20;

// std::regex recurses once per character: a long text would overflow the stack of a request thread.
constexpr std::size_t kLongestMatchedText = 4'096;

const nlohmann::json* text_too_long_to_match(const nlohmann::json& value, std::string& where) {
  if (value.is_string()) {
    return value.get_ref<const std::string&>().size() > kLongestMatchedText ? &value : nullptr;
  }
  if (!value.is_structured()) { return nullptr; }
  for (const auto& [key, child] : value.items()) {
    if (key.size() > kLongestMatchedText) { return &value; }
    const auto length = where.size();
    where += "/" + escape_pointer(key);
    if (const auto* found = text_too_long_to_match(child, where)) { return found; }
    where.resize(length);
  }
  return nullptr;
}

bool uses_regular_expressions(const nlohmann::json& schema) {
  if (!schema.is_structured()) { return false; }
  for (const auto& [key, child] : schema.items()) {
    if (key == "pattern" || key == "patternProperties" || key == "format") { return true; }
    if (uses_regular_expressions(child)) { return true; }
  }
  return false;
}

// valijson names a place as {"<root>", "[costs]", "[fee_bps]"}.
std::string pointer_of(const std::vector<std::string>& context, const std::string& prefix) {
  auto pointer = prefix;
  for (std::size_t i = 1; i < context.size(); ++i) {
    const auto& step = context[i];
    pointer += "/" + escape_pointer(step.size() > 1 ? step.substr(1, step.size() - 2) : step);
  }
  return pointer;
}

// valijson also reports every parent of a value that is wrong: only the deepest are kept.
std::vector<Problem> in_words_of_valijson(const valijson::ValidationResults& results, const std::string& prefix) {
  std::vector<Problem> problems;
  std::set<std::string> parents;
  for (const auto& error : results) {
    auto context = error.context;
    while (context.size() > 1) {
      context.pop_back();
      parents.insert(pointer_of(context, prefix));
    }
  }
  for (const auto& error : results) {
    auto where = pointer_of(error.context, prefix);
    if (parents.count(where) == 0 || results.numErrors() == 1) { problems.push_back({where, error.description}); }
  }
  return problems;
}

nlohmann::json parse_schema(const std::string& text) {
  try {
    auto schema = nlohmann::json::parse(text);
    if (!schema.is_object() && !schema.is_boolean()) { throw UserError("a JSON Schema must be an object"); }
    return schema;
  } catch (const nlohmann::json::exception& error) {
    throw UserError(fmt::format("the JSON Schema is not JSON: {}", error.what()));
  }
}

}  // namespace

struct JsonSchema::Compiled {
  nlohmann::json document;
  valijson::Schema schema;
  bool has_regular_expressions = false;
};

JsonSchema::JsonSchema(const std::string& schema) : compiled_(std::make_unique<Compiled>()) {
  compiled_->document = parse_schema(schema);
  compiled_->has_regular_expressions = uses_regular_expressions(compiled_->document);
  try {
    valijson::SchemaParser(valijson::SchemaParser::kDraft7)
        .populateSchema(Adapter(compiled_->document), compiled_->schema);
  } catch (const std::exception& error) {
    throw UserError(fmt::format("not a JSON Schema (draft-07): {}", error.what()));
  }
}

JsonSchema::~JsonSchema() = default;

std::vector<Problem> JsonSchema::validate(const nlohmann::json& document, const std::string& prefix) const {
  if (compiled_->has_regular_expressions) {
    auto where = prefix;
    if (text_too_long_to_match(document, where) != nullptr) {
      return {{where, fmt::format("is a text of more than {} characters, too long for this schema",
                                  kLongestMatchedText)}};
    }
  }
  // One per thread: it keeps compiled regular expressions, and is not thread-safe.
  static thread_local valijson::Validator validator;
  const Adapter adapter(document);
  if (validator.validate(compiled_->schema, adapter, nullptr)) { return {}; }

  // valijson is the judge of what is wrong, the explainer finds the words.
  auto problems = SchemaExplainer(compiled_->document).explain(document, prefix);
  if (problems.empty()) {
    valijson::ValidationResults results;
    validator.validate(compiled_->schema, adapter, &results);
    problems = in_words_of_valijson(results, prefix);
  }
  if (problems.empty()) { problems.push_back({prefix, "is not allowed by the schema"}); }
  if (problems.size() > kMostProblems) { problems.resize(kMostProblems); }
  return problems;
}

}  // namespace jobhost
