package io.varve.sharding.shard;

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
  private final ShardSettings settings;
  private final ShardState state;
  private final SeriesExecutor series;
  private final ShardStorage storage;
  private final Semaphore permits;
  private final Consumer<CheckpointImage> whenGathered;
  private final List<CompletableFuture<Void>> askedFor = new ArrayList<>();

  /** Those who wait for the checkpoint under way, and not for a later one. */
  private final List<CompletableFuture<Void>> waiting = new ArrayList<>();

  private long samples;
  private long bytes;
  private long samplesAtCut;
  private long bytesAtCut;
  private boolean wanted;
  private boolean running;

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

  /** Counts what a replay would have to go through. */
  void count(long moreSamples, long moreBytes) {
    samples += moreSamples;
    bytes += moreBytes;
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
        wanted
            || !askedFor.isEmpty()
            || samples >= settings.checkpointSamples()
            || bytes >= settings.checkpointBytes();
    if (due && !running && permits.tryAcquire()) {
      start();
    }
  }

  private void start() {
    running = true;
    wanted = false;
    samplesAtCut = samples;
    bytesAtCut = bytes;
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
            done ->
                whenGathered.accept(
                    new CheckpointImage(sequenceNr, nextRef, tenants, labels, retired, done)));
    SeriesCommand.Checkpoint command = new SeriesCommand.Checkpoint(parts);
    for (int ref : state.series().keySet()) {
      series.run(ref, command);
    }
    parts.allAsked();
  }

  void saved() {
    end();
    state.tenants().forEach(TenantState::checkpointCommitted);
    samples -= samplesAtCut;
    bytes -= bytesAtCut;
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
