package io.varve.persistence.head;

import io.varve.model.ByteCursor;
import io.varve.model.DecodeException;
import java.util.ArrayList;
import java.util.List;

/**
 * What a manifest says of the head-chunk segments: which there are, and how much of each is
 * durable. Bytes behind that, and segments that are not named, are as if never written.
 *
 * @param segments ascending by number
 */
public record ForcedLengths(List<ForcedSegment> segments) {
  /** No segments: the beginning of every shard. */
  public static final ForcedLengths NONE = new ForcedLengths(List.of());

  private static final int MAX_SEGMENTS = 1 << 20;

  /** Checks the order. */
  public ForcedLengths {
    segments = List.copyOf(segments);
    for (int i = 1; i < segments.size(); i++) {
      if (segments.get(i - 1).id() >= segments.get(i).id()) {
        throw new IllegalArgumentException("segments must ascend: " + segments);
      }
    }
  }

  /** Writes the lengths for a manifest. */
  public void writeTo(ByteSink out) {
    out.putUvarint(segments.size());
    for (ForcedSegment segment : segments) {
      segment.writeTo(out);
    }
  }

  /**
   * Reads what {@link #writeTo} wrote.
   *
   * @throws DecodeException if the bytes are something else
   */
  public static ForcedLengths readFrom(ByteCursor in) {
    int start = in.position();
    int count = in.uvarintUpTo(MAX_SEGMENTS);
    List<ForcedSegment> segments = new ArrayList<>();
    for (int i = 0; i < count; i++) {
      segments.add(ForcedSegment.readFrom(in));
    }
    try {
      return new ForcedLengths(segments);
    } catch (IllegalArgumentException e) {
      throw new DecodeException(String.valueOf(e.getMessage()), start);
    }
  }
}
