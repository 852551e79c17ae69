package io.varve.benchmarks.load;

import java.io.BufferedInputStream;
import java.io.EOFException;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.net.Socket;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.util.Locale;
import org.jspecify.annotations.Nullable;

/**
 * One HTTP/1.1 connection that posts remote write requests, one at a time: as little as that takes,
 * because the generator shares the machine with what it measures. Opened anew after each failure.
 * Not thread-safe.
 */
final class PostConnection implements AutoCloseable {
  private static final int TIMEOUT_MS = 60_000;

  private final URI url;
  private final String head;
  private @Nullable Socket socket;
  private InputStream in = InputStream.nullInputStream();
  private OutputStream out = OutputStream.nullOutputStream();

  PostConnection(URI url, String tenant) {
    this.url = url;
    String path = url.getRawQuery() == null ? url.getPath() : url.getPath() + "?" + url.getQuery();
    head =
        "POST %s HTTP/1.1\r\nHost: %s\r\n".formatted(path, url.getAuthority())
            + "Content-Type: application/x-protobuf\r\nContent-Encoding: snappy\r\n"
            + "X-Prometheus-Remote-Write-Version: 0.1.0\r\nUser-Agent: varve-load\r\n"
            + (tenant.isEmpty() ? "" : "X-Scope-OrgID: " + tenant + "\r\n")
            + "Content-Length: ";
  }

  /** Posts a body, and returns the status of the answer once all of it has come. */
  int post(byte[] body) throws IOException {
    try {
      connect();
      out.write((head + body.length + "\r\n\r\n").getBytes(StandardCharsets.ISO_8859_1));
      out.write(body);
      out.flush();
      return answer();
    } catch (IOException e) {
      close();
      throw e;
    }
  }

  private void connect() throws IOException {
    if (socket == null) {
      Socket opened = new Socket(url.getHost(), url.getPort());
      opened.setTcpNoDelay(true);
      opened.setSoTimeout(TIMEOUT_MS);
      in = new BufferedInputStream(opened.getInputStream());
      out = opened.getOutputStream();
      socket = opened;
    }
  }

  private int answer() throws IOException {
    int status = Integer.parseInt(line().split(" ", 3)[1]);
    long length = status == 204 ? 0 : -1;
    boolean close = false;
    for (String header = line(); !header.isEmpty(); header = line()) {
      String lower = header.toLowerCase(Locale.ROOT);
      if (lower.startsWith("content-length:")) {
        length = Long.parseLong(lower.substring(lower.indexOf(':') + 1).trim());
      } else if (lower.startsWith("connection:")) {
        close = lower.endsWith("close");
      }
    }
    if (length > 0) {
      in.skipNBytes(length);
    }
    if (length < 0 || close) {
      close(); // Of a length that is not told, the end is the connection's.
    }
    return status;
  }

  private String line() throws IOException {
    StringBuilder line = new StringBuilder(64);
    for (int c = in.read(); c != '\n'; c = in.read()) {
      if (c < 0) {
        throw new EOFException("the server closed the connection");
      }
      if (c != '\r') {
        line.append((char) c);
      }
    }
    return line.toString();
  }

  @Override
  public void close() throws IOException {
    Socket open = socket;
    socket = null;
    if (open != null) {
      open.close();
    }
  }
}
