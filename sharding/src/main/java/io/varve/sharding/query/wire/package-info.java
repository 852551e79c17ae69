/** Fragments of queries and shards' answers as messages between nodes. */
@NullMarked
package io.varve.sharding.query.wire;

import org.jspecify.annotations.NullMarked;
