package io.varve.persistence.manifest;

import io.varve.persistence.log.CommitResult;
import io.varve.persistence.log.Timer;
import io.varve.persistence.objectstore.ObjectBody;
import io.varve.persistence.objectstore.ObjectStore;
import java.io.IOException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.Executor;
import java.util.concurrent.locks.ReentrantLock;
import java.util.function.LongSupplier;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/**
 * The only one who commits a shard's manifest. Edits that come while a commit is under way are
 * applied together in the next one, in the order in which they came. Thread-safe.
 */
public final class ManifestCommitter {
  private static final Duration RETRY = Duration.ofSeconds(1);

  private final Environment environment;
  private final CommitFunction commit;
  private final long epoch;
  private final Pager pager;
  private final PublishedVersions versions;
  private final List<CommitListener> listeners = new CopyOnWriteArrayList<>();

  private final ReentrantLock lock = new ReentrantLock();
  private List<Submitted> waiting = new ArrayList<>();
  private boolean busy;
  private volatile @Nullable End end;

  /**
   * What a committer works with.
   *
   * @param store where pages go
   * @param io runs tasks that block for as long as the store takes
   * @param timer for the pause after a refusal
   * @param nanos a monotonic clock
   * @param inFlight protects pages until they are named
   */
  public record Environment(
      ObjectStore store, Executor io, Timer timer, LongSupplier nanos, InFlight inFlight) {}

  private record Submitted(ManifestEdit edit, CompletableFuture<EditResult> answer) {}

  /** Why this owner commits no more. */
  private sealed interface End {
    record Fenced(long byEpoch) implements End {}

    record Broken(Throwable cause) implements End {}
  }

  /** What a commit is made of. */
  private record Round(List<Submitted> applied, List<Submitted> notApplicable, Manifest manifest) {}

  /**
   * @param start what was found at the claim
   * @param epoch this owner's
   * @param pageKeys gives each new page its key, one of this epoch's
   */
  public ManifestCommitter(
      ManifestVersion start,
      long epoch,
      PageKeys pageKeys,
      CommitFunction commit,
      Environment environment) {
    this(start, epoch, new Pager(pageKeys::next, ManifestFormat.INLINE_BYTES), commit, environment);
  }

  ManifestCommitter(
      ManifestVersion start,
      long epoch,
      Pager pager,
      CommitFunction commit,
      Environment environment) {
    this.versions = new PublishedVersions(start);
    this.epoch = epoch;
    this.pager = pager;
    this.commit = commit;
    this.environment = environment;
  }

  /** Gives new pages their keys. */
  @FunctionalInterface
  public interface PageKeys {
    /** Returns a key that was never used. */
    String next();
  }

  /**
   * Submits an edit; the stage completes exceptionally only if the edit or the commit has a bug.
   */
  public CompletionStage<EditResult> submit(ManifestEdit edit) {
    Submitted submitted = new Submitted(edit, new CompletableFuture<>());
    locked(() -> waiting.add(submitted));
    goOn();
    return submitted.answer();
  }

  /** The newest version. */
  public ManifestVersion newest() {
    return versions.newest();
  }

  /** Holds the newest version for a reader. */
  public Pin pin() {
    return versions.pin();
  }

  /** Whether this owner will commit no more. */
  public boolean isOver() {
    return end != null;
  }

  /** Adds a listener for the commits to come. */
  public void listen(CommitListener listener) {
    listeners.add(listener);
  }

  /** The versions that readers hold. */
  List<ManifestVersion> pinned() {
    return versions.pinned();
  }

  private void goOn() {
    List<Submitted> round = locked(this::takeWaiting);
    if (!round.isEmpty()) {
      environment.io().execute(() -> tryRun(round));
    }
  }

  private List<Submitted> takeWaiting() {
    if (busy || waiting.isEmpty()) {
      return List.of();
    }
    busy = true;
    List<Submitted> round = waiting;
    waiting = new ArrayList<>();
    return round;
  }

  /** A bug ends the committing, so that its shard starts anew; it never leaves anybody waiting. */
  private void tryRun(List<Submitted> submitted) {
    try {
      run(submitted);
    } catch (RuntimeException e) {
      broken(submitted, e);
    }
  }

  private void broken(List<Submitted> submitted, Throwable failure) {
    Throwable cause = failure.getCause();
    end = new End.Broken(failure instanceof CompletionException && cause != null ? cause : failure);
    answerEnd(submitted);
  }

  private void run(List<Submitted> submitted) {
    if (isOver()) {
      answerEnd(submitted);
      return;
    }
    ManifestVersion before = newest();
    Round round = apply(before.manifest(), submitted);
    if (round.applied().isEmpty()) {
      round.notApplicable().forEach(s -> s.answer().complete(new EditResult.NotApplicable(before)));
      done();
      return;
    }
    Pager.Plan plan = pager.plan(round.manifest(), before.pages());
    List<InFlight.Reservation> pages =
        plan.fresh().keySet().stream()
            .map(key -> environment.inFlight().reserve(new Named.OfKey(key)))
            .toList();
    Optional<String> obstacle = putPages(plan);
    if (obstacle.isPresent()) {
      pages.forEach(InFlight.Reservation::close);
      refused(round, obstacle.get());
      return;
    }
    long begun = environment.nanos().getAsLong();
    commit
        .commit(round.manifest().sequenceNr(), plan.bytes())
        .thenAccept(
            result -> {
              finish(before, round, plan, begun, result);
              pages.forEach(InFlight.Reservation::close);
            })
        .whenComplete(
            (_, failure) -> {
              if (failure != null) {
                broken(submitted, failure);
              }
            });
  }

  private Round apply(Manifest base, List<Submitted> submitted) {
    Round round = new Round(new ArrayList<>(), new ArrayList<>(), base);
    Manifest manifest = base;
    for (Submitted s : submitted) {
      try {
        Optional<Manifest> applied = s.edit().apply(manifest);
        (applied.isPresent() ? round.applied() : round.notApplicable()).add(s);
        manifest = applied.orElse(manifest);
      } catch (RuntimeException e) {
        s.answer().completeExceptionally(e);
      }
    }
    return new Round(round.applied(), round.notApplicable(), manifest.withEpoch(epoch));
  }

  /** Puts new pages, and returns why this cannot be committed, if so. */
  private Optional<String> putPages(Pager.Plan plan) {
    if (plan.bytes().length > ManifestFormat.MAX_BYTES) {
      return Optional.of(
          "a manifest of %d bytes, %d are allowed"
              .formatted(plan.bytes().length, ManifestFormat.MAX_BYTES));
    }
    try {
      for (Map.Entry<String, byte[]> page : plan.fresh().entrySet()) {
        environment.store().put(page.getKey(), new ObjectBody.Bytes(page.getValue()));
      }
      return Optional.empty();
    } catch (IOException e) {
      return Optional.of("no page was put: " + e.getMessage());
    }
  }

  private void finish(
      ManifestVersion before, Round round, Pager.Plan plan, long begun, CommitResult result) {
    switch (result) {
      case CommitResult.Committed(long ordinal) -> {
        ManifestVersion after = new ManifestVersion(ordinal, round.manifest(), plan.pages());
        versions.publish(after);
        listeners.forEach(l -> l.committed(before, after, begun));
        round.applied().forEach(s -> s.answer().complete(new EditResult.Committed(after)));
        round
            .notApplicable()
            .forEach(s -> s.answer().complete(new EditResult.NotApplicable(after)));
        done();
      }
      case CommitResult.Refused(String reason) -> refused(round, reason);
      case CommitResult.Fenced(long byEpoch) -> {
        end = new End.Fenced(byEpoch);
        List<Submitted> all = new ArrayList<>(round.applied());
        all.addAll(round.notApplicable());
        answerEnd(all);
      }
    }
  }

  /** Nothing was committed: what tries again waits a moment, in the old order. */
  private void refused(Round round, String reason) {
    List<Submitted> again = new ArrayList<>(round.notApplicable());
    for (Submitted s : round.applied()) {
      if (s.edit().retriesWhenRefused()) {
        again.add(s);
      } else {
        s.answer().complete(new EditResult.Refused(reason));
      }
    }
    locked(() -> waiting.addAll(0, again));
    if (again.isEmpty()) {
      done();
    } else {
      environment.timer().after(RETRY, this::done);
    }
  }

  private void answerEnd(List<Submitted> submitted) {
    switch (end) {
      case null -> throw new IllegalStateException("this is not the end");
      case End.Fenced(long byEpoch) ->
          submitted.forEach(s -> s.answer().complete(new EditResult.Fenced(byEpoch)));
      case End.Broken(Throwable cause) ->
          submitted.forEach(s -> s.answer().completeExceptionally(cause));
    }
    done();
  }

  private void done() {
    locked(() -> busy = false);
    goOn();
  }

  private <T> T locked(Supplier<T> action) {
    lock.lock();
    try {
      return action.get();
    } finally {
      lock.unlock();
    }
  }
}
