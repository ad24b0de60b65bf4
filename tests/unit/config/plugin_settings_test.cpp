#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include "config_file.hpp"

namespace jobhost {
namespace {

using test::ConfigFile;
using test::problems_of;
using testing::ElementsAre;
using testing::HasSubstr;

std::string settings_of(const std::string& yaml) {
  const ConfigFile file("job_types: {a: {plugin: a.so, settings: " + yaml + "}}");
  return load_config(file.path()).job_types.at(0).settings;
}

TEST(PluginSettings, KeepTheTypesOfPlainScalars) {
  EXPECT_EQ(settings_of("{i: 5, n: -7, p: +3, f: 1.0, e: 2.5e-3, t: true, u: FALSE, z: ~, y: null}"),
            R"({"i":5,"n":-7,"p":3,"f":1.0,"e":0.0025,"t":true,"u":false,"z":null,"y":null})");
  EXPECT_EQ(settings_of("{h: 0x1F, o: 0o17}"), R"({"h":31,"o":15})");
}

TEST(PluginSettings, KeepQuotedScalarsAsText) {
  EXPECT_EQ(settings_of(R"({a: "5", b: 'true', c: "", d: '~', e: !!str 7})"),
            R"({"a":"5","b":"true","c":"","d":"~","e":"7"})");
}

TEST(PluginSettings, KeepOtherWordsAsText) {
  EXPECT_EQ(settings_of("{a: yes, b: off, c: 1.2.3, d: 10m, e: nan, f: inf, g: 0xZZ, h: +}"),
            R"({"a":"yes","b":"off","c":"1.2.3","d":"10m","e":"nan","f":"inf","g":"0xZZ","h":"+"})");
}

TEST(PluginSettings, KeepNestingAndOrder) {
  EXPECT_EQ(settings_of("{z: [1, [2, {b: 3}]], a: {}, e: []}"), R"({"z":[1,[2,{"b":3}]],"a":{},"e":[]})");
  EXPECT_EQ(settings_of("{base: &b {x: 1}, same: *b}"), R"({"base":{"x":1},"same":{"x":1}})");
}

TEST(PluginSettings, MayBeEmpty) {
  EXPECT_EQ(settings_of("{}"), "{}");
  EXPECT_EQ(settings_of("~"), "{}");
}

TEST(PluginSettings, RefuseWhatJsonCannotHold) {
  EXPECT_THAT(problems_of("job_types: {a: {plugin: a.so, settings: {x: .nan, y: -.inf, z: 99999999999999999999}}}"),
              ElementsAre(HasSubstr("1:45: .nan cannot be kept"), HasSubstr("-.inf cannot be kept"),
                          HasSubstr("99999999999999999999 cannot be kept")));
  EXPECT_THAT(problems_of("job_types: {a: {plugin: a.so, settings: {x: 1, x: 2}}}"),
              ElementsAre(HasSubstr("\"x\" is there twice")));
  EXPECT_THAT(problems_of("job_types: {a: {plugin: a.so, settings: [1]}}"),
              ElementsAre(HasSubstr("job_types.a.settings must be a mapping")));
}

TEST(PluginSettings, RefuseAnAliasThatContainsItself) {
  EXPECT_THAT(problems_of("job_types: {a: {plugin: a.so, settings: {x: &x [*x, *x]}}}"),
              ElementsAre(HasSubstr("nested deeper than 32 levels")));
}

TEST(PluginSettings, RefuseAliasesThatMultiplyWithoutEnd) {
  std::string yaml = "{a0: &a0 [1, 1, 1, 1, 1, 1, 1, 1]";
  for (int i = 1; i < 8; ++i) {
    const auto last = "*a" + std::to_string(i - 1);
    yaml += ", a" + std::to_string(i) + ": &a" + std::to_string(i) + " [" + last + ", " + last + ", " + last +
            ", " + last + "]";
  }
  EXPECT_THAT(problems_of("job_types: {a: {plugin: a.so, settings: " + yaml + "}}}"),
              ElementsAre(HasSubstr("more than 10000 values")));
}

}  // namespace
}  // namespace jobhost
