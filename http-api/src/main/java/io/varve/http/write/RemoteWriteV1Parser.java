package io.varve.http.write;

import static io.varve.sharding.proto.ProtoReader.BYTES;
import static io.varve.sharding.proto.ProtoReader.FIXED64;
import static io.varve.sharding.proto.ProtoReader.VARINT;

import io.varve.sharding.ingest.WriteRequestWriter;
import io.varve.sharding.metadata.MetricFamily;
import io.varve.sharding.metadata.MetricType;
import io.varve.sharding.proto.ProtoReader;

/**
 * Parses {@code prometheus.WriteRequest}, the message of remote write 1.0.
 *
 * <pre>
 *   WriteRequest: 1 TimeSeries*, 3 MetricMetadata*
 *   TimeSeries:   1 Label*, 2 Sample*, 3 Exemplar*, 4 Histogram*
 *   Sample:       1 value (double), 2 timestamp (int64, ms)
 *   MetricMetadata: 1 type (enum), 2 family name (string), 4 help (string), 5 unit (string)
 * </pre>
 *
 * <p>A series' labels stay where they are. Where a sender has put something between them, which the
 * encoding allows and nobody does, they are copied together behind the message.
 */
final class RemoteWriteV1Parser {
  private static final int SERIES = 1 << 3 | BYTES;
  private static final int METADATA = 3 << 3 | BYTES;
  private static final int LABEL = 1 << 3 | BYTES;
  private static final int SAMPLE = 2 << 3 | BYTES;
  private static final int EXEMPLAR = 3 << 3 | BYTES;
  private static final int HISTOGRAM = 4 << 3 | BYTES;
  private static final int VALUE = 1 << 3 | FIXED64;
  private static final int TIMESTAMP = 2 << 3 | VARINT;
  private static final int TYPE = 1 << 3 | VARINT;
  private static final int FAMILY = 2 << 3 | BYTES;
  private static final int HELP = 4 << 3 | BYTES;
  private static final int UNIT = 5 << 3 | BYTES;

  private final ProtoReader in = new ProtoReader();
  private final WriteRequestWriter writer;
  private final SeriesCollector series;
  private final HistogramParser histogram = new HistogramParser();
  private int bufferUsed;

  RemoteWriteV1Parser(WriteRequestWriter writer, DecodeLimits limits) {
    this.writer = writer;
    series = new SeriesCollector(writer, limits);
  }

  /** Parses the first {@code length} bytes of the writer's buffer. */
  void parse(byte[] buffer, int length) {
    in.reset(buffer, 0, length);
    bufferUsed = length;
    while (in.hasMore()) {
      int tag = in.tag();
      switch (tag) {
        case SERIES -> series();
        case METADATA -> metadata();
        default -> in.skip(tag);
      }
    }
  }

  private void series() {
    int outer = in.enter();
    int begin = in.position();
    int labelsBegin = begin;
    int labelsEnd = begin;
    boolean scattered = false;
    series.beginSeries();
    while (in.hasMore()) {
      int at = in.position();
      int tag = in.tag();
      switch (tag) {
        case LABEL -> {
          in.skipBytes();
          if (labelsEnd == begin) {
            labelsBegin = at;
          } else {
            scattered |= at != labelsEnd;
          }
          labelsEnd = in.position();
        }
        case SAMPLE -> sample();
        case EXEMPLAR -> {
          in.skipBytes();
          writer.exemplar();
        }
        case HISTOGRAM -> {
          histogram.parse(in);
          series.histogram(histogram.t(), histogram.histogram());
        }
        default -> in.skip(tag);
      }
    }
    if (scattered) {
      labelsBegin = gatherLabels(begin);
      labelsEnd = bufferUsed;
    }
    series.endSeries(labelsBegin, labelsEnd - labelsBegin);
    in.leave(outer);
  }

  private void sample() {
    int outer = in.enter();
    long valueBits = 0;
    long t = 0;
    while (in.hasMore()) {
      int tag = in.tag();
      switch (tag) {
        case VALUE -> valueBits = in.fixed64();
        case TIMESTAMP -> t = in.varint();
        default -> in.skip(tag);
      }
    }
    in.leave(outer);
    series.sample(t, valueBits);
  }

  private void metadata() {
    int outer = in.enter();
    MetricType type = MetricType.UNKNOWN;
    String family = "";
    String help = "";
    String unit = "";
    while (in.hasMore()) {
      int tag = in.tag();
      switch (tag) {
        case TYPE -> type = MetricType.ofNumber(in.varint());
        case FAMILY -> family = in.string();
        case HELP -> help = in.string();
        case UNIT -> unit = in.string();
        default -> in.skip(tag);
      }
    }
    in.leave(outer);
    writer.metadata();
    if (!family.isEmpty()) {
      series.family(new MetricFamily(family, type, help, unit));
    }
  }

  /** Copies the labels of the series that begins there behind all else; returns where to. */
  private int gatherLabels(int seriesBegin) {
    int seriesEnd = in.limit();
    int target = bufferUsed;
    byte[] buffer = writer.ensureBuffer(target + (seriesEnd - seriesBegin));
    in.rebase(buffer);
    ProtoReader again = new ProtoReader().reset(buffer, seriesBegin, seriesEnd - seriesBegin);
    while (again.hasMore()) {
      int at = again.position();
      int tag = again.tag();
      again.skip(tag);
      if (tag == LABEL) {
        System.arraycopy(buffer, at, buffer, bufferUsed, again.position() - at);
        bufferUsed += again.position() - at;
      }
    }
    return target;
  }
}
