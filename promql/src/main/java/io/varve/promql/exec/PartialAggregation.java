package io.varve.promql.exec;

import io.varve.model.Labels;
import io.varve.promql.aggregate.GroupState;
import io.varve.promql.aggregate.GroupStates;
import io.varve.promql.plan.PlanNode;
import io.varve.promql.value.Column;
import io.varve.promql.value.SeriesHeaders;
import io.varve.promql.value.StepGrid;
import java.util.BitSet;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/** The map step of an aggregation: adds each series to the state of its group. */
final class PartialAggregation implements PartialOperator {
  private static final class Group {
    final GroupState state;
    boolean dropName;

    Group(GroupState state) {
      this.state = state;
    }
  }

  private final PlanNode.Aggregate node;
  private final SeriesOperator child;
  private final @Nullable ScalarOperator param;
  private final StepGrid grid;
  private final QueryContext ctx;
  private final Reservation reservation;
  private List<GroupState> groups = List.of();
  private int next;

  /**
   * Makes the operator.
   *
   * @param param the number that the aggregation takes, or null
   */
  PartialAggregation(
      PlanNode.Aggregate node,
      SeriesOperator child,
      @Nullable ScalarOperator param,
      StepGrid grid,
      QueryContext ctx) {
    this.node = node;
    this.child = child;
    this.param = param;
    this.grid = grid;
    this.ctx = ctx;
    this.reservation = ctx.reservation();
  }

  @Override
  public SeriesHeaders open() {
    double[] numbers = param == null ? new double[0] : param.evaluate();
    if (!AggregateParameter.check(node, numbers, ctx.annotations())) {
      readAll();
      return SeriesHeaders.NONE;
    }
    Grouping grouping = new Grouping(node);
    GroupStates states = Compiler.states(node, grid, numbers);
    Map<Labels, Group> byLabels = add(child.open(), grouping, states);
    child.close();
    BitSet dropName = new BitSet();
    int i = 0;
    for (Group group : byLabels.values()) {
      dropName.set(i++, group.dropName);
    }
    groups = byLabels.values().stream().map(group -> group.state).toList();
    return new SeriesHeaders(List.copyOf(byLabels.keySet()), dropName);
  }

  /**
   * As in Prometheus, an aggregation that takes nothing fails and remarks as what it is of does.
   */
  private void readAll() {
    child.open();
    Column column = new Column();
    while (child.next(column)) {
      ctx.control().check();
    }
    child.close();
  }

  private Map<Labels, Group> add(SeriesHeaders headers, Grouping grouping, GroupStates states) {
    Map<Labels, Group> byLabels = new TreeMap<>();
    Column column = new Column(grid.count());
    for (int i = 0; child.next(column); i++) {
      if (column.isEmpty()) {
        continue;
      }
      ctx.control().check();
      Labels labels = headers.labels(i);
      Labels key = grouping.of(labels);
      Group group = byLabels.get(key);
      if (group == null) {
        group = new Group(states.create());
        reservation.grow(group.state.bytes());
        byLabels.put(key, group);
      }
      group.dropName |= headers.dropName(i);
      long before = group.state.bytes();
      group.state.add(labels, headers.dropName(i), column);
      reservation.grow(group.state.bytes() - before);
    }
    return byLabels;
  }

  @Override
  public @Nullable GroupState next() {
    return next == groups.size() ? null : groups.get(next++);
  }

  @Override
  public void close() {
    groups = List.of();
    reservation.close();
    child.close();
  }
}
