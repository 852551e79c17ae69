package io.varve.promql.script;

/**
 * How a result differs from what a script expects.
 *
 * @param expected what the script says
 * @param got what there is instead
 */
record Mismatch(String expected, String got) {}
