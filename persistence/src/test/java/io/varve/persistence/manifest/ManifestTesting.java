package io.varve.persistence.manifest;

import io.varve.model.TenantId;
import io.varve.persistence.block.Ulid;
import io.varve.persistence.event.WindowId;
import java.util.List;

/** What tests in other packages need of this one. */
public final class ManifestTesting {
  private ManifestTesting() {}

  /** A ULID. */
  public static String ulid(long millis, int shard, long random) {
    return new Ulid(millis << 16 | shard, random).toString();
  }

  /** A block for the next ordinal of a manifest. */
  public static BlockEntry block(Manifest base, TenantId tenant, String ulid, long epoch) {
    return new BlockEntry(
        ulid,
        tenant,
        0,
        7_200_000,
        List.of(new WindowId(0, 0)),
        base.nextBlockOrdinal(),
        1,
        0,
        1000,
        100,
        10,
        epoch);
  }

  /** A committer that spills into pages early. */
  public static ManifestCommitter committer(
      ManifestVersion start,
      long epoch,
      ManifestCommitter.PageKeys pageKeys,
      int inlineBytes,
      CommitFunction commit,
      ManifestCommitter.Environment environment) {
    return new ManifestCommitter(
        start, epoch, new Pager(pageKeys::next, inlineBytes), commit, environment);
  }
}
