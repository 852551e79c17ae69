package io.varve.persistence.head;

import java.util.List;

/**
 * What a query needs of a series, taken on the owner's thread in one turn and read later on any
 * other: positions of sealed chunks, the open chunks' arrays shared with the writer (see {@link
 * io.varve.persistence.chunk.ChunkSnapshot}), and copies of the late buffers. Nothing that is
 * appended afterwards shows in it. {@link HeadSeriesReader} makes samples of it.
 *
 * <p>Immutable; must be handed to the reading thread by safe publication, for instance in a
 * message. The segments must be pinned before it is taken ({@link HeadSegments#pin}).
 */
public final class SeriesSnapshot {
  private final int seriesRef;
  private final long minT;
  private final long maxT;
  private final List<WindowSnapshot> windows;

  SeriesSnapshot(int seriesRef, long minT, long maxT, List<WindowSnapshot> windows) {
    this.seriesRef = seriesRef;
    this.minT = minT;
    this.maxT = maxT;
    this.windows = windows;
  }

  /** The series' reference in the shard. */
  public int seriesRef() {
    return seriesRef;
  }

  /** The earliest time that was asked for, in ms. */
  public long minT() {
    return minT;
  }

  /** The latest time that was asked for, in ms, inclusive. */
  public long maxT() {
    return maxT;
  }

  /** Whether no window of the series has samples around the time asked for. */
  public boolean isEmpty() {
    return windows.isEmpty();
  }

  /** Time of the earliest sample of those windows, in ms. There must be one. */
  public long firstTime() {
    return windows.stream().mapToLong(WindowSnapshot::minT).min().orElseThrow();
  }

  /** Time of the latest sample of those windows, in ms. There must be one. */
  public long lastTime() {
    return windows.stream().mapToLong(WindowSnapshot::maxT).max().orElseThrow();
  }

  /** How many of those windows have an open chunk. */
  public int openChunks() {
    return (int) windows.stream().filter(w -> w.open().count() > 0).count();
  }

  /** The windows that overlap the time asked for, in no particular order. */
  List<WindowSnapshot> windows() {
    return windows;
  }
}
