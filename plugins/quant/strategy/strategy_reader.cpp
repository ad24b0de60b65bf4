#include "quant/strategy/strategy_reader.hpp"

#include <fmt/format.h>

#include <algorithm>
#include <array>
#include <cmath>
#include <nlohmann/json.hpp>

#include "quant/strategy/expression_graph.hpp"

namespace quant {
namespace {

using Json = nlohmann::json;

constexpr std::array<std::string_view, 14> kStrategyFields{
    "name",      "summary",     "parameters",    "long_entry", "long_exit",   "short_entry", "short_exit",
    "stop_loss", "take_profit", "trailing_stop", "time_stop",  "constraints", "entry",       "exit"};
constexpr std::array<std::string_view, 6> kParameterFields{"name", "default", "min", "max", "step", "whole"};

std::string_view kind_of(const Json& value) {
  return value.type_name();
}

std::string shown(const Json& value) {
  constexpr std::size_t kMost = 60;
  auto text = value.is_structured() ? std::string(kind_of(value))
                                    : value.dump(-1, ' ', true, Json::error_handler_t::replace);
  if (text.size() > kMost) { text = text.substr(0, kMost) + "..."; }
  return text;
}

class StrategyReader {
 public:
  StrategyReader(const Json& document, const StrategyLimits& limits) : document_(document), limits_(limits) {}

  std::variant<Strategy, std::vector<StrategyProblem>> read() {
    if (!document_.is_object()) {
      problem("strategy", fmt::format("must be an object, found {}", kind_of(document_)));
      return std::move(problems_);
    }
    check_fields("", document_, kStrategyFields);
    strategy_.name = name_in("name", document_);
    read_summary();
    read_parameters();
    if (!problems_.empty()) { return std::move(problems_); }  // else every use of a bad parameter is a problem too
    read_rules();
    read_exit_rules();
    read_constraints();
    if (problems_.empty()) { check_defaults(); }
    if (!problems_.empty()) { return std::move(problems_); }
    return std::move(strategy_);
  }

 private:
  void problem(std::string field, std::string message) {
    problems_.push_back({std::move(field), 0, std::move(message)});
  }

  void check_fields(const std::string& prefix, const Json& object, std::span<const std::string_view> known) {
    for (const auto& item : object.items()) {
      if (std::find(known.begin(), known.end(), item.key()) != known.end()) { continue; }
      problem(prefix + shown(item.key()), "unknown field" + did_you_mean(item.key(), known));
    }
  }

  std::string name_in(const std::string& field, const Json& object) {
    const auto found = object.find("name");
    if (found == object.end() || !found->is_string()) {
      problem(field, found == object.end() ? "is missing" : "must be a text, found " + shown(*found));
      return "";
    }
    const auto& name = found->get_ref<const std::string&>();
    const bool letters = std::all_of(name.begin(), name.end(), [](char c) {
      return (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z') || (c >= '0' && c <= '9') || c == '_';
    });
    if (name.empty() || name.size() > limits_.max_name || !letters) {
      problem(field,
              fmt::format("must be 1 to {} letters, digits or _, found {}", limits_.max_name, shown(*found)));
    }
    return name;
  }

  void read_summary() {
    const auto found = document_.find("summary");
    if (found == document_.end()) { return; }
    if (!found->is_string() || found->get_ref<const std::string&>().size() > limits_.max_summary) {
      problem("summary",
              fmt::format("must be a text of at most {} bytes, found {}", limits_.max_summary, shown(*found)));
      return;
    }
    strategy_.summary = *found;
  }

  // The list in that field, or nullptr: there is none, or it is wrong and the problem is noted.
  const Json* list_in(const std::string& field, std::size_t most) {
    const auto found = document_.find(field);
    if (found == document_.end()) { return nullptr; }
    if (!found->is_array() || found->size() > most) {
      problem(field, found->is_array() ? fmt::format("has {} entries, {} are allowed", found->size(), most)
                                       : "must be a list, found " + shown(*found));
      return nullptr;
    }
    return &*found;
  }

  void read_parameters() {
    const auto* const list = list_in("parameters", limits_.max_parameters);
    if (list == nullptr) { return; }
    for (std::size_t i = 0; i < list->size(); ++i) {
      const auto field = fmt::format("parameters[{}]", i);
      if (!(*list)[i].is_object()) {
        problem(field, "must be an object {name, default, min, max, step, whole}, found " + shown((*list)[i]));
        continue;
      }
      read_parameter(field + ".", (*list)[i]);
    }
  }

  void read_parameter(const std::string& prefix, const Json& object) {
    const auto before = problems_.size();
    check_fields(prefix, object, kParameterFields);
    StrategyParameter parameter;
    parameter.name = name_in(prefix + "name", object);
    check_parameter_name(prefix + "name", parameter.name);
    if (!object.contains("default")) { problem(prefix + "default", "is missing"); }
    parameter.default_value = number_in(prefix, "default", object, 0);
    parameter.min = number_in(prefix, "min", object, parameter.default_value);
    parameter.max = number_in(prefix, "max", object, parameter.default_value);
    parameter.whole = whole_in(prefix, object);
    parameter.step = number_in(prefix, "step", object, parameter.whole ? 1 : 0);
    if (problems_.size() == before) { check_range(prefix, parameter); }
    strategy_.parameters.push_back(std::move(parameter));
  }

  void check_parameter_name(const std::string& field, const std::string& name) {
    if (name.empty()) { return; }
    if (!is_free_name(name)) {
      problem(
          field,
          fmt::format("{} is a word of the language or does not begin with a letter; choose another name", name));
    }
    for (const auto& other : strategy_.parameters) {
      if (other.name == name) { problem(field, fmt::format("{} is there twice", name)); }
    }
  }

  double number_in(const std::string& prefix, const char* key, const Json& object, double otherwise) {
    const auto found = object.find(key);
    if (found == object.end()) { return otherwise; }
    if (!found->is_number() || !std::isfinite(found->get<double>())) {
      problem(prefix + key, "must be a number, found " + shown(*found));
      return otherwise;
    }
    return *found;
  }

  bool whole_in(const std::string& prefix, const Json& object) {
    const auto found = object.find("whole");
    if (found == object.end()) { return false; }
    if (!found->is_boolean()) { problem(prefix + "whole", "must be true or false, found " + shown(*found)); }
    return found->is_boolean() && found->get<bool>();
  }

  void check_range(const std::string& prefix, const StrategyParameter& parameter) {
    if (parameter.min > parameter.max) {
      problem(prefix + "min", fmt::format("is {}, above max {}", parameter.min, parameter.max));
    } else if (parameter.default_value < parameter.min || parameter.default_value > parameter.max) {
      problem(prefix + "default", fmt::format("must be from {} to {}, found {}", parameter.min, parameter.max,
                                              parameter.default_value));
    }
    if (parameter.step < 0) {
      problem(prefix + "step", fmt::format("must not be negative, found {}", parameter.step));
    }
    if (!parameter.whole) { return; }
    const std::array<std::pair<const char*, double>, 4> fields{{{"default", parameter.default_value},
                                                                {"min", parameter.min},
                                                                {"max", parameter.max},
                                                                {"step", parameter.step}}};
    for (const auto& [key, value] : fields) {
      if (value != std::floor(value)) {
        problem(prefix + key, fmt::format("must be a whole number, since whole is true; found {}", value));
      }
    }
  }

  std::optional<Expression> read_text(const std::string& field, const Json& value, ExpressionUse use) {
    if (!value.is_string()) {
      problem(field, "must be a text, found " + shown(value));
      return std::nullopt;
    }
    auto parsed =
        parse_expression(value.get_ref<const std::string&>(), strategy_.parameters, use, limits_.expression);
    if (auto* const wrong = std::get_if<StrategyProblem>(&parsed)) {
      wrong->field = field;
      problems_.push_back(std::move(*wrong));
      return std::nullopt;
    }
    return std::get<Expression>(std::move(parsed));
  }

  void read_rules() {
    constexpr std::array<std::string_view, 2> kAliases{"entry", "exit"};  // of the long rules
    for (std::size_t i = 0; i < kRuleNames.size(); ++i) {
      std::string field(kRuleNames.at(i));
      if (i < kAliases.size() && document_.contains(kAliases.at(i))) {
        const std::string alias(kAliases.at(i));
        if (document_.contains(field)) { problem(alias, fmt::format("is the same as {}; leave one out", field)); }
        field = alias;
      }
      if (document_.contains(field)) {
        strategy_.rules.at(i) = read_text(field, document_[field], ExpressionUse::rule);
      }
    }
    const bool entry =
        document_.contains("entry") || document_.contains("long_entry") || document_.contains("short_entry");
    if (!entry) { problem("long_entry", "is missing; a strategy needs long_entry (or entry) or short_entry"); }
  }

  void read_exit_rules() {
    for (std::size_t i = 0; i < kExitRuleNames.size(); ++i) {
      const std::string field(kExitRuleNames.at(i));
      const auto found = document_.find(field);
      if (found == document_.end()) { continue; }
      if (found->is_number()) {
        const ExpressionNode number{.number = found->get<double>()};
        strategy_.exit_rules.at(i) = Expression{{number}};
      } else if (found->is_string()) {
        strategy_.exit_rules.at(i) = read_text(field, *found, ExpressionUse::exit_rule);
      } else {
        problem(field, "must be a number, or a text with a parameter or an arithmetic of parameters, found " +
                           shown(*found));
      }
    }
  }

  void read_constraints() {
    const auto* const list = list_in("constraints", limits_.max_constraints);
    for (std::size_t i = 0; list != nullptr && i < list->size(); ++i) {
      auto read = read_text(fmt::format("constraints[{}]", i), (*list)[i], ExpressionUse::constraint);
      if (read) { strategy_.constraints.push_back(std::move(*read)); }
    }
  }

  // Defaults that contradict a constraint or an indicator's range are found here, not in the middle of a job.
  void check_defaults() {
    if (auto wrong = problem_with_binding(strategy_, strategy_.default_values())) {
      wrong->message = "with the default values: " + wrong->message;
      problems_.push_back(std::move(*wrong));
    }
  }

  const Json& document_;
  const StrategyLimits& limits_;
  Strategy strategy_;
  std::vector<StrategyProblem> problems_;
};

Json parameter_to_json(const StrategyParameter& parameter) {
  return {{"name", parameter.name}, {"default", parameter.default_value},
          {"min", parameter.min},   {"max", parameter.max},
          {"step", parameter.step}, {"whole", parameter.whole}};
}

}  // namespace

std::variant<Strategy, std::vector<StrategyProblem>> read_strategy(const nlohmann::json& document,
                                                                   const StrategyLimits& limits) {
  return StrategyReader(document, limits).read();
}

nlohmann::json to_json(const Strategy& strategy) {
  const auto names = strategy.parameter_names();
  Json document{{"name", strategy.name}, {"summary", strategy.summary}, {"parameters", Json::array()}};
  for (const auto& parameter : strategy.parameters) {
    document["parameters"].push_back(parameter_to_json(parameter));
  }
  for (std::size_t i = 0; i < strategy.rules.size(); ++i) {
    if (const auto& rule = strategy.rules.at(i)) {
      document[std::string(kRuleNames.at(i))] = to_text(*rule, names);
    }
  }
  for (std::size_t i = 0; i < strategy.exit_rules.size(); ++i) {
    if (const auto& rule = strategy.exit_rules.at(i)) {
      document[std::string(kExitRuleNames.at(i))] = to_text(*rule, names);
    }
  }
  if (!strategy.constraints.empty()) { document["constraints"] = Json::array(); }
  for (const auto& constraint : strategy.constraints) {
    document["constraints"].push_back(to_text(constraint, names));
  }
  return document;
}

}  // namespace quant
