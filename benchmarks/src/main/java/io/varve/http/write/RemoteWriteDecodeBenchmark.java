package io.varve.http.write;

import io.varve.model.KeyedHash128;
import io.varve.model.Labels;
import io.varve.model.TenantId;
import io.varve.testing.remote.EncodedSeries;
import io.varve.testing.remote.WriteBatch;
import java.util.Random;
import java.util.concurrent.TimeUnit;
import org.openjdk.jmh.annotations.Benchmark;
import org.openjdk.jmh.annotations.BenchmarkMode;
import org.openjdk.jmh.annotations.Fork;
import org.openjdk.jmh.annotations.Measurement;
import org.openjdk.jmh.annotations.Mode;
import org.openjdk.jmh.annotations.OperationsPerInvocation;
import org.openjdk.jmh.annotations.OutputTimeUnit;
import org.openjdk.jmh.annotations.Param;
import org.openjdk.jmh.annotations.Scope;
import org.openjdk.jmh.annotations.Setup;
import org.openjdk.jmh.annotations.State;
import org.openjdk.jmh.annotations.Warmup;

/**
 * Decoding one remote write 1.0 request of 2,000 samples, snappy and hashing of labels included, in
 * nanoseconds a sample. It lies in the package of the decoder, which is nobody else's business.
 *
 * <p>{@code benchmarks/README.md} has the line that runs it.
 */
@State(Scope.Thread)
@BenchmarkMode(Mode.AverageTime)
@OutputTimeUnit(TimeUnit.NANOSECONDS)
@Warmup(iterations = 3, time = 2)
@Measurement(iterations = 5, time = 2)
@Fork(
    value = 2,
    jvmArgsAppend = {"--enable-native-access=ALL-UNNAMED", "-XX:+UseCompactObjectHeaders"})
public class RemoteWriteDecodeBenchmark {
  private static final int SAMPLES = 2_000;

  /** Samples of each series in the request: 1 as in steady sending, 10 as after a pause. */
  @Param({"1", "10"})
  int samplesPerSeries;

  private final RemoteWriteDecoder decoder =
      new RemoteWriteDecoder(
          new DecodeLimits(32 << 20, 100_000, 500_000, 1 << 15), KeyedHash128.Key.random());
  private byte[] body = new byte[0];

  /** Makes the request: series of a node exporter behind some ten labels. */
  @Setup
  public void makeRequest() {
    Random random = new Random(1);
    WriteBatch batch = new WriteBatch();
    for (int s = 0; s < SAMPLES / samplesPerSeries; s++) {
      long[] t = new long[samplesPerSeries];
      double[] values = new double[samplesPerSeries];
      for (int i = 0; i < samplesPerSeries; i++) {
        t[i] = 1_700_000_000_000L + i * 15_000L + random.nextInt(50);
        values[i] = random.nextInt(1_000_000);
      }
      batch.add(EncodedSeries.of(labels(s)), t, values, samplesPerSeries);
    }
    body = batch.body();
  }

  private static Labels labels(int s) {
    return Labels.of(
        "__name__", "node_cpu_seconds_total",
        "cluster", "production-eu-west-1",
        "container", "node-exporter",
        "cpu", Integer.toString(s % 64),
        "endpoint", "https",
        "instance", "10.12.%d.%d:9100".formatted(s / 250 % 250, s % 250),
        "job", "node-exporter",
        "mode", s % 2 == 0 ? "idle" : "system",
        "namespace", "monitoring",
        "pod", "node-exporter-%05d".formatted(s));
  }

  /** Decodes the request. */
  @Benchmark
  @OperationsPerInvocation(SAMPLES)
  public int decode() {
    return decoder.decode(WriteProtocol.V1, TenantId.DEFAULT, body, 0, body.length).sampleCount();
  }
}
