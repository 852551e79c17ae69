package io.varve.persistence.head;

import io.varve.model.ByteCursor;
import io.varve.model.DecodeException;

/**
 * The durable part of one head-chunk segment.
 *
 * @param id the segment's number, from 1
 * @param length its durable length in bytes, at least that of its header
 * @param windows bytes of records in it by window
 */
public record ForcedSegment(int id, long length, WindowBytes windows) {
  private static final int MAX_ID = (1 << 23) - 1;
  private static final long MAX_LENGTH = (1L << 40) - 1;

  /** Checks the bounds. */
  public ForcedSegment {
    if (id < 1 || id > MAX_ID || length < SegmentFormat.HEADER_BYTES || length > MAX_LENGTH) {
      throw new IllegalArgumentException("segment " + id + " of " + length + " bytes");
    }
  }

  void writeTo(ByteSink out) {
    out.putUvarint(id);
    out.putUvarint(length);
    windows.writeTo(out);
  }

  static ForcedSegment readFrom(ByteCursor in) {
    int start = in.position();
    int id = in.uvarintUpTo(MAX_ID);
    long length = in.uvarint();
    WindowBytes windows = WindowBytes.readFrom(in);
    try {
      return new ForcedSegment(id, length, windows);
    } catch (IllegalArgumentException e) {
      throw new DecodeException(String.valueOf(e.getMessage()), start);
    }
  }
}
