package io.varve.http.write;

import io.varve.model.LabelName;
import io.varve.model.Varint;
import io.varve.sharding.ingest.WriteRequestWriter;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.BitSet;

/**
 * The symbols of a remote write 2.0 request, and the rewriting of references to them into encoded
 * labels (the form is in {@link io.varve.sharding.ingest}).
 *
 * <p>A few bytes of references can name a long symbol often. So the labels of one series may not
 * exceed their limit, and those of all together may not exceed the limit on the message itself.
 */
final class SymbolTable {
  private static final byte[] METRIC_NAME = LabelName.METRIC_NAME.getBytes(StandardCharsets.UTF_8);
  private static final int NAME = 0x0A;
  private static final int VALUE = 0x12;
  private static final int LABEL = 0x0A;

  /** Tag and length of a label, a name and a value. */
  private static final int MAX_OVERHEAD = 3 * (1 + 5);

  private final WriteRequestWriter writer;
  private final DecodeLimits limits;
  private int[] offsets = new int[256];
  private int[] lengths = new int[256];
  private int count;

  /** The symbol that is {@code __name__}; -1 if none was seen. */
  private int metricName;

  /** Symbols that were given out as a metric's name. */
  private final BitSet namesTold = new BitSet();

  private int[] references = new int[64];
  private int referenced;
  private int messageLength;
  private int bufferUsed;
  private int labelsOffset;
  private boolean outOfRange;
  private boolean tooMany;

  SymbolTable(WriteRequestWriter writer, DecodeLimits limits) {
    this.writer = writer;
    this.limits = limits;
  }

  /** Empties the table, for a message that takes the first bytes of the writer's buffer. */
  void begin(int length) {
    count = 0;
    metricName = -1;
    namesTold.clear();
    messageLength = length;
    bufferUsed = length;
  }

  /** Adds the symbol that lies there in the writer's buffer. */
  void add(int offset, int length) {
    if (count >= limits.samples()) {
      throw SeriesCollector.tooLarge(limits.samples(), "symbols");
    }
    if (count == offsets.length) {
      offsets = Arrays.copyOf(offsets, 2 * count);
      lengths = Arrays.copyOf(lengths, 2 * count);
    }
    if (length == METRIC_NAME.length && isMetricName(offset)) {
      metricName = count;
    }
    offsets[count] = offset;
    lengths[count++] = length;
  }

  private boolean isMetricName(int offset) {
    int end = offset + METRIC_NAME.length;
    return Arrays.equals(
        writer.request().buffer(), offset, end, METRIC_NAME, 0, METRIC_NAME.length);
  }

  /** Begins the labels of the next series. */
  void beginLabels() {
    referenced = 0;
    outOfRange = false;
    tooMany = false;
    labelsOffset = bufferUsed;
  }

  /** Adds a reference: names and values alternate. */
  void reference(long symbol) {
    if (symbol < 0 || symbol >= count) {
      outOfRange = true;
      return;
    }
    if (referenced >= limits.seriesLabelBytes()) {
      tooMany = true;
      return;
    }
    if (referenced == references.length) {
      references = Arrays.copyOf(references, 2 * referenced);
    }
    references[referenced++] = (int) symbol;
  }

  /** Encodes the labels referred to; returns what is wrong with them, or the empty string. */
  String encodeLabels() {
    if (outOfRange) {
      return "a label refers to a symbol beyond the " + count + " that there are";
    }
    if (tooMany) {
      return tooLong();
    }
    if (referenced % 2 != 0) {
      return "a label name without a value: " + referenced + " references";
    }
    for (int i = 0; i < referenced; i += 2) {
      int name = references[i];
      int value = references[i + 1];
      long end = (long) bufferUsed + lengths[name] + lengths[value] + MAX_OVERHEAD;
      if (end - labelsOffset > (long) limits.seriesLabelBytes() + MAX_OVERHEAD) {
        bufferUsed = labelsOffset;
        return tooLong();
      }
      if (end - messageLength > limits.decodedBytes()) {
        throw SeriesCollector.tooLarge(limits.decodedBytes(), "bytes of labels");
      }
      encode(roomFor((int) end), name, value);
    }
    return "";
  }

  /** Returns where in the buffer the labels of the present series begin. */
  int labelsOffset() {
    return labelsOffset;
  }

  /** Returns the length of the present series' encoded labels, in bytes. */
  int labelsLength() {
    return bufferUsed - labelsOffset;
  }

  /**
   * Returns the metric's name in the labels referred to; the empty string if there is none, or if
   * it was returned before in this request.
   */
  String newMetricName() {
    for (int i = 0; i + 1 < referenced; i += 2) {
      if (references[i] == metricName) {
        int name = references[i + 1];
        if (namesTold.get(name)) {
          return "";
        }
        namesTold.set(name);
        return text(name);
      }
    }
    return "";
  }

  /** Returns a symbol; the empty string if there is no such. */
  String text(long symbol) {
    return symbol < 0 || symbol >= count
        ? ""
        : new String(
            writer.request().buffer(),
            offsets[(int) symbol],
            lengths[(int) symbol],
            StandardCharsets.UTF_8);
  }

  long retainedBytes() {
    return (long) Integer.BYTES * (2L * offsets.length + references.length);
  }

  private String tooLong() {
    return "labels of more than " + limits.seriesLabelBytes() + " bytes";
  }

  private byte[] roomFor(int end) {
    byte[] buffer = writer.request().buffer();
    return end <= buffer.length ? buffer : writer.ensureBuffer(end + end / 2);
  }

  private void encode(byte[] buffer, int name, int value) {
    int p = bufferUsed;
    buffer[p++] = LABEL;
    p = Varint.putUvarint(buffer, p, size(lengths[name]) + size(lengths[value]));
    p = string(buffer, p, NAME, name);
    bufferUsed = string(buffer, p, VALUE, value);
  }

  private int string(byte[] buffer, int at, int tag, int symbol) {
    int length = lengths[symbol];
    if (length == 0) {
      return at;
    }
    buffer[at] = (byte) tag;
    int p = Varint.putUvarint(buffer, at + 1, length);
    System.arraycopy(buffer, offsets[symbol], buffer, p, length);
    return p + length;
  }

  /** An empty string is left out, tag and all. */
  private static int size(int length) {
    return length == 0 ? 0 : 1 + Varint.uvarintSize(length) + length;
  }
}
