package io.varve.sharding;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.varve.model.ErrorCode;
import io.varve.model.LabelMatcher;
import io.varve.model.Labels;
import io.varve.model.MatchType;
import io.varve.model.TenantId;
import io.varve.model.VarveException;
import io.varve.model.Windows;
import io.varve.promql.storage.ShardSeries;
import io.varve.sharding.query.HeadStatistics;
import io.varve.sharding.query.QuerySource;
import io.varve.sharding.query.QuerySource.Lookup;
import io.varve.sharding.shard.ShardHandle;
import io.varve.testing.node.ManualTime;
import io.varve.testing.node.Sender;
import io.varve.testing.node.TestNode;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import org.apache.pekko.actor.ActorRef;
import org.apache.pekko.actor.PoisonPill;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Labels come from the head and from blocks, of all shards, sorted and each once. */
final class QuerySourceTest {
  private static final long ORIGIN = 1_000 * Windows.WINDOW_MS;
  private static final TenantId TENANT = new TenantId("a");
  private static final long END = Long.MAX_VALUE / 2;

  @TempDir Path directory;

  private final ManualTime time = new ManualTime(ORIGIN + 1000);
  private TestNode node;
  private QuerySource queries;

  /** Series 0 to 9 are in a block only, 5 to 14 in the head, 5 to 9 in both. */
  @BeforeEach
  void start() {
    node = TestNode.start(directory, time, "varve.shards = 4", "varve.block.min-bytes = 0");
    queries = node.tsdb().queries();
    write(0, 10, ORIGIN);
    node.flush();
    time.advance(Duration.ofHours(4));
    write(5, 15, ORIGIN + 2 * Windows.WINDOW_MS);
  }

  @AfterEach
  void stop() {
    node.close();
  }

  @Test
  void seriesAreThoseWithSamplesInTheRange() {
    assertThat(queries.series(lookup(0, END, 0, name("up"))))
        .isSorted()
        .hasSize(15)
        .doesNotHaveDuplicates();
    assertThat(queries.series(lookup(0, ORIGIN, 0, name("up")))).hasSize(10);
    assertThat(queries.series(lookup(ORIGIN + 1, END, 0, name("up")))).hasSize(10);
    assertThat(queries.series(lookup(0, END, 3, name("up"))))
        .isEqualTo(List.of(labels(0), labels(5), labels(10)));
    assertThat(queries.series(lookup(0, END, 0, matcher("i", "03"), matcher("i", "12"))))
        .isEqualTo(List.of(labels(3), labels(12)));
  }

  @Test
  void labelNames() {
    List<String> all = List.of("__name__", "extra", "i");
    assertThat(queries.labelNames(lookup(0, END, 0))).isEqualTo(all);
    assertThat(queries.labelNames(lookup(0, END, 0, matcher("i", "00")))).isEqualTo(all);
    assertThat(queries.labelNames(lookup(0, END, 0, matcher("i", "07"))))
        .isEqualTo(List.of("__name__", "i"));
    assertThat(queries.labelNames(lookup(0, END, 1))).isEqualTo(List.of("__name__"));
  }

  @Test
  void labelValues() {
    assertThat(queries.labelValues("i", lookup(0, END, 0)))
        .isSorted()
        .hasSize(15)
        .doesNotHaveDuplicates();
    assertThat(queries.labelValues("i", lookup(0, END, 2))).isEqualTo(List.of("00", "01"));
    assertThat(queries.labelValues("extra", lookup(0, END, 0, matcher("i", "00"))))
        .isEqualTo(List.of("yes"));
    assertThat(queries.labelValues("nothing", lookup(0, END, 0))).isEmpty();
    Lookup other = new Lookup(new TenantId("b"), List.of(), 0, END, 0);
    assertThat(queries.labelValues("i", other)).isEmpty();
  }

  @Test
  void labelsAreThoseOfSeriesWithSamplesInTheRange() {
    long late = ORIGIN + 2 * Windows.WINDOW_MS;
    assertThat(queries.labelValues("i", lookup(late, END, 0)))
        .as("what the head holds, and no block")
        .hasSize(10)
        .contains("05", "14")
        .doesNotContain("00");
    assertThat(queries.labelValues("i", lookup(late, END, 2))).isEqualTo(List.of("05", "06"));
    assertThat(queries.labelValues("i", lookup(late, END, 0, matcher("i", "14"))))
        .isEqualTo(List.of("14"));
    assertThat(queries.labelValues("i", lookup(ORIGIN, ORIGIN, 0)))
        .as("the block only: the head has nothing so early")
        .hasSize(10)
        .contains("00")
        .doesNotContain("14");
    assertThat(queries.labelNames(lookup(late + 60_000, END, 0))).isEmpty();
    assertThat(queries.labelNames(lookup(late, END, 0))).contains("__name__", "i");
  }

  @Test
  void countsWhatTheHeadHolds() {
    HeadStatistics head = queries.head(TENANT, 1);
    assertThat(head.seriesByMetric()).hasSize(1).first().matches(c -> c.name().equals("up"));
    assertThat(head.series()).isEqualTo(head.seriesByMetric().getFirst().count());
    assertThat(head.valuesByLabel()).containsExactly(new HeadStatistics.Count("i", head.series()));
    assertThat(head.bytesByLabel()).hasSize(1);
    assertThat(head.seriesByPair())
        .containsExactly(new HeadStatistics.Count("__name__=up", head.series()));
    assertThat(head.maxTime()).isEqualTo(ORIGIN + 2 * Windows.WINDOW_MS);
    assertThat(head.openChunks()).isPositive();
    assertThat(queries.head(new TenantId("b"), 10).series()).isZero();
  }

  @Test
  void aShardThatStopsIsAnErrorOrAnAnswerButNeverAHoleOrAHang() {
    int held = held(1);
    for (int round = 0; round < 3; round++) {
      ShardHandle before = node.tsdb().localShards().get(1).orElseThrow();
      before.actor().tell(PoisonPill.getInstance(), ActorRef.noSender());
      try {
        assertThat(held(1)).isEqualTo(held);
      } catch (VarveException e) {
        assertThat(e.code()).isIn(ErrorCode.SHARD_UNAVAILABLE, ErrorCode.NOT_READY);
      }
      await()
          .atMost(Duration.ofSeconds(60))
          .until(
              () ->
                  node.tsdb()
                      .localShards()
                      .get(1)
                      .filter(h -> h.epoch() > before.epoch())
                      .isPresent());
    }
  }

  private int held(int shard) {
    long begun = System.nanoTime();
    try (ShardSeries found = queries.storage(TENANT).select(shard, List.of(name("up")), 0, END)) {
      return found.size();
    } finally {
      assertThat(Duration.ofNanos(System.nanoTime() - begun)).isLessThan(Duration.ofSeconds(20));
    }
  }

  private void write(int from, int to, long t) {
    Sender sender = node.sender(TENANT);
    for (int i = from; i < to; i++) {
      sender.add(Sender.encode(labels(i)), t, i);
    }
    assertThat(sender.send().accepted()).isEqualTo(to - from);
  }

  private static Labels labels(int i) {
    return Labels.of("__name__", "up", "i", "%02d".formatted(i), "extra", i % 5 == 0 ? "yes" : "");
  }

  private static LabelMatcher name(String name) {
    return matcher("__name__", name);
  }

  private static LabelMatcher matcher(String name, String value) {
    return new LabelMatcher(MatchType.EQ, name, value);
  }

  private static Lookup lookup(long minT, long maxT, int limit, LabelMatcher... selectors) {
    List<List<LabelMatcher>> sets = List.of(selectors).stream().map(List::of).toList();
    return new Lookup(TENANT, sets, minT, maxT, limit);
  }
}
