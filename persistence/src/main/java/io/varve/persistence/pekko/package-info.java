/**
 * Pekko Persistence's journal and snapshot plugins over a {@link
 * io.varve.persistence.log.ShardLog}, so that a shard speaks Pekko Persistence only, whichever log
 * lies beneath.
 *
 * <p>The invariant: a rejected event is known not to be stored, and so is every event that the
 * shard had sent behind it; a failed write means that this owner's time is over. Nothing uncertain
 * leaves the plugin, because the log resolves it first.
 *
 * <p>A log is claimed before the shard's actor exists and put into {@link
 * io.varve.persistence.pekko.ClaimedLogs}, where the plugins find it by persistence id.
 */
@NullMarked
package io.varve.persistence.pekko;

import org.jspecify.annotations.NullMarked;
