package io.varve.promql.reference;

import io.varve.model.Labels;
import io.varve.promql.ast.Expr;
import io.varve.promql.ast.MatrixSelector;
import io.varve.promql.ast.ParenExpr;
import io.varve.promql.ast.SubqueryExpr;
import io.varve.promql.ast.VectorSelector;
import java.util.ArrayList;
import java.util.List;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.function.BiFunction;

/** Range vectors. */
final class Ranges {
  private final Stored stored;
  private final QuerySpan span;
  private final BiFunction<Expr, Long, List<Element>> evaluation;
  private final long defaultStep;

  /**
   * @param evaluation of an instant vector at a time
   * @param defaultStep of subqueries that name none, ms
   */
  Ranges(
      Stored stored,
      QuerySpan span,
      BiFunction<Expr, Long, List<Element>> evaluation,
      long defaultStep) {
    this.stored = stored;
    this.span = span;
    this.evaluation = evaluation;
    this.defaultStep = defaultStep;
  }

  /** The samples of {@code (start, end]}, ms, of each series that has some. */
  record Range(SortedMap<Labels, List<Point>> series, long start, long end) {}

  Range range(Expr e, long t) {
    return switch (e) {
      case ParenExpr p -> range(p.expr(), t);
      case MatrixSelector m -> {
        VectorSelector s = m.selector();
        long end = span.moment(s.offset(), s.at(), t);
        long start = end - span.millis(m.window());
        SortedMap<Labels, List<Point>> series = new TreeMap<>();
        stored
            .between(s.matchers(), start, end)
            .forEach(
                (labels, points) -> {
                  List<Point> live =
                      points.stream().filter(p -> !Stored.isStale(p.value())).toList();
                  if (!live.isEmpty()) {
                    series.put(labels, live);
                  }
                });
        yield new Range(series, start, end);
      }
      case SubqueryExpr s -> subquery(s, t);
      default -> throw new IllegalArgumentException("no range: " + e);
    };
  }

  /** The expression's values at all multiples of the step within the range. */
  private Range subquery(SubqueryExpr s, long t) {
    long end = span.moment(s.offset(), s.at(), t);
    long start = end - span.millis(s.window());
    long step = s.step() == null ? defaultStep : span.millis(s.step());
    SortedMap<Labels, List<Point>> series = new TreeMap<>();
    for (long at = Math.floorDiv(start, step) * step + step; at <= end; at += step) {
      for (Element e : evaluation.apply(s.expr(), at)) {
        series.computeIfAbsent(e.labels(), _ -> new ArrayList<>()).add(new Point(at, e.value()));
      }
    }
    return new Range(series, start, end);
  }
}
