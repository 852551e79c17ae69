package io.varve.promql.exec;

import io.varve.model.Labels;
import io.varve.promql.ast.Cardinality;
import io.varve.promql.ast.VectorMatching;
import io.varve.promql.plan.PlanNode;
import io.varve.promql.value.Column;
import io.varve.promql.value.SeriesHeaders;
import it.unimi.dsi.fastutil.ints.IntList;
import java.util.ArrayList;
import java.util.BitSet;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.function.IntConsumer;
import org.jspecify.annotations.Nullable;

/**
 * An arithmetic or comparison operator between two vectors. Both sides are read as far as the next
 * output needs, which is little where they come in the same order. Outputs of different match
 * groups may have equal labels.
 *
 * <p>Where a side has none of a match group's series at a step, a fill value may stand in for it.
 * As in Prometheus, {@code fill_left} is about the side of which there may be many, which with
 * {@code group_right} is the right one.
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
  private List<Signatures.Group> groups = List.of();
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
    groups = signatures.groups();
    outputs = new ArrayList<>();
    for (JoinUnit unit : units(manyHeaders, oneHeaders)) {
      List<Labels> unitOutputs = unit.outputs();
      for (int i = 0; i < unitOutputs.size(); i++) {
        outputs.add(new Output(unitOutputs.get(i), unit, i));
      }
      for (JoinUnit.Pair pair : unit.pairs()) {
        forColumns(pair, many::expect, one::expect);
      }
    }
    boolean filled = matching.fillLeft() != null || matching.fillRight() != null;
    oneSide = new OneSideCheck(signatures, manyHeaders, oneHeaders, swapped, filled);
    oneSide.announce(many, one);
    if (manyHeaders.sorted()) {
      outputs.sort(Comparator.comparing(Output::labels));
    }
    BitSet dropName = new BitSet();
    dropName.set(0, outputs.size(), returnBool && ctx.delayedNameRemoval());
    return new SeriesHeaders(
        outputs.stream().map(Output::labels).toList(), dropName, manyHeaders.sorted());
  }

  private List<JoinUnit> units(SeriesHeaders manyHeaders, SeriesHeaders oneHeaders) {
    List<JoinUnit> result = new ArrayList<>();
    Map<Labels, JoinUnit> units = new LinkedHashMap<>();
    for (int g = 0; g < groups.size(); g++) {
      Signatures.Group group = groups.get(g);
      for (int m : group.left()) {
        for (int o : group.right()) {
          add(units, m, o, manyHeaders.labels(m), oneHeaders.labels(o));
        }
        if (matching.fillRight() != null) {
          add(units, m, ~g, manyHeaders.labels(m), group.labels());
        }
      }
      if (matching.fillLeft() != null) {
        for (int o : group.right()) {
          add(units, ~g, o, group.labels(), oneHeaders.labels(o));
        }
      }
      result.addAll(units.values());
      units.clear();
    }
    return result;
  }

  private void add(
      Map<Labels, JoinUnit> units, int many, int one, Labels manyLabels, Labels oneLabels) {
    Labels out = labels.of(manyLabels, oneLabels);
    boolean oneToOne = matching.cardinality() == Cardinality.ONE_TO_ONE;
    units.computeIfAbsent(oneToOne ? Labels.EMPTY : out, _ -> new JoinUnit()).add(many, one, out);
  }

  /** Goes through the columns that a pair's values depend on. */
  private void forColumns(JoinUnit.Pair pair, IntConsumer ofMany, IntConsumer ofOne) {
    if (pair.many() < 0) {
      groups.get(~pair.many()).left().forEach(ofMany);
    } else {
      ofMany.accept(pair.many());
    }
    if (pair.one() < 0) {
      groups.get(~pair.one()).right().forEach(ofOne);
    } else {
      ofOne.accept(pair.one());
    }
  }

  @Override
  public boolean next(Column into) {
    if (oneSide != null) {
      check(oneSide);
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
      unit.evaluate(this, steps, severalMatches());
      for (JoinUnit.Pair pair : unit.pairs()) {
        forColumns(pair, many::done, one::done);
      }
    }
    if (unit.give(output.number, into)) {
      unit.clear();
      reservation.shrink(bytes);
    }
    return true;
  }

  /**
   * Refuses the join where there are several series on the side of which there may be one; unless
   * several match at an earlier step already, which is then the reason.
   */
  private void check(OneSideCheck refusals) {
    int refused = refusals.firstRefused(many, one, steps);
    if (refused < steps) {
      for (Output output : outputs) {
        if (output.number == 0) {
          output.unit.evaluate(this, refused, severalMatches());
        }
      }
      throw refusals.refusal(one, refused);
    }
  }

  private String severalMatches() {
    return matching.cardinality() == Cardinality.ONE_TO_ONE
        ? "many-to-one matching must be explicit (group_left/group_right)"
        : "grouping labels must ensure unique matches";
  }

  @Override
  public Column many(JoinUnit.Pair pair) {
    return pair.many() < 0 ? fillOfMany(pair) : many.get(pair.many());
  }

  @Override
  public Column one(JoinUnit.Pair pair) {
    return pair.one() < 0 ? fillOfOne(groups.get(~pair.one()).right()) : one.get(pair.one());
  }

  /** Returns the fill value at the steps at which no series of the other side is present. */
  private Column fillOfOne(IntList series) {
    Column filled = new Column(steps);
    filled.fill(Objects.requireNonNull(matching.fillRight()));
    for (int s : series) {
      Column column = one.get(s);
      for (int i = column.next(0); i < steps; i = column.next(i + 1)) {
        filled.remove(i);
      }
    }
    return filled;
  }

  /** Returns the fill value at the steps at which the pair's other series matches none. */
  private Column fillOfMany(JoinUnit.Pair pair) {
    Column filled = new Column(steps);
    filled.fill(Objects.requireNonNull(matching.fillLeft()));
    Column other = one.get(pair.one());
    Column unused = new Column(steps);
    for (int s : groups.get(~pair.many()).left()) {
      Column column = many.get(s);
      boolean mixed = column.hasHistograms() || other.hasHistograms() || !knowsFloats();
      for (int i = column.next(0); i < steps; i = column.next(i + 1)) {
        if (!other.has(i) || !mixed || applyMixed(column, other, i, unused)) {
          filled.remove(i);
        }
      }
    }
    return filled;
  }

  @Override
  public boolean applyMixed(Column manySide, Column oneSide, int step, Column result) {
    Column left = swapped ? oneSide : manySide;
    return mixed.apply(left, swapped ? manySide : oneSide, step, left, result);
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
