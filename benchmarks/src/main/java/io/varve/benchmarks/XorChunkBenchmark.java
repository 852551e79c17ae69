package io.varve.benchmarks;

import io.varve.persistence.chunk.XorAppender;
import io.varve.persistence.chunk.XorIterator;
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

/** Time per sample to append to, and to read, an XOR chunk of 120 samples. */
@State(Scope.Thread)
@BenchmarkMode(Mode.AverageTime)
@OutputTimeUnit(TimeUnit.NANOSECONDS)
@Warmup(iterations = 3, time = 1)
@Measurement(iterations = 5, time = 1)
@Fork(2)
public class XorChunkBenchmark {
  private static final int SAMPLES = 120;

  /** What the samples look like: a counter scraped with a jitter of some ms, or noise. */
  @Param({"constant", "counter", "noise"})
  private String values;

  private final long[] times = new long[SAMPLES];
  private final long[] bits = new long[SAMPLES];
  private final XorIterator iterator = new XorIterator();
  private byte[] chunk = new byte[0];

  /** Draws the samples. */
  @Setup
  public void draw() {
    Random random = new Random(1);
    double value = 0;
    for (int i = 0; i < SAMPLES; i++) {
      times[i] = 1_700_000_000_000L + i * 15_000L + random.nextInt(3);
      value =
          switch (values) {
            case "constant" -> 1;
            case "counter" -> value + random.nextInt(100);
            default -> random.nextGaussian();
          };
      bits[i] = Double.doubleToRawLongBits(value);
    }
    chunk = append().toBytes();
  }

  /** Fills a chunk, its growth from 64 bytes included. */
  @Benchmark
  @OperationsPerInvocation(SAMPLES)
  public XorAppender append() {
    XorAppender appender = new XorAppender();
    for (int i = 0; i < SAMPLES; i++) {
      appender.append(times[i], bits[i]);
    }
    return appender;
  }

  /** Reads a chunk through. */
  @Benchmark
  @OperationsPerInvocation(SAMPLES)
  public long read() {
    iterator.reset(chunk, 0, chunk.length, SAMPLES);
    long sum = 0;
    while (iterator.next()) {
      sum += iterator.t() ^ iterator.valueBits();
    }
    return sum;
  }
}
