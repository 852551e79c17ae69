/**
 * The log of a shard: what the shard journals is durable in it before anyone is told, and whoever
 * takes the shard over finds it there.
 *
 * <p>Invariant: of all owners that a shard ever had, only the one with the highest epoch can still
 * append or commit; an append answered {@link io.varve.persistence.log.AppendResult.Durable} is
 * replayed to every later owner, one answered {@link io.varve.persistence.log.AppendResult.Refused}
 * to none.
 */
@NullMarked
package io.varve.persistence.log;

import org.jspecify.annotations.NullMarked;
