package io.varve.sharding.shard;

import io.varve.persistence.event.Event;
import io.varve.persistence.head.index.HeadView;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.Semaphore;
import java.util.function.Consumer;

/**
 * Decides when a shard is checkpointed, and takes the cut: one at a time, and only so many at once
 * on a node. Used by the shard in its turns only.
 */
final class Checkpointer {
  private static final int FIRST_BYTES_PER_SERIES = 128;
  private static final int MAX_EXPECTED_BYTES = 64 << 20;

  private final ShardSettings settings;
  private final ShardState state;
  private final SeriesExecutor series;
  private final ShardStorage storage;
  private final Semaphore permits;
  private final Consumer<CheckpointImage> whenGathered;
  private final List<CompletableFuture<Void>> askedFor = new ArrayList<>();

  /** Those who wait for the checkpoint under way, and not for a later one. */
  private final List<CompletableFuture<Void>> waiting = new ArrayList<>();

  /** What a replay would go through, and how much of it the checkpoint under way will spare. */
  private CheckpointSettings.Replay replay = CheckpointSettings.Replay.NOTHING;

  private CheckpointSettings.Replay spared = CheckpointSettings.Replay.NOTHING;
  private boolean wanted;
  private boolean running;

  /** Bytes of a series in the last checkpoint, with some room: the next will be much like it. */
  private volatile int bytesPerSeries = FIRST_BYTES_PER_SERIES;

  Checkpointer(
      ShardSettings settings,
      ShardState state,
      SeriesExecutor series,
      ShardStorage storage,
      Semaphore permits,
      Consumer<CheckpointImage> whenGathered) {
    this.settings = settings;
    this.state = state;
    this.series = series;
    this.storage = storage;
    this.permits = permits;
    this.whenGathered = whenGathered;
  }

  /** Counts an event that a replay would have to go through, and the length of its record. */
  void count(Event event, long bytes) {
    replay =
        replay.plus(
            event instanceof Event.Samples s
                ? new CheckpointSettings.Replay(
                    s.columns().sampleCount(), bytes, s.newSeries().size())
                : new CheckpointSettings.Replay(0, bytes, 0));
  }

  /** A checkpoint is worth its while whatever the counts say. */
  void want() {
    wanted = true;
  }

  void ask(CompletableFuture<Void> reply) {
    askedFor.add(reply);
  }

  /** Starts a checkpoint if one is due and there is room for it. */
  void startIfDue() {
    boolean due =
        wanted || !askedFor.isEmpty() || settings.checkpoint().isDue(replay, state.seriesCount());
    if (due && !running && permits.tryAcquire()) {
      start();
    }
  }

  private void start() {
    running = true;
    wanted = false;
    spared = replay;
    waiting.addAll(askedFor);
    askedFor.clear();
    long sequenceNr = state.sequenceNr();
    int nextRef = state.nextRef();
    state.tenants().forEach(TenantState::checkpointBegun);
    List<CheckpointImage.TenantWindows> tenants =
        state.tenants().stream()
            .map(CheckpointImage.TenantWindows::of)
            .filter(CheckpointImage.TenantWindows::hasAny)
            .sorted(Comparator.comparing(CheckpointImage.TenantWindows::tenant))
            .toList();
    HeadView labels = state.index().view();
    List<Integer> retired = storage.retireSegments(state.liveWindows());
    CheckpointParts parts =
        new CheckpointParts(
            state.seriesCount(),
            (int) Math.min(MAX_EXPECTED_BYTES, (long) bytesPerSeries * state.seriesCount()),
            done -> {
              bytesPerSeries = 1 + (int) (1.25 * done.bytes().size() / Math.max(1, done.series()));
              whenGathered.accept(
                  new CheckpointImage(sequenceNr, nextRef, tenants, labels, retired, done));
            });
    SeriesCommand.Checkpoint command = new SeriesCommand.Checkpoint(parts);
    state.series().forEach((_, ref) -> series.run(ref, command));
    parts.allAsked();
  }

  void saved() {
    end();
    state.tenants().forEach(TenantState::checkpointCommitted);
    replay = replay.minus(spared);
    waiting.forEach(w -> w.complete(null));
    waiting.clear();
  }

  void failed(Throwable cause) {
    end();
    wanted = true;
    waiting.forEach(w -> w.completeExceptionally(cause));
    waiting.clear();
  }

  /** The shard stops: whoever waits hears of it, and the permit goes back. */
  void stopped(Throwable cause) {
    if (running) {
      end();
    }
    waiting.addAll(askedFor);
    waiting.forEach(w -> w.completeExceptionally(cause));
  }

  private void end() {
    running = false;
    permits.release();
  }
}
