package io.varve.promql.engine;

import io.varve.model.FloatHistogram;
import io.varve.model.Labels;
import io.varve.promql.value.Annotations;
import io.varve.promql.value.SeriesSamples;
import org.jspecify.annotations.Nullable;

/**
 * The answer to a query. Vectors and matrices are evaluated while they are read, so that an answer
 * never lies in memory as a whole: {@code next} may block, and throws {@link
 * io.varve.model.VarveException} when the query fails in the middle. Not thread-safe; to be closed.
 */
public sealed interface QueryResult extends AutoCloseable
    permits QueryResult.Vector, QueryResult.Matrix, QueryResult.Scalar, QueryResult.Str {
  /** Returns the annotations; complete when the end is reached. */
  Annotations annotations();

  /** Returns what the query has used so far. */
  QueryStatistics statistics();

  /** Ends the query and frees what it holds. */
  @Override
  void close();

  /** Series with one value each, all at the evaluation's time. */
  non-sealed interface Vector extends QueryResult {
    /** Returns the evaluation's time, ms. */
    long time();

    /**
     * Goes to the next series. They come in the order of labels, but where the query sorts them
     * otherwise.
     */
    boolean next();

    /** Returns the labels of the series. */
    Labels labels();

    /** Returns the value of the series; meaningless where it is a histogram. */
    double value();

    /** Returns the value of the series if it is a histogram, or null. */
    @Nullable FloatHistogram histogram();
  }

  /** Series with samples, sorted by labels; none is empty. */
  non-sealed interface Matrix extends QueryResult {
    /** Goes to the next series. */
    boolean next();

    /** Returns the labels of the series. */
    Labels labels();

    /** Returns the samples of the series; valid until {@link #next}. */
    SeriesSamples samples();
  }

  /** A number at the evaluation's time. */
  non-sealed interface Scalar extends QueryResult {
    /** Returns the evaluation's time, ms. */
    long time();

    /** Returns the number. */
    double value();
  }

  /** A string at the evaluation's time. */
  non-sealed interface Str extends QueryResult {
    /** Returns the evaluation's time, ms. */
    long time();

    /** Returns the string. */
    String value();
  }
}
