package io.varve.persistence.head;

import static org.assertj.core.api.Assertions.assertThat;

import io.varve.model.CorruptionException;
import io.varve.model.ErrorCode;
import io.varve.model.VarveException;
import io.varve.model.Windows;
import io.varve.persistence.chunk.ChunkIterators;
import io.varve.persistence.chunk.SampleIterator;
import io.varve.persistence.fs.CrashDisk;
import io.varve.testing.Scale;
import io.varve.testing.SeededRandom;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.file.Path;
import java.util.HexFormat;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;

class SealedChunkFormatTest {
  private static final long W = 236_000 * Windows.WINDOW_MS;

  /** Stands in the package documentation. */
  private static final String EXAMPLE =
      """
      56 48 43 4b 00 01 00 07 00 00 00 01 09 43 3a 0b
      20
      ac 02 c0 e7 1c 00 00 01 02 e8 07 98 75
      00 02 d0 8f b3 83 f4 62 3f f0 00 00 00 00 00 00 98 75 00
      77 ee 8e c7
      21
      ac 02 c0 e7 1c 00 90 80 80 80 80 20 01 01 f4 03 00
      00 01 e8 87 b3 83 f4 62 3f f0 00 00 00 00 00 00
      71 bd fb f3
      """;

  @RegisterExtension final SeededRandom random = new SeededRandom();

  @Test
  void writesTheDocumentedBytes() throws IOException {
    CrashDisk disk = new CrashDisk(1);
    Path directory = Path.of("/head/00007");
    HeadSegments segments =
        HeadSegments.open(disk, directory, 7, ForcedLengths.NONE, Runnable::run);
    MemSeries series = new MemSeries(300);
    long one = Double.doubleToRawLongBits(1.0);
    series.append(W, 0, W + 1_000, 0, one, segments);
    series.append(W, 0, W + 16_000, 0, one, segments);
    series.append(W, 0, W + 500, 0, one, segments);
    series.freeze(W, 0, segments);
    segments.force();
    byte[] file = new byte[(int) disk.size(directory.resolve("0000000001.chunks"))];
    disk.openRead(directory.resolve("0000000001.chunks")).read(0, ByteBuffer.wrap(file));
    HexFormat hex = HexFormat.ofDelimiter(" ");
    assertThat(hex.formatHex(file)).isEqualTo(EXAMPLE.strip().replaceAll("\\s+", " "));
  }

  @Test
  void damageIsACorruptionException() {
    MemoryChunks chunks = new MemoryChunks();
    new StoredChunks(random).append(chunks, W);
    byte[] good = chunks.records()[0];
    for (int run = 0; run < Scale.of(4_000, 1_000_000); run++) {
      byte[] bad = good.clone();
      bad[random.nextInt(bad.length)] ^= (byte) (1 << random.nextInt(8));
      assertThat(reads(bad)).isFalse();
      reads(random.bytes(1 + random.nextInt(60)));
    }
  }

  /** Damage that the checksum does not see, as though someone had made it on purpose. */
  @Test
  void wellSummedNonsenseIsACorruptionException() {
    for (int run = 0; run < Scale.of(4_000, 1_000_000); run++) {
      byte[] body = random.bytes(random.nextInt(60));
      byte[] record = new byte[1 + body.length + SealedChunkFormat.CHECKSUM_BYTES];
      record[0] = (byte) body.length;
      System.arraycopy(body, 0, record, 1, body.length);
      int crc = io.varve.model.Crc32c.of(record, 0, 1 + body.length);
      ByteBuffer.wrap(record).putInt(1 + body.length, crc);
      reads(record);
    }
  }

  private static boolean reads(byte[] record) {
    SealedChunk into = new SealedChunk();
    try {
      int length =
          SealedChunkFormat.recordLength(record, 0, record.length, record.length, "file", 99);
      into.ensureCapacity(length);
      System.arraycopy(record, 0, into.buffer, 0, length);
      SealedChunkFormat.decode(into, length, "file", 99);
      SampleIterator samples = into.iterate(new ChunkIterators());
      while (samples.next()) {
        // The data is checked while it is read.
      }
      return true;
    } catch (CorruptionException e) {
      assertThat(e.file()).isEqualTo("file");
      assertThat(e.offset()).isGreaterThanOrEqualTo(99);
    } catch (VarveException e) {
      assertThat(e.code()).isEqualTo(ErrorCode.UNSUPPORTED);
    }
    return false;
  }
}
