package io.varve.persistence.index;

import io.varve.model.CorruptionException;
import io.varve.persistence.fs.ByteSource;
import java.lang.invoke.MethodHandles;
import java.lang.invoke.VarHandle;
import java.nio.ByteOrder;

/** Reads lists of postings, each with its checksum. Thread-safe. */
final class PostingsReader {
  private static final VarHandle INT =
      MethodHandles.byteArrayViewVarHandle(int[].class, ByteOrder.BIG_ENDIAN);

  private final ByteSource source;

  PostingsReader(ByteSource source) {
    this.source = source;
  }

  /** The list that begins at an offset in the file. */
  Postings read(long offset) {
    byte[] head = new byte[Integer.BYTES];
    source.read(offset, head, 0, head.length);
    long length = (int) INT.get(head, 0) & 0xFFFF_FFFFL;
    long start = offset + Integer.BYTES;
    ByteSource.checkRange(source, start, length + IndexFormat.CHECKSUM_BYTES);
    if (length < Integer.BYTES || length > Integer.MAX_VALUE - 16) {
      throw new CorruptionException(source.name(), offset, "the length of a list", "" + length);
    }
    byte[] list = new byte[(int) length + IndexFormat.CHECKSUM_BYTES];
    source.read(start, list, 0, list.length);
    Checksums.check(source, start, list, 0, (int) length);
    long count = (int) INT.get(list, 0) & 0xFFFF_FFFFL;
    if (count != length / Integer.BYTES - 1 || length % Integer.BYTES != 0) {
      throw new CorruptionException(
          source.name(), start, count + " references of 4 bytes", length + " bytes with the count");
    }
    return Postings.ofSorted(decode(list, (int) count, start), (int) count);
  }

  private int[] decode(byte[] list, int count, long start) {
    int[] refs = new int[count];
    int last = -1;
    for (int i = 0; i < count; i++) {
      int ref = (int) INT.get(list, (i + 1) * Integer.BYTES);
      if (ref <= last) {
        throw new CorruptionException(
            source.name(),
            start + (i + 1L) * Integer.BYTES,
            "a reference above " + last,
            Integer.toUnsignedString(ref));
      }
      last = ref;
      refs[i] = ref;
    }
    return refs;
  }
}
