package io.varve.persistence.envelope;

import com.google.protobuf.InvalidProtocolBufferException;
import com.google.protobuf.MessageLite;
import com.google.protobuf.Parser;
import io.varve.model.CorruptionException;
import io.varve.model.Crc32c;
import io.varve.model.FormatVersionException;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;

/**
 * One kind of stored message.
 *
 * @param magic four ASCII characters
 * @param version what is written, and the only one that is read
 */
public record Envelope(String magic, int version) {
  /** Bytes before the body. */
  public static final int HEADER_BYTES = 5;

  private static final int CRC_BYTES = 4;

  /** Checks. */
  public Envelope {
    if (magic.length() != 4 || version < 0 || version > 0xFF) {
      throw new IllegalArgumentException(magic + " " + version);
    }
  }

  /** Returns the message in its envelope. */
  public byte[] wrap(MessageLite message) {
    byte[] body = message.toByteArray();
    ByteBuffer bytes = ByteBuffer.allocate(HEADER_BYTES + body.length + CRC_BYTES);
    bytes.put(magic.getBytes(StandardCharsets.US_ASCII)).put((byte) version).put(body);
    bytes.putInt(Crc32c.of(bytes.array(), 0, bytes.position()));
    return bytes.array();
  }

  /**
   * Returns the message.
   *
   * @param file where the bytes come from, for the error
   * @throws CorruptionException if the bytes are not what was written
   * @throws FormatVersionException if they are, by a program of another version
   */
  public <M extends MessageLite> M unwrap(String file, byte[] bytes, Parser<M> parser) {
    int end = bytes.length - CRC_BYTES;
    if (end < HEADER_BYTES) {
      throw new CorruptionException(
          file, bytes.length, "%d bytes".formatted(HEADER_BYTES + CRC_BYTES), "the end");
    }
    String found = new String(bytes, 0, magic.length(), StandardCharsets.ISO_8859_1);
    if (!found.equals(magic)) {
      throw new CorruptionException(file, 0, magic, found);
    }
    int crc = Crc32c.of(bytes, 0, end);
    int stored = ByteBuffer.wrap(bytes).getInt(end);
    if (stored != crc) {
      throw new CorruptionException(
          file, end, "checksum %08x".formatted(crc), "%08x".formatted(stored));
    }
    int foundVersion = bytes[HEADER_BYTES - 1] & 0xFF;
    if (foundVersion != version) {
      throw new FormatVersionException(file, foundVersion, version, version);
    }
    try {
      return parser.parseFrom(bytes, HEADER_BYTES, end - HEADER_BYTES);
    } catch (InvalidProtocolBufferException e) {
      throw new CorruptionException(
          file, HEADER_BYTES, "a message " + magic, String.valueOf(e.getMessage()), e);
    }
  }
}
