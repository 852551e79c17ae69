package io.varve.promql.exec;

import io.varve.model.Labels;
import io.varve.promql.value.Column;
import io.varve.promql.value.QueryException;
import io.varve.promql.value.SeriesHeaders;
import io.varve.promql.value.StepGrid;
import java.util.ArrayList;
import java.util.BitSet;
import java.util.Comparator;
import java.util.List;
import java.util.stream.IntStream;
import org.jspecify.annotations.Nullable;

/**
 * {@code info}: each series with the labels of its info series, which may be others at other steps;
 * then there is an output for each set of them. Outputs of different series may have equal labels.
 */
final class InfoJoin implements SeriesOperator {
  /**
   * A series at some of its steps.
   *
   * @param group its info series; null for all steps
   * @param set which set of them it is that the output is about
   * @param failure why there may be no value; null if nothing is wrong
   */
  private record Output(
      Labels labels,
      int series,
      @Nullable InfoGroup group,
      int set,
      @Nullable QueryException failure) {}

  private final ColumnStore base;
  private final InfoSide infos;
  private final InfoLabels labels;
  private final int steps;
  private final List<Output> outputs = new ArrayList<>();
  private SeriesHeaders in = SeriesHeaders.NONE;
  private int next;

  InfoJoin(
      SeriesOperator base,
      SeriesOperator infos,
      InfoLabels labels,
      StepGrid grid,
      QueryContext ctx) {
    this.base = new ColumnStore(base, grid.count(), ctx);
    this.infos = new InfoSide(infos, grid.count(), ctx);
    this.labels = labels;
    this.steps = grid.count();
  }

  @Override
  public SeriesHeaders open() {
    in = base.open();
    infos.read(labels.identities(in.labels()));
    for (int i = 0; i < in.size(); i++) {
      announce(i);
    }
    outputs.sort(Comparator.comparing(Output::labels));
    BitSet dropName = new BitSet();
    for (int k = 0; k < outputs.size(); k++) {
      dropName.set(k, in.dropName(outputs.get(k).series));
      base.expect(outputs.get(k).series);
    }
    if (infos.isFaulty()) {
      IntStream.range(0, in.size()).forEach(base::expect);
    }
    return new SeriesHeaders(outputs.stream().map(Output::labels).toList(), dropName);
  }

  private void announce(int series) {
    Labels own = in.labels(series);
    boolean isInfo = labels.isInfo(own);
    InfoGroup group = isInfo ? null : infos.group(InfoLabels.identity(own));
    if (group == null) {
      if (isInfo || labels.isOptional()) {
        outputs.add(new Output(own, series, null, 0, null));
      }
      return;
    }
    for (int set = 0; set < group.sets().size(); set++) {
      if (labels.isOptional() || !group.sets().get(set).isEmpty()) {
        outputs.add(output(own, series, group, set));
      }
    }
  }

  private Output output(Labels own, int series, InfoGroup group, int set) {
    try {
      Labels enriched = labels.enriched(own, infos.labels(group.sets().get(set)));
      return new Output(enriched, series, group, set, null);
    } catch (QueryException e) {
      // It fails the query only if the series has a value at one of these steps.
      return new Output(own, series, group, set, e);
    }
  }

  @Override
  public boolean next(Column into) {
    if (next == 0 && infos.isFaulty()) {
      for (int i = 0; i < in.size(); i++) {
        infos.check(base.get(i));
      }
      IntStream.range(0, in.size()).forEach(base::done);
    }
    if (next == outputs.size()) {
      base.finish();
      return false;
    }
    Output output = outputs.get(next++);
    into.copyFrom(base.get(output.series));
    base.done(output.series);
    InfoGroup group = output.group;
    if (group != null) {
      for (int i = into.next(0); i < steps; i = into.next(i + 1)) {
        if (group.setAt(i) != output.set) {
          into.remove(i);
        }
      }
    }
    if (output.failure != null && !into.isEmpty()) {
      throw output.failure;
    }
    return true;
  }

  @Override
  public void close() {
    base.close();
    infos.close();
  }
}
