package io.varve.http.write;

import io.varve.model.ErrorCode;
import io.varve.model.HistogramCheck;
import io.varve.model.HistogramSchema;
import io.varve.model.NativeHistogram;
import io.varve.model.VarveException;
import io.varve.sharding.ingest.EncodedLabels;
import io.varve.sharding.ingest.RefusalReason;
import io.varve.sharding.ingest.WriteRequestWriter;
import io.varve.sharding.metadata.MetricFamily;

/** Holds what the parsers of both protocols do alike: limits, and the end of a series. */
final class SeriesCollector {
  private final WriteRequestWriter writer;
  private final DecodeLimits limits;

  /** Histograms of the series under way that are refused, and what is wrong with the first. */
  private int invalid;

  private String problem = "";

  SeriesCollector(WriteRequestWriter writer, DecodeLimits limits) {
    this.writer = writer;
    this.limits = limits;
  }

  /** Adds a sample to the series under way. */
  void sample(long t, long valueBits) {
    if (writer.request().sampleCount() >= limits.samples()) {
      throw tooLarge(limits.samples(), "samples");
    }
    writer.sample(t, valueBits, 0);
  }

  /** Adds a histogram to the series under way, or counts it as refused. */
  void histogram(long t, NativeHistogram value) {
    if (writer.request().sampleCount() >= limits.samples()) {
      throw tooLarge(limits.samples(), "samples");
    }
    String found = value.isStale() ? "" : HistogramCheck.problem(value);
    if (!found.isEmpty()) {
      problem = invalid == 0 ? found : problem;
      invalid++;
      return;
    }
    writer.histogram(t, value.reducedTo(HistogramSchema.MAX_EXPONENTIAL), 0);
    if (writer.request().histogramBytes() > limits.decodedBytes()) {
      throw tooLarge(limits.decodedBytes(), "bytes of histograms");
    }
  }

  /** Adds what an entry of metadata says. */
  void family(MetricFamily family) {
    writer.family(family);
    if (writer.request().familyBytes() > limits.decodedBytes()) {
      throw tooLarge(limits.decodedBytes(), "bytes of metadata");
    }
  }

  /** Begins a series. */
  void beginSeries() {
    invalid = 0;
  }

  /** Returns how many histograms of the series under way are refused. */
  int invalidHistograms() {
    return invalid;
  }

  /** Ends the series under way, whose labels lie in the request's buffer. */
  void endSeries(int labelsOffset, int labelsLength) {
    refuse(RefusalReason.HISTOGRAM, problem, invalid, labelsOffset, labelsLength);
    if (writer.samplesOfSeries() == 0) {
      return;
    }
    if (labelsLength > limits.seriesLabelBytes()) {
      writer.refuseSeries(
          RefusalReason.BAD_LABELS,
          "%d bytes of labels, the limit is %d, in series %s"
              .formatted(
                  labelsLength, limits.seriesLabelBytes(), describe(labelsOffset, labelsLength)));
      return;
    }
    if (writer.request().seriesCount() >= limits.series()) {
      throw tooLarge(limits.series(), "series");
    }
    writer.endSeries(labelsOffset, labelsLength);
  }

  /** Counts elements of the series under way that this version does not store. */
  void refuse(RefusalReason reason, String what, int count, int labelsOffset, int labelsLength) {
    if (count > 0) {
      String sentence =
          writer.hasRefusals() ? "" : what + ", in series " + describe(labelsOffset, labelsLength);
      writer.refuse(reason, count, sentence);
    }
  }

  String describe(int labelsOffset, int labelsLength) {
    return EncodedLabels.describe(writer.request().buffer(), labelsOffset, labelsLength);
  }

  static VarveException tooLarge(int limit, String what) {
    return new VarveException(
        ErrorCode.BODY_TOO_LARGE, "the request has more than " + limit + " " + what);
  }
}
