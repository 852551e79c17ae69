/**
 * The index of a block: finds series by their labels, and the chunks of a series.
 *
 * <p>The invariant: the bytes are a Prometheus TSDB index of version 2, and every byte that is
 * served was covered by a checksum that was checked: symbols and the postings offset table once,
 * when the index is opened, a series and a list of postings whenever it is read.
 *
 * <h2>Format</h2>
 *
 * Numbers of fixed size are big-endian. uvarint: seven bits to a byte, lowest first, the topmost
 * bit set in all bytes but the last; varint: the same in zigzag form. {@code crc} is the CRC-32C
 * (Castagnoli, polynomial 0x1EDC6F41) of the bytes between the length and itself, in four bytes.
 * Strings are UTF-8 behind their length in bytes, a uvarint; they are sorted by bytes.
 *
 * <pre>{@code
 * index    = magic:BA AA D7 00  version:02  symbols  series  postings  offsets  toc
 * symbols  = len:uint32  count:uint32  { string }  crc
 * series   = { zeros up to a multiple of 16  entry }
 * entry    = len:uvarint
 *              labels:uvarint { name:uvarint value:uvarint }      numbers of symbols, from 0
 *              chunks:uvarint [ mint:varint  maxt-mint:uvarint  ref:uvarint
 *                             { mint-maxt before:uvarint  maxt-mint:uvarint  ref-ref before:varint } ]
 *            crc
 * postings = zeros up to a multiple of 4  { list }                all series, then pair by pair
 * list     = zeros up to a multiple of 4  len:uint32  count:uint32  { ref:uint32 }  crc
 * offsets  = len:uint32  count:uint32  { 02 name:string value:string offset:uvarint }  crc
 * toc      = symbols:uint64 series:uint64 label indices:uint64 label offset table:uint64
 *            postings:uint64 offsets:uint64  crc                  where each begins; crc over all six
 * }</pre>
 *
 * <ul>
 *   <li>Series come in the order of their labels, labels in that of their names. A series is
 *       referred to by the offset of its entry divided by 16, so that sorted references are sorted
 *       series.
 *   <li>Times are milliseconds since the epoch, of the first and the last sample of a chunk. Chunks
 *       of a series do not overlap. {@code ref} of a chunk: number of the segment file, from 0,
 *       times 2<sup>32</sup>, plus the offset in it; it rises through the whole index.
 *   <li>The list of all series stands under the empty name and value. References rise in a list,
 *       entries of the offset table by name, then value.
 *   <li>Sections for label indices are no longer written (Prometheus stopped too): their two
 *       offsets name the places where they would be.
 *   <li>Sections are at most 4 GiB, and an index here at most 32 GiB (Prometheus: 64), so that
 *       references are not negative.
 * </ul>
 *
 * <p>Example: {a="b"} with a chunk at 8 from 1000 to 31001, and {a="c"} with chunks at 34 from -5
 * to 0 and at 60 from 10 to 12:
 *
 * <pre>{@code
 * 00 ba aa d7 00 02                                magic, version
 * 05 00 00 00 0a 00 00 00 03 01 61 01 62 01 63     symbols a, b, c
 *    75 3f 25 e6                                   their checksum
 * 17 00 00 00 00 00 00 00 00 00                    up to 20
 * 20 0a 01 00 01 01 d0 0f b1 ea 01 08 44 42 65 38  reference 2: a=b, 1000, +30001, at 8
 *    00                                            up to 30
 * 30 0a 01 00 02 02 09 05 22 0a 02 34 f2 d7 3f 88  reference 3: a=c, -5, +5, at 34; +10, +2, +26
 * 3f 00                                            up to 40
 * 40 00 00 00 0c 00 00 00 02 00 00 00 02 00 00 00 03 a5 83 43 90      all series: 2, 3
 * 54 00 00 00 08 00 00 00 01 00 00 00 02 55 02 ad d1                  a=b: 2
 * 64 00 00 00 08 00 00 00 01 00 00 00 03 a7 69 2e d2                  a=c: 3
 * 74 00 00 00 14 00 00 00 03                                          three entries
 *    02 00 00 40  02 01 61 01 62 54  02 01 61 01 63 64  6b 7b ee 06
 * 90 00 00 00 00 00 00 00 05  00 00 00 00 00 00 00 17                 contents
 *    00 00 00 00 00 00 00 3f  00 00 00 00 00 00 00 74
 *    00 00 00 00 00 00 00 3f  00 00 00 00 00 00 00 74  6e d9 74 35
 * }</pre>
 *
 * <p>{@link io.varve.persistence.index.IndexWriter} writes it, {@link
 * io.varve.persistence.index.IndexReader} reads it from anything that can be read by ranges.
 */
@NullMarked
package io.varve.persistence.index;

import org.jspecify.annotations.NullMarked;
