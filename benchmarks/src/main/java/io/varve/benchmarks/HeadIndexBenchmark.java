package io.varve.benchmarks;

import io.varve.model.LabelMatcher;
import io.varve.model.Labels;
import io.varve.model.MatchType;
import io.varve.model.TenantId;
import io.varve.persistence.head.index.EncodedLabels;
import io.varve.persistence.head.index.HeadIndex;
import io.varve.persistence.head.index.HeadView;
import io.varve.persistence.match.CompiledMatcher;
import java.util.Arrays;
import java.util.List;
import java.util.concurrent.TimeUnit;
import org.openjdk.jmh.annotations.Benchmark;
import org.openjdk.jmh.annotations.BenchmarkMode;
import org.openjdk.jmh.annotations.Fork;
import org.openjdk.jmh.annotations.Measurement;
import org.openjdk.jmh.annotations.Mode;
import org.openjdk.jmh.annotations.OperationsPerInvocation;
import org.openjdk.jmh.annotations.OutputTimeUnit;
import org.openjdk.jmh.annotations.Scope;
import org.openjdk.jmh.annotations.Setup;
import org.openjdk.jmh.annotations.State;
import org.openjdk.jmh.annotations.Warmup;

/**
 * Filling an index with 200,000 series of eight labels, and finding some of them: 50 jobs of 166
 * pods with 24 metrics each.
 *
 * <pre>{@code
 * mvn -q -Dquick -DskipTests -pl benchmarks -am package
 * java -XX:+UseCompactObjectHeaders -XX:+UseParallelGC \
 *     -cp 'benchmarks/target/quick/*:<class path>' org.openjdk.jmh.Main HeadIndexBenchmark
 * }</pre>
 */
@State(Scope.Benchmark)
@BenchmarkMode(Mode.AverageTime)
@OutputTimeUnit(TimeUnit.MICROSECONDS)
@Fork(1)
@Warmup(iterations = 3, time = 2)
@Measurement(iterations = 5, time = 2)
public class HeadIndexBenchmark {
  private static final int SERIES = 200_000;
  private static final int METRICS = 24;
  private static final int JOBS = 50;
  private static final TenantId TENANT = TenantId.DEFAULT;

  private static final List<CompiledMatcher> NAME = List.of(eq("__name__", "metric_7_total"));
  private static final List<CompiledMatcher> JOB_AND_POD =
      List.of(eq("job", "job-7"), re("pod", "a.*"));
  private static final List<CompiledMatcher> NAME_JOB_AND_POD =
      List.of(eq("__name__", "metric_7_total"), eq("job", "job-7"), re("pod", "a.*"));
  private static final List<CompiledMatcher> ENGINE =
      List.of(eq("__name__", "metric_7_total"), re("pod", "[a-f]+[0-9]{2,}.*"));

  private final byte[][] encoded = new byte[SERIES][];
  private final EncodedLabels buffer = new EncodedLabels();
  private HeadView view = new HeadIndex().view();
  private int[] sample = {};

  private static CompiledMatcher eq(String name, String value) {
    return CompiledMatcher.compile(new LabelMatcher(MatchType.EQ, name, value));
  }

  private static CompiledMatcher re(String name, String value) {
    return CompiledMatcher.compile(new LabelMatcher(MatchType.RE, name, value));
  }

  /** Makes the series. */
  @Setup
  public void setUp() {
    for (int i = 0; i < SERIES; i++) {
      buffer.set(labels(i));
      encoded[i] = Arrays.copyOf(buffer.bytes(), buffer.length());
    }
    view = fill();
    sample = view.select(TENANT, NAME);
  }

  private static Labels labels(int i) {
    int target = i / METRICS;
    int job = target % JOBS;
    return Labels.of(
        "__name__", "metric_" + i % METRICS + "_total",
        "cluster", "eu-west-1",
        "container", "container-" + job,
        "endpoint", "http-metrics",
        "instance", "10.0." + (target >> 8) + "." + (target & 255) + ":8080",
        "job", "job-" + job,
        "namespace", "team-" + job % 8,
        "pod", Integer.toHexString(target * 0x9E3779B1) + "-" + job);
  }

  /** Adds all series to an empty index, as recovery does; the score is for one series. */
  @Benchmark
  @OperationsPerInvocation(SERIES)
  public HeadView fill() {
    HeadIndex index = new HeadIndex();
    for (int i = 0; i < SERIES; i++) {
      index.add(TENANT, i, buffer.decode(encoded[i], 0, encoded[i].length));
    }
    return index.publish();
  }

  /** One of 24 metrics: 8,333 series. */
  @Benchmark
  public int[] byName() {
    return view.select(TENANT, NAME);
  }

  /** One job of 50, and in it the pods with one of 16 first letters. */
  @Benchmark
  public int[] byJobAndPodPrefix() {
    return view.select(TENANT, JOB_AND_POD);
  }

  /** The same of one metric. */
  @Benchmark
  public int[] byNameJobAndPodPrefix() {
    return view.select(TENANT, NAME_JOB_AND_POD);
  }

  /** One metric and an expression that needs the engine, over 8,333 pods. */
  @Benchmark
  public int[] byNameAndEngine() {
    return view.select(TENANT, ENGINE);
  }

  /** Makes label sets of references; the score is for a thousand. */
  @Benchmark
  public int labelsOfThousand() {
    int size = 0;
    for (int i = 0; i < 1000; i++) {
      size += view.labels(sample[i]).size();
    }
    return size;
  }
}
