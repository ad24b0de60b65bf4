#include "config/section_name.hpp"

#include <fmt/format.h>

#include <algorithm>
#include <string>

namespace jobhost {
namespace {

// Names become parts of URLs, file names and metric labels.
bool is_section_name(const std::string& name) {
  const auto fits = [](char c) { return (c >= 'a' && c <= 'z') || (c >= '0' && c <= '9') || c == '_'; };
  return !name.empty() && name.size() <= 64 && name.front() >= 'a' && name.front() <= 'z' &&
         std::all_of(name.begin(), name.end(), fits);
}

}  // namespace

void check_section_name(std::string_view kind, const YamlSection::Entry& entry, ConfigProblems& problems) {
  if (is_section_name(entry.key)) { return; }
  problems.add(entry.where,
               fmt::format("{} \"{}\": a name is a lower-case letter, then up to 63 letters a-z, digits or _", kind,
                           entry.key));
}

}  // namespace jobhost
