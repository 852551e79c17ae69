package io.varve.sharding.shard;

import io.varve.persistence.chunk.SampleIterator;
import io.varve.persistence.head.HeadSeriesReader;
import io.varve.persistence.head.MemSeries;
import io.varve.persistence.head.SealedChunks;
import io.varve.persistence.head.SeriesBits;
import io.varve.persistence.head.index.HeadView;
import io.varve.persistence.testing.TestValues;
import java.util.TreeMap;
import java.util.TreeSet;

/** A shard's state as text, to be compared. */
final class StateDump {
  private StateDump() {}

  /** What the state means: windows, labels and samples, wherever those lie. */
  static String meaning(ShardState state, SealedChunks sealed) {
    StringBuilder out = windows(state);
    HeadView view = state.index().view();
    view.forEach(
        0,
        (tenant, ref, labels) -> {
          MemSeries series = state.series().get(ref);
          out.append(tenant).append(' ').append(ref).append(' ').append(labels.toLabels());
          out.append(" last ").append(series.lastAppendT()).append('\n');
          TreeSet<String> windows = new TreeSet<>();
          series.accept(
              (start, generation, _, _, samples, frozen) ->
                  windows.add(
                      "  %d/%d: %d samples, frozen %b%n"
                          .formatted(start, generation, samples, frozen)));
          windows.forEach(out::append);
          SampleIterator samples =
              HeadSeriesReader.iterate(series.snapshot(0, Long.MAX_VALUE - 1), sealed);
          while (samples.next()) {
            out.append("  ").append(samples.t()).append('=').append(TestValues.of(samples));
          }
          out.append('\n');
        });
    return out.toString();
  }

  /** The state to the last bit, but for where sealed chunks lie. */
  static String bits(ShardState state, SealedChunks sealed) {
    StringBuilder out = windows(state);
    state
        .series()
        .forEach(
            (series, ref) -> {
              out.append(ref).append(' ').append(state.describe(ref)).append(' ');
              out.append(SeriesBits.of(series, sealed)).append('\n');
            });
    return out.toString();
  }

  private static StringBuilder windows(ShardState state) {
    StringBuilder out = new StringBuilder();
    out.append("event ").append(state.sequenceNr()).append(", next ").append(state.nextRef());
    out.append('\n');
    TreeMap<String, String> tenants = new TreeMap<>();
    for (TenantState t : state.tenants()) {
      var windows = CheckpointImage.TenantWindows.of(t);
      if (windows.hasAny() || t.series() > 0) {
        tenants.put(t.id().value(), windows + " series " + t.series());
      }
    }
    tenants.values().forEach(t -> out.append(t).append('\n'));
    return out;
  }
}
