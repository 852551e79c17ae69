/**
 * The encoding of samples: a chunk is a run of samples of one series and one kind, compressed.
 *
 * <p>The invariant: the bytes of a chunk are those that Prometheus writes for the same samples, so
 * that its tools, Thanos and Mimir read them. {@link io.varve.persistence.chunk.ChunkEncoding}
 * names the encodings; those below are {@code XOR}, code 1, and {@code HISTOGRAM} and {@code
 * FLOAT_HISTOGRAM}, codes 2 and 3.
 *
 * <h2>The XOR chunk</h2>
 *
 * Bits are filled into bytes from the topmost one down, numbers of several bits or bytes have their
 * most significant part first, varints apart. No checksum: whoever stores a chunk adds one.
 *
 * <pre>{@code
 * chunk    = count:uint16 first [ second { next } ] pad
 * first    = t:zigzag-varint  v:64 bits
 * second   = (t - previous t):uvarint  value
 * next     = change  value
 * change   = 0                      the interval equals the one before
 *          | 10   d:14 bits         d = interval - previous interval
 *          | 110  d:17 bits
 *          | 1110 d:20 bits
 *          | 1111 d:64 bits
 * value    = 0                      same bits as the value before
 *          | 10 x:(64 - L - T)      the window of L leading, T trailing zeros stays
 *          | 11 L:5 S:6 x:S         a new window: S significant bits (0 means 64), T = 64 - L - S
 * pad      = 0 to 7 zero bits up to a whole byte
 * }</pre>
 *
 * <ul>
 *   <li>Times are milliseconds since the epoch, signed; differences wrap around at 64 bits.
 *   <li>uvarint: seven bits to a byte, lowest first, the topmost bit set in all bytes but the last,
 *       1 to 10 bytes. zigzag: 0, -1, 1, -2 become 0, 1, 2, 3. Both of them happen to begin at a
 *       byte's beginning.
 *   <li>{@code d} of n bits runs from -2<sup>n-1</sup>+1 to 2<sup>n-1</sup>: one off two's
 *       complement. The smallest size that holds it is used.
 *   <li>{@code x} is the XOR of the value's IEEE 754 bits with those before, shifted right by T. L
 *       is at most 31. The window stays while the new XOR has at least its L and T zeros; there is
 *       none before the first XOR. A reader that meets {@code 10} without a window takes L = T = 0:
 *       Prometheus writes this when it resumes a chunk.
 * </ul>
 *
 * <p>Sizes: 2 bytes of header, 9 to 18 for the first sample, 9 to 157 bits for the second, 2 to 145
 * for each later one; 65,535 samples at most.
 *
 * <p>Example: (1000 ms, 1.0), (16000, 1.0), (31001, 1.5) are
 *
 * <pre>{@code
 * 00 03                      three samples
 * d0 0f                      t = 1000
 * 3f f0 00 00 00 00 00 00    v = 1.0
 * 98 75                      t + 15000
 * 40 00 ec 06                0 | 10 00000000000001 | 11 01100 000001 1 | 0
 *                            same value; one more ms; L = 12, S = 1, x = 1; padding
 * }</pre>
 *
 * <h2>Chunks of native histograms</h2>
 *
 * <pre>{@code
 * chunk      = count:uint16 flags:byte layout t:varbit first { change:varbit next } pad
 * flags      = hint:2 bits, 6 zero bits   0 unknown, 1 no reset, 2 reset, 3 gauges
 * layout     = threshold schema:varbit spans spans [ bounds ]      positive spans, negative ones;
 *                                                                  bounds if the schema is -53
 * threshold  = 0:byte | (exponent + 243):byte | 255:byte threshold:64 bits
 *                                         0; 2^(exponent-1), exponent -242 to 11; any other
 * spans      = n:uvarbit { length:uvarbit offset:varbit }
 * bounds     = n:uvarbit { (1000 * bound + 1):uvarbit | 0:bit bound:64 bits }
 *                                         thousandths from 0 to 33,554.43; any other
 * first      = n:uvarbit zero:uvarbit sum:64 bits { bucket:varbit }     integer counts
 *            | n:64 bits zero:64 bits sum:64 bits { bucket:64 bits }    float counts
 * next       = change change value { change }                           integer counts
 *            | value value value { value }                              float counts
 * varbit     = 0 | 10 x:3 | 110 x:6 | 1110 x:9 | 11110 x:12 | 111110 x:18 | 1111110 x:25
 *            | 11111110 x:56 | 11111111 x:64
 * }</pre>
 *
 * <ul>
 *   <li>{@code change} is a varbit too: the difference to the last value less the one before that,
 *       which for the second histogram is 0. {@code value} is that of an XOR chunk, each field with
 *       a window of its own.
 *   <li>Buckets are the positive ones and then the negative ones; integers each less the one before
 *       it, floats as they are. Signed varbits of n bits run as {@code d} above does, unsigned ones
 *       from 0.
 *   <li>A stale marker ends behind its sum; integer counts have changes of 0 in it. As the first
 *       one it has an empty layout.
 * </ul>
 *
 * <p>Example: schema 0, threshold 2<sup>-128</sup>, spans (0, 1) and (1, 1), at 1000 ms 6
 * observations, 1 of them about zero, 2 and 3 in the buckets, and at 16000 ms 8, 2, 3 and 3; both
 * sums are 2.5:
 *
 * <pre>{@code
 * 00 02 00                      two histograms, nothing known of a reset
 * 74                            threshold: exponent -127
 * 4a 28 c5                      0 | 10 010 | 10 001 0 | 10 001 10 001 | 0: schema and spans
 * e3 e8                         11110 x:12 = 1000, whose first bit is the last one of c5
 * b4 50                         10 110 = 6 | 10 001 = 1 | the sum begins
 * 01 00 00 00 00 00 00 25       the sum's end | 10 010 = 2 | 1 of
 * 1f 83 a9 89                   10 001 = 1 | 111110 x:18 = 15000
 * 45 1b 80                      10 010, from 89 on | 10 001 | 0 | 10 001 | 10 111 = -1 | padding
 * }</pre>
 *
 * <p>The same with float counts:
 *
 * <pre>{@code
 * 00 02 00 74 4a 28 c5 e3 e8       as above up to the time
 * 40 18 00 00 00 00 00 00          6
 * 3f f0 00 00 00 00 00 00          1
 * 40 04 00 00 00 00 00 00          sum 2.5
 * 40 00 00 00 00 00 00 00          2
 * 40 08 00 00 00 00 00 00          3
 * f8 3a 98                         111110 x:18 = 15000
 * d4 1f c2 5f ff 6c 06             five values
 * }</pre>
 *
 * <p>While a chunk is open its header stays zero and readers are told the count apart: {@link
 * io.varve.persistence.chunk.XorAppender} says why they need no lock.
 */
@NullMarked
package io.varve.persistence.chunk;

import org.jspecify.annotations.NullMarked;
