package io.varve.sharding.query.wire;

import io.varve.model.DecodeException;
import io.varve.promql.gather.FrameSource;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;

/**
 * Puts messages together again and gives their elements one by one. Holds what has arrived of one
 * element and a message at most, whatever lengths the bytes claim. Not thread-safe.
 */
final class ElementReader implements AutoCloseable {
  private final FrameSource frames;
  private byte[] bytes = new byte[Frame.MAX_BYTES];
  private int read;
  private int filled;

  /** The next message's number, which is that of the messages before it. */
  private int sequence;

  private boolean last;
  private long elements;

  /** An element; the body is little-endian and valid until the next one is read. */
  record Element(Tag tag, ByteBuffer body) {}

  ElementReader(FrameSource frames) {
    this.frames = frames;
  }

  /**
   * Returns the next element; after {@link Tag#END}, of which the count has been compared, there is
   * none.
   *
   * @throws DecodeException if the stream ends early, or is not one
   */
  Element next() {
    require(Frame.ELEMENT_HEADER_BYTES);
    Tag tag = Tag.of(bytes[read], read);
    int length = buffer(read + 1, Integer.BYTES).getInt();
    if (length < 0 || length > Frame.MAX_ELEMENT_BYTES) {
      throw new DecodeException("an element is of " + length + " bytes", read);
    }
    read += Frame.ELEMENT_HEADER_BYTES;
    require(length);
    ByteBuffer body = buffer(read, length);
    read += length;
    if (tag == Tag.END) {
      end(body);
    }
    elements++;
    return new Element(tag, body);
  }

  private void end(ByteBuffer body) {
    if (body.remaining() != Long.BYTES || body.getLong(0) != elements) {
      throw new DecodeException("a stream of " + elements + " elements has another count", read);
    }
    if (read != filled || !last) {
      throw new DecodeException("a stream goes on behind its end", read);
    }
  }

  private ByteBuffer buffer(int from, int length) {
    return ByteBuffer.wrap(bytes, from, length).slice().order(ByteOrder.LITTLE_ENDIAN);
  }

  /** Reads messages until so many bytes can be read. */
  private void require(int count) {
    while (filled - read < count) {
      byte[] frame = last ? null : frames.next();
      if (frame == null) {
        throw new DecodeException("a stream ends in the middle of an element", read);
      }
      append(frame);
    }
  }

  private void append(byte[] frame) {
    ByteBuffer header = ByteBuffer.wrap(frame).order(ByteOrder.LITTLE_ENDIAN);
    if (frame.length <= Frame.HEADER_BYTES || frame.length > Frame.MAX_BYTES) {
      throw new DecodeException("a message is of " + frame.length + " bytes", read);
    }
    int number = header.getInt();
    if (number != sequence) {
      throw new DecodeException("message " + number + " follows " + sequence + " messages", 0);
    }
    sequence++;
    last = header.get() == Frame.LAST;
    int payload = header.remaining();
    int waiting = filled - read;
    if (filled + payload > bytes.length) {
      byte[] larger =
          waiting + payload <= bytes.length
              ? bytes
              : new byte[Math.max(waiting + payload, 2 * bytes.length)];
      System.arraycopy(bytes, read, larger, 0, waiting);
      bytes = larger;
      read = 0;
      filled = waiting;
    }
    header.get(bytes, filled, payload);
    filled += payload;
  }

  @Override
  public void close() {
    frames.close();
  }
}
