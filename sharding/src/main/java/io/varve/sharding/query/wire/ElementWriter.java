package io.varve.sharding.query.wire;

import io.varve.promql.value.QueryException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import org.jspecify.annotations.Nullable;

/** Strings elements together and cuts the whole into messages. Not thread-safe. */
final class ElementWriter {
  private static final int PAYLOAD = Frame.MAX_BYTES - Frame.HEADER_BYTES;

  /** What is not in a message yet, from {@code taken} to {@code written}. */
  private byte[] bytes = new byte[PAYLOAD];

  private int taken;
  private int written;
  private long elements;
  private int sequence;
  private boolean ended;

  /** Appends an element. */
  void add(Tag tag, byte[] body, int length) {
    if (length > Frame.MAX_ELEMENT_BYTES) {
      throw QueryException.limit("a part of an answer is of " + length + " bytes");
    }
    ByteBuffer header = ByteBuffer.allocate(Frame.ELEMENT_HEADER_BYTES);
    header.order(ByteOrder.LITTLE_ENDIAN).put(tag.number()).putInt(length);
    append(header.array(), Frame.ELEMENT_HEADER_BYTES);
    append(body, length);
    elements++;
  }

  /** Appends an element. */
  void add(Tag tag, byte[] body) {
    add(tag, body, body.length);
  }

  /** Appends the last element: how many there were. */
  void end() {
    byte[] count = new byte[Long.BYTES];
    ByteBuffer.wrap(count).order(ByteOrder.LITTLE_ENDIAN).putLong(elements);
    add(Tag.END, count);
    ended = true;
  }

  /** Returns whether {@link #end} was called. */
  boolean ended() {
    return ended;
  }

  private void append(byte[] from, int length) {
    if (written + length > bytes.length) {
      int waiting = written - taken;
      byte[] larger =
          waiting + length <= bytes.length
              ? bytes
              : new byte[Math.max(waiting + length, 2 * bytes.length)];
      System.arraycopy(bytes, taken, larger, 0, waiting);
      bytes = larger;
      taken = 0;
      written = waiting;
    }
    System.arraycopy(from, 0, bytes, written, length);
    written += length;
  }

  /** Returns a message if there is enough for a full one, or for the last one; else null. */
  byte @Nullable [] take() {
    int waiting = written - taken;
    if (waiting == 0 || (waiting < PAYLOAD && !ended)) {
      return null;
    }
    int payload = Math.min(waiting, PAYLOAD);
    byte flags = ended && payload == waiting ? Frame.LAST : 0;
    ByteBuffer frame = ByteBuffer.allocate(Frame.HEADER_BYTES + payload);
    frame.order(ByteOrder.LITTLE_ENDIAN).putInt(sequence++).put(flags);
    frame.put(bytes, taken, payload);
    taken += payload;
    return frame.array();
  }
}
