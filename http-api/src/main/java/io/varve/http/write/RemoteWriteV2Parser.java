package io.varve.http.write;

import static io.varve.sharding.proto.ProtoReader.BYTES;
import static io.varve.sharding.proto.ProtoReader.FIXED64;
import static io.varve.sharding.proto.ProtoReader.VARINT;

import io.varve.sharding.ingest.RefusalReason;
import io.varve.sharding.ingest.WriteRequestWriter;
import io.varve.sharding.metadata.MetricFamily;
import io.varve.sharding.metadata.MetricType;
import io.varve.sharding.proto.ProtoReader;

/**
 * Parses {@code io.prometheus.write.v2.Request}, the message of remote write 2.0.
 *
 * <pre>
 *   Request:    4 symbols (string*), 5 TimeSeries*
 *   TimeSeries: 1 labels_refs (uint32*, packed or not), 2 Sample*, 3 Histogram*, 4 Exemplar*,
 *               5 Metadata
 *   Sample:     1 value (double), 2 timestamp (int64, ms), 3 start_timestamp (int64, ms)
 *   Metadata:   1 type (enum), 3 help_ref (uint32), 4 unit_ref (uint32)
 * </pre>
 *
 * <p>Symbols may follow the series that use them, so they are collected in a pass of their own,
 * which skips each series by its length. Labels are rewritten to the encoded form behind the
 * message.
 *
 * <p>Metadata comes with each series, and is the same for all of one name: the first one counts.
 * Senders that know nothing send it empty, which must not hide what others know.
 */
final class RemoteWriteV2Parser {
  private static final int SYMBOL = 4 << 3 | BYTES;
  private static final int SERIES = 5 << 3 | BYTES;
  private static final int LABEL_REF = 1 << 3 | VARINT;
  private static final int LABEL_REFS = 1 << 3 | BYTES;
  private static final int SAMPLE = 2 << 3 | BYTES;
  private static final int HISTOGRAM = 3 << 3 | BYTES;
  private static final int EXEMPLAR = 4 << 3 | BYTES;
  private static final int METADATA = 5 << 3 | BYTES;
  private static final int VALUE = 1 << 3 | FIXED64;
  private static final int TIMESTAMP = 2 << 3 | VARINT;
  private static final int START_TIMESTAMP = 3 << 3 | VARINT;
  private static final int TYPE = 1 << 3 | VARINT;
  private static final int HELP_REF = 3 << 3 | VARINT;
  private static final int UNIT_REF = 4 << 3 | VARINT;

  private final ProtoReader in = new ProtoReader();
  private final WriteRequestWriter writer;
  private final SeriesCollector series;
  private final SymbolTable symbols;
  private final HistogramParser histogram = new HistogramParser();

  /** Samples of the series under way that have a start timestamp. */
  private int startTimes;

  private MetricType type = MetricType.UNKNOWN;
  private long help;
  private long unit;

  RemoteWriteV2Parser(WriteRequestWriter writer, DecodeLimits limits) {
    this.writer = writer;
    series = new SeriesCollector(writer, limits);
    symbols = new SymbolTable(writer, limits);
  }

  /** Parses the first {@code length} bytes of the writer's buffer. */
  void parse(byte[] buffer, int length) {
    symbols.begin(length);
    in.reset(buffer, 0, length);
    while (in.hasMore()) {
      int tag = in.tag();
      if (tag == SYMBOL) {
        int start = in.skipBytes();
        symbols.add(start, in.position() - start);
      } else {
        in.skip(tag);
      }
    }
    in.reset(buffer, 0, length);
    while (in.hasMore()) {
      int tag = in.tag();
      if (tag == SERIES) {
        series();
      } else {
        in.skip(tag);
      }
    }
  }

  long retainedBytes() {
    return symbols.retainedBytes();
  }

  private void series() {
    int outer = in.enter();
    symbols.beginLabels();
    series.beginSeries();
    startTimes = 0;
    describe(MetricType.UNKNOWN, 0, 0);
    while (in.hasMore()) {
      int tag = in.tag();
      switch (tag) {
        case LABEL_REFS -> {
          int packed = in.enter();
          while (in.hasMore()) {
            symbols.reference(in.varint());
          }
          in.leave(packed);
        }
        case LABEL_REF -> symbols.reference(in.varint());
        case SAMPLE -> sample();
        case HISTOGRAM -> histogram();
        case EXEMPLAR -> {
          in.skipBytes();
          writer.exemplar();
        }
        case METADATA -> metadata();
        default -> in.skip(tag);
      }
    }
    endSeries();
    in.leave(outer);
  }

  private void endSeries() {
    int histograms = series.invalidHistograms();
    int samples = writer.samplesOfSeries();
    String problem = symbols.encodeLabels();
    in.rebase(writer.request().buffer());
    if (!problem.isEmpty()) {
      writer.refuseSeries(RefusalReason.BAD_LABELS, problem);
      writer.refuse(RefusalReason.BAD_LABELS, histograms, problem);
    }
    if (samples == 0 && histograms == 0 && startTimes == 0) {
      String sentence =
          "a series must have at least one sample or histogram, in series "
              + series.describe(symbols.labelsOffset(), symbols.labelsLength());
      writer.refuse(RefusalReason.EMPTY_SERIES, 1, sentence);
    } else if (problem.isEmpty()) {
      int offset = symbols.labelsOffset();
      int length = symbols.labelsLength();
      series.refuse(
          RefusalReason.START_TIME, RefusalReason.START_TIME.text(), startTimes, offset, length);
      series.endSeries(offset, length);
      family();
    }
  }

  private void family() {
    if (type == MetricType.UNKNOWN && help == 0 && unit == 0) {
      return;
    }
    String name = symbols.newMetricName();
    if (!name.isEmpty()) {
      String family = type.familyOf(name);
      series.family(new MetricFamily(family, type, symbols.text(help), symbols.text(unit)));
    }
  }

  private void metadata() {
    int outer = in.enter();
    describe(MetricType.UNKNOWN, 0, 0);
    while (in.hasMore()) {
      int tag = in.tag();
      switch (tag) {
        case TYPE -> type = MetricType.ofNumber(in.varint());
        case HELP_REF -> help = in.varint();
        case UNIT_REF -> unit = in.varint();
        default -> in.skip(tag);
      }
    }
    in.leave(outer);
    writer.metadata();
  }

  private void describe(MetricType newType, long newHelp, long newUnit) {
    type = newType;
    help = newHelp;
    unit = newUnit;
  }

  private void histogram() {
    histogram.parse(in);
    if (histogram.startT() != 0) {
      startTimes++;
    } else {
      series.histogram(histogram.t(), histogram.histogram());
    }
  }

  private void sample() {
    int outer = in.enter();
    long valueBits = 0;
    long t = 0;
    long startT = 0;
    while (in.hasMore()) {
      int tag = in.tag();
      switch (tag) {
        case VALUE -> valueBits = in.fixed64();
        case TIMESTAMP -> t = in.varint();
        case START_TIMESTAMP -> startT = in.varint();
        default -> in.skip(tag);
      }
    }
    in.leave(outer);
    if (startT != 0) {
      startTimes++;
    } else {
      series.sample(t, valueBits);
    }
  }
}
