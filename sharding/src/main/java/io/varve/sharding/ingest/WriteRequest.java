package io.varve.sharding.ingest;

import io.varve.model.NativeHistogram;
import io.varve.model.TenantId;
import io.varve.sharding.metadata.MetricFamily;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * One decoded request in columns of primitives (histograms apart, which are objects): the series
 * with their labels still encoded (the form is in the package's documentation), and for each its
 * samples, contiguous and in the order sent.
 *
 * <p>Series are numbered from 0, samples too, across all series. Times are milliseconds since the
 * epoch. A label set may come more than once in a request, and every series here has at least one
 * sample. Nothing is judged yet but what the encoding itself shows.
 *
 * <p>Reusable: a decoder fills it through a {@link WriteRequestWriter}, lends it to a {@link
 * WriteTarget}, and fills it anew. Not thread-safe; read-only for all but the writer, the target's
 * notes excepted.
 */
public final class WriteRequest {
  static final @Nullable NativeHistogram[] NO_HISTOGRAMS = {};

  TenantId tenant = TenantId.DEFAULT;
  byte[] buffer = new byte[0];

  int series;
  int[] labelsOffset = new int[0];
  int[] labelsLength = new int[0];
  long[] hashHi = new long[0];
  long[] hashLo = new long[0];
  long[] notes = new long[0];

  /** One element more than there are series: the last series ends where the next would begin. */
  int[] firstSample = new int[1];

  int samples;
  long[] t = new long[0];
  long[] valueBits = new long[0];

  /** Filled from the first start time on that is not zero; its beginning is zero then. */
  long[] startT = new long[0];

  boolean hasStartTimes;

  /** By sample, null for floats; as long as up to the last histogram at least. */
  @Nullable NativeHistogram[] histograms = NO_HISTOGRAMS;

  int histogramCount;
  long histogramBytes;
  int exemplars;
  int metadata;
  final List<MetricFamily> families = new ArrayList<>();
  long familyBytes;
  final RefusalTally refusals = new RefusalTally();

  /** Returns whose samples these are. */
  public TenantId tenant() {
    return tenant;
  }

  /** Returns the array that holds the encoded labels, among other bytes. */
  public byte[] buffer() {
    return buffer;
  }

  /** Returns the number of series. */
  public int seriesCount() {
    return series;
  }

  /** Returns where in the buffer the encoded labels of a series begin. */
  public int labelsOffset(int s) {
    return labelsOffset[s];
  }

  /** Returns the length of a series' encoded labels, in bytes. */
  public int labelsLength(int s) {
    return labelsLength[s];
  }

  /** Returns the upper half of the keyed hash of tenant and encoded labels. */
  public long hashHi(int s) {
    return hashHi[s];
  }

  /** Returns the lower half of the keyed hash of tenant and encoded labels. */
  public long hashLo(int s) {
    return hashLo[s];
  }

  /** Returns what the target has noted about a series last; anything before it has. */
  public long note(int s) {
    return notes[s];
  }

  /** Notes something about a series, for the target's own use while it has the request. */
  public void note(int s, long note) {
    notes[s] = note;
  }

  /** Returns the number of a series' first sample. */
  public int firstSample(int s) {
    return firstSample[s];
  }

  /** Returns the number after that of a series' last sample. */
  public int endSample(int s) {
    return firstSample[s + 1];
  }

  /** Returns the number of samples of all series. */
  public int sampleCount() {
    return samples;
  }

  /** Returns the time of a sample. */
  public long t(int i) {
    return t[i];
  }

  /** Returns the IEEE 754 bits of a sample's value, NaN payload and all. */
  public long valueBits(int i) {
    return valueBits[i];
  }

  /** Returns the histogram that a sample is; null if it is a float. */
  public @Nullable NativeHistogram histogram(int i) {
    return i < histograms.length ? histograms[i] : null;
  }

  /** Returns how many of the samples are histograms. */
  public int histogramCount() {
    return histogramCount;
  }

  /** Returns about how many bytes of heap the histograms take. */
  public long histogramBytes() {
    return histogramBytes;
  }

  /** Returns whether any sample has a start time. */
  public boolean hasStartTimes() {
    return hasStartTimes;
  }

  /** Returns the start time of a sample; 0 where it has none. */
  public long startT(int i) {
    return hasStartTimes ? startT[i] : 0;
  }

  /** Returns how many exemplars came with the samples; they are accepted and dropped. */
  public int exemplarsDropped() {
    return exemplars;
  }

  /** Returns how many entries of metadata came with the samples. */
  public int metadataEntries() {
    return metadata;
  }

  /** Returns what was said of families of metrics; not to be kept, but its elements may be. */
  public List<MetricFamily> families() {
    return Collections.unmodifiableList(families);
  }

  /** Returns about how many bytes of heap the families take. */
  public long familyBytes() {
    return familyBytes;
  }

  /** Returns what the decoder itself refused: none of it is among the series. */
  public Refusals refusals() {
    return refusals.toRefusals();
  }
}
