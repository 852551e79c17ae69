package io.varve.persistence.block;

import io.varve.model.TimeRange;
import java.util.List;

/**
 * Where a block comes from.
 *
 * @param level 1 for a block cut from a head, one more than the highest parent's for a compacted
 *     one
 * @param sources the blocks of level 1 whose samples are in it; itself if it is one
 * @param parents the blocks that it was compacted from; none at level 1
 */
public record CompactionMeta(int level, List<Ulid> sources, List<Parent> parents) {
  /** Copies the lists. */
  public CompactionMeta {
    sources = List.copyOf(sources);
    parents = List.copyOf(parents);
  }

  /** Of a block that was cut from a head. */
  public static CompactionMeta first(Ulid itself) {
    return new CompactionMeta(1, List.of(itself), List.of());
  }

  /**
   * A block that another one was compacted from.
   *
   * @param ulid its name
   * @param range its range of time
   */
  public record Parent(Ulid ulid, TimeRange range) {}
}
