package io.varve.persistence.block;

import java.util.Locale;

/** The names of a block's files, below its directory, and the numbers of its chunk segments. */
public final class BlockFiles {
  /** Describes the block; written last, so that a directory without it is no block. */
  public static final String META = "meta.json";

  /** Finds series and chunks. */
  public static final String INDEX = "index";

  /** The directory of the chunk segments. */
  public static final String CHUNKS = "chunks";

  static final int SEGMENT_MAGIC = 0x85BD40DD;
  static final int SEGMENT_VERSION = 1;
  static final int SEGMENT_HEADER_BYTES = 8;
  static final long MAX_SEGMENT_BYTES = 512L << 20;
  static final int CHECKSUM_BYTES = 4;

  private BlockFiles() {}

  /** The name of a chunk segment below {@link #CHUNKS}; the first one has the index 0. */
  public static String segment(int index) {
    return String.format(Locale.ROOT, "%06d", index + 1);
  }
}
