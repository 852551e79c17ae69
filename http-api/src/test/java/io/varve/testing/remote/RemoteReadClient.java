package io.varve.testing.remote;

import io.varve.model.LabelMatcher;
import io.varve.model.Labels;
import java.io.DataInputStream;
import java.io.EOFException;
import java.io.IOException;
import java.io.InputStream;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.zip.CRC32C;
import org.xerial.snappy.Snappy;

/** Reads samples of a server. Thread-safe. */
public final class RemoteReadClient implements AutoCloseable {
  private static final int LABEL = 0x0A;

  private final HttpClient http =
      HttpClient.newBuilder().version(HttpClient.Version.HTTP_1_1).build();
  private final URI uri;
  private final String tenant;

  /**
   * Makes a client.
   *
   * @param base such as {@code http://127.0.0.1:9292}
   * @param tenant whose samples to read; empty for the server's default
   */
  public RemoteReadClient(URI base, String tenant) {
    uri = base.resolve("/api/v1/read");
    this.tenant = tenant;
  }

  /**
   * Reads as one message, which the server limits.
   *
   * @throws IOException if the server refuses; the message has status and text
   */
  public void readSamples(List<LabelMatcher> matchers, long minT, long maxT, SampleVisitor visitor)
      throws IOException, InterruptedException {
    try (InputStream body = post(request(matchers, minT, maxT, 0))) {
      byte[] message = Snappy.uncompress(body.readAllBytes());
      new MessageReader(ByteBuffer.wrap(message))
          .fields(
              (response, _) -> response.message().fields((result, _) -> series(result, visitor)));
    }
  }

  /**
   * Reads as a stream of chunks; an answer that was cut short does not go unnoticed.
   *
   * @throws IOException if the server refuses or aborts, or a checksum does not hold
   */
  public void readChunks(List<LabelMatcher> matchers, long minT, long maxT, SampleVisitor visitor)
      throws IOException, InterruptedException {
    try (DataInputStream body = new DataInputStream(post(request(matchers, minT, maxT, 1)))) {
      for (int first = body.read(); first >= 0; first = body.read()) {
        byte[] frame = frame(first, body);
        new MessageReader(ByteBuffer.wrap(frame))
            .fields(
                (response, tag) -> {
                  if (tag == 0x0A) {
                    chunkedSeries(response.message(), visitor);
                  } else {
                    response.skip(tag);
                  }
                });
      }
    }
  }

  private static byte[] frame(int first, DataInputStream in) throws IOException {
    int length = first & 0x7F;
    for (int shift = 7, b = first; b > 0x7F; shift += 7) {
      b = in.readUnsignedByte();
      length |= (b & 0x7F) << shift;
    }
    int expected = in.readInt();
    byte[] frame = in.readNBytes(length);
    if (frame.length < length) {
      throw new EOFException("a frame of " + length + " bytes ends after " + frame.length);
    }
    CRC32C crc = new CRC32C();
    crc.update(frame);
    if ((int) crc.getValue() != expected) {
      throw new IOException("a frame's checksum does not hold");
    }
    return frame;
  }

  private static void series(MessageReader result, SampleVisitor visitor) {
    List<String> pairs = new ArrayList<>();
    List<long[]> samples = new ArrayList<>();
    result
        .message()
        .fields(
            (series, tag) -> {
              if (tag == LABEL) {
                label(series.message(), pairs);
              } else {
                samples.add(sample(series.message()));
              }
            });
    Labels labels = Labels.of(pairs.toArray(String[]::new));
    samples.forEach(s -> visitor.sample(labels, s[0], s[1]));
  }

  private static long[] sample(MessageReader message) {
    long[] sample = new long[2];
    message.fields(
        (in, tag) -> {
          if (tag == 0x09) {
            sample[1] = in.fixed64();
          } else {
            sample[0] = in.varint();
          }
        });
    return sample;
  }

  private static void chunkedSeries(MessageReader message, SampleVisitor visitor) {
    List<String> pairs = new ArrayList<>();
    List<ByteBuffer> chunks = new ArrayList<>();
    message.fields(
        (series, tag) -> {
          if (tag == LABEL) {
            label(series.message(), pairs);
          } else {
            series.message().fields((chunk, field) -> chunkField(chunk, field, chunks));
          }
        });
    Labels labels = Labels.of(pairs.toArray(String[]::new));
    chunks.forEach(chunk -> XorChunkReader.read(chunk, labels, visitor));
  }

  private static void chunkField(MessageReader chunk, int tag, List<ByteBuffer> chunks) {
    if (tag == 0x22) {
      chunks.add(chunk.content());
    } else {
      chunk.skip(tag);
    }
  }

  private static void label(MessageReader message, List<String> pairs) {
    message.fields((label, _) -> pairs.add(label.string()));
  }

  private InputStream post(byte[] message) throws IOException, InterruptedException {
    HttpRequest.Builder request =
        HttpRequest.newBuilder(uri)
            .header("Content-Type", "application/x-protobuf")
            .header("Content-Encoding", "snappy")
            .POST(BodyPublishers.ofByteArray(Snappy.compress(message)));
    if (!tenant.isEmpty()) {
      request.header("X-Scope-OrgID", tenant);
    }
    HttpResponse<InputStream> response = http.send(request.build(), BodyHandlers.ofInputStream());
    if (response.statusCode() != 200) {
      try (InputStream body = response.body()) {
        String text = new String(body.readAllBytes(), StandardCharsets.UTF_8);
        throw new IOException(response.statusCode() + ": " + text);
      }
    }
    return response.body();
  }

  private static byte[] request(
      List<LabelMatcher> matchers, long minT, long maxT, int responseType) {
    MessageBuffer query = new MessageBuffer();
    query.byteValue(0x08);
    query.varint(minT);
    query.byteValue(0x10);
    query.varint(maxT);
    for (LabelMatcher matcher : matchers) {
      MessageBuffer out = new MessageBuffer();
      out.byteValue(0x08);
      out.varint(
          switch (matcher.type()) {
            case EQ -> 0;
            case NEQ -> 1;
            case RE -> 2;
            case NRE -> 3;
          });
      byte[] name = matcher.name().getBytes(StandardCharsets.UTF_8);
      out.field(2, name, name.length);
      byte[] value = matcher.value().getBytes(StandardCharsets.UTF_8);
      out.field(3, value, value.length);
      query.field(3, out.array(), out.size());
    }
    MessageBuffer request = new MessageBuffer();
    request.field(1, query.array(), query.size());
    request.byteValue(0x10);
    request.varint(responseType);
    return request.toByteArray();
  }

  @Override
  public void close() {
    http.close();
  }
}
