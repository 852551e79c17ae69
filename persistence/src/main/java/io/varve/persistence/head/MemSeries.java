package io.varve.persistence.head;

import io.varve.model.ByteCursor;
import io.varve.model.NativeHistogram;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * The state of one series in the head: for each window and generation the open chunk, the samples
 * that came late, and where the last of its sealed chunks lies. Its labels are the index's.
 *
 * <p>What happens to a sample is a function of this state and the sample alone: no clock, no
 * settings. So replay of the same events gives the same state.
 *
 * <p>Single-threaded: one owner, at a time, calls everything. Only what {@link #snapshot} returned
 * may be read elsewhere. If the {@link SealedChunks} given throws, the sample may have been taken,
 * and the state is whole.
 */
public final class MemSeries {
  /** {@link #lastAppendT} of a series that has never had a sample. */
  public static final long NEVER = Long.MIN_VALUE;

  private final int ref;
  private long lastAppendT = NEVER;

  /** A list, the window used last in front. */
  private @Nullable SeriesWindow first;

  /** A series without samples. */
  public MemSeries(int ref) {
    this.ref = ref;
  }

  /** The series' reference in its shard. */
  public int ref() {
    return ref;
  }

  /**
   * Takes a sample into a window. In order it costs a few nanoseconds and allocates nothing but the
   * chunk's growth; only a sample that is not after all others of its window is looked for among
   * them. Of samples with one time the first one stays.
   *
   * @param windowStart the first instant of the window that t lies in, in ms
   * @param generation which generation of the window is open
   * @param t in ms
   * @param startT in ms, or 0 for none; nothing else is supported yet, and refused at the door
   * @param valueBits the IEEE 754 bits of the value
   * @param sink takes the chunk that the sample fills
   * @throws IllegalStateException if the window is frozen: a bug of the caller
   * @throws IllegalArgumentException if t is not in the window, or startT is not 0
   */
  public AppendOutcome append(
      long windowStart, int generation, long t, long startT, long valueBits, SealedChunks sink) {
    AppendOutcome outcome = window(windowStart, generation, startT).append(ref, t, valueBits, sink);
    return noted(t, outcome);
  }

  /**
   * Takes a histogram; in all else like the method above. A series may go from one kind of values
   * to another. A histogram sent twice is a duplicate if {@link NativeHistogram#sameObservations}.
   *
   * @param value within the bounds of {@link io.varve.model.HistogramCheck}; a stale marker has
   *     nothing but its sum
   */
  public AppendOutcome append(
      long windowStart,
      int generation,
      long t,
      long startT,
      NativeHistogram value,
      SealedChunks sink) {
    AppendOutcome outcome = window(windowStart, generation, startT).append(ref, t, value, sink);
    return noted(t, outcome);
  }

  private AppendOutcome noted(long t, AppendOutcome outcome) {
    if (t > lastAppendT && outcome == AppendOutcome.ACCEPTED) {
      lastAppendT = t;
    }
    return outcome;
  }

  private SeriesWindow window(long windowStart, int generation, long startT) {
    if (startT != 0) {
      throw new IllegalArgumentException("start times are not supported: " + startT);
    }
    SeriesWindow window = first;
    return window != null && window.is(windowStart, generation)
        ? window
        : bringToFront(windowStart, generation);
  }

  private SeriesWindow bringToFront(long windowStart, int generation) {
    SeriesWindow window = remove(windowStart, generation);
    if (window == null) {
      window = new SeriesWindow(windowStart, generation);
    }
    window.next = first;
    first = window;
    return window;
  }

  private @Nullable SeriesWindow remove(long windowStart, int generation) {
    SeriesWindow before = null;
    for (SeriesWindow w = first; w != null; before = w, w = w.next) {
      if (w.is(windowStart, generation)) {
        if (before == null) {
          first = w.next;
        } else {
          before.next = w.next;
        }
        return w;
      }
    }
    return null;
  }

  /**
   * Seals what a window holds, so that all of it is in sealed chunks, and closes it to appends.
   * Doing it again changes nothing.
   *
   * @return the position of the window's last chunk, {@link SealedChunks#NONE} if it has no samples
   */
  public long freeze(long windowStart, int generation, SealedChunks sink) {
    for (SeriesWindow w = first; w != null; w = w.next) {
      if (w.is(windowStart, generation)) {
        w.freeze(ref, sink);
        return w.lastPosition;
      }
    }
    return SealedChunks.NONE;
  }

  /**
   * Forgets a frozen window, whose samples a committed block holds by now.
   *
   * @throws IllegalStateException if the window is not frozen: its samples would be lost
   */
  public void drop(long windowStart, int generation) {
    SeriesWindow removed = remove(windowStart, generation);
    if (removed != null && !removed.frozen) {
      removed.next = first;
      first = removed;
      throw new IllegalStateException("window " + windowStart + " is not frozen");
    }
  }

  /**
   * Forgets a window in whatever state it is, at recovery: a committed block holds all that it will
   * ever hold. Nothing is sealed for it.
   */
  public void discard(long windowStart, int generation) {
    remove(windowStart, generation);
  }

  /** Notes the time of a sample that was taken once and is in a block by now; at recovery. */
  public void taken(long t) {
    lastAppendT = Math.max(lastAppendT, t);
  }

  /** Whether the series holds no window, frozen ones included. */
  public boolean isEmpty() {
    return first == null;
  }

  /** The highest time of a sample that was ever taken, in ms; {@link #NEVER} if there was none. */
  public long lastAppendT() {
    return lastAppendT;
  }

  /** Number of samples that are on the heap: in open chunks and late buffers. */
  public int samplesInOpenChunks() {
    int samples = 0;
    for (SeriesWindow w = first; w != null; w = w.next) {
      samples += w.openCount();
    }
    return samples;
  }

  /** Tells the sizes of all windows, in no particular order. */
  public void accept(WindowVisitor visitor) {
    for (SeriesWindow w = first; w != null; w = w.next) {
      w.accept(visitor);
    }
  }

  /**
   * Takes what a query needs of the windows around a span of time; later appends do not show in it.
   *
   * @param minT in ms
   * @param maxT in ms, inclusive
   */
  public SeriesSnapshot snapshot(long minT, long maxT) {
    List<WindowSnapshot> windows = List.of();
    for (SeriesWindow w = first; w != null; w = w.next) {
      if (w.overlaps(minT, maxT)) {
        if (windows.isEmpty()) {
          windows = new ArrayList<>(2);
        }
        windows.add(w.snapshot());
      }
    }
    return new SeriesSnapshot(ref, minT, maxT, windows);
  }

  /** Writes the state to a checkpoint; {@link SeriesFormat} has the bytes. */
  public void writeTo(ByteSink out) {
    SeriesFormat.write(this, out);
  }

  /**
   * Reads a state that {@link #writeTo} wrote. It goes on bit for bit as the one written would.
   *
   * @throws io.varve.model.DecodeException if the bytes are not a series
   * @throws io.varve.model.CorruptionException if the bytes of an open chunk are not one
   */
  public static MemSeries readFrom(ByteCursor in) {
    return SeriesFormat.read(in);
  }

  @Nullable SeriesWindow firstWindow() {
    return first;
  }

  /** For reading a checkpoint. */
  void restore(long newLastAppendT, @Nullable SeriesWindow newFirst) {
    lastAppendT = newLastAppendT;
    first = newFirst;
  }
}
