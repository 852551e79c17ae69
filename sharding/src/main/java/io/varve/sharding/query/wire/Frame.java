package io.varve.sharding.query.wire;

/**
 * The layout of messages and of the elements in them; the package's documentation has the grammar.
 */
final class Frame {
  /** The largest message; half of what may travel, for envelopes and acknowledgements. */
  static final int MAX_BYTES = 64 * 1024;

  /** Sequence number and flags. */
  static final int HEADER_BYTES = 5;

  /** The flag of a stream's last message. */
  static final byte LAST = 1;

  /** Tag and length. */
  static final int ELEMENT_HEADER_BYTES = 5;

  /** The largest element: a column of 30 million steps. */
  static final int MAX_ELEMENT_BYTES = 256 * 1024 * 1024;

  private Frame() {}
}
