package io.varve.sharding.shard;

import io.varve.model.Labels;
import io.varve.model.StaleNaN;
import io.varve.model.TenantId;
import io.varve.persistence.event.BatchId;
import io.varve.persistence.event.SampleColumns;
import io.varve.persistence.testing.TestValues;
import io.varve.sharding.shard.ShardModel.SeriesKey;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;
import org.apache.pekko.actor.ActorRef;

/**
 * Makes batches of all kinds for one shard: in order, late, again, contradicting, out of bounds,
 * empty; series by reference, by labels, and by a reference that is no more.
 */
final class RandomBatches {
  static final List<TenantId> TENANTS = List.of(new TenantId("a"), new TenantId("b"));
  private static final int SERIES = 9;
  private static final long SECOND = 1000;

  /** A batch and what its series are. */
  record Made(WriteBatch batch, List<SeriesKey> series) {}

  private final Random random;
  private final ShardModel model;
  private final Map<SeriesKey, Integer> routes = new HashMap<>();
  private long routesEpoch;
  private long number;
  private long histogram;

  RandomBatches(Random random, ShardModel model) {
    this.random = random;
    this.model = model;
  }

  Made next(long epoch, long now) {
    TenantId tenant = TENANTS.get(random.nextInt(TENANTS.size()));
    int count = 1 + random.nextInt(4);
    SampleColumns columns = new SampleColumns(1, 1);
    List<SeriesKey> series = new ArrayList<>();
    Labels[] labels = new Labels[count];
    boolean anyLabels = false;
    for (int i = 0; i < count; i++) {
      SeriesKey key = new SeriesKey(tenant, labels(random.nextInt(SERIES)));
      series.add(key);
      Integer ref = routes.get(key);
      boolean known = ref != null && random.nextInt(5) > 0;
      columns.addSeries(known ? ref : 0);
      if (!known) {
        labels[i] = key.labels();
        anyLabels = true;
      }
      addSamples(key, columns, now);
    }
    long batchEpoch = routesEpoch == 0 ? epoch : routesEpoch;
    BatchId id = new BatchId(1, ++number);
    return new Made(
        new WriteBatch(
            id,
            tenant,
            batchEpoch,
            columns,
            anyLabels ? labels : new Labels[0],
            parts(count),
            ActorRef.noSender()),
        series);
  }

  private int[] parts(int count) {
    return count > 1 && random.nextInt(3) == 0 ? new int[] {1, count} : new int[] {count};
  }

  static Labels labels(int i) {
    return Labels.of("__name__", "m", "i", Integer.toString(i));
  }

  /** Takes note of an answer. */
  void learnt(Made made, BatchReply.Applied reply) {
    if (reply.epoch() != routesEpoch) {
      routes.clear();
      routesEpoch = reply.epoch();
    }
    for (int i = 0; i < reply.refs().length; i++) {
      if (reply.refs()[i] != 0) {
        routes.put(made.series().get(i), reply.refs()[i]);
      }
    }
    for (int i : reply.unknown()) {
      routes.remove(made.series().get(i));
    }
  }

  private void addSamples(SeriesKey key, SampleColumns columns, long now) {
    switch (random.nextInt(20)) {
      case 0 -> {}
      case 1, 2 -> run(columns, now - 200 * SECOND, 100 + random.nextInt(100), SECOND);
      case 3, 4 -> {
        long from = now - random.nextLong(Duration.ofHours(60).toMillis());
        for (int n = 1 + random.nextInt(40); n > 0; n--) {
          add(columns, from + random.nextInt(120) * SECOND, value());
        }
      }
      case 5, 6 -> again(key, columns, true);
      case 7 -> again(key, columns, false);
      case 8 -> {
        add(columns, now + random.nextLong(Duration.ofHours(1).toMillis()), value());
        add(columns, now - random.nextLong(Duration.ofDays(9).toMillis()), value());
        add(columns, -5, value());
      }
      default -> run(columns, now - 150 * SECOND, 1 + random.nextInt(10), 15 * SECOND);
    }
  }

  private void run(SampleColumns columns, long from, int count, long step) {
    for (int k = 0; k < count; k++) {
      add(columns, from + k * step, value());
    }
  }

  /** Sends times once more, with the same values or others. */
  private void again(SeriesKey key, SampleColumns columns, boolean same) {
    for (int n = 1 + random.nextInt(5); n > 0; n--) {
      Map.Entry<Long, Long> sent = model.any(key, random);
      if (sent != null) {
        add(columns, sent.getKey(), same ? sent.getValue() : value());
      }
    }
  }

  private static void add(SampleColumns columns, long t, long value) {
    TestValues.add(columns, t, value);
  }

  private long value() {
    return switch (random.nextInt(10)) {
      case 0 -> random.nextLong();
      case 1 -> StaleNaN.BITS;
      case 2, 3, 4 -> TestValues.ofHistogram(histogram += random.nextInt(100) == 0 ? 1_000 : 1);
      default -> Double.doubleToRawLongBits(random.nextInt(1000));
    };
  }
}
