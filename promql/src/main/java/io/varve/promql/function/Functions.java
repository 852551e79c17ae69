package io.varve.promql.function;

import static io.varve.promql.ast.ValueType.MATRIX;
import static io.varve.promql.ast.ValueType.SCALAR;
import static io.varve.promql.ast.ValueType.STRING;
import static io.varve.promql.ast.ValueType.VECTOR;

import io.varve.promql.ast.Function;
import io.varve.promql.ast.ValueType;
import java.util.Collection;
import java.util.Collections;
import java.util.List;
import java.util.SortedMap;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/** The table of functions. */
public final class Functions {
  private static final SortedMap<String, Function> BY_NAME =
      Collections.unmodifiableSortedMap(table());

  private Functions() {}

  /** Returns the function of that name, or null if there is none. */
  public static @Nullable Function find(String name) {
    return BY_NAME.get(name);
  }

  /** Returns all functions by name. */
  public static Collection<Function> all() {
    return BY_NAME.values();
  }

  private static SortedMap<String, Function> table() {
    Table t = new Table();

    // Each sample by itself.
    t.stable(VECTOR, "abs ceil exp floor ln log10 log2 sgn sqrt", VECTOR);
    t.stable(VECTOR, "acos acosh asin asinh atan atanh cos cosh deg rad sin sinh tan tanh", VECTOR);
    t.stable(VECTOR, "clamp", VECTOR, SCALAR, SCALAR);
    t.stable(VECTOR, "clamp_max clamp_min", VECTOR, SCALAR);
    t.variadic(VECTOR, "round", 1, VECTOR, SCALAR);
    t.variadic(VECTOR, "day_of_month day_of_week day_of_year days_in_month", 1, VECTOR);
    t.variadic(VECTOR, "hour minute month year", 1, VECTOR);
    t.stable(VECTOR, "timestamp", VECTOR);
    t.experimental(VECTOR, "start_timestamp", 0, VECTOR);

    // Histograms.
    t.stable(VECTOR, "histogram_avg histogram_count histogram_sum", VECTOR);
    t.stable(VECTOR, "histogram_stddev histogram_stdvar", VECTOR);
    t.stable(VECTOR, "histogram_fraction", SCALAR, SCALAR, VECTOR);
    t.stable(VECTOR, "histogram_quantile", SCALAR, VECTOR);
    t.experimental(VECTOR, "histogram_quantiles", 9, VECTOR, STRING, SCALAR, SCALAR);

    // Labels and order.
    t.stable(VECTOR, "label_replace", VECTOR, STRING, STRING, STRING, STRING);
    t.variadic(VECTOR, "label_join", -1, VECTOR, STRING, STRING, STRING);
    t.experimental(VECTOR, "info", 1, VECTOR, VECTOR);
    t.stable(VECTOR, "sort sort_desc", VECTOR);
    t.experimental(VECTOR, "sort_by_label sort_by_label_desc", -1, VECTOR, STRING);

    // Ranges.
    t.stable(VECTOR, "changes delta deriv idelta increase irate rate resets", MATRIX);
    t.stable(VECTOR, "absent_over_time present_over_time", MATRIX);
    t.stable(VECTOR, "avg_over_time count_over_time max_over_time min_over_time", MATRIX);
    t.stable(VECTOR, "stddev_over_time stdvar_over_time sum_over_time", MATRIX);
    t.stable(VECTOR, "first_over_time last_over_time", MATRIX);
    t.stable(VECTOR, "predict_linear", MATRIX, SCALAR);
    t.stable(VECTOR, "quantile_over_time", SCALAR, MATRIX);
    t.experimental(VECTOR, "double_exponential_smoothing", 0, MATRIX, SCALAR, SCALAR);
    t.experimental(VECTOR, "mad_over_time", 0, MATRIX);
    t.experimental(VECTOR, "ts_of_first_over_time ts_of_last_over_time", 0, MATRIX);
    t.experimental(VECTOR, "ts_of_max_over_time ts_of_min_over_time", 0, MATRIX);

    // Vectors and scalars.
    t.stable(VECTOR, "absent", VECTOR);
    t.stable(SCALAR, "scalar", VECTOR);
    t.stable(VECTOR, "vector", SCALAR);
    t.stable(SCALAR, "pi time");
    t.experimental(SCALAR, "end range start step", 0);
    t.experimental(SCALAR, "max_of min_of", 0, SCALAR, SCALAR);

    return t.functions;
  }

  private static final class Table {
    final SortedMap<String, Function> functions = new TreeMap<>();

    void stable(ValueType returns, String names, ValueType... args) {
      add(returns, names, 0, args, false);
    }

    void variadic(ValueType returns, String names, int variadic, ValueType... args) {
      add(returns, names, variadic, args, false);
    }

    void experimental(ValueType returns, String names, int variadic, ValueType... args) {
      add(returns, names, variadic, args, true);
    }

    private void add(
        ValueType returns, String names, int variadic, ValueType[] args, boolean experimental) {
      for (String name : names.split(" ")) {
        functions.put(name, new Function(name, List.of(args), variadic, returns, experimental));
      }
    }
  }
}
