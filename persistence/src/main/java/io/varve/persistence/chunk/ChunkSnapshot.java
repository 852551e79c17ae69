package io.varve.persistence.chunk;

/**
 * What a reader needs of a chunk that is still being appended to: the first {@code count} samples,
 * which are the bits behind the header up to {@code bitLength}.
 *
 * <p>The array is shared with the writer and must not be written to. The writer goes on appending
 * behind {@code bitLength}; the bits before it never change. The first two bytes hold no count here
 * (see {@link XorAppender}). A snapshot must reach the reader by some safe publication, for
 * instance inside a message.
 *
 * @param encoding of the chunk
 * @param bytes the chunk from its first byte on, possibly longer than the chunk
 * @param bitLength number of bits in use, from the first byte on, the header's included
 * @param count number of samples
 */
@SuppressWarnings("ArrayRecordComponent") // A view of the array, not a value: never compared.
public record ChunkSnapshot(ChunkEncoding encoding, byte[] bytes, int bitLength, int count) {

  /** Number of bytes in use, the last one perhaps in part. */
  public int byteLength() {
    return (bitLength + 7) >>> 3;
  }
}
