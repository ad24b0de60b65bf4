// search.
#include <gtest/gtest.h>

#include "unit/optimization/request/refused_payload.hpp"

namespace {

namespace search = optimization::search;

TEST(ReadSearch, IsAWholeGridByDefault) {
  const auto request = optimization::read_request(example_without("search"));
  EXPECT_EQ(request.method, search::Method::grid);
  EXPECT_EQ(request.budget.evaluations, 99U * 99U);
  EXPECT_EQ(request.budget.patience, 0U);
  EXPECT_EQ(request.budget.target, std::nullopt);
  EXPECT_EQ(request.seed, 1U);
}

TEST(ReadSearch, KnowsEveryMethod) {
  for (std::size_t i = 0; i <= static_cast<std::size_t>(search::Method::pattern_search); ++i) {
    const auto method = static_cast<search::Method>(i);
    const auto request = read_with("/search/method", std::string(search::key_of(method)));
    EXPECT_EQ(request.method, method);
    EXPECT_EQ(request.budget.evaluations, method == search::Method::grid ? 9'801U : 1'000U);
  }
}

TEST(ReadSearch, ReadsTheBudget) {
  const auto request = read_with(
      "/search", {{"method", "tpe"}, {"evaluations", 500}, {"seed", 7}, {"patience", 50}, {"target", 2.5}});
  EXPECT_EQ(request.method, search::Method::tpe);
  EXPECT_EQ(request.budget.evaluations, 500U);
  EXPECT_EQ(request.budget.patience, 50U);
  EXPECT_EQ(request.budget.target, 2.5);
  EXPECT_EQ(request.seed, 7U);
}

TEST(ReadSearch, NamesWhatIsWrong) {
  expect_invalid(
      "/search/method", "grud",
      "search.method: expected one of grid, random, latin_hypercube, sobol, tpe, cma_es, "
      "differential_evolution, particle_swarm, genetic, nsga2, pattern_search, got \"grud\", did you mean "
      "grid?");
  expect_invalid("/search/evaluations", 0, "search.evaluations: expected a whole number from 1 to 2500000, got 0");
  expect_invalid("/search/seed", -1, "search.seed: expected a whole number from 0 to 9007199254740991, got -1");
  expect_invalid("/search/patience", -1, "search.patience: expected a whole number from 0 to 2500000, got -1");
  expect_invalid("/search/target", "2",
                 "search.target: expected a number from -1000000000000000 to 1000000000000000, got \"2\"");
  expect_invalid(
      "/search/evaluation", 5,
      "search.evaluation: search has no such field, did you mean evaluations? It has method, evaluations, "
      "seed, patience, target");
}

TEST(ReadSearch, AGridTriesEveryCombination) {
  const std::string text =
      ": a grid tries every combination; leave it out or choose another search.method such as random";
  expect_invalid("/search/evaluations", 100, "search.evaluations" + text);
  expect_invalid("/search/patience", 100, "search.patience" + text);
  expect_invalid("/search/target", 2, "search.target" + text);
  EXPECT_EQ(read_with("/search", {{"evaluations", nullptr}, {"patience", 0}, {"target", nullptr}}).seed, 1U);
}

TEST(ReadSearch, AGridNeedsLevels) {
  auto payload = example_of("trend_with_trailing_stop");
  payload["parameters"] = {{"stop", {{"min", 0.02}, {"max", 0.3}}}};
  expect_refused(payload, "invalid_payload",
                 "parameters.stop: a grid needs levels, and 0.02 to 0.3 has none; give a step, a list, or another "
                 "search.method such as sobol");
  payload["search"]["method"] = "sobol";
  EXPECT_EQ(optimization::read_request(payload).space.search_space().size(), std::nullopt);
  payload["parameters"]["stop"]["max"] = 0.02;  // one value is a level
  payload["search"]["method"] = "grid";
  EXPECT_EQ(optimization::read_request(payload).budget.evaluations, 1U);
}

TEST(ReadSearch, AGridIsNotTooLarge) {
  auto payload = example_with("/parameters/slow", {{"min", 1}, {"max", 100'000}});
  payload["parameters"]["fast"] = {{"min", 1}, {"max", 1'001}};
  expect_refused(payload, "too_many_combinations",
                 "parameters: the ranges span more than 100000000 combinations before the constraint; narrow them, "
                 "raise step or use another search.method such as sobol");
  payload["parameters"]["fast"]["max"] = 1'000;
  EXPECT_EQ(optimization::read_request(payload).budget.evaluations, 100'000'000U);
}

}  // namespace
