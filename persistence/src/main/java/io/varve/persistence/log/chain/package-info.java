/** The shard log on a shared store: the chain. Later documented in full. */
@NullMarked
package io.varve.persistence.log.chain;

import org.jspecify.annotations.NullMarked;
