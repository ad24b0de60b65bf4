// What the dynamic linker would read of a shared library, read without running any of it: header, needed libraries,
// dynamic symbols. Used by the ELF gate; any thread. The file may be garbage or half written: every offset is
// checked, and what does not fit throws ElfDamaged.
#pragma once

#include <elf.h>

#include <cstdint>
#include <filesystem>
#include <stdexcept>
#include <string>
#include <vector>

#include "support/unique_fd.hpp"

namespace jobhost {

// The text says what is damaged.
class ElfDamaged : public std::runtime_error {
 public:
  using std::runtime_error::runtime_error;
};

// A symbol that the file defines and that other objects can see.
struct ElfExport {
  std::string name;
  bool unique = false;  // STB_GNU_UNIQUE: one instance for the whole process, whoever loaded it
  bool function = false;
};

class ElfFile {
 public:
  // Reads the header and no more. Throws ElfDamaged, std::system_error.
  explicit ElfFile(const std::filesystem::path& file);

  [[nodiscard]] const Elf64_Ehdr& header() const noexcept { return header_; }

  // Reads what follows from the program headers; only for a 64-bit little-endian file. Throws ElfDamaged.
  void read_dynamic();

  // After read_dynamic().
  [[nodiscard]] bool has_dynamic_section() const noexcept { return !dynamic_.empty(); }
  [[nodiscard]] bool is_program() const;  // a position-independent executable
  [[nodiscard]] bool stack_is_executable() const;
  [[nodiscard]] std::vector<std::string> needed() const { return strings_of(DT_NEEDED); }
  [[nodiscard]] std::vector<std::string> runpath() const { return strings_of(DT_RUNPATH); }
  [[nodiscard]] std::vector<std::string> rpath() const { return strings_of(DT_RPATH); }
  [[nodiscard]] std::vector<ElfExport> exports() const;

 private:
  struct Place {
    std::uint64_t offset = 0;
    std::uint64_t size = 0;  // bytes that the file has from there on
  };

  void require_whole() const;
  template <typename T>
  [[nodiscard]] std::vector<T> read(std::uint64_t offset, std::uint64_t count) const;
  [[nodiscard]] Place place_of(std::uint64_t address) const;
  [[nodiscard]] const Elf64_Dyn* entry(std::int64_t tag) const;
  [[nodiscard]] std::string string_at(std::uint64_t index) const;
  [[nodiscard]] std::vector<std::string> strings_of(std::int64_t tag) const;
  [[nodiscard]] std::uint64_t symbol_count() const;
  [[nodiscard]] std::uint64_t count_by_gnu_hash(const Place& table) const;

  UniqueFd fd_;
  std::uint64_t size_ = 0;
  Elf64_Ehdr header_{};
  std::vector<Elf64_Phdr> segments_;
  std::vector<Elf64_Dyn> dynamic_;
  std::string strings_;
};

}  // namespace jobhost
