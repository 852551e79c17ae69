package io.varve.sharding.shard;

import io.varve.model.TenantId;
import io.varve.persistence.event.Event;
import io.varve.persistence.event.WindowId;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.function.Consumer;

/**
 * Takes windows from cut to committed block: freeze in each series, write, drop. Used by the shard
 * in its turns only.
 *
 * <p>A tenant's blocks are committed in the order of the cuts: where two generations of a window
 * have different values for one time, the block with the lower ordinal is believed, and that must
 * be the value which came first. Blocks are written one at a time; a tenant whose block fails waits
 * for the next {@link #retry} and lets the others pass.
 */
final class Cutter {
  private final ShardState state;
  private final SeriesExecutor series;
  private final SeriesApplier applier;
  private final ShardStorage storage;
  private final Consumer<ShardProgress> tellShard;

  /** What is cut and not in a committed block, in the order of the cuts. */
  private final List<Cut> queue = new ArrayList<>();

  private boolean writing;

  /** Flushes that wait for cuts up to a sequence number. */
  private final Map<ShardCommand.Flush, Long> flushes = new HashMap<>();

  Cutter(
      ShardState state,
      SeriesExecutor series,
      SeriesApplier applier,
      ShardStorage storage,
      Consumer<ShardProgress> tellShard) {
    this.state = state;
    this.series = series;
    this.applier = applier;
    this.storage = storage;
    this.tellShard = tellShard;
  }

  /** A cut has become durable: the windows end in each series behind the samples before it. */
  void freeze(Event.WindowCut event, long sequenceNr) {
    List<WindowId> windows =
        event.windows().stream().filter(state.tenant(event.tenant())::isCutting).toList();
    freeze(event.tenant(), windows, sequenceNr);
  }

  /** Takes up again what was cut before a restart and had not become a block. */
  void resume() {
    for (TenantState tenant : List.copyOf(state.tenants())) {
      Map<Long, List<WindowId>> bySequenceNr = new TreeMap<>();
      tenant
          .cutting()
          .forEach((w, n) -> bySequenceNr.computeIfAbsent(n, _ -> new ArrayList<>()).add(w));
      bySequenceNr.forEach((n, windows) -> freeze(tenant.id(), windows, n));
    }
  }

  private void freeze(TenantId tenant, List<WindowId> windows, long sequenceNr) {
    Cut cut = new Cut(tenant, windows, sequenceNr);
    queue.add(cut);
    FrozenChunks chunks =
        new FrozenChunks(
            windows.size(), done -> tellShard.accept(new ShardProgress.WindowsFrozen(cut, done)));
    SeriesCommand.Freeze freeze = new SeriesCommand.Freeze(windows, applier, chunks);
    for (int ref : state.refs(tenant)) {
      chunks.expect();
      series.run(ref, freeze);
    }
    chunks.allAsked();
  }

  /** All series have ended the windows: their block can be written. */
  void frozen(Cut cut, FrozenChunks chunks) {
    cut.frozen(chunks);
    writeNext();
  }

  /** Writes the first block whose tenant has none before it, unless one is being written. */
  private void writeNext() {
    Set<TenantId> tenants = new HashSet<>();
    for (Cut cut : writing ? List.<Cut>of() : queue) {
      if (tenants.add(cut.tenant()) && cut.isReady()) {
        write(cut);
        return;
      }
    }
  }

  private void write(Cut cut) {
    writing = true;
    storage
        .save(cut.tenant(), cut.windows(), cut.sequenceNr(), cut.chunks())
        .whenComplete(
            (_, error) ->
                tellShard.accept(
                    error == null
                        ? new ShardProgress.BlockSaved(cut)
                        : new ShardProgress.BlockFailed(cut, error)));
  }

  /** The block is committed: the head forgets the windows. */
  void saved(Cut cut) {
    writing = false;
    queue.remove(cut);
    TenantState tenant = state.tenant(cut.tenant());
    cut.windows().forEach(tenant::dropped);
    SeriesCommand.Drop drop = new SeriesCommand.Drop(cut.windows());
    for (int ref : state.refs(cut.tenant())) {
      series.run(ref, drop);
    }
    completeFlushes();
    writeNext();
  }

  /**
   * Keeps the cut, to be written again at the next {@link #retry}; the samples stay in the head.
   */
  void failed(Cut cut, Throwable error) {
    writing = false;
    cut.failed();
    flushes
        .entrySet()
        .removeIf(
            f -> {
              boolean waits = f.getKey().concerns(cut.tenant()) && cut.sequenceNr() <= f.getValue();
              return waits && f.getKey().reply().completeExceptionally(error);
            });
    writeNext();
  }

  void retry() {
    queue.forEach(Cut::tryAgain);
    writeNext();
  }

  /** Answers the flush once everything that is cut by now is in committed blocks. */
  void flush(ShardCommand.Flush flush) {
    flushes.put(flush, state.sequenceNr());
    completeFlushes();
  }

  private void completeFlushes() {
    flushes.entrySet().removeIf(f -> !isWaiting(f.getKey(), f.getValue()) && complete(f.getKey()));
  }

  private static boolean complete(ShardCommand.Flush flush) {
    flush.reply().complete(null);
    return true;
  }

  private boolean isWaiting(ShardCommand.Flush flush, long upTo) {
    return state.tenants().stream()
        .filter(t -> flush.concerns(t.id()))
        .anyMatch(t -> t.cutting().values().stream().anyMatch(n -> n <= upTo));
  }

  void stopped(Throwable cause) {
    flushes.keySet().forEach(f -> f.reply().completeExceptionally(cause));
  }
}
