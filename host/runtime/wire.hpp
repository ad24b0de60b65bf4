// The wire between host and runner: frames of a 4-byte little-endian length and a CBOR document, over a socketpair.
// Both sides check sizes; what a runner sends is untrusted. Decoding throws WireError, which ends the runner.
#pragma once

#include <cstddef>
#include <cstdint>
#include <nlohmann/json_fwd.hpp>
#include <optional>
#include <span>
#include <stdexcept>
#include <string>
#include <vector>

namespace jobhost {

class WireError : public std::runtime_error {
 public:
  using std::runtime_error::runtime_error;
};

// A frame is never larger than a result may be plus what is around it.
inline constexpr std::size_t kFrameOverhead = 64 << 10;
inline constexpr std::size_t kArtifactChunk = 256 << 10;
// Shards of a plan, records of an attempt.
inline constexpr std::size_t kMaxPieces = 10'000;

// A complete frame, ready to be written.
std::vector<std::uint8_t> encode_frame(const nlohmann::json& message);

// Throws WireError when the bytes are not one CBOR object.
nlohmann::json decode_message(std::span<const std::uint8_t> body);

// Cuts a byte stream into frames. One thread.
class FrameBuffer {
 public:
  explicit FrameBuffer(std::size_t max_frame) : max_frame_(max_frame) {}

  // Where to read the next bytes to, and how many have been read.
  [[nodiscard]] std::span<std::uint8_t> writable();
  void commit(std::size_t bytes) { end_ += bytes; }
  // The next whole frame's body, valid until the next call of writable(); nullopt when more bytes are needed.
  // Throws WireError when a frame is larger than allowed.
  [[nodiscard]] std::optional<std::span<const std::uint8_t>> next();

 private:
  std::size_t max_frame_;
  std::vector<std::uint8_t> buffer_;
  std::size_t begin_ = 0;
  std::size_t end_ = 0;
};

}  // namespace jobhost
