package io.varve.persistence.log.wal;

import java.io.IOException;

/** Records that a new segment begins with. */
@FunctionalInterface
interface Carried {
  /** No records. */
  Carried NOTHING = _ -> {};

  /** Puts them, without making them durable. */
  void writeTo(SegmentWriter writer) throws IOException;
}
