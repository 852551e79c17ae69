package io.varve.http.proto;

import io.varve.model.DecodeException;
import java.io.IOException;
import org.xerial.snappy.Snappy;

/** Snappy's block format: the decoded length as a varint, then literals and copies. */
public final class SnappyBlock {
  private SnappyBlock() {}

  /**
   * Returns the length that a block says it decodes to, in bytes, without decoding it. The library
   * refuses a length that so short a block cannot have (no element of the format is better than a
   * copy of 64 bytes in three), so that memory taken for what this returns is bounded by what the
   * sender has sent.
   *
   * @throws DecodeException if it is not the beginning of a block
   */
  public static int decodedLength(byte[] block, int off, int len) {
    try {
      return Snappy.uncompressedLength(block, off, len);
    } catch (IOException _) {
      throw corrupt();
    }
  }

  /**
   * Decodes a block to the beginning of {@code target}, which must have room for its {@link
   * #decodedLength}.
   *
   * @throws DecodeException if it is not a block; the target's content is undefined then
   */
  public static void decode(byte[] block, int off, int len, byte[] target) {
    try {
      Snappy.uncompress(block, off, len, target, 0);
    } catch (IOException _) {
      throw corrupt();
    }
  }

  private static DecodeException corrupt() {
    return new DecodeException("snappy: corrupt input", 0);
  }
}
