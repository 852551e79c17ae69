package io.varve.persistence.objectstore;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;

/**
 * Tries on a store what every agreement between nodes leans on: that an object is created once, and
 * is what was put first. There are gateways that take the condition and do not keep it.
 */
public final class StoreProbe {
  private static final String PREFIX = "varve/probe/";

  private StoreProbe() {}

  /**
   * Puts an object twice, reads it, lists it and removes it. Blocks.
   *
   * @param token part of a key that nobody else uses
   * @throws UnfitStoreException if the store does not hold what it must
   * @throws IOException if the store cannot be reached, or refuses
   */
  public static void run(ObjectStore store, String token) throws IOException {
    String key = PREFIX + token;
    byte[] first = "first".getBytes(StandardCharsets.UTF_8);
    byte[] second = "second".getBytes(StandardCharsets.UTF_8);
    try {
      require(
          store.putIfAbsent(key, first) == PutOutcome.CREATED,
          "says that an object exists under a key that was never used");
      require(
          store.putIfAbsent(key, second) == PutOutcome.EXISTS,
          "lets a put on the condition that the key is free replace an object"
              + " (If-None-Match is not kept)");
      require(
          Arrays.equals(store.get(key), first),
          "does not give back what was put before it said so");
      require(
          store.list(PREFIX, "", Integer.MAX_VALUE).entries().stream()
              .anyMatch(entry -> entry.key().equals(key)),
          "does not list what was put before it said so");
    } finally {
      store.delete(key);
    }
  }

  private static void require(boolean held, String otherwise) throws UnfitStoreException {
    if (!held) {
      throw new UnfitStoreException("This object store cannot be used: it " + otherwise + ".");
    }
  }
}
