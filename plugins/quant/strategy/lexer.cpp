#include "quant/strategy/lexer.hpp"

#include <fmt/format.h>

#include <algorithm>
#include <array>
#include <charconv>

namespace quant {
namespace {

bool is_digit_byte(char c) {
  return c >= '0' && c <= '9';
}
bool is_name_byte(char c) {
  return (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z') || c == '_';
}
bool is_blank_byte(char c) {
  return c == ' ' || c == '\t' || c == '\n' || c == '\r';
}

constexpr std::array<std::string_view, 4> kTwoByteSymbols{"<=", ">=", "==", "!="};
constexpr std::string_view kOneByteSymbols = "()+-*/,.<>";

// Bytes of one character of UTF-8, so that a message never cuts one.
std::size_t utf8_length(std::string_view rest) {
  std::size_t length = 1;
  while (length < rest.size() && length < 4 && (static_cast<unsigned char>(rest[length]) & 0xC0U) == 0x80U) {
    ++length;
  }
  return length;
}

}  // namespace

Token Lexer::take(TokenKind kind, std::size_t length) {
  const Token token{.kind = kind, .position = at_, .text = text_.substr(at_, length)};
  at_ += length;
  return token;
}

Token Lexer::number() {
  const char* begin = text_.data() + at_;
  double value = 0;
  const auto read = std::from_chars(begin, text_.data() + text_.size(), value);
  auto token = take(read.ec == std::errc{} ? TokenKind::number : TokenKind::invalid,
                    static_cast<std::size_t>(read.ptr - begin));
  token.number = value;
  return token;
}

Token Lexer::next() {
  while (at_ < text_.size() && is_blank_byte(text_[at_])) { ++at_; }
  const auto rest = text_.substr(at_);
  if (rest.empty()) { return take(TokenKind::end, 0); }
  if (is_digit_byte(rest[0]) || (rest[0] == '.' && rest.size() > 1 && is_digit_byte(rest[1]))) { return number(); }
  if (is_name_byte(rest[0])) {
    const auto end =
        std::find_if(rest.begin(), rest.end(), [](char c) { return !is_name_byte(c) && !is_digit_byte(c); });
    return take(TokenKind::name, static_cast<std::size_t>(end - rest.begin()));
  }
  if (std::find(kTwoByteSymbols.begin(), kTwoByteSymbols.end(), rest.substr(0, 2)) != kTwoByteSymbols.end()) {
    return take(TokenKind::symbol, 2);
  }
  if (kOneByteSymbols.find(rest[0]) != std::string_view::npos) { return take(TokenKind::symbol, 1); }
  return take(TokenKind::invalid, utf8_length(rest));
}

std::string explain_invalid(const Token& token) {
  const char first = token.text[0];
  if (is_digit_byte(first) || first == '.') {
    return fmt::format("number {} does not fit a double", token.text.substr(0, 40));
  }
  switch (first) {
    case '=':
      return "= is not an operator; write == to compare";
    case '&':
      return "write and instead of &";
    case '|':
      return "write or instead of |";
    case '!':
      return "write not instead of !";
    default:
      break;
  }
  const auto byte = static_cast<unsigned char>(first);
  return byte < 0x20 || byte == 0x7F ? fmt::format("control character 0x{:02x} is not allowed", byte)
                                     : fmt::format("character {} is not part of the language", token.text);
}

}  // namespace quant
