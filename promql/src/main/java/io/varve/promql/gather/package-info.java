/**
 * A plan's fragments, run on all shards and put together.
 *
 * <p>A {@link io.varve.promql.gather.FragmentRunner} answers for one shard; {@link
 * io.varve.promql.gather.Gatherer} asks all of them and merges. Shards answer in two phases, as
 * operators do: label sets first, sorted, then what belongs to each. So the order of the whole is
 * known before the first value, and the values of a shard are read in batches, one ahead.
 *
 * <p>The invariant: each shard answers each fragment exactly once, and with as much as it
 * announced; else the query fails.
 */
@NullMarked
package io.varve.promql.gather;

import org.jspecify.annotations.NullMarked;
