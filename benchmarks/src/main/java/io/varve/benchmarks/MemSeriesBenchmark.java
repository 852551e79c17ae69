package io.varve.benchmarks;

import io.varve.model.Windows;
import io.varve.persistence.chunk.SampleIterator;
import io.varve.persistence.fs.RealDisk;
import io.varve.persistence.head.ForcedLengths;
import io.varve.persistence.head.HeadSegments;
import io.varve.persistence.head.HeadSeriesReader;
import io.varve.persistence.head.MemSeries;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Comparator;
import java.util.Random;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.TimeUnit;
import org.openjdk.jmh.annotations.Benchmark;
import org.openjdk.jmh.annotations.BenchmarkMode;
import org.openjdk.jmh.annotations.Fork;
import org.openjdk.jmh.annotations.Level;
import org.openjdk.jmh.annotations.Measurement;
import org.openjdk.jmh.annotations.Mode;
import org.openjdk.jmh.annotations.OperationsPerInvocation;
import org.openjdk.jmh.annotations.OutputTimeUnit;
import org.openjdk.jmh.annotations.Param;
import org.openjdk.jmh.annotations.Scope;
import org.openjdk.jmh.annotations.Setup;
import org.openjdk.jmh.annotations.State;
import org.openjdk.jmh.annotations.TearDown;
import org.openjdk.jmh.annotations.Warmup;

/**
 * Nanoseconds per sample of appending to series and of reading them back, sealed chunks and all.
 *
 * <pre>{@code
 * mvn -q -Dquick -DskipTests -pl benchmarks -am package
 * java -XX:+UseCompactObjectHeaders --enable-native-access=ALL-UNNAMED \
 *     -cp 'benchmarks/target/quick/*:<class path>' org.openjdk.jmh.Main MemSeriesBenchmark
 * }</pre>
 */
@State(Scope.Benchmark)
@BenchmarkMode(Mode.AverageTime)
@OutputTimeUnit(TimeUnit.NANOSECONDS)
@Fork(1)
@Warmup(iterations = 3, time = 2)
@Measurement(iterations = 5, time = 2)
public class MemSeriesBenchmark {
  private static final long WINDOW = 236_000 * Windows.WINDOW_MS;
  private static final int SERIES = 5_000;
  private static final int SAMPLES = 480;
  private static final int INTERVAL_MS = 15_000;

  /** How values change from sample to sample. */
  @Param({"CONSTANT", "COUNTER", "NOISE"})
  public Values values;

  private final long[] valueBits = new long[SAMPLES];
  private final ExecutorService executor = Executors.newSingleThreadExecutor();
  private Path directory = Path.of("");

  // JMH calls setUp before everything else.
  @SuppressWarnings("NullAway.Init")
  private HeadSegments scanned;

  @SuppressWarnings("NullAway.Init")
  private HeadSegments scratch;

  private MemSeries[] written = {};

  /** Kinds of series. */
  public enum Values {
    /** Always the same. */
    CONSTANT,
    /** Rises by small whole numbers. */
    COUNTER,
    /** Random bits: nothing to compress. */
    NOISE
  }

  /** Writes what is read. */
  @Setup
  public void setUp() throws IOException {
    Random random = new Random(1);
    double value = 0;
    for (int i = 0; i < SAMPLES; i++) {
      value =
          switch (values) {
            case CONSTANT -> 1;
            case COUNTER -> value + random.nextInt(10);
            case NOISE -> random.nextGaussian();
          };
      valueBits[i] = Double.doubleToRawLongBits(value);
    }
    directory = Files.createTempDirectory("varve-head");
    scanned = open("00000");
    scratch = open("00001");
    written = appendTo(scanned);
    scanned.force();
  }

  private HeadSegments open(String name) throws IOException {
    return HeadSegments.open(
        new RealDisk(), directory.resolve(name), 0, ForcedLengths.NONE, executor);
  }

  /** Deletes what was appended. */
  @TearDown(Level.Iteration)
  public void empty() throws IOException {
    for (int segment : scratch.retire(key -> false)) {
      scratch.delete(segment);
    }
  }

  /** Deletes the files. */
  @TearDown
  public void tearDown() throws IOException {
    executor.close();
    scanned.close();
    scratch.close();
    try (var files = Files.walk(directory)) {
      for (Path file : files.sorted(Comparator.reverseOrder()).toList()) {
        Files.delete(file);
      }
    }
  }

  /** A window of every series, sample by sample across the series as scrapes bring them. */
  @Benchmark
  @OperationsPerInvocation(SERIES * SAMPLES)
  public MemSeries[] append() {
    return appendTo(scratch);
  }

  private MemSeries[] appendTo(HeadSegments segments) {
    MemSeries[] series = new MemSeries[SERIES];
    for (int ref = 0; ref < SERIES; ref++) {
      series[ref] = new MemSeries(ref);
    }
    for (int i = 0; i < SAMPLES; i++) {
      long t = WINDOW + (long) i * INTERVAL_MS;
      for (MemSeries s : series) {
        s.append(WINDOW, 0, t, 0, valueBits[i], segments);
      }
    }
    return series;
  }

  /** A window of every series, one after another. */
  @Benchmark
  @OperationsPerInvocation(SERIES * SAMPLES)
  public long scan() {
    long sum = 0;
    for (MemSeries series : written) {
      SampleIterator samples =
          HeadSeriesReader.iterate(series.snapshot(Long.MIN_VALUE, Long.MAX_VALUE), scanned);
      while (samples.next()) {
        sum += samples.t() ^ samples.valueBits();
      }
    }
    return sum;
  }
}
