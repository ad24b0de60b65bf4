#include "support/sha256.hpp"

#include <gtest/gtest.h>

#include <fstream>
#include <system_error>

#include "support/temporary_folder.hpp"

namespace jobhost {
namespace {

// FIPS 180-4 examples.
constexpr auto kOfNothing = "e3b0c44298fc1c149afbf4c8996fb92427ae41e4649b934ca495991b7852b855";
constexpr auto kOfAbc = "ba7816bf8f01cfea414140de5dae2223b00361a396177a9cb410ff61f20015ad";
constexpr auto kOfAMillionA = "cdc76e5c9914fb9281a1c7e284d73e67f1809a48a497200e046d39ccc7112cd0";

TEST(Sha256, EqualsThePublishedDigests) {
  EXPECT_EQ(sha256_hex(""), kOfNothing);
  EXPECT_EQ(sha256_hex("abc"), kOfAbc);
  EXPECT_EQ(sha256_hex(std::string(1'000'000, 'a')), kOfAMillionA);
}

TEST(Sha256, IsTheSameInPieces) {
  Sha256 hash;
  for (int i = 0; i < 1'000; ++i) { hash.update(std::string(1'000, 'a')); }
  EXPECT_EQ(hash.hex(), kOfAMillionA);
}

TEST(Sha256, CanBeMovedInTheMiddle) {
  Sha256 first;
  first.update("a");
  auto second = std::move(first);
  second.update("bc");
  EXPECT_EQ(second.hex(), kOfAbc);
}

TEST(Sha256, ReadsFilesOfAnySize) {
  const TemporaryFolder folder;
  const auto file = folder / "file";
  for (const std::size_t size : {0U, 1U, 65'535U, 65'536U, 65'537U, 200'000U}) {
    const std::string content(size, 'x');
    std::ofstream(file, std::ios::binary) << content;
    EXPECT_EQ(sha256_of_file(file), sha256_hex(content)) << size;
  }
}

TEST(Sha256, SaysThatAFileIsNotThere) {
  EXPECT_THROW(sha256_of_file("/nowhere/file"), std::system_error);
}

}  // namespace
}  // namespace jobhost
