package io.varve.sharding.routing;

import static org.assertj.core.api.Assertions.assertThat;

import io.varve.model.KeyedHash128;
import io.varve.model.Labels;
import io.varve.model.ShardPlacement;
import io.varve.model.TenantId;
import io.varve.persistence.event.BatchId;
import io.varve.persistence.event.SampleColumns;
import io.varve.sharding.ingest.Delivery;
import io.varve.sharding.ingest.RefusalReason;
import io.varve.sharding.ingest.WriteResult;
import io.varve.sharding.shard.BatchReply;
import io.varve.testing.Scale;
import io.varve.testing.SeededRandom;
import io.varve.testing.node.Point;
import io.varve.testing.node.Sender;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.PriorityQueue;
import java.util.TreeMap;
import java.util.concurrent.CompletableFuture;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;

/**
 * Clients write through a router over a network that delays, drops and repeats, to shards that
 * move, refuse and forget. Whatever happens, every request is answered, every count is right, and
 * what was said to be stored is.
 */
class RouterModelTest implements ShardTransport {
  private static final TenantId TENANT = new TenantId("t");
  private static final int SHARDS = 4;
  private static final int CLIENTS = 6;
  private static final int SERIES = 40;
  private static final long MILLI = 1_000_000;
  private static final long TICK = 100 * MILLI;

  @RegisterExtension final SeededRandom random = new SeededRandom();

  private final KeyedHash128.Key key = KeyedHash128.Key.random();
  private final List<FakeShard> shards = new ArrayList<>();
  private final PriorityQueue<Step> network = new PriorityQueue<>();
  private final List<Client> clients = new ArrayList<>();
  private long now;
  private long order;
  private int whole;
  private int interrupted;

  private final Router router =
      new Router(
          new RouterSettings(
              Duration.ofSeconds(20), Duration.ofSeconds(5), Duration.ofSeconds(1), 1000),
          SHARDS,
          _ -> CompletableFuture.completedFuture(new ShardPlacement(SHARDS, SHARDS)),
          this,
          77,
          () -> now);

  /**
   * Something that happens at a time; what is at the same time happens in the order of its making.
   */
  private record Step(long at, long number, Runnable action) implements Comparable<Step> {
    @Override
    public int compareTo(Step o) {
      return at != o.at ? Long.compare(at, o.at) : Long.compare(number, o.number);
    }
  }

  /** A client has one request under way at most. */
  private final class Client {
    private final Sender sender = new Sender(router, key, TENANT);
    private Map<Labels, List<Point>> asked = Map.of();
    private @Nullable CompletableFuture<WriteResult> answer;

    void act() {
      CompletableFuture<WriteResult> waiting = answer;
      if (waiting == null) {
        send();
      } else if (waiting.isDone()) {
        answer = null;
        check(asked, waiting.join());
      }
    }

    private void send() {
      asked = new TreeMap<>();
      for (int i = random.nextInt(SERIES); i < SERIES; i += 1 + random.nextInt(SERIES)) {
        Map<Long, Point> points = new TreeMap<>();
        for (int k = 1 + random.nextInt(4); k > 0; k--) {
          long t = now / MILLI / 10 + random.nextInt(20);
          points.put(t, new Point(t, random.nextInt(2)));
        }
        Labels labels = Labels.of("__name__", "m", "i", Integer.toString(i));
        asked.put(labels, List.copyOf(points.values()));
        sender.add(labels, points.values().toArray(Point[]::new));
      }
      answer = sender.sendAsync();
    }
  }

  @Test
  void countsAreRightAndAcknowledgedSamplesAreStored() {
    for (int i = 0; i < SHARDS; i++) {
      shards.add(new FakeShard(i));
    }
    for (int i = 0; i < CLIENTS; i++) {
      clients.add(new Client());
    }
    long end = Duration.ofMinutes(Scale.of(20, 600)).toNanos();
    schedule(TICK, this::tick);
    while (now < end) {
      Step step = network.remove();
      now = step.at();
      step.action().run();
      clients.get(random.nextInt(CLIENTS)).act();
    }
    assertThat(whole).isGreaterThan(100);
    assertThat(interrupted).isGreaterThan(0);
    end = now + Duration.ofSeconds(30).toNanos();
    while (now < end) {
      Step step = network.remove();
      now = step.at();
      step.action().run();
    }
    assertThat(router.pendingWrites()).isZero();
  }

  private void schedule(long delay, Runnable action) {
    network.add(new Step(now + delay, order++, action));
  }

  private void tick() {
    router.tick();
    if (random.nextInt(50) == 0) {
      shards.get(random.nextInt(SHARDS)).takeOver();
    }
    if (random.nextInt(50) == 0) {
      shards.get(random.nextInt(SHARDS)).forgetReferences();
    }
    schedule(TICK, this::tick);
  }

  @Override
  public void send(
      int shard,
      BatchId id,
      TenantId tenant,
      long epoch,
      SampleColumns columns,
      @Nullable Labels[] labels,
      int[] partEnds) {
    SentBatch batch = new SentBatch(shard, id, tenant, epoch, columns, labels, partEnds);
    carry(() -> arrive(batch));
  }

  private void arrive(SentBatch batch) {
    if (random.nextInt(40) == 0) {
      carry(() -> router.answer(new BatchReply.Unavailable(batch.id(), batch.shard(), "full")));
      return;
    }
    BatchReply reply = shards.get(batch.shard()).apply(batch);
    carry(() -> router.answer(reply));
  }

  /** Mostly quickly and once; sometimes late, twice or never. */
  private void carry(Runnable message) {
    int luck = random.nextInt(100);
    if (luck < 10) {
      return;
    }
    schedule(delay(), message);
    if (luck < 20) {
      schedule(delay(), message);
    }
  }

  private long delay() {
    return (random.nextInt(20) == 0 ? random.nextInt(30_000) : random.nextInt(20)) * MILLI;
  }

  private void check(Map<Labels, List<Point>> asked, WriteResult result) {
    int same = 0;
    int other = 0;
    int missing = 0;
    for (Map.Entry<Labels, List<Point>> series : asked.entrySet()) {
      for (Point p : series.getValue()) {
        Long stored = stored(series.getKey(), p.t());
        same += stored != null && stored == p.valueBits() ? 1 : 0;
        other += stored != null && stored != p.valueBits() ? 1 : 0;
        missing += stored == null ? 1 : 0;
      }
    }
    long conflicts = result.refused().count(RefusalReason.CONFLICT);
    if (result.delivery().equals(Delivery.whole())) {
      whole++;
      assertThat(missing).isZero();
      assertThat(result.accepted()).isEqualTo(same);
      assertThat(conflicts).isEqualTo(other);
    } else {
      interrupted++;
      assertThat(result.accepted()).isLessThanOrEqualTo(same);
      assertThat(conflicts).isLessThanOrEqualTo(other);
    }
  }

  private @Nullable Long stored(Labels labels, long t) {
    Long found = null;
    for (FakeShard shard : shards) {
      var of = shard.stored().get(labels);
      if (of != null && of.containsKey(t)) {
        assertThat(found).as("in one shard only").isNull();
        found = of.get(t);
      }
    }
    return found;
  }
}
