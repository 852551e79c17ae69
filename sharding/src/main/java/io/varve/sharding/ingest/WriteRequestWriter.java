package io.varve.sharding.ingest;

import io.varve.model.KeyedHash128;
import io.varve.model.NativeHistogram;
import io.varve.model.TenantId;
import io.varve.sharding.metadata.MetricFamily;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;

/**
 * Fills a {@link WriteRequest}, again and again. Arrays grow as needed and are kept; the bounds on
 * series and samples are the caller's. Not thread-safe.
 *
 * <p>A series' key is the hash of its encoded labels combined by exclusive or with the hash of its
 * tenant, both under one key of this process. The tenant is hashed behind a zero byte, with which
 * no encoded label begins, so the two never hash the same bytes, and for a keyed pseudorandom
 * function the combination is as hard to collide as the hash itself.
 */
public final class WriteRequestWriter {
  private static final int INITIAL_SERIES = 256;
  private static final int INITIAL_SAMPLES = 1024;

  private final WriteRequest request = new WriteRequest();
  private final KeyedHash128 hash;
  private long tenantHi;
  private long tenantLo;

  /** Makes a writer; all writers of a process must have the same key. */
  public WriteRequestWriter(KeyedHash128.Key key) {
    hash = new KeyedHash128(key);
  }

  /** Returns the request being filled, the same object always. */
  public WriteRequest request() {
    return request;
  }

  /** Empties the request and begins one of a tenant. */
  public void begin(TenantId tenant) {
    byte[] named = ('\0' + tenant.value()).getBytes(StandardCharsets.UTF_8);
    hash.hash(named, 0, named.length);
    tenantHi = hash.hi();
    tenantLo = hash.lo();
    request.tenant = tenant;
    request.series = 0;
    request.samples = 0;
    request.firstSample[0] = 0;
    request.hasStartTimes = false;
    request.histograms = WriteRequest.NO_HISTOGRAMS;
    request.histogramCount = 0;
    request.histogramBytes = 0;
    request.exemplars = 0;
    request.metadata = 0;
    request.families.clear();
    request.familyBytes = 0;
    request.refusals.clear();
  }

  /**
   * Makes the buffer at least so long; what it holds stays.
   *
   * @return the buffer, perhaps a new one
   */
  public byte[] ensureBuffer(int length) {
    if (request.buffer.length < length) {
      request.buffer = Arrays.copyOf(request.buffer, length);
    }
    return request.buffer;
  }

  /** Adds a sample to the series that {@link #endSeries} or {@link #refuseSeries} will end. */
  public void sample(long t, long valueBits, long startT) {
    WriteRequest r = request;
    int i = r.samples;
    if (i == r.t.length) {
      growSamples();
    }
    r.t[i] = t;
    r.valueBits[i] = valueBits;
    if (startT != 0 || r.hasStartTimes) {
      startTime(i, startT);
    }
    r.samples = i + 1;
  }

  /** Adds a histogram to the series that {@link #endSeries} or {@link #refuseSeries} will end. */
  public void histogram(long t, NativeHistogram value, long startT) {
    WriteRequest r = request;
    int i = r.samples;
    sample(t, 0, startT);
    if (i >= r.histograms.length) {
      r.histograms = Arrays.copyOf(r.histograms, r.t.length);
    }
    r.histograms[i] = value;
    r.histogramCount++;
    r.histogramBytes += value.heapBytes();
  }

  private void startTime(int i, long startT) {
    WriteRequest r = request;
    if (!r.hasStartTimes) {
      r.hasStartTimes = true;
      if (r.startT.length < r.t.length) {
        r.startT = new long[r.t.length];
      } else {
        Arrays.fill(r.startT, 0, i, 0);
      }
    }
    r.startT[i] = startT;
  }

  /** Returns how many samples the series under way has. */
  public int samplesOfSeries() {
    return request.samples - request.firstSample[request.series];
  }

  /** Ends the series under way, which has samples, and whose encoded labels are in the buffer. */
  public void endSeries(int labelsOffset, int labelsLength) {
    WriteRequest r = request;
    int s = r.series;
    if (s == r.labelsOffset.length) {
      growSeries();
    }
    hash.hash(r.buffer, labelsOffset, labelsLength);
    r.labelsOffset[s] = labelsOffset;
    r.labelsLength[s] = labelsLength;
    r.hashHi[s] = hash.hi() ^ tenantHi;
    r.hashLo[s] = hash.lo() ^ tenantLo;
    r.series = s + 1;
    r.firstSample[s + 1] = r.samples;
  }

  /** Ends the series under way by forgetting its samples and counting them as refused. */
  public void refuseSeries(RefusalReason reason, String sentence) {
    refuse(reason, samplesOfSeries(), sentence);
    WriteRequest r = request;
    int first = r.firstSample[r.series];
    for (int i = first; i < Math.min(r.samples, r.histograms.length); i++) {
      r.histogramCount -= r.histograms[i] == null ? 0 : 1;
      r.histograms[i] = null;
    }
    r.samples = first;
  }

  /** Counts elements that are refused and are in no series. */
  public void refuse(RefusalReason reason, long count, String sentence) {
    request.refusals.add(reason, count, sentence);
  }

  /** Returns whether anything was refused so far; only the first sentence about it is kept. */
  public boolean hasRefusals() {
    return !request.refusals.isEmpty();
  }

  /** Counts an exemplar that is dropped. */
  public void exemplar() {
    request.exemplars++;
  }

  /** Counts an entry of metadata. */
  public void metadata() {
    request.metadata++;
  }

  /** Adds what an entry of metadata says. */
  public void family(MetricFamily family) {
    request.families.add(family);
    request.familyBytes += family.heapBytes();
  }

  /** Returns how many bytes the arrays hold. */
  public long retainedBytes() {
    WriteRequest r = request;
    return r.buffer.length
        + r.familyBytes
        + (long) Integer.BYTES * 3 * r.labelsOffset.length
        + (long) Long.BYTES * (3L * r.hashHi.length + 2L * r.t.length + r.startT.length);
  }

  private void growSeries() {
    WriteRequest r = request;
    int length = Math.max(INITIAL_SERIES, 2 * r.series);
    r.labelsOffset = Arrays.copyOf(r.labelsOffset, length);
    r.labelsLength = Arrays.copyOf(r.labelsLength, length);
    r.hashHi = Arrays.copyOf(r.hashHi, length);
    r.hashLo = Arrays.copyOf(r.hashLo, length);
    r.notes = Arrays.copyOf(r.notes, length);
    r.firstSample = Arrays.copyOf(r.firstSample, length + 1);
  }

  private void growSamples() {
    WriteRequest r = request;
    int length = Math.max(INITIAL_SAMPLES, 2 * r.samples);
    r.t = Arrays.copyOf(r.t, length);
    r.valueBits = Arrays.copyOf(r.valueBits, length);
    if (r.hasStartTimes) {
      r.startT = Arrays.copyOf(r.startT, length);
    }
  }
}
