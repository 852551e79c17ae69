package io.varve.promql.differential;

import io.varve.promql.script.MemoryStorage;

/** Storages of random data. */
final class Storages {
  private Storages() {}

  /** Returns the series over so many shards. */
  static MemoryStorage of(RandomData data, int shards) {
    MemoryStorage storage = new MemoryStorage(shards);
    data.series().forEach(s -> s.samples().forEach(sample -> storage.add(s.labels(), sample)));
    return storage;
  }
}
