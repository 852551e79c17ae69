package io.varve.persistence.manifest;

import io.varve.model.TenantId;
import io.varve.persistence.event.WindowId;
import java.util.List;

/**
 * A block that holds.
 *
 * @param ulid its name, 26 characters
 * @param tenant whose it is
 * @param minTime of its samples, milliseconds, inclusive
 * @param maxTime of its samples, milliseconds, exclusive
 * @param windows which windows of the head it was cut from; empty once it is a compaction of others
 * @param ordinal rises in the order of commits: of two samples with one timestamp the one from the
 *     block with the lower ordinal wins
 * @param level of compaction, from 1
 * @param resolution milliseconds between samples after downsampling, 0 for raw ones
 * @param bytes of all its objects
 * @param samples how many
 * @param series how many
 * @param epoch of the owner that wrote it
 */
public record BlockEntry(
    String ulid,
    TenantId tenant,
    long minTime,
    long maxTime,
    List<WindowId> windows,
    long ordinal,
    int level,
    long resolution,
    long bytes,
    long samples,
    long series,
    long epoch)
    implements ManifestItem {
  /** Checks. */
  public BlockEntry {
    BlockNames.parse(ulid);
    if (minTime >= maxTime) {
      throw new IllegalArgumentException("from %d to %d".formatted(minTime, maxTime));
    }
    windows = List.copyOf(windows);
  }
}
