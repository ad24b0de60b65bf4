#include "cli/plugin_template.hpp"

#include <fmt/format.h>

#include <algorithm>
#include <array>
#include <fstream>
#include <system_error>
#include <utility>

#include "support/errors.hpp"

namespace jobhost {
namespace {

namespace fs = std::filesystem;

constexpr std::size_t kLongestName = 64;

bool is_name(std::string_view name) {
  return !name.empty() && name.size() <= kLongestName && name.front() >= 'a' && name.front() <= 'z' &&
         std::all_of(name.begin(), name.end(),
                     [](char c) { return (c >= 'a' && c <= 'z') || (c >= '0' && c <= '9') || c == '_'; });
}

void require_name(const std::string& name) {
  // CMake has targets of these names.
  constexpr std::array reserved{"all",     "clean",   "edit_cache",    "help",
                                "install", "package", "rebuild_cache", "test"};
  if (!is_name(name)) {
    throw UserError(fmt::format("\"{}\" is not a name for a plugin: take 1 to {} of a-z, 0-9 and _, a letter first",
                                name, kLongestName));
  }
  if (std::find(reserved.begin(), reserved.end(), name) != reserved.end()) {
    throw UserError(fmt::format("\"{}\" is a name that CMake keeps for itself: take another", name));
  }
}

char upper(char c) {
  return c >= 'a' && c <= 'z' ? static_cast<char>(c - 'a' + 'A') : c;
}

// mean_reversion -> MeanReversion
std::string class_name(const std::string& name) {
  std::string result;
  bool start = true;
  for (const char c : name) {
    if (c != '_') { result += start ? upper(c) : c; }
    start = c == '_';
  }
  return result;
}

// mean_reversion -> Mean reversion
std::string title(std::string name) {
  std::replace(name.begin(), name.end(), '_', ' ');
  name.front() = upper(name.front());
  return name;
}

std::string filled(std::string_view text, const std::string& name) {
  std::string result(text);
  const std::array<std::pair<std::string_view, std::string>, 3> values{
      {{"{{name}}", name}, {"{{Class}}", class_name(name)}, {"{{title}}", title(name)}}};
  for (const auto& [word, value] : values) {
    for (auto at = result.find(word); at != std::string::npos; at = result.find(word, at + value.size())) {
      result.replace(at, word.size(), value);
    }
  }
  return result;
}

void require_empty(const fs::path& folder) {
  std::error_code error;
  if (fs::exists(folder, error) && (!fs::is_directory(folder, error) || !fs::is_empty(folder, error))) {
    throw UserError(
        fmt::format("{} is there already and is not an empty folder: choose another with --dir", folder.string()));
  }
}

void write(const fs::path& path, const std::string& text) {
  std::error_code error;
  fs::create_directories(path.parent_path(), error);
  std::ofstream stream(path, std::ios::binary);
  stream << text;
  stream.flush();
  if (!stream) {
    throw UserError(fmt::format("{} cannot be written: check the folder and its rights", path.string()));
  }
}

}  // namespace

std::vector<fs::path> write_plugin_folder(const NewPlugin& plugin) {
  require_name(plugin.name);
  require_empty(plugin.folder);
  std::vector<fs::path> written;
  for (const auto& file : embedded_plugin_templates()) {
    if (!file.language.empty() && file.language != plugin.language) { continue; }
    written.push_back(plugin.folder / file.path);
    write(written.back(), filled(file.text, plugin.name));
  }
  return written;
}

}  // namespace jobhost
