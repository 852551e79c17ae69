package io.varve.persistence.log.wal;

import static java.nio.charset.StandardCharsets.US_ASCII;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.varve.model.CorruptionException;
import io.varve.model.Crc32c;
import io.varve.model.FormatVersionException;
import io.varve.persistence.fs.CrashDisk;
import io.varve.persistence.fs.Disk;
import io.varve.persistence.log.Claimant;
import io.varve.persistence.log.LogRecord;
import io.varve.persistence.log.ManifestRecord;
import io.varve.persistence.log.ShardLog;
import io.varve.testing.SeededRandom;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.HexFormat;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;

/** The examples of the package's documentation, to the byte. */
final class WalFormatTest {
  private static final Path LOG = WalFiles.directory(WalFixture.DATA);

  private static final String SEGMENT_1 =
      """
      56 41 52 56 45 57 41 4c 00 00 00 01 00 00 00 38
      00 00 00 00 00 00 00 01 00 00 00 00 00 00 00 00
      00 00 00 00 00 00 00 00 00 00 00 00 00 00 00 00
      00 00 00 00 98 fe 39 20
      56 52 02 00 00 00 00 05 00 00 00 00 00 00 00 01
      00 00 00 00 00 00 00 00 00 00 00 38 00 00 00 0c
      68 35 09 5d a2 d7 96 38
      00 00 00 00 00 00 00 09 6e 6f 64 65
      56 52 01 00 00 00 00 05 00 00 00 00 00 00 00 01
      00 00 00 00 00 00 00 01 00 00 00 6c 00 00 00 05
      9a 71 bb 4c 9f 0e b5 a0
      68 65 6c 6c 6f
      56 52 03 00 00 00 00 00 00 00 00 00 00 00 00 00
      00 00 00 00 00 00 00 00 00 00 00 99 00 00 00 00
      00 00 00 00 13 3f a0 2f
      """;

  private static final String SEGMENT_2 =
      """
      56 41 52 56 45 57 41 4c 00 00 00 01 00 00 00 4c
      00 00 00 00 00 00 00 02 00 00 00 00 00 00 00 01
      00 00 00 00 00 00 00 c1 00 00 00 00 00 00 00 00
      00 00 00 01
      00 00 00 05 00 00 00 00 00 00 00 01 00 00 00 00 00 00 00 01
      28 ee d8 05
      """;

  private static final String MANIFEST =
      """
      56 41 52 56 45 4d 41 4e 00 00 00 01 00 00 00 05
      00 00 00 00 00 00 00 01 00 00 00 00 00 00 00 01
      00 00 00 00 00 00 00 01 00 00 00 05
      73 74 61 74 65
      9f 23 58 f3
      """;

  @RegisterExtension final SeededRandom random = new SeededRandom();

  /**
   * Shard 5 is claimed, journals "hello" and commits "state"; then the log is closed and opened.
   */
  private static Disk example() throws IOException {
    CrashDisk disk = new CrashDisk(1);
    WalFixture wal = new WalFixture(disk);
    ShardLog log = wal.logs.claim(5, new Claimant(9, "node"));
    wal.driver.await(
        log.append(List.of(new LogRecord(1, "hello".getBytes(US_ASCII)))).toCompletableFuture());
    log.commit(1, "state".getBytes(US_ASCII));
    wal.logs.close();
    new WalFixture(disk);
    return disk;
  }

  @Test
  void segmentsAreAsDocumented() throws IOException {
    assertThat(AtomicFiles.read(example(), WalFiles.segment(LOG, 1))).isEqualTo(bytes(SEGMENT_1));
    assertThat(AtomicFiles.read(example(), WalFiles.segment(LOG, 2))).isEqualTo(bytes(SEGMENT_2));
  }

  @Test
  void aManifestIsAsDocumented() throws IOException {
    assertThat(AtomicFiles.read(example(), WalFiles.manifest(LOG, 5, 1)))
        .isEqualTo(bytes(MANIFEST));
  }

  @Test
  void documentedBytesAreRead() throws IOException {
    byte[] bytes = bytes(SEGMENT_2);
    assertThat(SegmentHeader.decode(ByteBuffer.wrap(bytes), "f"))
        .isEqualTo(new SegmentHeader(2, 1, 193, 0, List.of(new ShardPosition(5, 1, 1))));
    ManifestRecord manifest = ManifestFile.decode(bytes(MANIFEST), "f", 5, 1);
    assertThat(manifest.epoch()).isEqualTo(1);
    assertThat(manifest.sequenceNr()).isEqualTo(1);
    assertThat(manifest.bytes()).asString(US_ASCII).isEqualTo("state");
  }

  @Test
  void aRecordCountsOnlyWhereItWasWritten() {
    RecordHeader header = new RecordHeader(RecordType.EVENT, 3, 4, 5, 6, 7, 8);
    ByteBuffer bytes = ByteBuffer.allocate(RecordHeader.BYTES);
    header.encode(bytes, 10, 1000);
    assertThat(RecordHeader.decode(bytes, 0, 10, 1000)).contains(header);
    assertThat(RecordHeader.decode(bytes, 0, 11, 1000)).isEmpty();
    assertThat(RecordHeader.decode(bytes, 0, 10, 1001)).isEmpty();
  }

  @Test
  void anotherVersionIsNotCorruption() {
    byte[] segment = bytes(SEGMENT_1);
    int headerBytes = ByteBuffer.wrap(segment).getInt(12);
    assertThatThrownBy(
            () -> SegmentHeader.decode(ByteBuffer.wrap(newer(segment, headerBytes)), "f"))
        .isInstanceOf(FormatVersionException.class);
    byte[] manifest = bytes(MANIFEST);
    assertThatThrownBy(() -> ManifestFile.decode(newer(manifest, manifest.length), "f", 5, 1))
        .isInstanceOf(FormatVersionException.class);
  }

  /** The same with version 2, and a checksum that is right. */
  private static byte[] newer(byte[] bytes, int checkedAndCrc) {
    byte[] newer = bytes.clone();
    ByteBuffer.wrap(newer).putInt(8, 2);
    int crc = Crc32c.of(newer, 0, checkedAndCrc - Integer.BYTES);
    ByteBuffer.wrap(newer).putInt(checkedAndCrc - Integer.BYTES, crc);
    return newer;
  }

  @Test
  void anyBytesAreReadOrRefused() throws IOException {
    for (int i = 0; i < 2000; i++) {
      byte[] bytes = random.nextBoolean() ? random.bytes(random.nextInt(300)) : mutated(MANIFEST);
      assertRefusedAtMost(() -> ManifestFile.decode(bytes, "f", 5, 1));
      byte[] segment =
          random.nextBoolean() ? random.bytes(random.nextInt(300)) : mutated(SEGMENT_1);
      assertRefusedAtMost(() -> SegmentHeader.decode(ByteBuffer.wrap(segment), "f"));
      CrashDisk disk = new CrashDisk(1);
      try (var file = disk.create(Path.of("/f"))) {
        file.append(ByteBuffer.wrap(segment));
      }
      SegmentScanner.scan(disk, Path.of("/f"), 1, Optional.empty());
    }
  }

  private byte[] mutated(String hex) {
    byte[] bytes = bytes(hex);
    for (int i = 0; i <= random.nextInt(3); i++) {
      bytes[random.nextInt(bytes.length)] = (byte) random.nextInt();
    }
    return Arrays.copyOf(bytes, random.nextInt(bytes.length + 20));
  }

  private static void assertRefusedAtMost(Runnable decoding) {
    try {
      decoding.run();
    } catch (CorruptionException | FormatVersionException _) {
      // What a decoder may throw.
    }
  }

  private static byte[] bytes(String hex) {
    return HexFormat.of().parseHex(hex.replaceAll("\\s", ""));
  }
}
