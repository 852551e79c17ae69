package io.varve.persistence.chunk;

import io.varve.model.CorruptionException;
import java.lang.invoke.MethodHandles;
import java.lang.invoke.VarHandle;
import java.nio.ByteOrder;
import java.util.Objects;

/**
 * Takes bits out of bytes, topmost first. Whatever the bytes are, nothing but a {@link
 * CorruptionException} comes out. Not thread-safe.
 */
final class BitReader {
  private static final VarHandle LONG =
      MethodHandles.byteArrayViewVarHandle(long[].class, ByteOrder.BIG_ENDIAN);

  private byte[] bytes = new byte[0];
  private long start;
  private long position;
  private long end;
  private String file = "chunk";
  private long fileOffset;

  /** Begins a chunk, behind its header. */
  void reset(byte[] chunk, int offset, int length, int headerBytes) {
    Objects.checkFromIndexSize(offset, length, chunk.length);
    bytes = chunk;
    start = (long) offset << 3;
    position = start + headerBytes * 8L;
    end = start + length * 8L;
    if (position > end) {
      throw corrupt("a header of " + headerBytes + " bytes", length + " bytes");
    }
  }

  /** Names the place that errors are to cite from now on. */
  void at(String newFile, long newOffset) {
    file = newFile;
    fileOffset = newOffset;
  }

  /** Reads 1 to 64 bits. */
  long bits(int count) {
    long after = position + count;
    if (after > end) {
      throw corrupt(count + " more bits", "the end of the chunk");
    }
    int index = (int) (position >>> 3);
    int shift = (int) (position & 7);
    long word = word(index) << shift;
    if (shift + count > Long.SIZE) {
      word |= (bytes[index + Long.BYTES] & 0xFFL) >>> (8 - shift);
    }
    position = after;
    return word >>> (Long.SIZE - count);
  }

  private long word(int index) {
    if (index + Long.BYTES <= bytes.length) {
      return (long) LONG.get(bytes, index);
    }
    long word = 0;
    for (int i = 0; i < Long.BYTES; i++) {
      word = word << 8 | (index + i < bytes.length ? bytes[index + i] & 0xFF : 0);
    }
    return word;
  }

  /** Reads a signed number in one of {@link VarbitFormat}'s sizes. */
  long varbitInt() {
    int bits = varbitBits();
    return bits == 0 ? 0 : VarbitFormat.signed(bits(bits), bits);
  }

  /** Reads an unsigned number in one of {@link VarbitFormat}'s sizes. */
  long varbitUint() {
    int bits = varbitBits();
    return bits == 0 ? 0 : bits(bits);
  }

  private int varbitBits() {
    int shift = (int) (position & 7);
    int size = VarbitFormat.sizeOf((int) (word((int) (position >>> 3)) << shift >>> 56));
    position += VarbitFormat.prefixBits(size);
    if (position > end) {
      throw corrupt("the size of a number", "the end of the chunk");
    }
    return VarbitFormat.bits(size);
  }

  /** How many bits are left. */
  long left() {
    return end - position;
  }

  /** How many bits there are from the beginning of the chunk to the current position. */
  int bitsRead() {
    return (int) (position - start);
  }

  CorruptionException corrupt(String expected, String found) {
    return new CorruptionException(file, fileOffset + ((position - start) >>> 3), expected, found);
  }
}
