package io.varve.persistence.merge;

import io.varve.model.ValueKind;
import io.varve.persistence.chunk.SampleIterator;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collection;
import java.util.Comparator;
import java.util.List;
import java.util.PriorityQueue;

/**
 * Merges sources by time; of samples with one time only that of the source with the lowest priority
 * number is seen. A source is opened when the first time that it may hold is reached, so that
 * sources which do not overlap are read one after another and nothing is compared but the next
 * one's first time.
 *
 * <p>Not thread-safe.
 */
public final class MergingIterator implements SampleIterator {
  private static final Comparator<SampleSource> BY_MIN_TIME =
      Comparator.comparingLong(SampleSource::minT).thenComparingLong(SampleSource::priority);
  private static final Opened NONE = new Opened(NoSamples.INSTANCE, Long.MAX_VALUE);

  private final SampleSource[] sources;
  private final long maxT;
  private int nextSource;

  /** Samples before this are of no interest. */
  private long floor;

  /** Has the current sample, if there is one. */
  private Opened current = NONE;

  /** All other open sources, each at a sample that is not before the current one. */
  private final PriorityQueue<Opened> others = new PriorityQueue<>();

  private MergingIterator(Collection<? extends SampleSource> sources, long minT, long maxT) {
    this.sources = sources.toArray(SampleSource[]::new);
    this.maxT = maxT;
    floor = minT;
    Arrays.sort(this.sources, BY_MIN_TIME);
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
    if (!others.isEmpty()) {
      skip(current.samples.t());
    }
    return settle(current.samples.next());
  }

  /** Moves the others past a time that has been seen. */
  private void skip(long t) {
    for (Opened o = others.peek(); o != null && o.samples.t() == t; o = others.peek()) {
      others.poll();
      if (o.samples.next()) {
        others.add(o);
      }
    }
  }

  /**
   * Makes the earliest sample the current one.
   *
   * @param more whether the source that was current has a sample still
   */
  private boolean settle(boolean more) {
    if (more) {
      Opened other = others.peek();
      if ((other == null || current.compareTo(other) < 0) && !reachesNext(current)) {
        return current.samples.t() <= maxT || finish();
      }
      others.add(current);
    }
    Opened earliest = others.peek();
    while (earliest == null ? hasNext() : reachesNext(earliest)) {
      openNext();
      earliest = others.peek();
    }
    if (earliest == null || earliest.samples.t() > maxT) {
      return finish();
    }
    current = others.remove();
    return true;
  }

  private boolean hasNext() {
    return nextSource < sources.length && sources[nextSource].minT() <= maxT;
  }

  private boolean reachesNext(Opened opened) {
    return nextSource < sources.length && sources[nextSource].minT() <= opened.samples.t();
  }

  private void openNext() {
    SampleSource source = sources[nextSource++];
    if (source.maxT() >= floor) {
      SampleIterator samples = source.open();
      if (samples.seek(floor)) {
        others.add(new Opened(samples, source.priority()));
      }
    }
  }

  private boolean finish() {
    current = NONE;
    others.clear();
    nextSource = sources.length;
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
    return settle(current.samples.seek(t));
  }

  @Override
  public long t() {
    return current.samples.t();
  }

  @Override
  public long startT() {
    return current.samples.startT();
  }

  @Override
  public ValueKind kind() {
    return current.samples.kind();
  }

  @Override
  public long valueBits() {
    return current.samples.valueBits();
  }

  private record Opened(SampleIterator samples, long priority) implements Comparable<Opened> {
    @Override
    public int compareTo(Opened other) {
      int byTime = Long.compare(samples.t(), other.samples.t());
      return byTime != 0 ? byTime : Long.compare(priority, other.priority);
    }
  }
}
