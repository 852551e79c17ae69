/**
 * One shard as a vertical slice: what it admits, what it holds, and the actors around it.
 *
 * <p>The invariant: a shard's state is a function of the events in its log. {@link
 * io.varve.sharding.shard.Judge} decides what becomes an event; {@link
 * io.varve.sharding.shard.ShardState} applies events, live and at replay alike; {@link
 * io.varve.sharding.shard.ShardActor} and {@link io.varve.sharding.shard.SeriesActor} only carry
 * messages between them.
 */
@NullMarked
package io.varve.sharding.shard;

import org.jspecify.annotations.NullMarked;
