#include "optimization/judgement/plateau_of_best.hpp"

#include <cmath>
#include <vector>

#include "quant/validation/plateau.hpp"

namespace optimization {
namespace {

// Scaled to 0..1, for trials that lie scattered.
std::vector<double> unit_coordinates(const Request& request, const TrialTable& trials) {
  std::vector<double> coordinates;
  coordinates.reserve(trials.size() * request.space.axes().size());
  for (std::size_t i = 0; i < trials.size(); ++i) {
    const auto unit = request.space.search_space().coordinates_of(trials.point(i));
    coordinates.insert(coordinates.end(), unit.begin(), unit.end());
  }
  return coordinates;
}

std::vector<double> level_numbers(const TrialTable& trials) {
  std::vector<double> coordinates;
  for (std::size_t i = 0; i < trials.size(); ++i) {
    coordinates.insert(coordinates.end(), trials.point(i).begin(), trials.point(i).end());
  }
  return coordinates;
}

}  // namespace

double plateau_of_best(const Request& request, const Outcome& outcome) {
  if (outcome.ranking.empty()) { return std::nan(""); }
  auto scores = outcome.trials.column(request.objectives.front());
  if (!quant::larger_is_better(request.objectives.front())) {
    for (auto& score : scores) { score = -score; }
  }
  const bool grid = request.method == search::Method::grid;
  const auto coordinates = grid ? level_numbers(outcome.trials) : unit_coordinates(request, outcome.trials);
  const quant::TrialSurface surface{
      .coordinates = coordinates, .dimensions = request.space.axes().size(), .scores = scores};
  return grid ? quant::plateau_on_grid(surface, outcome.ranking.front()).score
              : quant::plateau_of_nearest(surface, outcome.ranking.front()).score;
}

}  // namespace optimization
