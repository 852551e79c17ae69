/**
 * Range functions: what is computed from the samples of one series that lie in a window, while the
 * window slides from step to step.
 *
 * <p>The invariant guarded here: a kernel's value at a step depends only on the samples in that
 * step's window, whatever windows came before, and a series costs O(samples + steps), however wide
 * the window is (a logarithm more where samples are ranked). Three means: a monotone deque for
 * extremes, counts that follow both ends of the window for changes and resets, and two stacks of
 * partial aggregates for what cannot be subtracted again, sums above all ({@link
 * io.varve.promql.window.TwoStacks}). Smoothing alone is sequential by nature and walks its window.
 *
 * <p>A window of few samples is computed sample by sample in the order in which Prometheus does it,
 * and agrees with it to the bit; a wide one agrees to the last bits, since its partial aggregates
 * are compensated too. So does a series with values so large that a sum may overflow, because there
 * the order of additions decides between a number and an infinity: its windows are always walked.
 */
@NullMarked
package io.varve.promql.window;

import org.jspecify.annotations.NullMarked;
