package io.varve.persistence.manifest;

import static org.assertj.core.api.Assertions.assertThat;

import io.varve.model.TenantId;
import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.Test;

class SweepPlannerTest {
  private static final ShardIdentity IDENTITY = new ShardIdentity("s", 0, 16, 1);
  private static final TenantId TENANT = new TenantId("a");
  private static final long DELAY = 100;
  private static final Named.OfBlock BLOCK =
      new Named.OfBlock(TENANT, ManifestTesting.ulid(1, 0, 1));
  private static final Named.OfKey ORPHAN = new Named.OfKey("varve/shards/00000/head/1-1-0");

  private final ManifestVersion empty = version(1, Manifest.empty(IDENTITY));
  private final ManifestVersion withBlock =
      version(
          2,
          empty
              .manifest()
              .withBlock(ManifestTesting.block(empty.manifest(), TENANT, BLOCK.ulid(), 1)));
  private final ManifestVersion withoutBlock =
      version(3, withBlock.manifest().withoutBlocks(List.of(BLOCK.ulid()), 0));

  @Test
  void whatACommitSupersedesGoesAfterTheDelay() {
    SweepPlanner planner = planner(withBlock);
    planner.committed(withBlock, withoutBlock, 10, 20);
    assertThat(due(planner, 119)).isEmpty();
    assertThat(due(planner, 120)).containsExactly(BLOCK);
    planner.gone(BLOCK);
    assertThat(due(planner, 500)).isEmpty();
  }

  @Test
  void whatAReaderHoldsStays() {
    SweepPlanner planner = planner(withBlock);
    planner.committed(withBlock, withoutBlock, 10, 20);
    assertThat(planner.due(500, List.of(withBlock), _ -> false)).isEmpty();
    assertThat(planner.due(500, List.of(withoutBlock), _ -> false)).containsExactly(BLOCK);
  }

  @Test
  void anOrphanWaitsForACommitThatBeganAfterItWasSeen() {
    SweepPlanner planner = planner(empty);
    planner.seen(ORPHAN, 50);
    assertThat(planner.wantsCommit()).isTrue();
    planner.committed(empty, withBlock, 40, 60);
    assertThat(due(planner, 1000)).isEmpty();
    planner.committed(withBlock, withBlock, 51, 70);
    assertThat(planner.wantsCommit()).isFalse();
    assertThat(due(planner, 169)).isEmpty();
    assertThat(due(planner, 170)).containsExactly(ORPHAN);
  }

  @Test
  void whatIsNamedAfterAllStays() {
    SweepPlanner planner = planner(empty);
    planner.seen(BLOCK, 50);
    planner.committed(empty, withBlock, 60, 70);
    assertThat(due(planner, 1000)).isEmpty();
    assertThat(planner.wantsCommit()).isFalse();
  }

  @Test
  void whatIsBeingWrittenStays() {
    SweepPlanner planner = planner(empty);
    planner.seen(ORPHAN, 50);
    planner.committed(empty, empty, 60, 70);
    assertThat(planner.due(1000, List.of(), ORPHAN::equals)).isEmpty();
  }

  @Test
  void whatAnEarlierOwnerDeletedGoesAfterTheDelay() {
    SweepPlanner planner = planner(withoutBlock);
    assertThat(due(planner, DELAY - 1)).isEmpty();
    assertThat(due(planner, DELAY)).containsExactly(BLOCK);
  }

  @Test
  void whatIsNamedIsNoOrphan() {
    SweepPlanner planner = planner(withBlock);
    planner.seen(BLOCK, 50);
    assertThat(planner.wantsCommit()).isFalse();
  }

  private static SweepPlanner planner(ManifestVersion start) {
    return new SweepPlanner(start, Duration.ofNanos(DELAY), 0);
  }

  private static List<Named> due(SweepPlanner planner, long now) {
    return planner.due(now, List.of(), _ -> false);
  }

  private static ManifestVersion version(long ordinal, Manifest manifest) {
    return new ManifestVersion(ordinal, manifest, List.of());
  }
}
