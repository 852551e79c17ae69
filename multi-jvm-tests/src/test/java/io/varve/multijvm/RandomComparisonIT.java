package io.varve.multijvm;

import static org.assertj.core.api.Assertions.assertThat;

import io.varve.model.Sample;
import io.varve.promql.differential.RandomData;
import io.varve.promql.differential.RandomQueries;
import io.varve.testing.Scale;
import io.varve.testing.SeededRandom;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.api.io.TempDir;

/**
 * Random queries over random data, which were written to Varve and to a Prometheus alike: both
 * answer the same, refuse the same, and remark the same.
 */
class RandomComparisonIT {
  private static final int QUERIES = Scale.of(300, 20_000);
  private static final int QUERIES_PER_LOAD = 100;

  private static final int LATE_PERCENT = 7;

  /** So far apart that no query sees the data before. */
  private static final long APART_MS = Duration.ofHours(2).toMillis();

  /** Where ranges are closed on the left, no sample may lie at the beginning of one. */
  private static final long OFF_THE_GRID_MS = 7;

  /** In fewer some series may be missing. */
  private static final int DRAWINGS_OF_ALL = 30;

  private static final long INTRODUCED_MS = Duration.ofMinutes(30).toMillis();
  private static final long INSTANT_MS = 700_000;
  private static final long START_MS = 300_000;
  private static final long END_MS = 1_000_000;
  private static final long STEP_MS = 70_000;

  @RegisterExtension final SeededRandom random = new SeededRandom();
  @TempDir Path directory;

  @Test
  void answersAreThoseOfPrometheus() throws Exception {
    try (Prometheus prometheus = Prometheus.receivingOrSkip(directory.resolve("prometheus"))) {
      Dialect dialect = Dialect.of(prometheus.queries());
      try (Node node = Node.over(directory.resolve("data"), settings(dialect))) {
        node.start().awaitReady();
        try (QueryClient varve = new QueryClient(node.base())) {
          compare(dialect, prometheus.queries(), varve);
        }
        assertThat(node.stop()).isZero();
      }
    }
  }

  private static String[] settings(Dialect dialect) {
    return new String[] {
      "--set",
      "varve.shards=4",
      "--set",
      "varve.query.experimental-functions=" + dialect.has("promql-experimental-functions"),
      "--set",
      "varve.query.extended-range-selectors=" + dialect.has("promql-extended-range-selectors"),
      "--set",
      "varve.query.fill-modifiers=" + dialect.has("promql-binop-fill-modifiers"),
      "--set",
      "varve.query.delayed-name-removal=" + dialect.has(Dialect.DELAYED_NAMES),
    };
  }

  private void compare(Dialect dialect, QueryClient prometheus, QueryClient varve)
      throws Exception {
    int loads = QUERIES / QUERIES_PER_LOAD;
    long origin = System.currentTimeMillis() / APART_MS * APART_MS - loads * APART_MS;
    List<String> differences = new ArrayList<>();
    ReplyComparison comparison = new ReplyComparison(dialect);
    long points = 0;
    int failed = 0;
    write(introduction(), origin - APART_MS, prometheus, varve);
    for (int load = 0; load < loads; load++, origin += APART_MS) {
      write(dialect, new RandomData(random).series(), origin, prometheus, varve);
      write(introduction(), origin, prometheus, varve);
      RandomQueries queries = new RandomQueries(random, origin / 1000);
      for (int i = 0; i < QUERIES_PER_LOAD; i++) {
        String query = query(dialect, queries);
        boolean instant = random.nextInt(3) == 0;
        QueryReply expected = ask(prometheus, query, instant, origin);
        QueryReply actual = ask(varve, query, instant, origin);
        differences.addAll(comparison.differences(query, expected, actual));
        points += expected.answer() == null ? 0 : expected.answer().pointCount();
        failed += expected.answer() == null ? 1 : 0;
      }
    }
    System.out.printf(
        "%s: %d queries, %d of which failed, %d points compared, %d choices%n",
        dialect, QUERIES, failed, points, comparison.choices());
    differences.forEach(System.out::println);
    assertThat(differences).isEmpty();
  }

  private static String query(Dialect dialect, RandomQueries queries) {
    String query = queries.next();
    while (!dialect.speaks(query) || KnownDifferences.concern(query)) {
      query = queries.next();
    }
    return query;
  }

  private static void write(
      List<RandomData.Series> series, long origin, QueryClient prometheus, QueryClient varve)
      throws Exception {
    RandomLoad load = new RandomLoad(series, origin);
    load.sendTo(prometheus.base());
    load.sendTo(varve.base());
  }

  /** Writes series, and what comes late of them behind the rest, if it may. */
  private void write(
      Dialect dialect,
      List<RandomData.Series> series,
      long origin,
      QueryClient prometheus,
      QueryClient varve)
      throws Exception {
    List<RandomData.Series> inTime = new ArrayList<>();
    List<RandomData.Series> late = new ArrayList<>();
    for (RandomData.Series s : series) {
      if (s.hasFloatsOnly()) {
        Map<Boolean, List<Sample>> parts =
            s.samples().stream()
                .collect(
                    Collectors.partitioningBy(
                        _ ->
                            dialect.isOpenOnTheLeft()
                                && dialect.takesLate()
                                && random.nextInt(100) < LATE_PERCENT));
        inTime.add(new RandomData.Series(s.labels(), parts.get(false)));
        late.add(new RandomData.Series(s.labels(), parts.get(true)));
      } else if (dialect.isFollowed()) {
        inTime.add(s);
      }
    }
    write(inTime, origin + off(dialect), prometheus, varve);
    write(late, origin + off(dialect), prometheus, varve);
  }

  private static long off(Dialect dialect) {
    return dialect.isOpenOnTheLeft() ? 0 : OFF_THE_GRID_MS;
  }

  /**
   * Returns all the series that may ever be drawn, with one sample behind all queries: a Prometheus
   * that knows them keeps them in the order of their labels.
   */
  private List<RandomData.Series> introduction() {
    return IntStream.range(0, DRAWINGS_OF_ALL)
        .mapToObj(_ -> new RandomData(random))
        .flatMap(data -> data.series().stream().map(RandomData.Series::labels))
        .distinct()
        .map(labels -> new RandomData.Series(labels, List.of(Sample.of(INTRODUCED_MS, 0))))
        .toList();
  }

  private static QueryReply ask(QueryClient client, String query, boolean instant, long origin)
      throws Exception {
    return instant
        ? client.instantReply(query, origin + INSTANT_MS)
        : client.rangeReply(query, origin + START_MS, origin + END_MS, STEP_MS);
  }
}
