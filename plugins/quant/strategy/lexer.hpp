// Cuts the text of an expression into tokens, one at a time. Used by the parser; any thread.
#pragma once

#include <cstddef>
#include <cstdint>
#include <string>
#include <string_view>

namespace quant {

enum class TokenKind : std::uint8_t { end, number, name, symbol, invalid };

struct Token {
  TokenKind kind = TokenKind::end;
  std::size_t position = 0;  // from 0
  std::string_view text;     // of the source
  double number = 0;         // of a number
};

class Lexer {
 public:
  // Borrows the text.
  explicit Lexer(std::string_view text) : text_(text) {}
  // The next token; at the end, and from then on, TokenKind::end.
  Token next();

 private:
  [[nodiscard]] Token take(TokenKind kind, std::size_t length);
  [[nodiscard]] Token number();

  std::string_view text_;
  std::size_t at_ = 0;
};

// What an invalid token should have been: for the message of the parser.
std::string explain_invalid(const Token& token);

}  // namespace quant
