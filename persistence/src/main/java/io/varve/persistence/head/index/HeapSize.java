package io.varve.persistence.head.index;

/** What arrays take on the heap, with compact object headers and compressed references. */
final class HeapSize {
  /** Bytes of a reference. */
  static final int REFERENCE = 4;

  private static final int ARRAY_HEADER = 12;
  private static final int ALIGNMENT = 8;

  private HeapSize() {}

  /** Returns the bytes of an array. */
  static long ofArray(int length, int elementBytes) {
    long size = ARRAY_HEADER + (long) length * elementBytes;
    return (size + ALIGNMENT - 1) / ALIGNMENT * ALIGNMENT;
  }
}
