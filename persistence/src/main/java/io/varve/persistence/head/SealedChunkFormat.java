package io.varve.persistence.head;

import io.varve.model.ByteCursor;
import io.varve.model.CorruptionException;
import io.varve.model.Crc32c;
import io.varve.model.DecodeException;
import io.varve.model.Varint;
import io.varve.model.Windows;
import io.varve.persistence.chunk.ChunkEncoding;
import io.varve.persistence.chunk.XorFormat;

/** The bytes of one record of a head-chunk segment; the package documentation has the grammar. */
final class SealedChunkFormat {
  /** The longest body that is believed; a longer one means damage. */
  static final int MAX_BODY_BYTES = 1 << 20;

  /** The most bytes in front of a body: those of its length. */
  static final int MAX_LENGTH_BYTES = Varint.uvarintSize(MAX_BODY_BYTES);

  static final int CHECKSUM_BYTES = Integer.BYTES;

  /** Nine numbers in front of the data. */
  private static final int MAX_HEAD_BYTES = 9 * Varint.MAX_BYTES;

  private SealedChunkFormat() {}

  static byte[] encode(
      int seriesRef,
      long windowKey,
      long previous,
      ChunkEncoding encoding,
      int count,
      int minOffset,
      int maxOffset,
      byte[] data,
      int length) {
    ByteSink body = new ByteSink(MAX_HEAD_BYTES);
    body.putUvarint(Integer.toUnsignedLong(seriesRef));
    body.putVarint(WindowKey.windowStart(windowKey) / Windows.WINDOW_MS);
    body.putUvarint(WindowKey.generation(windowKey));
    body.putUvarint(previous);
    body.put(encoding.code());
    body.putUvarint(count);
    body.putUvarint(minOffset);
    body.putUvarint(maxOffset - minOffset);
    int bodyBytes = body.size() + length;
    int lengthBytes = Varint.uvarintSize(bodyBytes);
    byte[] record = new byte[lengthBytes + bodyBytes + CHECKSUM_BYTES];
    Varint.putUvarint(record, 0, bodyBytes);
    System.arraycopy(body.array(), 0, record, lengthBytes, body.size());
    System.arraycopy(data, 0, record, lengthBytes + body.size(), length);
    int checked = record.length - CHECKSUM_BYTES;
    int crc = Crc32c.of(record, 0, checked);
    for (int i = 0; i < CHECKSUM_BYTES; i++) {
      record[checked + i] = (byte) (crc >>> (24 - 8 * i));
    }
    return record;
  }

  /**
   * The length of the record that begins with these bytes, its own length and checksum included.
   *
   * @param available how many bytes of the file there are from {@code from} on, perhaps more than
   *     are in the buffer
   */
  static int recordLength(
      byte[] buffer, int from, int inBuffer, long available, String file, long offset) {
    ByteCursor in = new ByteCursor(buffer, from, Math.min(inBuffer, MAX_LENGTH_BYTES));
    try {
      int body = in.uvarintUpTo(MAX_BODY_BYTES);
      int record = in.position() - from + body + CHECKSUM_BYTES;
      if (record > available) {
        throw new CorruptionException(
            file, offset, "a record of " + record + " bytes", "the end after " + available);
      }
      return record;
    } catch (DecodeException e) {
      throw CorruptionException.decoding(file, offset - from, "the length of a record", e);
    }
  }

  /** Verifies the whole record at the beginning of the chunk's buffer and takes it apart. */
  static void decode(SealedChunk chunk, int recordLength, String file, long offset) {
    byte[] buffer = chunk.buffer;
    int end = recordLength - CHECKSUM_BYTES;
    int computed = Crc32c.of(buffer, 0, end);
    int stored = new ByteCursor(buffer, end, CHECKSUM_BYTES).int32();
    if (computed != stored) {
      throw new CorruptionException(
          file, offset, "checksum " + hex(computed), "checksum " + hex(stored));
    }
    ByteCursor in = new ByteCursor(buffer, 0, end);
    try {
      in.uvarint();
      chunk.seriesRef = (int) in.uvarint();
      chunk.window = Math.multiplyExact(in.varint(), Windows.WINDOW_MS);
      chunk.generation = in.uvarintUpTo(WindowKey.MAX_GENERATION);
      chunk.previousPosition = in.uvarint();
      chunk.encoding = encoding(in);
      chunk.count = in.uvarintUpTo(Integer.MAX_VALUE);
      int minOffset = in.uvarintUpTo((int) Windows.WINDOW_MS - 1);
      chunk.minT = chunk.window + minOffset;
      chunk.maxT = chunk.minT + in.uvarintUpTo((int) Windows.WINDOW_MS - 1 - minOffset);
      chunk.dataOffset = in.position();
      chunk.dataLength = end - in.position();
      in.skip(XorFormat.HEADER_BYTES);
    } catch (DecodeException e) {
      throw CorruptionException.decoding(file, offset, "the head of a record", e);
    } catch (ArithmeticException e) {
      throw new CorruptionException(file, offset, "a window", "one beyond all time", e);
    }
    chunk.file = file;
    chunk.fileOffset = offset;
  }

  private static ChunkEncoding encoding(ByteCursor in) {
    int code = in.unsignedByte();
    if (!ChunkEncoding.isKnown(code)) {
      throw new DecodeException("chunk encoding " + code, in.position() - 1);
    }
    return ChunkEncoding.supported(code);
  }

  private static String hex(int crc) {
    return "%08x".formatted(crc);
  }
}
