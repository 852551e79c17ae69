/**
 * Blocks: the samples of a range of time in a directory, immutable once written.
 *
 * <p>The invariant: a block is a Prometheus TSDB block, to the byte, and complete if its {@code
 * meta.json} is there; whatever is read from it was covered by a checksum that was checked.
 *
 * <h2>Format</h2>
 *
 * <pre>{@code
 * <tenant>/<ULID>/
 *     chunks/000001      segments, numbered from 1 in six digits, at most 512 MiB each
 *     chunks/000002
 *     index              see io.varve.persistence.index
 *     meta.json          written last
 * }</pre>
 *
 * <p><b>ULID.</b> 128 bits: milliseconds since the epoch (48), number of the shard (16), chance
 * (64); as text 26 digits of Crockford's base 32 ({@code 0123456789ABCDEFGHJKMNPQRSTVWXYZ}),
 * highest bits first, of which the first digit has only three. Other programs fill the middle 16
 * bits by chance.
 *
 * <p><b>Segment.</b> Fixed numbers are big-endian, uvarint as in the index, {@code crc} the CRC-32C
 * (Castagnoli, polynomial 0x1EDC6F41) of encoding and data.
 *
 * <pre>{@code
 * segment  = magic:85 BD 40 DD  version:01  00 00 00  { chunk }
 * chunk    = len:uvarint  encoding:uint8  data:len bytes  crc:uint32
 * }</pre>
 *
 * <p>{@code len} counts the data alone; the encodings are those of {@code
 * io.varve.persistence.chunk}. The index refers to a chunk by the number of its segment, here from
 * 0, times 2<sup>32</sup>, plus the offset of its {@code len}. Example, a segment with a chunk of
 * one sample, (1000 ms, 1.0):
 *
 * <pre>{@code
 * 85 bd 40 dd 01 00 00 00                    magic, version, padding
 * 0c 01                                      12 bytes, XOR
 * 00 01 d0 0f 3f f0 00 00 00 00 00 00        the chunk
 * b1 83 43 01                                its checksum
 * }</pre>
 *
 * <p><b>meta.json.</b> Times are milliseconds, {@code maxTime} is exclusive, sizes bytes. Fields
 * that are not named here are passed over when reading.
 *
 * <pre>{@code
 * ulid, minTime, maxTime, version: 1
 * stats        numSamples, numSeries, numChunks
 * compaction   level, sources: [ULID], parents: [{ulid, minTime, maxTime}]
 * thanos       version: 1
 *              labels: {tenant_id, varve_shard}       the shard in decimal
 *              downsample: {resolution}               0: raw samples
 *              source: "varve"
 *              files: [{rel_path, size_bytes}]        meta.json itself without a size
 *              index_stats: {series_max_size, chunk_max_size}
 *              extensions: {varve: {mask, value, hash_version, generation, ordinal, epoch}}
 * }</pre>
 *
 * <p>{@link io.varve.persistence.block.BlockMeta} and the records that it is made of say what each
 * field means; a test holds the whole text of one.
 */
@NullMarked
package io.varve.persistence.block;

import org.jspecify.annotations.NullMarked;
