package io.varve.sharding.routing;

import io.varve.model.Labels;
import io.varve.model.NativeHistogram;
import io.varve.model.TenantId;
import io.varve.persistence.event.SampleColumns;
import io.varve.sharding.ingest.WriteRequest;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * A batch that is being filled with the parts of several requests of one tenant for one shard.
 * Single threaded: its lane's lock is held.
 */
final class JoinedBatch {
  /**
   * Nothing over 128 KiB travels between nodes; this leaves room for what surrounds the samples.
   */
  private static final int MAX_BYTES = 96 * 1024;

  private static final int BYTES_PER_SAMPLE = 18;
  private static final int BYTES_PER_SERIES = 8;
  private static final int BYTES_PER_LABEL = 40;
  private static final @Nullable Labels[] ALL_KNOWN = {};

  private final TenantId tenant;
  private final SampleColumns columns;
  private final List<Part> parts = new ArrayList<>();
  private int[] partEnds = new int[4];
  private @Nullable Labels[] labels = ALL_KNOWN;
  private int bytes;

  JoinedBatch(TenantId tenant, int expectedSeries, int expectedSamples) {
    this.tenant = tenant;
    this.columns = new SampleColumns(expectedSeries, expectedSamples);
  }

  boolean isFull() {
    return bytes >= MAX_BYTES;
  }

  /** Adds a part; series without a reference in the shard's epoch are named by their labels. */
  void add(Part part, WriteRequest request, Split split, long epoch) {
    for (int i = 0; i < part.size(); i++) {
      int s = part.series(i);
      int ref = split.ref(s, epoch);
      if (ref == Route.NO_REF) {
        setLabels(columns.seriesCount(), split.labels(s));
      }
      columns.addSeries(ref);
      for (int k = request.firstSample(s); k < request.endSample(s); k++) {
        add(request, k);
      }
      bytes +=
          BYTES_PER_SERIES + BYTES_PER_SAMPLE * (request.endSample(s) - request.firstSample(s));
    }
    if (parts.size() == partEnds.length) {
      partEnds = Arrays.copyOf(partEnds, 2 * partEnds.length);
    }
    partEnds[parts.size()] = columns.seriesCount();
    parts.add(part);
  }

  private void add(WriteRequest request, int sample) {
    NativeHistogram histogram = request.histogram(sample);
    if (histogram == null) {
      columns.addSample(request.t(sample), request.startT(sample), request.valueBits(sample));
    } else {
      columns.addHistogram(request.t(sample), request.startT(sample), histogram);
      bytes += (int) histogram.heapBytes();
    }
  }

  private void setLabels(int series, Labels l) {
    if (series >= labels.length) {
      labels = Arrays.copyOf(labels, Math.max(16, series * 2));
    }
    labels[series] = l;
    bytes += BYTES_PER_LABEL * l.size();
  }

  /** Whether any series is named by its labels. */
  boolean hasLabels() {
    return labels.length > 0;
  }

  boolean isLabelled(int series) {
    return series < labels.length && labels[series] != null;
  }

  TenantId tenant() {
    return tenant;
  }

  SampleColumns columns() {
    return columns;
  }

  List<Part> parts() {
    return parts;
  }

  int[] partEnds() {
    return Arrays.copyOf(partEnds, parts.size());
  }

  /** By index of series; empty when all references are known. */
  @Nullable Labels[] labels() {
    return labels.length == 0 ? labels : Arrays.copyOf(labels, columns.seriesCount());
  }
}
