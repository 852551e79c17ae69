/**
 * The arithmetic of native histograms: sums, differences, rates, quantiles, fractions, trimming,
 * text.
 *
 * <p>Invariants guarded here: histograms that go in are never written to, and what comes out shares
 * nothing that is written to later; a calculation conserves the buckets' total, whatever schemas,
 * zero buckets and custom bounds meet; an aggregation's result depends on neither the order of its
 * histograms nor the way they are spread over partial sums, last bits apart. What Prometheus
 * defines is taken from its model/histogram and promql packages.
 *
 * <p>Three things are reconciled when histograms meet:
 *
 * <ul>
 *   <li><b>Schemas.</b> The coarser wins: bucket i of schema s lies in bucket ⌈i / 2^(s−t)⌉ of
 *       schema t.
 *   <li><b>Zero buckets.</b> The wider wins, and is widened further until its bound lies inside no
 *       bucket that has observations, in either histogram. Buckets inside it become part of it.
 *   <li><b>Custom bounds.</b> Those that both histograms have remain.
 * </ul>
 *
 * <p>Exponential and custom buckets never go together. What is to be said of a calculation is
 * collected as {@link io.varve.promql.histogram.HistogramRemark}s in a set of the caller's.
 */
@NullMarked
package io.varve.promql.histogram;

import org.jspecify.annotations.NullMarked;
