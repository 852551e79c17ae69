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
import java.util.Arrays;
import org.jspecify.annotations.Nullable;

/**
 * Which series of a request go to which shard, and by what name. Labels are decoded only where no
 * route is known. Single-threaded.
 */
final class Split {
  private static final int REFUSED = -1;
  private static final int[] NONE = {};

  private final WriteRequest request;
  private final LabelDecoder decoder;
  private final long[] routes;
  private final @Nullable Labels[] labels;
  private WriteResult refused = WriteResult.EMPTY;

  /** Numbers of series, those of one shard together; {@code ends} says where each shard's end. */
  private int[] byShard = NONE;

  private int[] ends = NONE;
  private int shardsUsed;

  private Split(WriteRequest request, LabelDecoder decoder) {
    this.request = request;
    this.decoder = decoder;
    routes = new long[request.seriesCount()];
    labels = new Labels[request.seriesCount()];
  }

  /** Splits a request by its cached routes, and by labels where there is none. */
  static Split of(
      WriteRequest request, ShardPlacement placement, RouteCache cache, LabelDecoder decoder) {
    Split split = new Split(request, decoder);
    int[] shardOf = new int[request.seriesCount()];
    for (int s = 0; s < shardOf.length; s++) {
      long route = cache.get(request.hashHi(s), request.hashLo(s));
      split.routes[s] = route;
      shardOf[s] = route == RouteCache.UNKNOWN ? split.place(s, placement) : Route.shard(route);
    }
    split.group(shardOf, placement.shards());
    return split;
  }

  /** Names all series by their labels; what is not asked for is not decoded. */
  static Split byLabels(WriteRequest request, LabelDecoder decoder) {
    return new Split(request, decoder);
  }

  private int place(int s, ShardPlacement placement) {
    return switch (decode(s)) {
      case DecodedLabels.Valid valid -> {
        labels[s] = valid.labels();
        long tenant = SeriesHash.ht(request.tenant());
        yield placement.place(tenant, SeriesHash.hl(request.tenant(), valid.labels()));
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

  private void group(int[] shardOf, int shards) {
    ends = new int[shards];
    int kept = 0;
    for (int shard : shardOf) {
      if (shard != REFUSED) {
        ends[shard]++;
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
    for (int s = 0; s < shardOf.length; s++) {
      if (shardOf[s] != REFUSED) {
        byShard[ends[shardOf[s]]++] = s;
      }
    }
  }

  int shardsUsed() {
    return shardsUsed;
  }

  /** Numbers of the series that go to a shard, ascending. */
  int[] seriesOf(int shard) {
    return Arrays.copyOfRange(byShard, shard == 0 ? 0 : ends[shard - 1], ends[shard]);
  }

  /** The result of the series whose labels are no label set. */
  WriteResult refused() {
    return refused;
  }

  long route(int s) {
    return routes[s];
  }

  Labels labels(int s) {
    Labels known = labels[s];
    if (known == null) {
      if (!(decode(s) instanceof DecodedLabels.Valid valid)) {
        throw new IllegalStateException("series " + s + " was valid when its route was learnt");
      }
      known = valid.labels();
      labels[s] = known;
    }
    return known;
  }
}
