package io.varve.multijvm;

import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.charset.StandardCharsets;
import java.util.Locale;
import java.util.concurrent.atomic.AtomicInteger;

/**
 * Something to scrape: counters that are reset now and then, gauges that come and go, a histogram,
 * odd values. What it says depends only on how often it was asked.
 */
final class Exporter implements AutoCloseable {
  private static final String[] PATHS = {"/", "/orders", "/users"};
  private static final String[] CODES = {"200", "404", "500"};
  private static final String[] ROOMS = {"attic", "cellar", "kitchen"};
  private static final double[] BOUNDS = {0.01, 0.1, 0.5, 1, 5, Double.POSITIVE_INFINITY};
  private static final int RESET_EVERY = 17;
  private static final int AWAY_EVERY = 9;

  private final HttpServer server;
  private final AtomicInteger scrapes = new AtomicInteger();

  private Exporter(HttpServer server) {
    this.server = server;
  }

  static Exporter start() throws IOException {
    HttpServer server =
        HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
    Exporter exporter = new Exporter(server);
    server.createContext("/metrics", exporter::answer);
    server.start();
    return exporter;
  }

  String address() {
    return "127.0.0.1:" + server.getAddress().getPort();
  }

  private void answer(HttpExchange exchange) throws IOException {
    byte[] body = page(scrapes.getAndIncrement()).getBytes(StandardCharsets.UTF_8);
    exchange.getResponseHeaders().add("Content-Type", "text/plain; version=0.0.4");
    exchange.sendResponseHeaders(200, body.length);
    exchange.getResponseBody().write(body);
    exchange.close();
  }

  private static String page(int n) {
    StringBuilder page = new StringBuilder();
    page.append("# TYPE requests_total counter\n");
    for (int p = 0; p < PATHS.length; p++) {
      for (int c = 0; c < CODES.length; c++) {
        int since = p == 1 ? n % RESET_EVERY : n;
        line(
            page,
            "requests_total{path=\"%s\",code=\"%s\"}".formatted(PATHS[p], CODES[c]),
            since * (3 + 5 * p + 0.25 * c) + since % 3 + p + c / 8.0);
      }
    }
    page.append("# TYPE temperature gauge\n");
    for (int r = 0; r < ROOMS.length; r++) {
      if (r != 1 || n % AWAY_EVERY > 2) {
        line(page, "temperature{room=\"%s\"}".formatted(ROOMS[r]), 20 * Math.sin(n / 3.0 + r));
      }
    }
    page.append("# TYPE odd_value gauge\n");
    line(page, "odd_value{kind=\"nan\"}", Double.NaN);
    line(page, "odd_value{kind=\"inf\"}", Double.POSITIVE_INFINITY);
    line(page, "odd_value{kind=\"tiny\"}", n % 2 == 0 ? Double.MIN_VALUE : -0.0);
    page.append("# TYPE latency_seconds histogram\n");
    for (String path : PATHS) {
      double count = 0;
      for (int b = 0; b < BOUNDS.length; b++) {
        count += n * (b + 1.0 + path.length()) + (n * 7 + b) % 5;
        String le = Double.isInfinite(BOUNDS[b]) ? "+Inf" : Double.toString(BOUNDS[b]);
        line(page, "latency_seconds_bucket{path=\"%s\",le=\"%s\"}".formatted(path, le), count);
      }
      line(page, "latency_seconds_sum{path=\"%s\"}".formatted(path), count * 0.37);
      line(page, "latency_seconds_count{path=\"%s\"}".formatted(path), count);
    }
    return page.toString();
  }

  private static void line(StringBuilder page, String series, double value) {
    String text = Double.toString(value).replace("Infinity", "Inf").toLowerCase(Locale.ROOT);
    page.append(series).append(' ').append(text).append('\n');
  }

  @Override
  public void close() {
    server.stop(0);
  }
}
