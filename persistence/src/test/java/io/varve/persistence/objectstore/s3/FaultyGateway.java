package io.varve.persistence.objectstore.s3;

import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.Function;

/**
 * Stands between a store's client and S3Proxy, and does to requests what networks and gateways do.
 * Thread-safe.
 */
public final class FaultyGateway implements AutoCloseable {
  /** What becomes of one request. */
  public enum Fault {
    /** It is passed on, and the reply back. */
    NONE,
    /** The connection breaks before the store has heard of it. */
    LOST,
    /** The store carries it out, and the connection breaks before the reply. */
    REPLY_LOST,
    /** Somebody on the way sends it a second time; the second reply comes back. */
    SENT_TWICE,
    /** The store says that it has no time. */
    UNAVAILABLE,
    /** It is passed on after a moment. */
    SLOW,
    /** Nothing comes back until the gateway is closed. */
    HANGING
  }

  /** What a fault is chosen by. */
  public record Request(String method, String path, boolean conditional) {}

  /** What the JDK's client sees to itself. */
  private static final Set<String> OWN_HEADERS =
      Set.of("host", "connection", "content-length", "expect", "upgrade", "http2-settings");

  private final URI target;
  private final Function<Request, Fault> faults;
  private final HttpServer server;
  private final HttpClient client =
      HttpClient.newBuilder().version(HttpClient.Version.HTTP_1_1).build();
  private final ExecutorService threads = Executors.newVirtualThreadPerTaskExecutor();
  private final CountDownLatch closed = new CountDownLatch(1);
  private final AtomicInteger underWay = new AtomicInteger();
  private final AtomicInteger most = new AtomicInteger();
  private final AtomicInteger requests = new AtomicInteger();

  /** Begins to listen on a free port. */
  public FaultyGateway(URI target, Function<Request, Fault> faults) throws IOException {
    this.target = target;
    this.faults = faults;
    server = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
    server.setExecutor(threads);
    server.createContext("/", this::handle);
    server.start();
  }

  /** Where it answers. */
  public URI endpoint() {
    return URI.create("http://127.0.0.1:" + server.getAddress().getPort());
  }

  /** How many requests have come. */
  int requests() {
    return requests.get();
  }

  /** How many were under way at once at most. */
  int mostAtOnce() {
    return most.get();
  }

  private void handle(HttpExchange exchange) throws IOException {
    requests.incrementAndGet();
    most.accumulateAndGet(underWay.incrementAndGet(), Math::max);
    try (exchange) {
      byte[] body = exchange.getRequestBody().readAllBytes();
      Request request =
          new Request(
              exchange.getRequestMethod(),
              exchange.getRequestURI().getRawPath(),
              exchange.getRequestHeaders().containsKey("If-None-Match"));
      switch (faults.apply(request)) {
        case NONE -> reply(exchange, pass(exchange, body));
        case LOST -> {}
        case REPLY_LOST -> pass(exchange, body);
        case SENT_TWICE -> {
          pass(exchange, body);
          reply(exchange, pass(exchange, body));
        }
        case UNAVAILABLE -> exchange.sendResponseHeaders(503, -1);
        case SLOW -> {
          Thread.sleep(100);
          reply(exchange, pass(exchange, body));
        }
        case HANGING -> closed.await();
      }
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    } finally {
      underWay.decrementAndGet();
    }
  }

  private HttpResponse<byte[]> pass(HttpExchange exchange, byte[] body)
      throws IOException, InterruptedException {
    HttpRequest.Builder passed =
        HttpRequest.newBuilder(target.resolve(exchange.getRequestURI().toString()))
            .method(
                exchange.getRequestMethod(),
                body.length == 0
                    ? HttpRequest.BodyPublishers.noBody()
                    : HttpRequest.BodyPublishers.ofByteArray(body));
    exchange
        .getRequestHeaders()
        .forEach(
            (name, values) -> {
              if (!OWN_HEADERS.contains(name.toLowerCase(Locale.ROOT))) {
                values.forEach(value -> passed.header(name, value));
              }
            });
    return client.send(passed.build(), HttpResponse.BodyHandlers.ofByteArray());
  }

  private static void reply(HttpExchange exchange, HttpResponse<byte[]> response)
      throws IOException {
    response
        .headers()
        .map()
        .forEach(
            (name, values) -> {
              if (!List.of("content-length", "transfer-encoding", "connection").contains(name)) {
                exchange.getResponseHeaders().put(name, values);
              }
            });
    byte[] body = response.body();
    exchange.sendResponseHeaders(response.statusCode(), body.length == 0 ? -1 : body.length);
    if (body.length > 0) {
      exchange.getResponseBody().write(body);
    }
  }

  @Override
  public void close() {
    closed.countDown();
    server.stop(0);
    threads.close();
    client.close();
  }
}
