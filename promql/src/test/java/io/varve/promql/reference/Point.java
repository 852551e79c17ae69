package io.varve.promql.reference;

/**
 * A sample.
 *
 * @param time ms since 1970
 */
record Point(long time, double value) {}
