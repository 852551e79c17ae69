package io.varve.promql.exec;

import io.varve.model.Labels;
import io.varve.promql.ast.Cardinality;
import io.varve.promql.ast.VectorMatching;
import io.varve.promql.plan.PlanNode;
import io.varve.promql.value.Column;
import io.varve.promql.value.SeriesHeaders;
import java.util.ArrayList;
import java.util.BitSet;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * An arithmetic or comparison operator between two vectors. Both sides are read as far as the next
 * output needs, which is little where they come in the same order. Outputs of different match
 * groups may have equal labels.
 */
final class Join implements SeriesOperator, JoinUnit.Sides {
  private record Output(Labels labels, JoinUnit unit, int number) {}

  private final VectorMatching matching;
  private final boolean swapped;
  private final boolean returnBool;
  private final PairOperator operator;
  private final MixedPairs mixed;
  private final JoinLabels labels;
  private final ColumnStore many;
  private final ColumnStore one;
  private final QueryContext ctx;
  private final Reservation reservation;
  private final int steps;
  private List<Output> outputs = List.of();
  private @Nullable OneSideCheck oneSide;
  private int next;

  Join(
      PlanNode.Binary node,
      VectorMatching matching,
      SeriesOperator lhs,
      SeriesOperator rhs,
      int steps,
      QueryContext ctx) {
    this.matching = matching;
    this.swapped = matching.cardinality() == Cardinality.ONE_TO_MANY;
    this.returnBool = node.returnBool();
    this.operator = new PairOperator(node.op(), returnBool);
    this.mixed = new MixedPairs(node, ctx.annotations());
    this.labels = new JoinLabels(node.op(), returnBool, matching, ctx.delayedNameRemoval());
    this.many = new ColumnStore(swapped ? rhs : lhs, steps, ctx);
    this.one = new ColumnStore(swapped ? lhs : rhs, steps, ctx);
    this.ctx = ctx;
    this.reservation = ctx.reservation();
    this.steps = steps;
  }

  @Override
  public SeriesHeaders open() {
    SeriesHeaders manyHeaders = many.open();
    SeriesHeaders oneHeaders = one.open();
    Signatures signatures = new Signatures(matching, manyHeaders, oneHeaders);
    outputs = new ArrayList<>();
    for (JoinUnit unit : units(signatures, manyHeaders, oneHeaders)) {
      List<Labels> unitOutputs = unit.outputs();
      for (int i = 0; i < unitOutputs.size(); i++) {
        outputs.add(new Output(unitOutputs.get(i), unit, i));
      }
      for (JoinUnit.Pair pair : unit.pairs()) {
        many.expect(pair.many());
        one.expect(pair.one());
      }
    }
    oneSide = new OneSideCheck(signatures, manyHeaders, oneHeaders, swapped);
    oneSide.announce(many, one);
    if (manyHeaders.sorted()) {
      outputs.sort(Comparator.comparing(Output::labels));
    }
    BitSet dropName = new BitSet();
    dropName.set(0, outputs.size(), returnBool && ctx.delayedNameRemoval());
    return new SeriesHeaders(
        outputs.stream().map(Output::labels).toList(), dropName, manyHeaders.sorted());
  }

  private List<JoinUnit> units(Signatures signatures, SeriesHeaders manyH, SeriesHeaders oneH) {
    boolean oneToOne = matching.cardinality() == Cardinality.ONE_TO_ONE;
    List<JoinUnit> result = new ArrayList<>();
    Map<Labels, JoinUnit> units = new HashMap<>();
    for (Signatures.Group group : signatures.groups()) {
      units.clear();
      for (int m : group.left()) {
        for (int o : group.right()) {
          Labels out = labels.of(manyH.labels(m), oneH.labels(o));
          units
              .computeIfAbsent(
                  oneToOne ? Labels.EMPTY : out,
                  _ -> {
                    JoinUnit unit = new JoinUnit();
                    result.add(unit);
                    return unit;
                  })
              .add(m, o, out);
        }
      }
    }
    return result;
  }

  @Override
  public boolean next(Column into) {
    if (oneSide != null) {
      oneSide.check(many, one, steps);
      oneSide = null;
    }
    if (next == outputs.size()) {
      many.finish();
      one.finish();
      return false;
    }
    ctx.control().check();
    Output output = outputs.get(next++);
    JoinUnit unit = output.unit;
    long bytes = Column.bytes(steps) * unit.outputs().size();
    if (unit.isFresh()) {
      reservation.grow(bytes);
      unit.evaluate(
          this,
          steps,
          matching.cardinality() == Cardinality.ONE_TO_ONE
              ? "many-to-one matching must be explicit (group_left/group_right)"
              : "grouping labels must ensure unique matches");
      for (JoinUnit.Pair pair : unit.pairs()) {
        many.done(pair.many());
        one.done(pair.one());
      }
    }
    if (unit.give(output.number, into)) {
      unit.clear();
      reservation.shrink(bytes);
    }
    return true;
  }

  @Override
  public Column many(int series) {
    return many.get(series);
  }

  @Override
  public Column one(int series) {
    return one.get(series);
  }

  @Override
  public void applyMixed(Column manySide, Column oneSide, int step, Column result) {
    Column left = swapped ? oneSide : manySide;
    mixed.apply(left, swapped ? manySide : oneSide, step, left, result);
  }

  @Override
  public boolean knowsFloats() {
    return operator.knowsFloats();
  }

  @Override
  public void apply(double manyValue, double oneValue, int step, Column result) {
    double left = swapped ? oneValue : manyValue;
    double right = swapped ? manyValue : oneValue;
    if (operator.keeps(left, right)) {
      result.set(step, operator.value(left, right, left));
    }
  }

  @Override
  public void close() {
    many.close();
    one.close();
    reservation.close();
  }
}
