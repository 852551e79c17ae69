package io.varve.persistence.chunk;

import io.varve.model.CounterResetHint;
import io.varve.model.NativeHistogram;
import io.varve.model.ValueKind;
import org.jspecify.annotations.Nullable;

/**
 * Reads a chunk of native histograms of either kind, finished or still growing. One object serves
 * any number of chunks, one after another. Not thread-safe.
 *
 * <p>Hints are Prometheus's: in a chunk of gauges all are gauges; in others no counter falls behind
 * the first histogram, of which nothing is known, because the chunk before may be gone.
 */
final class HistogramIterator extends ScanningIterator {
  private final BitReader in = new BitReader();
  private ChunkEncoding encoding = ChunkEncoding.HISTOGRAM;
  private boolean gauge;
  private @Nullable HistogramLayout layout;
  private @Nullable HistogramColumns columns;
  private int count;
  private int read;
  private boolean ended;
  private long t;
  private long delta;

  /**
   * Begins a chunk. The array is read in place and must stay as it is meanwhile.
   *
   * @param samples how many samples to read, at most those that the chunk holds
   */
  HistogramIterator reset(
      ChunkEncoding newEncoding, byte[] chunk, int offset, int length, int samples) {
    in.reset(chunk, offset, length, HistogramFormat.HEADER_BYTES);
    encoding = newEncoding;
    gauge =
        HistogramFormat.hint(chunk[offset + HistogramFormat.FLAGS_AT]) == CounterResetHint.GAUGE;
    layout = null;
    columns = null;
    count = samples;
    read = 0;
    ended = false;
    t = 0;
    delta = 0;
    return this;
  }

  /** Names the place that corruption errors are to cite from now on. */
  HistogramIterator at(String file, long fileOffset) {
    in.at(file, fileOffset);
    return this;
  }

  @Override
  public boolean next() {
    if (read >= count) {
      ended = true;
      return false;
    }
    HistogramColumns values = columns;
    boolean first = values == null;
    if (values == null) {
      layout = HistogramLayout.read(in);
      values = HistogramColumns.of(encoding.kind(), layout);
      columns = values;
      t = in.varbitInt();
    } else {
      delta += in.varbitInt();
      t += delta;
    }
    values.read(in, first);
    read++;
    return true;
  }

  @Override
  protected boolean isAtSample() {
    return read > 0 && !ended;
  }

  @Override
  public long t() {
    return t;
  }

  @Override
  public long startT() {
    return 0;
  }

  @Override
  public ValueKind kind() {
    return encoding.kind();
  }

  @Override
  public long valueBits() {
    throw new IllegalStateException("a histogram is no float");
  }

  @Override
  public NativeHistogram histogram() {
    CounterResetHint hint = read > 1 ? CounterResetHint.NOT_RESET : CounterResetHint.UNKNOWN;
    return columns().value(gauge ? CounterResetHint.GAUGE : hint);
  }

  int samplesRead() {
    return read;
  }

  int bitsRead() {
    return in.bitsRead();
  }

  long delta() {
    return delta;
  }

  HistogramLayout layout() {
    if (layout == null) {
      throw in.corrupt("a sample", "none");
    }
    return layout;
  }

  HistogramColumns columns() {
    if (columns == null) {
      throw in.corrupt("a sample", "none");
    }
    return columns;
  }
}
