#include "job/json_schema.hpp"

#include <fmt/format.h>

#include <cmath>
#include <nlohmann/json.hpp>
#include <regex>
#include <set>
#include <valijson/adapters/nlohmann_json_adapter.hpp>
#include <valijson/schema.hpp>
#include <valijson/schema_parser.hpp>
#include <valijson/validation_results.hpp>
#include <valijson/validator.hpp>

#include "job/schema_words.hpp"

namespace jobhost {
namespace {

using Adapter = valijson::adapters::NlohmannJsonAdapter;
using nlohmann::json;
using schema_words::escape_pointer;
using schema_words::show;
using Problems = std::vector<Problem>;

constexpr std::size_t kMostProblems = 20;

// Why a refused document is wrong, in sentences. Covers the draft-07 keywords people use; passes over the others.
class Explainer {
 public:
  explicit Explainer(const json& root) : root_(root) {}

  // A value under test, its JSON Pointer, and how many schemas led to it.
  struct Place {
    const json& value;
    std::string where;
    int depth = 0;

    [[nodiscard]] Place child(const json& at, const std::string& step) const {
      return {at, where + "/" + escape_pointer(step), depth + 1};
    }
    [[nodiscard]] Place same() const { return {value, where, depth + 1}; }
  };

  [[nodiscard]] Problems explain(const json& schema, const Place& at) const {
    Problems problems;
    if (schema.is_boolean() && !schema.get<bool>()) { problems.push_back({at.where, "is not allowed here"}); }
    if (!schema.is_object() || at.depth > kDeepest) { return problems; }
    if (const auto reference = schema.find("$ref"); reference != schema.end()) { return follow(*reference, at); }
    if (!check_type(schema, at, problems) || !check_choice(schema, at, problems)) { return problems; }
    if (at.value.is_number()) { check_number(schema, at, problems); }
    if (at.value.is_string()) { check_text(schema, at, problems); }
    if (at.value.is_array()) { check_array(schema, at, problems); }
    if (at.value.is_object()) { check_object(schema, at, problems); }
    check_combinations(schema, at, problems);
    return problems;
  }

 private:
  static constexpr int kDeepest = 200;  // a schema may refer to itself

  static void append(Problems& to, Problems&& more) { to.insert(to.end(), more.begin(), more.end()); }

  [[nodiscard]] Problems follow(const json& reference, const Place& at) const {
    const auto& text = reference.get_ref<const std::string&>();
    const json::json_pointer pointer(text.empty() || text[0] != '#' ? "" : text.substr(1));
    return root_.contains(pointer) ? explain(root_.at(pointer), at.same()) : Problems{};
  }

  static bool check_type(const json& schema, const Place& at, Problems& problems) {
    const auto type = schema.find("type");
    if (type == schema.end()) { return true; }
    const auto accepted = type->is_array() ? *type : json::array({*type});
    std::vector<std::string> names;
    for (const auto& name : accepted) {
      if (schema_words::has_type(at.value, name)) { return true; }
      names.push_back(schema_words::with_article(name));
    }
    const auto what = at.value.is_structured() ? "" : fmt::format(" ({})", show(at.value));
    problems.push_back({at.where, fmt::format("is {}{}; must be {}", schema_words::type_of(at.value), what,
                                              fmt::join(names, " or "))});
    return false;
  }

  static bool check_choice(const json& schema, const Place& at, Problems& problems) {
    const bool fixed = schema.contains("const");
    if (!fixed && !schema.contains("enum")) { return true; }
    const auto accepted = fixed ? json::array({schema["const"]}) : schema["enum"];
    if (std::find(accepted.begin(), accepted.end(), at.value) != accepted.end()) { return true; }
    std::vector<std::string> names;
    for (const auto& value : accepted) {
      names.push_back(value.is_string() ? value.get<std::string>() : show(value));
    }
    const auto meant = at.value.is_string() ? schema_words::did_you_mean(at.value, names) : std::string{};
    problems.push_back(
        {at.where, fmt::format("is {}; {}must be {}{}", show(at.value), meant, accepted.size() > 1 ? "one of " : "",
                               schema_words::one_of(accepted))});
    return false;
  }

  // Adds `is VALUE; must be WORDS LIMIT` when the schema has the keyword and `broken` says so.
  template <typename Broken>
  static void check_limit(const json& schema, const char* keyword, const char* words, const std::string& is,
                          const Place& at, Problems& problems, Broken broken) {
    const auto limit = schema.find(keyword);
    if (limit == schema.end() || !limit->is_number() || !broken(*limit)) { return; }
    problems.push_back({at.where, fmt::format("{}; must {} {}", is, words, show(*limit))});
  }

  static void check_number(const json& schema, const Place& at, Problems& problems) {
    const auto& value = at.value;
    const auto is = "is " + show(value);
    const auto check = [&](const char* keyword, const char* words, auto broken) {
      check_limit(schema, keyword, words, is, at, problems, broken);
    };
    check("minimum", "be at least", [&](const json& limit) { return value < limit; });
    check("maximum", "be at most", [&](const json& limit) { return value > limit; });
    check("exclusiveMinimum", "be greater than", [&](const json& limit) { return value <= limit; });
    check("exclusiveMaximum", "be less than", [&](const json& limit) { return value >= limit; });
    check("multipleOf", "be a multiple of", [&](const json& step) {
      const auto quotient = value.get<double>() / step.get<double>();
      return std::abs(quotient - std::round(quotient)) > 1e-9;
    });
  }

  static void check_text(const json& schema, const Place& at, Problems& problems) {
    const auto& text = at.value.get_ref<const std::string&>();
    const auto length = schema_words::length_of(text);
    const auto is = fmt::format("is {} ({} characters)", show(at.value), length);
    check_limit(schema, "minLength", "have at least this many characters:", is, at, problems,
                [&](const json& limit) { return length < limit; });
    check_limit(schema, "maxLength", "have at most this many characters:", is, at, problems,
                [&](const json& limit) { return length > limit; });
    const auto pattern = schema.find("pattern");
    if (pattern == schema.end() || std::regex_search(text, std::regex(pattern->get<std::string>()))) { return; }
    problems.push_back(
        {at.where, fmt::format("is {}; must match the pattern {}", show(at.value), pattern->get<std::string>())});
  }

  void check_array(const json& schema, const Place& at, Problems& problems) const {
    const auto is = fmt::format("has {} items", at.value.size());
    check_limit(schema, "minItems", "have at least", is, at, problems,
                [&](const json& limit) { return at.value.size() < limit; });
    check_limit(schema, "maxItems", "have at most", is, at, problems,
                [&](const json& limit) { return at.value.size() > limit; });
    if (schema.value("uniqueItems", json(false)) == true) { check_unique(at, problems); }
    const auto items = schema.find("items");
    if (items == schema.end() || items->is_array()) { return; }
    for (std::size_t i = 0; i < at.value.size(); ++i) {
      append(problems, explain(*items, at.child(at.value[i], std::to_string(i))));
    }
  }

  static void check_unique(const Place& at, Problems& problems) {
    std::set<json> seen;
    for (std::size_t i = 0; i < at.value.size(); ++i) {
      if (seen.insert(at.value[i]).second) { continue; }
      problems.push_back({at.child(at.value[i], std::to_string(i)).where,
                          fmt::format("is {}, which is there already; items must differ", show(at.value[i]))});
    }
  }

  void check_object(const json& schema, const Place& at, Problems& problems) const {
    for (const auto& name : schema.value("required", json::array())) {
      if (at.value.contains(name.get_ref<const std::string&>())) { continue; }
      problems.push_back({at.where, fmt::format("required field \"{}\" is missing", name.get<std::string>())});
    }
    const auto is = fmt::format("has {} fields", at.value.size());
    check_limit(schema, "minProperties", "have at least", is, at, problems,
                [&](const json& limit) { return at.value.size() < limit; });
    check_limit(schema, "maxProperties", "have at most", is, at, problems,
                [&](const json& limit) { return at.value.size() > limit; });
    if (schema.contains("propertyNames")) { check_names(schema["propertyNames"], at, problems); }
    const auto known = schema.value("properties", json::object());
    for (const auto& [name, child] : at.value.items()) {
      const auto place = at.child(child, name);
      if (known.contains(name)) {
        append(problems, explain(known[name], place));
      } else if (!schema.contains("patternProperties")) {
        check_unnamed_field(schema, known, name, place, problems);
      }
    }
  }

  void check_names(const json& rule, const Place& at, Problems& problems) const {
    for (const auto& field : at.value.items()) {
      const json name = field.key();
      append(problems, explain(rule, at.child(name, field.key())));
    }
  }

  void check_unnamed_field(const json& schema, const json& known, const std::string& name, const Place& at,
                           Problems& problems) const {
    const auto rule = schema.value("additionalProperties", json(true));
    if (!rule.is_boolean()) { return append(problems, explain(rule, at)); }
    if (rule.get<bool>()) { return; }
    std::vector<std::string> names;
    for (const auto& field : known.items()) { names.push_back(field.key()); }
    problems.push_back({at.where, fmt::format("unknown field; {}known: {}", schema_words::did_you_mean(name, names),
                                              fmt::join(names, ", "))});
  }

  void check_combinations(const json& schema, const Place& at, Problems& problems) const {
    for (const auto& part : schema.value("allOf", json::array())) { append(problems, explain(part, at.same())); }
    for (const char* keyword : {"anyOf", "oneOf"}) {
      if (schema.contains(keyword)) { append(problems, explain_alternatives(schema[keyword], at)); }
    }
    if (!schema.contains("if")) { return; }
    const char* branch = explain(schema["if"], at.same()).empty() ? "then" : "else";
    if (schema.contains(branch)) { append(problems, explain(schema[branch], at.same())); }
  }

  // The alternative that is nearest: one that accepts the value itself and objects only to something inside it.
  [[nodiscard]] Problems explain_alternatives(const json& branches, const Place& at) const {
    Problems all;
    for (const auto& branch : branches) {
      auto found = explain(branch, at.same());
      if (found.empty() || found.front().where != at.where) { return found; }
      all.push_back(found.front());
    }
    if (all.size() == 1) { return all; }
    std::vector<std::string> reasons;
    for (const auto& problem : all) { reasons.push_back(problem.what); }
    return {{at.where, fmt::format("fits none of the accepted forms: {}", fmt::join(reasons, "; or: "))}};
  }

  const json& root_;
};

// std::regex recurses once per character: a long text would overflow the stack of a request thread.
constexpr std::size_t kLongestMatchedText = 2'048;

const json* text_too_long_to_match(const json& value, std::string& where) {
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

// Also compiles each of them, so that a bad one is found here and not by the first job.
bool uses_regular_expressions(const json& schema) {
  if (!schema.is_structured()) { return false; }
  bool found = schema.is_object() && schema.contains("format");
  for (const auto& [key, child] : schema.items()) {
    found = uses_regular_expressions(child) || found;
    if (key == "pattern" && child.is_string()) {
      found = true;
      std::regex{child.get<std::string>()};
    } else if (key == "patternProperties" && child.is_object()) {
      found = true;
      for (const auto& property : child.items()) { std::regex{property.key()}; }
    }
  }
  return found;
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
Problems in_words_of_valijson(const valijson::ValidationResults& results, const std::string& prefix) {
  Problems problems;
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

json parse_schema(const std::string& text) {
  try {
    auto schema = json::parse(text);
    if (!schema.is_object() && !schema.is_boolean()) { throw UserError("a JSON Schema must be an object"); }
    return schema;
  } catch (const json::exception& error) {
    throw UserError(fmt::format("the JSON Schema is not JSON: {}", error.what()));
  }
}

}  // namespace

struct JsonSchema::Compiled {
  json document;
  valijson::Schema schema;
  bool has_regular_expressions = false;
};

JsonSchema::JsonSchema(const std::string& schema) : compiled_(std::make_unique<Compiled>()) {
  compiled_->document = parse_schema(schema);
  try {
    compiled_->has_regular_expressions = uses_regular_expressions(compiled_->document);
    valijson::SchemaParser(valijson::SchemaParser::kDraft7)
        .populateSchema(Adapter(compiled_->document), compiled_->schema);
  } catch (const std::exception& error) {
    throw UserError(fmt::format("not a JSON Schema (draft-07): {}", error.what()));
  }
}

JsonSchema::~JsonSchema() = default;

Problems JsonSchema::validate(const json& document, const std::string& prefix) const {
  if (compiled_->has_regular_expressions) {
    auto where = prefix;
    if (text_too_long_to_match(document, where) != nullptr) {
      return {{where,
               fmt::format("is a text of more than {} characters, too long for this schema", kLongestMatchedText)}};
    }
  }
  // One per thread: it keeps compiled regular expressions, and is not thread-safe.
  static thread_local valijson::Validator validator;
  const Adapter adapter(document);
  if (validator.validate(compiled_->schema, adapter, nullptr)) { return {}; }

  // valijson is the judge; the explainer finds the words.
  auto problems = Explainer(compiled_->document).explain(compiled_->document, {document, prefix});
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
