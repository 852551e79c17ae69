package io.varve.sharding.routing;

import io.varve.model.TenantId;
import io.varve.persistence.event.BatchId;
import io.varve.sharding.ingest.WriteRequest;
import io.varve.sharding.shard.BatchReply;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.Iterator;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * The way to one shard: what is on its way, and what waits to be joined behind it.
 *
 * <p>A batch is kept until it is answered, so that it can be sent again; it then bears the same
 * number. Thread-safe; sending happens under the lane's lock, so batches leave in one order.
 */
final class Lane {
  /** One batch is being written while the next one waits in the shard's pipeline. */
  private static final int MAX_IN_FLIGHT = 2;

  /** How many times its first part's size is kept free at most: many small tenants may wait. */
  private static final int MAX_GROWTH = 8;

  /** A batch that was sent, until it is answered. */
  private record Sent(BatchId id, JoinedBatch batch, long epoch, long resendAt) {
    private Sent again(long later) {
      return new Sent(id, batch, epoch, later);
    }
  }

  private final Object lock = new Object();
  private final int shard;
  private final long incarnation;
  private final long resendNanos;
  private final ShardTransport transport;
  private final ArrayDeque<JoinedBatch> waiting = new ArrayDeque<>();
  private final Map<Long, Sent> inFlight = new HashMap<>();
  private long nextNumber = 1;
  private long epoch;

  /** How large batches have been that had to wait; falls slowly, since every other one is small. */
  private int roomSeries;

  private int roomSamples;

  /**
   * Creates a lane.
   *
   * @param incarnation of the router
   * @param resendNanos how long an answer may take before the batch is sent again
   */
  Lane(int shard, long incarnation, long resendNanos, ShardTransport transport) {
    this.shard = shard;
    this.incarnation = incarnation;
    this.resendNanos = resendNanos;
    this.transport = transport;
  }

  /** Adds a part of a request, and sends it if nothing is in its way. */
  void add(Part part, WriteRequest request, Split split, long now) {
    synchronized (lock) {
      JoinedBatch batch = joinable(request.tenant());
      if (batch == null) {
        batch = newBatch(part, request);
        waiting.add(batch);
      }
      batch.add(part, request, split, epoch);
      sendNext(now);
    }
  }

  /** A batch with room for what is likely to be joined to it while it waits. */
  private JoinedBatch newBatch(Part part, WriteRequest request) {
    int samples = part.samples(request);
    boolean leavesAtOnce = waiting.isEmpty() && inFlight.size() < MAX_IN_FLIGHT;
    return leavesAtOnce
        ? new JoinedBatch(request.tenant(), part.size(), samples)
        : new JoinedBatch(
            request.tenant(),
            Math.clamp(roomSeries, part.size(), MAX_GROWTH * part.size()),
            Math.clamp(roomSamples, samples, MAX_GROWTH * samples));
  }

  private @Nullable JoinedBatch joinable(TenantId tenant) {
    for (Iterator<JoinedBatch> it = waiting.descendingIterator(); it.hasNext(); ) {
      JoinedBatch batch = it.next();
      if (batch.tenant().equals(tenant)) {
        return batch.isFull() ? null : batch;
      }
    }
    return null;
  }

  private void sendNext(long now) {
    while (inFlight.size() < MAX_IN_FLIGHT && !waiting.isEmpty()) {
      JoinedBatch batch = waiting.remove();
      roomSeries = Math.max(batch.columns().seriesCount(), roomSeries - roomSeries / 8);
      roomSamples = Math.max(batch.columns().sampleCount(), roomSamples - roomSamples / 8);
      BatchId id = new BatchId(incarnation, nextNumber++);
      Sent sent = new Sent(id, batch, epoch, now + resendNanos);
      inFlight.put(id.number(), sent);
      send(sent);
    }
  }

  private void send(Sent sent) {
    JoinedBatch b = sent.batch();
    transport.send(
        shard, sent.id(), b.tenant(), sent.epoch(), b.columns(), b.labels(), b.partEnds());
  }

  /**
   * Takes a batch off the lane because it is answered for good.
   *
   * @return the batch; null when the answer came twice, or nobody waits any more
   */
  @Nullable JoinedBatch answered(BatchReply reply, long now) {
    synchronized (lock) {
      BatchId id = reply.id();
      Sent sent = id.routerIncarnation() == incarnation ? inFlight.remove(id.number()) : null;
      if (reply instanceof BatchReply.Applied applied) {
        epoch = Math.max(epoch, applied.epoch());
      }
      sendNext(now);
      return sent == null ? null : sent.batch();
    }
  }

  /** Sends again what is not answered, and gives up what all requests have given up. */
  void tick(long now) {
    synchronized (lock) {
      List<Sent> due = new ArrayList<>();
      inFlight
          .values()
          .removeIf(
              sent -> {
                if (sent.resendAt() > now) {
                  return false;
                }
                if (isExpired(sent.batch(), now)) {
                  return true;
                }
                due.add(sent.again(now + resendNanos));
                return false;
              });
      for (Sent sent : due) {
        inFlight.put(sent.id().number(), sent);
        send(sent);
      }
      waiting.removeIf(batch -> isExpired(batch, now));
      sendNext(now);
    }
  }

  private static boolean isExpired(JoinedBatch batch, long now) {
    for (Part part : batch.parts()) {
      if (part.write().deadline() > now) {
        return false;
      }
    }
    return true;
  }
}
