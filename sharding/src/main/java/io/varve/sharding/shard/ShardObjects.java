package io.varve.sharding.shard;

import io.varve.model.Crc32c;
import io.varve.persistence.manifest.InFlight;
import io.varve.persistence.manifest.Named;
import io.varve.persistence.manifest.StoredObject;
import io.varve.persistence.objectstore.ObjectBody;
import io.varve.persistence.objectstore.ObjectStore;
import io.varve.persistence.objectstore.ShardKeys;
import java.io.IOException;
import java.util.concurrent.atomic.AtomicLong;
import java.util.random.RandomGenerator;

/**
 * Puts the objects of one shard under keys that were never used, protected from the sweeper until a
 * manifest names them. Thread-safe.
 */
final class ShardObjects {
  private final ObjectStore store;
  private final ShardKeys keys;
  private final long epoch;
  private final InFlight inFlight;
  private final RandomGenerator random;
  private final AtomicLong ordinal = new AtomicLong();

  ShardObjects(
      ObjectStore store, ShardKeys keys, long epoch, InFlight inFlight, RandomGenerator random) {
    this.store = store;
    this.keys = keys;
    this.epoch = epoch;
    this.inFlight = inFlight;
    this.random = random;
  }

  /** An object that is stored, and its protection until the edit that names it has its result. */
  record Put(StoredObject object, InFlight.Reservation reservation) implements AutoCloseable {
    @Override
    public void close() {
      reservation.close();
    }
  }

  String newKey(ShardKeys.Kind kind) {
    return keys.object(kind, epoch, ordinal.incrementAndGet(), random.nextLong());
  }

  /** Stores bytes durably. Blocks. */
  Put put(ShardKeys.Kind kind, byte[] bytes) throws IOException {
    String key = newKey(kind);
    InFlight.Reservation reservation = inFlight.reserve(new Named.OfKey(key));
    try {
      store.put(key, new ObjectBody.Bytes(bytes));
      return new Put(new StoredObject(key, bytes.length, Crc32c.of(bytes)), reservation);
    } catch (IOException | RuntimeException e) {
      reservation.close();
      throw e;
    }
  }
}
