#include "config/yaml_document.hpp"

#include <fmt/format.h>
#include <yaml-cpp/eventhandler.h>

#include <sstream>

namespace jobhost {
namespace {

// Keeps where the last document started; what is in it does not matter.
class DocumentStart final : public YAML::EventHandler {
 public:
  void OnDocumentStart(const YAML::Mark& mark) override { mark_ = mark; }
  void OnDocumentEnd() override {}
  void OnNull(const YAML::Mark& /*mark*/, YAML::anchor_t /*anchor*/) override {}
  void OnAlias(const YAML::Mark& /*mark*/, YAML::anchor_t /*anchor*/) override {}
  void OnScalar(const YAML::Mark& /*mark*/, const std::string& /*tag*/, YAML::anchor_t /*anchor*/,
                const std::string& /*value*/) override {}
  void OnSequenceStart(const YAML::Mark& /*mark*/, const std::string& /*tag*/, YAML::anchor_t /*anchor*/,
                       YAML::EmitterStyle::value /*style*/) override {}
  void OnSequenceEnd() override {}
  void OnMapStart(const YAML::Mark& /*mark*/, const std::string& /*tag*/, YAML::anchor_t /*anchor*/,
                  YAML::EmitterStyle::value /*style*/) override {}
  void OnMapEnd() override {}

  [[nodiscard]] const YAML::Mark& mark() const { return mark_; }

 private:
  YAML::Mark mark_;
};

// YAML::LoadAll would do, but yaml-cpp 0.7 takes a stray bracket for an empty document, again and again without
// end.
std::optional<YAML::Mark> start_of_second_document(const std::string& text) {
  std::istringstream stream(text);
  YAML::Parser parser(stream);
  DocumentStart start;
  const bool two = parser.HandleNextDocument(start) && parser.HandleNextDocument(start);
  return two ? std::optional(start.mark()) : std::nullopt;
}

}  // namespace

std::optional<YAML::Node> parse_yaml(const std::string& text, ConfigProblems& problems) {
  try {
    if (const auto mark = start_of_second_document(text)) {
      problems.add(*mark,
                   "the document ends before this: a second one (---) or a stray bracket; one file holds one "
                   "configuration");
      return std::nullopt;
    }
    return YAML::Load(text);
  } catch (const YAML::Exception& error) {
    problems.add(error.mark, fmt::format("this is not YAML: {}", error.msg));
    return std::nullopt;
  }
}

}  // namespace jobhost
