package io.varve.persistence.log.wal;

import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;

/** The payload of a {@link RecordType#STOP} record: the place that stopped a shard. */
final class StopReason {
  private StopReason() {}

  static byte[] encode(BadPlace place) {
    byte[] file = utf8(place.file());
    byte[] expected = utf8(place.expected());
    byte[] found = utf8(place.found());
    ByteBuffer target =
        ByteBuffer.allocate(
            Long.BYTES + 3 * Integer.BYTES + file.length + expected.length + found.length);
    target.putLong(place.offset());
    for (byte[] text : new byte[][] {file, expected, found}) {
      target.putInt(text.length).put(text);
    }
    return target.array();
  }

  /** Reads what was written; the bytes' checksum was checked before. */
  static BadPlace decode(ByteBuffer source) {
    long offset = source.getLong();
    return new BadPlace(text(source), offset, text(source), text(source));
  }

  private static String text(ByteBuffer source) {
    byte[] bytes = new byte[source.getInt()];
    source.get(bytes);
    return new String(bytes, StandardCharsets.UTF_8);
  }

  private static byte[] utf8(String text) {
    return text.getBytes(StandardCharsets.UTF_8);
  }
}
