package io.varve.persistence.manifest;

import java.io.IOException;

/** Deletes local segments of the head. */
public interface SegmentRemover {
  /** Deletes a segment; an absent one is fine. */
  void delete(long id) throws IOException;
}
