package io.varve.http.write;

import io.varve.model.KeyedHash128;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.atomic.AtomicLong;

/**
 * Decoders that wait for their next request. What they hold meanwhile is bounded together: a
 * decoder that would exceed the bound is left to the garbage collector. Thread-safe.
 */
final class DecoderPool {
  private final DecodeLimits limits;
  private final KeyedHash128.Key key;
  private final long maxRetainedBytes;
  private final ConcurrentLinkedQueue<RemoteWriteDecoder> idle = new ConcurrentLinkedQueue<>();
  private final AtomicLong retained = new AtomicLong();

  DecoderPool(DecodeLimits limits, KeyedHash128.Key key, long maxRetainedBytes) {
    this.limits = limits;
    this.key = key;
    this.maxRetainedBytes = maxRetainedBytes;
  }

  /** Returns a decoder, to be given back by {@link #giveBack}. */
  RemoteWriteDecoder take() {
    RemoteWriteDecoder decoder = idle.poll();
    if (decoder == null) {
      return new RemoteWriteDecoder(limits, key);
    }
    retained.addAndGet(-decoder.retainedBytes());
    return decoder;
  }

  /** Takes a decoder back whose request nobody reads any more. */
  void giveBack(RemoteWriteDecoder decoder) {
    long bytes = decoder.retainedBytes();
    if (retained.addAndGet(bytes) <= maxRetainedBytes) {
      idle.add(decoder);
    } else {
      retained.addAndGet(-bytes);
    }
  }

  /** Returns how many bytes the waiting decoders hold. */
  long retainedBytes() {
    return retained.get();
  }
}
