// The gate in front of dlopen, on libraries that are each wrong in one way.

#include "runtime/elf_gate.hpp"

#include <elf.h>
#include <gtest/gtest.h>

#include <cstddef>
#include <cstdlib>
#include <fstream>
#include <iterator>
#include <map>
#include <random>

#include "support/temporary_folder.hpp"

namespace jobhost {
namespace {

std::filesystem::path built_plugin(const std::string& name) {
  return std::filesystem::path(JOBHOST_PLUGIN_DIR) / (name + ".so");
}

std::string bytes_of(const std::filesystem::path& file) {
  std::ifstream stream(file, std::ios::binary);
  return {std::istreambuf_iterator<char>(stream), {}};
}

struct Refusal {
  std::string code = "accepted", reason, fix;
};

Refusal gate(const std::filesystem::path& file) {
  try {
    check_elf(file);
    return {};
  } catch (const PluginRefused& refused) { return {refused.code(), refused.what(), refused.fix()}; }
}

class ElfGate : public testing::Test {
 protected:
  std::filesystem::path file_with(const std::string& bytes) const {
    std::ofstream(folder_ / "plugin.so", std::ios::binary | std::ios::trunc) << bytes;
    return folder_ / "plugin.so";
  }
  Refusal gate_of(const std::string& bytes) const { return gate(file_with(bytes)); }

  const TemporaryFolder folder_;
};

TEST_F(ElfGate, AcceptsWhatJobhostAddPluginBuilds) {
  for (const auto* name : {"example_c", "noop", "hostile", "wrong_abi"}) {
    const auto refusal = gate(built_plugin(name));
    EXPECT_EQ(refusal.code, "accepted") << name << ": " << refusal.reason;
  }
}

TEST_F(ElfGate, RefusesWhatIsNoElfFile) {
  EXPECT_EQ(gate_of("").code, "not_elf");
  EXPECT_EQ(gate_of("\x7f"
                    "ELF")
                .code,
            "not_elf");
  const auto refusal = gate_of(std::string(5000, 'x'));
  EXPECT_EQ(refusal.code, "not_elf");
  EXPECT_NE(refusal.reason.find("it does not begin as an ELF file does"), std::string::npos) << refusal.reason;
  EXPECT_FALSE(refusal.fix.empty());
}

TEST_F(ElfGate, RefusesAFileThatIsNotThere) {
  EXPECT_EQ(gate(folder_ / "missing.so").code, "not_found");
}

TEST_F(ElfGate, RefusesAnotherMachine) {
  auto bytes = bytes_of(built_plugin("example_c"));
  bytes[offsetof(Elf64_Ehdr, e_machine)] = static_cast<char>(EM_RISCV);
  bytes[offsetof(Elf64_Ehdr, e_machine) + 1] = 0;
  const auto refusal = gate_of(bytes);
  EXPECT_EQ(refusal.code, "wrong_machine");
  EXPECT_NE(refusal.reason.find("it was built for 64-bit RISC-V, this host runs on 64-bit "), std::string::npos)
      << refusal.reason;
  bytes = bytes_of(built_plugin("example_c"));
  bytes[EI_CLASS] = ELFCLASS32;
  EXPECT_EQ(gate_of(bytes).code, "wrong_machine");
}

TEST_F(ElfGate, RefusesAProgram) {
  EXPECT_EQ(gate(JOBHOST_BINARY).code, "not_shared_object");
  auto bytes = bytes_of(built_plugin("example_c"));
  bytes[offsetof(Elf64_Ehdr, e_type)] = ET_REL;
  EXPECT_EQ(gate_of(bytes).code, "not_shared_object");
}

TEST_F(ElfGate, RefusesALibraryWithoutTheEntry) {
  const auto refusal = gate(built_plugin("not_a_plugin"));
  EXPECT_EQ(refusal.code, "no_entry");
  EXPECT_NE(refusal.fix.find("JOBHOST_PLUGIN"), std::string::npos);
}

TEST_F(ElfGate, NamesFiveOfTheExtraExports) {
  const auto refusal = gate(built_plugin("gate/extra_exports"));
  EXPECT_EQ(refusal.code, "extra_exports");
  EXPECT_NE(refusal.reason.find(" and 2 more"), std::string::npos) << refusal.reason;
  EXPECT_NE(refusal.fix.find("version-script"), std::string::npos) << refusal.fix;
}

TEST_F(ElfGate, RefusesVariablesThatGenerationsWouldShare) {
  const auto refusal = gate(built_plugin("gate/unique_symbol"));
  EXPECT_EQ(refusal.code, "unique_symbols");
  EXPECT_NE(refusal.reason.find("Counter"), std::string::npos) << refusal.reason;
  EXPECT_NE(refusal.fix.find("-fno-gnu-unique"), std::string::npos) << refusal.fix;
}

TEST_F(ElfGate, RefusesAnExecutableStack) {
  EXPECT_EQ(gate(built_plugin("gate/exec_stack")).code, "exec_stack");
}

TEST_F(ElfGate, NamesALibraryThatIsNotFound) {
  const auto refusal = gate(built_plugin("gate/needs_library"));
  EXPECT_EQ(refusal.code, "missing_library");
  EXPECT_NE(refusal.reason.find("libneeded_library.so"), std::string::npos) << refusal.reason;
  EXPECT_EQ(refusal.reason.find("libc.so"), std::string::npos) << refusal.reason;
}

TEST_F(ElfGate, FindsLibrariesWhereTheLoaderDoes) {
  EXPECT_EQ(gate(built_plugin("gate/needs_library_with_runpath")).code, "accepted");
  EXPECT_EQ(gate(built_plugin("gate/needs_library_with_origin")).code, "accepted");
  // The folder of the copy is what counts.
  EXPECT_EQ(gate_of(bytes_of(built_plugin("gate/needs_library_with_origin"))).code, "missing_library");
  ::setenv("LD_LIBRARY_PATH", built_plugin("gate/needed").replace_extension().c_str(), 1);
  EXPECT_EQ(gate(built_plugin("gate/needs_library")).code, "accepted");
  ::unsetenv("LD_LIBRARY_PATH");
}

// A copy that was interrupted, or that is still being written: cut off at every length up to the end of the headers
// and tables, then in steps. Most of them the loader would take.
TEST_F(ElfGate, RefusesEveryTruncation) {
  const auto bytes = bytes_of(built_plugin("example_c"));
  for (std::size_t size = 0; size < bytes.size(); size += size < 4096 ? 7 : 331) {
    std::filesystem::remove(folder_ / "plugin.so");
    EXPECT_EQ(gate_of(bytes.substr(0, size)).code, "not_elf") << size;
  }
  EXPECT_EQ(gate_of(bytes.substr(0, bytes.size() - 1)).code, "not_elf");
}

TEST_F(ElfGate, AcceptsAFileThatWasStrippedOfItsSections) {
  auto bytes = bytes_of(built_plugin("example_c"));
  auto& header = reinterpret_cast<Elf64_Ehdr&>(bytes.front());
  bytes.resize(header.e_shoff);
  auto& stripped = reinterpret_cast<Elf64_Ehdr&>(bytes.front());
  stripped.e_shoff = 0;
  stripped.e_shnum = 0;
  EXPECT_EQ(gate_of(bytes).code, "accepted");
}

TEST_F(ElfGate, SurvivesRandomDamage) {
  const auto whole = bytes_of(built_plugin("example_c"));
  std::mt19937 random(20240611);  // fixed: the same damage in every run
  std::map<std::string, int> seen;
  for (int round = 0; round < 3000; ++round) {
    auto bytes = whole;
    // Half of the damage hits the tables at the front, where it matters most.
    const auto reach = round % 2 == 0 ? std::size_t{2048} : bytes.size();
    const auto flips = 1 + random() % 16;
    for (unsigned i = 0; i < flips; ++i) { bytes[random() % reach] = static_cast<char>(random()); }
    ++seen[gate_of(bytes).code];
  }
  EXPECT_GT(seen["not_elf"], 0);
  EXPECT_GT(seen["accepted"], 0);  // damage that nobody reads
}

}  // namespace
}  // namespace jobhost
