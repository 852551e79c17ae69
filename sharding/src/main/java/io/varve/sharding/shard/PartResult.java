package io.varve.sharding.shard;

import java.util.function.Supplier;

/**
 * What became of one request's part of a batch. Filled by one thread at a time: the shard's while
 * it judges, then the series' under this object's lock.
 */
public final class PartResult {
  private final Object lock = new Object();
  private int accepted;
  private int duplicates;
  private int tooOld;
  private int tooNew;
  private int startTimes;
  private int overSeriesLimit;
  private int conflicts;
  private String firstError = "";

  void accept(int samples) {
    accepted += samples;
  }

  void tooOld(Supplier<String> error) {
    tooOld++;
    keepFirst(error);
  }

  void tooNew(Supplier<String> error) {
    tooNew++;
    keepFirst(error);
  }

  void startTime(Supplier<String> error) {
    startTimes++;
    keepFirst(error);
  }

  void overSeriesLimit(int samples, Supplier<String> error) {
    overSeriesLimit += samples;
    keepFirst(error);
  }

  /** Called by series: what was admitted turned out to be stored already. */
  void duplicate() {
    synchronized (lock) {
      duplicates++;
    }
  }

  /** Called by series: what was admitted contradicts what is stored; the first value stays. */
  void conflict(Supplier<String> error) {
    synchronized (lock) {
      conflicts++;
      accepted--;
      keepFirst(error);
    }
  }

  /** A sentence is only made of the first fault, since a sender in error may have thousands. */
  private void keepFirst(Supplier<String> error) {
    if (firstError.isEmpty()) {
      firstError = error.get();
    }
  }

  /** Samples that are stored now, those that were stored before included. */
  public int accepted() {
    return accepted;
  }

  public int duplicates() {
    return duplicates;
  }

  public int tooOld() {
    return tooOld;
  }

  public int tooNew() {
    return tooNew;
  }

  /** Samples with a start time, which this version does not store. */
  public int startTimes() {
    return startTimes;
  }

  public int overSeriesLimit() {
    return overSeriesLimit;
  }

  public int conflicts() {
    return conflicts;
  }

  /** The first permanent fault in words; empty when there was none. */
  public String firstError() {
    return firstError;
  }
}
