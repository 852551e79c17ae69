package io.varve.sharding;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.varve.model.LabelMatcher;
import io.varve.model.Labels;
import io.varve.model.MatchType;
import io.varve.model.TenantId;
import io.varve.model.Windows;
import io.varve.persistence.manifest.BlockEntry;
import io.varve.sharding.ingest.RefusalReason;
import io.varve.sharding.ingest.WriteResult;
import io.varve.testing.node.ManualTime;
import io.varve.testing.node.Point;
import io.varve.testing.node.Sender;
import io.varve.testing.node.TestNode;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/**
 * Raw samples past their age: their blocks leave the manifest, nobody reads them, their files go
 * after the delay, and none comes in at the door; whether or not the node is restarted meanwhile.
 */
class RetentionTest {
  private static final TenantId TENANT = new TenantId("t");
  private static final long ORIGIN = 1_000 * Windows.WINDOW_MS;
  private static final Duration RETENTION = Duration.ofHours(24);
  private static final Duration DELAY = Duration.ofHours(1);
  private static final long INTERVAL_MS = 600_000;
  private static final int SERIES = 12;
  private static final int HOURS = 30;
  private static final String[] SETTINGS = {
    "varve.shards = 2",
    "varve.block.min-bytes = 0",
    "varve.retention.raw = 24h",
    "varve.delete-delay = 1h"
  };

  @TempDir Path directory;
  private final ManualTime time = new ManualTime(ORIGIN);
  private TestNode node;

  @AfterEach
  void stop() {
    node.close();
  }

  private void start() {
    node = TestNode.start(directory, time, SETTINGS);
  }

  @Test
  void oldBlocksLeaveAreNotReadAndAreDeleted() throws IOException {
    start();
    Set<String> named = new TreeSet<>();
    for (int i = 0; i < HOURS * 6 - 2; i++) {
      send(time.millis());
      time.advance(Duration.ofMillis(INTERVAL_MS));
      node.tick();
      named.addAll(manifest());
    }
    time.advance(Duration.ofMinutes(25)); // Over the end of a window that was kept until now.
    node.tick();
    long oldest = oldest();
    awaitNoneOlder(oldest);
    assertThat(manifest()).isNotEmpty();
    long firstKept = Windows.windowStart(oldest);
    assertReadFrom(firstKept);
    assertOldOnesAreRefused();

    Set<String> expired = named; // Not all that is stored: a cut may be on its way.
    expired.retainAll(stored());
    expired.removeAll(manifest());
    assertThat(expired).as("blocks that the delay keeps").isNotEmpty();

    node.close();
    start();
    assertReadFrom(firstKept);
    assertOldOnesAreRefused();
    assertThat(stored()).as("a restart begins the delay anew").containsAll(expired);
    time.advance(DELAY.plusSeconds(1));
    await()
        .atMost(Duration.ofMinutes(1))
        .ignoreExceptionsInstanceOf(UncheckedIOException.class) // A file goes while it is listed.
        .until(
            () -> {
              node.tick();
              time.advance(Duration.ofSeconds(31));
              return stored().equals(manifest());
            });
    assertThat(stored()).isNotEmpty().doesNotContainAnyElementsOf(expired);

    node.close();
    start();
    awaitNoneOlder(oldest());
    assertReadFrom(Windows.windowStart(oldest()));
    assertOldOnesAreRefused();
  }

  /** A backlog that comes in time makes blocks of its own, and these age like the others. */
  @Test
  void lateSamplesGoWhenTheirTimeIsPast() throws IOException {
    start();
    time.advance(Duration.ofHours(HOURS));
    long late = time.millis() - RETENTION.toMillis() + INTERVAL_MS;
    send(late);
    node.flush();
    assertThat(manifest()).isNotEmpty();
    assertReadFrom(late);
    time.advance(Duration.ofHours(2));
    node.tick();
    awaitNoneOlder(oldest());
    assertThat(manifest()).isEmpty();
    assertThat(read()).isEmpty();
  }

  private long oldest() {
    return time.millis() - RETENTION.toMillis();
  }

  private void send(long t) {
    Sender sender = node.sender(TENANT);
    for (int i = 0; i < SERIES; i++) {
      sender.add(labels(i), new Point(t, i));
    }
    assertThat(sender.send()).isEqualTo(WriteResult.accepted(SERIES));
  }

  private static Labels labels(int i) {
    return Labels.of("__name__", "m", "i", Integer.toString(i));
  }

  private void assertOldOnesAreRefused() {
    long first = oldest();
    WriteResult result =
        node.sender(TENANT)
            .add(labels(0), new Point(first - 1, 0))
            .add(labels(1), new Point(first, 1))
            .send();
    assertThat(result.accepted()).isEqualTo(1);
    assertThat(result.refused().count(RefusalReason.TOO_OLD)).isEqualTo(1);
    assertThat(result.refused().total()).isEqualTo(1);
    assertThat(result.refused().first()).contains("\"0\"").contains("raw retention");
  }

  private List<BlockEntry> blocks() {
    return node.shards().stream()
        .flatMap(s -> s.committer().newest().manifest().blocks().values().stream())
        .toList();
  }

  private Set<String> manifest() {
    return blocks().stream().map(BlockEntry::ulid).collect(Collectors.toCollection(TreeSet::new));
  }

  private void awaitNoneOlder(long oldest) {
    await()
        .atMost(Duration.ofMinutes(1))
        .until(
            () -> {
              node.tick();
              time.advance(Duration.ofSeconds(31)); // Upkeep comes again.
              return blocks().stream().noneMatch(b -> b.maxTime() <= oldest);
            });
  }

  /** Names of the blocks of which the store has any object. */
  private Set<String> stored() throws IOException {
    Path tenant = directory.resolve("store").resolve(TENANT.value());
    try (Stream<Path> files = Files.walk(tenant)) {
      return files
          .filter(Files::isRegularFile)
          .map(f -> tenant.relativize(f).getName(0).toString())
          .collect(Collectors.toCollection(TreeSet::new));
    }
  }

  private Set<Long> read() {
    Set<Long> times = new TreeSet<>();
    node.read(TENANT, new LabelMatcher(MatchType.EQ, "__name__", "m"), 0, time.millis())
        .values()
        .forEach(points -> points.forEach(p -> times.add(p.t())));
    return times;
  }

  /** All that was sent from a time on is there, and nothing from before. */
  private void assertReadFrom(long first) {
    Set<Long> times = read();
    assertThat(times).isNotEmpty().allMatch(t -> t >= first);
    assertThat(times).contains(first);
  }
}
