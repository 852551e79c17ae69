package io.varve.promql.script;

import io.varve.model.ErrorCode;
import io.varve.model.FloatHistogram;
import io.varve.model.Labels;
import io.varve.model.Sample;
import io.varve.model.VarveException;
import io.varve.promql.engine.Engine;
import io.varve.promql.engine.EngineSettings;
import io.varve.promql.engine.QueryOptions;
import io.varve.promql.engine.QueryResult;
import io.varve.promql.exec.MemoryPool;
import io.varve.promql.gather.FragmentCodec;
import io.varve.promql.parse.ParserOptions;
import io.varve.promql.script.Evaluation.MatrixValue;
import io.varve.promql.script.Evaluation.ResultSeries;
import io.varve.promql.script.Evaluation.ScalarValue;
import io.varve.promql.script.Evaluation.StringValue;
import io.varve.promql.script.Evaluation.Value;
import io.varve.promql.script.Evaluation.VectorValue;
import io.varve.promql.storage.QueryStorage;
import io.varve.promql.value.SeriesSamples;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/**
 * The engine with the settings of Prometheus's own tests: everything experimental allowed, names
 * removed at the end, start timestamps looked at, and at most 10,000 samples a query. Thread-safe.
 */
public final class EngineEvaluator implements Evaluator {
  private static final EngineSettings SETTINGS =
      new EngineSettings(300_000, 60_000, 10_000, 1L << 28, true, true, ParserOptions.ALL);

  private final Engine engine;

  private EngineEvaluator(Engine engine) {
    this.engine = engine;
  }

  /** Makes an evaluator in which all shards work in the caller's thread. */
  public EngineEvaluator() {
    this(new Engine(SETTINGS, MemoryPool.UNLIMITED, Runnable::run));
  }

  /** Returns one in which what shards are asked and answer goes through the codec. */
  public EngineEvaluator through(FragmentCodec codec) {
    return new EngineEvaluator(engine.through(codec));
  }

  @Override
  public Outcome instant(QueryStorage storage, String query, long time) {
    return answer(query, () -> engine.instant(storage, query, time, QueryOptions.defaults()));
  }

  @Override
  public Outcome range(QueryStorage storage, String query, long start, long end, long step) {
    return answer(
        query, () -> engine.range(storage, query, start, end, step, QueryOptions.defaults()));
  }

  private static Outcome answer(String query, Supplier<QueryResult> evaluation) {
    try (QueryResult result = evaluation.get()) {
      Value value = read(result);
      return new Answer(
          new Evaluation(
              value,
              result.annotations().warnings(query, 0),
              result.annotations().infos(query, 0)));
    } catch (VarveException e) {
      String message = String.valueOf(e.getMessage());
      return e.code() == ErrorCode.UNSUPPORTED ? new Unanswered(message) : new Failure(message);
    } catch (RuntimeException e) {
      StackTraceElement[] trace = e.getStackTrace();
      return new Unanswered(e + (trace.length == 0 ? "" : " at " + trace[0]));
    }
  }

  private static Value read(QueryResult result) {
    return switch (result) {
      case QueryResult.Scalar scalar -> new ScalarValue(scalar.value());
      case QueryResult.Str string -> new StringValue(string.value());
      case QueryResult.Vector vector -> {
        List<ResultSeries> series = new ArrayList<>();
        while (vector.next()) {
          Sample sample = sample(vector.time(), vector.value(), vector.histogram());
          series.add(new ResultSeries(vector.labels(), List.of(sample)));
        }
        yield new VectorValue(series);
      }
      case QueryResult.Matrix matrix -> {
        List<ResultSeries> series = new ArrayList<>();
        while (matrix.next()) {
          series.add(series(matrix.labels(), matrix.samples()));
        }
        yield new MatrixValue(series);
      }
    };
  }

  private static ResultSeries series(Labels labels, SeriesSamples samples) {
    List<Sample> copy = new ArrayList<>(samples.size());
    for (int i = 0; i < samples.size(); i++) {
      copy.add(sample(samples.time(i), samples.value(i), samples.histogram(i)));
    }
    return new ResultSeries(labels, copy);
  }

  private static Sample sample(long time, double value, @Nullable FloatHistogram histogram) {
    return histogram == null ? Sample.of(time, value) : new Sample(time, 0, histogram);
  }
}
