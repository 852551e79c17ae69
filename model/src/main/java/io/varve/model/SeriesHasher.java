package io.varve.model;

import java.nio.charset.StandardCharsets;
import java.util.Arrays;

/**
 * Computes the series hash of {@link SeriesHash} from labels as they lie in a request, as UTF-8
 * bytes, without making strings: {@link #reset}, {@link #add} in byte order of names, {@link
 * #finish}.
 *
 * <p>Reusable, not thread-safe; allocates only when a label set is longer than any before it.
 */
public final class SeriesHasher {
  private static final byte[] METRIC_NAME = LabelName.METRIC_NAME.getBytes(StandardCharsets.UTF_8);
  private static final byte[] BUCKET = LabelName.BUCKET.getBytes(StandardCharsets.UTF_8);

  private byte[] encoded = new byte[512];
  private int used;

  /** Where in {@link #encoded} the name added last lies; length -1 before the first. */
  private int lastNameOffset;

  private int lastNameLength = -1;

  /** Starts a new series of the tenant. */
  public SeriesHasher reset(byte[] tenantBytes) {
    used = 0;
    lastNameLength = -1;
    append(tenantBytes, 0, tenantBytes.length);
    return this;
  }

  /** Returns the tenant hash {@code ht} of the tenant given to {@link #reset}. */
  static long tenantHash(byte[] tenantBytes) {
    return new SeriesHasher().reset(tenantBytes).finish();
  }

  /**
   * Adds a label. {@code __name__}, {@code le} and labels with an empty value are skipped, for they
   * have no part in the hash.
   *
   * @throws IllegalArgumentException if the name does not come after the one before it in byte
   *     order, because a wrong order would send the series to a wrong shard
   */
  public SeriesHasher add(
      byte[] nameBuf,
      int nameOffset,
      int nameLength,
      byte[] valueBuf,
      int valueOffset,
      int valueLength) {
    if (valueLength == 0
        || isName(METRIC_NAME, nameBuf, nameOffset, nameLength)
        || isName(BUCKET, nameBuf, nameOffset, nameLength)) {
      return this;
    }
    if (lastNameLength >= 0
        && Arrays.compareUnsigned(
                encoded,
                lastNameOffset,
                lastNameOffset + lastNameLength,
                nameBuf,
                nameOffset,
                nameOffset + nameLength)
            >= 0) {
      throw new IllegalArgumentException(
          "label name "
              + GoQuote.quote(new String(nameBuf, nameOffset, nameLength, StandardCharsets.UTF_8))
              + " is out of order");
    }
    append(nameBuf, nameOffset, nameLength);
    lastNameOffset = used - nameLength;
    lastNameLength = nameLength;
    append(valueBuf, valueOffset, valueLength);
    return this;
  }

  /** Adds a label given as strings; the caller has sorted them and left out what is skipped. */
  void add(String name, String value) {
    appendString(name);
    appendString(value);
  }

  /** Returns the hash {@code hl} of what was added since {@link #reset}. */
  public long finish() {
    return XxHash64.hash(encoded, 0, used, 0);
  }

  private void append(byte[] buf, int off, int len) {
    ensure(Varint.MAX_BYTES + len);
    used = Varint.putUvarint(encoded, used, len);
    System.arraycopy(buf, off, encoded, used, len);
    used += len;
  }

  private void appendString(String s) {
    ensure(Varint.MAX_BYTES + Utf8.maxEncodedLength(s));
    used = Varint.putUvarint(encoded, used, Utf8.encodedLength(s));
    used = Utf8.encode(s, encoded, used);
  }

  private void ensure(int more) {
    int needed = Math.addExact(used, more);
    if (needed > encoded.length) {
      encoded = Arrays.copyOf(encoded, Math.max(needed, 2 * encoded.length));
    }
  }

  private static boolean isName(byte[] name, byte[] buf, int off, int len) {
    return len == name.length && Arrays.equals(name, 0, len, buf, off, off + len);
  }
}
