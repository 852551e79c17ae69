package io.varve.persistence.objectstore;

import java.util.random.RandomGenerator;

/**
 * Decides the fate of every call of one owner of a {@link FaultyObjectStore}, and may hold it up: a
 * deterministic scheduler blocks in these two methods until it is this owner's turn.
 */
public interface StoreScript {
  /** Before a call takes effect. Reads know only {@code NONE} and {@code ERROR_BEFORE}. */
  StoreFault before(StoreCall call, String key);

  /** When a call has taken effect, or failed, and before its caller learns of it. */
  default void after(StoreCall call, String key) {}

  /** No faults and no pauses. */
  static StoreScript calm() {
    return (_, _) -> StoreFault.NONE;
  }

  /**
   * Faults at random.
   *
   * @param percent of the calls that meet one
   */
  static StoreScript random(RandomGenerator random, int percent) {
    StoreFault[] faults = StoreFault.values();
    return (call, _) -> {
      if (random.nextInt(100) >= percent) {
        return StoreFault.NONE;
      }
      return call.changes()
          ? faults[1 + random.nextInt(faults.length - 1)]
          : StoreFault.ERROR_BEFORE;
    };
  }
}
