package io.varve.persistence.head;

import io.varve.model.ByteCursor;
import java.util.Arrays;
import java.util.HexFormat;

/** A series' state to the last bit, but for the positions of its sealed chunks. */
public final class SeriesBits {
  private SeriesBits() {}

  /** Prints the state, in place of each position the chunks that it leads to. */
  public static String of(MemSeries series, SealedChunks sealed) {
    ByteSink bytes = new ByteSink(64);
    series.writeTo(bytes);
    MemSeries copy = MemSeries.readFrom(new ByteCursor(bytes.toByteArray()));
    StringBuilder chunks = new StringBuilder();
    for (SeriesWindow w = copy.firstWindow(); w != null; w = w.next) {
      if (w.lastPosition != SealedChunks.NONE) {
        printChunks(w.lastPosition, sealed, chunks);
        w.lastPosition = SealedChunks.NONE + 1;
      }
    }
    ByteSink rest = new ByteSink(64);
    copy.writeTo(rest);
    return HexFormat.of().formatHex(rest.toByteArray()) + chunks;
  }

  private static void printChunks(long last, SealedChunks sealed, StringBuilder out) {
    SealedChunk chunk = new SealedChunk();
    for (long at = last; at != SealedChunks.NONE; at = chunk.previousPosition()) {
      sealed.read(at, chunk);
      byte[] data =
          Arrays.copyOfRange(
              chunk.data(), chunk.dataOffset(), chunk.dataOffset() + chunk.dataLength());
      out.append(
          "%n  %s, %d samples from %d to %d: %s"
              .formatted(
                  chunk.encoding(),
                  chunk.count(),
                  chunk.minT(),
                  chunk.maxT(),
                  HexFormat.of().formatHex(data)));
    }
  }
}
