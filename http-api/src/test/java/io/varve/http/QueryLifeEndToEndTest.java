package io.varve.http;

import static io.varve.http.Answers.text;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.awaitility.Awaitility.await;

import io.varve.model.Labels;
import io.varve.testing.remote.EncodedSeries;
import io.varve.testing.remote.RemoteWriteClient;
import io.varve.testing.remote.WriteBatch;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.net.InetAddress;
import java.net.Socket;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** Queries that wait, that are long, that fail halfway, and whose clients go away. */
final class QueryLifeEndToEndTest {
  private static final int SERIES = 500;

  private RunningServer server;

  @BeforeEach
  void start() {
    server = new RunningServer("varve.query { max-concurrency = 1, timeout = 60s, head = 4KiB }");
  }

  @AfterEach
  void stop() {
    server.close();
  }

  @Test
  void aLongAnswerIsWhole() throws Exception {
    write("m");
    String answer = text(server.get("/api/v1/query_range?query=m&start=0&end=1000&step=10"));
    assertThat(answer).startsWith("{\"status\":\"success\"").endsWith("\"]]}]}}");
    assertThat(count(answer, "\"metric\":")).isEqualTo(SERIES);
    await().until(() -> metric("varve_queries_running") == 0);
    assertThat(metric("varve_query_memory_bytes")).isZero();
  }

  @Test
  void anAnswerThatFailsHalfwayIsNotTakenForAWholeOne() throws Exception {
    write("a");
    write("late_corrupt");
    assertThatThrownBy(
            () ->
                server.get(
                    "/api/v1/query_range?query={i!=\"\"}&start=0&end=1000&step=1"
                        .replace("{", "%7B")
                        .replace("}", "%7D")
                        .replace("\"", "%22")))
        .isInstanceOf(IOException.class);
    assertThat(server.get("/api/v1/query?query=late_corrupt&time=10").statusCode())
        .as("what fails at once has a status")
        .isEqualTo(500);
    await().until(() -> metric("varve_queries_running") == 0);
    assertThat(metric("varve_query_memory_bytes")).isZero();
  }

  @Test
  void queriesWaitForAPlaceAndMayTakeTooLong() throws Exception {
    server.store.holdQueries();
    CompletableFuture<HttpResponse<byte[]>> first = server.ask("/api/v1/query?query=m");
    await().until(() -> metric("varve_queries_running") == 1);
    HttpResponse<byte[]> late = server.get("/api/v1/query?query=m&timeout=100ms");
    assertThat(late.statusCode()).isEqualTo(503);
    assertThat(text(late)).contains("\"timeout\"").contains("query timed out in query queue");
    CompletableFuture<HttpResponse<byte[]>> second = server.ask("/api/v1/query?query=m");
    await().until(() -> metric("varve_queries_waiting") == 1);
    server.store.allowQueries();
    assertThat(first.join().statusCode()).isEqualTo(200);
    assertThat(second.join().statusCode()).isEqualTo(200);
  }

  @Test
  void tooManyDoNotWait() throws Exception {
    server.close();
    server = new RunningServer("varve.query { max-concurrency = 1, max-waiting = 1 }");
    server.store.holdQueries();
    CompletableFuture<HttpResponse<byte[]>> first = server.ask("/api/v1/query?query=m");
    await().until(() -> metric("varve_queries_running") == 1);
    CompletableFuture<HttpResponse<byte[]>> second = server.ask("/api/v1/query?query=m");
    await().until(() -> metric("varve_queries_waiting") == 1);
    HttpResponse<byte[]> third = server.get("/api/v1/query?query=m");
    assertThat(third.statusCode()).isEqualTo(503);
    assertThat(text(third)).contains("1 queries wait already, see varve.query.max-waiting");
    server.store.allowQueries();
    assertThat(first.join().statusCode()).isEqualTo(200);
    assertThat(second.join().statusCode()).isEqualTo(200);
  }

  @Test
  void queriesWaitForMemoryThatOthersHold() throws Exception {
    server.close();
    long heap = Runtime.getRuntime().maxMemory();
    server = new RunningServer("varve.query.heap-fraction = " + 3e6 / heap);
    write("m");
    // A column of 1,001 steps for each of 500 series, sorted by value: some 4 MB is too much.
    String sorted = "/api/v1/query_range?query=topk(%d,m)&start=0&end=1000&step=1";
    assertThat(server.get(sorted.formatted(1)).statusCode()).isEqualTo(200);
    List<CompletableFuture<HttpResponse<byte[]>>> many = new ArrayList<>();
    for (int i = 0; i < 20; i++) {
      many.add(server.ask(sorted.formatted(20)));
    }
    for (CompletableFuture<HttpResponse<byte[]>> each : many) {
      HttpResponse<byte[]> answer = each.join();
      assertThat(answer.statusCode()).as(() -> text(answer)).isEqualTo(200);
    }
    HttpResponse<byte[]> tooMuch = server.get(sorted.formatted(500));
    assertThat(tooMuch.statusCode()).as(text(tooMuch)).isEqualTo(422);
    assertThat(text(tooMuch)).contains("varve.query.max-memory");
    assertThat(metric("varve_query_memory_bytes")).isZero();
  }

  @Test
  void nobodyWorksForAClientThatHasGone() throws Exception {
    server.store.holdQueries();
    try (Socket running = send("GET /api/v1/query?query=m HTTP/1.1")) {
      await().until(() -> metric("varve_queries_running") == 1);
      try (Socket waiting = send("GET /api/v1/query?query=m HTTP/1.1")) {
        await().until(() -> metric("varve_queries_waiting") == 1);
        assertThat(waiting.isConnected()).isTrue();
      }
      await().until(() -> metric("varve_queries_waiting") == 0);
      assertThat(running.isConnected()).isTrue();
    }
    server.store.allowQueries();
    await().until(() -> metric("varve_queries_running") == 0);
  }

  @Test
  void aClientThatReadsNoMoreFreesItsPlace() throws Exception {
    write("m");
    try (Socket reader =
        send("GET /api/v1/query_range?query=m&start=0&end=10000&step=1 HTTP/1.1")) {
      InputStream in = reader.getInputStream();
      assertThat(in.read()).isEqualTo('H');
      assertThat(metric("varve_queries_running")).isEqualTo(1);
    }
    await().until(() -> metric("varve_queries_running") == 0);
  }

  /** A sample each 10 s from 0 to 1,000 s. */
  private void write(String name) throws Exception {
    try (RemoteWriteClient writer = new RemoteWriteClient(server.uri(), "")) {
      WriteBatch batch = new WriteBatch();
      for (int i = 0; i < SERIES; i++) {
        EncodedSeries series =
            EncodedSeries.of(Labels.of("__name__", name, "i", "%04d".formatted(i)));
        for (int t = 0; t <= 1_000; t += 10) {
          batch.add(series, t * 1000L, t);
        }
      }
      assertThat(writer.write(batch).status()).isEqualTo(204);
    }
  }

  private Socket send(String requestLine) throws IOException {
    Socket socket = new Socket(InetAddress.getLoopbackAddress(), server.uri().getPort());
    OutputStream out = socket.getOutputStream();
    out.write((requestLine + "\r\nHost: x\r\n\r\n").getBytes(StandardCharsets.US_ASCII));
    out.flush();
    return socket;
  }

  private double metric(String name) throws Exception {
    Matcher matcher =
        Pattern.compile("(?m)^" + name + " (\\S+)$").matcher(text(server.get("/metrics")));
    assertThat(matcher.find()).as(name).isTrue();
    return Double.parseDouble(matcher.group(1));
  }

  private static int count(String text, String part) {
    return text.split(Pattern.quote(part), -1).length - 1;
  }
}
