/** The write-ahead log. */
@NullMarked
package io.varve.persistence.log.wal;

import org.jspecify.annotations.NullMarked;
