package io.varve.persistence.manifest;

import static org.assertj.core.api.Assertions.assertThat;

import io.varve.model.TenantId;
import io.varve.persistence.fs.CrashDisk;
import io.varve.persistence.fs.DiskCall;
import io.varve.persistence.fs.DiskFaults;
import io.varve.persistence.log.CommitResult;
import io.varve.persistence.objectstore.FileObjectStore;
import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

class ManifestCommitterTest {
  private static final ShardIdentity IDENTITY = new ShardIdentity("s", 0, 16, 1);
  private static final TenantId TENANT = new TenantId("a");

  private final CrashDisk disk = new CrashDisk(1);
  private final ArrayDeque<CompletableFuture<CommitResult>> commits = new ArrayDeque<>();
  private final List<Runnable> delayed = new ArrayList<>();
  private final InFlight inFlight = new InFlight();
  private int keys;
  private ManifestCommitter committer;

  @BeforeEach
  void start() throws IOException {
    committer =
        ManifestTesting.committer(
            ManifestVersion.none(IDENTITY),
            4,
            () -> "varve/shards/00000/pages/4-" + keys++ + "-0",
            200,
            (_, _) -> {
              commits.add(new CompletableFuture<>());
              return commits.getLast();
            },
            new ManifestCommitter.Environment(
                new FileObjectStore(disk, Path.of("/s")),
                Runnable::run,
                (_, task) -> delayed.add(task),
                () -> 0,
                inFlight));
  }

  @Test
  void editsThatComeDuringACommitShareTheNextOne() {
    CompletableFuture<EditResult> first = add(1);
    CompletableFuture<EditResult> second = add(2);
    CompletableFuture<EditResult> third = add(3);
    assertThat(commits).hasSize(1);
    assertThat(committer.newest().ordinal()).isZero();
    commits.remove().complete(new CommitResult.Committed(7));
    assertThat(first).isCompletedWithValueMatching(r -> r instanceof EditResult.Committed);
    assertThat(committer.newest().manifest().blocks()).hasSize(1);
    assertThat(second).isNotDone();
    assertThat(commits).hasSize(1);
    commits.remove().complete(new CommitResult.Committed(8));
    assertThat(third).isCompletedWithValueMatching(r -> r instanceof EditResult.Committed);
    assertThat(committer.newest().ordinal()).isEqualTo(8);
    assertThat(committer.newest().manifest().blocks()).hasSize(3);
    assertThat(committer.newest().manifest().epoch()).isEqualTo(4);
  }

  @Test
  void anEditMaySayThatItDoesNotApply() {
    CompletableFuture<EditResult> alone = submit(_ -> Optional.empty());
    assertThat(alone).isCompletedWithValueMatching(r -> r instanceof EditResult.NotApplicable);
    ignore(edit(1));
    CompletableFuture<EditResult> drop = drop(1);
    CompletableFuture<EditResult> again = drop(1);
    commits.remove().complete(new CommitResult.Committed(1));
    commits.remove().complete(new CommitResult.Committed(2));
    assertThat(drop).isCompletedWithValueMatching(r -> r instanceof EditResult.Committed);
    assertThat(again).isCompletedWithValueMatching(r -> r instanceof EditResult.NotApplicable);
    assertThat(committer.newest().manifest().deleted()).containsKey(ulid(1));
  }

  @Test
  void afterARefusalEachEditDoesAsItSaid() {
    CompletableFuture<EditResult> fails = add(1);
    commits.peek().complete(new CommitResult.Refused("full"));
    commits.remove();
    assertThat(fails).isCompletedWithValue(new EditResult.Refused("full"));
    CompletableFuture<EditResult> retries = submit(edit(2).retrying());
    commits.remove().complete(new CommitResult.Refused("full"));
    assertThat(retries).isNotDone();
    delayed.removeFirst().run();
    commits.remove().complete(new CommitResult.Committed(3));
    assertThat(retries).isCompletedWithValueMatching(r -> r instanceof EditResult.Committed);
    assertThat(committer.newest().manifest().blocks()).containsOnlyKeys(ulid(2));
  }

  @Test
  void aFencedOwnerCommitsNoMore() {
    CompletableFuture<EditResult> first = add(1);
    CompletableFuture<EditResult> second = submit(edit(2).retrying());
    commits.remove().complete(new CommitResult.Fenced(9));
    assertThat(first).isCompletedWithValue(new EditResult.Fenced(9));
    assertThat(second).isCompletedWithValue(new EditResult.Fenced(9));
    assertThat(add(3)).isCompletedWithValue(new EditResult.Fenced(9));
    assertThat(committer.isOver()).isTrue();
    assertThat(committer.newest().ordinal()).isZero();
  }

  @Test
  void anOutcomeThatIsNeverKnownEndsTheOwner() {
    CompletableFuture<EditResult> first = add(1);
    commits.remove().completeExceptionally(new IOException("gone"));
    assertThat(first).isCompletedExceptionally();
    assertThat(add(2)).isCompletedExceptionally();
    assertThat(committer.isOver()).isTrue();
  }

  @Test
  void anEditsBugIsItsOwn() {
    CompletableFuture<EditResult> bug =
        submit(
            _ -> {
              throw new IllegalStateException("bug");
            });
    assertThat(bug).isCompletedExceptionally();
    CompletableFuture<EditResult> next = add(1);
    commits.remove().complete(new CommitResult.Committed(1));
    assertThat(next).isCompletedWithValueMatching(r -> r instanceof EditResult.Committed);
  }

  @Test
  void pagesArePutBeforeTheCommitAndProtectedUntilItIsKnown() {
    for (int i = 0; i < 10; i++) {
      ignore(edit(i));
    }
    commits.remove().complete(new CommitResult.Committed(1));
    assertThat(inFlight.contains(page(0))).isTrue();
    commits.remove().complete(new CommitResult.Committed(2));
    assertThat(inFlight.contains(page(0))).isFalse();
    assertThat(committer.newest().names(page(0))).isTrue();
  }

  @Test
  void withoutItsPagesNothingIsCommitted() {
    ignore(edit(0));
    commits.remove().complete(new CommitResult.Committed(1));
    disk.faults(
        (call, _, _) ->
            call == DiskCall.APPEND ? DiskFaults.Fault.NO_SPACE : DiskFaults.Fault.NONE);
    List<CompletableFuture<EditResult>> edits = new ArrayList<>();
    ignore(edit(1));
    for (int i = 2; i < 9; i++) {
      edits.add(add(i));
    }
    commits.remove().complete(new CommitResult.Committed(2));
    assertThat(edits)
        .allSatisfy(
            e -> assertThat(e).isCompletedWithValueMatching(r -> r instanceof EditResult.Refused));
    assertThat(commits).isEmpty();
    assertThat(inFlight.contains(page(0))).isFalse();
  }

  @Test
  void aPinKeepsItsVersion() {
    Pin before = committer.pin();
    ignore(edit(1));
    commits.remove().complete(new CommitResult.Committed(1));
    Pin after = committer.pin();
    Pin more = committer.pin();
    assertThat(committer.pinned()).containsExactlyInAnyOrder(before.version(), after.version());
    before.close();
    before.close();
    more.close();
    assertThat(committer.pinned()).containsExactly(after.version());
    after.close();
    assertThat(committer.pinned()).isEmpty();
  }

  private CompletableFuture<EditResult> add(int i) {
    return submit(edit(i));
  }

  /** Submits an edit whose answer another test looks at. */
  private void ignore(ManifestEdit edit) {
    CompletableFuture<EditResult> _ = submit(edit);
  }

  private static ManifestEdit edit(int i) {
    return base -> Optional.of(base.withBlock(ManifestTesting.block(base, TENANT, ulid(i), 4)));
  }

  private CompletableFuture<EditResult> drop(int i) {
    return submit(
        base ->
            base.blocks().containsKey(ulid(i))
                ? Optional.of(base.withoutBlocks(List.of(ulid(i)), 0))
                : Optional.empty());
  }

  private CompletableFuture<EditResult> submit(ManifestEdit edit) {
    return committer.submit(edit).toCompletableFuture();
  }

  private static Named page(int i) {
    return new Named.OfKey("varve/shards/00000/pages/4-" + i + "-0");
  }

  private static String ulid(int i) {
    return ManifestTesting.ulid(i, 0, i);
  }
}
