package io.varve.sharding.shard;

import io.varve.model.Labels;
import io.varve.model.TenantId;
import io.varve.model.Windows;
import io.varve.persistence.event.Event;
import io.varve.persistence.event.NewSeries;
import io.varve.persistence.event.SampleColumns;
import io.varve.persistence.event.Verdicts;
import io.varve.persistence.event.WindowId;
import it.unimi.dsi.fastutil.ints.IntArrayList;
import it.unimi.dsi.fastutil.ints.IntOpenHashSet;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * Decides what of a batch becomes an event: bounds by the shard's clock, limits, references.
 *
 * <p>It runs ahead of the log: an event that it let through may still be on its way to the disk
 * when the next batch is judged. What is not durable yet is kept apart in {@link JudgedTenant}, so
 * that {@link #rollback} can undo it when the log refuses. Single-threaded.
 */
final class Judge {
  private final ShardSettings settings;
  private final SeriesBudget budget;
  private final ShardState state;
  private final long epoch;
  private final Map<TenantId, JudgedTenant> tenants = new HashMap<>();

  /** Series whose removal is on its way to the log. */
  private final IntOpenHashSet removing = new IntOpenHashSet();

  private int nextRef;

  Judge(ShardSettings settings, SeriesBudget budget, ShardState state, long epoch) {
    this.settings = settings;
    this.budget = budget;
    this.state = state;
    this.epoch = epoch;
  }

  /** Everything in the log is applied; judging goes on from there. */
  void begin() {
    nextRef = state.nextRef();
  }

  /**
   * Judges a batch at a time.
   *
   * @param now the shard's clock, ms since the Unix epoch
   */
  Judged judge(WriteBatch batch, long now) {
    return new Pass(batch, now).run();
  }

  /**
   * The windows leave the set of open ones at once: what is judged from here on is behind the cut.
   */
  Event.WindowCut cut(TenantId tenant, List<WindowId> windows, long now) {
    JudgedTenant t = tenant(tenant);
    windows.forEach(t::cut);
    return new Event.WindowCut(tenant, now, windows);
  }

  Event.SeriesRemoved remove(TenantId tenant, int[] refs, long now) {
    for (int ref : refs) {
      removing.add(ref);
    }
    tenant(tenant).removed(refs.length);
    return new Event.SeriesRemoved(tenant, now, refs);
  }

  /** Windows of a tenant that take samples, those of events under way included. */
  OpenWindows open(TenantId tenant) {
    return tenant(tenant).open();
  }

  boolean isBeingRemoved(int ref) {
    return removing.contains(ref);
  }

  /** Called after an event has been applied: it is no longer tentative. */
  void applied(Event event) {
    switch (event) {
      case Event.Samples e -> {
        JudgedTenant t = tenant(e.tenant());
        e.newSeries().forEach(s -> t.becameDurable(s.labels()));
        e.openedWindows().forEach(t::becameDurable);
      }
      case Event.SeriesRemoved e -> {
        for (int ref : e.refs()) {
          removing.remove(ref);
        }
      }
      case Event.WindowCut _, Event.Unknown _ -> {}
    }
  }

  /**
   * Undoes everything that is not durable. References that were given out are not given again, so
   * that none ever means two series.
   */
  void rollback() {
    int undone = 0;
    for (JudgedTenant t : tenants.values()) {
      undone += t.rollback();
    }
    budget.giveBack(undone);
    removing.clear();
  }

  private JudgedTenant tenant(TenantId id) {
    return tenants.computeIfAbsent(id, k -> new JudgedTenant(state.tenant(k)));
  }

  /** Judges one batch. */
  @SuppressWarnings("ReferenceEquality") // AS_SENT is a mark.
  private final class Pass {
    private static final int[] AS_SENT = {};

    private final WriteBatch batch;
    private final SampleColumns columns;
    private final long now;
    private final JudgedTenant tenant;
    private final long minTime;
    private final long maxTime;
    private final List<PartResult> parts;

    /** {@link #AS_SENT} while all are named by references and none is refused. */
    private int[] refs;

    private final IntArrayList unknown = new IntArrayList();
    private final List<NewSeries> created = new ArrayList<>();
    private final List<WindowId> opened = new ArrayList<>();
    private boolean refusedAny;
    private int tooOld;
    private int tooNew;
    private int overLimit;

    /** The window looked at last, so that a run of samples asks once. */
    private long knownWindow = Long.MIN_VALUE;

    Pass(WriteBatch batch, long now) {
      this.batch = batch;
      this.now = now;
      columns = batch.columns();
      tenant = tenant(batch.tenant());
      minTime =
          settings.rawRetention().isZero()
              ? Bounds.EARLIEST
              : Math.max(Bounds.EARLIEST, now - settings.rawRetention().toMillis());
      maxTime = now + settings.maxFuture().toMillis();
      parts = new ArrayList<>(batch.partEnds().length);
      refs = batch.labels().length == 0 ? AS_SENT : new int[columns.seriesCount()];
    }

    Judged run() {
      int series = 0;
      for (int end : batch.partEnds()) {
        PartResult part = new PartResult();
        parts.add(part);
        for (; series < end; series++) {
          judgeSeries(series, part);
        }
      }
      SampleColumns admitted = refusedAny ? admittedOnly() : columns;
      Event.@Nullable Samples event =
          admitted.sampleCount() == 0 && created.isEmpty() ? null : event(admitted);
      return new Judged(event, admittedEnds(), refs, unknown.toIntArray(), parts);
    }

    private Event.Samples event(SampleColumns admitted) {
      return new Event.Samples(
          batch.tenant(),
          now,
          List.of(batch.id()),
          new Verdicts(
              tooOld,
              tooNew,
              0,
              overLimit,
              minTime,
              maxTime,
              settings.maxSeriesPerTenant(),
              tenant.series()),
          opened,
          created,
          admitted);
    }

    private void judgeSeries(int i, PartResult part) {
      int from = columns.start(i);
      int to = columns.end(i);
      int inBounds = 0;
      for (int k = from; k < to; k++) {
        long t = columns.time(k);
        if (t < minTime) {
          tooOld++;
          part.tooOld(() -> RefusalText.tooOld(describe(i), t, minTime));
        } else if (t >= maxTime) {
          tooNew++;
          part.tooNew(() -> RefusalText.tooNew(describe(i), t, now));
        } else if (columns.startTime(k) != 0) {
          part.startTime(() -> RefusalText.startTime(describe(i), t));
        } else {
          inBounds++;
        }
      }
      // A series of which nothing is admitted must not be in the event: it may have no reference.
      int ref = inBounds == 0 ? 0 : resolve(i, inBounds, part);
      if (inBounds < to - from || ref == 0) {
        refusedAny = true;
      }
      if (ref == 0 || !asSent()) {
        setRef(i, ref);
      }
      if (ref == 0) {
        return;
      }
      columns.setRef(i, ref);
      part.accept(inBounds);
      for (int k = from; k < to; k++) {
        if (isAdmitted(k)) {
          openWindow(columns.time(k));
        }
      }
    }

    private boolean asSent() {
      return refs.length == 0;
    }

    private void setRef(int i, int ref) {
      if (asSent()) {
        refs = new int[columns.seriesCount()];
        for (int k = 0; k < i; k++) {
          refs[k] = columns.ref(k);
        }
      }
      refs[i] = ref;
    }

    private boolean isAdmitted(int k) {
      long t = columns.time(k);
      return t >= minTime && t < maxTime && columns.startTime(k) == 0;
    }

    private int resolve(int i, int samples, PartResult part) {
      Labels labels = batch.labelsOf(i);
      if (labels == null) {
        int ref = columns.ref(i);
        if (batch.epoch() == epoch && state.has(ref) && !removing.contains(ref)) {
          return ref;
        }
        unknown.add(i);
        return 0;
      }
      int ref = tenant.tentative(labels);
      if (ref == 0) {
        ref = state.find(batch.tenant(), labels);
      }
      return ref != 0 && !removing.contains(ref) ? ref : create(labels, samples, part);
    }

    private int create(Labels labels, int samples, PartResult part) {
      long limit = settings.maxSeriesPerTenant();
      if (limit > 0 && tenant.series() >= limit) {
        overLimit += samples;
        part.overSeriesLimit(
            samples, () -> RefusalText.tenantLimit(labels, tenant.series(), limit));
        return 0;
      }
      if (nextRef == Integer.MAX_VALUE) {
        overLimit += samples;
        part.overSeriesLimit(samples, () -> RefusalText.referencesUsedUp(labels));
        return 0;
      }
      if (!budget.tryTake()) {
        overLimit += samples;
        part.overSeriesLimit(
            samples, () -> RefusalText.nodeLimit(labels, budget.used(), budget.limit()));
        return 0;
      }
      int ref = nextRef++;
      tenant.addTentative(labels, ref);
      created.add(new NewSeries(ref, labels));
      return ref;
    }

    private void openWindow(long t) {
      long start = Windows.windowStart(t);
      if (start != knownWindow) {
        knownWindow = start;
        if (tenant.open().generation(start) == OpenWindows.NOT_OPEN) {
          opened.add(tenant.openWindow(start));
        }
      }
    }

    private String describe(int i) {
      Labels labels = batch.labelsOf(i);
      return labels != null ? labels.toString() : state.describe(columns.ref(i));
    }

    private SampleColumns admittedOnly() {
      SampleColumns kept = new SampleColumns(columns.seriesCount(), columns.sampleCount());
      for (int i = 0; i < columns.seriesCount(); i++) {
        int ref = asSent() ? columns.ref(i) : refs[i];
        if (ref == 0) {
          continue;
        }
        kept.addSeries(ref);
        for (int k = columns.start(i); k < columns.end(i); k++) {
          if (isAdmitted(k)) {
            kept.addFrom(columns, k);
          }
        }
      }
      return kept;
    }

    /** For each part, the index of the admitted series behind its last. */
    private int[] admittedEnds() {
      int[] ends = batch.partEnds().clone();
      int admitted = 0;
      int series = 0;
      for (int part = 0; !asSent() && part < ends.length; part++) {
        for (; series < batch.partEnds()[part]; series++) {
          admitted += refs[series] == 0 ? 0 : 1;
        }
        ends[part] = admitted;
      }
      return ends;
    }
  }
}
