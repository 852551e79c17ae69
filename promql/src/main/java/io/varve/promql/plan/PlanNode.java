package io.varve.promql.plan;

import io.varve.model.LabelMatcher;
import io.varve.model.Labels;
import io.varve.promql.ast.AggregateOp;
import io.varve.promql.ast.BinaryOp;
import io.varve.promql.ast.Function;
import io.varve.promql.ast.PosRange;
import io.varve.promql.ast.UnaryOp;
import io.varve.promql.ast.ValueType;
import io.varve.promql.ast.VectorMatching;
import io.varve.promql.value.StepGrid;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * A node of a plan: what a node of the parsed tree means, once the query's times are known.
 *
 * <p>Parentheses are gone. Positions are those of the text, for annotations. A node is evaluated on
 * a {@link StepGrid}: the query's at the root, one of its own below {@link Subquery} and {@link
 * StepInvariant}.
 */
public sealed interface PlanNode {
  /** Returns where in the query's text this stands. */
  PosRange range();

  /** Returns what this gives. */
  ValueType type();

  /** A number, the same at each step. */
  @SuppressWarnings("AvoidCommonTypeNames") // Nested, and written PlanNode.Number.
  record Number(double value, PosRange range) implements PlanNode {
    @Override
    public ValueType type() {
      return ValueType.SCALAR;
    }
  }

  /** A string; an argument, or a whole query. */
  record Text(String value, PosRange range) implements PlanNode {
    @Override
    public ValueType type() {
      return ValueType.STRING;
    }
  }

  /** An instant vector selector: at each step the newest sample within the lookback. */
  record Select(Selection selection, PosRange range) implements PlanNode {
    @Override
    public ValueType type() {
      return ValueType.VECTOR;
    }
  }

  /** A range vector selector: at each step the samples of {@code (moment - windowMs, moment]}. */
  record Window(Selection selection, long windowMs, PosRange range) implements PlanNode {
    @Override
    public ValueType type() {
      return ValueType.MATRIX;
    }
  }

  /**
   * A range vector made of an expression's values.
   *
   * @param expr evaluated on {@link #grid}
   * @param windowMs how far back from the moment, exclusive, in ms
   * @param stepMs the grid's step in ms, the default already put in
   */
  record Subquery(PlanNode expr, long windowMs, long stepMs, Moment moment, PosRange range)
      implements PlanNode {
    @Override
    public ValueType type() {
      return ValueType.MATRIX;
    }

    /** Returns the grid of the expression when this is evaluated on the given one. */
    public StepGrid grid(StepGrid outer) {
      return Grids.subquery(this, outer);
    }
  }

  /** A sign before an expression. */
  record Unary(UnaryOp op, PlanNode expr, PosRange range) implements PlanNode {
    @Override
    public ValueType type() {
      return expr.type();
    }
  }

  /**
   * An operator between two scalars, a scalar and a vector, or two vectors.
   *
   * @param matching how series find each other; null unless both sides are vectors
   */
  record Binary(
      BinaryOp op,
      PlanNode lhs,
      PlanNode rhs,
      @Nullable VectorMatching matching,
      boolean returnBool,
      PosRange range)
      implements PlanNode {
    @Override
    public ValueType type() {
      return lhs.type() == ValueType.SCALAR && rhs.type() == ValueType.SCALAR
          ? ValueType.SCALAR
          : ValueType.VECTOR;
    }
  }

  /**
   * An aggregation. As the root of a {@link Fragment} it stands for its map step alone.
   *
   * @param param k, the quantile or the label's name; null where the operator takes none
   */
  record Aggregate(
      AggregateOp op,
      @Nullable PlanNode param,
      PlanNode expr,
      List<String> grouping,
      boolean without,
      PosRange range)
      implements PlanNode {
    /** Copies the list. */
    public Aggregate {
      grouping = List.copyOf(grouping);
    }

    @Override
    public ValueType type() {
      return ValueType.VECTOR;
    }
  }

  /** A function's call; never one of those that have a node of their own here. */
  record Call(Function function, List<PlanNode> args, PosRange range) implements PlanNode {
    /** Copies the list. */
    public Call {
      args = List.copyOf(args);
    }

    @Override
    public ValueType type() {
      return function.returns();
    }
  }

  /**
   * {@code absent} and {@code absent_over_time}: 1 at each step at which the expression has no
   * series.
   *
   * @param expr an instant vector; for {@code absent_over_time} the range's {@code
   *     present_over_time}
   * @param labels those of the one output series
   */
  record Absent(PlanNode expr, Labels labels, PosRange range) implements PlanNode {
    @Override
    public ValueType type() {
      return ValueType.VECTOR;
    }
  }

  /**
   * A call of {@code info()}: series with labels of the info series that agree with them in {@code
   * instance} and {@code job}.
   *
   * @param expr the series
   * @param infos the info series: an {@link InfoSelect}, or what it was gathered to
   * @param matchers by which these are selected; those on labels other than the name also say which
   *     labels are taken
   */
  record InfoCall(PlanNode expr, PlanNode infos, List<LabelMatcher> matchers, PosRange range)
      implements PlanNode {
    /** Copies the list. */
    public InfoCall {
      matchers = List.copyOf(matchers);
    }

    @Override
    public ValueType type() {
      return ValueType.VECTOR;
    }
  }

  /**
   * The info series of an {@link InfoCall}: at each step the time of the newest sample within the
   * lookback, in seconds. Histograms stay, for them to be refused.
   */
  record InfoSelect(Selection selection, PosRange range) implements PlanNode {
    @Override
    public ValueType type() {
      return ValueType.VECTOR;
    }
  }

  /** An expression with the same value at each step: evaluated at the first, then repeated. */
  record StepInvariant(PlanNode expr) implements PlanNode {
    @Override
    public PosRange range() {
      return expr.range();
    }

    @Override
    public ValueType type() {
      return expr.type();
    }

    /** Returns the grid of the expression when this is evaluated on the given one. */
    public StepGrid grid(StepGrid outer) {
      return Grids.first(outer);
    }
  }

  /**
   * What all shards answer to one of the plan's fragments, put together: series, merged by labels;
   * or an aggregation's states, merged and presented.
   *
   * @param fragment which, counted from 0
   */
  record Gather(int fragment, ValueType type, PosRange range) implements PlanNode {}

  /**
   * In a fragment: a scalar that was evaluated before, and was sent along as one value per step of
   * the grid it stands on.
   *
   * @param input which of the fragment's inputs, counted from 0
   */
  record Sent(int input, PosRange range) implements PlanNode {
    @Override
    public ValueType type() {
      return ValueType.SCALAR;
    }
  }
}
