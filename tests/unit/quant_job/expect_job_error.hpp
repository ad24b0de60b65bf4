// Runs something that must fail with a JobError and checks its code and its whole text.
#pragma once

#include <gtest/gtest.h>

#include <jobhost/plugin.hpp>
#include <string>

template <typename Function>
void expect_job_error(const std::string& code, const std::string& text, Function function) {
  try {
    function();
    ADD_FAILURE() << "no error; expected: " << text;
  } catch (const jobhost::JobError& error) {
    EXPECT_EQ(error.code(), code);
    EXPECT_EQ(std::string(error.what()), text);
  }
}
