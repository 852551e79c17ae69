package io.varve.sharding.tenant;

import io.varve.model.ErrorCode;
import io.varve.model.SeriesHash;
import io.varve.model.VarveException;
import io.varve.persistence.objectstore.NoSuchObjectException;
import io.varve.persistence.objectstore.ObjectStore;
import java.io.IOException;
import java.util.Map;
import java.util.OptionalInt;

/**
 * What a store is, fixed when it was first opened.
 *
 * @param storeId random; tells one store from another
 * @param shards N, a power of two
 * @param hashVersion how series are placed
 */
public record StoreDescriptor(String storeId, int shards, int hashVersion) {
  static final String KEY = "varve/store.json";
  private static final int VERSION = 1;

  /** Checks the number of shards. */
  public StoreDescriptor {
    if (shards < 1 || shards > 1 << 16 || Integer.bitCount(shards) != 1) {
      throw new VarveException(
          ErrorCode.INVALID_REQUEST, "the number of shards must be a power of two, not " + shards);
    }
  }

  /**
   * Reads the store's descriptor, or fixes it if the store is new. Blocks.
   *
   * @param wanted the configured number of shards; a new store gets it, another one must have it
   * @param shardsOfNew the number of a new store where none is configured
   * @param newStoreId random
   * @throws VarveException when the store has another number of shards, or is of another version
   */
  public static StoreDescriptor open(
      ObjectStore store, OptionalInt wanted, int shardsOfNew, String newStoreId)
      throws IOException {
    StoreDescriptor fresh =
        new StoreDescriptor(newStoreId, wanted.orElse(shardsOfNew), SeriesHash.HASH_VERSION);
    StoreDescriptor found = fixed(store, fresh);
    if (wanted.isPresent() && wanted.getAsInt() != found.shards()) {
      throw new VarveException(
          ErrorCode.STORE_MISMATCH,
          "the store has %d shards, but %d are configured; leave varve.shards unset to take the store's number"
              .formatted(found.shards(), wanted.getAsInt()));
    }
    if (found.hashVersion() != SeriesHash.HASH_VERSION) {
      throw new VarveException(
          ErrorCode.STORE_MISMATCH,
          "the store places series by hash version %d, this program by version %d"
              .formatted(found.hashVersion(), SeriesHash.HASH_VERSION));
    }
    return found;
  }

  private static StoreDescriptor fixed(ObjectStore store, StoreDescriptor fresh)
      throws IOException {
    try {
      return read(store.get(KEY));
    } catch (NoSuchObjectException _) {
      store.putIfAbsent(KEY, fresh.toJson());
      return read(store.get(KEY));
    }
  }

  private byte[] toJson() {
    return JsonFacts.write(
        Map.of(
            "version",
            VERSION,
            "store_id",
            storeId,
            "shards",
            shards,
            "hash_version",
            hashVersion));
  }

  private static StoreDescriptor read(byte[] json) {
    JsonFacts facts = JsonFacts.read(KEY, json);
    facts.checkVersion(VERSION);
    return new StoreDescriptor(
        facts.text("store_id"), facts.number("shards"), facts.number("hash_version"));
  }
}
