package io.varve.testing.node;

import io.varve.model.KeyedHash128;
import io.varve.model.Labels;
import io.varve.model.TenantId;
import io.varve.sharding.ingest.WriteRequest;
import io.varve.sharding.ingest.WriteRequestWriter;
import io.varve.sharding.ingest.WriteResult;
import io.varve.sharding.ingest.WriteTarget;
import java.io.ByteArrayOutputStream;
import java.nio.charset.StandardCharsets;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;

/**
 * A client of one tenant: fills a request, sends it, and may fill the next one once that is
 * answered. Not thread-safe; a test with many clients has many of these.
 */
public final class Sender {
  private static final int LABEL_TAG = 1 << 3 | 2;
  private static final int NAME_TAG = 1 << 3 | 2;
  private static final int VALUE_TAG = 2 << 3 | 2;
  private static final long TIMEOUT_SECONDS = 60;

  private final WriteTarget target;
  private final TenantId tenant;
  private final WriteRequestWriter writer;
  private int used;

  /**
   * Creates a sender.
   *
   * @param key the one that all senders of a target have
   */
  public Sender(WriteTarget target, KeyedHash128.Key key, TenantId tenant) {
    this.target = target;
    this.tenant = tenant;
    this.writer = new WriteRequestWriter(key);
    writer.begin(tenant);
  }

  /** Encodes labels as a request has them, for {@link #add(byte[], Point...)}. */
  public static byte[] encode(Labels labels) {
    ByteArrayOutputStream out = new ByteArrayOutputStream();
    for (int i = 0; i < labels.size(); i++) {
      byte[] name = labels.name(i).getBytes(StandardCharsets.UTF_8);
      byte[] value = labels.value(i).getBytes(StandardCharsets.UTF_8);
      ByteArrayOutputStream label = new ByteArrayOutputStream();
      field(label, NAME_TAG, name);
      field(label, VALUE_TAG, value);
      field(out, LABEL_TAG, label.toByteArray());
    }
    return out.toByteArray();
  }

  private static void field(ByteArrayOutputStream out, int tag, byte[] bytes) {
    out.write(tag);
    int length = bytes.length;
    while (length > 0x7f) {
      out.write((length & 0x7f) | 0x80);
      length >>>= 7;
    }
    out.write(length);
    out.writeBytes(bytes);
  }

  /** Adds a series to the request. */
  public Sender add(Labels labels, Point... points) {
    return add(encode(labels), points);
  }

  /** Adds a series to the request, its labels encoded already. */
  public Sender add(byte[] labels, Point... points) {
    for (Point p : points) {
      writer.sample(p.t(), p.valueBits(), 0);
    }
    return endSeries(labels);
  }

  /** Adds a series with one sample. */
  public Sender add(byte[] labels, long t, double value) {
    writer.sample(t, Double.doubleToRawLongBits(value), 0);
    return endSeries(labels);
  }

  private Sender endSeries(byte[] labels) {
    if (used + labels.length > writer.request().buffer().length) {
      writer.ensureBuffer(2 * (used + labels.length));
    }
    System.arraycopy(labels, 0, writer.request().buffer(), used, labels.length);
    writer.endSeries(used, labels.length);
    used += labels.length;
    return this;
  }

  /** The request as it is now. */
  public WriteRequest request() {
    return writer.request();
  }

  /** Sends the request; nothing is to be added before it is answered. */
  public CompletableFuture<WriteResult> sendAsync() {
    CompletableFuture<WriteResult> sent = target.write(writer.request()).toCompletableFuture();
    return sent.whenComplete((_, _) -> clear());
  }

  private void clear() {
    used = 0;
    writer.begin(tenant);
  }

  /** Sends the request and waits for the answer. */
  public WriteResult send() {
    return sendAsync().orTimeout(TIMEOUT_SECONDS, TimeUnit.SECONDS).join();
  }
}
