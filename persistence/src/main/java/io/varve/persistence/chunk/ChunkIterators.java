package io.varve.persistence.chunk;

import org.jspecify.annotations.Nullable;

/**
 * An iterator for each encoding, made when it is first needed and used again for every chunk. Not
 * thread-safe.
 */
public final class ChunkIterators {
  private @Nullable XorIterator floats;
  private @Nullable HistogramIterator histograms;

  /** Makes iterators. */
  public ChunkIterators() {}

  /**
   * Begins a chunk; what was begun before is over. The array is read in place.
   *
   * @param samples how many samples to read, at most those that the chunk holds
   * @param file which corruption errors are to cite
   * @param fileOffset of the chunk's first byte in that file
   * @throws io.varve.model.CorruptionException if the chunk is too short for its header
   */
  public SampleIterator begin(
      ChunkEncoding encoding,
      byte[] chunk,
      int offset,
      int length,
      int samples,
      String file,
      long fileOffset) {
    if (encoding == ChunkEncoding.XOR) {
      XorIterator iterator = floats;
      if (iterator == null) {
        iterator = new XorIterator();
        floats = iterator;
      }
      return iterator.at(file, fileOffset).reset(chunk, offset, length, samples);
    }
    HistogramIterator iterator = histograms;
    if (iterator == null) {
      iterator = new HistogramIterator();
      histograms = iterator;
    }
    return iterator.at(file, fileOffset).reset(encoding, chunk, offset, length, samples);
  }

  /** Begins a growing chunk at the state of the snapshot. */
  public SampleIterator begin(ChunkSnapshot s) {
    return begin(s.encoding(), s.bytes(), 0, s.byteLength(), s.count(), "open chunk", 0);
  }
}
