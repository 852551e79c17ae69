package io.varve.benchmarks;

import io.varve.promql.value.SeriesSamples;
import io.varve.promql.window.RangeKernel;
import io.varve.promql.window.RangeKernels;
import io.varve.promql.window.RangeWindow;
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
 * Time per step of a range function that slides over a day of a series scraped every 15 s, in steps
 * of a minute: the wider the window, the more a step would cost if each were walked.
 *
 * <pre>{@code
 * mvn -q -Dquick -DskipTests -pl benchmarks -am package
 * java -XX:+UseCompactObjectHeaders -XX:+UseParallelGC \
 *     -cp 'benchmarks/target/quick/*:<class path>' org.openjdk.jmh.Main RangeKernelBenchmark
 * }</pre>
 */
@State(Scope.Thread)
@BenchmarkMode(Mode.AverageTime)
@OutputTimeUnit(TimeUnit.NANOSECONDS)
@Warmup(iterations = 3, time = 1)
@Measurement(iterations = 5, time = 1)
@Fork(2)
public class RangeKernelBenchmark {
  private static final long SCRAPE_MS = 15_000;
  private static final long STEP_MS = 60_000;
  private static final int STEPS = 1440;

  /** The range function. */
  @Param({"rate", "sum_over_time", "max_over_time", "quantile_over_time"})
  private String function;

  /** The window's length in minutes. */
  @Param({"5", "60", "720"})
  private int minutes;

  private final SeriesSamples samples = new SeriesSamples();
  private final RangeWindow window = new RangeWindow();
  private RangeKernel kernel = RangeKernels.of("rate").get();

  /** Draws a counter that is reset now and then. */
  @Setup
  public void draw() {
    Random random = new Random(1);
    kernel = RangeKernels.of(function).get();
    window.args = new double[] {0.9};
    double value = 0;
    samples.clear();
    for (long t = 0; t < STEPS * STEP_MS; t += SCRAPE_MS) {
      value = random.nextInt(1000) == 0 ? 0 : value + random.nextInt(100);
      samples.add(t + random.nextInt(5), value);
    }
  }

  /** Evaluates all steps of the day. */
  @Benchmark
  @OperationsPerInvocation(STEPS)
  public double slide() {
    kernel.begin(samples);
    window.from = 0;
    window.to = 0;
    double sum = 0;
    for (int step = 0; step < STEPS; step++) {
      window.evaluationTime = step * STEP_MS;
      window.end = window.evaluationTime;
      window.start = window.end - minutes * 60_000L;
      while (window.to < samples.size() && samples.time(window.to) <= window.end) {
        window.to++;
      }
      while (window.from < window.to && samples.time(window.from) <= window.start) {
        window.from++;
      }
      sum += kernel.evaluate(window) ? window.result : 0;
    }
    return sum;
  }
}
