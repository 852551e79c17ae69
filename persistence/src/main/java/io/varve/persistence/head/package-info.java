/**
 * The head: samples that are in no block yet, by series.
 *
 * <p>The invariant: a sample that was accepted is in exactly one of its series' open chunk, the
 * late buffer of its window, or a sealed chunk on the window's list; and of the samples with one
 * time in one generation of a window the first one stays. What {@link
 * io.varve.persistence.head.HeadSegments#force} named in a manifest outlives every crash.
 *
 * <p>{@link io.varve.persistence.head.MemSeries} holds one series, {@link
 * io.varve.persistence.head.HeadSegments} the sealed chunks of one shard, {@link
 * io.varve.persistence.head.HeadSeriesReader} reads both.
 *
 * <p>In both formats below: numbers of fixed size have their highest byte first; {@code uvarint}
 * has seven bits to a byte, lowest first, the topmost bit set in all bytes but the last; {@code
 * varint} is the same in zigzag form. {@code crc} is CRC-32C (Castagnoli, reflected polynomial
 * 0x82F63B78). A window number is a window's first instant in ms divided by 7,200,000.
 *
 * <h2>Head-chunk segments</h2>
 *
 * Files {@code head/NNNNN/<segment, 10 digits>.chunks}, NNNNN being the shard, each of at most 16
 * MiB, numbered from 1 without reuse.
 *
 * <pre>{@code
 * segment    = header { record }
 * header     = magic:56 48 43 4B ("VHCK")  version:uint16 = 1  shard:uint16  segment:uint32
 *              crc:uint32                  of the 12 bytes before
 * record     = length:uvarint              of the body, at most 1 MiB
 *              body
 *              crc:uint32                  of length and body
 * body       = series:uvarint              the series' reference
 *              window:varint               the window's number
 *              generation:uvarint          of the window, below 2^20
 *              previous:uvarint            position of the chunk sealed before in this series,
 *                                          window and generation; 0 if there is none
 *              encoding:byte  count:uvarint
 *              min:uvarint                 ms from the window's start to the first sample
 *              span:uvarint                ms from there to the last sample
 *              data                        the rest: the chunk as it would be in a block
 * position   = segment << 40 | offset of the record in its file
 * }</pre>
 *
 * <p>Positions rise in the order of sealing, so that a list always ends. Where a segment's good
 * part ends is not in the file: the manifest says it. What follows is cut off when the shard is
 * opened, and segments that the manifest does not name are deleted. Example, in shard 7: series 300
 * was given (1000, 1.0), (16000, 1.0) and, late, (500, 1.0), relative to window 236,000, and was
 * frozen:
 *
 * <pre>{@code
 * 56 48 43 4b 00 01 00 07 00 00 00 01 09 43 3a 0b    header of segment 1
 * 20                                                 32 bytes of body
 * ac 02 c0 e7 1c 00 00 01 02 e8 07 98 75             series 300, window 236000, generation 0, no
 *                                                    chunk before, XOR, 2 samples, +1000, +15000
 * 00 02 d0 8f b3 83 f4 62 3f f0 00 00 00 00 00 00 98 75 00
 * 77 ee 8e c7                                        checksum
 * 21                                                 33 bytes of body
 * ac 02 c0 e7 1c 00 90 80 80 80 80 20 01 01 f4 03 00 the chunk before is at 1 << 40 | 16; 1 sample
 * 00 01 e8 87 b3 83 f4 62 3f f0 00 00 00 00 00 00
 * 71 bd fb f3
 * }</pre>
 *
 * <p>A manifest's part about the segments:
 *
 * <pre>{@code
 * lengths    = count:uvarint { id:uvarint length:uvarint windows }   ascending by id
 * windows    = count:uvarint { key:varint bytes:uvarint }            key less the one before
 * key        = window number << 20 | generation
 * }</pre>
 *
 * <h2>A series in a checkpoint</h2>
 *
 * The checkpoint around it has the checksum.
 *
 * <pre>{@code
 * series     = version:byte = 1  reference:uvarint
 *              newest:varint               time of the newest sample ever, in ms; -2^63 for none
 *              count:uvarint { window }    the one used last comes first
 * window     = number:varint  generation:uvarint
 *              flags:byte                  1 frozen, 2 sealed, 4 open, 8 late, 16 the open chunk is
 *                                          of histograms, 32 some late samples are histograms
 *              [ sealed ] [ open ] [ late ]
 * sealed     = last:uvarint                position of the chunk sealed last
 *              samples:uvarint  bytes:uvarint  min:uvarint  span:uvarint   of all sealed chunks
 * open       = [ encoding:byte ]           if flag 16 is set
 *              length:uvarint  chunk       the open chunk, its count filled in
 * late       = count:uvarint { offset:uvarint [ kind:byte ] value }
 *                                          ascending, ms from the window's start; the kind, 1 float,
 *                                          2 and 3 histograms, if flag 32 is set
 * value      = 8 bytes | length:uvarint chunk      of a histogram: with it alone, at time 0
 * }</pre>
 *
 * <p>Reading an open chunk through brings back the encoder's whole state, so that nothing of it is
 * written. Example: series 300 has (2000, 1.0) and, late, (500, 1.0) in generation 1 of window
 * 236,000, and (1000, 1.0) in generation 0, which is frozen:
 *
 * <pre>{@code
 * 01 ac 02 a0 9f b3 83 f4 62 02                      version 1, series 300, newest, 2 windows
 * c0 e7 1c 01 0c                                     window 236000, generation 1, open and late
 * 10 00 01 a0 9f b3 83 f4 62 3f f0 00 00 00 00 00 00 open: 16 bytes
 * 01 f4 03 3f f0 00 00 00 00 00 00                   late: +500
 * c0 e7 1c 00 03                                     generation 0, frozen and sealed
 * 01 01 10 e8 07 00                                  at position 1: 1 sample, 16 bytes, +1000
 * }</pre>
 */
@NullMarked
package io.varve.persistence.head;

import org.jspecify.annotations.NullMarked;
