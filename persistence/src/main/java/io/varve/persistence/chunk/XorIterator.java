package io.varve.persistence.chunk;

import io.varve.model.CorruptionException;
import io.varve.model.NativeHistogram;
import io.varve.model.ValueKind;
import java.lang.invoke.MethodHandles;
import java.lang.invoke.VarHandle;
import java.nio.ByteOrder;
import java.util.Objects;

/**
 * Reads an XOR chunk, finished or still growing. One object serves any number of chunks, one after
 * another, by {@link #reset}, and allocates nothing.
 *
 * <p>Bits are taken from the array a long at a time, without a buffer in between: the 57 to 64 bits
 * at the current position decode all of a sample but the rarest ones. Not thread-safe.
 */
public final class XorIterator extends ScanningIterator {
  private static final VarHandle LONG =
      MethodHandles.byteArrayViewVarHandle(long[].class, ByteOrder.BIG_ENDIAN);

  /** Bits that a word read at any bit position surely holds. */
  private static final int WORD_BITS = 57;

  private byte[] bytes = new byte[0];
  private long start;
  private long position;
  private long end;
  private int count;
  private int read;
  private boolean ended;
  private long t;
  private long delta;
  private long valueBits;
  private int leading;
  private int trailing;
  private String file = "XOR chunk";
  private long fileOffset;

  /** Begins a growing chunk at the state of the snapshot. */
  public XorIterator reset(ChunkSnapshot snapshot) {
    return reset(snapshot.bytes(), 0, snapshot.byteLength(), snapshot.count());
  }

  /**
   * Begins a chunk. The array is read in place and must stay as it is meanwhile.
   *
   * @param chunk holds the chunk, from its two bytes of header on, which are skipped
   * @param offset where the chunk begins
   * @param length its length in bytes
   * @param samples how many samples to read, at most those that the chunk holds
   * @return this
   * @throws CorruptionException if the chunk is too short for its header
   */
  public XorIterator reset(byte[] chunk, int offset, int length, int samples) {
    Objects.checkFromIndexSize(offset, length, chunk.length);
    if (length < XorFormat.HEADER_BYTES) {
      throw XorFormat.tooShort(length);
    }
    bytes = chunk;
    start = (long) offset << 3;
    position = start + XorFormat.HEADER_BYTES * 8;
    end = start + ((long) length << 3);
    count = samples;
    read = 0;
    ended = false;
    t = 0;
    delta = 0;
    valueBits = 0;
    leading = XorFormat.NO_WINDOW;
    trailing = 0;
    return this;
  }

  /** Names the place that corruption errors are to cite from now on. */
  public XorIterator at(String newFile, long newOffset) {
    file = newFile;
    fileOffset = newOffset;
    return this;
  }

  @Override
  public boolean next() {
    if (read >= count) {
      ended = true;
      return false;
    }
    if (read >= 2) {
      nextDelta();
    } else if (read == 1) {
      delta = readVarint();
      t += delta;
      readValue();
    } else {
      long zigzag = readVarint();
      t = (zigzag >>> 1) ^ -(zigzag & 1);
      valueBits = readLong(position);
      position += 64;
    }
    if (position > end) {
      throw corrupt("the bits of sample " + read + " of " + count, "the end of the chunk");
    }
    read++;
    return true;
  }

  @Override
  protected boolean isAtSample() {
    return read > 0 && !ended;
  }

  private void nextDelta() {
    long word = word(position);
    if (word >= 0) {
      // Nine samples in ten: the interval has not changed.
      t += delta;
      if (word << 1 >= 0) {
        position += 2;
        return;
      }
      position++;
      readValue();
      return;
    }
    switch (Long.numberOfLeadingZeros(~word)) {
      case 1 -> delta += signed(word << 2, 14, 16);
      case 2 -> delta += signed(word << 3, 17, 20);
      case 3 -> delta += signed(word << 4, 20, 24);
      default -> {
        delta += readLong(position + 4);
        position += 68;
      }
    }
    t += delta;
    readValue();
  }

  /** The topmost bits of a word as a number from -2^(bits-1)+1 to 2^(bits-1). */
  private long signed(long word, int bits, int advance) {
    position += advance;
    long raw = word >>> (64 - bits);
    return raw > 1L << (bits - 1) ? raw - (1L << bits) : raw;
  }

  private void readValue() {
    long word = word(position);
    if (word >= 0) {
      position++;
      return;
    }
    int head = 2;
    if ((word & 1L << 62) != 0) {
      head = 13;
      openWindow((int) (word >>> 57) & 31, (int) (word >>> 51) & 63);
    } else if (leading == XorFormat.NO_WINDOW) {
      // Prometheus resumes a chunk without a window as though one of 64 bits were open.
      leading = 0;
      trailing = 0;
    }
    int significant = 64 - leading - trailing;
    long bits = head + significant <= WORD_BITS ? word << head : readLong(position + head);
    valueBits ^= bits >>> (64 - significant) << trailing;
    position += head + significant;
  }

  private void openWindow(int newLeading, int significantOrZero) {
    int significant = significantOrZero == 0 ? 64 : significantOrZero;
    if (newLeading + significant > 64) {
      throw corrupt(
          "leading zeros and significant bits of at most 64 together",
          newLeading + " and " + significant);
    }
    leading = newLeading;
    trailing = 64 - newLeading - significant;
  }

  /**
   * At least {@value #WORD_BITS} bits from a position on, topmost first; beyond the array, zeros.
   */
  private long word(long at) {
    int index = (int) (at >>> 3);
    long word = index + Long.BYTES <= bytes.length ? (long) LONG.get(bytes, index) : tail(index);
    return word << (at & 7);
  }

  /** Exactly 64 bits. */
  private long readLong(long at) {
    int shift = (int) (at & 7);
    int ninth = (int) (at >>> 3) + Long.BYTES;
    long last = shift == 0 || ninth >= bytes.length ? 0 : (bytes[ninth] & 0xFFL) >>> (8 - shift);
    return word(at) | last;
  }

  private long tail(int index) {
    long word = 0;
    for (int i = 0; i < Long.BYTES; i++) {
      word = word << 8 | (index + i < bytes.length ? bytes[index + i] & 0xFF : 0);
    }
    return word;
  }

  private long readVarint() {
    long value = 0;
    for (int shift = 0; shift < 70; shift += 7) {
      long b = word(position) >>> 56;
      position += 8;
      value |= (b & 0x7F) << shift;
      if (b < 0x80) {
        if (shift == 63 && b > 1) {
          break;
        }
        return value;
      }
    }
    throw corrupt("a varint of at most 64 bits", "a longer one");
  }

  private CorruptionException corrupt(String expected, String found) {
    return new CorruptionException(file, fileOffset + ((position - start) >>> 3), expected, found);
  }

  @Override
  public long t() {
    return t;
  }

  @Override
  public long startT() {
    return 0;
  }

  @Override
  public ValueKind kind() {
    return ValueKind.FLOAT;
  }

  @Override
  public long valueBits() {
    return valueBits;
  }

  @Override
  public NativeHistogram histogram() {
    throw new IllegalStateException("a float is no histogram");
  }

  int samplesRead() {
    return read;
  }

  /** Number of bits from the beginning of the chunk to the current position. */
  int bitsRead() {
    return (int) (position - start);
  }

  long delta() {
    return delta;
  }

  int leading() {
    return leading;
  }

  int trailing() {
    return trailing;
  }
}
