/**
 * A shard's manifest: all that the shard has besides its log, in one small commit; who commits it,
 * and who deletes what it no longer names.
 *
 * <p>Invariant: what a committed manifest names is there, for as long as no later manifest of the
 * same or a later owner has left it out, a delay has passed since, and no reader holds it.
 *
 * <p>A manifest is the protobuf message {@code Manifest}, a page the message {@code Items} (both
 * manifest.proto), each in an {@link io.varve.persistence.envelope.Envelope}. What may come in any
 * number (blocks, deleted blocks, cut windows, objects with sealed chunks) is an item. Items over
 * 96 KiB leave the manifest for pages, immutable objects {@code
 * varve/shards/NNNNN/pages/<epoch>-<ordinal>-<token>}; for each page the manifest says which of its
 * items no longer hold. A page of which most do not is left out, and its others come back. So a
 * commit has at most 256 KiB, whatever the number of blocks.
 *
 * <pre>{@code
 * manifest := "VMFT" 0x01 message crc      crc: CRC-32C of all before it, big-endian
 * message  := store_id shard shards hash_version epoch sequence_nr
 *             next_series_reference next_block_ordinal [checkpoint] segment* labels* items page*
 * page     := "VMPG" 0x01 items crc
 * items    := block* deleted* cut* head*
 * }</pre>
 *
 * <p>The manifest of shard 3 of 16 in store "s1", committed in epoch 4, with one block:
 *
 * <pre>{@code
 * 564d4654 01                  magic "VMFT", version 1
 * 0a02 7331                    1: store "s1"
 * 1003 1810 2001 2804          2: shard 3, 3: of 16, 4: hash version 1, 5: epoch 4
 * 3801 4002                    7: next series reference 1, 8: next block ordinal 2
 * 622d 0a2b                    12: items {1: block {
 *   0a10 00000000000100030000000000000009    1: ULID (time 1 ms, shard 3)
 *   1201 61                    2: tenant "a"
 *   2080f4ee06                 4: max time 7200000 (zigzag); 3: min time is 0
 *   2a02 1001                  5: window {2: generation 1; 1: start is 0}
 *   3001 3801                  6: ordinal 1, 7: level 1; 8: resolution is 0
 *   48f403 5078 5802 6004      9: 500 bytes, 10: 120 samples, 11: 2 series, 12: epoch 4 }}
 * e0243aba                     CRC-32C
 * }</pre>
 *
 * <p>Fields that only a newer program knows are kept in the manifest and in pages, and lost in
 * items that stand in the manifest itself: a new field of an item is read by one release and
 * written by the next.
 */
@NullMarked
package io.varve.persistence.manifest;

import org.jspecify.annotations.NullMarked;
