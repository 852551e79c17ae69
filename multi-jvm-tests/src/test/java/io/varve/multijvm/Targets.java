package io.varve.multijvm;

import static org.assertj.core.api.Assertions.assertThat;

import io.varve.model.Labels;
import io.varve.testing.remote.EncodedSeries;
import io.varve.testing.remote.RemoteWriteClient;
import io.varve.testing.remote.WriteAnswer;
import io.varve.testing.remote.WriteBatch;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;

/** Many series of one counter, {@code load}, by {@code instance} and {@code job}. */
final class Targets {
  private static final int SAMPLES_A_REQUEST = 10_000;
  private static final int SAMPLES_A_SERIES = 120;

  private final List<EncodedSeries> series = new ArrayList<>();

  Targets(int count, int jobs) {
    for (int i = 0; i < count; i++) {
      series.add(
          EncodedSeries.of(
              Labels.of("__name__", "load", "instance", "i" + i, "job", "j" + i % jobs)));
    }
  }

  int count() {
    return series.size();
  }

  /** Writes a sample of each series at each time from start to end, inclusive, ms. */
  void write(Node node, long start, long end, Duration every) throws Exception {
    try (RemoteWriteClient client = new RemoteWriteClient(node.base(), "")) {
      WriteBatch batch = new WriteBatch();
      long step = every.toMillis();
      for (long from = start; from <= end; from += SAMPLES_A_SERIES * step) {
        int count = (int) Math.min(SAMPLES_A_SERIES, (end - from) / step + 1);
        int together = SAMPLES_A_REQUEST / count;
        for (int i = 0; i < series.size(); i++) {
          add(batch, i, from, step, count);
          if ((i + 1) % together == 0 || i + 1 == series.size()) {
            WriteAnswer answer = client.write(batch);
            assertThat(answer.status()).as(answer.text()).isEqualTo(204);
            batch.clear();
          }
        }
      }
    }
  }

  /** A series rises at a rate of its own, whatever is written together. */
  private void add(WriteBatch batch, int i, long from, long step, int count) {
    long[] times = new long[count];
    double[] values = new double[count];
    for (int k = 0; k < count; k++) {
      times[k] = from + k * step;
      values[k] = Math.floor(times[k] / 1e3) % 1e7 * (1 + i % 97);
    }
    batch.add(series.get(i), times, values, count);
  }
}
