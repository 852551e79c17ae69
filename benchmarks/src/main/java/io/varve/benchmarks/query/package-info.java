/**
 * Measures queries of several servers that hold the same samples.
 *
 * <p>A fast wrong answer does not count: the servers are asked the same at the same times, in
 * turns, and all must give as many series and values. Each question is of another time, so that no
 * cache answers.
 */
@NullMarked
package io.varve.benchmarks.query;

import org.jspecify.annotations.NullMarked;
