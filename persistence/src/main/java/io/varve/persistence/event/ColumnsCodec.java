package io.varve.persistence.event;

import com.google.protobuf.CodedInputStream;
import com.google.protobuf.CodedOutputStream;
import com.google.protobuf.WireFormat;
import io.varve.model.ErrorCode;
import io.varve.model.NativeHistogram;
import io.varve.model.ValueKind;
import io.varve.model.VarveException;
import io.varve.persistence.chunk.HistogramFormat;
import java.io.IOException;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * Writes and reads the {@code Columns} message by hand, without an object per float.
 *
 * <p>Not thread-safe: an instance keeps its scratch space.
 */
final class ColumnsCodec {
  private static final int REFS = 1;
  private static final int COUNTS = 2;
  private static final int TIMES = 3;
  private static final int VALUES = 4;
  private static final int START_TIMES = 5;
  private static final int HISTOGRAM_GAPS = 6;
  private static final int HISTOGRAMS = 7;
  private static final int MAX_VARINT = 10;

  private byte[] scratch = new byte[4096];
  private int length;

  /**
   * Encodes the columns.
   *
   * @return the buffer that holds them from 0 to {@link #length}; valid until the next call
   */
  byte[] encode(SampleColumns c) throws IOException {
    int series = c.seriesCount();
    int samples = c.sampleCount();
    List<byte[]> histograms = c.hasHistograms() ? histograms(c, samples) : List.of();
    int histogramBytes = 0;
    for (byte[] h : histograms) {
      histogramBytes = Math.addExact(histogramBytes, h.length + 2 * MAX_VARINT);
    }
    int bound =
        histogramBytes + 6 * MAX_VARINT + 2 * MAX_VARINT * series + (8 + 2 * MAX_VARINT) * samples;
    if (scratch.length < bound) {
      scratch = new byte[Math.max(bound, scratch.length * 2)];
    }
    CodedOutputStream out = CodedOutputStream.newInstance(scratch);
    writeSeries(out, c, series);
    writeSamples(out, c, samples);
    if (!histograms.isEmpty()) {
      writeHistograms(out, c, samples, histograms);
    }
    length = out.getTotalBytesWritten();
    return scratch;
  }

  /** Length of what was encoded last. */
  int length() {
    return length;
  }

  private static void writeSeries(CodedOutputStream out, SampleColumns c, int series)
      throws IOException {
    int bytes = 0;
    int previous = 0;
    for (int i = 0; i < series; i++) {
      bytes += CodedOutputStream.computeSInt64SizeNoTag((long) c.ref(i) - previous);
      previous = c.ref(i);
    }
    packed(out, REFS, bytes);
    previous = 0;
    for (int i = 0; i < series; i++) {
      out.writeSInt64NoTag((long) c.ref(i) - previous);
      previous = c.ref(i);
    }
    if (c.sampleCount() == series && eachHasOne(c, series)) {
      return;
    }
    bytes = 0;
    for (int i = 0; i < series; i++) {
      bytes += CodedOutputStream.computeUInt32SizeNoTag(c.end(i) - c.start(i));
    }
    packed(out, COUNTS, bytes);
    for (int i = 0; i < series; i++) {
      out.writeUInt32NoTag(c.end(i) - c.start(i));
    }
  }

  private static boolean eachHasOne(SampleColumns c, int series) {
    for (int i = 0; i < series; i++) {
      if (c.end(i) != i + 1) {
        return false;
      }
    }
    return true;
  }

  private static void writeSamples(CodedOutputStream out, SampleColumns c, int samples)
      throws IOException {
    int bytes = 0;
    long previous = 0;
    for (int i = 0; i < samples; i++) {
      bytes += CodedOutputStream.computeSInt64SizeNoTag(c.time(i) - previous);
      previous = c.time(i);
    }
    packed(out, TIMES, bytes);
    previous = 0;
    for (int i = 0; i < samples; i++) {
      out.writeSInt64NoTag(c.time(i) - previous);
      previous = c.time(i);
    }
    packed(out, VALUES, samples * Long.BYTES);
    for (int i = 0; i < samples; i++) {
      out.writeFixed64NoTag(c.value(i));
    }
    if (c.hasStartTimes()) {
      bytes = 0;
      for (int i = 0; i < samples; i++) {
        bytes += CodedOutputStream.computeSInt64SizeNoTag(startTimeDelta(c, i));
      }
      packed(out, START_TIMES, bytes);
      for (int i = 0; i < samples; i++) {
        out.writeSInt64NoTag(startTimeDelta(c, i));
      }
    }
  }

  /** Each with the code of its kind in front. */
  private static List<byte[]> histograms(SampleColumns c, int samples) {
    List<byte[]> histograms = new ArrayList<>();
    for (int i = 0; i < samples; i++) {
      NativeHistogram h = c.histogram(i);
      if (h != null) {
        byte[] chunk = HistogramFormat.encodeOne(h);
        byte[] kindAndChunk = new byte[1 + chunk.length];
        kindAndChunk[0] = (byte) h.kind().code();
        System.arraycopy(chunk, 0, kindAndChunk, 1, chunk.length);
        histograms.add(kindAndChunk);
      }
    }
    return histograms;
  }

  private static void writeHistograms(
      CodedOutputStream out, SampleColumns c, int samples, List<byte[]> histograms)
      throws IOException {
    int[] gaps = new int[histograms.size()];
    int bytes = 0;
    int found = 0;
    int next = 0;
    for (int i = 0; i < samples; i++) {
      if (c.histogram(i) != null) {
        gaps[found] = i - next;
        bytes += CodedOutputStream.computeUInt32SizeNoTag(gaps[found++]);
        next = i + 1;
      }
    }
    packed(out, HISTOGRAM_GAPS, bytes);
    for (int gap : gaps) {
      out.writeUInt32NoTag(gap);
    }
    for (byte[] h : histograms) {
      out.writeByteArray(HISTOGRAMS, h);
    }
  }

  /** Zero says that there is no start time; so a start at the sample's own time counts from -1. */
  private static long startTimeDelta(SampleColumns c, int i) {
    long start = c.startTime(i);
    if (start == 0) {
      return 0;
    }
    long delta = start - c.time(i);
    return delta <= 0 ? delta - 1 : delta;
  }

  private static long startTime(long time, long delta) {
    if (delta == 0) {
      return 0;
    }
    return delta < 0 ? time + delta + 1 : time + delta;
  }

  private static void packed(CodedOutputStream out, int field, int bytes) throws IOException {
    out.writeTag(field, WireFormat.WIRETYPE_LENGTH_DELIMITED);
    out.writeUInt32NoTag(bytes);
  }

  /**
   * Decodes columns.
   *
   * @throws VarveException when the bytes are not a Columns message, or its columns disagree
   */
  static SampleColumns decode(CodedInputStream in) {
    try {
      long[] refs = {};
      long[] counts = {};
      long[] times = {};
      long[] values = {};
      long[] starts = {};
      long[] gaps = {};
      List<NativeHistogram> histograms = new ArrayList<>();
      for (int tag = in.readTag(); tag != 0; tag = in.readTag()) {
        switch (WireFormat.getTagFieldNumber(tag)) {
          case REFS -> refs = deltas(in);
          case COUNTS -> counts = unsigned(in);
          case TIMES -> times = deltas(in);
          case VALUES -> values = fixed(in);
          case START_TIMES -> starts = signed(in);
          case HISTOGRAM_GAPS -> gaps = unsigned(in);
          case HISTOGRAMS -> histograms.add(histogram(in.readByteArray()));
          default -> in.skipField(tag);
        }
      }
      @Nullable NativeHistogram[] bySample = bySample(gaps, histograms, times.length);
      return assemble(refs, counts, times, values, starts, bySample);
    } catch (IOException e) {
      throw corrupt(String.valueOf(e.getMessage()));
    }
  }

  private static NativeHistogram histogram(byte[] kindAndChunk) {
    if (kindAndChunk.length == 0
        || (kindAndChunk[0] != ValueKind.HISTOGRAM.code()
            && kindAndChunk[0] != ValueKind.FLOAT_HISTOGRAM.code())) {
      throw corrupt("a histogram of no known kind");
    }
    byte[] chunk = Arrays.copyOfRange(kindAndChunk, 1, kindAndChunk.length);
    return HistogramFormat.decodeOne(ValueKind.fromCode(kindAndChunk[0]), chunk);
  }

  private static @Nullable NativeHistogram[] bySample(
      long[] gaps, List<NativeHistogram> histograms, int samples) {
    if (gaps.length != histograms.size()) {
      throw corrupt(gaps.length + " places for " + histograms.size() + " histograms");
    }
    @Nullable NativeHistogram[] bySample = new NativeHistogram[gaps.length == 0 ? 0 : samples];
    int next = 0;
    for (int i = 0; i < gaps.length; i++) {
      if (gaps[i] < 0 || gaps[i] >= samples - next) {
        throw corrupt("a histogram beyond the " + samples + " samples");
      }
      next += (int) gaps[i];
      bySample[next++] = histograms.get(i);
    }
    return bySample;
  }

  private static SampleColumns assemble(
      long[] refs,
      long[] counts,
      long[] times,
      long[] values,
      long[] starts,
      @Nullable NativeHistogram[] histograms) {
    if (times.length != values.length || (starts.length != 0 && starts.length != times.length)) {
      throw corrupt(
          times.length + " times, " + values.length + " values, " + starts.length + " start times");
    }
    if (counts.length != refs.length && (counts.length != 0 || refs.length != times.length)) {
      throw corrupt(
          refs.length + " series, " + counts.length + " counts, " + times.length + " samples");
    }
    SampleColumns c = new SampleColumns(refs.length, times.length);
    int sample = 0;
    for (int i = 0; i < refs.length; i++) {
      if (refs[i] <= 0 || refs[i] > Integer.MAX_VALUE) {
        throw corrupt("series reference " + refs[i]);
      }
      c.addSeries((int) refs[i]);
      long count = counts.length == 0 ? 1 : counts[i];
      if (count < 0 || count > times.length - sample) {
        throw corrupt("counts exceed the " + times.length + " samples");
      }
      for (long k = 0; k < count; k++, sample++) {
        long start = starts.length == 0 ? 0 : startTime(times[sample], starts[sample]);
        NativeHistogram histogram = histograms.length == 0 ? null : histograms[sample];
        if (histogram == null) {
          c.addSample(times[sample], start, values[sample]);
        } else {
          c.addHistogram(times[sample], start, histogram);
        }
      }
    }
    if (sample != times.length) {
      throw corrupt("counts cover " + sample + " of " + times.length + " samples");
    }
    return c;
  }

  private static long[] deltas(CodedInputStream in) throws IOException {
    long[] out = signed(in);
    for (int i = 1; i < out.length; i++) {
      out[i] += out[i - 1];
    }
    return out;
  }

  private static long[] signed(CodedInputStream in) throws IOException {
    long[] out = unsigned(in);
    for (int i = 0; i < out.length; i++) {
      out[i] = CodedInputStream.decodeZigZag64(out[i]);
    }
    return out;
  }

  private static long[] unsigned(CodedInputStream in) throws IOException {
    int bytes = in.readRawVarint32();
    int limit = in.pushLimit(bytes);
    long[] out = new long[Math.max(0, Math.min(bytes, in.getBytesUntilLimit()))];
    int n = 0;
    while (in.getBytesUntilLimit() > 0) {
      out[n++] = in.readRawVarint64();
    }
    in.popLimit(limit);
    return Arrays.copyOf(out, n);
  }

  private static long[] fixed(CodedInputStream in) throws IOException {
    int bytes = in.readRawVarint32();
    int limit = in.pushLimit(bytes);
    long[] out = new long[Math.max(0, in.getBytesUntilLimit()) / Long.BYTES];
    for (int i = 0; i < out.length; i++) {
      out[i] = in.readRawLittleEndian64();
    }
    if (in.getBytesUntilLimit() != 0) {
      throw corrupt("values take " + bytes + " bytes, which is no multiple of 8");
    }
    in.popLimit(limit);
    return out;
  }

  private static VarveException corrupt(String what) {
    return new VarveException(ErrorCode.CORRUPT_DATA, "event columns: " + what);
  }
}
