package io.varve.promql.aggregate;

import io.varve.model.Labels;
import io.varve.promql.value.Column;
import io.varve.promql.value.SeriesHeaders;
import java.util.BitSet;
import java.util.List;

/**
 * A state that knows a few numbers of each step, its fields, and presents one series: all
 * aggregations but those that must see every value.
 */
abstract class CellState implements GroupState, StateReader.Body {
  private final int kind;
  private final int steps;
  private final BitSet present = new BitSet();

  /** The fields, each over all steps. */
  final double[][] fields;

  CellState(int kind, int steps, int fieldCount) {
    this.kind = kind;
    this.steps = steps;
    this.fields = new double[fieldCount][steps];
  }

  /** Sets the fields of a step to those of its first value; they are zero before. */
  abstract void first(int step, double value);

  /** Adds another value to a step. */
  abstract void more(int step, double value);

  /** Adds another state's step to a step, both with values. */
  abstract void combine(int step, double[][] others);

  /** Returns the value of a step. */
  abstract double result(int step);

  final int kind() {
    return kind;
  }

  @Override
  public final void add(Labels labels, boolean dropName, Column values) {
    for (int i = values.next(0); i < steps; i = values.next(i + 1)) {
      if (present.get(i)) {
        more(i, values.get(i));
      } else {
        present.set(i);
        first(i, values.get(i));
      }
    }
  }

  @Override
  public final void merge(GroupState other) {
    CellState o = (CellState) other;
    for (int i = o.present.nextSetBit(0); i >= 0; i = o.present.nextSetBit(i + 1)) {
      if (present.get(i)) {
        combine(i, o.fields);
      } else {
        present.set(i);
        for (int field = 0; field < fields.length; field++) {
          fields[field][i] = o.fields[field][i];
        }
      }
    }
  }

  @Override
  public final SeriesHeaders outputs(Labels group, boolean dropName) {
    BitSet drop = new BitSet(1);
    drop.set(0, dropName);
    return new SeriesHeaders(List.of(group), drop);
  }

  @Override
  public final void present(int output, Column into) {
    into.reset(steps);
    for (int i = present.nextSetBit(0); i >= 0; i = present.nextSetBit(i + 1)) {
      into.set(i, result(i));
    }
  }

  @Override
  public final long bytes() {
    return 128 + steps / 8 + fields.length * (16 + 8L * steps);
  }

  @Override
  public final byte[] encode() {
    StateWriter out = new StateWriter(kind, steps).bitmap(present, steps);
    for (double[] field : fields) {
      present.stream().forEach(i -> out.f64(field[i]));
    }
    return out.toBytes();
  }

  @Override
  public final void decode(StateReader in) {
    present.or(in.bitmap(steps));
    for (double[] field : fields) {
      for (int i = present.nextSetBit(0); i >= 0; i = present.nextSetBit(i + 1)) {
        field[i] = in.f64();
      }
    }
  }
}
