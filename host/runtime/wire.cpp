#include "runtime/wire.hpp"

#include <cstring>
#include <nlohmann/json.hpp>

namespace jobhost {
namespace {

constexpr std::size_t kHeader = 4;
constexpr std::size_t kReadSize = 64 << 10;

std::uint32_t read_length(const std::uint8_t* bytes) {
  return static_cast<std::uint32_t>(bytes[0]) | static_cast<std::uint32_t>(bytes[1]) << 8 |
         static_cast<std::uint32_t>(bytes[2]) << 16 | static_cast<std::uint32_t>(bytes[3]) << 24;
}

void write_length(std::uint8_t* bytes, std::uint32_t length) {
  for (int i = 0; i < 4; ++i) { bytes[i] = static_cast<std::uint8_t>(length >> (8 * i)); }
}

}  // namespace

std::vector<std::uint8_t> encode_frame(const nlohmann::json& message) {
  std::vector<std::uint8_t> frame(kHeader);
  nlohmann::json::to_cbor(message, frame);
  const auto body = frame.size() - kHeader;
  if (body > UINT32_MAX) { throw WireError("a message is larger than 4 GiB"); }
  write_length(frame.data(), static_cast<std::uint32_t>(body));
  return frame;
}

nlohmann::json decode_message(std::span<const std::uint8_t> body) {
  try {
    auto message = nlohmann::json::from_cbor(body.begin(), body.end());
    if (!message.is_object()) { throw WireError("a message is not an object"); }
    return message;
  } catch (const nlohmann::json::exception& error) { throw WireError(error.what()); }
}

std::span<std::uint8_t> FrameBuffer::writable() {
  if (begin_ == end_) { begin_ = end_ = 0; }
  if (begin_ > 0 && buffer_.size() - end_ < kReadSize) {
    std::memmove(buffer_.data(), buffer_.data() + begin_, end_ - begin_);
    end_ -= begin_;
    begin_ = 0;
  }
  if (buffer_.size() - end_ < kReadSize) { buffer_.resize(std::max(buffer_.size() * 2, end_ + kReadSize)); }
  return std::span(buffer_).subspan(end_);
}

std::optional<std::span<const std::uint8_t>> FrameBuffer::next() {
  if (end_ - begin_ < kHeader) { return std::nullopt; }
  const std::size_t length = read_length(buffer_.data() + begin_);
  if (length > max_frame_) { throw WireError("a frame of " + std::to_string(length) + " bytes is over the limit"); }
  if (end_ - begin_ - kHeader < length) { return std::nullopt; }
  const auto body = std::span<const std::uint8_t>(buffer_).subspan(begin_ + kHeader, length);
  begin_ += kHeader + length;
  return body;
}

}  // namespace jobhost
