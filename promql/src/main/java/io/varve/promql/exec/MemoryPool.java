package io.varve.promql.exec;

/** Bytes that all queries of a node share. Thread-safe. */
public interface MemoryPool {
  /** A pool that never runs dry, for tests and tools. */
  MemoryPool UNLIMITED =
      new MemoryPool() {
        @Override
        public boolean reserve(long bytes) {
          return true;
        }

        @Override
        public void release(long bytes) {
          // Nothing is counted.
        }
      };

  /** Takes bytes out of the pool, all or none; returns whether it did. Does not block. */
  boolean reserve(long bytes);

  /** Puts bytes back. */
  void release(long bytes);
}
