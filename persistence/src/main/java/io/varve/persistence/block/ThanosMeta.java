package io.varve.persistence.block;

import java.util.List;
import java.util.Map;

/**
 * The section of meta.json that Thanos reads, and Varve's own extension of it.
 *
 * @param version 1; 0 if a foreign block has no such section
 * @param labels external labels: tenant_id, and varve_shard in decimal
 * @param resolution milliseconds between samples after downsampling; 0 for raw samples
 * @param source what wrote the block
 * @param files the block's files; meta.json has no size here
 * @param indexStats what helps a reader to size its first reads
 * @param varve Varve's extension
 */
public record ThanosMeta(
    int version,
    Map<String, String> labels,
    long resolution,
    String source,
    List<BlockFile> files,
    IndexSizes indexStats,
    VarveMeta varve) {

  /** Version that is written. */
  public static final int VERSION = 1;

  /** External label with the tenant's id. */
  public static final String TENANT_LABEL = "tenant_id";

  /** External label with the shard's number, decimal. */
  public static final String SHARD_LABEL = "varve_shard";

  /** Stands for a section that is not there. */
  public static final ThanosMeta ABSENT =
      new ThanosMeta(0, Map.of(), 0, "", List.of(), IndexSizes.NONE, VarveMeta.ABSENT);

  /** Copies the collections. */
  public ThanosMeta {
    labels = Map.copyOf(labels);
    files = List.copyOf(files);
  }

  /** The section of a block of raw samples that is about to be written. */
  public static ThanosMeta of(String tenant, int shard, VarveMeta varve) {
    return new ThanosMeta(
        VERSION,
        Map.of(TENANT_LABEL, tenant, SHARD_LABEL, Integer.toString(shard)),
        0,
        "varve",
        List.of(),
        IndexSizes.NONE,
        varve);
  }

  /** Whether there is such a section. */
  public boolean isPresent() {
    return version != 0;
  }

  ThanosMeta written(List<BlockFile> newFiles, IndexSizes newStats) {
    return new ThanosMeta(version, labels, resolution, source, newFiles, newStats, varve);
  }

  /**
   * A file of a block.
   *
   * @param path relative to the block's directory
   * @param sizeBytes its size; 0 if not told
   */
  public record BlockFile(String path, long sizeBytes) {}

  /**
   * The longest entries.
   *
   * @param seriesMaxBytes of a series in the index
   * @param chunkMaxBytes of a chunk in a segment
   */
  public record IndexSizes(long seriesMaxBytes, long chunkMaxBytes) {
    /** Not known. */
    public static final IndexSizes NONE = new IndexSizes(0, 0);
  }
}
