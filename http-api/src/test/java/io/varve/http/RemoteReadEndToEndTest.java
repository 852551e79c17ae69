package io.varve.http;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.awaitility.Awaitility.await;

import io.varve.model.LabelMatcher;
import io.varve.model.Labels;
import io.varve.model.MatchType;
import io.varve.model.StaleNaN;
import io.varve.testing.SeededRandom;
import io.varve.testing.remote.EncodedSeries;
import io.varve.testing.remote.RemoteReadClient;
import io.varve.testing.remote.RemoteWriteClient;
import io.varve.testing.remote.SampleVisitor;
import io.varve.testing.remote.WriteBatch;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;

/** What was written comes back, in both forms, bit by bit. */
final class RemoteReadEndToEndTest {
  @RegisterExtension final SeededRandom random = new SeededRandom();

  private RunningServer server;
  private RemoteWriteClient writer;
  private RemoteReadClient reader;

  @BeforeEach
  void start() throws Exception {
    server =
        new RunningServer(
            "varve.http.read { frame = 4KiB, max-samples-response = 1MiB, max-concurrent = 1 }");
    writer = new RemoteWriteClient(server.uri(), "");
    reader = new RemoteReadClient(server.uri(), "");
  }

  @AfterEach
  void stop() throws Exception {
    await().until(() -> server.store.openSets() == 0);
    writer.close();
    reader.close();
    server.close();
  }

  @Test
  void bothFormsGiveEverySampleInOrder() throws Exception {
    List<String> written = new ArrayList<>();
    for (int s = 0; s < 30; s++) {
      Labels labels = Labels.of("__name__", "m", "s", "%02d".formatted(s), "umlaut", "ö");
      written.addAll(write(labels, 1 + random.nextInt(1_000)));
    }
    assertThat(samples("m", Long.MIN_VALUE, Long.MAX_VALUE)).isEqualTo(written);
    assertThat(chunks("m", Long.MIN_VALUE, Long.MAX_VALUE)).isEqualTo(written);
    assertThat(chunks("nothing", 0, 1)).isEmpty();
    assertThat(samples("nothing", 0, 1)).isEmpty();
  }

  @Test
  void theRangeIsInclusive() throws Exception {
    WriteBatch batch = new WriteBatch();
    EncodedSeries series = EncodedSeries.of(Labels.of("__name__", "range"));
    for (int t = 0; t < 10; t++) {
      batch.add(series, t, t);
    }
    writer.write(batch);
    assertThat(samples("range", 3, 5)).hasSize(3);
    assertThat(chunks("range", 3, 5)).hasSize(3);
  }

  @Test
  void anAnswerTooLongForOneMessageIs422AndStreams() throws Exception {
    int count = 100_000;
    write(Labels.of("__name__", "long"), count);
    assertThatThrownBy(() -> samples("long", 0, Long.MAX_VALUE)).hasMessageContaining("422");
    assertThat(chunks("long", 0, Long.MAX_VALUE)).hasSize(count);
  }

  @Test
  void whatFailsAtOnceHasAStatus() throws Exception {
    assertThatThrownBy(() -> chunks("unavailable", 0, 1)).hasMessageContaining("503: shard 7");
    assertThatThrownBy(() -> samples("unavailable", 0, 1)).hasMessageContaining("503: shard 7");
    write(Labels.of("__name__", "corrupt"), 1);
    assertThatThrownBy(() -> chunks("corrupt", 0, Long.MAX_VALUE)).hasMessageContaining("500");
    assertThat(chunks("nothing", 0, 1)).as("the place was given back").isEmpty();
  }

  @Test
  void whatFailsLaterAbortsTheConnection() throws Exception {
    write(Labels.of("__name__", "a", "job", "x"), 50_000);
    write(Labels.of("__name__", "corrupt", "job", "x"), 1);
    List<LabelMatcher> all = List.of(new LabelMatcher(MatchType.RE, "job", "x|y"));
    List<String> got = new ArrayList<>();
    assertThatThrownBy(() -> reader.readChunks(all, 0, Long.MAX_VALUE, collect(got)))
        .isInstanceOf(IOException.class);
    assertThat(got).isNotEmpty();
  }

  /** Regular times and odd ones, values of all kinds. */
  private List<String> write(Labels labels, int count) throws Exception {
    EncodedSeries series = EncodedSeries.of(labels);
    long[] t = new long[count];
    double[] values = new double[count];
    List<String> written = new ArrayList<>();
    for (int i = 0; i < count; i++) {
      long step = random.nextInt(10) == 0 ? 1 + random.nextInt(1_000_000) : 15_000;
      t[i] = (i == 0 ? 1_600_000_000_000L : t[i - 1]) + step;
      values[i] =
          switch (random.nextInt(5)) {
            case 0 -> random.nextGaussian();
            case 1 -> i;
            case 2 -> Double.longBitsToDouble(StaleNaN.BITS);
            default -> 42;
          };
      written.add(line(labels, t[i], Double.doubleToRawLongBits(values[i])));
    }
    WriteBatch batch = new WriteBatch();
    batch.add(series, t, values, count);
    assertThat(writer.write(batch).status()).isEqualTo(204);
    return written;
  }

  private List<String> samples(String metric, long minT, long maxT) throws Exception {
    List<String> got = new ArrayList<>();
    reader.readSamples(matchers(metric), minT, maxT, collect(got));
    return got;
  }

  private List<String> chunks(String metric, long minT, long maxT) throws Exception {
    List<String> got = new ArrayList<>();
    reader.readChunks(matchers(metric), minT, maxT, collect(got));
    return got;
  }

  private static List<LabelMatcher> matchers(String metric) {
    return List.of(new LabelMatcher(MatchType.EQ, "__name__", metric));
  }

  private static SampleVisitor collect(List<String> got) {
    return (labels, t, bits) -> got.add(line(labels, t, bits));
  }

  private static String line(Labels labels, long t, long bits) {
    return labels + " " + t + " " + Long.toHexString(bits);
  }
}
