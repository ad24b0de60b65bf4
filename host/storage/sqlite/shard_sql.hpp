// Pieces of SQL about the shards of the row `jobs` at hand. Macros, so that they can be put together with other
// literals.
//
// What a waiting parent shows (progress, and a revision that grows with every change of a shard) is made of its
// shards when somebody reads it, and frozen in its row when it stops waiting. Nothing is written to the parent
// while its shards run, so ten thousand shards that report do not cost ten thousand writes, and every reader sees
// the exact mean.
#pragma once

#define SHARDS_SQL(aggregate) \
  "(SELECT " aggregate " FROM jobs AS shard INDEXED BY jobs_of_parent WHERE shard.parent_id = jobs.id)"

#define SHARDS_DONE_SQL \
  "(count(*) FILTER (WHERE shard.state = 'succeeded')) || ' of ' || count(*) || ' shards done'"

namespace jobhost::sqlite {

// In the SET of an UPDATE that a waiting parent leaves its state by; a plain job that waits for nothing passes
// unchanged.
inline constexpr auto kFreezeShards =
    "revision = revision + 1 + iif(state = 'waiting', " SHARDS_SQL("sum(shard.revision)") ", 0), "
    "progress_fraction = iif(state = 'waiting', " SHARDS_SQL("avg(shard.progress_fraction)") ", progress_fraction), "
    "progress_message = iif(state = 'waiting', " SHARDS_SQL(SHARDS_DONE_SQL) ", progress_message)";

// What progress a run starts with: the merge goes on from what the shards have done.
inline constexpr auto kFractionAtStart = "iif(shard_count IS NULL OR parent_id IS NOT NULL, 0, progress_fraction)";

// When a planned parent started: with its plan, so that its time is that of the whole job. NULL for all others.
inline constexpr auto kStartOfPlan = "iif(shard_count IS NULL OR parent_id IS NOT NULL, NULL, started_at)";

}  // namespace jobhost::sqlite
