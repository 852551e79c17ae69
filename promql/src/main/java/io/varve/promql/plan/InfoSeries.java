package io.varve.promql.plan;

import io.varve.model.LabelMatcher;
import io.varve.model.LabelName;
import io.varve.model.MatchType;
import io.varve.promql.ast.PosRange;
import io.varve.promql.ast.VectorSelector;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** Which info series a call of {@code info} looks at, and when. */
final class InfoSeries {
  private static final LabelMatcher TARGETS =
      new LabelMatcher(MatchType.EQ, LabelName.METRIC_NAME, "target_info");

  private static final LabelMatcher ALL_INFOS =
      new LabelMatcher(MatchType.RE, LabelName.METRIC_NAME, ".+_info");

  private InfoSeries() {}

  /** Returns the selector of {@code target_info}. */
  static PlanNode.InfoSelect ofTargets(PlanNode series, PosRange at) {
    return new PlanNode.InfoSelect(selection(List.of(TARGETS), series), at);
  }

  /**
   * Returns the selector of the series that the second argument names. Where it does not say which
   * metrics are info series, {@code target_info} is; where it only says which are not, all others
   * that are named so.
   */
  static PlanNode.InfoSelect matching(PlanNode series, VectorSelector labels) {
    boolean named = false;
    boolean excluded = false;
    for (LabelMatcher m : labels.matchers()) {
      if (m.name().equals(LabelName.METRIC_NAME)) {
        boolean positive = m.type() == MatchType.EQ || m.type() == MatchType.RE;
        named |= positive;
        excluded |= !positive;
      }
    }
    List<LabelMatcher> matchers = new ArrayList<>(labels.matchers());
    if (!named) {
      matchers.addFirst(excluded ? ALL_INFOS : TARGETS);
    }
    return new PlanNode.InfoSelect(selection(matchers, series), labels.range());
  }

  private static Selection selection(List<LabelMatcher> matchers, PlanNode series) {
    Moment moment = moment(series);
    return new Selection(matchers, moment == null ? Moment.STEP : moment, false, false);
  }

  /**
   * Returns where the first selector stands in time, subqueries around it taken into account as far
   * as no {@code @} fixes it; null where there is none.
   */
  private static @Nullable Moment moment(PlanNode node) {
    return switch (node) {
      case PlanNode.Select s -> s.selection().moment();
      case PlanNode.Window w -> w.selection().moment();
      case PlanNode.Subquery s -> {
        Moment inner = moment(s.expr());
        yield inner == null || inner.fixed()
            ? inner
            : new Moment(inner.offsetMs() + s.moment().offsetMs(), s.moment().at());
      }
      case PlanNode.Aggregate a -> {
        Moment inner = moment(a.expr());
        yield inner != null || a.param() == null ? inner : moment(a.param());
      }
      default -> {
        Moment first = null;
        for (PlanNode child : PlanNodes.children(node)) {
          first = first == null ? moment(child) : first;
        }
        yield first;
      }
    };
  }
}
