package io.varve.model;

/**
 * The schema numbers of native histograms. Schema n of the exponential ones puts each bucket bound
 * at 2^(2^-n) times the bound before it, and 1 is always a bound.
 */
public final class HistogramSchema {
  /** The coarsest exponential schema in use. */
  public static final int MIN_EXPONENTIAL = -4;

  /** The finest exponential schema in use. */
  public static final int MAX_EXPONENTIAL = 8;

  /** The coarsest exponential schema that is reserved and may be read. */
  public static final int MIN_RESERVED = -9;

  /** The finest exponential schema that is reserved: accepted, and reduced to a coarser one. */
  public static final int MAX_RESERVED = 52;

  /** Buckets whose bounds are listed as custom values. */
  public static final int CUSTOM_BUCKETS = -53;

  private HistogramSchema() {}

  /** Returns whether bounds are listed as custom values. */
  public static boolean isCustom(int schema) {
    return schema == CUSTOM_BUCKETS;
  }

  /** Returns whether the schema is an exponential one in use. */
  public static boolean isExponential(int schema) {
    return schema >= MIN_EXPONENTIAL && schema <= MAX_EXPONENTIAL;
  }

  /** Returns whether the schema is finer than those in use, and to be reduced to the finest. */
  public static boolean isTooFine(int schema) {
    return schema > MAX_EXPONENTIAL && schema <= MAX_RESERVED;
  }

  /** Returns whether the schema is one in use. */
  public static boolean isValid(int schema) {
    return isCustom(schema) || isExponential(schema);
  }

  /** Returns whether the schema has a meaning, be it one that must be reduced first. */
  public static boolean isKnown(int schema) {
    return isCustom(schema) || (schema >= MIN_RESERVED && schema <= MAX_RESERVED);
  }
}
