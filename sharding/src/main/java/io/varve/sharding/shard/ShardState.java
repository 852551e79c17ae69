package io.varve.sharding.shard;

import io.varve.model.Labels;
import io.varve.model.TenantId;
import io.varve.model.Windows;
import io.varve.persistence.event.Event;
import io.varve.persistence.event.NewSeries;
import io.varve.persistence.event.SampleColumns;
import io.varve.persistence.event.WindowId;
import io.varve.persistence.head.MemSeries;
import io.varve.persistence.head.WindowKey;
import io.varve.persistence.head.index.HeadIndex;
import it.unimi.dsi.fastutil.ints.IntArrayList;
import it.unimi.dsi.fastutil.longs.LongOpenHashSet;
import it.unimi.dsi.fastutil.longs.LongSet;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.function.BiPredicate;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * Everything that a shard's events have made of it: its series, their index, its tenants' windows.
 *
 * <p>Applying an event is split in two. {@link #admit} does what concerns the shard as a whole;
 * what concerns one series is done by whoever holds it (the series' actor, or this table while it
 * is parked), by the same code. At replay {@link #replay} does both. Single-threaded, but for the
 * index, which has many readers.
 */
final class ShardState {
  private final int shard;
  private final HeadIndex index;
  private final SeriesBudget budget;
  private final RefTable<MemSeries> series = new RefTable<>();
  private final Map<TenantId, TenantState> tenants = new HashMap<>();

  /** At replay: windows of which a committed block holds what the log says. Later, none. */
  private BiPredicate<TenantId, WindowId> inBlock;

  private int nextRef = 1;

  /** Sequence number of the event applied last. */
  private long sequenceNr;

  ShardState(
      int shard, HeadIndex index, SeriesBudget budget, BiPredicate<TenantId, WindowId> inBlock) {
    this.shard = shard;
    this.index = index;
    this.budget = budget;
    this.inBlock = inBlock;
  }

  int shard() {
    return shard;
  }

  HeadIndex index() {
    return index;
  }

  int nextRef() {
    return nextRef;
  }

  long sequenceNr() {
    return sequenceNr;
  }

  int seriesCount() {
    return series.size();
  }

  RefTable<MemSeries> series() {
    return series;
  }

  Collection<TenantState> tenants() {
    return tenants.values();
  }

  TenantState tenant(TenantId id) {
    return tenants.computeIfAbsent(id, TenantState::new);
  }

  @Nullable MemSeries get(int ref) {
    return series.get(ref);
  }

  /** Returns a series that the index has, and the table therefore too. */
  MemSeries existing(int ref) {
    MemSeries found = series.get(ref);
    if (found == null) {
      throw new IllegalStateException("shard %d has no series %d".formatted(shard, ref));
    }
    return found;
  }

  boolean has(int ref) {
    return series.get(ref) != null;
  }

  /** Reference of a series, or 0. */
  int find(TenantId tenant, Labels labels) {
    return Math.max(0, index.find(tenant, labels));
  }

  String describe(int ref) {
    return has(ref) ? index.view().labels(ref).toString() : "series " + ref;
  }

  /** At recovery: whether a committed block holds what checkpoint and log say of a window. */
  boolean isInBlock(TenantId tenant, WindowId window) {
    return inBlock.test(tenant, window);
  }

  /** Everything in the log is applied: what comes now is in no block, whatever it is called. */
  void recovered() {
    inBlock = (_, _) -> false;
  }

  /** References of all series of a tenant, ascending. */
  int[] refs(TenantId tenant) {
    return index.view().select(tenant, List.of());
  }

  /** Windows of any tenant that series hold, by {@link WindowKey}. */
  LongSet liveWindows() {
    LongSet live = new LongOpenHashSet();
    for (TenantState t : tenants.values()) {
      t.open().keys().forEach(w -> live.add(WindowKey.of(w.start(), w.generation())));
      t.cutting().keySet().forEach(w -> live.add(WindowKey.of(w.start(), w.generation())));
    }
    return live;
  }

  /** Whether any series may hold samples between two times (ms, both inclusive). */
  boolean mayHold(long minTime, long maxTime) {
    for (TenantState t : tenants.values()) {
      if (Stream.concat(t.open().keys().stream(), t.cutting().keySet().stream())
          .anyMatch(w -> overlaps(w, minTime, maxTime))) {
        return true;
      }
    }
    return false;
  }

  private static boolean overlaps(WindowId window, long minTime, long maxTime) {
    return window.start() <= maxTime && window.start() + Windows.WINDOW_MS > minTime;
  }

  /** Puts in a series as a checkpoint has it. */
  void restoreSeries(TenantId tenant, MemSeries restored, Labels labels) {
    add(tenant, restored, labels);
  }

  /** Sets what a checkpoint says of the shard itself. */
  void restorePosition(long restoredSequenceNr, int restoredNextRef) {
    sequenceNr = restoredSequenceNr;
    nextRef = restoredNextRef;
    index.publish();
  }

  private void add(TenantId tenant, MemSeries added, Labels labels) {
    index.add(tenant, added.ref(), labels);
    series.put(added.ref(), added);
    tenant(tenant).addSeries(1);
  }

  /**
   * Applies to the shard as a whole an event that is durable. What it says of single series remains
   * to be done, with the windows that this returns.
   */
  OpenWindows admit(Event.Samples event, long eventSequenceNr) {
    sequenceNr = eventSequenceNr;
    TenantState tenant = tenant(event.tenant());
    for (NewSeries s : event.newSeries()) {
      add(event.tenant(), new MemSeries(s.ref()), s.labels());
      nextRef = Math.max(nextRef, s.ref() + 1);
    }
    if (!event.newSeries().isEmpty()) {
      index.publish();
    }
    for (WindowId w : event.openedWindows()) {
      tenant.open(w, inBlock.test(event.tenant(), w));
    }
    count(tenant, event);
    return tenant.open();
  }

  private static void count(TenantState tenant, Event.Samples event) {
    SampleColumns c = event.columns();
    long run = Long.MIN_VALUE;
    long samples = 0;
    for (int i = 0; i < c.sampleCount(); i++) {
      long start = Windows.windowStart(c.time(i));
      if (start != run) {
        count(tenant, run, samples, event.receiveTime());
        run = start;
        samples = 0;
      }
      samples++;
    }
    count(tenant, run, samples, event.receiveTime());
  }

  private static void count(TenantState tenant, long start, long samples, long received) {
    if (samples > 0) {
      int generation = tenant.open().generation(start);
      if (generation >= 0) {
        tenant.count(new WindowId(start, generation), samples, received);
      }
    }
  }

  /** Closes windows. Freezing them in each series remains to be done. */
  void admit(Event.WindowCut event, long eventSequenceNr) {
    sequenceNr = eventSequenceNr;
    TenantState tenant = tenant(event.tenant());
    for (WindowId w : event.windows()) {
      tenant.cut(w, eventSequenceNr);
      if (inBlock.test(event.tenant(), w)) {
        tenant.dropped(w);
      }
    }
  }

  /** Forgets series; their actors, if any, are the caller's to stop. */
  void admit(Event.SeriesRemoved event, long eventSequenceNr) {
    sequenceNr = eventSequenceNr;
    IntArrayList gone = new IntArrayList(event.refs().length);
    for (int ref : event.refs()) {
      if (series.remove(ref) != null) {
        gone.add(ref);
      }
    }
    index.remove(gone);
    index.publish();
    budget.giveBack(gone.size());
    tenant(event.tenant()).addSeries(-gone.size());
  }

  void skip(long eventSequenceNr) {
    sequenceNr = eventSequenceNr;
  }

  /** Applies an event of the log as a whole; all series are parked here. */
  void replay(Event event, long eventSequenceNr, SeriesApplier applier) {
    switch (event) {
      case Event.Samples e -> {
        for (NewSeries _ : e.newSeries()) {
          budget.take();
        }
        OpenWindows windows = admit(e, eventSequenceNr);
        SampleColumns c = e.columns();
        for (int i = 0; i < c.seriesCount(); i++) {
          MemSeries s = series.get(c.ref(i));
          if (s == null) {
            throw new IllegalStateException(
                "shard %d: event %d is of series %d, which is not there"
                    .formatted(shard, eventSequenceNr, c.ref(i)));
          }
          applier.append(s, c, i, windows, OutcomeSink.IGNORE);
        }
      }
      case Event.WindowCut e -> {
        admit(e, eventSequenceNr);
        for (WindowId w : e.windows()) {
          if (tenant(e.tenant()).isCutting(w)) {
            for (int ref : refs(e.tenant())) {
              applier.freeze(existing(ref), w);
            }
          }
        }
      }
      case Event.SeriesRemoved e -> admit(e, eventSequenceNr);
      case Event.Unknown _ -> skip(eventSequenceNr);
    }
  }
}
