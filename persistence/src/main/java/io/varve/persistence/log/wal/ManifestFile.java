package io.varve.persistence.log.wal;

import io.varve.model.CorruptionException;
import io.varve.model.Crc32c;
import io.varve.model.FormatVersionException;
import io.varve.persistence.log.ManifestRecord;
import java.nio.ByteBuffer;
import java.util.Arrays;

/** The encoding of a manifest as a file. The package's documentation shows the layout. */
final class ManifestFile {
  private static final long MAGIC = 0x56415256454D414EL; // "VARVEMAN"
  private static final int VERSION = 1;
  private static final int HEADER_BYTES = 44;

  private ManifestFile() {}

  static byte[] encode(int shard, ManifestRecord manifest) {
    byte[] bytes = manifest.bytes();
    ByteBuffer target = ByteBuffer.allocate(HEADER_BYTES + bytes.length + Integer.BYTES);
    target
        .putLong(MAGIC)
        .putInt(VERSION)
        .putInt(shard)
        .putLong(manifest.ordinal())
        .putLong(manifest.epoch())
        .putLong(manifest.sequenceNr())
        .putInt(bytes.length)
        .put(bytes);
    target.putInt(Crc32c.of(target.array(), 0, target.position()));
    return target.array();
  }

  /**
   * Reads a whole file.
   *
   * @throws CorruptionException if it is not as it was written, or of another shard or ordinal
   * @throws FormatVersionException if it is whole, but of another version
   */
  static ManifestRecord decode(byte[] file, String name, int shard, long ordinal) {
    ByteBuffer source = ByteBuffer.wrap(file);
    if (file.length < HEADER_BYTES + Integer.BYTES || source.getLong(0) != MAGIC) {
      throw new CorruptionException(name, 0, "a manifest", file.length + " other bytes");
    }
    int crcOffset = file.length - Integer.BYTES;
    int expected = source.getInt(crcOffset);
    int found = Crc32c.of(file, 0, crcOffset);
    if (expected != found) {
      throw new CorruptionException(
          name, crcOffset, "CRC %08x".formatted(expected), "%08x".formatted(found));
    }
    if (source.getInt(8) != VERSION) {
      throw new FormatVersionException(name, source.getInt(8), VERSION, VERSION);
    }
    if (source.getInt(12) != shard || source.getLong(16) != ordinal) {
      throw new CorruptionException(
          name,
          12,
          "shard %d, ordinal %d".formatted(shard, ordinal),
          "shard %d, ordinal %d".formatted(source.getInt(12), source.getLong(16)));
    }
    int length = source.getInt(40);
    if (length != crcOffset - HEADER_BYTES) {
      throw new CorruptionException(
          name, 40, "length " + (crcOffset - HEADER_BYTES), Integer.toString(length));
    }
    return new ManifestRecord(
        ordinal,
        source.getLong(24),
        source.getLong(32),
        Arrays.copyOfRange(file, HEADER_BYTES, crcOffset));
  }
}
