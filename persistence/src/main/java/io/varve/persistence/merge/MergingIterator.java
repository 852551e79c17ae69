package io.varve.persistence.merge;

import io.varve.model.NativeHistogram;
import io.varve.model.ValueKind;
import io.varve.persistence.chunk.SampleIterator;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Comparator;
import java.util.List;
import java.util.PriorityQueue;

/**
 * Merges sources by time; of samples with one time only that of the source with the lowest priority
 * number is seen. A source is opened when the first time that it may hold is reached, so that those
 * which do not overlap are read one after another, at the price of one comparison a sample.
 *
 * <p>Not thread-safe.
 */
public final class MergingIterator implements SampleIterator {
  private static final Comparator<SampleSource> BY_MIN_TIME =
      Comparator.comparingLong(SampleSource::minT);
  private static final Opened NONE = new Opened(NoSamples.INSTANCE, Long.MAX_VALUE);

  /** What has not been opened yet. */
  private final PriorityQueue<SampleSource> pending = new PriorityQueue<>(BY_MIN_TIME);

  private final long maxT;

  /** Samples before this are of no interest. */
  private long floor;

  /** Has the current sample, if there is one. */
  private Opened current = NONE;

  /** That of {@link #current}. */
  private SampleIterator samples = NoSamples.INSTANCE;

  /** Whether the sample before, in the same source, is the one that was current before. */
  private boolean consecutive;

  /** Up to this time, in ms and inclusive, the current run alone has samples. */
  private long aloneUntil;

  /** All other open runs, each at a sample after the current one. */
  private final PriorityQueue<Opened> others = new PriorityQueue<>();

  private MergingIterator(Collection<? extends SampleSource> sources, long minT, long maxT) {
    pending.addAll(sources);
    this.maxT = maxT;
    floor = minT;
  }

  /**
   * Merges the samples between two times.
   *
   * @param minT in ms
   * @param maxT in ms, inclusive
   */
  public static SampleIterator merge(
      Collection<? extends SampleSource> sources, long minT, long maxT) {
    return sources.isEmpty() ? NoSamples.INSTANCE : new MergingIterator(sources, minT, maxT);
  }

  @Override
  public boolean next() {
    boolean more = samples.next();
    if (more && samples.t() <= aloneUntil) {
      consecutive = true;
      return true;
    }
    Opened before = current;
    boolean settled = settle(more);
    consecutive = current == before;
    return settled;
  }

  /**
   * Makes the earliest sample the current one.
   *
   * @param more whether the source that was current has a sample still
   */
  private boolean settle(boolean more) {
    if (more) {
      others.add(current);
    }
    openEarly();
    Opened earliest = others.poll();
    if (earliest == null || earliest.samples.t() > maxT) {
      return finish();
    }
    current = earliest;
    samples = earliest.samples;
    skip(samples.t());
    aloneUntil = maxT;
    if (!pending.isEmpty()) {
      aloneUntil = Math.min(aloneUntil, pending.element().minT() - 1);
    }
    if (!others.isEmpty()) {
      aloneUntil = Math.min(aloneUntil, others.element().samples.t() - 1);
    }
    return true;
  }

  /** Moves the others past a time that has its sample. */
  private void skip(long t) {
    for (Opened o = others.peek(); o != null && o.samples.t() == t; o = others.peek()) {
      others.remove();
      if (o.samples.next()) {
        others.add(o);
      }
    }
  }

  /**
   * Opens all that may begin at or before the earliest open sample or, if none is open, the end.
   */
  private void openEarly() {
    for (SampleSource next = pending.peek(); next != null; next = pending.peek()) {
      Opened earliest = others.peek();
      if (next.minT() > (earliest == null ? maxT : earliest.samples.t())) {
        return;
      }
      pending.remove();
      if (next.maxT() >= floor) {
        open(next);
      }
    }
  }

  private void open(SampleSource source) {
    switch (source) {
      case SampleSource.Group group -> pending.addAll(group.parts());
      case SampleSource.Run run -> {
        SampleIterator opened = run.open();
        if (opened.seek(floor)) {
          others.add(new Opened(opened, run.priority()));
        }
      }
    }
  }

  private boolean finish() {
    current = NONE;
    samples = NoSamples.INSTANCE;
    others.clear();
    pending.clear();
    return false;
  }

  @Override
  public boolean seek(long t) {
    if (current != NONE && t() >= t) {
      return true;
    }
    floor = Math.max(floor, t);
    List<Opened> behind = new ArrayList<>(others);
    others.clear();
    for (Opened o : behind) {
      if (o.samples.seek(t)) {
        others.add(o);
      }
    }
    consecutive = false;
    return settle(samples.seek(t));
  }

  @Override
  public long t() {
    return samples.t();
  }

  @Override
  public long startT() {
    return samples.startT();
  }

  @Override
  public ValueKind kind() {
    return samples.kind();
  }

  @Override
  public long valueBits() {
    return samples.valueBits();
  }

  /** Where the source changes nothing is known of a counter reset, whatever it says itself. */
  @Override
  public NativeHistogram histogram() {
    NativeHistogram h = samples.histogram();
    return consecutive ? h : h.behindAnother();
  }

  /** Ordered by the sample that it is at. */
  private static final class Opened implements Comparable<Opened> {
    private final SampleIterator samples;
    private final long priority;

    Opened(SampleIterator samples, long priority) {
      this.samples = samples;
      this.priority = priority;
    }

    @Override
    public int compareTo(Opened other) {
      int byTime = Long.compare(samples.t(), other.samples.t());
      return byTime != 0 ? byTime : Long.compare(priority, other.priority);
    }
  }
}
