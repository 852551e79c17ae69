package io.varve.persistence.head.index;

import io.varve.model.KeyedHash128;

/**
 * The 32-bit hash of this package's tables: keyed by a secret of the index, so that nobody can send
 * labels that meet in one place. Not thread-safe.
 */
final class LabelHash {
  private final KeyedHash128 hash;
  private final int mask;
  private final long seed;

  /**
   * Makes a hash.
   *
   * @param mask the bits that may be set; all of them, but in tests of what happens when hashes are
   *     equal
   */
  LabelHash(KeyedHash128.Key key, int mask) {
    this.hash = new KeyedHash128(key);
    this.mask = mask;
    hash.hash(new byte[1], 0, 1);
    this.seed = hash.lo();
  }

  /**
   * Returns the hash of a label set given as pairs. Whoever sends labels neither chooses their
   * numbers nor knows the seed, so mixing (Stafford 2011, variant 13) is enough here.
   */
  int ofPairs(int[] pairs, int size) {
    long h = seed;
    for (int i = 0; i < size; i++) {
      h ^= pairs[i];
      h = (h ^ (h >>> 30)) * 0xBF58476D1CE4E5B9L;
      h = (h ^ (h >>> 27)) * 0x94D049BB133111EBL;
      h ^= h >>> 31;
    }
    return (int) (h ^ (h >>> 32)) & mask;
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
