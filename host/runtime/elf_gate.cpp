#include "runtime/elf_gate.hpp"

#include <fmt/format.h>
#include <fmt/ranges.h>

#include <algorithm>
#include <functional>
#include <string>
#include <system_error>
#include <vector>

#include "jobhost/plugin.h"
#include "runtime/elf_file.hpp"
#include "runtime/library_search.hpp"

namespace jobhost {
namespace {

constexpr std::size_t kNamesShown = 5;
constexpr const char* kBuildFix = "build it with jobhost_add_plugin()";

#if defined(__x86_64__)
constexpr std::uint16_t kThisMachine = EM_X86_64;
#elif defined(__aarch64__)
constexpr std::uint16_t kThisMachine = EM_AARCH64;
#else
#error "name the ELF machine of this processor here"
#endif

std::string machine_name(const Elf64_Ehdr& header) {
  const auto* bits = header.e_ident[EI_CLASS] == ELFCLASS64 ? "64-bit" : "32-bit";
  switch (header.e_machine) {
    case EM_X86_64:
      return fmt::format("{} x86-64", bits);
    case EM_386:
      return fmt::format("{} x86", bits);
    case EM_AARCH64:
      return fmt::format("{} ARM (aarch64)", bits);
    case EM_ARM:
      return fmt::format("{} ARM", bits);
    case EM_RISCV:
      return fmt::format("{} RISC-V", bits);
    default:
      return fmt::format("{}, ELF machine {}", bits, header.e_machine);
  }
}

void require_machine(const Elf64_Ehdr& header) {
  if (header.e_ident[EI_CLASS] == ELFCLASS64 && header.e_ident[EI_DATA] == ELFDATA2LSB &&
      header.e_machine == kThisMachine) {
    return;
  }
  Elf64_Ehdr ours{};
  ours.e_ident[EI_CLASS] = ELFCLASS64;
  ours.e_machine = kThisMachine;
  throw PluginRefused(
      "wrong_machine",
      fmt::format("it was built for {}, this host runs on {}", machine_name(header), machine_name(ours)),
      "build the plugin on a machine like this one, or with a cross compiler for it");
}

void require_shared_object(const ElfFile& elf) {
  if (elf.header().e_type == ET_DYN && elf.has_dynamic_section() && !elf.is_program()) { return; }
  throw PluginRefused("not_shared_object", "it is a program, an object file or a core file, not a shared library",
                      fmt::format("link it with -shared, or {}", kBuildFix));
}

std::string list_names(const std::vector<ElfExport>& exports) {
  std::vector<std::string> names;
  for (const auto& each : exports) {
    if (names.size() == kNamesShown) { break; }
    names.push_back(each.name);
  }
  const auto more = exports.size() - names.size();
  return fmt::format("{}{}", fmt::join(names, ", "), more > 0 ? fmt::format(" and {} more", more) : "");
}

std::vector<ElfExport> those(const std::vector<ElfExport>& exports,
                             const std::function<bool(const ElfExport&)>& wanted) {
  std::vector<ElfExport> result;
  std::copy_if(exports.begin(), exports.end(), std::back_inserter(result), wanted);
  return result;
}

void require_exports(const std::vector<ElfExport>& exports) {
  const auto is_entry = [](const auto& each) { return each.name == JOBHOST_ENTRY_SYMBOL && each.function; };
  if (std::none_of(exports.begin(), exports.end(), is_entry)) {
    throw PluginRefused(
        "no_entry", "it does not export the function " JOBHOST_ENTRY_SYMBOL,
        "write JOBHOST_PLUGIN(YourHandler) once, or in C define jobhost_plugin_v1 with JOBHOST_EXPORT");
  }
  const auto unique = those(exports, [](const auto& each) { return each.unique; });
  if (!unique.empty()) {
    throw PluginRefused("unique_symbols",
                        "two generations of it in one process would share these variables: " + list_names(unique),
                        fmt::format("compile it with -fno-gnu-unique, or {}", kBuildFix));
  }
  const auto extra = those(exports, [&](const auto& each) { return !is_entry(each); });
  if (!extra.empty()) {
    throw PluginRefused(
        "extra_exports", fmt::format("it exports more than {}: {}", JOBHOST_ENTRY_SYMBOL, list_names(extra)),
        fmt::format("link it with -Wl,--version-script=plugin.map (installed with the SDK), or {}", kBuildFix));
  }
}

void require_libraries(const ElfFile& elf, const std::filesystem::path& file) {
  std::vector<std::string> missing;
  for (const auto& name : elf.needed()) {
    if (!library_is_found(name, elf, file)) { missing.push_back(name); }
  }
  if (missing.empty()) { return; }
  throw PluginRefused(
      "missing_library", fmt::format("it needs a library that is not found: {}", fmt::join(missing, ", ")),
      "install the library, link it statically, or link with -Wl,-rpath and an absolute folder (the host "
      "loads a copy of the plugin, so $ORIGIN is the folder of the copy)");
}

}  // namespace

void check_elf(const std::filesystem::path& file) {
  try {
    ElfFile elf(file);
    require_machine(elf.header());
    if (elf.header().e_type != ET_DYN) { require_shared_object(elf); }
    elf.read_dynamic();
    require_shared_object(elf);
    require_exports(elf.exports());
    if (elf.stack_is_executable()) {
      throw PluginRefused(
          "exec_stack", "it asks for an executable stack",
          fmt::format("link it with -Wl,-z,noexecstack; assembler sources need a .note.GNU-stack section"));
    }
    require_libraries(elf, file);
  } catch (const ElfDamaged& damage) {
    throw PluginRefused("not_elf", fmt::format("it is not a whole ELF file: {}", damage.what()),
                        "build it again, and copy it under another name before you rename it into place");
  } catch (const std::system_error& error) {
    throw PluginRefused("not_found", fmt::format("it cannot be read: {}", error.what()),
                        "build it, or correct the path");
  }
}

}  // namespace jobhost
