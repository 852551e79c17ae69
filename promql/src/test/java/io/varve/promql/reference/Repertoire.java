package io.varve.promql.reference;

import io.varve.promql.ast.AggregateExpr;
import io.varve.promql.ast.AggregateOp;
import io.varve.promql.ast.BinaryExpr;
import io.varve.promql.ast.Call;
import io.varve.promql.ast.Expr;
import io.varve.promql.ast.MatrixSelector;
import io.varve.promql.ast.NumberLiteral;
import io.varve.promql.ast.VectorMatching;
import io.varve.promql.ast.VectorSelector;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * Which queries the reference answers, and bit by bit.
 *
 * <p>It leaves out what is of histograms (classic ones too), what depends on a hash of labels, the
 * order of answers, windows that reach beyond their ends, fill values, and what functions of dates
 * make of values that are no times.
 */
public final class Repertoire {
  private static final Set<String> UNKNOWN =
      Set.of(
          ("histogram_quantile histogram_quantiles histogram_fraction histogram_avg"
                  + " histogram_count histogram_sum histogram_stddev histogram_stdvar info"
                  + " start_timestamp acosh asinh atanh day_of_month day_of_week day_of_year"
                  + " days_in_month hour minute month year sort_by_label sort_by_label_desc")
              .split(" "));

  /** What is computed in another order than the engine's, so that last bits differ. */
  private static final Set<String> ROUGH =
      Set.of(
          ("deriv predict_linear stddev stdvar stddev_over_time stdvar_over_time rate increase"
                  + " delta irate avg_over_time avg quantile quantile_over_time mad_over_time exp"
                  + " sin sinh cos cosh tan tanh acos asin atan"
                  + " atan2 ln log2 log10 sqrt deg rad round ^ / % sum sum_over_time"
                  + " double_exponential_smoothing")
              .split(" "));

  /** What turns a difference in the last bit into a large one. */
  private static final Set<String> LEAPING =
      Set.of(
          ("floor ceil sgn round % == != > < >= <= topk bottomk count_values changes resets rate"
                  + " increase irate ts_of_max_over_time ts_of_min_over_time tan exp sinh ^ / atan2"
                  + " stddev stdvar stddev_over_time stdvar_over_time deriv predict_linear")
              .split(" "));

  private Repertoire() {}

  /** Returns whether the answer is to be the reference's but for last bits. */
  public static boolean covers(Expr e) {
    boolean known =
        switch (e) {
          case Call c -> !UNKNOWN.contains(c.function().name());
          case AggregateExpr a -> a.op() != AggregateOp.LIMIT_RATIO && hasKnownCount(a);
          case BinaryExpr b -> !b.op().isTrim() && !isFilled(b.matching());
          case VectorSelector s -> !s.anchored() && !s.smoothed();
          case MatrixSelector m -> covers(m.selector());
          default -> true;
        };
    boolean leapsOverRough =
        LEAPING.contains(name(e)) && e.children().stream().anyMatch(Repertoire::isRough);
    return known && !leapsOverRough && e.children().stream().allMatch(Repertoire::covers);
  }

  private static boolean isFilled(@Nullable VectorMatching matching) {
    return matching != null && (matching.fillLeft() != null || matching.fillRight() != null);
  }

  /** Counts are judged for all steps together, before there is anything to be counted. */
  private static boolean hasKnownCount(AggregateExpr a) {
    return switch (a.op()) {
      case TOPK, BOTTOMK, LIMITK -> a.param() instanceof NumberLiteral;
      default -> true;
    };
  }

  private static boolean isRough(Expr e) {
    return ROUGH.contains(name(e)) || e.children().stream().anyMatch(Repertoire::isRough);
  }

  private static String name(Expr e) {
    return switch (e) {
      case Call c -> c.function().name();
      case AggregateExpr a -> a.op().symbol();
      case BinaryExpr b -> b.op().symbol();
      default -> "";
    };
  }
}
