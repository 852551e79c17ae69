/** A shard's manifest. */
@NullMarked
package io.varve.persistence.manifest;

import org.jspecify.annotations.NullMarked;
