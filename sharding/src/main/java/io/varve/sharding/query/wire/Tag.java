package io.varve.sharding.query.wire;

import io.varve.model.DecodeException;

/** What an element of a stream is. The numbers are on the wire and never change. */
enum Tag {
  /** The number of elements before it; the last one of each stream. */
  END(0),
  /** A fragment. */
  FRAGMENT(1),
  /** The values of one of the fragment's inputs. */
  INPUT(2),
  /** Which shard answers, and with what. */
  START(3),
  /** Some label sets. */
  HEADERS(4),
  /** The number of label sets in all. */
  HEADERS_END(5),
  /** A series' values. */
  COLUMN(6),
  /** A series' raw samples. */
  SAMPLES(7),
  /** A group's partial state. */
  STATE(8),
  /** All annotations. */
  ANNOTATIONS(9),
  /** Why the shard cannot answer; nothing but END follows. */
  FAILURE(10);

  private static final Tag[] BY_NUMBER = values();

  private final byte number;

  Tag(int number) {
    this.number = (byte) number;
  }

  byte number() {
    return number;
  }

  static Tag of(byte number, int position) {
    if (number < 0 || number >= BY_NUMBER.length) {
      throw new DecodeException("no element is tagged " + number, position);
    }
    return BY_NUMBER[number];
  }
}
