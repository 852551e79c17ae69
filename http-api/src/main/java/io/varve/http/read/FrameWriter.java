package io.varve.http.read;

import io.varve.http.proto.ProtoWriter;
import io.varve.model.Crc32c;
import io.varve.model.Varint;
import io.varve.sharding.query.ChunkCursor;
import io.varve.sharding.query.SeriesSet;
import java.nio.ByteBuffer;
import java.util.Optional;
import org.apache.pekko.util.ByteString;

/**
 * Turns one query's series into frames: each holds chunks of one series, as many as fit, at least
 * one. It owns the set. Not thread-safe.
 *
 * <pre>
 *   ChunkedReadResponse: 1 ChunkedSeries, 2 query_index (int64)
 *   ChunkedSeries:       1 Label*, 2 Chunk*
 *   Chunk:               1 min_time_ms, 2 max_time_ms (int64, inclusive), 3 type, 4 data
 * </pre>
 */
final class FrameWriter implements AutoCloseable {
  private static final int SERIES = 1;
  private static final int QUERY_INDEX = 2;
  private static final int LABEL = 1;
  private static final int CHUNK = 2;
  private static final int MIN_TIME = 1;
  private static final int MAX_TIME = 2;
  private static final int TYPE = 3;
  private static final int DATA = 4;

  private final SeriesSet set;
  private final int queryIndex;
  private final int frameBytes;
  private final ChunkCursor chunks = new ChunkCursor();
  private final ProtoWriter message = new ProtoWriter();
  private final ProtoWriter series = new ProtoWriter();
  private final ProtoWriter chunk = new ProtoWriter();
  private boolean atChunk;

  FrameWriter(SeriesSet set, int queryIndex, int frameBytes) {
    this.set = set;
    this.queryIndex = queryIndex;
    this.frameBytes = frameBytes;
  }

  /** Returns the next frame; empty at the end. */
  Optional<ByteString> next() {
    while (!atChunk) {
      if (!set.next()) {
        return Optional.empty();
      }
      atChunk = chunks.reset(set.samples()).next();
    }
    series.clear();
    series.labels(LABEL, set.labels());
    do {
      addChunk();
      atChunk = chunks.next();
    } while (atChunk && series.size() < frameBytes);
    message.clear();
    message.message(SERIES, series);
    message.varint(QUERY_INDEX, queryIndex);
    return Optional.of(frame());
  }

  private void addChunk() {
    chunk.clear();
    chunk.varint(MIN_TIME, chunks.minT());
    chunk.varint(MAX_TIME, chunks.maxT());
    chunk.varint(TYPE, chunks.encoding());
    int at = chunk.bytes(DATA, chunks.length());
    chunks.copyTo(chunk.buffer(), at);
    series.message(CHUNK, chunk);
  }

  private ByteString frame() {
    int length = message.size();
    byte[] frame = new byte[Varint.uvarintSize(length) + Integer.BYTES + length];
    int at = Varint.putUvarint(frame, 0, length);
    ByteBuffer.wrap(frame)
        .putInt(at, Crc32c.of(message.buffer(), 0, length))
        .put(at + Integer.BYTES, message.buffer(), 0, length);
    return ByteString.fromArrayUnsafe(frame);
  }

  @Override
  public void close() {
    set.close();
  }
}
