package io.varve.multijvm;

import static org.assertj.core.api.Assertions.assertThat;

import io.varve.testing.Scale;
import java.net.http.HttpResponse;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.Future;
import org.junit.jupiter.api.Assumptions;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/**
 * What a query needs is in proportion to its answer where it can be; where it cannot, and is too
 * much, the query ends in a sentence, and nothing else does.
 */
class QueryMemoryIT {
  private static final int JOBS = 10;
  private static final int AT_ONCE = 20;

  @TempDir Path directory;

  /** Over a million samples, on a heap that holds a tenth of what these queries would keep. */
  @Test
  void whatWouldNotFitIsRefusedAndTheNodeStaysWell() throws Exception {
    var targets = new Targets(20_000, JOBS);
    long end = System.currentTimeMillis();
    long start = end - Duration.ofHours(1).toMillis();
    try (Node node = Node.over(directory.resolve("data")).start().awaitReady();
        var client = new LongQueries(node.base())) {
      targets.write(node, start, end, Duration.ofMinutes(1));
      List<String> tooMuch =
          List.of(
              "count(topk(20000, load))",
              "quantile by (job) (0.5, load)",
              "absent(bottomk(20000, load))");
      long step = 4_000;
      for (String query : tooMuch) {
        assertRefused(query, client.range(query, start, end, step), "varve.query.max-memory");
        assertThat(node.metric("varve_query_memory_bytes")).as(query).isZero();
        assertSum(client, targets, end);
      }
      List<Future<HttpResponse<String>>> all = new ArrayList<>();
      for (int i = 0; i < AT_ONCE; i++) {
        String query =
            i % 2 == 0 ? "sum by (job) (rate(load[5m]))" : tooMuch.get(i / 2 % tooMuch.size());
        all.add(client.later(() -> client.range(query, start, end, step)));
      }
      targets.write(node, end, end, Duration.ofMinutes(1));
      for (int i = 0; i < AT_ONCE; i++) {
        HttpResponse<String> answer = all.get(i).get();
        assertThat(answer.statusCode()).as(answer::body).isEqualTo(i % 2 == 0 ? 200 : 422);
      }
      node.kill();
      node.start("--set", "varve.query.max-samples=10000").awaitReady();
      assertRefused("load", client.instant("load", end), "varve.query.max-samples");
      assertSum(client, targets, end);
      assertThat(node.isAlive()).isTrue();
      assertThat(node.logged()).doesNotContain("OutOfMemoryError");
    }
  }

  @Test
  void whatCanBeAnsweredInPiecesIs() throws Exception {
    Assumptions.assumeTrue(Scale.isLong(), "it writes 288 million samples");
    var targets = new Targets(200_000, JOBS);
    long end = System.currentTimeMillis();
    long start = end - Duration.ofHours(6).toMillis();
    long step = 15_000;
    String sum = "sum by (job) (rate(load[5m]))";
    String[] patience = {"--set", "varve.query.timeout=1h"};
    Path data = directory.resolve("data");
    Node roomy = Node.over(data).withJavaOptions("-Xmx3g");
    try (roomy) {
      roomy.start().awaitReady();
      targets.write(roomy, start, end, Duration.ofMillis(step));
      try (var client = new LongQueries(roomy.base())) {
        assertThat(client.flush().statusCode()).isEqualTo(204);
      }
      assertThat(roomy.stop()).isZero();
    }
    Node small = Node.over(data).withJavaOptions("-Xmx512m");
    try (small;
        var client = new LongQueries(small.base())) {
      small.start(patience).awaitReady();
      HttpResponse<String> answer = client.range(sum, start, end, step);
      assertThat(answer.statusCode()).as(answer::body).isEqualTo(200);
      assertThat(answer.body().split("\"job\":", -1)).hasSize(JOBS + 1);
      long bytes = client.rangeBytes("load", end - 20 * step, end, step);
      System.out.printf("an answer of %d bytes under 512 MiB%n", bytes);
      assertThat(bytes).isGreaterThan(100_000_000);
      assertThat(small.stop()).isZero();
    }
    Node busy = Node.over(data).withJavaOptions("-Xmx1g");
    try (busy;
        var client = new LongQueries(busy.base())) {
      busy.start(patience).awaitReady();
      targets.write(busy, end + step, end + step, Duration.ofMillis(step));
      List<Future<HttpResponse<String>>> all = new ArrayList<>();
      for (int i = 0; i < AT_ONCE; i++) {
        all.add(client.later(() -> client.range(sum, start, end, step)));
      }
      for (long t = end + 2 * step; !all.stream().allMatch(Future::isDone); t += step) {
        targets.write(busy, t, t, Duration.ofMillis(step));
      }
      for (Future<HttpResponse<String>> one : all) {
        assertThat(one.get().statusCode()).as(() -> one.resultNow().body()).isEqualTo(200);
      }
      assertThat(busy.logged()).doesNotContain("OutOfMemoryError");
    }
  }

  private static void assertRefused(String query, HttpResponse<String> answer, String setting) {
    assertThat(answer.statusCode()).as("%s: %s", query, answer.body()).isEqualTo(422);
    assertThat(answer.body()).contains("\"execution\"", setting);
  }

  private static void assertSum(LongQueries client, Targets targets, long time) throws Exception {
    assertThat(client.instant("count(load)", time).body())
        .contains("\"%d\"]".formatted(targets.count()));
  }
}
