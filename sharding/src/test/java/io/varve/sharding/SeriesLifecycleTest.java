package io.varve.sharding;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.varve.model.LabelMatcher;
import io.varve.model.Labels;
import io.varve.model.MatchType;
import io.varve.model.TenantId;
import io.varve.model.Windows;
import io.varve.sharding.ingest.WriteResult;
import io.varve.testing.Scale;
import io.varve.testing.SeededRandom;
import io.varve.testing.node.ManualTime;
import io.varve.testing.node.Point;
import io.varve.testing.node.Sender;
import io.varve.testing.node.TestNode;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.locks.LockSupport;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.api.io.TempDir;

/** A series gets an actor, gives it back, wakes again, is forgotten and comes back. */
class SeriesLifecycleTest {
  private static final TenantId TENANT = new TenantId("t");
  private static final int SERIES = 50;
  private static final Duration ONE_WINDOW_AND_SOME = Duration.ofMinutes(140);
  private static final String[] SETTINGS = {
    "varve.shards = 2", "varve.block.min-bytes = 0", "varve.head.park-after = 1m"
  };

  @TempDir Path directory;
  @RegisterExtension final SeededRandom random = new SeededRandom();

  private final ManualTime time = new ManualTime(1_000 * Windows.WINDOW_MS);
  private final Map<Labels, List<Point>> written = new TreeMap<>();
  private TestNode node;
  private Sender sender;

  @BeforeEach
  void start() {
    node = TestNode.start(directory, time, SETTINGS);
    sender = node.sender(TENANT);
  }

  @AfterEach
  void stop() {
    node.close();
  }

  private static Labels labels(int i) {
    return Labels.of("__name__", "m", "i", Integer.toString(i));
  }

  private CompletableFuture<WriteResult> sendAsync(int series) {
    for (int i = 0; i < series; i++) {
      Point point = new Point(time.millis(), random.nextLong());
      written.computeIfAbsent(labels(i), _ -> new ArrayList<>()).add(point);
      sender.add(labels(i), point);
    }
    return sender.sendAsync();
  }

  private void send(int series) {
    assertThat(sendAsync(series).join()).isEqualTo(WriteResult.accepted(series));
    time.advance(Duration.ofSeconds(1));
  }

  private void assertAllIsThere() {
    assertThat(node.read(TENANT, new LabelMatcher(MatchType.EQ, "__name__", "m"), 0, time.millis()))
        .isEqualTo(written);
  }

  private long live() {
    return node.tsdb().metrics().liveSeriesActors();
  }

  private int indexed() {
    return node.shards().stream().mapToInt(s -> s.index().view().seriesCount()).sum();
  }

  private long blocks() {
    return node.shards().stream()
        .mapToLong(s -> s.committer().newest().manifest().nextBlockOrdinal())
        .sum();
  }

  private long sealedBytes() {
    return node.shards().stream().mapToLong(s -> s.segments().bytesAppended()).sum();
  }

  @Test
  void appendsAndSealsInItsActor() {
    int requests = 130;
    for (int i = 0; i < requests; i++) {
      send(SERIES);
    }
    assertThat(live()).isEqualTo(SERIES);
    assertThat(node.tsdb().metrics().seriesMessages()).isEqualTo((long) SERIES * requests);
    assertThat(sealedBytes()).as("sealed while appending").isPositive();
    long sealed = sealedBytes();
    node.flush();
    assertThat(node.tsdb().metrics().seriesMessages())
        .as("told to end the window, then to drop it")
        .isGreaterThanOrEqualTo((long) SERIES * (requests + 2));
    assertThat(sealedBytes()).isGreaterThan(sealed);
    assertAllIsThere();
  }

  @Test
  void parksAndWakesWithoutLoss() {
    for (int round = 0; round < Scale.of(30, 300); round++) {
      send(1 + random.nextInt(SERIES));
      time.advance(Duration.ofSeconds(90));
      if (random.nextBoolean()) {
        node.tick();
        await().atMost(Duration.ofMinutes(1)).until(() -> live() == 0);
        assertAllIsThere();
      } else {
        // Samples meet series that are asked to park, or have just done so.
        CompletableFuture<WriteResult> sent = sendAsync(SERIES);
        node.tick();
        assertThat(sent.join().accepted()).isEqualTo(SERIES);
        time.advance(Duration.ofSeconds(1));
      }
    }
    assertAllIsThere();
  }

  @Test
  void comesBackAfterItWasForgotten() {
    send(SERIES);
    forget();
    assertThat(live()).isZero();
    // The router sends references that mean nothing any more, and labels within the same request.
    send(SERIES);
    assertThat(indexed()).isEqualTo(SERIES);
    assertAllIsThere();
    node.close();
    start();
    assertThat(indexed()).isEqualTo(SERIES);
    assertAllIsThere();
    forget();
    node.close();
    start();
    assertThat(indexed()).as("forgotten for good").isZero();
    assertAllIsThere();
  }

  private void forget() {
    time.advance(ONE_WINDOW_AND_SOME);
    await()
        .atMost(Duration.ofMinutes(1))
        .until(
            () -> {
              node.tick();
              time.advance(Duration.ofSeconds(31));
              return indexed() == 0;
            });
  }

  @Test
  void isNotForgottenWhileSamplesAreOnTheirWay() {
    for (int round = 0; round < Scale.of(20, 300); round++) {
      long blocks = blocks();
      send(1);
      time.advance(ONE_WINDOW_AND_SOME);
      node.tick();
      await().atMost(Duration.ofMinutes(1)).until(() -> blocks() > blocks && live() == 0);
      // From here on the series may be removed at the next look, and there come the samples.
      time.advance(Duration.ofSeconds(31));
      CompletableFuture<WriteResult> sent = sendAsync(1);
      LockSupport.parkNanos(random.nextInt(900_000));
      node.tick();
      assertThat(sent.join()).isEqualTo(WriteResult.accepted(1));
      time.advance(Duration.ofSeconds(1));
      assertAllIsThere();
    }
  }
}
