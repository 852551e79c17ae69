package io.varve.promql.exec;

import io.varve.promql.plan.Moment;
import io.varve.promql.plan.PlanNode;
import io.varve.promql.plan.Selection;
import io.varve.promql.window.Reach;

/**
 * Where the windows of a range vector are, and which samples tell of them.
 *
 * @param moment of their ends
 * @param lengthMs their length, ms
 * @param beforeMs how long before a window's beginning samples count, ms
 * @param afterMs how long after a window's end samples count, ms
 */
record Windows(Moment moment, long lengthMs, long beforeMs, long afterMs) {
  /** Returns the windows of a node that gives a range vector. */
  static Windows of(PlanNode node, long lookbackMs) {
    return switch (node) {
      case PlanNode.Window w -> of(w.selection(), w.windowMs(), lookbackMs);
      case PlanNode.Subquery s -> new Windows(s.moment(), s.windowMs(), 0, 0);
      default -> throw new IllegalArgumentException("not a range vector: " + node);
    };
  }

  /** Returns the windows of a selector. */
  static Windows of(Selection selection, long lengthMs, long lookbackMs) {
    Reach reach = reach(selection);
    return new Windows(
        selection.moment(), lengthMs, reach.beforeMs(lookbackMs), reach.afterMs(lookbackMs));
  }

  /** Returns how far the samples of a range vector reach beyond its windows. */
  static Reach reach(PlanNode node) {
    return node instanceof PlanNode.Window w ? reach(w.selection()) : Reach.NONE;
  }

  private static Reach reach(Selection selection) {
    if (selection.anchored()) {
      return Reach.ANCHORED;
    }
    return selection.smoothed() ? Reach.SMOOTHED : Reach.NONE;
  }

  /** Returns the first time of interest, ms, when the given step is the first. */
  long firstTime(long step) {
    return moment.time(step) - lengthMs - beforeMs + 1;
  }

  /** Returns the last time of interest, ms, when the given step is the last. */
  long lastTime(long step) {
    return moment.time(step) + afterMs;
  }
}
