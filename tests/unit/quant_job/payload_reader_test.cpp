#include "quant_job/payload_reader.hpp"

#include <gtest/gtest.h>

#include <array>
#include <nlohmann/json.hpp>

#include "unit/quant_job/expect_job_error.hpp"

namespace {

using nlohmann::json;
using quant_job::PayloadReader;

constexpr std::array<std::string_view, 2> kChoices{"grid", "random"};

void expect_wrong(const std::string& text, const std::function<void(const PayloadReader&)>& read) {
  const json document{{"number", 2.5},      {"whole", 7},          {"text", "a"},
                      {"none", nullptr},    {"yes", true},         {"list", {1, 2}},
                      {"twice", {1, 2, 1}}, {"texts", {"a", "a"}}, {"mixed", {"a", 1}}};
  expect_job_error("invalid_payload", text, [&] { read(PayloadReader(document, "part")); });
}

TEST(PayloadReader, ReadsNullAsMissingWhereThatIsAllowed) {
  const json document{{"none", nullptr}, {"number", 2.5}, {"whole", 7}, {"text", "a"}};
  const PayloadReader reader(document, {});
  EXPECT_EQ(reader.optional_number("none", {0, 9}), std::nullopt);
  EXPECT_EQ(reader.optional_integer("none", 0, 9), std::nullopt);
  EXPECT_EQ(reader.optional_text("none"), std::nullopt);
  EXPECT_EQ(reader.optional_number("missing", {0, 9}), std::nullopt);
  EXPECT_EQ(reader.optional_number("number", {0, 9}), 2.5);
  EXPECT_EQ(reader.optional_integer("whole", 0, 9), 7);
  EXPECT_EQ(reader.optional_text("text"), "a");
}

TEST(PayloadReader, NamesTheFieldByItsPath) {
  expect_wrong("part.number: expected a number from 3 to 4, got 2.5", [](const auto& reader) {
    static_cast<void>(reader.number("number", {3, 4}));
  });
  expect_wrong("part.yes: expected a number from 3 to 4, got true",
               [](const auto& reader) { static_cast<void>(reader.number_or("yes", 3, 4, 0)); });
  expect_wrong("part.number: expected a whole number from 0 to 9, got 2.5",
               [](const auto& reader) { static_cast<void>(reader.optional_integer("number", 0, 9)); });
  expect_wrong("part.whole: expected true or false, got 7",
               [](const auto& reader) { static_cast<void>(reader.boolean_or("whole", true)); });
  expect_wrong("part.missing: missing", [](const auto& reader) { static_cast<void>(reader.text("missing")); });
}

TEST(PayloadReader, NamesTheEntryOfAList) {
  expect_wrong("part.list[1]: expected a number from 0 to 1, got 2", [](const auto& reader) {
    static_cast<void>(reader.numbers("list", {1, 5}, {0, 1}));
  });
  expect_wrong("part.twice[2]: 1 is there twice", [](const auto& reader) {
    static_cast<void>(reader.numbers("twice", {1, 5}, {0, 9}));
  });
  expect_wrong("part.list: expected a list of 3 to 5 entries, got [1,2]", [](const auto& reader) {
    static_cast<void>(reader.numbers("list", {3, 5}, {0, 9}));
  });
  expect_wrong("part.mixed[1]: expected a text that is not empty, got 1", [](const auto& reader) {
    static_cast<void>(reader.texts("mixed", {1, 5}));
  });
  expect_wrong("part.texts[1]: \"a\" is there twice", [](const auto& reader) {
    static_cast<void>(reader.texts("texts", {1, 5}));
  });
}

TEST(PayloadReader, GuessesWhatWasMeant) {
  const json document{{"method", "gird"}, {"sed", 1}};
  const PayloadReader reader(document, "search");
  expect_job_error("invalid_payload",
                   "search.method: expected one of grid, random, got \"gird\", did you mean grid?",
                   [&] { static_cast<void>(reader.choice_or("method", kChoices, "grid")); });
  expect_job_error("invalid_payload",
                   "search.sed: search has no such field, did you mean seed? It has method, seed", [&] {
                     reader.expect_only(std::array<std::string_view, 2>{"method", "seed"}, "search");
                   });
  expect_job_error("invalid_payload", "search.sed: search has no such field; it has method",
                   [&] { reader.expect_only(std::array<std::string_view, 1>{"method"}, "search"); });
}

TEST(PayloadReader, ShowsNoBytesThatAreNoText) {
  json document;
  document["a\xff"] = 1;
  expect_job_error("invalid_payload", "\"a\\ufffd\": search has no such field; it has method", [&] {
    PayloadReader(document, {}).expect_only(std::array<std::string_view, 1>{"method"}, "search");
  });
}

}  // namespace
