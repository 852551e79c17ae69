package io.varve.persistence.manifest;

import io.varve.persistence.block.Ulid;

/** The names of blocks as they stand in keys: only the canonical text of a ULID is one. */
final class BlockNames {
  private BlockNames() {}

  /** Returns the ULID, or throws IllegalArgumentException if its text is another one. */
  static Ulid parse(String name) {
    Ulid ulid = Ulid.parse(name);
    if (!ulid.toString().equals(name)) {
      throw new IllegalArgumentException("not a ULID as it is written: " + name);
    }
    return ulid;
  }

  /** Whether a directory is named like a block of a shard. */
  static boolean isOfShard(String name, int shard) {
    try {
      return parse(name).shard() == shard;
    } catch (IllegalArgumentException _) {
      return false;
    }
  }
}
