package io.varve.persistence.index;

/** The numbers of the index format; {@link io.varve.persistence.index} specifies it. */
final class IndexFormat {
  static final int MAGIC = 0xBAAAD700;
  static final int VERSION = 2;
  static final int HEADER_BYTES = 5;
  static final int CHECKSUM_BYTES = 4;
  static final int TOC_BYTES = 6 * Long.BYTES + CHECKSUM_BYTES;

  /** Series entries begin at multiples of this many bytes; a reference counts in them. */
  static final int SERIES_ALIGNMENT = 16;

  static final int POSTINGS_ALIGNMENT = 4;

  /** Names and values in an entry of the postings offset table. */
  static final int KEYS_PER_ENTRY = 2;

  /** Every how many symbols, or values of a name, a reader remembers the place of one. */
  static final int SAMPLING = 32;

  /** The most bytes that a length of four bytes can name. */
  static final long MAX_SECTION_BYTES = 0xFFFF_FFFFL;

  /** Up to here references fit into an int: 32 GiB, half of what the format can name. */
  static final long MAX_INDEX_BYTES = (long) Integer.MAX_VALUE * SERIES_ALIGNMENT;

  private IndexFormat() {}
}
