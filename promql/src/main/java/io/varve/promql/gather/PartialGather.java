package io.varve.promql.gather;

import io.varve.model.Labels;
import io.varve.promql.aggregate.GroupState;
import io.varve.promql.exec.PartialOperator;
import io.varve.promql.value.SeriesHeaders;
import it.unimi.dsi.fastutil.ints.IntArrayList;
import java.util.ArrayList;
import java.util.BitSet;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** The groups of all shards together, states of equal ones merged. */
final class PartialGather implements PartialOperator {
  /** States are of any size, and there are few: one is read ahead. */
  private static final int BATCH = 1;

  private final SeriesGather<ShardAnswer.Partials, Box> gather;

  /** How many shards have each group. */
  private final IntArrayList parts = new IntArrayList();

  private int next;

  /** What a shard reads: a state, which is taken out. */
  static final class Box {
    @Nullable GroupState state;

    long bytes() {
      return state == null ? 0 : state.bytes();
    }
  }

  PartialGather(SeriesGather<ShardAnswer.Partials, Box> gather) {
    this.gather = gather;
  }

  /** How states are read. */
  static SeriesGather.Kind<ShardAnswer.Partials, Box> kind() {
    return new SeriesGather.Kind<>(
        ShardAnswer.Partials.class,
        answer -> answer.groups().open(),
        (answer, box) -> {
          box.state = answer.groups().next();
          return box.state != null;
        },
        Box::new,
        Box::bytes,
        BATCH);
  }

  @Override
  public SeriesHeaders open() {
    SeriesHeaders all = gather.open();
    List<Labels> labels = new ArrayList<>();
    BitSet dropName = new BitSet();
    for (int i = 0; i < all.size(); i++) {
      if (i > 0 && all.labels(i).equals(all.labels(i - 1))) {
        parts.set(parts.size() - 1, parts.getInt(parts.size() - 1) + 1);
      } else {
        labels.add(all.labels(i));
        parts.add(1);
      }
      if (all.dropName(i)) {
        dropName.set(labels.size() - 1);
      }
    }
    return new SeriesHeaders(labels, dropName);
  }

  @Override
  public @Nullable GroupState next() {
    if (next == parts.size()) {
      gather.next();
      return null;
    }
    GroupState merged = state();
    for (int n = parts.getInt(next++); n > 1; n--) {
      merged.merge(state());
    }
    return merged;
  }

  private GroupState state() {
    Box box = gather.next();
    if (box == null || box.state == null) {
      throw new IllegalStateException("a group has lost a part");
    }
    return box.state;
  }

  @Override
  public void close() {
    gather.close();
  }
}
