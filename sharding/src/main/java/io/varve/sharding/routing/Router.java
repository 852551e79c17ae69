package io.varve.sharding.routing;

import io.varve.model.ShardPlacement;
import io.varve.sharding.ingest.LabelDecoder;
import io.varve.sharding.ingest.WriteRequest;
import io.varve.sharding.ingest.WriteResult;
import io.varve.sharding.ingest.WriteTarget;
import io.varve.sharding.shard.BatchReply;
import java.util.Arrays;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.LongSupplier;

/**
 * Splits requests among the shards that own their series and gathers the answers. Thread-safe.
 *
 * <p>The node's only way to write. A request is answered when all its parts are, or with what is
 * known by its deadline.
 */
public final class Router implements WriteTarget {
  private final RouterSettings settings;
  private final TenantPlacements placements;
  private final RouteCache cache;
  private final LongSupplier nanoTime;
  private final Lane[] lanes;
  private final Set<PendingWrite> pending = ConcurrentHashMap.newKeySet();
  private final ThreadLocal<LabelDecoder> decoders = ThreadLocal.withInitial(LabelDecoder::new);

  /**
   * Creates a router.
   *
   * @param shards N
   * @param incarnation random, so that a router started anew is another one
   * @param nanoTime a clock that never goes back, ns
   */
  public Router(
      RouterSettings settings,
      int shards,
      TenantPlacements placements,
      ShardTransport transport,
      long incarnation,
      LongSupplier nanoTime) {
    this.settings = settings;
    this.placements = placements;
    this.cache = new RouteCache(settings.routeCacheEntries());
    this.nanoTime = nanoTime;
    lanes = new Lane[shards];
    for (int i = 0; i < shards; i++) {
      lanes[i] = new Lane(i, incarnation, settings.resendAfter().toNanos(), transport);
    }
  }

  @Override
  public CompletionStage<WriteResult> write(WriteRequest request) {
    if (request.seriesCount() == 0) {
      return CompletableFuture.completedStage(WriteResult.EMPTY);
    }
    return placements.of(request.tenant()).thenCompose(placement -> write(request, placement));
  }

  private CompletionStage<WriteResult> write(WriteRequest request, ShardPlacement placement) {
    Split split = Split.of(request, placement, cache, decoders.get());
    long deadline = nanoTime.getAsLong() + settings.deadline().toNanos();
    // One part more than there are, so that no answer completes it before all are sent.
    PendingWrite write =
        new PendingWrite(request, deadline, split.shardsUsed() + 1, split.refused());
    pending.add(write);
    CompletableFuture<?> _ = write.result().whenComplete((_, _) -> pending.remove(write));
    for (int shard = 0; shard < lanes.length; shard++) {
      Part part = split.part(write, shard);
      if (part.size() > 0) {
        lanes[shard].add(part, request, split, nanoTime.getAsLong());
      }
    }
    write.answered(WriteResult.EMPTY);
    return write.result();
  }

  /** Takes a shard's answer to a batch. */
  public void answer(BatchReply reply) {
    long now = nanoTime.getAsLong();
    JoinedBatch batch = lanes[reply.shard()].answered(reply, now);
    if (batch == null) {
      return;
    }
    switch (reply) {
      case BatchReply.Applied applied -> distribute(applied, batch);
      case BatchReply.Unavailable unavailable -> {
        WriteResult interrupted =
            WriteResult.interrupted((int) settings.retryAfter().toSeconds(), unavailable.reason());
        batch.parts().forEach(part -> part.write().answered(interrupted));
      }
    }
  }

  private void distribute(BatchReply.Applied applied, JoinedBatch batch) {
    int begin = 0;
    for (int p = 0; p < batch.parts().size(); p++) {
      Part part = batch.parts().get(p);
      if (batch.hasLabels() || applied.unknown().length > 0) {
        int first = begin;
        part.write().ifWaiting(request -> learn(applied, batch, part, first, request));
      }
      part.write().answered(Results.of(applied.parts().get(p)));
      begin += part.size();
    }
  }

  /** Remembers new references, and sends again with labels what the shard does not know. */
  private void learn(
      BatchReply.Applied applied, JoinedBatch batch, Part part, int begin, WriteRequest request) {
    for (int i = 0; i < part.size(); i++) {
      int s = part.series(i);
      if (batch.isLabelled(begin + i) && applied.refs()[begin + i] != Route.NO_REF) {
        long route = Route.of(applied.shard(), applied.refs()[begin + i], applied.epoch());
        cache.put(request.hashHi(s), request.hashLo(s), route);
      }
    }
    int[] unknown =
        Arrays.stream(applied.unknown())
            .filter(i -> i >= begin && i < begin + part.size())
            .map(i -> part.series(i - begin))
            .toArray();
    if (unknown.length > 0) {
      part.write().expectOneMore();
      Split split = Split.byLabels(request, decoders.get());
      Part again = Part.of(part.write(), unknown);
      lanes[applied.shard()].add(again, request, split, nanoTime.getAsLong());
    }
  }

  /** A turn of the clock: re-sends, and answers requests whose deadline has passed. */
  public void tick() {
    long now = nanoTime.getAsLong();
    for (PendingWrite write : pending) {
      if (write.deadline() <= now) {
        write.expire(
            (int) settings.retryAfter().toSeconds(),
            "not all shards answered within %d s".formatted(settings.deadline().toSeconds()));
      }
    }
    for (Lane lane : lanes) {
      lane.tick(now);
    }
  }

  /** Requests that wait for their shards. */
  public int pendingWrites() {
    return pending.size();
  }
}
