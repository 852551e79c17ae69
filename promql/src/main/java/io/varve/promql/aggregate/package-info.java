/**
 * Aggregations as map, merge and present: a {@link io.varve.promql.aggregate.GroupState} takes the
 * series of one group where they are, states of equal groups are merged where they meet, and the
 * result is presented at the end.
 *
 * <p>The invariant guarded here: whatever way the series of a group are split over states, and in
 * whatever order these are merged, the result is the same, to the last bits of a sum that travels
 * with its compensation and of moments, and exactly in all else. Chosen series are chosen by total
 * orders, of value and labels, or labels alone, or by the hash of their labels.
 *
 * <h2>Bytes of a state</h2>
 *
 * <p>Little-endian throughout; {@code f64} is IEEE 754, a string is its length in bytes as {@code
 * u32} and as much UTF-8. {@code bitmap} has one bit a step, the first lowest, in whole words of
 * 64, zero beyond the last step. The receiver knows aggregation and steps; that they are repeated
 * catches mistakes.
 *
 * <pre>
 * state        = kind:u8 steps:u32 body
 * body         = cells | quantile | count-values | ranking | sample
 *
 * cells        = present:bitmap field*        each field: one f64 for each present step
 * kind  1 sum    : sum, compensation
 *       2 avg    : sum or mean, compensation, count, 1 where it is the mean, else 0
 *       3 min, 4 max : value
 *       5 count  : count
 *       6 group  : no field
 *       7 stddev, 8 stdvar : count, mean, sum of squared deviations
 *
 * quantile     = columns:u32 { present:bitmap value:f64* }          kind 9
 *
 * count-values = values:u32 { value:u64 n:u32 { step:u32 count:u32 } }   kind 10
 *                value: the bits of an f64; steps rising
 *
 * series       = dropName:u8 n:u32 { name:string value:string }
 *
 * ranking      = n:u32 series* { n:u32 { series:u32 value:f64 } }   the latter for each step
 * kind 11 topk, 12 bottomk, 13 limitk
 *
 * sample       = n:u32 { series present:bitmap value:f64* histograms }   kind 14 limit_ratio
 * </pre>
 *
 * <p>Where there were histograms, more follows; nothing does where there were none. Histograms
 * themselves are as {@link io.varve.promql.value.HistogramEncoder} has them, {@code bytes} are
 * their number as {@code u32} and so many bytes.
 *
 * <pre>
 * kinds 1, 2   : metric:string present:bitmap reconciled:bitmap bytes cell*
 *                metric: the least of the metrics' names; reconciled: where custom buckets were
 *                brought together
 * cell         = {count:f64 mean:u8} flags:u8 n:u8          the first two in kind 2
 *                the next n of the histograms, as io.varve.promql.histogram.HistogramSum has them
 * kinds 3, 4, 7, 8, 9, 11, 12 : 1:u8         histograms were ignored
 * kind 10      : texts:u32 { text:string n:u32 { step:u32 count:u32 } }
 * kind 13      : histograms*                 for each series
 * histograms   = 0:u8 | 1:u8 present:bitmap bytes
 * </pre>
 *
 * <p>Example: {@code sum} over two steps, of which the second has the value 1.5 and no
 * compensation:
 *
 * <pre>
 * 01                          kind: sum
 * 02 00 00 00                 steps
 * 02 00 00 00 00 00 00 00     present: step 1
 * 00 00 00 00 00 00 f8 3f     sum 1.5
 * 00 00 00 00 00 00 00 00     compensation 0
 * </pre>
 */
@NullMarked
package io.varve.promql.aggregate;

import org.jspecify.annotations.NullMarked;
