// An Observer that writes down what it is told, and cancels after a number of questions.
#pragma once

#include <stdexcept>
#include <string>
#include <vector>

#include "optimization/observer.hpp"

struct Stopped : std::runtime_error {
  Stopped() : std::runtime_error("stopped") {}
};

class RecordingObserver : public optimization::Observer {
 public:
  void progress(double fraction, std::string_view message) override {
    fractions.push_back(fraction);
    if (messages.empty() || messages.back() != message) { messages.emplace_back(message); }
  }
  void warn(std::string_view message) override { warnings.emplace_back(message); }
  void throw_if_cancelled() override {
    if (++questions > cancel_after) { throw Stopped(); }
  }

  std::vector<double> fractions;
  std::vector<std::string> messages;  // without repetitions
  std::vector<std::string> warnings;
  int questions = 0;
  int cancel_after = 1'000'000'000;
};
