package io.varve.persistence.log.chain;

import io.varve.persistence.log.AppendResult;
import io.varve.persistence.log.CommitResult;
import io.varve.persistence.log.LogConsumer;
import io.varve.persistence.log.LogRecord;
import io.varve.persistence.log.ManifestRecord;
import io.varve.persistence.log.ShardLog;
import java.io.IOException;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.locks.ReentrantLock;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * The chain of one shard in the hands of one owner: one put is under way at a time, the next one
 * starts when its fate is known.
 *
 * <p>All state is guarded by the lock, which is never held while the store works or an answer is
 * given. Answers are given before the next put starts, which keeps them in order.
 */
final class ChainLog implements ShardLog {
  private static final Logger LOG = LoggerFactory.getLogger(ChainLog.class);

  private final int shard;
  private final ChainSettings settings;
  private final ChainRuntime runtime;
  private final ChainWriter writer;
  private final LinkReplay replay;
  private final LinkDeletion deletion;

  private final ReentrantLock lock = new ReentrantLock();
  private final ChainPosition position;
  private final AppendQueue queue;
  private CompletionStage<?> lastAnswer = CompletableFuture.completedStage(null);
  private @Nullable PendingCommit commit;
  private boolean committing;
  private boolean busy;
  private boolean lingering;
  private long lastPutNanos;
  private long fencedBy;
  private boolean released;

  ChainLog(
      int shard,
      ChainSettings settings,
      ChainRuntime runtime,
      ChainWriter writer,
      LinkReplay replay,
      LinkDeletion deletion,
      ChainPosition position) {
    this.shard = shard;
    this.settings = settings;
    this.runtime = runtime;
    this.writer = writer;
    this.replay = replay;
    this.deletion = deletion;
    this.position = position;
    this.queue =
        new AppendQueue(
            settings.linkBytes(), settings.queuedBytes(), position.highestSequenceNr() + 1);
    this.lastPutNanos = nanos() - settings.linger().toNanos();
  }

  @Override
  public int shard() {
    return shard;
  }

  @Override
  public long epoch() {
    return position.epoch();
  }

  @Override
  public Optional<ManifestRecord> manifest() {
    return locked(position::manifest);
  }

  @Override
  public long highestSequenceNr() {
    return locked(position::highestSequenceNr);
  }

  @Override
  public void replay(long from, long to, LogConsumer consumer) throws IOException {
    List<LinkSpan> spans =
        locked(
            () -> {
              if (from <= position.coveredSequenceNr()) {
                throw new IllegalArgumentException(
                    "replay from %d, but %d are covered"
                        .formatted(from, position.coveredSequenceNr()));
              }
              return position.spans(from, to);
            });
    replay.replay(spans, from, to, consumer);
  }

  @Override
  public CompletionStage<AppendResult> append(List<LogRecord> records) {
    CompletionStage<AppendResult> answer =
        locked(
            () -> {
              CompletionStage<AppendResult> added =
                  isOver()
                      ? lastAnswer.thenApply(_ -> new AppendResult.Fenced(overBy()))
                      : queue.add(records);
              lastAnswer = added;
              return added;
            });
    goOn();
    return answer;
  }

  @Override
  public CommitResult commit(long sequenceNr, byte[] manifest) {
    return commitLater(sequenceNr, manifest).toCompletableFuture().join();
  }

  /** Like {@link #commit}, without blocking. */
  CompletionStage<CommitResult> commitLater(long sequenceNr, byte[] manifest) {
    CompletionStage<CommitResult> answer =
        locked(
            () -> {
              if (isOver()) {
                return CompletableFuture.completedStage(new CommitResult.Fenced(overBy()));
              }
              if (committing) {
                throw new IllegalStateException("a commit is under way");
              }
              if (sequenceNr < position.coveredSequenceNr()
                  || sequenceNr > position.highestSequenceNr()) {
                throw new IllegalArgumentException(
                    "commit of %d between %d and %d"
                        .formatted(
                            sequenceNr,
                            position.coveredSequenceNr(),
                            position.highestSequenceNr()));
              }
              committing = true;
              commit = new PendingCommit(sequenceNr, manifest);
              return commit.answer();
            });
    goOn();
    return answer;
  }

  @Override
  public void release() {
    locked(() -> released = true);
    goOn();
  }

  /** Completes when all appends so far are answered. */
  CompletionStage<?> answered() {
    return locked(() -> lastAnswer);
  }

  private boolean isOver() {
    return released || fencedBy > 0;
  }

  private long overBy() {
    return fencedBy > 0 ? fencedBy : position.epoch();
  }

  /** Starts what is due, if nothing is under way. */
  private void goOn() {
    Runnable next = locked(this::next);
    if (next != null) {
      next.run();
    }
  }

  private @Nullable Runnable next() {
    if (busy) {
      return null;
    }
    if (fencedBy > 0) {
      return queue.isEmpty() && commit == null ? null : answerAll();
    }
    if (commit != null) {
      PendingCommit next = commit;
      commit = null;
      return put(position.checkpoint(next.sequenceNr(), next.manifest()), next);
    }
    if (queue.isEmpty()) {
      return null;
    }
    long wait = settings.linger().toNanos() - (nanos() - lastPutNanos);
    if (wait > 0 && !queue.isReady() && !released) {
      return lingering ? null : linger(Duration.ofNanos(wait));
    }
    AppendQueue.Batch batch = queue.take();
    if (batch.records().isEmpty()) {
      busy = true;
      return () -> runtime.io().execute(() -> tell(() -> batch.won(0)));
    }
    lastPutNanos = nanos();
    return put(position.events(batch.records()), batch);
  }

  private Runnable linger(Duration wait) {
    lingering = true;
    return () ->
        runtime
            .timer()
            .after(
                wait,
                () -> {
                  locked(() -> lingering = false);
                  goOn();
                });
  }

  private Runnable answerAll() {
    busy = true;
    AppendQueue.Batch rest = queue.takeAll();
    PendingCommit uncommitted = commit;
    commit = null;
    long by = fencedBy;
    return () ->
        tell(
            () -> {
              rest.fenced(by);
              if (uncommitted != null) {
                uncommitted.fenced(by);
              }
            });
  }

  private Runnable put(Link link, LinkWaiter waiter) {
    busy = true;
    NumberedLink numbered =
        new NumberedLink(position.nextNumber(), Token.random(runtime.random()), link);
    Clocks.Moment endSeenAt = position.endSeenAt();
    return () ->
        runtime
            .io()
            .execute(
                () -> attempt(writer.successor(numbered, endSeenAt), waiter, settings.retryMin()));
  }

  private void attempt(PendingLink link, LinkWaiter waiter, Duration backoff) {
    switch (writer.attempt(link)) {
      case PutFate.Won(Clocks.Moment endSeenAt) -> {
        long superseded = locked(() -> won(link.link(), endSeenAt));
        if (superseded > 1) {
          deletion.superseded(superseded);
        }
        tell(() -> waiter.won(link.number()));
      }
      case PutFate.Fenced(long byEpoch) -> {
        locked(() -> fencedBy = byEpoch);
        tell(() -> waiter.fenced(byEpoch));
      }
      case PutFate.Unknown(Exception cause) -> {
        LOG.debug("Link {} of shard {} in {}", link.number(), shard, backoff, cause);
        Duration doubled = backoff.multipliedBy(2);
        Duration longer =
            doubled.compareTo(settings.retryMax()) < 0 ? doubled : settings.retryMax();
        runtime
            .timer()
            .after(backoff, () -> runtime.io().execute(() -> attempt(link, waiter, longer)));
      }
    }
  }

  /** Returns the last but one checkpoint's log position if there is a new checkpoint, else 0. */
  private long won(Link link, Clocks.Moment endSeenAt) {
    long before = position.logPosition();
    position.won(link, endSeenAt);
    if (!(link instanceof Link.Checkpoint)) {
      return 0;
    }
    committing = false;
    return before;
  }

  /** Gives answers while nothing else is under way, then goes on. */
  private void tell(Runnable answers) {
    answers.run();
    locked(() -> busy = false);
    goOn();
  }

  private long nanos() {
    return runtime.clocks().nanos().getAsLong();
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
