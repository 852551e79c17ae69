package io.varve.promql.window;

/** How far the samples that a function of a window looks at reach beyond the window. */
public enum Reach {
  /** Not at all. */
  NONE,
  /** Back by the lookback: the value at the window's beginning is that of the sample before it. */
  ANCHORED,
  /** Both ways by the lookback: the values at the window's ends lie between the samples there. */
  SMOOTHED;

  /** Returns how long before the window's beginning samples count, in ms. */
  public long beforeMs(long lookbackMs) {
    return this == NONE ? 0 : lookbackMs;
  }

  /** Returns how long after the window's end samples count, in ms. */
  public long afterMs(long lookbackMs) {
    return this == SMOOTHED ? lookbackMs : 0;
  }
}
