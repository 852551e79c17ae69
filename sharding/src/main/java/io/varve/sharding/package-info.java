/**
 * The shard as a vertical slice: a series, its log, its blocks and the queries over them belong to
 * exactly one shard at a time.
 */
@NullMarked
package io.varve.sharding;

import org.jspecify.annotations.NullMarked;
