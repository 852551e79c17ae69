package io.varve.promql.gather;

import io.varve.model.Labels;
import io.varve.promql.exec.SeriesOperator;
import io.varve.promql.value.Column;
import io.varve.promql.value.QueryException;
import io.varve.promql.value.SeriesHeaders;
import it.unimi.dsi.fastutil.ints.IntArrayList;
import java.util.ArrayList;
import java.util.BitSet;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** The instant vector that all shards together answer to a fragment. */
final class ColumnGather implements SeriesOperator {
  /** What is read ahead for one shard takes about so many bytes. */
  private static final long BATCH_BYTES = 64 * 1024;

  private final SeriesGather<ShardAnswer.Columns, Column> gather;
  private final boolean intact;

  /** How many shards' series make up each output, where that is not one each. */
  private @Nullable IntArrayList parts;

  private int next;

  /**
   * Makes the operator.
   *
   * @param intact whether no two shards have equal label sets
   */
  ColumnGather(SeriesGather<ShardAnswer.Columns, Column> gather, boolean intact) {
    this.gather = gather;
    this.intact = intact;
  }

  /** How columns over so many steps are read. */
  static SeriesGather.Kind<ShardAnswer.Columns, Column> kind(int steps) {
    long batch = BATCH_BYTES / Column.bytes(steps);
    return new SeriesGather.Kind<>(
        ShardAnswer.Columns.class,
        answer -> answer.series().open(),
        (answer, column) -> answer.series().next(column),
        Column::new,
        _ -> Column.bytes(steps),
        Math.clamp(batch, 1, 64));
  }

  @Override
  public SeriesHeaders open() {
    SeriesHeaders all = gather.open();
    return intact ? all : merged(all);
  }

  /** Series of different shards whose labels have become equal are one. */
  private SeriesHeaders merged(SeriesHeaders all) {
    List<Labels> labels = new ArrayList<>();
    BitSet dropName = new BitSet();
    IntArrayList sizes = new IntArrayList();
    for (int i = 0; i < all.size(); i++) {
      if (i > 0 && all.labels(i).equals(all.labels(i - 1))) {
        sizes.set(sizes.size() - 1, sizes.getInt(sizes.size() - 1) + 1);
      } else {
        dropName.set(labels.size(), all.dropName(i));
        labels.add(all.labels(i));
        sizes.add(1);
      }
    }
    parts = sizes;
    return new SeriesHeaders(labels, dropName);
  }

  @Override
  public boolean next(Column into) {
    Column first = gather.next();
    if (first == null) {
      return false;
    }
    into.copyFrom(first);
    if (parts != null) {
      for (int n = parts.getInt(next++); n > 1; n--) {
        Column part = gather.next();
        if (part == null) {
          throw new IllegalStateException("a series has lost a part");
        }
        add(part, into);
      }
    }
    return true;
  }

  /** Equal series may complete each other, but not both have a value. */
  private static void add(Column part, Column into) {
    for (int i = part.next(0); i < part.steps(); i = part.next(i + 1)) {
      if (into.has(i)) {
        throw QueryException.sameLabelset();
      }
    }
    into.fillFrom(part);
  }

  @Override
  public void close() {
    gather.close();
  }
}
