package io.varve.persistence.checkpoint;

import io.varve.model.ByteCursor;
import io.varve.model.CorruptionException;
import io.varve.model.Crc32c;
import io.varve.model.DecodeException;
import io.varve.model.FormatVersionException;
import io.varve.model.Varint;
import io.varve.persistence.head.ByteSink;

/** The common form of this package's objects: magic, version, header, body, checksum. */
final class Envelope {
  static final int CHECKPOINT = 0x56434B50;
  static final int LABELS = 0x564C424C;

  private static final int VERSION = 1;
  private static final int CRC_BYTES = 4;

  private Envelope() {}

  /**
   * Begins an object.
   *
   * @param expectedBody bytes; if there are just as many, nothing is copied again
   */
  static ByteSink begin(int magic, byte[] header, int expectedBody) {
    byte[] headerLength = new byte[Varint.uvarintSize(header.length)];
    Varint.putUvarint(headerLength, 0, header.length);
    int head = Integer.BYTES + 1 + headerLength.length + header.length;
    ByteSink out = new ByteSink(head + expectedBody + CRC_BYTES);
    out.putInt(magic);
    out.put(VERSION);
    out.put(headerLength, 0, headerLength.length);
    out.put(header, 0, header.length);
    return out;
  }

  static byte[] end(ByteSink out) {
    out.putInt(Crc32c.of(out.array(), 0, out.size()));
    return out.finish();
  }

  /** An object whose checksum was right. */
  record Opened(byte[] header, ByteCursor body) {}

  /**
   * Opens an object.
   *
   * @param name for messages
   * @throws CorruptionException when it is not whole
   * @throws FormatVersionException when it is of another version
   */
  static Opened open(int magic, byte[] object, String name) {
    int end = object.length - CRC_BYTES;
    if (end < 6) {
      throw new CorruptionException(name, 0, "at least 10 bytes", object.length + " bytes");
    }
    int stored = new ByteCursor(object, end, CRC_BYTES).int32();
    int computed = Crc32c.of(object, 0, end);
    if (stored != computed) {
      throw new CorruptionException(
          name, end, "CRC32C " + Integer.toHexString(computed), Integer.toHexString(stored));
    }
    ByteCursor in = new ByteCursor(object, 0, end);
    int found = in.int32();
    if (found != magic) {
      throw new CorruptionException(
          name, 0, "magic " + Integer.toHexString(magic), Integer.toHexString(found));
    }
    int version = in.unsignedByte();
    if (version != VERSION) {
      throw new FormatVersionException(name, version, VERSION, VERSION);
    }
    try {
      byte[] header = new byte[in.length()];
      in.bytes(header);
      return new Opened(header, in);
    } catch (DecodeException e) {
      throw corrupt(name, e);
    }
  }

  static CorruptionException corrupt(String name, DecodeException e) {
    return new CorruptionException(name, e.position(), "a well-formed object", e.getMessage());
  }
}
