/**
 * What the evaluation of a query reads: the series of one tenant, shard by shard.
 *
 * <p>The invariant: the shards of a {@link io.varve.promql.storage.QueryStorage} partition the
 * series, so that each series is read exactly once.
 */
@NullMarked
package io.varve.promql.storage;

import org.jspecify.annotations.NullMarked;
