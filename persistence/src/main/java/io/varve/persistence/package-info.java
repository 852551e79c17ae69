/**
 * What lasts and outlives every process: chunks, index, blocks, object store and log; nothing here
 * depends on Pekko except {@code io.varve.persistence.pekko}.
 */
@NullMarked
package io.varve.persistence;

import org.jspecify.annotations.NullMarked;
