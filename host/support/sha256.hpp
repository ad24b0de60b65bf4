// SHA-256 (OpenSSL behind it): artifacts and plugins are named by the digest of their bytes.
#pragma once

#include <filesystem>
#include <memory>
#include <string>
#include <string_view>

namespace jobhost {

// Fed piece by piece; hex() ends it and may be called once.
class Sha256 {
 public:
  Sha256();
  ~Sha256();
  Sha256(Sha256&&) noexcept;
  Sha256& operator=(Sha256&&) noexcept;

  void update(std::string_view bytes);
  // 64 lower-case hex digits.
  [[nodiscard]] std::string hex();

 private:
  struct State;
  std::unique_ptr<State> state_;
};

std::string sha256_hex(std::string_view bytes);

// Throws std::system_error when the file cannot be read.
std::string sha256_of_file(const std::filesystem::path& path);

}  // namespace jobhost
