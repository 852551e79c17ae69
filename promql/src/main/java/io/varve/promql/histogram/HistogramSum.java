package io.varve.promql.histogram;

import io.varve.model.CounterResetHint;
import io.varve.model.FloatHistogram;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Set;

/**
 * The compensated sum of any number of histograms. Whatever their order, and however they are
 * spread over sums that are merged, the total is the same but for last bits of its numbers.
 *
 * <p>So that this holds where schemas and zero buckets differ, there is one partial sum for each
 * schema, and these meet only in {@link #total}: were a histogram reduced on the way, the bound of
 * a zero bucket that comes later could lie inside its wider buckets and not inside its former ones.
 *
 * <p>Allocates when a layout is new to it; {@link #clear} keeps what is allocated. Not thread-safe.
 */
public final class HistogramSum {
  private static final int MIXED = 1;
  private static final int BEGAN_ANEW = 2;
  private static final int WENT_ON = 4;
  private static final int ALL_FLAGS = MIXED | BEGAN_ANEW | WENT_ON;

  /** Those up to {@link #size} are in use, each of another schema. */
  private final List<WorkingHistogram> parts = new ArrayList<>(1);

  private final WorkingHistogram scratch = new WorkingHistogram(true);
  private int size;
  private int flags;

  /** Returns the sum of which another one has told {@link #flags} and {@link #parts}. */
  public static HistogramSum of(int flags, List<FloatHistogram> parts) {
    if ((flags & ~ALL_FLAGS) != 0 || parts.size() % 2 != 0) {
      throw new IllegalArgumentException("not the parts of a sum");
    }
    HistogramSum sum = new HistogramSum();
    sum.flags = flags;
    for (int i = 0; i < parts.size(); i += 2) {
      if (!Layouts.isConsistent(parts.get(i)) || !Layouts.isConsistent(parts.get(i + 1))) {
        throw new IllegalArgumentException("spans and buckets do not agree");
      }
      WorkingHistogram part = sum.newPart();
      part.set(parts.get(i));
      part.setCompensations(parts.get(i + 1));
    }
    return sum;
  }

  /** Forgets all histograms. */
  public void clear() {
    size = 0;
    flags = 0;
  }

  /** Makes this equal to another sum. */
  void copyFrom(HistogramSum other) {
    clear();
    flags = other.flags;
    for (int i = 0; i < other.size; i++) {
      newPart().copyFrom(other.parts.get(i));
    }
  }

  /** Returns whether there is a total: there was a histogram, and schemas were not mixed. */
  public boolean hasTotal() {
    return size > 0;
  }

  /** Returns whether exponential and custom buckets met. */
  public boolean isMixed() {
    return (flags & MIXED) != 0;
  }

  /**
   * Adds a histogram. Once exponential and custom buckets have met, nothing changes any more.
   *
   * @param remarks added to
   */
  public void add(FloatHistogram h, Set<HistogramRemark> remarks) {
    scratch.set(h);
    addScratch(remarks);
  }

  /** Adds a divided histogram. */
  void addDivided(FloatHistogram h, double divisor, Set<HistogramRemark> remarks) {
    scratch.set(h);
    scratch.divide(divisor);
    addScratch(remarks);
  }

  private void addScratch(Set<HistogramRemark> remarks) {
    flags |= seen(scratch.hint());
    add(scratch, remarks);
  }

  private static int seen(CounterResetHint hint) {
    return switch (hint) {
      case RESET -> BEGAN_ANEW;
      case NOT_RESET -> WENT_ON;
      case UNKNOWN, GAUGE -> 0;
    };
  }

  /**
   * Adds what another sum has, which then is of no use any more.
   *
   * @param remarks added to
   */
  public void merge(HistogramSum other, Set<HistogramRemark> remarks) {
    flags |= other.flags;
    if (isMixed()) {
      size = 0;
    }
    for (int i = 0; i < other.size; i++) {
      add(other.parts.get(i), remarks);
    }
  }

  private void add(WorkingHistogram other, Set<HistogramRemark> remarks) {
    if (isMixed()) {
      return;
    }
    if (size > 0 && parts.getFirst().isCustom() != other.isCustom()) {
      remarks.add(HistogramRemark.MIXED_SCHEMAS);
      flags |= MIXED;
      size = 0;
      return;
    }
    for (int i = 0; i < size; i++) {
      if (parts.get(i).schema() == other.schema()) {
        if (parts.get(i).add(other, 1)) {
          remarks.add(HistogramRemark.RECONCILED_IN_AGGREGATION);
        }
        return;
      }
    }
    newPart().copyFrom(other);
  }

  private WorkingHistogram newPart() {
    if (size == parts.size()) {
      parts.add(new WorkingHistogram(true));
    }
    return parts.get(size++);
  }

  /** Drops empty buckets. */
  public void compact() {
    for (int i = 0; i < size; i++) {
      parts.get(i).compact();
    }
  }

  void multiply(double factor) {
    for (int i = 0; i < size; i++) {
      parts.get(i).multiply(factor);
    }
  }

  void divide(double divisor) {
    for (int i = 0; i < size; i++) {
      parts.get(i).divide(divisor);
    }
  }

  boolean hasInfinity() {
    boolean infinite = false;
    for (int i = 0; i < size; i++) {
      infinite |= parts.get(i).hasInfinity();
    }
    return infinite;
  }

  /**
   * Returns the sum of all histograms. Only where {@link #hasTotal}.
   *
   * @param remarks added to
   */
  public FloatHistogram total(Set<HistogramRemark> remarks) {
    if ((flags & BEGAN_ANEW) != 0 && (flags & WENT_ON) != 0) {
      remarks.add(HistogramRemark.COLLISION_IN_AGGREGATION);
    }
    return size == 1 ? parts.getFirst().toHistogram() : combined().toHistogram();
  }

  private WorkingHistogram combined() {
    List<WorkingHistogram> copies = new ArrayList<>(size);
    for (int i = 0; i < size; i++) {
      WorkingHistogram copy = new WorkingHistogram(true);
      copy.copyFrom(parts.get(i));
      copies.add(copy);
    }
    copies.sort(Comparator.comparingInt(WorkingHistogram::schema));
    WorkingHistogram sum = copies.removeFirst();
    double before;
    do {
      before = sum.zeroThreshold();
      copies.forEach(sum::reconcileZeroBuckets);
    } while (sum.zeroThreshold() > before);
    copies.forEach(copy -> sum.add(copy, 1));
    return sum;
  }

  /** Returns what {@link #of} needs besides the parts. */
  public int flags() {
    return flags;
  }

  /**
   * Returns the sum so far for each schema: its numbers, followed by what rounding took from them.
   * The compensations are no histogram but have the form of one.
   */
  public List<FloatHistogram> parts() {
    List<FloatHistogram> all = new ArrayList<>(2 * size);
    for (int i = 0; i < size; i++) {
      all.add(parts.get(i).part(false));
      all.add(parts.get(i).part(true));
    }
    return all;
  }

  /** Returns how many bytes of heap the sum takes, about. */
  public long bytes() {
    long bytes = 64 + scratch.bytes();
    for (WorkingHistogram part : parts) {
      bytes += part.bytes();
    }
    return bytes;
  }
}
