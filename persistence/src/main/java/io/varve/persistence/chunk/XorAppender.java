package io.varve.persistence.chunk;

import io.varve.model.CorruptionException;
import java.lang.invoke.MethodHandles;
import java.lang.invoke.VarHandle;
import java.nio.ByteOrder;
import java.util.Arrays;

/**
 * An open XOR chunk: appends samples in the encoding that the package documentation specifies, byte
 * for byte as Prometheus does.
 *
 * <p><b>Readers.</b> One writer at a time. {@link #snapshot} hands out the array itself, and the
 * writer goes on appending to it. This is sound because bits are only ever added: a write begins at
 * {@code bitLength}, and rewrites of the byte in which that bit lies only the bits behind it, the
 * ones before it with the value that they have. A reader who was handed {@code bitLength} and count
 * by safe publication therefore finds each of its bits unchanged, whichever of the two versions of
 * that last byte it sees (bytes of an array do not tear). Growing and trimming move the writer to a
 * new array and leave the old one to the readers. The two bytes in front, which on disk hold the
 * number of samples, stay zero in the shared array; {@link #copyTo} fills them in the copy.
 *
 * <p>Appending allocates nothing unless the array must grow. Not thread-safe beyond the above.
 */
public final class XorAppender implements ChunkAppender {
  private static final VarHandle LONG =
      MethodHandles.byteArrayViewVarHandle(long[].class, ByteOrder.BIG_ENDIAN);
  private static final int INITIAL_CAPACITY = 64;

  private byte[] bytes;
  private int bitLength;
  private int count;
  private byte leading;
  private byte trailing;
  private long lastT;
  private long lastDelta;
  private long lastValueBits;

  /** An empty chunk. */
  public XorAppender() {
    bytes = new byte[INITIAL_CAPACITY];
    bitLength = XorFormat.HEADER_BYTES * 8;
    leading = XorFormat.NO_WINDOW;
  }

  /**
   * Opens a finished chunk for appending by reading it through. The bytes are copied.
   *
   * @param chunk holds the chunk with its header
   * @param offset where the chunk begins
   * @param length its length in bytes
   * @throws CorruptionException if the bytes are not a chunk
   */
  public static XorAppender reopen(byte[] chunk, int offset, int length) {
    return reopen(chunk, offset, length, XorFormat.count(chunk, offset, length));
  }

  /**
   * Opens the first {@code count} samples of a chunk for appending; what follows them is dropped.
   * The header's own count is not looked at, so that the bytes of a snapshot will do.
   *
   * @throws CorruptionException if the bytes do not hold {@code count} samples
   */
  public static XorAppender reopen(byte[] chunk, int offset, int length, int count) {
    XorIterator it = new XorIterator();
    it.reset(chunk, offset, length, count);
    while (it.next()) {
      // Reading to the end leaves the encoder's state in the iterator.
    }
    XorAppender appender = new XorAppender();
    appender.resume(chunk, offset, it);
    return appender;
  }

  private void resume(byte[] chunk, int offset, XorIterator end) {
    bitLength = end.bitsRead();
    count = end.samplesRead();
    leading = (byte) end.leading();
    trailing = (byte) end.trailing();
    lastT = count == 0 ? 0 : end.t();
    lastDelta = end.delta();
    lastValueBits = end.valueBits();
    int used = byteLength();
    if (used > bytes.length) {
      bytes = new byte[roundUp(used)];
    }
    System.arraycopy(
        chunk,
        offset + XorFormat.HEADER_BYTES,
        bytes,
        XorFormat.HEADER_BYTES,
        used - XorFormat.HEADER_BYTES);
    if ((bitLength & 7) != 0) {
      bytes[used - 1] &= (byte) (0xFF00 >>> (bitLength & 7));
    }
  }

  /**
   * Appends a sample. Its time must be after that of the sample before; this is for the caller to
   * see to and is not checked here.
   *
   * @param t milliseconds since the epoch
   * @param valueBits the IEEE 754 bits of the value, stored as they are
   * @throws IllegalStateException if the chunk holds {@value XorFormat#MAX_SAMPLES} samples
   */
  public void append(long t, long valueBits) {
    if (count >= 2) {
      appendRest(t, valueBits);
    } else if (count == 1) {
      long delta = t - lastT;
      writeVarint(delta);
      lastDelta = delta;
      writeValue(0, 0, valueBits);
    } else {
      writeVarint((t << 1) ^ (t >> 63));
      writeBits(valueBits, 64);
    }
    lastT = t;
    lastValueBits = valueBits;
    count++;
  }

  private void appendRest(long t, long valueBits) {
    if (count == XorFormat.MAX_SAMPLES) {
      throw new IllegalStateException("the chunk is full: " + count + " samples");
    }
    long delta = t - lastT;
    long change = delta - lastDelta;
    lastDelta = delta;
    if (change == 0) {
      writeValue(0, 1, valueBits);
    } else if (fits(change, 14)) {
      writeValue(0b10L << 14 | (change & 0x3FFF), 16, valueBits);
    } else if (fits(change, 17)) {
      writeValue(0b110L << 17 | (change & 0x1FFFF), 20, valueBits);
    } else if (fits(change, 20)) {
      writeValue(0b1110L << 20 | (change & 0xFFFFF), 24, valueBits);
    } else {
      writeBits(0b1111, 4);
      writeBits(change, 64);
      writeValue(0, 0, valueBits);
    }
  }

  /**
   * The range is one off two's complement: the highest value is 2^(bits-1), the lowest
   * -2^(bits-1)+1.
   */
  private static boolean fits(long x, int bits) {
    long half = 1L << (bits - 1);
    return x > -half && x <= half;
  }

  /** Writes the lowest {@code headBits} (0 to 24) of {@code head}, then the value. */
  private void writeValue(long head, int headBits, long valueBits) {
    long xor = valueBits ^ lastValueBits;
    if (xor == 0) {
      writeBits(head << 1, headBits + 1);
      return;
    }
    int newLeading = Math.min(Long.numberOfLeadingZeros(xor), XorFormat.MAX_LEADING);
    int newTrailing = Long.numberOfTrailingZeros(xor);
    if (leading != XorFormat.NO_WINDOW && newLeading >= leading && newTrailing >= trailing) {
      writeBits(head << 2 | 0b10, headBits + 2, xor >>> trailing, 64 - leading - trailing);
      return;
    }
    leading = (byte) newLeading;
    trailing = (byte) newTrailing;
    int significant = 64 - newLeading - newTrailing;
    long window = 0b11L << 11 | (long) newLeading << 6 | (significant & 63);
    writeBits(head << 13 | window, headBits + 13, xor >>> newTrailing, significant);
  }

  /** Both parts in one write if they fit into a long. Neither may have bits above its length. */
  private void writeBits(long head, int headBits, long tail, int tailBits) {
    if (headBits + tailBits <= 64) {
      writeBits(head << tailBits | tail, headBits + tailBits);
    } else {
      writeBits(head, headBits);
      writeBits(tail, tailBits);
    }
  }

  /** Writes the lowest {@code bits} (1 to 64) of {@code value}; the bits above are ignored. */
  private void writeBits(long value, int bits) {
    int end = bitLength + bits;
    if (end > bytes.length << 3) {
      bytes = Arrays.copyOf(bytes, roundUp(Math.max((end + 7) >>> 3, bytes.length * 3 / 2)));
    }
    int index = bitLength >>> 3;
    int used = bitLength & 7;
    long aligned = value << (64 - bits);
    long word = (bytes[index] & 0xFFL) << 56 | aligned >>> used;
    if (index + Long.BYTES <= bytes.length) {
      LONG.set(bytes, index, word);
      if (used + bits > 64) {
        bytes[index + Long.BYTES] = (byte) (aligned << (8 - used));
      }
    } else {
      for (int i = index; i < bytes.length; i++) {
        bytes[i] = (byte) (word >>> 56);
        word <<= 8;
      }
    }
    bitLength = end;
  }

  private void writeVarint(long value) {
    long rest = value;
    while ((rest & ~0x7FL) != 0) {
      writeBits((rest & 0x7F) | 0x80, 8);
      rest >>>= 7;
    }
    writeBits(rest, 8);
  }

  private static int roundUp(int capacity) {
    return (capacity + 7) & ~7;
  }

  @Override
  public ChunkEncoding encoding() {
    return ChunkEncoding.XOR;
  }

  @Override
  public ChunkSnapshot snapshot() {
    return new ChunkSnapshot(ChunkEncoding.XOR, bytes, bitLength, count);
  }

  /** Gives back the unused end of the array; appending may go on. */
  public void trim() {
    int used = roundUp(byteLength());
    if (used < bytes.length) {
      bytes = Arrays.copyOf(bytes, used);
    }
  }

  @Override
  public void copyTo(byte[] destination, int offset) {
    System.arraycopy(bytes, 0, destination, offset, byteLength());
    destination[offset] = (byte) (count >>> 8);
    destination[offset + 1] = (byte) count;
  }

  @Override
  public int byteLength() {
    return (bitLength + 7) >>> 3;
  }

  /** Length of the array held, in bytes. */
  public int capacity() {
    return bytes.length;
  }

  @Override
  public int count() {
    return count;
  }

  @Override
  public long lastT() {
    return lastT;
  }

  /** Value bits of the last sample; meaningless while empty. */
  public long lastValueBits() {
    return lastValueBits;
  }
}
