package io.varve.persistence.manifest;

import static org.assertj.core.api.Assertions.assertThat;

import io.varve.model.TenantId;
import io.varve.persistence.fs.CrashDisk;
import io.varve.persistence.log.CommitResult;
import io.varve.persistence.objectstore.FileObjectStore;
import io.varve.persistence.objectstore.Listing;
import io.varve.persistence.objectstore.ObjectBody;
import io.varve.persistence.objectstore.ObjectStore;
import io.varve.persistence.objectstore.ShardKeys;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

class SweeperTest {
  private static final int SHARD = 5;
  private static final long EPOCH = 4;
  private static final TenantId TENANT = new TenantId("a");
  private static final ShardKeys KEYS = new ShardKeys(SHARD);

  private final InFlight inFlight = new InFlight();
  private final List<Long> segments = new ArrayList<>();
  private long nanos;
  private boolean fenced;
  private ObjectStore store;
  private ManifestCommitter committer;
  private Sweeper sweeper;

  @BeforeEach
  void start() throws IOException {
    store = new FileObjectStore(new CrashDisk(1), Path.of("/s"));
    committer =
        ManifestTesting.committer(
            ManifestVersion.none(new ShardIdentity("s", SHARD, 16, 1)),
            EPOCH,
            () -> "unused",
            1 << 20,
            (_, _) ->
                CompletableFuture.completedStage(
                    fenced ? new CommitResult.Fenced(5) : new CommitResult.Committed(++nanos)),
            new ManifestCommitter.Environment(
                store, Runnable::run, (_, _) -> {}, () -> ++nanos, inFlight));
    sweeper =
        new Sweeper(
            store,
            KEYS,
            EPOCH,
            committer,
            inFlight,
            segments::add,
            Duration.ofHours(1),
            () -> ++nanos);
  }

  @Test
  void leftOversOfThisAndEarlierOwnersGo() throws IOException {
    String older = put(KEYS.object(ShardKeys.Kind.HEAD, 3, 1, 1));
    String own = put(KEYS.object(ShardKeys.Kind.CHECKPOINT, EPOCH, 1, 1));
    String newer = put(KEYS.object(ShardKeys.Kind.LABELS, 5, 1, 1));
    String other = put(new ShardKeys(6).object(ShardKeys.Kind.LABELS, 1, 1, 1));
    String link = put(KEYS.link(1));
    put("varve/tenants/b.json");
    put("b/" + ManifestTesting.ulid(1, SHARD, 1) + "/meta.json");
    put("varve/downsampled/b/" + ManifestTesting.ulid(2, SHARD, 1) + "/index");
    put("b/" + ManifestTesting.ulid(3, SHARD, 1) + "/meta.json");
    String lower = put("b/" + ManifestTesting.ulid(4, SHARD, -1).toLowerCase(Locale.ROOT) + "/x");
    String sibling = put("b/" + ManifestTesting.ulid(1, 6, 1) + "/meta.json");
    sweeper.look(Set.of(7));
    sweeper.sweep();
    assertThat(keys()).contains(older, own);
    later();
    sweeper.sweep();
    assertThat(keys())
        .containsExactlyInAnyOrder(newer, other, link, lower, sibling, "varve/tenants/b.json");
    assertThat(segments).containsExactly(7L);
  }

  @Test
  void deletedBlocksAreForgottenWhenTheyAreGone() throws IOException {
    String ulid = ManifestTesting.ulid(1, SHARD, 1);
    put("a/" + ulid + "/index");
    put("a/" + ulid + "/meta.json");
    committer.submit(
        base -> Optional.of(base.withBlock(ManifestTesting.block(base, TENANT, ulid, EPOCH))));
    committer.submit(base -> Optional.of(base.withoutBlocks(List.of(ulid), 0)));
    later();
    sweeper.sweep();
    assertThat(keys()).isEmpty();
    assertThat(committer.newest().manifest().deleted()).isEmpty();
  }

  @Test
  void aFencedOwnerDeletesNothing() throws IOException {
    String key = put(KEYS.object(ShardKeys.Kind.HEAD, 3, 1, 1));
    fenced = true;
    sweeper.look(Set.of());
    later();
    sweeper.sweep();
    assertThat(keys()).containsExactly(key);
  }

  @Test
  void whatIsBeingWrittenIsNotLookedAt() throws IOException {
    String key = put(KEYS.object(ShardKeys.Kind.HEAD, EPOCH, 1, 1));
    try (InFlight.Reservation _ = inFlight.reserve(new Named.OfKey(key))) {
      sweeper.look(Set.of());
      later();
      sweeper.sweep();
    }
    assertThat(keys()).containsExactly(key);
  }

  private void later() {
    nanos += Duration.ofHours(1).toNanos();
  }

  private String put(String key) throws IOException {
    store.put(key, new ObjectBody.Bytes(new byte[1]));
    return key;
  }

  private List<String> keys() throws IOException {
    return store.list("", "", 1000).entries().stream().map(Listing.Entry::key).toList();
  }
}
