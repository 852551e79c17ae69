package io.varve.persistence.head.index;

import io.varve.model.KeyedHash128;

/**
 * The 32-bit hash of this package's tables: keyed by a secret of the index, so that nobody can send
 * labels that meet in one place. Not thread-safe.
 */
final class LabelHash {
  private final KeyedHash128 hash;
  private final int mask;

  /**
   * Makes a hash.
   *
   * @param mask the bits that may be set; all of them, but in tests of what happens when hashes are
   *     equal
   */
  LabelHash(KeyedHash128.Key key, int mask) {
    this.hash = new KeyedHash128(key);
    this.mask = mask;
  }

  /** Returns the hash of the whole label set. */
  int of(EncodedLabels labels) {
    return of(labels.bytes(), 0, labels.length());
  }

  /** Returns the hash of one label. */
  int of(EncodedLabels labels, int i) {
    return of(labels.bytes(), labels.labelOffset(i), labels.labelLength(i));
  }

  /** Returns the hash of a range of bytes. */
  int of(byte[] buf, int offset, int length) {
    hash.hash(buf, offset, length);
    return (int) hash.lo() & mask;
  }
}
