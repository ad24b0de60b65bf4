#include "runtime/stack_names.hpp"

#include <cxxabi.h>
#include <elfutils/libdwfl.h>
#include <fmt/format.h>
#include <sys/stat.h>

#include <cstdio>
#include <cstdlib>
#include <filesystem>
#include <memory>
#include <sstream>

namespace jobhost {
namespace {

// Names of templates know no bounds.
constexpr std::size_t kLongestName = 200;

// Not dwfl_standard_find_debuginfo: it would ask a server for what is not there.
const Dwfl_Callbacks kCallbacks{.find_elf = dwfl_linux_proc_find_elf,
                                .find_debuginfo = dwfl_build_id_find_debuginfo,
                                .section_address = nullptr,
                                .debuginfo_path = nullptr};

struct EndDwfl {
  void operator()(Dwfl* dwfl) const { ::dwfl_end(dwfl); }
};
struct CloseFile {
  void operator()(std::FILE* file) const { std::fclose(file); }
};

bool names_regular_file(const std::string& line) {
  const auto path = line.find('/');
  struct stat about {};
  return path != std::string::npos && ::stat(line.c_str() + path, &about) == 0 && S_ISREG(about.st_mode);
}

std::string only_regular_files(const std::string& maps) {
  std::istringstream lines(maps);
  std::string kept;
  for (std::string line; std::getline(lines, line);) {
    if (names_regular_file(line)) { kept += line + '\n'; }
  }
  return kept;
}

std::unique_ptr<Dwfl, EndDwfl> open_maps(std::string maps) {
  std::unique_ptr<Dwfl, EndDwfl> dwfl(::dwfl_begin(&kCallbacks));
  const std::unique_ptr<std::FILE, CloseFile> file(maps.empty() ? nullptr
                                                                : ::fmemopen(maps.data(), maps.size(), "r"));
  if (!dwfl || !file) { return nullptr; }
  ::dwfl_report_begin(dwfl.get());
  if (::dwfl_linux_proc_maps_report(dwfl.get(), file.get()) != 0) { return nullptr; }
  ::dwfl_report_end(dwfl.get(), nullptr, nullptr);
  return dwfl;
}

std::string demangled(const char* symbol) {
  int status = 0;
  const std::unique_ptr<char, decltype(&std::free)> name(abi::__cxa_demangle(symbol, nullptr, nullptr, &status),
                                                         &std::free);
  std::string text = status == 0 ? name.get() : symbol;
  if (text.size() > kLongestName) { text.replace(kLongestName, std::string::npos, "..."); }
  return text;
}

std::string file_name(const char* path) {
  return std::filesystem::path(path).filename().string();
}

std::string place_of(Dwfl_Module* module, Dwarf_Addr address) {
  int line = 0;
  Dwfl_Line* found = ::dwfl_module_getsrc(module, address);
  const char* source =
      found == nullptr ? nullptr : ::dwfl_lineinfo(found, nullptr, &line, nullptr, nullptr, nullptr);
  if (source != nullptr) { return fmt::format(" at {}:{}", file_name(source), line); }
  const char* file = ::dwfl_module_info(module, nullptr, nullptr, nullptr, nullptr, nullptr, nullptr, nullptr);
  return file == nullptr ? std::string() : fmt::format(" in {}", file_name(file));
}

std::string name_of(Dwfl* dwfl, std::uint64_t address) {
  Dwfl_Module* module = dwfl == nullptr ? nullptr : ::dwfl_addrmodule(dwfl, address);
  if (module == nullptr) { return fmt::format("{:#x}", address); }
  const char* symbol = ::dwfl_module_addrname(module, address);
  return (symbol == nullptr ? fmt::format("{:#x}", address) : demangled(symbol)) + place_of(module, address);
}

}  // namespace

std::vector<std::string> stack_names(std::span<const std::uint64_t> frames, const std::string& maps) {
  const auto dwfl = open_maps(only_regular_files(maps));
  std::vector<std::string> names;
  for (const auto frame : frames) {
    // A return address may lie behind the last instruction of its function.
    const auto address = names.empty() || frame == 0 ? frame : frame - 1;
    names.push_back(name_of(dwfl.get(), address));
  }
  return names;
}

}  // namespace jobhost
