/**
 * The encoding of samples: a chunk is a run of samples of one series and one kind, compressed.
 *
 * <p>The invariant: the bytes of a chunk are those that Prometheus writes for the same samples, so
 * that its tools, Thanos and Mimir read them. {@link io.varve.persistence.chunk.ChunkEncoding}
 * names the encodings; the one below is {@code XOR}, code 1.
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
 * <p>While a chunk is open its header stays zero and readers are told the count apart: {@link
 * io.varve.persistence.chunk.XorAppender} says why they need no lock.
 */
@NullMarked
package io.varve.persistence.chunk;

import org.jspecify.annotations.NullMarked;
