package io.varve.persistence.event;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.varve.model.ErrorCode;
import io.varve.model.FormatVersionException;
import io.varve.model.Histogram;
import io.varve.model.Labels;
import io.varve.model.TenantId;
import io.varve.model.VarveException;
import io.varve.model.Windows;
import io.varve.persistence.testing.RandomHistograms;
import io.varve.persistence.testing.RandomLabels;
import io.varve.testing.Scale;
import io.varve.testing.SeededRandom;
import java.util.ArrayList;
import java.util.HexFormat;
import java.util.List;
import java.util.TreeSet;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;

final class EventCodecTest {
  private static final Verdicts NONE = new Verdicts(0, 0, 0, 0, 0, 0, 0, 0);

  /** As it stands in the documentation of the package. */
  private static final byte[] EXAMPLE =
      HexFormat.of()
          .parseHex(
              ("08 01 10 01 1a 01 74 20 d0 0f 32 00 3a 00 42 08 08 01 12 01 61 12 01 62 4a 11"
                      + " 0a 01 02 1a 02 88 0e 22 08 00 00 00 00 00 00 f0 3f")
                  .replace(" ", ""));

  @RegisterExtension final SeededRandom random = new SeededRandom();

  private final EventCodec codec = new EventCodec();

  @Test
  void writesTheExample() {
    SampleColumns columns = new SampleColumns(1, 1);
    columns.addSeries(1);
    columns.addSample(900, 0, Double.doubleToRawLongBits(1.0));
    Event event =
        new Event.Samples(
            new TenantId("t"),
            1000,
            List.of(),
            NONE,
            List.of(new WindowId(0, 0)),
            List.of(new NewSeries(1, Labels.of("a", "b"))),
            columns);
    assertThat(codec.encode(event)).isEqualTo(EXAMPLE);
    assertThat(text(EventCodec.decode(EXAMPLE))).isEqualTo(text(event));
  }

  /** So that a release which knows no histograms reads what has none. */
  @Test
  void onlyEventsWithHistogramsAreOfTheLatestVersion() {
    SampleColumns columns = new SampleColumns(1, 1);
    columns.addSeries(1);
    columns.addHistogram(900, 0, Histogram.stale());
    Event event =
        new Event.Samples(new TenantId("t"), 1000, List.of(), NONE, List.of(), List.of(), columns);
    assertThat(codec.encode(event)[1]).isEqualTo((byte) 2);
    assertThat(EXAMPLE[1]).isEqualTo((byte) 1);
    assertThat(text(EventCodec.decode(codec.encode(event)))).isEqualTo(text(event));
  }

  @Test
  void readsWhatItWrites() {
    for (int i = 0; i < Scale.of(500, 50_000); i++) {
      Event event = any();
      assertThat(text(EventCodec.decode(codec.encode(event)))).isEqualTo(text(event));
    }
  }

  @Test
  void keepsUnknownKindsAndRefusesLaterVersions() {
    byte[] unknown = EXAMPLE.clone();
    unknown[3] = 77;
    assertThat(EventCodec.decode(unknown)).isEqualTo(new Event.Unknown(77));
    byte[] later = EXAMPLE.clone();
    later[1] = EventCodec.VERSION + 1;
    assertThatThrownBy(() -> EventCodec.decode(later)).isInstanceOf(FormatVersionException.class);
    assertThatThrownBy(() -> codec.encode(new Event.Unknown(77)))
        .isInstanceOf(IllegalArgumentException.class);
  }

  @Test
  void damagedBytesAreCorruptDataAndNothingElse() {
    for (int i = 0; i < Scale.of(20_000, 2_000_000); i++) {
      byte[] bytes = random.nextInt(4) == 0 ? random.bytes(random.nextInt(80)) : damaged();
      try {
        EventCodec.decode(bytes);
      } catch (FormatVersionException _) {
        // As good as damaged.
      } catch (VarveException e) {
        assertThat(e.code()).isEqualTo(ErrorCode.CORRUPT_DATA);
      }
    }
  }

  private byte[] damaged() {
    byte[] bytes = codec.encode(any());
    for (int n = 1 + random.nextInt(3); n > 0; n--) {
      bytes[random.nextInt(bytes.length)] = (byte) random.nextInt();
    }
    return bytes;
  }

  private Event any() {
    TenantId tenant = new TenantId("tenant-" + random.nextInt(9));
    long received = random.nextLong();
    return switch (random.nextInt(4)) {
      case 0 -> new Event.WindowCut(tenant, received, windows());
      case 1 -> new Event.SeriesRemoved(tenant, received, refs());
      default ->
          new Event.Samples(
              tenant, received, batches(), verdicts(), windows(), series(), columns());
    };
  }

  private List<BatchId> batches() {
    List<BatchId> list = new ArrayList<>();
    for (int n = random.nextInt(3); n > 0; n--) {
      list.add(new BatchId(random.nextLong(), random.nextLong() >>> 1));
    }
    return list;
  }

  private Verdicts verdicts() {
    return random.nextBoolean()
        ? NONE
        : new Verdicts(
            random.nextInt(9),
            random.nextInt(9),
            0,
            random.nextInt(9),
            random.nextLong(),
            random.nextLong(),
            random.nextInt(99),
            random.nextInt(99));
  }

  private List<WindowId> windows() {
    List<WindowId> list = new ArrayList<>();
    for (int n = random.nextInt(4); n > 0; n--) {
      list.add(new WindowId(random.nextInt() * Windows.WINDOW_MS, random.nextInt(5)));
    }
    return list;
  }

  private List<NewSeries> series() {
    List<NewSeries> list = new ArrayList<>();
    for (Labels labels : RandomLabels.sorted(random, random.nextInt(4))) {
      list.add(new NewSeries(1 + random.nextInt(Integer.MAX_VALUE), labels));
    }
    return list;
  }

  private int[] refs() {
    TreeSet<Integer> refs = new TreeSet<>();
    for (int n = random.nextInt(5); n > 0; n--) {
      refs.add(1 + random.nextInt(Integer.MAX_VALUE));
    }
    return refs.stream().mapToInt(Integer::intValue).toArray();
  }

  private SampleColumns columns() {
    SampleColumns columns = new SampleColumns(0, 0);
    boolean single = random.nextBoolean();
    boolean starts = random.nextInt(4) == 0;
    boolean histograms = random.nextInt(3) == 0;
    for (int series = random.nextInt(5); series > 0; series--) {
      columns.addSeries(1 + random.nextInt(Integer.MAX_VALUE));
      for (int n = single ? 1 : random.nextInt(4); n > 0; n--) {
        long t = random.nextLong() >> random.nextInt(64);
        long start = starts ? t + random.nextInt(3) - 1 : 0;
        if (histograms && random.nextBoolean()) {
          columns.addHistogram(t, start, new RandomHistograms(random).next());
        } else {
          columns.addSample(t, start, random.nextLong());
        }
      }
    }
    return columns;
  }

  private static String text(Event event) {
    return switch (event) {
      case Event.Samples s -> {
        StringBuilder out = new StringBuilder();
        out.append(s.tenant()).append(s.receiveTime()).append(s.batches()).append(s.verdicts());
        out.append(s.openedWindows()).append(s.newSeries());
        for (int i = 0; i < s.columns().seriesCount(); i++) {
          out.append(" series ").append(s.columns().ref(i));
          for (int k = s.columns().start(i); k < s.columns().end(i); k++) {
            out.append(' ').append(s.columns().time(k)).append('/');
            out.append(s.columns().startTime(k)).append('=').append(s.columns().value(k));
            out.append(s.columns().histogram(k));
          }
        }
        yield out.toString();
      }
      case Event.SeriesRemoved r -> r.tenant() + " " + r.receiveTime() + List.of(boxed(r.refs()));
      case Event.WindowCut c -> c.toString();
      case Event.Unknown u -> u.toString();
    };
  }

  private static Integer[] boxed(int[] refs) {
    return java.util.Arrays.stream(refs).boxed().toArray(Integer[]::new);
  }
}
