#include "runtime/wire.hpp"

#include <gtest/gtest.h>

#include <cstring>
#include <nlohmann/json.hpp>
#include <random>

namespace jobhost {
namespace {

void feed(FrameBuffer& buffer, std::span<const std::uint8_t> bytes) {
  while (!bytes.empty()) {
    const auto space = buffer.writable();
    const auto count = std::min(space.size(), bytes.size());
    std::memcpy(space.data(), bytes.data(), count);
    buffer.commit(count);
    bytes = bytes.subspan(count);
  }
}

TEST(Wire, AMessageSurvivesTheRoundTripInPiecesOfOneByte) {
  const nlohmann::json message{{"t", "run"}, {"payload", "{\"a\": \"\xC3\xA4\"}"}, {"n", -5}, {"x", 0.25}};
  FrameBuffer buffer(1000);
  const auto frame = encode_frame(message);
  for (std::size_t i = 0; i + 1 < frame.size(); ++i) {
    feed(buffer, std::span(frame).subspan(i, 1));
    EXPECT_FALSE(buffer.next());
  }
  feed(buffer, std::span(frame).last(1));
  const auto body = buffer.next();
  ASSERT_TRUE(body);
  EXPECT_EQ(decode_message(*body), message);
}

TEST(Wire, ManyFramesInOneReadComeOutInOrder) {
  std::vector<std::uint8_t> bytes;
  for (int i = 0; i < 5'000; ++i) {
    const auto frame = encode_frame({{"i", i}});
    bytes.insert(bytes.end(), frame.begin(), frame.end());
  }
  FrameBuffer buffer(1000);
  feed(buffer, bytes);
  for (int i = 0; i < 5'000; ++i) {
    const auto body = buffer.next();
    ASSERT_TRUE(body);
    EXPECT_EQ(decode_message(*body).at("i"), i);
  }
  EXPECT_FALSE(buffer.next());
}

TEST(Wire, AFrameOverTheLimitIsRefusedBeforeItIsRead) {
  FrameBuffer buffer(10);
  feed(buffer, encode_frame({{"text", "longer than ten bytes"}}));
  EXPECT_THROW(static_cast<void>(buffer.next()), WireError);
}

TEST(Wire, WhatIsNoObjectIsRefused) {
  EXPECT_THROW(decode_message(nlohmann::json::to_cbor(nlohmann::json::array({1, 2}))), WireError);
  EXPECT_THROW(decode_message(std::vector<std::uint8_t>{0xFF, 0x00}), WireError);
  EXPECT_THROW(decode_message(std::vector<std::uint8_t>{}), WireError);
}

// What a hostile runner may send: random bytes, and frames with random damage. Nothing but WireError may come of
// it.
TEST(Wire, RandomBytesNeverDoWorseThanAnError) {
  std::mt19937 random(20260101);
  const auto good = encode_frame({{"t", "progress"}, {"fraction", 0.5}, {"message", "text"}});
  int refused = 0;
  for (int round = 0; round < 20'000; ++round) {
    auto bytes = good;
    for (int flips = 0; flips < 3; ++flips) {
      bytes[random() % bytes.size()] = static_cast<std::uint8_t>(random());
    }
    FrameBuffer buffer(4096);
    feed(buffer, bytes);
    try {
      while (const auto body = buffer.next()) { decode_message(*body); }
    } catch (const WireError&) { ++refused; }
  }
  EXPECT_GT(refused, 1'000);
}

}  // namespace
}  // namespace jobhost
