#include "config/yaml_json.hpp"

#include <fmt/format.h>

#include <charconv>
#include <nlohmann/json.hpp>

namespace jobhost {
namespace {

using Json = nlohmann::ordered_json;

bool is_one_of(const std::string& text, std::initializer_list<std::string_view> words) {
  return std::find(words.begin(), words.end(), text) != words.end();
}

template <typename Number>
std::errc parse_whole(std::string_view text, Number& value, int base = 10) {
  const auto* end = text.data() + text.size();
  const auto [rest, error] = std::from_chars(text.data(), end, value, base);
  if (error == std::errc{} && rest != end) { return std::errc::invalid_argument; }
  return error;
}

std::errc parse_float(std::string_view text, double& value) {
  // from_chars also takes "inf" and "nan", which are text in YAML.
  if (text.find_first_of("nN") != std::string_view::npos) { return std::errc::invalid_argument; }
  const auto* end = text.data() + text.size();
  const auto [rest, error] = std::from_chars(text.data(), end, value);
  if (error == std::errc{} && rest != end) { return std::errc::invalid_argument; }
  return error;
}

class Converter {
 public:
  explicit Converter(ConfigProblems& problems) : problems_(problems) {}

  Json convert(const YAML::Node& node, int depth = 0) {
    if (full_) { return nullptr; }
    if (depth > kDeepest || ++count_ > kMost) {
      full_ = true;
      problems_.add(node.Mark(), fmt::format("values are nested deeper than {} levels or hold more than {} values",
                                             kDeepest, kMost));
      return nullptr;
    }
    if (node.IsMap()) { return object(node, depth); }
    if (node.IsSequence()) { return array(node, depth); }
    return node.IsScalar() ? scalar(node) : Json(nullptr);
  }

 private:
  static constexpr int kDeepest = 32;
  static constexpr int kMost = 10'000;

  Json object(const YAML::Node& node, int depth) {
    auto object = Json::object();
    for (const auto& pair : node) {
      if (!pair.first.IsScalar()) {
        problems_.add(pair.first.Mark(), "a key must be a word");
      } else if (object.contains(pair.first.Scalar())) {
        problems_.add(pair.first.Mark(), fmt::format("\"{}\" is there twice", pair.first.Scalar()));
      } else {
        object[pair.first.Scalar()] = convert(pair.second, depth + 1);
      }
    }
    return object;
  }

  Json array(const YAML::Node& node, int depth) {
    auto array = Json::array();
    for (const auto& element : node) { array.push_back(convert(element, depth + 1)); }
    return array;
  }

  Json scalar(const YAML::Node& node) {
    const auto& text = node.Scalar();
    // yaml-cpp tags a quoted scalar "!" and a plain one "?".
    if (node.Tag() == "!" || node.Tag() == "tag:yaml.org,2002:str") { return text; }
    if (text.empty() || is_one_of(text, {"~", "null", "Null", "NULL"})) { return nullptr; }
    if (is_one_of(text, {"true", "True", "TRUE"})) { return true; }
    if (is_one_of(text, {"false", "False", "FALSE"})) { return false; }
    return number_or_text(text, node.Mark());
  }

  Json number_or_text(const std::string& text, const YAML::Mark& mark) {
    const std::string_view digits = text.front() == '+' ? std::string_view(text).substr(1) : text;
    const bool hex = digits.starts_with("0x");
    const bool octal = digits.starts_with("0o");
    std::int64_t whole = 0;
    const auto error = hex     ? parse_whole(digits.substr(2), whole, 16)
                       : octal ? parse_whole(digits.substr(2), whole, 8)
                               : parse_whole(digits, whole);
    if (error == std::errc{}) { return whole; }
    double number = 0;
    const auto float_error = error == std::errc::result_out_of_range ? error : parse_float(digits, number);
    if (float_error == std::errc{}) { return number; }
    const bool not_finite = is_one_of(std::string(text.substr(text.front() == '-' || text.front() == '+' ? 1 : 0)),
                                      {".inf", ".Inf", ".INF", ".nan", ".NaN", ".NAN"});
    if (float_error == std::errc::result_out_of_range || not_finite) {
      problems_.add(mark, fmt::format("{} cannot be kept as a JSON number; quote it to pass it as text", text));
      return nullptr;
    }
    return text;
  }

  ConfigProblems& problems_;
  int count_ = 0;
  bool full_ = false;
};

}  // namespace

std::string yaml_to_json_text(const YAML::Node& node, ConfigProblems& problems) {
  return Converter(problems).convert(node).dump(-1, ' ', false, Json::error_handler_t::replace);
}

}  // namespace jobhost
