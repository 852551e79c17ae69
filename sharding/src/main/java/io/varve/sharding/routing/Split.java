package io.varve.sharding.routing;

import io.varve.model.Labels;
import io.varve.model.SeriesHash;
import io.varve.model.ShardPlacement;
import io.varve.sharding.ingest.DecodedLabels;
import io.varve.sharding.ingest.LabelDecoder;
import io.varve.sharding.ingest.RefusalReason;
import io.varve.sharding.ingest.Refusals;
import io.varve.sharding.ingest.WriteRequest;
import io.varve.sharding.ingest.WriteResult;
import org.jspecify.annotations.Nullable;

/**
 * Which series of a request go to which shard, and by what name. Labels are decoded only where no
 * route is known. Routes are kept in the request's notes, so that in the steady state a split needs
 * four bytes a series of its own. Single-threaded.
 */
final class Split {
  /** Note of a series whose labels are no label set. No route is like it. */
  private static final long REFUSED = -1;

  private static final int[] NONE = {};
  private static final @Nullable Labels[] NOT_DECODED = {};

  private final WriteRequest request;
  private final LabelDecoder decoder;
  private final boolean byLabels;
  private @Nullable Labels[] labels = NOT_DECODED;
  private WriteResult refused = WriteResult.EMPTY;

  /** Numbers of series, those of one shard together; {@code ends} says where each shard's end. */
  private int[] byShard = NONE;

  private int[] ends = NONE;
  private int shardsUsed;

  private Split(WriteRequest request, LabelDecoder decoder, boolean byLabels) {
    this.request = request;
    this.decoder = decoder;
    this.byLabels = byLabels;
  }

  /** Splits a request by its cached routes, and by labels where there is none. */
  static Split of(
      WriteRequest request, ShardPlacement placement, RouteCache cache, LabelDecoder decoder) {
    Split split = new Split(request, decoder, false);
    for (int s = 0; s < request.seriesCount(); s++) {
      long route = cache.get(request.hashHi(s), request.hashLo(s));
      request.note(s, route == RouteCache.UNKNOWN ? split.place(s, placement) : route);
    }
    split.group(placement.shards());
    return split;
  }

  /** Names all series by their labels; what is not asked for is not decoded. */
  static Split byLabels(WriteRequest request, LabelDecoder decoder) {
    return new Split(request, decoder, true);
  }

  /** Returns a route without a reference. */
  private long place(int s, ShardPlacement placement) {
    return switch (decode(s)) {
      case DecodedLabels.Valid valid -> {
        keep(s, valid.labels());
        long tenant = SeriesHash.ht(request.tenant());
        long hash = SeriesHash.hl(request.tenant(), valid.labels());
        yield Route.of(placement.place(tenant, hash), Route.NO_REF, 0);
      }
      case DecodedLabels.Invalid invalid -> {
        long samples = (long) request.endSample(s) - request.firstSample(s);
        Refusals bad = Refusals.of(RefusalReason.BAD_LABELS, samples, invalid.reason());
        refused = refused.plus(WriteResult.EMPTY.withEarlier(bad));
        yield REFUSED;
      }
    };
  }

  private DecodedLabels decode(int s) {
    return decoder.decode(request.buffer(), request.labelsOffset(s), request.labelsLength(s));
  }

  private void keep(int s, Labels decoded) {
    if (labels.length == 0) {
      labels = new Labels[request.seriesCount()];
    }
    labels[s] = decoded;
  }

  private void group(int shards) {
    ends = new int[shards];
    int kept = 0;
    for (int s = 0; s < request.seriesCount(); s++) {
      if (request.note(s) != REFUSED) {
        ends[Route.shard(request.note(s))]++;
        kept++;
      }
    }
    int begin = 0;
    for (int i = 0; i < shards; i++) {
      shardsUsed += ends[i] > 0 ? 1 : 0;
      begin += ends[i];
      ends[i] = begin - ends[i];
    }
    byShard = new int[kept];
    for (int s = 0; s < request.seriesCount(); s++) {
      if (request.note(s) != REFUSED) {
        byShard[ends[Route.shard(request.note(s))]++] = s;
      }
    }
  }

  int shardsUsed() {
    return shardsUsed;
  }

  /** What goes to a shard: numbers of series, ascending. */
  Part part(PendingWrite write, int shard) {
    return new Part(write, byShard, shard == 0 ? 0 : ends[shard - 1], ends[shard]);
  }

  /** The result of the series whose labels are no label set. */
  WriteResult refused() {
    return refused;
  }

  /** Reference of a series in an epoch of its shard; {@link Route#NO_REF} where none is known. */
  int ref(int s, long epoch) {
    long route = byLabels ? RouteCache.UNKNOWN : request.note(s);
    return Route.isOf(route, epoch) ? Route.ref(route) : Route.NO_REF;
  }

  Labels labels(int s) {
    Labels known = labels.length == 0 ? null : labels[s];
    if (known != null) {
      return known;
    }
    if (decode(s) instanceof DecodedLabels.Valid valid) {
      keep(s, valid.labels());
      return valid.labels();
    }
    throw new IllegalStateException("series " + s + " was valid when its route was learnt");
  }
}
