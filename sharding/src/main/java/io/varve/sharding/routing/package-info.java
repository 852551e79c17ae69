/**
 * From a decoded request to the shards that own its series, and back to one result.
 *
 * <p>The invariant: a request is answered once every shard has answered for its part, and no part
 * is sent to a shard whose last batches are still being written; what comes meanwhile is joined
 * into the next batch.
 *
 * <p>Everything here is plain and thread-safe; the actors are reached through {@link
 * io.varve.sharding.routing.ShardTransport}.
 */
@NullMarked
package io.varve.sharding.routing;

import org.jspecify.annotations.NullMarked;
