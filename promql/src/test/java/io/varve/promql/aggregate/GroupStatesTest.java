package io.varve.promql.aggregate;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import io.varve.model.DecodeException;
import io.varve.model.Labels;
import io.varve.promql.ast.AggregateOp;
import io.varve.promql.value.Column;
import io.varve.promql.value.SeriesHeaders;
import io.varve.testing.Scale;
import io.varve.testing.SeededRandom;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.BitSet;
import java.util.HexFormat;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** Each aggregation, over random groups split in random ways, against the group as a whole. */
class GroupStatesTest {
  private static final Labels GROUP = Labels.of("job", "j");
  private static final String VALUE_LABEL = "v";

  @RegisterExtension final SeededRandom random = new SeededRandom();

  @ParameterizedTest
  @EnumSource
  void agreesWithTheWholeGroupHoweverItIsSplit(AggregateOp op) {
    for (int round = 0; round < Scale.of(60, 3000); round++) {
      int steps = 1 + random.nextInt(150);
      WholeGroup whole = group(steps, random.nextInt(30), op);
      GroupStates states = GroupStates.of(op, steps, whole.param(), VALUE_LABEL);
      GroupState state = split(states, whole);
      SeriesHeaders headers = state.outputs(GROUP, true);
      List<Map<Labels, Double>> actual = present(state, headers, steps);
      for (int step = 0; step < steps; step++) {
        Map<Labels, Double> expected = whole.evaluate(op, step, GROUP, VALUE_LABEL);
        assertThat(actual.get(step).keySet()).isEqualTo(expected.keySet());
        for (Map.Entry<Labels, Double> e : expected.entrySet()) {
          check(op, actual.get(step).get(e.getKey()), e.getValue(), largest(whole, step));
        }
      }
    }
  }

  /**
   * Adds each series to one of some states, and merges these in any order, some by way of bytes.
   */
  private GroupState split(GroupStates states, WholeGroup whole) {
    List<GroupState> parts = new ArrayList<>();
    for (int left = 1 + random.nextInt(5); left > 0; left--) {
      parts.add(states.create());
    }
    for (int i = 0; i < whole.labels().size(); i++) {
      GroupState part = parts.get(random.nextInt(parts.size()));
      part.add(whole.labels().get(i), i % 3 == 0, whole.columns().get(i));
    }
    while (parts.size() > 1) {
      GroupState from = parts.remove(random.nextInt(parts.size()));
      GroupState into = parts.get(random.nextInt(parts.size()));
      into.merge(random.nextBoolean() ? states.decode(from.encode()) : from);
    }
    GroupState read = states.decode(parts.get(0).encode());
    assertThat(read.bytes()).isPositive();
    return read;
  }

  private static List<Map<Labels, Double>> present(
      GroupState state, SeriesHeaders headers, int steps) {
    List<Map<Labels, Double>> bySteps = new ArrayList<>();
    for (int step = 0; step < steps; step++) {
      bySteps.add(new TreeMap<>());
    }
    Column column = new Column();
    for (int i = 0; i < headers.size(); i++) {
      state.present(i, column);
      assertThat(column.steps()).isEqualTo(steps);
      for (int step = column.next(0); step < steps; step = column.next(step + 1)) {
        bySteps.get(step).put(headers.labels(i), column.get(step));
      }
    }
    return bySteps;
  }

  private WholeGroup group(int steps, int size, AggregateOp op) {
    List<Labels> labels = new ArrayList<>();
    List<Column> columns = new ArrayList<>();
    int kind = random.nextInt(4);
    for (int i = 0; i < size; i++) {
      labels.add(Labels.of("__name__", "up", "job", "j", "n", Integer.toString(i)));
      Column column = new Column(steps);
      for (int step = 0; step < steps; step++) {
        if (random.nextInt(4) > 0) {
          column.set(step, value(kind));
        }
      }
      columns.add(column);
    }
    double[] param = new double[steps];
    for (int step = 0; step < steps; step++) {
      param[step] =
          switch (op) {
            case QUANTILE -> random.nextDouble(1.2) - 0.1;
            case LIMIT_RATIO -> random.nextDouble(2.4) - 1.2;
            default -> random.nextDouble(10) - 2;
          };
    }
    return new WholeGroup(labels, columns, param);
  }

  private double value(int kind) {
    return switch (kind) {
      case 0 -> random.nextInt(5);
      case 1 -> random.nextGaussian() * 1e3;
      case 2 -> random.nextGaussian() * Math.pow(10, random.nextInt(20) - 10);
      default ->
          switch (random.nextInt(12)) {
            case 0 -> Double.NaN;
            case 1 -> Double.POSITIVE_INFINITY;
            case 2 -> Double.NEGATIVE_INFINITY;
            default -> random.nextInt(4);
          };
    };
  }

  private static double largest(WholeGroup whole, int step) {
    return whole.columns().stream()
        .filter(c -> c.has(step))
        .mapToDouble(c -> Math.abs(c.get(step)))
        .filter(Double::isFinite)
        .max()
        .orElse(0);
  }

  private static void check(AggregateOp op, double actual, double expected, double largest) {
    double tolerance =
        switch (op) {
          case SUM, AVG -> Math.ulp(expected) + largest * 1e-29;
          case STDVAR -> largest * largest * 1e-13;
          case STDDEV -> largest * 1e-6;
          default -> 0;
        };
    boolean same = Double.isNaN(expected) ? Double.isNaN(actual) : actual == expected;
    assertThat(same || Math.abs(actual - expected) <= tolerance)
        .as("%s: %s, expected %s", op, actual, expected)
        .isTrue();
  }

  @Test
  void averagesWhatCannotBeSummed() {
    GroupStates states = GroupStates.of(AggregateOp.AVG, 1, new double[0], "");
    Column most = new Column(1);
    most.set(0, Double.MAX_VALUE);
    GroupState left = states.create();
    GroupState right = states.create();
    for (int i = 0; i < 3; i++) {
      left.add(GROUP, false, most);
      right.add(GROUP, false, most);
    }
    GroupState sum = states.create();
    sum.add(GROUP, false, most);
    sum.merge(states.decode(left.encode()));
    sum.merge(right);
    Column result = new Column();
    sum.present(0, result);
    assertThat(result.get(0) / Double.MAX_VALUE).isCloseTo(1, within(1e-15));
  }

  @Test
  void givesTheChosenInOrderOverOneStep() {
    double[] values = {3, Double.NaN, 5, 1, 5};
    assertThat(chosen(AggregateOp.TOPK, 4, values)).containsExactly("2", "4", "0", "3");
    assertThat(chosen(AggregateOp.TOPK, 9, values)).containsExactly("2", "4", "0", "3", "1");
    assertThat(chosen(AggregateOp.BOTTOMK, 4, values)).containsExactly("3", "0", "2", "4");
    assertThat(chosen(AggregateOp.BOTTOMK, 1e18, values)).hasSize(5).endsWith("1");
    assertThat(chosen(AggregateOp.LIMITK, 2, values)).containsExactly("0", "1");
    assertThat(chosen(AggregateOp.TOPK, 0.9, values)).isEmpty();
  }

  private static List<String> chosen(AggregateOp op, double k, double... values) {
    GroupState state = GroupStates.of(op, 1, new double[] {k}, "").create();
    for (int i = 0; i < values.length; i++) {
      Column column = new Column(1);
      column.set(0, values[i]);
      state.add(Labels.of("n", Integer.toString(i)), i == 2, column);
    }
    SeriesHeaders headers = state.outputs(Labels.EMPTY, false);
    List<String> names = headers.labels().stream().map(l -> l.get("n")).toList();
    BitSet expected = new BitSet();
    expected.set(Math.max(0, names.indexOf("2")), names.contains("2"));
    assertThat(headers.dropName()).isEqualTo(expected);
    return names;
  }

  @Test
  void countsAllValuesAsOneWithoutALabel() {
    GroupState state = GroupStates.of(AggregateOp.COUNT_VALUES, 1, new double[0], "").create();
    for (double value : new double[] {1, 2, Double.NaN}) {
      Column column = new Column(1);
      column.set(0, value);
      state.add(Labels.EMPTY, false, column);
    }
    assertThat(state.outputs(GROUP, false).labels()).containsExactly(GROUP);
    Column result = new Column();
    state.present(0, result);
    assertThat(result.get(0)).isEqualTo(3);
  }

  @Test
  void writesTheExampleOfThePackage() {
    GroupStates states = GroupStates.of(AggregateOp.SUM, 2, new double[0], "");
    GroupState state = states.create();
    Column column = new Column(2);
    column.set(1, 1.5);
    state.add(GROUP, false, column);
    byte[] example =
        HexFormat.ofDelimiter(" ")
            .parseHex(
                "01 02 00 00 00 02 00 00 00 00 00 00 00"
                    + " 00 00 00 00 00 00 f8 3f 00 00 00 00 00 00 00 00");
    assertThat(state.encode()).isEqualTo(example);
    assertThat(states.decode(example).encode()).isEqualTo(example);
  }

  @ParameterizedTest
  @EnumSource
  void refusesWhateverIsNoState(AggregateOp op) {
    for (int round = 0; round < Scale.of(300, 20_000); round++) {
      int steps = 1 + random.nextInt(4);
      WholeGroup whole = group(steps, 1 + random.nextInt(4), op);
      GroupStates states = GroupStates.of(op, steps, whole.param(), VALUE_LABEL);
      byte[] bytes = split(states, whole).encode();
      assertThatThrownBy(() -> states.decode(Arrays.copyOf(bytes, bytes.length - 1)))
          .isInstanceOf(DecodeException.class);
      assertThatThrownBy(() -> states.decode(Arrays.copyOf(bytes, bytes.length + 1)))
          .isInstanceOf(DecodeException.class);
      bytes[random.nextInt(bytes.length)] ^= (byte) (1 << random.nextInt(8));
      try {
        GroupState read = states.decode(bytes);
        present(read, read.outputs(GROUP, false), steps);
      } catch (DecodeException e) {
        assertThat(e).hasMessageContaining("position");
      }
    }
  }

  @Test
  void refusesAnotherAggregationOrGrid() {
    byte[] sum = GroupStates.of(AggregateOp.SUM, 2, new double[0], "").create().encode();
    GroupStates avg = GroupStates.of(AggregateOp.AVG, 2, new double[0], "");
    assertThatThrownBy(() -> avg.decode(sum)).hasMessageContaining("another aggregation");
    GroupStates longer = GroupStates.of(AggregateOp.SUM, 3, new double[0], "");
    assertThatThrownBy(() -> longer.decode(sum)).hasMessageContaining("number of steps");
  }
}
