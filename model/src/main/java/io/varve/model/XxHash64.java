package io.varve.model;

import java.lang.invoke.MethodHandles;
import java.lang.invoke.VarHandle;
import java.nio.ByteOrder;
import java.util.Objects;

/**
 * xxHash, 64 bits, of a range of bytes in one go.
 *
 * <p>The algorithm is Yann Collet's, as described in {@code doc/xxhash_spec.md} of
 * github.com/Cyan4973/xxHash. It is not keyed: whoever chooses the bytes can choose the hash. It
 * decides placement, where that does no harm; for identity see {@link KeyedHash128}.
 */
public final class XxHash64 {
  private static final long PRIME1 = 0x9E3779B185EBCA87L;
  private static final long PRIME2 = 0xC2B2AE3D27D4EB4FL;
  private static final long PRIME3 = 0x165667B19E3779F9L;
  private static final long PRIME4 = 0x85EBCA77C2B2AE63L;
  private static final long PRIME5 = 0x27D4EB2F165667C5L;

  private static final VarHandle LONG =
      MethodHandles.byteArrayViewVarHandle(long[].class, ByteOrder.LITTLE_ENDIAN);
  private static final VarHandle INT =
      MethodHandles.byteArrayViewVarHandle(int[].class, ByteOrder.LITTLE_ENDIAN);

  private XxHash64() {}

  /**
   * Returns the hash of {@code buf[off]} to {@code buf[off + len - 1]}.
   *
   * @throws IndexOutOfBoundsException if the range is not inside the array
   */
  public static long hash(byte[] buf, int off, int len, long seed) {
    Objects.checkFromIndexSize(off, len, buf.length);
    int pos = off;
    int end = off + len;
    long h;
    if (len >= 32) {
      long v1 = seed + PRIME1 + PRIME2;
      long v2 = seed + PRIME2;
      long v3 = seed;
      long v4 = seed - PRIME1;
      for (int last = end - 32; pos <= last; pos += 32) {
        v1 = round(v1, (long) LONG.get(buf, pos));
        v2 = round(v2, (long) LONG.get(buf, pos + 8));
        v3 = round(v3, (long) LONG.get(buf, pos + 16));
        v4 = round(v4, (long) LONG.get(buf, pos + 24));
      }
      h =
          Long.rotateLeft(v1, 1)
              + Long.rotateLeft(v2, 7)
              + Long.rotateLeft(v3, 12)
              + Long.rotateLeft(v4, 18);
      h = mergeLane(h, v1);
      h = mergeLane(h, v2);
      h = mergeLane(h, v3);
      h = mergeLane(h, v4);
    } else {
      h = seed + PRIME5;
    }
    return avalanche(tail(h + len, buf, pos, end));
  }

  private static long round(long lane, long input) {
    return Long.rotateLeft(lane + input * PRIME2, 31) * PRIME1;
  }

  private static long mergeLane(long h, long lane) {
    return (h ^ round(0, lane)) * PRIME1 + PRIME4;
  }

  private static long tail(long start, byte[] buf, int from, int end) {
    long h = start;
    int pos = from;
    for (; pos <= end - 8; pos += 8) {
      h = Long.rotateLeft(h ^ round(0, (long) LONG.get(buf, pos)), 27) * PRIME1 + PRIME4;
    }
    if (pos <= end - 4) {
      long unsigned = (int) INT.get(buf, pos) & 0xFFFFFFFFL;
      h = Long.rotateLeft(h ^ unsigned * PRIME1, 23) * PRIME2 + PRIME3;
      pos += 4;
    }
    for (; pos < end; pos++) {
      h = Long.rotateLeft(h ^ (buf[pos] & 0xFF) * PRIME5, 11) * PRIME1;
    }
    return h;
  }

  private static long avalanche(long start) {
    long h = start;
    h = (h ^ h >>> 33) * PRIME2;
    h = (h ^ h >>> 29) * PRIME3;
    return h ^ h >>> 32;
  }
}
