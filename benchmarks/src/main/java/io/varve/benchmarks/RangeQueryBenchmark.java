package io.varve.benchmarks;

import io.varve.model.Labels;
import io.varve.model.Sample;
import io.varve.promql.engine.Engine;
import io.varve.promql.engine.EngineSettings;
import io.varve.promql.engine.QueryOptions;
import io.varve.promql.engine.QueryResult;
import io.varve.promql.exec.MemoryPool;
import io.varve.promql.script.MemoryStorage;
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
 * One range query over an hour of 1,000 counters scraped every 15 s, in steps of 15 s, from its
 * text to its last sample, in nanoseconds for each series and step. The series lie decoded in
 * memory, so that this is the engine's time alone; one thread evaluates the shards one after
 * another.
 *
 * <p>{@code benchmarks/README.md} has the line that runs it.
 */
@State(Scope.Thread)
@BenchmarkMode(Mode.AverageTime)
@OutputTimeUnit(TimeUnit.NANOSECONDS)
@Warmup(iterations = 3, time = 2)
@Measurement(iterations = 5, time = 2)
@Fork(value = 2, jvmArgsAppend = "-XX:+UseCompactObjectHeaders")
public class RangeQueryBenchmark {
  private static final int SERIES = 1_000;
  private static final int JOBS = 10;
  private static final int SCRAPES = 260;
  private static final int STEPS = 240;
  private static final long STEP_MS = 15_000;

  /** The query. */
  @Param({"sum by (job) (rate(x[5m]))", "x"})
  private String query;

  /** Over how many shards the series are spread. */
  @Param({"1", "16"})
  private int shards;

  private final Engine engine =
      new Engine(EngineSettings.DEFAULT, MemoryPool.UNLIMITED, Runnable::run);
  private MemoryStorage storage = new MemoryStorage(1);

  /** Fills the storage. */
  @Setup
  public void fill() {
    Random random = new Random(1);
    storage = new MemoryStorage(shards);
    for (int s = 0; s < SERIES; s++) {
      Labels labels =
          Labels.of(
              "__name__",
              "x",
              "instance",
              "10.12.%d.%d:9100".formatted(s / 250, s % 250),
              "job",
              "job-" + s % JOBS);
      double value = 0;
      for (int i = 0; i < SCRAPES; i++) {
        value += random.nextInt(100);
        storage.add(labels, Sample.of(i * STEP_MS + random.nextInt(5), value));
      }
    }
  }

  /** Evaluates the query and reads its answer. */
  @Benchmark
  @OperationsPerInvocation(SERIES * STEPS)
  public double evaluate() {
    long end = SCRAPES * STEP_MS;
    double sum = 0;
    QueryOptions options = QueryOptions.defaults();
    long start = end - (STEPS - 1) * STEP_MS;
    try (QueryResult result = engine.range(storage, query, start, end, STEP_MS, options)) {
      QueryResult.Matrix matrix = (QueryResult.Matrix) result;
      while (matrix.next()) {
        for (int i = 0; i < matrix.samples().size(); i++) {
          sum += matrix.samples().value(i);
        }
      }
    }
    return sum;
  }
}
