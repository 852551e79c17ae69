package io.varve.persistence.block;

import io.varve.model.NativeHistogram;
import io.varve.model.TimeRange;
import io.varve.model.ValueKind;
import io.varve.persistence.chunk.ChunkIterators;
import io.varve.persistence.chunk.SampleIterator;
import io.varve.persistence.chunk.XorIterator;
import io.varve.persistence.index.ChunkMetas;

/** The samples of one series within a range of time, chunk after chunk. Not thread-safe. */
final class BlockSamples implements SampleIterator {
  private final ChunkReader reader;
  private final ChunkMetas chunks;
  private final TimeRange range;
  private final ChunkIterators iterators = new ChunkIterators();
  private SampleIterator current = new XorIterator();
  private int next;
  private boolean inChunk;
  private boolean ended;

  BlockSamples(ChunkReader reader, ChunkMetas chunks, TimeRange range) {
    this.reader = reader;
    this.chunks = chunks;
    this.range = range;
  }

  @Override
  public boolean next() {
    if (ended) {
      return false;
    }
    return (inChunk && current.next()) ? withinRange() : seekFrom(range.minTime());
  }

  @Override
  public boolean seek(long t) {
    if (ended) {
      return false;
    }
    long target = Math.max(t, range.minTime());
    return (inChunk && current.seek(target)) ? withinRange() : seekFrom(target);
  }

  /** Goes to the first sample not before {@code t} in the chunks that were not opened yet. */
  private boolean seekFrom(long t) {
    inChunk = false;
    while (next < chunks.size() && chunks.minTime(next) < range.maxTimeExclusive()) {
      int chunk = next++;
      if (chunks.maxTime(chunk) >= t) {
        reader.read(chunks.ref(chunk));
        current = reader.begin(iterators);
        if (current.seek(t)) {
          inChunk = true;
          return withinRange();
        }
      }
    }
    ended = true;
    return false;
  }

  private boolean withinRange() {
    ended = current.t() >= range.maxTimeExclusive();
    return !ended;
  }

  @Override
  public long t() {
    return current.t();
  }

  @Override
  public long startT() {
    return current.startT();
  }

  @Override
  public ValueKind kind() {
    return current.kind();
  }

  @Override
  public long valueBits() {
    return current.valueBits();
  }

  @Override
  public NativeHistogram histogram() {
    return current.histogram();
  }
}
