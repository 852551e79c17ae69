package io.varve.http;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import ch.qos.logback.classic.Logger;
import ch.qos.logback.classic.spi.ILoggingEvent;
import ch.qos.logback.core.read.ListAppender;
import io.varve.model.Labels;
import io.varve.testing.remote.EncodedSeries;
import io.varve.testing.remote.RemoteWriteClient;
import io.varve.testing.remote.WriteBatch;
import java.net.http.HttpResponse;
import java.util.concurrent.CompletableFuture;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.slf4j.LoggerFactory;

/** What there is to see of queries: those under way, the slow ones, and how one is evaluated. */
final class QueryInsightEndToEndTest {
  private static final String ACTIVE = "/api/v1/status/active_queries";

  private final ListAppender<ILoggingEvent> logged = new ListAppender<>();
  private final Logger log = (Logger) LoggerFactory.getLogger("io.varve.http.api.SlowQueries");

  @BeforeEach
  void listen() {
    logged.start();
    log.addAppender(logged);
  }

  @AfterEach
  void stop() {
    log.detachAppender(logged);
  }

  @Test
  void queriesUnderWayAreListedForTheirTenant() throws Exception {
    try (var server = new RunningServer("varve.query.max-concurrency = 1")) {
      assertThat(Answers.text(server.get(ACTIVE))).endsWith("\"data\":[]}");
      server.store.holdQueries();
      CompletableFuture<HttpResponse<byte[]>> first =
          server.ask("/api/v1/query_range?query=m&start=10&end=20.5&step=5");
      await().until(() -> Answers.text(server.get(ACTIVE)).contains("\"state\":\"running\""));
      CompletableFuture<HttpResponse<byte[]>> second =
          server.ask("/api/v1/query?query=m%2B1&time=7");
      await().until(() -> Answers.text(server.get(ACTIVE)).contains("\"state\":\"waiting\""));
      assertThat(Answers.text(server.get(ACTIVE)))
          .contains(
              "{\"id\":\"1\",\"query\":\"m\",\"start\":10,\"end\":20.500,\"step\":5,",
              "{\"id\":\"2\",\"query\":\"m+1\",\"time\":7,\"state\":\"waiting\",\"durationSeconds\":");
      assertThat(Answers.text(server.get(ACTIVE, "X-Scope-OrgID", "other")))
          .endsWith("\"data\":[]}");
      server.store.allowQueries();
      assertThat(first.join().statusCode()).isEqualTo(200);
      assertThat(second.join().statusCode()).isEqualTo(200);
      await().until(() -> Answers.text(server.get(ACTIVE)).endsWith("\"data\":[]}"));
    }
  }

  @Test
  void whatIsSlowIsLoggedWithWhatItUsed() throws Exception {
    try (var server = new RunningServer("varve.query.log-slower-than = 0s");
        var writer = new RemoteWriteClient(server.uri(), "")) {
      WriteBatch batch = new WriteBatch();
      batch.add(EncodedSeries.of(Labels.of("__name__", "m")), 1_000, 3);
      assertThat(writer.write(batch).status()).isEqualTo(204);
      assertThat(server.get("/api/v1/query?query=m&time=1").statusCode()).isEqualTo(200);
      assertThat(server.get("/api/v1/query?query=m)&time=1").statusCode()).isEqualTo(400);
      await().until(() -> logged.list.size() == 2);
      assertThat(logged.list.getFirst().getFormattedMessage())
          .startsWith("Slow query: took=0.")
          .contains(" samples=1 ", " tenant=", " request={\"query\":\"m\",\"time\":1}");
      assertThat(logged.list.getLast().getFormattedMessage())
          .contains("request={\"query\":\"m)\",\"time\":1} error=\"invalid parameter");
    }
  }

  @Test
  void whatIsQuickIsNotLogged() throws Exception {
    try (var server = new RunningServer("varve.query.log-slower-than = 1h")) {
      assertThat(server.get("/api/v1/query?query=m&time=1").statusCode()).isEqualTo(200);
      await().until(() -> Answers.text(server.get(ACTIVE)).endsWith("\"data\":[]}"));
      assertThat(logged.list).isEmpty();
    }
  }

  @Test
  void explainTellsWhatRunsWhere() throws Exception {
    try (var server = new RunningServer("")) {
      String query = "?query=sum(rate(m%5B1m%5D))&explain=true";
      assertThat(Answers.text(server.get("/api/v1/query" + query + "&time=60")))
          .contains("\"data\":{\"plan\":[\"on the answering node, at 60000\"")
          .contains("\"on each shard, fragment 0: partial states, at 60000\"", "rate()");
      assertThat(
              Answers.text(server.get("/api/v1/query_range" + query + "&start=0&end=60&step=30")))
          .contains("fragment 0: partial states, 3 steps from 0 by 30000 ms");
      HttpResponse<byte[]> wrong = server.get("/api/v1/query?query=sum(&explain=true");
      assertThat(wrong.statusCode()).isEqualTo(400);
      assertThat(Answers.text(wrong)).contains("\"bad_data\"", "invalid parameter");
    }
  }
}
