package io.varve.persistence.checkpoint;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.varve.model.CorruptionException;
import io.varve.model.Crc32c;
import io.varve.model.FormatVersionException;
import io.varve.model.Labels;
import io.varve.model.TenantId;
import io.varve.model.Windows;
import io.varve.persistence.chunk.ChunkEncoding;
import io.varve.persistence.event.WindowId;
import io.varve.persistence.head.ByteSink;
import io.varve.persistence.head.ForcedLengths;
import io.varve.persistence.head.MemSeries;
import io.varve.persistence.head.SealedChunk;
import io.varve.persistence.head.SealedChunks;
import io.varve.persistence.testing.RandomHistograms;
import io.varve.persistence.testing.RandomLabels;
import io.varve.testing.Scale;
import io.varve.testing.SeededRandom;
import java.nio.ByteBuffer;
import java.util.ArrayList;
import java.util.HexFormat;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;

final class CheckpointFormatTest {
  private static final String NAME = "object";

  /** The example of the package's documentation. */
  private static final byte[] LABELS =
      HexFormat.of()
          .parseHex(
              ("56 4c 42 4c 01 00 02 01 61 01 62 01 01 74 01 03 00 01 00 01 8f a2 7d 85")
                  .replace(" ", ""));

  @RegisterExtension final SeededRandom random = new SeededRandom();

  /** Gives positions and forgets the chunks. */
  private static final class Positions implements SealedChunks {
    private long last;

    @Override
    public long append(
        int seriesRef,
        long window,
        int generation,
        long previousPosition,
        ChunkEncoding encoding,
        int count,
        long minT,
        long maxT,
        byte[] data,
        int length) {
      return ++last;
    }

    @Override
    public void read(long position, SealedChunk into) {
      throw new IllegalStateException("nobody reads");
    }
  }

  @Test
  void writesTheExample() {
    LabelsWriter writer = new LabelsWriter();
    writer.add(3, new TenantId("t"), Labels.of("a", "b"));
    assertThat(HexFormat.of().formatHex(writer.finish()))
        .isEqualTo(HexFormat.of().formatHex(LABELS));
    List<String> read = new ArrayList<>();
    LabelsReader.read(LABELS, NAME, (ref, tenant, labels) -> read.add(ref + " " + tenant + labels));
    assertThat(read).containsExactly("3 t" + Labels.of("a", "b"));
  }

  @Test
  void readsTheLabelsItWrites() {
    for (int i = 0; i < Scale.of(100, 5_000); i++) {
      List<String> written = new ArrayList<>();
      byte[] object = labels(written);
      List<String> read = new ArrayList<>();
      LabelsReader.read(
          object, NAME, (ref, tenant, labels) -> read.add(ref + " " + tenant + labels));
      assertThat(read).isEqualTo(written);
    }
  }

  @Test
  void readsTheCheckpointItWrites() {
    for (int i = 0; i < Scale.of(100, 5_000); i++) {
      CheckpointState state = state();
      List<byte[]> series = new ArrayList<>();
      byte[] object = checkpoint(state, series);
      List<byte[]> read = new ArrayList<>();
      CheckpointState back = CheckpointFormat.read(object, NAME, s -> read.add(bytes(s)));
      assertThat(back).isEqualTo(state);
      assertThat(read).containsExactlyElementsOf(series);
    }
  }

  @Test
  void anyChangeOfAByteIsFound() {
    byte[] object = checkpoint(state(), new ArrayList<>());
    for (int i = 0; i < object.length; i++) {
      byte[] damaged = object.clone();
      damaged[i] ^= (byte) (1 << random.nextInt(8));
      assertThatThrownBy(() -> CheckpointFormat.read(damaged, NAME, _ -> {}))
          .isInstanceOf(CorruptionException.class)
          .hasMessageContaining(NAME);
    }
  }

  @Test
  void wrongBytesUnderARightChecksumAreCorruptAndNothingElse() {
    for (int i = 0; i < Scale.of(20_000, 1_000_000); i++) {
      byte[] object =
          switch (random.nextInt(3)) {
            case 0 -> random.bytes(random.nextInt(60));
            case 1 -> labels(new ArrayList<>());
            default -> checkpoint(state(), new ArrayList<>());
          };
      for (int n = random.nextInt(4); n > 0 && object.length > 0; n--) {
        object[random.nextInt(object.length)] = (byte) random.nextInt();
      }
      if (object.length > 4) {
        ByteBuffer.wrap(object).putInt(object.length - 4, Crc32c.of(object, 0, object.length - 4));
      }
      read(() -> CheckpointFormat.read(object, NAME, _ -> {}));
      read(() -> LabelsReader.read(object, NAME, (_, _, _) -> {}));
    }
  }

  private static void read(Runnable reading) {
    try {
      reading.run();
    } catch (CorruptionException | FormatVersionException _) {
      // What was declared.
    }
  }

  private byte[] labels(List<String> written) {
    LabelsWriter writer = new LabelsWriter();
    int ref = 0;
    for (Labels labels : RandomLabels.sorted(random, random.nextInt(6))) {
      ref += 1 + random.nextInt(1000);
      TenantId tenant = new TenantId("t" + random.nextInt(3));
      writer.add(ref, tenant, labels);
      written.add(ref + " " + tenant + labels);
    }
    return writer.finish();
  }

  private CheckpointState state() {
    List<CheckpointState.Tenant> tenants = new ArrayList<>();
    for (int n = random.nextInt(3); n > 0; n--) {
      List<CheckpointState.Open> open = new ArrayList<>();
      List<CheckpointState.Cut> cut = new ArrayList<>();
      for (int w = random.nextInt(3); w > 0; w--) {
        open.add(
            new CheckpointState.Open(
                window(), random.nextInt(9), random.nextLong(), random.nextLong()));
        cut.add(new CheckpointState.Cut(window(), random.nextInt(99)));
      }
      tenants.add(new CheckpointState.Tenant(new TenantId("t" + n), open, cut));
    }
    return new CheckpointState(
        random.nextInt(16),
        random.nextInt(999),
        1 + random.nextInt(99),
        tenants,
        ForcedLengths.NONE);
  }

  private WindowId window() {
    return new WindowId(random.nextInt(1000) * Windows.WINDOW_MS, random.nextInt(3));
  }

  /** Series of floats, of histograms, and of both. */
  private byte[] checkpoint(CheckpointState state, List<byte[]> series) {
    ByteSink all = new ByteSink(64);
    Positions positions = new Positions();
    int count = random.nextInt(4);
    for (int ref = 1; ref <= count; ref++) {
      MemSeries s = new MemSeries(ref);
      RandomHistograms histograms = new RandomHistograms(random);
      int share = random.nextInt(3);
      long t = random.nextInt(1000);
      for (int n = random.nextInt(share == 0 ? 200 : 20); n > 0; n--) {
        t += 1 + random.nextInt(40_000);
        long window = Windows.windowStart(t);
        if (random.nextInt(2) < share) {
          s.append(window, 0, t, 0, histograms.next(), positions);
        } else {
          s.append(window, 0, t, 0, random.nextLong(), positions);
        }
      }
      if (random.nextBoolean()) {
        s.freeze(Windows.windowStart(t), 0, positions);
      }
      s.writeTo(all);
      series.add(bytes(s));
    }
    return CheckpointFormat.write(state, count, all);
  }

  private static byte[] bytes(MemSeries s) {
    ByteSink bytes = new ByteSink(64);
    s.writeTo(bytes);
    return bytes.toByteArray();
  }
}
