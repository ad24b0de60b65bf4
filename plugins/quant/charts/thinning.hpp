// Leaves out the points of a line that a reader would not miss: largest-triangle-three-buckets (Steinarsson 2013,
// Downsampling Time Series for Visual Representation, University of Iceland). Deterministic; called by every chart
// with a line. 1e6 points take a few milliseconds. Any thread.
#pragma once

#include <cstddef>
#include <span>
#include <vector>

namespace quant {

// Indices into `values` that are kept, ascending: the first, the last, and of each of the points - 2 buckets
// between the one that spans the largest triangle with the point kept before and the mean of the bucket behind. All
// of them when there are no more than `points`; points below 3 counts as 3. Among equals the first is kept. The
// points are taken as evenly spaced. Values that are not finite are passed over; a bucket of nothing else keeps its
// first, so that the hole is seen.
std::vector<std::size_t> thin_line(std::span<const double> values, std::size_t points);

}  // namespace quant
